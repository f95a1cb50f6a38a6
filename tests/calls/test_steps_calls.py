"""Writing, issuing and closing a call."""

from __future__ import annotations

import pytest

from wutong.base.mail import Mail
from wutong.base.rules import Refused
from wutong.calls.steps.calls import change_call, close_call, issue_call, reopen_call, withdraw_call


def test_issuing_tells_every_addressee_by_mail(call):
    assert call.state == "issued"
    assert call.inquiries.count() == 3
    assert set(Mail.objects.values_list("to", flat=True)) >= {
        "unit_coordinator@test.example",
        "partner_officer@test.example",
    }


def test_a_letter_without_number_is_not_issued(make_call, world):
    call = make_call(issue=False, number="")
    with pytest.raises(Refused, match="number"):
        issue_call(call, by=world.by["programme_officer"], at=world.at)
    assert call.state == "draft"


def test_a_letter_to_nobody_is_not_issued(make_call, world):
    call = make_call(issue=False, addressees=[])
    with pytest.raises(Refused):
        issue_call(call, by=world.by["programme_officer"], at=world.at)


@pytest.mark.parametrize("role", ["unit_coordinator", "auditor", "administrator", "middle_officer"])
def test_only_the_issuing_office_issues(make_call, world, role):
    call = make_call(issue=False)
    with pytest.raises(Refused):
        issue_call(call, by=world.by[role], at=world.at)


def test_an_issued_letter_is_frozen(call, world):
    with pytest.raises(Refused):
        change_call(call, contact="somebody else", by=world.by["programme_officer"], at=world.at)


def test_a_closed_call_opens_again(call, world):
    by = world.by["programme_leader"]
    close_call(call, by=by, at=world.at)
    assert call.closed_at == world.at
    reopen_call(call, by=by, at=world.at)
    assert (call.state, call.closed_at) == ("issued", None)


def test_a_withdrawn_call_stays_withdrawn(make_call, world):
    call = make_call(issue=False)
    withdraw_call(call, by=world.by["programme_officer"], at=world.at)
    with pytest.raises(Refused):
        issue_call(call, by=world.by["programme_officer"], at=world.at)
