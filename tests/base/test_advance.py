"""The one door for changes of state: table, rule, save, journal, notice."""

from __future__ import annotations

import pytest

from wutong.base.actors import system
from wutong.base.advance import advance
from wutong.base.models import Entry
from wutong.base.rules import Refused
from wutong.calls.models import Call
from wutong.calls.states import CALL

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(make_call):
    return make_call(issue=False)


def test_a_move_saves_the_state_and_its_facts_together(draft, at):
    advance(draft, "issue", flow=CALL, by=system("t"), at=at, issued_at=at)
    stored = Call.objects.get(pk=draft.pk)
    assert (stored.state, stored.issued_at) == ("issued", at)


def test_a_move_is_journaled_with_old_and_new(draft, at, world):
    by = world.by["programme_officer"]
    advance(draft, "issue", flow=CALL, by=by, at=at, issued_at=at)
    entry = Entry.objects.latest("number")
    assert entry.verb == "call.issue"
    assert entry.changes["state"] == ["draft", "issued"]
    assert (entry.actor_id, entry.office_id) == (by.user_id, by.office_id)


def test_a_move_the_table_does_not_know_from_here_is_refused(draft, at):
    with pytest.raises(Refused):
        advance(draft, "close", flow=CALL, by=system("t"), at=at)


def test_a_rule_that_refuses_leaves_everything_as_it_was(draft, at):
    def never(record, by):
        raise Refused("no")

    before = Entry.objects.count()
    with pytest.raises(Refused, match="no"):
        advance(draft, "issue", flow=CALL, by=system("t"), at=at, rule=never, issued_at=at)
    assert Call.objects.get(pk=draft.pk).state == "draft"
    assert Entry.objects.count() == before


def test_the_slower_of_two_is_told(draft, at):
    other = Call.objects.get(pk=draft.pk)
    advance(draft, "issue", flow=CALL, by=system("a"), at=at, issued_at=at)
    with pytest.raises(Refused, match="faster"):
        advance(other, "issue", flow=CALL, by=system("b"), at=at, issued_at=at)


def test_a_notice_that_fails_takes_the_move_back(draft, at):
    def broken(record, *, by, at):
        raise RuntimeError("no mail today")

    with pytest.raises(RuntimeError):
        advance(draft, "issue", flow=CALL, by=system("t"), at=at, notice=broken, issued_at=at)
    assert Call.objects.get(pk=draft.pk).state == "draft"


def test_the_notice_hears_who_and_when(draft, at):
    heard = []
    by = system("t")
    advance(
        draft, "issue", flow=CALL, by=by, at=at, issued_at=at, notice=lambda record, *, by, at: heard.append((by, at))
    )
    assert heard == [(by, at)]
