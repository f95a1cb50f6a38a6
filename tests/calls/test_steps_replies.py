"""Replies: versions, four eyes, what supersedes what, and that no constraint of the database reaches a person."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wutong.base.journal import verify
from wutong.base.rules import Refused
from wutong.calls.models import Consolidation, IntakeBatch, IntakeFile, Need, NeedCountry, Reply
from wutong.calls.statement import StatedNeed
from wutong.calls.steps.calls import close_call
from wutong.calls.steps.replies import (
    compose_reply,
    confirm_reply,
    return_reply,
    send_reply,
    send_up,
    take_in_reply,
    write_reply,
)
from wutong.directory.acting import Chair, actor
from wutong.directory.models import Seat
from wutong.directory.steps import delegate


@pytest.fixture(autouse=True)
def _english():
    """Reasons are compared in English."""
    with translation.override("en"):
        yield


def need(title="Joint laboratory", **values):
    return StatedNeed(title=title, text=f"About {title}", **values)


@pytest.fixture
def inquiry(call, world):
    return call.inquiries.get(unit=world.university)


@pytest.fixture
def coordinator(world):
    return world.by["unit_coordinator"]


@pytest.fixture
def leader(world):
    return world.by["unit_leader"]


@pytest.fixture
def officer(world):
    return world.by["programme_officer"]


@pytest.fixture
def send(inquiry, coordinator, leader, at):
    """Writes, composes, confirms and sends one version."""

    def run(*needs, **fields):
        reply = write_reply(inquiry, needs=needs, by=coordinator, at=at, **fields)
        compose_reply(reply, by=coordinator, at=at)
        confirm_reply(reply, by=leader, at=at)
        send_reply(reply, by=coordinator, at=at)
        inquiry.refresh_from_db()
        return reply

    return run


@pytest.fixture
def file_of(call, world, at):
    """A file taken in by the office."""

    def make(name="reply.docx"):
        from wutong.base.files import keep

        batch = IntakeBatch.objects.create(call=call, office=world.division, way="upload", taken_at=at)
        stored = keep(name, name.encode(), at=at)
        return IntakeFile.objects.create(batch=batch, call=call, stored=stored, name=name, arrived_at=at)

    return make


def titles(reply):
    return list(reply.needs.order_by("number").values_list("title", flat=True))


# Writing


def test_saving_again_changes_the_draft_in_hand(inquiry, coordinator, at):
    first = write_reply(inquiry, needs=[need("A")], by=coordinator, at=at)
    second = write_reply(inquiry, needs=[need("B"), need("C")], by=coordinator, at=at)
    assert (second.pk, second.version, titles(second)) == (first.pk, 1, ["B", "C"])


def test_nothing_is_current_before_it_is_sent(inquiry, coordinator, at):
    write_reply(inquiry, needs=[need()], by=coordinator, at=at)
    assert not Need.objects.filter(is_current=True).exists()
    assert inquiry.state == "waiting"


def test_a_reply_with_the_leader_is_not_changed(inquiry, coordinator, at):
    reply = write_reply(inquiry, needs=[need()], by=coordinator, at=at)
    compose_reply(reply, by=coordinator, at=at)
    with pytest.raises(Refused, match="draft"):
        write_reply(inquiry, needs=[need("other")], by=coordinator, at=at)
    assert titles(reply) == ["Joint laboratory"]


@pytest.mark.parametrize(
    "role", ["middle_officer", "partner_officer", "programme_officer", "auditor", "applicant", "reviewer"]
)
def test_nobody_writes_for_another_unit(inquiry, world, role, at):
    with pytest.raises(Refused):
        write_reply(inquiry, needs=[need()], by=world.by[role], at=at)
    assert not inquiry.replies.exists()


def test_a_closed_call_takes_no_draft(inquiry, call, coordinator, officer, at):
    close_call(call, by=officer, at=at)
    inquiry.refresh_from_db()
    with pytest.raises(Refused, match="not open"):
        write_reply(inquiry, needs=[need()], by=coordinator, at=at)


def test_no_needs_keeps_no_need_even_when_some_are_handed_over(inquiry, coordinator, at):
    reply = write_reply(inquiry, needs=[need()], kind="no_needs", by=coordinator, at=at)
    assert titles(reply) == []


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"amount": Decimal("1e18"), "currency": "CNY"}, "too large"),
        ({"amount": Decimal("-1e30"), "currency": "CNY"}, "too large"),
        ({"amount": Decimal("NaN"), "currency": "CNY"}, "too large"),
        ({"amount": Decimal("5")}, "no currency"),
    ],
)
def test_an_amount_the_table_cannot_hold_is_refused_in_words(inquiry, coordinator, at, values, words):
    kept = write_reply(inquiry, needs=[need("kept")], by=coordinator, at=at)
    with pytest.raises(Refused, match=words):
        write_reply(inquiry, needs=[need(**values)], by=coordinator, at=at)
    assert titles(kept) == ["kept"], "a refused save leaves the draft as it was"


def test_the_largest_amount_is_kept_to_the_cent(inquiry, coordinator, at):
    most = Decimal("999999999999999999.99")
    reply = write_reply(inquiry, needs=[need(amount=Decimal("12345678901.25"), currency="CNY")], by=coordinator, at=at)
    assert reply.needs.get().amount == Decimal("12345678901.25")
    write_reply(inquiry, needs=[need(amount=most, currency="CNY")], by=coordinator, at=at)


text = st.text(max_size=400)


@given(
    st.lists(
        st.builds(
            StatedNeed,
            title=text,
            text=text,
            partner=text,
            contact=text,
            country_words=text,
            period_words=text,
            priority=text,
            field=text,
            action=text,
            countries=st.lists(st.sampled_from(["KZ", "CN", "QQ", ""]), max_size=3),
        ),
        max_size=4,
    )
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_words_break_a_draft(inquiry, coordinator, at, needs):
    reply = write_reply(inquiry, needs=needs, by=coordinator, at=at)
    assert [row.number for row in reply.needs.order_by("number")] == list(range(1, len(needs) + 1))
    stored = set(NeedCountry.objects.filter(need__reply=reply).values_list("country_id", flat=True))
    assert stored <= {"KZ", "CN"}


# Four eyes


def test_an_empty_reply_is_not_handed_on(inquiry, coordinator, at):
    reply = write_reply(inquiry, needs=[], by=coordinator, at=at)
    with pytest.raises(Refused, match="at least one need"):
        compose_reply(reply, by=coordinator, at=at)


def test_an_incomplete_form_is_not_handed_on_and_the_reason_names_the_field(inquiry, coordinator, at):
    answers = {"has_needs": "yes", "needs": [{"title": "only a title"}]}
    reply = write_reply(inquiry, needs=[need()], answers=answers, by=coordinator, at=at)
    with pytest.raises(Refused, match="not complete"):
        compose_reply(reply, by=coordinator, at=at)
    reply.refresh_from_db()
    assert reply.state == "draft"


def test_no_needs_beside_stated_rows_is_not_handed_on(inquiry, coordinator, at):
    answers = {"has_needs": "no", "needs": [{"title": "one", "text": "after all"}]}
    reply = write_reply(inquiry, needs=[], kind="no_needs", answers=answers, by=coordinator, at=at)
    with pytest.raises(Refused, match="take them out"):
        compose_reply(reply, by=coordinator, at=at)


def test_the_coordinator_does_not_confirm(inquiry, coordinator, at):
    reply = write_reply(inquiry, needs=[need()], by=coordinator, at=at)
    compose_reply(reply, by=coordinator, at=at)
    with pytest.raises(Refused, match="leader"):
        confirm_reply(reply, by=coordinator, at=at)


def test_a_leader_does_not_confirm_what_they_composed(inquiry, leader, at):
    reply = write_reply(inquiry, needs=[need()], by=leader, at=at)
    compose_reply(reply, by=leader, at=at)
    with pytest.raises(Refused, match="Four eyes"):
        confirm_reply(reply, by=leader, at=at)


@pytest.fixture
def lend(world, at):
    """`lend(role, to_role)`: the actor of the second person sitting on the first one's seat."""

    def run(role, to_role):
        seat = Seat.objects.get(user=world.people[role])
        lent = delegate(seat, to=world.people[to_role], since=at.date(), until=at.date(), by=world.by[role], at=at)
        return actor(world.people[to_role], Chair(seat, lent))

    return run


def test_who_composed_does_not_confirm_from_the_leaders_lent_seat(inquiry, coordinator, lend, at):
    reply = write_reply(inquiry, needs=[need()], by=coordinator, at=at)
    compose_reply(reply, by=coordinator, at=at)
    with pytest.raises(Refused, match="Four eyes"):
        confirm_reply(reply, by=lend("unit_leader", "unit_coordinator"), at=at)


def test_a_deputy_who_composed_for_the_coordinator_does_not_confirm_for_the_leader(inquiry, lend, at):
    """Neither the hand nor the one it acts for may be on both sides."""
    for_coordinator, for_leader = lend("unit_coordinator", "applicant"), lend("unit_leader", "applicant")
    reply = write_reply(inquiry, needs=[need()], by=for_coordinator, at=at)
    compose_reply(reply, by=for_coordinator, at=at)
    with pytest.raises(Refused, match="Four eyes"):
        confirm_reply(reply, by=for_leader, at=at)


def test_a_leader_does_not_confirm_what_was_composed_in_their_name(inquiry, leader, lend, at):
    for_leader = lend("unit_leader", "unit_coordinator")
    reply = write_reply(inquiry, needs=[need()], by=for_leader, at=at)
    compose_reply(reply, by=for_leader, at=at)
    with pytest.raises(Refused, match="Four eyes"):
        confirm_reply(reply, by=leader, at=at)


def test_another_leader_may_confirm_what_a_deputy_composed(inquiry, leader, lend, at):
    for_coordinator = lend("unit_coordinator", "applicant")
    reply = write_reply(inquiry, needs=[need()], by=for_coordinator, at=at)
    compose_reply(reply, by=for_coordinator, at=at)
    confirm_reply(reply, by=leader, at=at)
    assert reply.state == "confirmed"


def test_after_a_return_only_the_last_composer_counts(inquiry, coordinator, leader, at):
    reply = write_reply(inquiry, needs=[need()], by=coordinator, at=at)
    compose_reply(reply, by=coordinator, at=at)
    return_reply(reply, reason="Name the partner.", by=leader, at=at)
    compose_reply(reply, by=leader, at=at)
    with pytest.raises(Refused, match="Four eyes"):
        confirm_reply(reply, by=leader, at=at)


def test_the_database_itself_refuses_two_eyes(inquiry, coordinator, at):
    reply = write_reply(inquiry, needs=[need()], by=coordinator, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reply.objects.filter(pk=reply.pk).update(composed_by=coordinator.user_id, confirmed_by=coordinator.user_id)


def test_a_return_needs_its_reason_and_takes_back_the_confirmation(inquiry, coordinator, leader, at):
    reply = write_reply(inquiry, needs=[need()], by=coordinator, at=at)
    compose_reply(reply, by=coordinator, at=at)
    confirm_reply(reply, by=leader, at=at)
    with pytest.raises(Refused):
        return_reply(reply, reason="  ", by=leader, at=at)
    return_reply(reply, reason="Wrong year.", by=leader, at=at)
    reply.refresh_from_db()
    assert (reply.state, reply.confirmed_by_id, reply.confirmed_at) == ("draft", None, None)


def test_what_was_not_confirmed_is_not_sent(inquiry, coordinator, at):
    reply = write_reply(inquiry, needs=[need()], by=coordinator, at=at)
    compose_reply(reply, by=coordinator, at=at)
    with pytest.raises(Refused):
        send_reply(reply, by=coordinator, at=at)


def test_partner_officers_confirm_for_each_other(call, world, at):
    from wutong.directory.models import User
    from wutong.directory.steps import give_seat

    inquiry = call.inquiries.get(unit=world.abroad)
    colleague = User.objects.create_user("second@test.example", "x")
    seat = give_seat(
        user=colleague, role="partner_officer", organisation=world.abroad, since=at.date(), by=world.machine, at=at
    )
    reply = write_reply(inquiry, needs=[need()], by=world.by["partner_officer"], at=at)
    compose_reply(reply, by=world.by["partner_officer"], at=at)
    confirm_reply(reply, by=actor(colleague, Chair(seat)), at=at)
    assert reply.state == "confirmed"


# Sending and superseding


def test_sending_answers_the_inquiry(send, inquiry, at):
    reply = send(need("A"))
    assert (inquiry.state, inquiry.answered_at, reply.sent_at) == ("answered", at, at)
    assert list(Need.objects.filter(is_current=True).values_list("title", flat=True)) == ["A"]


def test_sending_twice_is_refused(send, coordinator, at):
    reply = send(need())
    with pytest.raises(Refused):
        send_reply(reply, by=coordinator, at=at)
    reply.refresh_from_db()
    assert reply.state == "sent"


def test_a_newer_version_supersedes_and_the_older_stays_readable(send, inquiry):
    first, second = send(need("A")), send(need("B"))
    first.refresh_from_db()
    assert (first.state, second.state, second.version) == ("superseded", "sent", 2)
    assert titles(first) == ["A"]
    assert list(Need.objects.filter(is_current=True).values_list("title", flat=True)) == ["B"]


def test_no_needs_after_needs_leaves_nothing_current(send, inquiry):
    send(need("A"))
    send(kind="no_needs")
    assert inquiry.state == "no_needs"
    assert not Need.objects.filter(is_current=True).exists()


def test_versions_count_in_the_order_they_were_sent(inquiry, coordinator, leader, officer, at):
    """A draft overtaken by a file the office took in becomes the newest version when it is sent."""
    draft = write_reply(inquiry, needs=[need("from the page")], by=coordinator, at=at)
    taken = take_in_reply(inquiry, needs=[need("from paper")], by=officer, at=at)
    compose_reply(draft, by=coordinator, at=at)
    confirm_reply(draft, by=leader, at=at)
    draft.refresh_from_db()
    send_reply(draft, by=coordinator, at=at)
    taken.refresh_from_db()
    assert (taken.state, draft.state) == ("superseded", "sent")
    assert draft.version > taken.version


# Taking in


def test_the_office_takes_in_beside_a_draft_in_hand(inquiry, coordinator, officer, at):
    draft = write_reply(inquiry, needs=[need("draft")], by=coordinator, at=at)
    taken = take_in_reply(inquiry, needs=[need("paper")], by=officer, at=at)
    draft.refresh_from_db()
    assert (draft.state, taken.state, taken.taken_in) == ("draft", "sent", True)


def test_a_second_file_adds_to_the_first(inquiry, officer, file_of, at):
    take_in_reply(inquiry, needs=[need("A", countries=["KZ"])], file=file_of("a.docx"), by=officer, at=at)
    both = take_in_reply(inquiry, needs=[need("B")], file=file_of("b.docx"), by=officer, at=at)
    assert titles(both) == ["A", "B"]
    assert list(NeedCountry.objects.filter(need__reply=both).values_list("country_id", flat=True)) == ["KZ"]


def test_without_leaves_out_the_needs_of_the_replaced_file_only(inquiry, officer, file_of, at):
    old, other = file_of("old.docx"), file_of("other.docx")
    take_in_reply(inquiry, needs=[need("old")], file=old, by=officer, at=at)
    take_in_reply(inquiry, needs=[need("other")], file=other, by=officer, at=at)
    newest = take_in_reply(inquiry, needs=[need("new")], file=file_of("new.docx"), without={old.pk}, by=officer, at=at)
    assert titles(newest) == ["other", "new"]


def test_needs_that_came_from_no_file_stay_when_a_file_is_replaced(send, inquiry, officer, file_of, at):
    send(need("from the page"))
    old = file_of("old.docx")
    take_in_reply(inquiry, needs=[need("old")], file=old, by=officer, at=at)
    newest = take_in_reply(inquiry, needs=[need("new")], file=file_of("new.docx"), without={old.pk}, by=officer, at=at)
    assert titles(newest) == ["from the page", "new"]


def test_what_was_replaced_keeps_its_own_needs(inquiry, officer, file_of, at):
    first = take_in_reply(inquiry, needs=[need("A"), need("B")], file=file_of(), by=officer, at=at)
    take_in_reply(inquiry, needs=[need("C")], file=file_of("c.docx"), by=officer, at=at)
    assert titles(first) == ["A", "B"]


def test_a_refused_taking_in_leaves_everything(inquiry, officer, at):
    stands = take_in_reply(inquiry, needs=[need("A")], by=officer, at=at)
    with pytest.raises(Refused):
        take_in_reply(inquiry, needs=[need("B", amount=Decimal("1e20"), currency="CNY")], by=officer, at=at)
    stands.refresh_from_db()
    assert stands.state == "sent"
    assert list(Need.objects.filter(is_current=True).values_list("title", flat=True)) == ["A"]


@pytest.mark.parametrize("role", ["unit_leader", "middle_officer", "auditor", "administrator"])
def test_only_the_office_that_asked_takes_in(inquiry, world, role, at):
    with pytest.raises(Refused):
        take_in_reply(inquiry, needs=[need()], by=world.by[role], at=at)


@given(st.lists(st.sampled_from(["send", "no_needs", "take_in"]), max_size=5))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_at_any_time_one_version_is_current_and_only_its_needs_are(send, inquiry, officer, at, ways):
    for number, way in enumerate(ways):
        if way == "take_in":
            take_in_reply(inquiry, needs=[need(f"T{number}")], by=officer, at=at)
            inquiry.refresh_from_db()
        else:
            send(need(f"S{number}"), kind="no_needs" if way == "no_needs" else "needs")
    current = list(inquiry.replies.filter(state="sent"))
    assert len(current) <= 1
    shown = set(Need.objects.filter(is_current=True, unit=inquiry.unit).values_list("reply", flat=True))
    assert shown <= {reply.pk for reply in current}
    if current:
        assert current[0].version == max(inquiry.replies.values_list("version", flat=True))
    assert not list(verify())


# Sending up


@pytest.fixture
def merging(call, world, at):
    return Consolidation.objects.create(call=call, office=world.province, opened_at=at)


def test_a_merged_result_becomes_the_draft_one_floor_up(call, world, merging, at):
    by = world.by["middle_officer"]
    inquiry = call.inquiries.get(unit=world.province)
    reply = send_up(merging, inquiry, needs=[need("merged")], by=by, at=at)
    assert (reply.source, reply.state, reply.consolidation_id) == ("merged", "draft", merging.pk)
    again = send_up(merging, inquiry, needs=[need("merged again")], by=by, at=at)
    assert (again.pk, titles(again)) == (reply.pk, ["merged again"])


def test_nothing_accepted_is_nothing_to_send_up(call, world, merging, at):
    with pytest.raises(Refused, match="Accept"):
        send_up(merging, call.inquiries.get(unit=world.province), needs=[], by=world.by["middle_officer"], at=at)
