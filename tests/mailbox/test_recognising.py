"""A unit is recognised by token, by the mail it answers, by its address; whatever is not sure waits for a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import override_settings

from wutong.base.mail import Mail, post
from wutong.calls.models import IncomingMail
from wutong.jobs.mailbox.taking import Fetched, take_mail

pytestmark = pytest.mark.django_db
ADDRESSES = {
    "MAILBOX_ADDRESS": "reply@wutong.test",
    "BOUNCES_ADDRESS": "bounce@wutong.test",
    "DEFAULT_FROM_EMAIL": "梧桐 <wutong@wutong.test>",
}


@pytest.fixture(autouse=True)
def _addresses() -> Any:
    with override_settings(**ADDRESSES):
        yield


@pytest.fixture
def come(write: Callable[..., Any], at: Any) -> Callable[..., IncomingMail]:
    """A mail taken as if it had just been fetched; answers its row."""

    def run(*attached: Any, **words: Any) -> IncomingMail:
        number = IncomingMail.objects.count() + 1
        found = take_mail(Fetched("box", 1, number, write(*attached, **words).as_bytes()), at=at)
        assert found is not None
        return IncomingMail.objects.get(pk=found.pk)

    return run


def told(mail: IncomingMail) -> tuple[str, str, Any]:
    return mail.state, mail.recognised, mail.inquiry


@pytest.mark.parametrize("where", ["To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To"])
def test_by_the_token_behind_the_plus(come: Any, inquiry: Any, where: str) -> None:
    address = f"reply+{inquiry.token}@wutong.test"
    to = address if where == "To" else "reply@wutong.test"
    headers = {} if where == "To" else {where: address}
    assert told(come(sender="stranger@else.example", to=to, **headers)) == ("taken", "token", inquiry)


def test_by_the_token_in_capitals(come: Any, inquiry: Any) -> None:
    to = f"Reply+{inquiry.token.upper()}@WUTONG.test"
    assert told(come(sender="stranger@else.example", to=to)) == ("taken", "token", inquiry)


def test_by_the_token_in_the_subject(come: Any, inquiry: Any) -> None:
    mail = come(sender="stranger@else.example", subject=f"答复：征集需求 [WT-{inquiry.token}]")
    assert told(mail) == ("taken", "token", inquiry)


def test_by_the_token_in_the_quoted_text(come: Any, inquiry: Any) -> None:
    mail = come(sender="stranger@else.example", body=f"如下。\n> 主题：征集 [WT-{inquiry.token}]\n")
    assert told(mail) == ("taken", "token", inquiry)


def test_the_address_it_came_to_stands_above_the_subject(come: Any, call: Any, world: Any, inquiry: Any) -> None:
    other = call.inquiries.get(unit=world.province)
    mail = come(to=f"reply+{inquiry.token}@wutong.test", subject=f"转发 [WT-{other.token}]")
    assert told(mail) == ("taken", "token", inquiry)


def test_a_subject_with_two_tokens_waits(come: Any, call: Any, world: Any, inquiry: Any) -> None:
    other = call.inquiries.get(unit=world.province)
    mail = come(subject=f"转发 [WT-{other.token}] [WT-{inquiry.token}]")
    assert (mail.state, mail.reason, set(mail.candidates.all())) == ("waiting", "several_tokens", {other, inquiry})


def test_a_token_nobody_gave_says_nothing(come: Any, inquiry: Any) -> None:
    mail = come(sender="stranger@else.example", to=f"reply+{'a' * 16}@wutong.test")
    assert (mail.state, mail.reason, mail.inquiry) == ("waiting", "unknown", None)


@pytest.mark.parametrize("header", ["In-Reply-To", "References"])
def test_by_the_mail_it_answers(come: Any, inquiry: Any, at: Any, header: str) -> None:
    ours = post(key="k", to="x@y.example", subject="s", body="b", at=at, about=f"inquiry:{inquiry.pk}")
    chain = f"<a@else.example> <{ours.token}@wutong.test>"
    mail = come(sender="stranger@else.example", **{header: chain})
    assert told(mail) == ("taken", "thread", inquiry)


def test_an_answer_to_a_mail_inside_the_unit_is_no_answer_to_the_call(come: Any, inquiry: Any, at: Any) -> None:
    ours = post(key="k", to="x@y.example", subject="s", body="b", at=at, about="reply:7")
    mail = come(sender="stranger@else.example", In_Reply_To=f"<{ours.token}@wutong.test>")
    assert mail.state == "waiting"


@pytest.mark.parametrize(
    "sender", ["university@unit.example", "UNIVERSITY@unit.example", "unit_coordinator@test.example"]
)
def test_by_the_address_of_the_unit_or_of_its_account(come: Any, inquiry: Any, sender: str) -> None:
    assert told(come(sender=f"张三 <{sender}>")) == ("taken", "address", inquiry)


def test_an_account_whose_seat_has_ended_speaks_for_nobody(come: Any, call: Any, world: Any, at: Any) -> None:
    world.people["unit_coordinator"].seats.update(
        until=at.date() - timedelta(days=1), since=at.date() - timedelta(days=9)
    )
    assert come(sender="unit_coordinator@test.example").state == "waiting"


def test_a_domain_alone_is_a_proposal(come: Any, call: Any, inquiry: Any) -> None:
    mail = come(sender="lab@unit.example")
    assert (mail.state, mail.reason, mail.inquiry) == ("waiting", "domain", None)
    assert inquiry in mail.candidates.all()


def test_a_domain_for_everyone_is_none(come: Any, call: Any, world: Any) -> None:
    type(world.university).objects.filter(pk=world.university.pk).update(email="x@163.com")
    assert come(sender="y@163.com").reason == "unknown"


def test_several_open_calls_wait_with_all_of_them(come: Any, make_call: Any, world: Any) -> None:
    calls = [make_call(number=f"测函〔2026〕{number}号") for number in (1, 2)]
    mail = come()
    assert (mail.state, mail.reason) == ("waiting", "several_calls")
    assert {one.call for one in mail.candidates.all()} == set(calls)


def test_of_several_open_calls_the_one_whose_number_it_names(come: Any, make_call: Any, world: Any) -> None:
    calls = [make_call(number=f"测函〔2026〕{number}号") for number in (1, 2)]
    mail = come(body="你处测函〔2026〕2号收悉，现报送如下。")
    assert (mail.state, mail.recognised, mail.call) == ("taken", "address", calls[1])


def test_an_address_of_two_units_waits(come: Any, call: Any, world: Any) -> None:
    type(world.university).objects.filter(pk=world.university.pk).update(email="province@unit.example")
    mail = come(sender="province@unit.example")
    assert (mail.state, mail.reason, mail.candidates.count()) == ("waiting", "several_units", 2)


def test_a_unit_that_was_not_asked_waits(come: Any, call: Any, world: Any) -> None:
    mail = come(sender="alpha@unit.example")
    assert (mail.state, mail.reason) == ("waiting", "not_asked")


@pytest.mark.parametrize(
    ("state", "reason", "is_read"), [("closed", "call_closed", True), ("withdrawn", "call_withdrawn", False)]
)
def test_a_call_that_is_over(
    come: Any, call: Any, world: Any, at: Any, inquiry: Any, state: str, reason: str, is_read: bool
) -> None:
    type(call).objects.filter(pk=call.pk).update(state=state, closed_at=at)
    mail = come()
    assert (*told(mail), mail.reason) == ("taken", "address", inquiry, reason)
    assert (mail.batch is not None) is is_read


AUTOMATIC = {
    "marked": {"Auto-Submitted": "auto-replied"},
    "list": {"List-Id": "<news.example>"},
    "null_sender": {"Return-Path": "<>"},
}


@pytest.mark.parametrize("why", AUTOMATIC)
def test_what_a_machine_wrote_is_noted_and_nothing_is_made_of_it(come: Any, inquiry: Any, why: str) -> None:
    mail = come(to=f"reply+{inquiry.token}@wutong.test", **AUTOMATIC[why])
    assert (mail.state, mail.reason, mail.batch, mail.answered_at) == ("automatic", why, None, None)


def test_a_machine_that_sends_files_of_a_known_unit_waits(come: Any, inquiry: Any) -> None:
    """Office systems mark their mails as automatic, and send replies."""
    mail = come(("回函.docx", b"x"), to=f"reply+{inquiry.token}@wutong.test", Auto_Submitted="auto-generated")
    assert (mail.state, mail.reason, list(mail.candidates.all())) == ("waiting", "automatic_with_files", [inquiry])


@pytest.mark.parametrize("sender", ["wutong@wutong.test", "reply@wutong.test", "bounce+abc@wutong.test"])
def test_our_own_mails_go_round_no_loop(come: Any, inquiry: Any, sender: str) -> None:
    mail = come(sender=sender, to=f"reply+{inquiry.token}@wutong.test")
    assert (mail.state, mail.batch) == ("automatic", None)


def test_our_own_mail_passed_on_by_a_server_is_known_by_its_number(come: Any, inquiry: Any, at: Any) -> None:
    ours = post(key="k", to="x@y.example", subject="s", body="b", at=at)
    mail = come(sender="robot@else.example", **{"Message-ID": f"<{ours.token}@wutong.test>"})
    assert (mail.state, mail.reason) == ("automatic", "own")


def test_a_mail_that_came_back_is_noted_on_ours(inquiry: Any, at: Any) -> None:
    ours = post(key="k", to="gone@unit.example", subject="s", body="b", at=at, about=f"inquiry:{inquiry.pk}")
    Mail.objects.filter(pk=ours.pk).update(state="sent", sent_at=at)
    report = (
        b"From: MAILER-DAEMON@mx.example\r\nTo: bounce+%s@wutong.test\r\nSubject: Undelivered\r\n"
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=B\r\n\r\n"
        b"--B\r\nContent-Type: text/plain\r\n\r\nno such user\r\n--B\r\nContent-Type: message/delivery-status\r\n\r\n"
        b"Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; gone@unit.example\r\nAction: failed\r\n"
        b"Status: 5.1.1\r\n\r\n--B--\r\n"
    ) % ours.token.encode()
    mail = take_mail(Fetched("box", 1, 1, report), at=at)
    assert mail is not None
    assert (mail.state, mail.about, mail.inquiry) == ("returned", ours, inquiry)
    assert Mail.objects.get(pk=ours.pk).state == "returned"


def test_a_fault_of_ours_costs_no_mail_its_place(come: Any, call: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*words: Any, **more: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("wutong.jobs.mailbox.taking.recognise", fault)
    mail = come()
    assert (mail.state, mail.reason, mail.batch) == ("waiting", "fault", None)


def test_the_same_content_under_another_number_is_the_same_mail(
    call: Any, write: Any, at: Any, world: SimpleNamespace
) -> None:
    data = write().as_bytes()
    first = take_mail(Fetched("box", 1, 7, data), at=at)
    assert take_mail(Fetched("box", 2, 1, data), at=at) is None
    assert first is not None
    row = IncomingMail.objects.get()
    assert (row.pk, row.validity, row.number) == (first.pk, 2, 1)
