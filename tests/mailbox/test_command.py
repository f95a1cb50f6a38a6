"""`wutong mailbox`: one pick-up told as a table or JSON, and a connection test that says plainly what is wrong."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.mail.servers import OFFICE, Servers, free_port
from wutong.base import clock
from wutong.calls.models import Mailbox
from wutong.jobs.mailbox import holding
from wutong.jobs.mailbox.address import parse

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    out = StringIO()
    call_command("mailbox", *words, stdout=out)
    return out.getvalue()


def test_once_takes_reads_answers_and_tells(site: Servers, write: Any, files: Any, inquiry: Any) -> None:
    site.send(write(("回函.docx", files.letter("测试大学", files.SOLAR)), subject="需求报送"))
    site.send(write(sender="sender@units.test", subject="广告"))
    site.delivered(OFFICE, count=2)
    told = json.loads(run("--once", "--json"))
    assert (told["again"], told["not_taken"], told["answered"]) == (0, 0, 1)
    assert [(row["subject"], row["state"], row["recognised"], row["reason"]) for row in told["mails"]] == [
        ("需求报送", "taken", "address", ""),
        ("广告", "waiting", "", "unknown"),
    ]
    assert "0 new, 0 taken before, 0 not taken, 0 answered" in run("--once")


def test_once_waits_for_nobody(site: Servers) -> None:
    holding.seize(parse(str(_setting())).account, at=clock.now())
    with pytest.raises(CommandError, match="another process"):
        run("--once")


def _setting() -> str:
    from django.conf import settings

    return settings.MAILBOX


def test_check_reaches_it_and_takes_nothing(site: Servers, write: Any, inquiry: Any) -> None:
    site.send(write())
    site.delivered(OFFICE)
    assert run("--check") == f"{OFFICE}@127.0.0.1/INBOX: reached, 1 mails in the folder\n"
    assert len(site.read(OFFICE)) == 1 and not Mailbox.objects.exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("mailbox-pass-1", "wrong"), "refuses name or password"),
        (("/INBOX", "/NoSuch"), "no such folder"),
        (("imap://", "imaps://"), "No secure connection"),
        (("imap://", "http://"), "cannot be read: it begins with imaps://"),
        ((":mailbox-pass-1@", "@"), "cannot be read: it names name:password@host"),
    ],
)
def test_check_says_plainly_what_is_wrong(site: Servers, settings: Any, change: tuple[str, str], said: str) -> None:
    settings.MAILBOX = settings.MAILBOX.replace(*change)
    with pytest.raises(CommandError, match=said) as refused:
        run("--check")
    assert "mailbox-pass-1" not in str(refused.value)


def test_check_where_nobody_listens(settings: Any) -> None:
    settings.MAILBOX = f"imap://a:b@127.0.0.1:{free_port()}/"
    for word in ("--check", "--once"):
        with pytest.raises(CommandError, match="does not answer"):
            run(word)


def test_without_a_mailbox_it_says_how_to_name_one(settings: Any) -> None:
    settings.MAILBOX = ""
    with pytest.raises(CommandError, match="WUTONG_MAILBOX=imaps://"):
        run("--check")


def test_the_address_with_special_characters() -> None:
    address = parse("imaps://reply%40ministry.example:p%3Aa%2Fss%40@mail.ministry.example/%E5%BE%80%E6%9D%A5")
    assert (address.user, address.password, address.folder) == ("reply@ministry.example", "p:a/ss@", "往来")
    assert (address.secure, address.port, address.in_clear) == (True, 993, False)
    assert "p:a" not in repr(address) and "p:a" not in address.account


@pytest.mark.parametrize(
    ("address", "in_clear"),
    [("imap://a:b@127.0.0.1", True), ("imap://a:b@mail.example", False), ("imap://a:b@mail.example?tls=none", True)],
)
def test_a_password_goes_in_the_clear_only_where_it_is_said(address: str, in_clear: bool) -> None:
    assert parse(address).in_clear is in_clear
