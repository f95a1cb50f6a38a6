"""Puts the demo into the database: reference data, plans, invented units, one account for every role, the demo call."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from wutong.base.actors import Actor, system
from wutong.calls.models import Call
from wutong.calls.needs_form import NEEDS_FORM
from wutong.calls.steps.calls import issue_call, write_call
from wutong.calls.steps.inquiries import ask_extension, pass_on
from wutong.directory.acting import Chair, actor
from wutong.directory.models import Organisation, Seat, User
from wutong.directory.steps import add_organisation, give_seat, load_reference_data
from wutong.forms.definition import load
from wutong.forms.steps import keep_form
from wutong.management.demo.content import Demo, load_demo
from wutong.plans.steps import load_plans

PASSWORD = "wutong-demo"  # noqa: S105 - printed on the sign-in page of a demo installation; such accounts exist nowhere else
INSTALLER = system("demo")


def is_installed() -> bool:
    return Organisation.objects.filter(is_demo=True).exists()


@transaction.atomic
def install(*, at: datetime) -> Call:
    """Everything the main job needs; answers the demo call, issued on the demo's base date."""
    demo = load_demo()
    load_reference_data()
    plans = load_plans(by=INSTALLER, at=at)
    units = _organisations(demo, at=at)
    _accounts(demo, units, at=at)
    form = keep_form(load(NEEDS_FORM), at=at)
    call = _call(demo, units, form, plans["A"])
    _begin_answering(open_call(demo, units, form, plans["A"], at=at), at=at)
    return call


def _organisations(demo: Demo, *, at: datetime) -> dict[str, Organisation]:
    made: dict[str, Organisation] = {}

    def add(key: str, entry: dict[str, Any], parent: str = "") -> None:
        made[key] = add_organisation(
            names=tagged(entry["names"]),
            kind=entry["kind"],
            parent=made.get(parent),
            aliases=entry.get("aliases", ()),
            email=entry.get("email", ""),
            country_id=entry.get("country", "CN"),
            is_demo=True,
            by=INSTALLER,
            at=at,
        )

    add(demo.office["key"], demo.office)
    division = demo.office["division"]
    add(division["key"], division | {"email": demo.office["email"]}, parent=demo.office["key"])
    add(demo.partner_office["key"], demo.partner_office)
    for unit in sorted(demo.units.values(), key=lambda one: bool(one.parent)):
        entry = {"names": unit.names, "kind": unit.kind, "aliases": unit.aliases, "email": f"office@{unit.domain}"}
        add(unit.key, entry, parent=unit.parent)
    return made


def _accounts(demo: Demo, units: dict[str, Organisation], *, at: datetime) -> None:
    for entry in demo.accounts:
        user = User.objects.create_user(entry["email"], PASSWORD, names=tagged(entry["names"]), is_demo=True)
        give_seat(
            user=user,
            role=entry["role"],
            organisation=units[entry["organisation"]],
            since=at.date(),
            by=INSTALLER,
            at=at,
        )


def tagged(names: dict[str, str]) -> dict[str, str]:
    first = "zh-hans" if "zh" in names else next(iter(names))
    return {"authoritative": first} | {("zh-hans" if code == "zh" else code): text for code, text in names.items()}


def seated(role: str) -> Actor:
    """The demo person of a role, as they sit."""
    seat = Seat.objects.select_related("user", "organisation").get(user__is_demo=True, role=role)
    return actor(seat.user, Chair(seat))


def officer() -> Actor:
    """The demo programme officer."""
    return seated("programme_officer")


def _call(demo: Demo, units: dict[str, Organisation], form: Any, plan: Any) -> Call:
    told = demo.call
    issued = datetime.combine(told["issued"], datetime.min.time(), tzinfo=told["deadline"].tzinfo) + timedelta(hours=9)
    by = officer()
    call = write_call(
        issuer=units[demo.office["division"]["key"]],
        titles=tagged(told["title"]),
        letters=tagged({code: text.strip() for code, text in told["letter"].items()}),
        number=told["number"],
        form=form,
        plan=plan,
        deadline=told["deadline"],
        time_zone=told["timezone"],
        contact=told["contact"]["zh"],
        email=demo.office["email"],
        addressees=[units[unit.key] for unit in demo.addressees()],
        copies=[names["zh"] for names in demo.copies],
        by=by,
        at=issued,
    )
    issue_call(call, by=by, at=issued)
    return call


def _due(texts: dict[str, str], deadline: datetime) -> dict[str, str]:
    """The letter with another day in it."""
    told = {
        "2026年10月16日17:30": f"{deadline:%Y年%-m月%-d日%H:%M}",
        "17:30 Beijing time on 16 October 2026": f"{deadline:%H:%M} Beijing time on {deadline:%-d %B %Y}",
    }
    for old, new in told.items():
        texts = {code: text.replace(old, new) for code, text in texts.items()}
    return texts


def open_call(demo: Demo, units: dict[str, Organisation], form: Any, plan: Any, *, at: datetime) -> Call:
    """A second call that is still open, for visitors to try answering on the page."""
    by = officer()
    zone = ZoneInfo(demo.call["timezone"])
    deadline = (at + timedelta(days=21)).astimezone(zone).replace(hour=17, minute=30, second=0, microsecond=0)
    call = write_call(
        issuer=units[demo.office["division"]["key"]],
        titles=tagged(
            {"zh": "关于补充征集科技合作需求的函（演示）", "en": "Supplementary call for cooperation needs (demo)"}
        ),
        letters=tagged(_due({code: text.strip() for code, text in demo.call["letter"].items()}, deadline)),
        number=demo.call["number"].replace("1号", "2号"),
        form=form,
        plan=plan,
        deadline=deadline,
        time_zone=demo.call["timezone"],
        contact=demo.call["contact"]["zh"],
        email=demo.office["email"],
        addressees=[units[unit.key] for unit in demo.addressees()],
        by=by,
        at=at,
    )
    issue_call(call, by=by, at=at)
    return call


def _begin_answering(call: Call, *, at: datetime) -> None:
    """Something for every desk: the province passes the open call on, a university asks for more time."""
    province = seated("middle_officer")
    inquiry = call.inquiries.get(unit_id=province.office_id)
    below = Organisation.objects.filter(parent_id=province.office_id)
    pass_on(inquiry, to=below, deadline=call.deadline - timedelta(days=7), by=province, at=at)
    coordinator = seated("unit_coordinator")
    own = call.inquiries.get(unit_id=coordinator.office_id)
    reason = "演示：校内两个学院的材料尚在会签。 / Demo: two colleges are still signing."
    ask_extension(own, until=call.deadline + timedelta(days=5), reason=reason, by=coordinator, at=at)
