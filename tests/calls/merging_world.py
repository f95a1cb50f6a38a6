"""A small pool of needs to merge, and what must always hold of a consolidation. Shared by the tests of merging."""

from __future__ import annotations

from typing import Any

from wutong.base.actors import Actor
from wutong.calls.models import Consolidation, Membership, Need
from wutong.calls.queries.consolidation import groups
from wutong.calls.statement import StatedNeed
from wutong.calls.steps.grouping import open_consolidation, propose_groups
from wutong.calls.steps.replies import compose_reply, confirm_reply, send_reply, take_in_reply, write_reply
from wutong.matching.encoders import LexicalEncoder

LEXICAL = LexicalEncoder()
TEXTS = {
    "rice": ("杂交水稻育种联合研究", "在泰国清迈建设杂交水稻育种试验站，筛选耐高温品种。"),
    "rice_again": ("杂交水稻育种合作研究", "在泰国清迈共建杂交水稻育种试验站，选育耐高温品种。"),
    "tunnel": ("隧道施工安全监测技术转移", "向老挝转移铁路隧道围岩变形监测设备与软件。"),
    "port": ("港口自动化调度培训", "为马来西亚港口培训自动化码头调度人员二十名。"),
    "malaria": ("疟疾快速诊断试剂研发", "与肯尼亚共同研发疟疾快速诊断试剂并开展现场评价。"),
    "solar": ("沙漠光伏电站运行维护", "在埃及开展沙漠光伏电站组件清洗与运行维护示范。"),
}


def need(key: str, **fields: Any) -> StatedNeed:
    title, text = TEXTS[key]
    return StatedNeed(title=title, text=text, language="zh", **fields)


def reply_with(world: Any, call: Any, unit: Any, needs: list[StatedNeed]) -> Any:
    inquiry = call.inquiries.get(unit=unit)
    return take_in_reply(inquiry, needs=needs, by=world.by["programme_officer"], at=world.at)


def resend(world: Any, call: Any, needs: list[StatedNeed]) -> Any:
    """The university sends a new version on its page, which takes the place of everything it sent before."""
    inquiry = call.inquiries.get(unit=world.university)
    coordinator, leader = world.by["unit_coordinator"], world.by["unit_leader"]
    reply = write_reply(inquiry, needs=needs, by=coordinator, at=world.at)
    compose_reply(reply, by=coordinator, at=world.at)
    confirm_reply(reply, by=leader, at=world.at)
    send_reply(reply, by=coordinator, at=world.at)
    return reply


def filled(world: Any, call: Any) -> Consolidation:
    """Six needs of two units, grouped: two of them say the same."""
    keys = list(TEXTS)
    reply_with(world, call, world.university, [need(key) for key in keys[:3]])
    reply_with(world, call, world.province, [need(key) for key in keys[3:]])
    return grouped(world, call)


def grouped(world: Any, call: Any, by: Actor | None = None) -> Consolidation:
    by = by or world.by["programme_officer"]
    made = open_consolidation(call, call.issuer, by=by, at=world.at)
    propose_groups(made, encoder=LEXICAL, by=by, at=world.at)
    return made


def seats(consolidation: Consolidation) -> dict[int, int]:
    """Which need stands in which group."""
    return dict(Membership.objects.filter(consolidation=consolidation).values_list("need_id", "group_id"))


def state_of(consolidation: Consolidation) -> dict[str, Any]:
    """Everything an undo must bring back; versions and numbers only ever rise."""
    groups = consolidation.groups.filter(is_dissolved=False).order_by("pk")
    names = ("titles", "texts", "field", "action", "plan_item_id", "priority", "state", "reason", "decided_at")
    members = Membership.objects.filter(consolidation=consolidation).values_list("need_id", "group_id", "likeness")
    return {
        "groups": {group.pk: [getattr(group, name) for name in names] for group in groups},
        "members": sorted(members),
    }


def assert_nothing_lost(consolidation: Consolidation) -> None:
    """Every current need stands once, in a group that is not dissolved; no group that is shown is empty."""
    current = Need.objects.filter(call=consolidation.call_id, office=consolidation.office_id, is_current=True)
    placed = Membership.objects.filter(consolidation=consolidation, group__is_dissolved=False)
    assert sorted(placed.values_list("need_id", flat=True)) == sorted(current.values_list("pk", flat=True))
    assert not placed.exclude(group__consolidation=consolidation).exists()
    assert all(group.members for group in groups(consolidation))
