"""A call with replies that were merged and decided: files taken in, a need on the page, contacts inside sentences."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from wutong.base.actors import Actor
from wutong.base.files import keep
from wutong.calls.models import Call, Inquiry, IntakeBatch, IntakeFile, Membership, Need, NeedGroup
from wutong.calls.statement import StatedNeed
from wutong.calls.steps.grouping import open_consolidation
from wutong.calls.steps.replies import take_in_reply
from wutong.calls.steps.workspace import decide_group
from wutong.documents.blocks import Place

PERSON, PHONE = "测试联系人甲", "000-5550101"


class Desk:
    """One office at work on one call; every method is one thing an officer does."""

    def __init__(self, call: Call, office: Any, by: Actor, at: datetime) -> None:
        self.call, self.office, self.by, self.at = call, office, by, at
        self.consolidation = open_consolidation(call, office, by=by, at=at)
        self.numbers = 0

    def file(self, name: str, parent: IntakeFile | None = None, path: tuple[str, ...] = ()) -> IntakeFile:
        batch = IntakeBatch.objects.create(call=self.call, office=self.office, way="upload", taken_at=self.at)
        stored = keep(name, f"bytes of {name}".encode(), at=self.at)
        return IntakeFile.objects.create(
            batch=batch, call=self.call, stored=stored, name=name, path=list(path), parent=parent, arrived_at=self.at
        )

    def reply(self, unit: Any, *stated: StatedNeed, file: IntakeFile | None = None) -> list[Need]:
        """Take a unit's reply in; answers its current needs."""
        inquiry = Inquiry.objects.select_related("call", "unit").get(call=self.call, unit=unit)
        reply = take_in_reply(inquiry, needs=stated, file=file, by=self.by, at=self.at)
        return list(reply.needs.order_by("number"))

    def group(self, *needs: Need, move: str = "accept", reason: str = "", **fields: Any) -> NeedGroup:
        """Put needs into one group under the first one's words, and decide it; `move=""` leaves it open."""
        self.numbers += 1
        first = needs[0]
        words = {"authoritative": "zh-hans", "zh-hans": first.title}
        values = {"titles": words, "texts": words | {"zh-hans": first.text}, "field": first.field}
        group = NeedGroup.objects.create(
            consolidation=self.consolidation, number=self.numbers, **(values | {"action": first.action} | fields)
        )
        for need in needs:
            Membership.objects.create(consolidation=self.consolidation, group=group, need=need)
        if move:
            decide_group(
                self.consolidation, group.pk, move, version=group.version, reason=reason, by=self.by, at=self.at
            )
        return group


def stated(title: str, **fields: Any) -> StatedNeed:
    """A need read from the third paragraph of its file."""
    values: dict[str, Any] = {
        "text": f"{title}的内容。",
        "field": "energy",
        "action": "joint_lab",
        "countries": ["KZ"],
        "language": "zh",
        "places": {"need": Place("paragraph", paragraph=3).as_dict()},
    }
    if isinstance(fields.get("amount"), int):
        fields["amount"], fields["currency"] = Decimal(fields["amount"]), fields.get("currency", "CNY")
    return StatedNeed(title, **(values | fields))


def merged_call(world: Any, call: Call) -> Desk:
    """Two units; five needs: two merged, one accepted alone, one declined, one open, and one in no group yet."""
    desk = Desk(call, world.division, world.by["programme_officer"], world.at)
    mail = desk.file("大学回函.eml")
    inside = desk.file("需求表.docx", parent=mail, path=("需求表.docx",))
    reached = f"{PERSON} {PHONE}"
    laboratory, training, refused = desk.reply(
        world.university,
        stated("联合实验室", text=f"建设联合实验室（哈萨克斯坦，{reached}）。", contact=reached, amount=500_000),
        stated("培训班", action="exchange", countries=["KZ", "UZ"]),
        stated("购买设备", text=f"购买设备，由{reached}负责联系。"),
        file=inside,
    )
    same, open_one, _late = desk.reply(
        world.province,
        stated("联合实验室建设", amount=300_000),
        stated("园区规划", action="park"),
        stated("新到的需求"),
        file=desk.file("省厅需求.xlsx"),
    )
    item = call.plan.items.get(action="joint_lab", kind="action").children.first() if call.plan else None
    desk.group(laboratory, same, plan_item=item)
    desk.group(training)
    desk.group(refused, move="decline", reason="不属于本计划的任务")
    desk.group(open_one, move="")
    return desk
