"""Telling the units what became of their needs: once for each state, kept as sent, in the journal."""

from __future__ import annotations

import pytest

from tests.exchange.merged import Desk, merged_call
from wutong.base import journal
from wutong.base.journal_models import Entry
from wutong.base.mail import Mail
from wutong.base.rules import Refused
from wutong.calls.models import Need, NeedGroup
from wutong.calls.queries.feedback import feedback_of, letter_sent
from wutong.calls.steps.feedback import send_feedback
from wutong.calls.steps.grouping import open_consolidation
from wutong.calls.steps.workspace import decide_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(world, call) -> Desk:
    return merged_call(world, call)


def send(desk, by=None, letters=None):
    return send_feedback(desk.consolidation, letters=letters or {}, by=by or desk.by, at=desk.at)


def mails() -> list[Mail]:
    return list(Mail.objects.filter(key__startswith="feedback-").order_by("pk"))


def test_every_unit_with_needs_is_written_to(desk, world):
    told = send(desk)
    assert [inquiry.unit for inquiry in told] == [world.province, world.university]
    assert {mail.to for mail in mails()} >= {"unit_coordinator@test.example", "middle_officer@test.example"}


def test_the_mail_names_each_need_with_its_reason(desk):
    send(desk)
    body = next(mail.body for mail in mails() if mail.to == "unit_coordinator@test.example")
    for words in ("联合实验室", "培训班", "购买设备", "不属于本计划的任务"):
        assert words in body
    assert "园区规划" not in body


def test_the_same_state_is_never_sent_twice(desk):
    send(desk)
    before = len(mails())
    assert send(desk) == []
    assert len(mails()) == before


def test_only_the_unit_whose_state_changed_is_written_to_again(desk, world):
    send(desk)
    group = NeedGroup.objects.get(state="proposed")
    decide_group(desk.consolidation, group.pk, "accept", version=group.version, by=desk.by, at=desk.at)
    assert [inquiry.unit for inquiry in send(desk)] == [world.province]
    assert send(desk) == []


def test_a_state_that_comes_back_is_told_again(desk, world):
    """Accepted, then opened again: what the unit read last is no longer true."""
    group = NeedGroup.objects.get(state="proposed")
    send(desk)
    for move in ("accept", "reopen", "accept"):
        group.refresh_from_db()
        decide_group(desk.consolidation, group.pk, move, version=group.version, by=desk.by, at=desk.at)
        count = len(mails())
        assert [inquiry.unit for inquiry in send(desk)] == [world.province]
        assert len(mails()) > count


def test_the_journal_knows_and_verifies(desk):
    send(desk)
    entries = Entry.objects.filter(verb="feedback.send")
    assert entries.count() == 2
    assert list(journal.verify()) == []


def test_the_letter_is_kept_as_it_was_sent(desk, world):
    send(desk, letters={world.university.pk: {"zh-hans": b"first letter"}})
    inquiry = desk.call.inquiries.get(unit=world.university)
    stored, moment = letter_sent(inquiry, "zh-hans")
    assert (stored.data(), moment) == (b"first letter", desk.at)
    assert letter_sent(inquiry, "en") is None
    assert letter_sent(desk.call.inquiries.get(unit=world.abroad), "zh-hans") is None


def test_nothing_decided_is_nothing_to_tell(world, call):
    desk = Desk(call, world.division, world.by["programme_officer"], world.at)
    with pytest.raises(Refused):
        send(desk)


@pytest.mark.parametrize("role", ["unit_leader", "auditor", "middle_officer", "administrator"])
def test_only_the_office_that_asked_tells(desk, world, role):
    with pytest.raises(Refused):
        send(desk, by=world.by[role])
    assert mails() == []


def test_fates_cover_every_current_need_once(desk):
    told = feedback_of(desk.consolidation)
    assert sum(len(one.fates) for one in told) == Need.objects.filter(call=desk.call, is_current=True).count()
    assert all(one.is_due for one in told)


def test_as_many_queries_for_many_needs(desk, world, count_queries):
    from tests.exchange.merged import stated

    few = count_queries(lambda: feedback_of(desk.consolidation))
    desk.reply(world.abroad, *(stated(f"需求{number}") for number in range(20)))
    assert count_queries(lambda: feedback_of(desk.consolidation)) == few


def test_another_consolidation_of_the_call_tells_nothing(desk, world):
    other = open_consolidation(desk.call, world.province, by=world.by["middle_officer"], at=desk.at)
    assert feedback_of(other) == []
