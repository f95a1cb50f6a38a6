"""Inquiries: passed on, reminded, given more time, returned; by whom, and when not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import translation

from wutong.base.mail import Mail
from wutong.base.rules import Refused
from wutong.calls.models import Extension, Inquiry
from wutong.calls.statement import StatedNeed
from wutong.calls.steps.calls import close_call
from wutong.calls.steps.inquiries import ask_extension, decide_extension, pass_on, remind, return_answer
from wutong.calls.steps.replies import take_in_reply

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _english():
    """Reasons are compared in English."""
    with translation.override("en"):
        yield


@pytest.fixture
def province(call, world):
    return call.inquiries.get(unit=world.province)


@pytest.fixture
def middle(world):
    return world.by["middle_officer"]


@pytest.fixture
def officer(world):
    return world.by["programme_officer"]


@pytest.fixture
def passed(province, world, middle, at):
    """Passed on to the first college, due ten days before the province itself."""
    return pass_on(
        province, to=[world.college_a], deadline=province.deadline - 10 * DAY, note="Be brief.", by=middle, at=at
    )[0]


def test_passing_on_asks_the_sub_unit_and_tells_it(passed, province, world):
    assert (passed.office, passed.parent, passed.note) == (world.province, province, "Be brief.")
    assert province.state == "passed_on"
    mail = Mail.objects.get(to=world.college_a.email)
    assert "Be brief." in mail.body


def test_passing_on_again_adds_units_and_asks_nobody_twice(passed, province, world, middle, at):
    made = pass_on(province, to=[world.college_a, world.college_b], deadline=at + DAY, by=middle, at=at)
    assert [child.unit for child in made] == [world.college_b]
    assert [child.order for child in province.passed_to.all()] == [1, 2]
    assert Mail.objects.filter(to=world.college_a.email).count() == 1


def test_one_unit_named_twice_is_asked_once(province, world, middle, at):
    made = pass_on(province, to=[world.college_a, world.college_a], deadline=at + DAY, by=middle, at=at)
    assert len(made) == 1


def test_when_all_have_been_asked_nothing_happens(passed, province, world, middle, at):
    with pytest.raises(Refused, match="asked already"):
        pass_on(province, to=[world.college_a], deadline=at + DAY, by=middle, at=at)


@pytest.mark.parametrize("stranger", ["university", "province", "division"])
def test_only_ones_own_sub_units_are_asked(province, world, middle, at, stranger):
    with pytest.raises(Refused, match="sub-units"):
        pass_on(province, to=[getattr(world, stranger)], deadline=at + DAY, by=middle, at=at)
    province.refresh_from_db()
    assert province.state == "waiting"


def test_a_unit_the_ministry_asked_itself_is_not_asked_again(make_call, world, middle, at):
    call = make_call(number="2", addressees=[world.province, world.college_a])
    province = call.inquiries.get(unit=world.province)
    with pytest.raises(Refused, match="asked already, by"):
        pass_on(province, to=[world.college_a], deadline=at + DAY, by=middle, at=at)


@pytest.mark.parametrize("days", [0, 5])
def test_sub_units_answer_before_ones_own_deadline(province, world, middle, at, days):
    with pytest.raises(Refused, match="before your own") as refusal:
        pass_on(province, to=[world.college_a], deadline=province.deadline + days * DAY, by=middle, at=at)
    assert refusal.value.place == "deadline"


def test_a_deadline_in_the_past_is_refused(province, world, middle, at):
    with pytest.raises(Refused, match="past"):
        pass_on(province, to=[world.college_a], deadline=at - DAY, by=middle, at=at)


def test_choosing_nobody_is_refused(province, middle, at):
    with pytest.raises(Refused, match="at least one"):
        pass_on(province, to=[], deadline=at + DAY, by=middle, at=at)


@pytest.mark.parametrize("role", ["unit_coordinator", "programme_officer", "auditor", "applicant"])
def test_nobody_passes_on_what_was_asked_of_another(province, world, role, at):
    with pytest.raises(Refused):
        pass_on(province, to=[world.college_a], deadline=at + DAY, by=world.by[role], at=at)


# More time


def ask(inquiry, by, at, **values):
    return ask_extension(inquiry, by=by, at=at, **{"until": inquiry.deadline + 7 * DAY, "reason": "Exams."} | values)


def test_granting_moves_the_deadline_and_tells_the_unit(province, middle, officer, at):
    until = province.deadline + 7 * DAY
    asked = ask(province, middle, at)
    decide_extension(asked, grant=True, answer="Granted once.", by=officer, at=at)
    province.refresh_from_db()
    assert (province.deadline, asked.state) == (until, "granted")
    assert Mail.objects.filter(to="middle_officer@test.example", body__contains="Granted once.").exists()


def test_declining_leaves_the_deadline_and_says_why(province, middle, officer, at):
    before = province.deadline
    asked = ask(province, middle, at)
    with pytest.raises(Refused, match="why"):
        decide_extension(asked, grant=False, answer=" ", by=officer, at=at)
    decide_extension(asked, grant=False, answer="The plan is due.", by=officer, at=at)
    province.refresh_from_db()
    assert (province.deadline, asked.state) == (before, "declined")


def test_one_request_at_a_time(province, middle, at):
    ask(province, middle, at)
    with pytest.raises(Refused, match="waiting"):
        ask(province, middle, at)
    assert Extension.objects.count() == 1


def test_a_decided_request_is_not_decided_again(province, middle, officer, at):
    asked = ask(province, middle, at)
    decide_extension(asked, grant=True, by=officer, at=at)
    with pytest.raises(Refused):
        decide_extension(asked, grant=False, answer="No.", by=officer, at=at)


@pytest.mark.parametrize(("values", "place"), [({"reason": "  "}, "reason"), ({"until": None}, "until")])
def test_a_request_says_until_when_and_why(province, middle, at, values, place):
    values = {"until": province.deadline} | values if values.get("until", 1) is None else values
    with pytest.raises(Refused) as refusal:
        ask(province, middle, at, **{k: v for k, v in values.items() if v is not None} or {"until": province.deadline})
    assert refusal.value.place == place


def test_after_the_deadline_one_asks_for_a_day_to_come(province, middle):
    late = province.deadline + 10 * DAY
    with pytest.raises(Refused, match="past"):
        ask(province, middle, late)
    assert ask(province, middle, late, until=late + DAY).state == "asked"


@pytest.mark.parametrize("role", ["middle_officer", "unit_leader", "auditor", "administrator"])
def test_only_the_office_that_asked_decides(province, world, middle, role, at):
    asked = ask(province, middle, at)
    with pytest.raises(Refused):
        decide_extension(asked, grant=True, by=world.by[role], at=at)


def test_a_sub_unit_gets_no_more_time_than_its_office_has(passed, province, world, middle, at):
    asked = Extension.objects.create(inquiry=passed, until=province.deadline, reason="x", asked_at=at)
    with pytest.raises(Refused, match="before your own"):
        decide_extension(asked, grant=True, by=middle, at=at)
    passed.refresh_from_db()
    assert passed.deadline < province.deadline


# Reminding and returning


def test_a_reminder_is_not_repeated_the_same_day(province, officer, at):
    assert remind(province, by=officer, at=at)
    assert not remind(province, by=officer, at=at + timedelta(hours=2))
    assert remind(province, by=officer, at=at + DAY)
    assert province.reminders == 2


def test_who_has_answered_is_left_in_peace(province, officer, at):
    take_in_reply(province, needs=[StatedNeed("A")], by=officer, at=at)
    province.refresh_from_db()
    assert not remind(province, by=officer, at=at)


def test_the_middle_office_reminds_its_own_units(passed, middle, officer, at):
    assert remind(passed, by=middle, at=at)
    with pytest.raises(Refused):
        remind(passed, by=officer, at=at + DAY)


@pytest.fixture
def answered(province, officer, at):
    take_in_reply(province, needs=[StatedNeed("A")], by=officer, at=at)
    return Inquiry.objects.get(pk=province.pk)


def test_a_returned_answer_is_owed_again_and_the_version_sent_stays(answered, officer, at):
    return_answer(answered, reason="Name the partners.", by=officer, at=at)
    answered.refresh_from_db()
    assert (answered.state, answered.answered_at, answered.note) == ("waiting", None, "Name the partners.")
    assert answered.replies.filter(state="sent").count() == 1
    assert Mail.objects.filter(to="middle_officer@test.example", body__contains="Name the partners.").exists()


def test_returning_needs_a_reason(answered, officer, at):
    with pytest.raises(Refused):
        return_answer(answered, reason="\n", by=officer, at=at)


def test_what_was_not_answered_is_not_returned(province, officer, at):
    with pytest.raises(Refused):
        return_answer(province, reason="Hurry.", by=officer, at=at)


def test_after_the_call_is_closed_no_answer_is_returned(answered, call, officer, at):
    close_call(call, by=officer, at=at)
    answered = Inquiry.objects.get(pk=answered.pk)
    with pytest.raises(Refused, match="open it again"):
        return_answer(answered, reason="Hurry.", by=officer, at=at)


@pytest.mark.parametrize("role", ["middle_leader", "unit_leader", "auditor"])
def test_only_the_asking_office_returns(answered, world, role, at):
    with pytest.raises(Refused):
        return_answer(answered, reason="Hurry.", by=world.by[role], at=at)


def test_a_university_that_passed_on_is_the_office_of_its_faculties(call, world, at):
    from wutong.directory.steps import add_organisation

    names = {"authoritative": "en", "en": "Faculty"}
    faculty = add_organisation(names=names, kind="other", parent=world.university, by=world.machine, at=at)
    by = world.by["unit_coordinator"]
    inquiry = call.inquiries.get(unit=world.university)
    child = pass_on(inquiry, to=[faculty], deadline=at + DAY, by=by, at=at)[0]
    assert remind(child, by=by, at=at)
    with pytest.raises(Refused):
        remind(inquiry, by=by, at=at)
