"""What the database itself refuses: every constraint of every table is violated once, on both databases alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from wutong.base.files import keep
from wutong.base.mail import post
from wutong.base.texts import texts
from wutong.calls.models import (
    Call,
    Consolidation,
    Copy,
    IncomingMail,
    Inquiry,
    IntakeBatch,
    IntakeFile,
    Mailbox,
    Membership,
    Need,
    NeedCountry,
    NeedGroup,
    Reply,
    Suggestion,
)
from wutong.calls.steps.inquiries import ask_extension
from wutong.directory.models import (
    Agreement,
    Country,
    Delegation,
    GroupMember,
    Organisation,
    OrganisationName,
    Partnership,
    Person,
    RegionGroup,
    Seat,
)
from wutong.plans.models import Crosswalk, Plan, PlanDraft, PlanItem, Target

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 10)
BEFORE = DAY - timedelta(days=1)
Attempt = Callable[[Any, Any], Any]


def again(row: models.Model, **fields: Any) -> None:
    """The same row a second time."""
    row.pk, row._state.adding = None, True
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(force_insert=True)


def put(row: models.Model, **fields: Any) -> None:
    assert type(row)._default_manager.filter(pk=row.pk).update(**fields) == 1


def agreement() -> Agreement:
    return Agreement.objects.create(titles=texts(en="x"), signed_on=DAY)


def delegation(world: Any) -> Delegation:
    seat = Seat.objects.get(user=world.people["unit_leader"])
    return Delegation.objects.create(seat=seat, to=world.people["unit_coordinator"], since=DAY, until=DAY)


def person(orcid: str) -> Person:
    return Person.objects.create(names=texts(en="x"), orcid=orcid)


def group_member() -> GroupMember:
    found = GroupMember.objects.exclude(since=None).first()
    assert found is not None
    return found


def crosswalk() -> Crosswalk:
    found = Crosswalk.objects.first()
    assert found is not None
    return found


def item(call: Call) -> PlanItem:
    found = PlanItem.objects.filter(plan=call.plan).first()
    assert found is not None
    return found


def target(call: Call) -> Target:
    found = Target.objects.filter(item__plan=call.plan).first()
    assert found is not None
    return found


def draft(at: Any) -> PlanDraft:
    return PlanDraft.objects.create(title="x", text="x", reading={}, office_path="/", read_at=at)


def inquiry(world: Any, call: Call) -> Inquiry:
    return call.inquiries.get(unit=world.university)


def extension(world: Any, call: Call) -> Any:
    asked = inquiry(world, call)
    return ask_extension(
        asked, until=asked.deadline + timedelta(days=2), reason="x", by=world.by["unit_coordinator"], at=world.at
    )


def reply(world: Any, call: Call, **fields: Any) -> Reply:
    values = {"version": 1, "source": "web", "written_at": world.at} | fields
    return Reply.objects.create(inquiry=inquiry(world, call), **values)


def need(world: Any, call: Call, **fields: Any) -> Need:
    unit, said = world.university, fields.pop("reply", None) or reply(world, call)
    values = {"number": 1, "title": "x", "unit_path": unit.path, "office": world.division} | fields
    return Need.objects.create(reply=said, call=call, unit=unit, **values)


def need_country(world: Any, call: Call) -> NeedCountry:
    return NeedCountry.objects.create(need=need(world, call), call=call, country_id="KZ")


def merging(world: Any, call: Call) -> Consolidation:
    return Consolidation.objects.create(call=call, office=world.division, opened_at=world.at)


def group(world: Any, call: Call, **fields: Any) -> NeedGroup:
    values = {"number": 1, "titles": texts(en="x"), "consolidation": fields.pop("of", None) or merging(world, call)}
    return NeedGroup.objects.create(**(values | fields))


def membership(world: Any, call: Call) -> Membership:
    made = group(world, call)
    return Membership.objects.create(consolidation=made.consolidation, group=made, need=need(world, call))


def suggestion(world: Any, call: Call) -> Suggestion:
    left = membership(world, call)
    said = need(world, call, reply=left.need.reply, number=2)
    right = Membership.objects.create(consolidation=left.consolidation, group=left.group, need=said)
    return Suggestion.objects.create(consolidation=left.consolidation, left=left, right=right, score=1, doubt="close")


def intake_file(world: Any, call: Call) -> IntakeFile:
    batch = IntakeBatch.objects.create(call=call, office=world.division, way="upload", taken_at=world.at)
    stored = keep("a", b"a", at=world.at)
    return IntakeFile.objects.create(batch=batch, call=call, stored=stored, name="a", arrived_at=world.at)


def twice_in_hand(w: Any, c: Any) -> Any:
    return again(reply(w, c), version=2)


def twice_current(w: Any, c: Any) -> Any:
    return again(reply(w, c, state="sent", sent_at=w.at), version=2)


def same_person_twice(w: Any, c: Any) -> Any:
    person = w.people["unit_leader"]
    return put(reply(w, c), composed_by=person, confirmed_by=person)


def orcid_twice(w: Any, c: Any) -> Any:
    return again(person("0000-0002-1825-0097"))


def outgoing(w: Any) -> Any:
    return post(key="k", to="a@b.example", subject="", body="", at=w.at)


def incoming(w: Any) -> Any:
    stored = keep("a.eml", b"a", at=w.at)
    return IncomingMail.objects.create(account="a", validity=1, number=1, stored=stored, arrived_at=w.at)


# Each line breaks the constraint it names and no other.
ATTEMPTS: dict[str, Attempt] = {
    "mail_sent_has_time": lambda w, c: put(outgoing(w), state="sent"),
    "mail_returned_has_time": lambda w, c: put(outgoing(w), state="returned", sent_at=w.at),
    "incoming_once_per_number": lambda w, c: again(incoming(w), stored=keep("b.eml", b"b", at=w.at)),
    "incoming_once_per_content": lambda w, c: again(incoming(w), number=2),
    "mailbox_away_has_trouble": lambda w, c: Mailbox.objects.create(account="box", away_since=w.at),
    "incoming_taken_has_call": lambda w, c: put(incoming(w), state="taken"),
    "group_member_once": lambda w, c: again(group_member()),
    "group_member_ends_after_start": lambda w, c: put(group_member(), since=DAY, until=DAY),
    "partnership_once_per_source": lambda w, c: again(Partnership.objects.all()[0]),
    "agreement_ends_after_signing": lambda w, c: put(agreement(), ends_on=BEFORE),
    "organisation_ror_once": lambda w, c: [put(w.university, ror="02mhbdp94"), put(w.province, ror="02mhbdp94")],
    "organisation_uscc_once": lambda w, c: [put(w.university, uscc="1"), put(w.province, uscc="1")],
    "organisation_name_once": lambda w, c: again(OrganisationName.objects.filter(organisation=w.university)[0]),
    "person_orcid_once": orcid_twice,
    "seat_once": lambda w, c: again(Seat.objects.all()[0]),
    "seat_ends_after_start": lambda w, c: put(Seat.objects.all()[0], since=DAY, until=BEFORE),
    "delegation_ends_after_start": lambda w, c: put(delegation(w), until=BEFORE),
    "plan_version_once": lambda w, c: again(c.plan),
    "plan_item_code_once": lambda w, c: again(item(c), order=99999),
    "plan_item_order_once": lambda w, c: again(item(c), code="other"),
    "target_once": lambda w, c: again(target(c)),
    "crosswalk_once": lambda w, c: again(crosswalk()),
    "plan_draft_confirmed_has_time": lambda w, c: put(draft(w.at), state="confirmed"),
    "call_number_once_per_issuer": lambda w, c: again(c),
    "call_issued_has_time_and_number": lambda w, c: put(c, issued_at=None),
    "copy_once": lambda w, c: again(Copy.objects.filter(call=c)[0]),
    "inquiry_once_per_unit": lambda w, c: again(inquiry(w, c)),
    "inquiry_answered_has_time": lambda w, c: put(inquiry(w, c), state="answered"),
    "extension_one_open": lambda w, c: again(extension(w, c)),
    "extension_decided_has_time": lambda w, c: put(extension(w, c), state="granted"),
    "intake_accepted_has_unit": lambda w, c: put(intake_file(w, c), state="accepted"),
    "reply_version_once": lambda w, c: again(reply(w, c, state="sent", sent_at=w.at), state="superseded"),
    "reply_one_current": twice_current,
    "reply_one_in_hand": twice_in_hand,
    "reply_four_eyes": same_person_twice,
    "reply_sent_has_time": lambda w, c: put(reply(w, c), state="sent"),
    "need_number_once": lambda w, c: again(need(w, c)),
    "need_amount_has_currency": lambda w, c: put(need(w, c), amount=5),
    "need_country_once": lambda w, c: again(need_country(w, c)),
    "consolidation_once_per_office": lambda w, c: again(merging(w, c)),
    "need_group_number_once": lambda w, c: again(group(w, c)),
    "need_group_decided_has_time": lambda w, c: put(group(w, c), state="accepted"),
    "need_group_declined_has_reason": lambda w, c: put(group(w, c), state="declined", decided_at=w.at),
    "need_in_one_group": lambda w, c: again(membership(w, c)),
    "suggestion_once": lambda w, c: again(suggestion(w, c)),
}  # fmt: skip


def constraints() -> dict[str, tuple[type[models.Model], models.BaseConstraint]]:
    return {
        one.name: (model, one)
        for model in apps.get_app_config("wutong").get_models()
        for one in model._meta.constraints
    }


def named_in(error: str, constraint: models.BaseConstraint) -> bool:
    """PostgreSQL names the constraint; SQLite names a broken check, and of a unique one its index or its columns."""
    fields = getattr(constraint, "fields", ())
    return constraint.name in error or (bool(fields) and all(f".{name}" in error for name in fields))


@pytest.mark.parametrize("name", sorted(ATTEMPTS))
def test_the_database_refuses(world: Any, call: Any, name: str) -> None:
    _model, constraint = constraints()[name]
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        ATTEMPTS[name](world, call)
    assert named_in(str(refused.value), constraint), str(refused.value)


def test_no_constraint_is_left_untried() -> None:
    ours = {name for name, (model, _one) in constraints().items() if not model.__module__.startswith("wutong.forms")}
    assert ours - set(ATTEMPTS) == set()
    assert set(ATTEMPTS) <= set(constraints())


def test_nothing_stored_alike_is_refused_for_being_empty(world: Any, call: Any) -> None:
    """An identifier nobody gave is no identifier: many may have none."""
    assert Organisation.objects.filter(ror="", uscc="").count() > 1
    again(person(""))
    again(call, number="", state="draft", issued_at=None)
    again(Call.objects.get(pk=call.pk), number="", state="draft", issued_at=None)
    assert Call.objects.filter(number="").count() == 2


def test_a_path_belongs_to_one_organisation(world: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        put(world.university, path=world.province.path)


def test_an_address_belongs_to_one_account(world: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        put(world.people["auditor"], email=world.people["reviewer"].email)


@pytest.mark.parametrize("take", [
    lambda w, c: w.university.delete(), lambda w, c: w.division.delete(), lambda w, c: c.form.delete(),
    lambda w, c: c.plan.delete(), lambda w, c: Country.objects.get(pk="CN").delete(),
    lambda w, c: w.people["programme_officer"].delete(),
])  # fmt: skip
def test_what_others_stand_on_is_not_taken_away(world: Any, call: Any, take: Attempt) -> None:
    with pytest.raises(models.ProtectedError):
        take(world, call)


def test_tables_of_the_product_are_loaded_once(world: Any) -> None:
    from wutong.base.actors import system
    from wutong.directory.steps import load_reference_data
    from wutong.plans.steps import load_plans

    tables = (Country, RegionGroup, GroupMember, Partnership, Plan, PlanItem, Crosswalk)
    before = [table._default_manager.count() for table in tables]
    load_reference_data()
    load_plans(by=system("tests"), at=world.at)
    assert [table._default_manager.count() for table in tables] == before
