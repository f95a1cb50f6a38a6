"""The pages of outgoing mail: the office's list, one mail, what can be done; and what the board and the inquiry show."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.urls import reverse

from wutong.base import clock
from wutong.base.mail import Mail, post
from wutong.base.mail.sending import INTERRUPTED

pytestmark = pytest.mark.django_db
NO_MAILBOX = "There is no such mailbox."


@pytest.fixture
def inquiry(call: Any, world: Any) -> Any:
    Mail.objects.all().delete()
    return call.inquiries.get(unit=world.university)


def letter(inquiry: Any, state: str, *, key: str = "", to: str = "unit1@units.test", **fields: Any) -> Mail:
    at = clock.now() - 2 * INTERRUPTED
    mail = post(
        key=key or f"k-{state}",
        to=to,
        subject="Please answer <b>",
        body="Dear colleague",
        at=at,
        about=f"inquiry:{inquiry.pk}",
        **fields,
    )
    stored: dict[str, Any] = {
        "state": state,
        "error": "550 5.1.1 no such user" if state in ("failed", "returned") else "",
    }
    stored |= {"sent_at": at} if state in ("sent", "returned") else {}
    stored |= {"returned_at": at} if state == "returned" else {}
    stored |= {"claimed_at": at} if state == "sending" else {}
    Mail.objects.filter(pk=mail.pk).update(**stored)
    mail.refresh_from_db()
    return mail


def page(client: Any, name: str, *args: Any, **query: str) -> str:
    answer = client.get(reverse(name, args=args, query=query))
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_office_without_mail_reads_when_there_will_be_some(sign_in: Any) -> None:
    shown = page(sign_in("middle_officer"), "outbox")
    assert "Your office has sent no mail yet" in shown and reverse("calls") in shown


def test_the_list_says_how_each_mail_stands_and_why(sign_in: Any, inquiry: Any) -> None:
    for state in ("queued", "sent", "failed", "returned", "sending"):
        letter(inquiry, state, to=f"{state}@units.test")
    shown = page(sign_in("programme_officer"), "outbox")
    for words in ("waiting to go", "sent", "failed", "came back", "interrupted", NO_MAILBOX, "failed@units.test"):
        assert words in shown
    assert "Please answer &lt;b&gt;" in shown and "Please answer <b>" not in shown


@pytest.mark.parametrize(
    ("standing", "seen"),
    [("back", {"failed", "returned", "sending"}), ("returned", {"returned"}), ("waiting", {"queued"}), ("sent", {"sent"}),
     ("interrupted", {"sending"}), ("nonsense", {"queued", "sent", "failed", "returned", "sending"})],
)  # fmt: skip
def test_the_list_is_filtered(sign_in: Any, inquiry: Any, standing: str, seen: set[str]) -> None:
    states = {"queued", "sent", "failed", "returned", "sending"}
    for state in states:
        letter(inquiry, state, to=f"{state}@units.test")
    shown = page(sign_in("programme_officer"), "outbox", standing=standing)
    assert {state for state in states if f"{state}@units.test" in shown} == seen


def test_a_filter_that_finds_nothing_says_so(sign_in: Any, inquiry: Any) -> None:
    letter(inquiry, "sent")
    assert "No mail stands so" in page(sign_in("programme_officer"), "outbox", standing="failed")


def test_the_list_costs_the_same_for_many_mails(sign_in: Any, inquiry: Any, count_queries: Any) -> None:
    client = sign_in("programme_officer")
    letter(inquiry, "returned", key="first")
    one = count_queries(lambda: page(client, "outbox"))
    for number in range(100):
        letter(inquiry, ("sent", "returned", "failed", "queued")[number % 4], key=f"k{number}")
    assert count_queries(lambda: page(client, "outbox")) == one <= 40


def test_one_mail_is_shown_as_it_went_out(sign_in: Any, inquiry: Any) -> None:
    mail = letter(inquiry, "returned", enclosures=[("form.docx", b"x" * 2048)], reply_to="reply+x@wutong.test")
    shown = page(sign_in("programme_officer"), "mail_shown", mail.pk)
    for words in (
        "Dear colleague",
        "form.docx",
        "2.0",
        "reply+x@wutong.test",
        NO_MAILBOX,
        "550 5.1.1 no such user",
        "Send again",
    ):
        assert words in shown


@pytest.mark.parametrize("role", ["unit_coordinator", "middle_officer"])
def test_mails_of_another_office_are_not_there(sign_in: Any, inquiry: Any, role: str) -> None:
    mail = letter(inquiry, "returned")
    client = sign_in(role)
    assert client.get(reverse("mail_shown", args=[mail.pk])).status_code == 404
    assert client.post(reverse("mail_again", args=[mail.pk]), {"to": "spy@units.test"}).status_code == 404
    assert Mail.objects.count() == 1


@pytest.mark.parametrize("about", ["", "reply:1", "extension:1", "inquiry:999999"])
def test_the_administrator_sees_mails_that_are_about_no_inquiry(sign_in: Any, inquiry: Any, about: str) -> None:
    mail = letter(inquiry, "returned")
    Mail.objects.update(about=about)
    client = sign_in("administrator")
    assert "Send again" in page(client, "outbox") and "Dear colleague" in page(client, "mail_shown", mail.pk)
    client.post(reverse("mail_again", args=[mail.pk]), {"to": "unit2@units.test"})
    assert Mail.objects.filter(to="unit2@units.test", about=about).exists()


def test_the_auditor_reads_and_decides_nothing(sign_in: Any, inquiry: Any) -> None:
    mail = letter(inquiry, "returned")
    client = sign_in("auditor")
    assert "Send again" not in page(client, "outbox")
    assert client.post(reverse("mail_again", args=[mail.pk]), {"to": "a@units.test"}).status_code in (403, 404)
    assert Mail.objects.count() == 1


def test_sending_again_from_the_board_leads_back_to_it(sign_in: Any, inquiry: Any) -> None:
    mail, client = letter(inquiry, "returned"), sign_in("programme_officer")
    board = reverse("board", args=[inquiry.call_id])
    answer = client.post(reverse("mail_again", args=[mail.pk]), {"to": "unit2@units.test", "next": board})
    assert answer.headers["Location"] == board
    assert Mail.objects.get(to="unit2@units.test").state == "queued"
    assert "unit2@units.test" in page(client, "board", inquiry.call_id)  # the message that says so


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:x", ""])
def test_nobody_is_led_out_of_the_site(sign_in: Any, inquiry: Any, target: str) -> None:
    mail = letter(inquiry, "returned")
    answer = sign_in("programme_officer").post(
        reverse("mail_again", args=[mail.pk]), {"to": "unit2@units.test", "next": target}
    )
    assert answer.headers["Location"] == reverse("outbox")


def test_a_wrong_address_is_told_and_nothing_goes(sign_in: Any, inquiry: Any) -> None:
    mail, client = letter(inquiry, "returned"), sign_in("programme_officer")
    client.post(reverse("mail_again", args=[mail.pk]), {"to": "nobody"})
    assert "This is not an e-mail address." in page(client, "outbox")
    assert Mail.objects.count() == 1


def test_it_went_out_is_offered_for_interrupted_mails_only(sign_in: Any, inquiry: Any) -> None:
    client, mail = sign_in("programme_officer"), letter(inquiry, "returned")
    assert "It went out" not in page(client, "mail_shown", mail.pk)
    mail = letter(inquiry, "sending")
    assert "It went out" in page(client, "mail_shown", mail.pk)
    client.post(reverse("mail_confirm", args=[mail.pk]))
    mail.refresh_from_db()
    assert mail.state == "sent"
    client.post(reverse("mail_confirm", args=[mail.pk]))
    assert "Somebody has decided on this mail already." in page(client, "outbox")


def test_the_board_shows_whose_mail_came_back_and_what_to_do(sign_in: Any, inquiry: Any, world: Any) -> None:
    mail = letter(inquiry, "returned")
    inquiry.replies.create(
        version=1,
        source="web",
        state="sent",
        written_at=world.at,
        sent_at=world.at,
        answers={"contact": {"phone": "010-6789"}},
    )
    shown = page(sign_in("programme_officer"), "board", inquiry.call_id)
    for words in ("A mail to 1 unit did not arrive.", NO_MAILBOX, "came back", "unit1@units.test", "tel:010-6789"):
        assert words in shown
    assert reverse("organisation", args=[world.university.pk]) in shown
    assert reverse("mail_shown", args=[mail.pk]) in shown


def test_the_board_is_filtered_to_units_whose_mail_came_back(sign_in: Any, inquiry: Any) -> None:
    letter(inquiry, "returned")
    client = sign_in("programme_officer")
    everything, some = page(client, "board", inquiry.call_id), page(client, "board", inquiry.call_id, mail="back")
    assert everything.count('data-label="Unit"') == 3 and some.count('data-label="Unit"') == 1
    assert "Show all units" in some


def test_a_mail_that_was_sent_again_troubles_the_board_no_more(sign_in: Any, inquiry: Any) -> None:
    mail, client = letter(inquiry, "returned"), sign_in("programme_officer")
    client.post(reverse("mail_again", args=[mail.pk]), {"to": "unit2@units.test"})
    shown = page(client, "board", inquiry.call_id, mail="back")
    assert "Every mail has arrived, as far as is known." in shown
    assert "did not arrive" not in shown


def test_the_board_costs_the_same_for_many_mails(sign_in: Any, inquiry: Any, count_queries: Any) -> None:
    client = sign_in("programme_officer")
    letter(inquiry, "returned", key="first")
    one = count_queries(lambda: page(client, "board", inquiry.call_id))
    for number, other in enumerate([*inquiry.call.inquiries.all()] * 20):
        letter(other, "returned", key=f"k{number}")
    assert count_queries(lambda: page(client, "board", inquiry.call_id)) == one <= 40


@pytest.mark.parametrize(("role", "sees"), [("programme_officer", True), ("unit_coordinator", False)])
def test_the_inquiry_shows_its_mails_to_the_office_that_wrote_them(
    sign_in: Any, inquiry: Any, role: str, sees: bool
) -> None:
    letter(inquiry, "returned", to="lost@units.test")
    shown = page(sign_in(role), "inquiry", inquiry.pk)
    assert ("lost@units.test" in shown) is sees
    assert ("Send again" in shown) is sees


def test_a_mail_tried_in_vain_says_when_it_is_tried_next(sign_in: Any, inquiry: Any, at: datetime) -> None:
    mail = letter(inquiry, "queued")
    Mail.objects.filter(pk=mail.pk).update(tries=3, error="[Errno 111] Connection refused")
    shown = page(sign_in("programme_officer"), "outbox")
    assert "tried 3 times" in shown and "The mail server could not be reached." in shown


def test_the_journal_names_what_was_decided(sign_in: Any, inquiry: Any) -> None:
    mail = letter(inquiry, "returned")
    sign_in("programme_officer").post(reverse("mail_again", args=[mail.pk]), {"to": "unit2@units.test"})
    shown = page(sign_in("auditor"), "journal")
    assert "mail sent again" in shown and "outgoing mail" in shown
