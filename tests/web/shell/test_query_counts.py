"""Every list page asks the database as often for a hundred rows as for one, and never more than forty times."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from wutong.base import journal
from wutong.base.texts import texts
from wutong.calls.models import Copy, Extension, Inquiry, Reply
from wutong.directory.models import Agreement, Delegation, Organisation, Seat, User
from wutong.plans.models import Plan, PlanDraft, PlanItem, Target

pytestmark = pytest.mark.django_db
MOST = 40
MANY = 40  # more than one page of nothing, enough for one query a row to show


def units(world: Any, many: int, parent: Any) -> list[Organisation]:
    made = [Organisation(kind="university", names=texts(zh=f"单位{n}"), parent=parent) for n in range(many)]
    made = Organisation.objects.bulk_create(made)
    for unit in made:
        unit.path = f"{parent.path}{unit.pk}/"
    Organisation.objects.bulk_update(made, ["path"])
    return made


def users(many: int) -> list[User]:
    start = User.objects.count()
    return User.objects.bulk_create(User(email=f"p{start + n}@many.example") for n in range(many))


def organisations(world: Any, call: Any, many: int) -> None:
    units(world, many, world.province)


def seats(world: Any, call: Any, many: int) -> None:
    since = world.at.date()
    Seat.objects.bulk_create(
        Seat(user=user, role="reviewer", organisation=world.university, since=since) for user in users(many)
    )


def delegations(world: Any, call: Any, many: int) -> None:
    seat, since = Seat.objects.get(user=world.people["programme_officer"]), world.at.date()
    until = since + timedelta(days=9)
    Delegation.objects.bulk_create(Delegation(seat=seat, to=one, since=since, until=until) for one in users(many))


def agreements(world: Any, call: Any, many: int) -> None:
    for n in range(many):
        made = Agreement.objects.create(titles=texts(en=f"Agreement {n}"), signed_on=world.at.date())
        made.countries.set(["KZ", "LA", "TH"])


def entries(world: Any, call: Any, many: int) -> None:
    for _n in range(many):
        journal.record("seat.end", call, by=world.by["unit_leader"], at=world.at, personal={"email": "x"})


def history(world: Any, call: Any, many: int) -> None:
    for n in range(min(many, 25)):
        changes = {"parent": [world.ministry.pk, world.province.pk], "short_name": ["", str(n)]}
        journal.record("organisation.change", world.university, by=world.by["auditor"], at=world.at, changes=changes)


def calls(world: Any, call: Any, many: int) -> None:
    copy, start = type(call).objects.get(pk=call.pk), type(call).objects.count()
    for n in range(many):
        copy.pk, copy.number, copy._state.adding = None, f"测函〔2026〕{start + n + 100}号", True
        copy.save()
        Inquiry.objects.create(
            call_id=copy.pk, unit=world.university, office=world.division, deadline=copy.deadline, addressed_at=world.at
        )


def inquiries(world: Any, call: Any, many: int) -> None:
    """Below the province, each with a reply and a request for more time."""
    top, at = call.inquiries.get(unit=world.province), world.at
    rows = Inquiry.objects.bulk_create(
        Inquiry(call=call, unit=unit, office=world.province, parent=top, deadline=call.deadline, addressed_at=at,
                state="answered", answered_at=at, order=n)
        for n, unit in enumerate(units(world, many, world.province))
    )  # fmt: skip
    Reply.objects.bulk_create(
        Reply(inquiry=row, version=1, source="web", state="sent", written_at=at, sent_at=at) for row in rows
    )
    Extension.objects.bulk_create(Extension(inquiry=row, until=at, reason="x", asked_at=at) for row in rows)


def addressees(world: Any, call: Any, many: int) -> None:
    Inquiry.objects.bulk_create(
        Inquiry(call=call, unit=unit, office=world.division, deadline=call.deadline, addressed_at=world.at, order=n)
        for n, unit in enumerate(units(world, many, world.ministry))
    )
    Copy.objects.bulk_create(Copy(call=call, name=f"抄送{call.copies.count() + n}") for n in range(many))


def plans(world: Any, call: Any, many: int) -> None:
    start = Plan.objects.count()
    Plan.objects.bulk_create(Plan(code=f"P{start + n}", titles=texts(en=f"Plan {n}")) for n in range(many))


def items(world: Any, call: Any, many: int) -> None:
    plan, start = call.plan, 1000 + PlanItem.objects.count()
    made = PlanItem.objects.bulk_create(
        PlanItem(plan=plan, order=start + n, code=f"X{start + n}", level=1, kind="task", titles=texts(en="Task"))
        for n in range(many)
    )
    Target.objects.bulk_create(
        Target(item=item, indicator="T", names=texts(en="t"), value=1, unit="x", nature="flow", quote="q")
        for item in made
    )


def drafts(world: Any, call: Any, many: int) -> None:
    by = world.by["programme_officer"]
    PlanDraft.objects.bulk_create(
        PlanDraft(title="x", text="x", reading={"headings": [], "targets": []}, read_by_id=by.user_id,
                  office_path=by.office_path, read_at=world.at, plan=call.plan)
        for _n in range(many)
    )  # fmt: skip


def here(name: str, *given: Any) -> Callable[[Any, Any], str]:
    return lambda world, call: reverse(name, args=[one(world, call) if callable(one) else one for one in given])


def of_call(world: Any, call: Any) -> int:
    return int(call.pk)


def of(place: str) -> Callable[[Any, Any], int]:
    return lambda world, call: int(getattr(world, place).pk)


def of_plan(world: Any, call: Any) -> int:
    return int(call.plan_id)


PAGES: list[tuple[str, Callable[[Any, Any], str], str, Callable[..., None]]] = [
    ("organisations", here("organisations"), "programme_officer", organisations),
    ("sub-units", here("organisation", of("province")), "programme_officer", organisations),
    ("seats", here("organisation", of("university")), "administrator", seats),
    ("history", here("organisation", of("university")), "auditor", history),
    ("country", here("country", "CN"), "reviewer", organisations),
    ("agreements", here("agreements"), "applicant", agreements),
    ("agreements of a country", here("country", "KZ"), "applicant", agreements),
    ("delegations", here("delegations"), "programme_officer", delegations),
    ("journal", here("journal"), "auditor", entries),
    ("calls", here("calls"), "programme_officer", calls),
    ("calls to us", here("inquiries"), "unit_coordinator", calls),
    ("the front", here("home"), "auditor", calls),
    ("desk", here("desk"), "unit_coordinator", calls),
    ("desk of an office", here("desk"), "middle_officer", inquiries),
    ("board", here("board", of_call), "programme_officer", inquiries),
    ("board of a province", here("board", of_call), "middle_officer", inquiries),
    ("letter", here("call", of_call), "programme_officer", addressees),
    ("writing a letter", here("call_new"), "programme_officer", organisations),
    ("figures", here("figures", of_call), "programme_officer", addressees),
    ("results", here("results", of_call), "programme_officer", addressees),
    ("plans", here("plans"), "reviewer", plans),
    ("plan", here("plan", of_plan), "reviewer", items),
    ("drafts", here("plan_drafts"), "programme_officer", drafts),
]  # fmt: skip


@pytest.mark.parametrize(("address", "role", "more"), [page[1:] for page in PAGES], ids=[page[0] for page in PAGES])
def test_the_same_number_of_queries_for_one_and_for_many(
    world: Any, call: Any, sign_in: Any, count_queries: Any, time_machine_at: Any, address: Any, role: str, more: Any
) -> None:
    client = sign_in(role)
    more(world, call, 1)
    place = address(world, call)
    assert client.get(place).status_code == 200
    few = count_queries(lambda: client.get(place))
    more(world, call, MANY)
    many = count_queries(lambda: client.get(place))
    assert many <= few + 1, f"{place}: {few} for one row, {many} for {MANY}"
    assert many <= MOST
