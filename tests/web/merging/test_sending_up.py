"""The merged result as the draft reply of one's own office, every need traceable down to the sub-units."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.calls.merging_world import LEXICAL, TEXTS, need
from wutong.base.rules import Refused
from wutong.calls.models import Need, Reply
from wutong.calls.queries.consolidation import groups, inquiries_above
from wutong.calls.steps.grouping import open_consolidation, propose_groups
from wutong.calls.steps.inquiries import pass_on
from wutong.calls.steps.replies import take_in_reply
from wutong.calls.steps.sending_up import send_result_up, stated_needs
from wutong.calls.steps.workspace import decide_groups

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(world):
    return {"by": world.by["middle_officer"], "at": world.at}


@pytest.fixture
def merging(world, call, officer):
    """The province passed the call on to two colleges; both answered, and two of their needs say the same."""
    inquiry = call.inquiries.get(unit=world.province)
    units = [world.college_a, world.college_b]
    pass_on(inquiry, to=units, deadline=inquiry.deadline - timedelta(days=5), **officer)
    money = {"amount": Decimal(300000), "currency": "CNY"}
    first = need("rice", countries=["TH"], starts_on=date(2027, 1, 1), partner="清迈大学", **money)
    second = need("rice_again", countries=["TH", "LA"], ends_on=date(2029, 12, 31), **money)
    take_in_reply(call.inquiries.get(unit=world.college_a), needs=[first, need("tunnel")], **officer)
    take_in_reply(call.inquiries.get(unit=world.college_b), needs=[second], **officer)
    made = open_consolidation(call, world.province, **officer)
    propose_groups(made, encoder=LEXICAL, **officer)
    return made


def accept_all(merging, officer) -> None:
    decide_groups(merging, "accept", versions={group.pk: group.version for group in groups(merging)}, **officer)


def test_a_group_goes_up_with_all_its_members_say(merging, officer):
    accept_all(merging, officer)
    rice = next(one for one in stated_needs(merging) if one.countries)
    assert rice.countries == ["LA", "TH"]
    assert (rice.amount, rice.currency) == (Decimal(600000), "CNY")
    assert (rice.starts_on, rice.ends_on) == (date(2027, 1, 1), date(2029, 12, 31))
    assert rice.partner == "清迈大学"


def test_sums_in_different_currencies_are_told_not_added(merging, officer):
    Need.objects.filter(title=TEXTS["rice"][0]).update(amount=Decimal("50000.50"), currency="USD")
    accept_all(merging, officer)
    rice = next(one for one in stated_needs(merging) if one.countries)
    assert rice.amount is None
    assert "USD 50,000.50" in rice.text
    assert "CNY 300,000.00" in rice.text


def test_the_result_becomes_the_draft_reply_and_stays_traceable(merging, world, call, officer):
    accept_all(merging, officer)
    inquiry = inquiries_above(merging).get()
    reply = send_result_up(merging, inquiry, **officer)
    assert (reply.state, reply.source, reply.consolidation) == ("draft", Reply.Source.MERGED, merging)
    sent = list(reply.needs.select_related("merged_from"))
    assert len(sent) == 2
    below = {seat.need.unit for one in sent for seat in one.merged_from.memberships.select_related("need__unit")}
    assert below == {world.college_a, world.college_b}
    assert {one.office_id for one in sent} == {world.division.pk}


def test_only_accepted_groups_go_up(merging, officer):
    group = groups(merging)[0]
    decide_groups(merging, "accept", versions={group.pk: group.version}, **officer)
    reply = send_result_up(merging, inquiries_above(merging).get(), **officer)
    assert [one.merged_from_id for one in reply.needs.all()] == [group.pk]


def test_nothing_accepted_nothing_sent(merging, officer):
    with pytest.raises(Refused):
        send_result_up(merging, inquiries_above(merging).get(), **officer)
    assert not Reply.objects.filter(source=Reply.Source.MERGED).exists()


def test_an_inquiry_of_another_office_is_refused(merging, world, call, officer):
    accept_all(merging, officer)
    with pytest.raises(Refused):
        send_result_up(merging, call.inquiries.get(unit=world.university), **officer)


def test_sending_again_replaces_the_draft(merging, officer):
    accept_all(merging, officer)
    inquiry = inquiries_above(merging).get()
    first = send_result_up(merging, inquiry, **officer)
    assert send_result_up(merging, inquiry, **officer).pk == first.pk
    assert first.needs.count() == 2


def test_the_page_shows_what_goes_up_and_leads_to_the_inquiry(merging, sign_in, officer):
    client, address = sign_in("middle_officer"), f"/calls/{merging.call_id}/merge/send-up/"
    assert "Accept at least one group first" in client.get(address).content.decode()
    accept_all(merging, officer)
    html = client.get(address).content.decode()
    assert "Make 2 accepted groups our draft reply" in html
    inquiry = inquiries_above(merging).get()
    answer = client.post(address, {"inquiry": inquiry.pk})
    assert answer["Location"] == f"/inquiries/{inquiry.pk}/"
    assert Reply.objects.get(source=Reply.Source.MERGED).inquiry == inquiry


def test_the_workspace_of_a_middle_office_is_its_own(merging, sign_in):
    html = sign_in("middle_officer").get(f"/calls/{merging.call_id}/merge/").content.decode()
    assert html.count("<article") == 2
    assert "send-up" in html


@pytest.mark.parametrize("inquiry", ["", "x", "999999"])
def test_a_damaged_form_sends_nothing(merging, sign_in, officer, inquiry):
    accept_all(merging, officer)
    answer = sign_in("middle_officer").post(f"/calls/{merging.call_id}/merge/send-up/", {"inquiry": inquiry})
    assert answer.status_code == 404
    assert not Reply.objects.filter(source=Reply.Source.MERGED).exists()
