"""The server away and back, numbered anew, without the folder; mails too large; mails no program should have sent."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.mail.servers import OFFICE, Servers, free_port
from tests.mailbox.conftest import UNIT
from wutong.base import clock
from wutong.base.mail import Mail
from wutong.calls.models import IncomingMail, IntakeFile, Mailbox
from wutong.calls.steps.mailbox import file_name
from wutong.jobs.mailbox import holding, look_in, pick_up

pytestmark = pytest.mark.django_db
TEXT = "一、光伏组件可靠性联合研究\n拟与哈萨克斯坦开展联合研究。\n\n测试大学\n"


def box() -> Mailbox:
    return Mailbox.objects.get()


def test_no_mailbox_is_no_work(db: None, settings: Any) -> None:
    settings.MAILBOX = ""
    assert pick_up(at=clock.now()) == 0 and not Mailbox.objects.exists()


def test_the_server_goes_away_and_comes_back(site: Servers, settings: Any, write: Any, inquiry: Any) -> None:
    """One line in the log when it goes and one when it comes, however often it was tried; the mail is there then."""
    there, at = settings.MAILBOX, clock.now()
    site.send(write(body=TEXT))
    site.delivered(OFFICE)
    settings.MAILBOX = there.replace(f":{site.imap_port}/", f":{free_port()}/")
    settings.MAILBOX_PAUSE = 60
    for turn in range(3):
        assert pick_up(at=at + timedelta(hours=turn)) == 0
    gone = box()
    assert gone.failures == 3 and gone.away_since is not None and gone.trouble.startswith("unreachable: ")
    assert gone.next_at is not None and gone.next_at - clock.now() > timedelta(minutes=3)
    settings.MAILBOX = there
    assert pick_up(at=clock.now()) == 0  # not yet time
    assert pick_up(at=at + timedelta(hours=4)) == 1
    assert (box().failures, box().away_since, box().trouble) == (0, None, "")


def test_the_wait_between_tries_grows_to_half_an_hour(db: None, settings: Any, at: Any) -> None:
    settings.MAILBOX_PAUSE = 60
    news, waits = [], []
    for _ in range(9):
        held = holding.seize("a", at=at, at_once=True)
        assert held is not None
        news.append(holding.give_up(held, "refused: no", at=at))
        waits.append((box().next_at - at) // timedelta(minutes=1))  # type: ignore[operator]
    assert news == [True] + 8 * [False]
    assert waits == [1, 2, 4, 8, 16, 30, 30, 30, 30]


def test_the_hold_of_a_picker_that_died_ends(db: None, at: Any) -> None:
    first = holding.seize("a", at=at)
    assert first is not None and holding.seize("a", at=at) is None
    second = holding.seize("a", at=at + holding.HOLD)
    assert second is not None
    assert not holding.hold_on(first, at=at) and holding.hold_on(second, at=at)
    holding.release(first, at=at)  # the late one changes nothing
    assert box().holder == second.holder


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (("mailbox-pass-1", "wrong"), "refused"),
        (("/INBOX", "/NoSuch"), "no_folder"),
        (("imap://", "imaps://"), "no_tls"),
    ],
)
def test_every_failure_is_told_by_its_kind(site: Servers, settings: Any, change: tuple[str, str], kind: str) -> None:
    settings.MAILBOX = settings.MAILBOX.replace(*change)
    picked = look_in(at=clock.now(), at_once=True)
    assert picked is not None and picked.trouble is not None and picked.trouble.kind == kind
    assert box().trouble.startswith(kind)


def test_numbered_anew_nothing_is_taken_twice(
    site: Servers, settings: Any, write: Any, inquiry: Any, rounds: Any
) -> None:
    """As after a restored backup; also where the mails are left in place."""
    settings.MAILBOX_TAKEN = ""
    for number in range(3):
        site.send(write(body=TEXT, subject=f"第{number}封"))
    before = [(row.pk, row.validity) for row in rounds(3)]
    site.renumber()
    site.send(write(body=TEXT, subject="新"))
    after = rounds(4)
    assert [row.pk for row in after[:3]] == [pk for pk, _validity in before]
    assert len(after) == 4 and {row.validity for row in after} != {validity for _pk, validity in before}
    assert len({row.validity for row in after}) == 1


def test_left_in_place_unread_and_not_looked_at_again(
    site: Servers, settings: Any, write: Any, inquiry: Any, rounds: Any
) -> None:
    settings.MAILBOX_TAKEN = ""
    site.send(write(body=TEXT))
    assert len(rounds()) == 1
    with site.mailbox() as imap:
        assert imap.search(None, "UNSEEN")[1] == [b"1"]
    picked = look_in(at=clock.now(), at_once=True)
    assert picked is not None and (picked.new, picked.again) == ([], 0)


def test_read_by_a_person_before_it_was_taken(site: Servers, write: Any, inquiry: Any, rounds: Any) -> None:
    site.send(write(body=TEXT))
    site.delivered(OFFICE)
    with site.mailbox() as imap:
        imap.store("1", "+FLAGS", r"(\Seen)")
    assert [row.state for row in rounds()] == ["taken"]


def test_a_folder_with_chinese_in_its_name(site: Servers, settings: Any, write: Any, inquiry: Any, rounds: Any) -> None:
    settings.MAILBOX_TAKEN = "已收 & “放好”"
    site.send(write(body=TEXT))
    assert len(rounds()) == 1 and site.read(OFFICE) == []


def test_a_mail_of_thirty_megabytes(site: Servers, write: Any, inquiry: Any, rounds: Any) -> None:
    site.send(write(("图.bin", os.urandom(30 * 1024 * 1024 * 3 // 4)), body=TEXT))
    (row,) = rounds()
    assert row.state == "taken" and row.stored.size > 30 * 1024 * 1024
    told = Mail.objects.get(key=f"incoming-{row.pk}").body
    assert "图.bin — could not be read: files of this kind are not read here" in told


def test_a_mail_over_the_limit_is_not_fetched_and_its_sender_told(
    site: Servers, settings: Any, write: Any, inquiry: Any, rounds: Any, taken: Any
) -> None:
    settings.MAILBOX_LARGEST = 1024 * 1024
    site.send(write(("图.bin", os.urandom(1024 * 1024)), subject="大文件"))
    (row,) = rounds()
    assert (row.state, row.reason, row.inquiry, row.batch) == ("waiting", "too_large", inquiry, None)
    assert row.stored.size < 5000 and taken() == ["大文件"]
    told = Mail.objects.get(key=f"incoming-{row.pk}")
    assert told.to == UNIT and "NOT TAKEN: the mail is larger than 1 MB" in told.body
    rounds(0)
    assert Mail.objects.filter(key__startswith="incoming").count() == 1


MALFORMED = {
    "no sender": b"To: reply@wutong.test\r\nSubject: x\r\n\r\nhello\r\n",
    "no number": b"From: %(unit)s\r\nSubject: x\r\n\r\nhello\r\n",
    "no charset of this world": b"From: %(unit)s\r\nSubject: =?x-none?b?5rWL?=\r\n"
    b"Content-Type: text/plain; charset=x-none\r\n\r\n\xb2\xe2\xca\xd4\r\n",
    "eight-bit headers": "From: 张三 <%(unit)s>\r\nSubject: 需求\r\n\r\n正文\r\n".encode("gb18030"),
    "headers twice": b"From: %(unit)s\r\nFrom: other@else.example\r\nSubject: a\r\nSubject: b\r\n"
    b"Message-ID: <a@b>\r\nMessage-ID: <c@d>\r\n\r\nhello\r\n",
    "boundaries lost": b"From: %(unit)s\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\nno parts\r\n",
    "multipart cut off": b"From: %(unit)s\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n"
    b"Content-Type: application/msword; name=a.doc\r\nContent-Transfer-Encoding: base64\r\n\r\nAAA",
    "a date of no calendar": b"From: %(unit)s\r\nSubject: x\r\nDate: Fri, 99 Foo 99999 99:99:99 +9999\r\n\r\nhello\r\n",
    "zeros": b"From: %(unit)s\r\nSubject: a\x00b\r\n\r\nhe\x00llo\r\n",
    "no blank line": b"From: %(unit)s\r\nSubject: x",
    "all in the subject": b"From: %(unit)s\r\nSubject: " + b"x" * 5000 + b"\r\n\r\nhello\r\n",
    "nothing at all": b"\r\n",
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_mail_is_taken_or_waits_and_harms_no_other(
    call: Any, write: Callable[..., Any], site: Servers, inquiry: Any, rounds: Any, name: str
) -> None:
    data = MALFORMED[name].replace(b"%(unit)s", UNIT.encode())
    with site.mailbox() as imap:
        imap.append("INBOX", "", "", data)  # type: ignore[arg-type]
    site.send(write(body=TEXT, subject="好的"))
    rows = rounds(2)
    assert len(rows) == 2 and {row.state for row in rows} <= {"taken", "waiting"}
    assert rows[1].subject == "好的" and rows[1].state == "taken"
    assert not IntakeFile.objects.filter(detail__contains="Error").exists()
    assert not IncomingMail.objects.filter(reason="fault").exists()
    assert site.read(OFFICE) == []


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("", "mail.eml"),
        ("关于/需求\\的:函?", "关于 需求 的 函.eml"),
        ("...", "mail.eml"),
        ("长" * 300, f"{'长' * 120}.eml"),
    ],
)
def test_a_mail_has_a_name_among_files(subject: str, name: str) -> None:
    assert file_name(subject) == name
