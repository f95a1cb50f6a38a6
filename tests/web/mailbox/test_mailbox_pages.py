"""The mailbox's pages: an office sees what is for it, says what a stranger's mail answers, and reads what was answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests.mailbox.conftest import written
from wutong.base import clock
from wutong.base.mail import Mail, post
from wutong.base.work import Work
from wutong.calls.models import IncomingMail, Mailbox
from wutong.jobs.mailbox import answer_settled
from wutong.jobs.mailbox.address import parse
from wutong.jobs.mailbox.taking import Fetched, take_mail
from wutong.jobs.reading import read_batch

pytestmark = pytest.mark.django_db
BOX = "imaps://office%40wutong.test:secret@mail.wutong.test/INBOX"
TEXT = "一、光伏组件可靠性联合研究\n拟与哈萨克斯坦开展联合研究。\n\n测试大学\n"


@pytest.fixture(autouse=True)
def _named(settings: Any) -> None:
    settings.MAILBOX, settings.MAILBOX_ADDRESS, settings.LANGUAGE_CODE = BOX, "reply@wutong.test", "en"


@pytest.fixture
def come(at: Any) -> Callable[..., IncomingMail]:
    """A mail taken as if it had just been fetched; answers its row."""

    def run(*attached: Any, **words: Any) -> IncomingMail:
        number = IncomingMail.objects.count() + 1
        found = take_mail(Fetched("box", 1, number, written(*attached, **words).as_bytes()), at=at)
        assert found is not None
        return IncomingMail.objects.get(pk=found.pk)

    return run


def read_all() -> None:
    for work in Work.objects.filter(kind="reading", state="waiting"):
        read_batch.call(work_id=work.pk)
    answer_settled(at=clock.now())


def page(client: Any, name: str, *keys: int, **asked: str) -> str:
    response = client.get(reverse(name, args=keys), asked)
    assert response.status_code == 200
    return str(response.content.decode())


def listed(client: Any) -> int:
    return len(client.get(reverse("mailbox")).context["rows"])


def test_the_list_by_state(sign_in: Any, call: Any, come: Any) -> None:
    come(subject="已收")
    come(sender="x@else.example", subject="陌生")
    come(subject="自动回复: 外出")
    client = sign_in("programme_officer")
    whole = page(client, "mailbox")
    assert all(words in whole for words in ("已收", "陌生", "自动回复", "Nobody knows the address it came from."))
    waiting = page(client, "mailbox", state="waiting")
    assert "陌生" in waiting and "已收" not in waiting
    assert "No mail stands so" in page(client, "mailbox", state="returned")


def test_one_mail_with_what_became_of_it_and_what_was_answered(sign_in: Any, call: Any, come: Any) -> None:
    mail = come(("坏.docx", b"PK\x03\x04" + bytes(90)), body=TEXT, subject="需求报送")
    read_all()
    shown = page(sign_in("programme_officer"), "incoming", mail.pk)
    assert "by the sender&#x27;s address" in shown
    assert "坏.docx" in shown and "Ask the unit to save it anew" in shown
    assert "光伏组件可靠性联合研究" in shown and "the text of the mail" in shown
    assert "Re: 需求报送 [WT-" in shown and "This is what was understood" in shown


def test_words_of_a_mail_are_words(sign_in: Any, call: Any, come: Any) -> None:
    """Whatever stands in subject, names and text, the page shows it as text."""
    bad = "<script>alert(1)</script>"
    mail = come((f"{bad}.docx", b"x"), body=bad, subject=bad, sender="x@else.example")
    client = sign_in("programme_officer")
    for shown in (page(client, "mailbox"), page(client, "incoming", mail.pk)):
        assert bad not in shown and "&lt;script&gt;" in shown


def test_the_original_is_a_download(sign_in: Any, call: Any, come: Any) -> None:
    mail = come(subject="需求报送", body="<b>x</b>")
    response = sign_in("programme_officer").get(reverse("incoming_original", args=[mail.pk]))
    assert b"".join(response) == mail.stored.data() if response.streaming else response.content == mail.stored.data()
    assert "attachment" in response["Content-Disposition"]


def test_a_person_places_a_strangers_mail(sign_in: Any, call: Any, come: Any, world: Any) -> None:
    mail = come(sender="lab@unit.example", body=TEXT)
    client = sign_in("programme_officer")
    shown = client.get(reverse("incoming", args=[mail.pk]))
    first = [key for key, _words in shown.context["form"].fields["inquiry"].choices][1:]
    assert set(first) >= set(mail.candidates.values_list("pk", flat=True))
    inquiry = call.inquiries.get(unit=world.university)
    response = client.post(reverse("incoming_take", args=[mail.pk]), {"inquiry": inquiry.pk})
    assert response.status_code == 302
    read_all()
    mail.refresh_from_db()
    assert (mail.state, mail.recognised, mail.inquiry, mail.candidates.count()) == ("taken", "person", inquiry, 0)
    assert Mail.objects.get(key=f"incoming-{mail.pk}").to == "lab@unit.example"


def test_placed_twice_it_is_taken_once(sign_in: Any, call: Any, come: Any, world: Any) -> None:
    mail = come(sender="lab@unit.example")
    client, inquiry = sign_in("programme_officer"), call.inquiries.get(unit=world.university)
    answers = [client.post(reverse("incoming_take", args=[mail.pk]), {"inquiry": inquiry.pk}) for _ in range(2)]
    assert [one.status_code for one in answers] == [302, 422]
    assert Work.objects.filter(kind="reading").count() == 1


def test_a_question_asks_for_a_person(sign_in: Any, call: Any, come: Any) -> None:
    mail = come(subject="请问截止时间可否延长", body="请问截止时间可否延长一周？")
    read_all()
    assert "please write back to the unit" in page(sign_in("programme_officer"), "mailbox")
    assert "Your question is read by a person" in Mail.objects.get(key=f"incoming-{mail.pk}").body


def test_what_a_waiting_mail_may_answer_is_shown(sign_in: Any, call: Any, come: Any) -> None:
    mail = come(sender="lab@unit.example")
    shown = page(sign_in("programme_officer"), "incoming", mail.pk)
    assert "It may answer" in shown and "University of Tests" in shown


def test_nothing_chosen_is_told(sign_in: Any, call: Any, come: Any) -> None:
    mail = come(sender="lab@unit.example")
    response = sign_in("programme_officer").post(reverse("incoming_take", args=[mail.pk]), {})
    assert response.status_code == 422 and "required" in response.content.decode()


def test_set_aside_and_taken_after_all(sign_in: Any, call: Any, come: Any, world: Any) -> None:
    mail = come(sender="x@else.example")
    client = sign_in("programme_officer")
    assert client.get(reverse("incoming_aside", args=[mail.pk])).status_code == 405
    client.post(reverse("incoming_aside", args=[mail.pk]))
    mail.refresh_from_db()
    assert mail.state == "set_aside"
    client.post(reverse("incoming_take", args=[mail.pk]), {"inquiry": call.inquiries.get(unit=world.university).pk})
    mail.refresh_from_db()
    assert mail.state == "taken"


def test_an_automatic_mail_can_be_taken_after_all(sign_in: Any, call: Any, come: Any, world: Any) -> None:
    mail = come(body=TEXT, Precedence="bulk")
    client = sign_in("programme_officer")
    client.post(reverse("incoming_take", args=[mail.pk]), {"inquiry": call.inquiries.get(unit=world.university).pk})
    mail.refresh_from_db()
    assert mail.state == "taken"


@pytest.mark.parametrize(
    ("role", "taken", "stranger"),
    [("programme_officer", 1, 1), ("middle_officer", 0, 0), ("auditor", 1, 1), ("administrator", 1, 1)],
)
def test_who_sees_what(sign_in: Any, call: Any, come: Any, role: str, taken: int, stranger: int) -> None:
    own, other = come(subject="答复"), come(sender="x@else.example", subject="陌生")
    client = sign_in(role)
    assert listed(client) == taken + stranger
    for mail, sees in ((own, taken), (other, stranger)):
        assert client.get(reverse("incoming", args=[mail.pk])).status_code == (200 if sees else 404)


def test_a_middle_office_sees_and_places_what_may_be_for_it(
    sign_in: Any, call: Any, come: Any, world: Any, at: Any
) -> None:
    from wutong.calls.steps.inquiries import pass_on

    own = call.inquiries.get(unit=world.province)
    pass_on(own, to=[world.college_a], deadline=at + timedelta(days=9), by=world.by["middle_officer"], at=at)
    asked = call.inquiries.get(unit=world.college_a)
    mail = come(sender="alpha@unit.example", body=TEXT)
    assert (mail.inquiry, mail.batch.office) == (asked, world.province)
    assert listed(sign_in("middle_officer")) == 1


def test_units_see_nothing_here(sign_in: Any, call: Any, come: Any) -> None:
    mail = come()
    client = sign_in("unit_coordinator")
    assert client.get(reverse("mailbox")).status_code == 403
    assert client.get(reverse("incoming", args=[mail.pk])).status_code == 403


def test_the_auditor_changes_nothing(sign_in: Any, call: Any, come: Any) -> None:
    mail = come(sender="x@else.example")
    client = sign_in("auditor")
    assert "Which inquiry does it answer?" not in page(client, "incoming", mail.pk)
    assert client.post(reverse("incoming_aside", args=[mail.pk])).status_code == 403


def test_the_mailbox_that_cannot_be_reached(sign_in: Any, call: Any, at: Any) -> None:
    Mailbox.objects.create(
        account=parse(BOX).account, away_since=at, next_at=at, trouble="refused: LOGIN failed", failures=3
    )
    shown = page(sign_in("programme_officer"), "mailbox")
    assert "The mailbox cannot be reached since 2026-09-10 09:00: the mail server refuses name or password." in shown


def test_the_empty_page_says_what_to_do(sign_in: Any, call: Any, settings: Any) -> None:
    client = sign_in("programme_officer")
    assert "No mail has come in yet" in page(client, "mailbox")
    settings.MAILBOX = ""
    assert "WUTONG_MAILBOX" in page(client, "mailbox")


def test_a_mail_whose_file_is_gone_still_shows(sign_in: Any, call: Any, come: Any, monkeypatch: Any) -> None:
    mail = come(subject="需求报送")

    def gone(*words: Any) -> bytes:
        raise FileNotFoundError

    monkeypatch.setattr("wutong.base.files.StoredFile.data", gone)
    assert "需求报送" in page(sign_in("programme_officer"), "incoming", mail.pk)


def test_as_many_queries_for_one_mail_as_for_many(sign_in: Any, call: Any, come: Any, count_queries: Any) -> None:
    client = sign_in("programme_officer")
    come(body=TEXT)
    read_all()
    client.get(reverse("mailbox"))
    one = count_queries(lambda: client.get(reverse("mailbox")))
    for number in range(40):
        come(subject=f"第{number}封", sender="x@else.example" if number % 2 else "university@unit.example")
    many = count_queries(lambda: client.get(reverse("mailbox")))
    assert listed(client) == 41 and one == many <= 40


def test_as_many_queries_for_one_part_as_for_many(sign_in: Any, call: Any, come: Any, count_queries: Any) -> None:
    client = sign_in("programme_officer")
    few, many = come(("1.bin", b"1")), come(*((f"{number}.bin", b"%d" % number) for number in range(20)))
    read_all()
    counted = [count_queries(lambda mail=mail: page(client, "incoming", mail.pk)) for mail in (few, few, many)]
    assert counted[1] == counted[2] <= 40


def test_the_mail_that_came_back_leads_to_ours(sign_in: Any, call: Any, come: Any, world: Any, at: Any) -> None:
    inquiry = call.inquiries.get(unit=world.university)
    ours = post(key="k", to="x@y.example", subject="我处来函", body="b", at=at, about=f"inquiry:{inquiry.pk}")
    mail = come(sender="x@else.example")
    IncomingMail.objects.filter(pk=mail.pk).update(
        state="returned", about=ours, inquiry=inquiry, call=call, reason="5.1.1 no such user"
    )
    shown = page(sign_in("programme_officer"), "incoming", mail.pk)
    assert "我处来函" in shown and "5.1.1 no such user" in shown
