"""What units write arrives, is read, and is answered: over real servers, from the unit's mail program to its inbox."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from tests.mail.servers import OFFICE
from wutong.base import clock
from wutong.base.mail import Mail, send_due
from wutong.calls.models import IncomingMail, IntakeFile, Need
from wutong.jobs.mailbox import answer_settled

pytestmark = pytest.mark.django_db
LETTER = """测试部国际处：

来函收悉。现将我校国际科技合作需求报送如下：

一、光伏组件可靠性联合研究
拟与哈萨克斯坦科研机构合作，开展光伏组件在干旱环境下的可靠性联合研究，合作经费约200万元，期限2026年至2028年。

二、耐盐水稻育种
拟与越南有关研究所联合开展耐盐水稻品种选育与示范。

测试大学
2026年9月8日
"""


def zipped(**members: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


@pytest.fixture
def answered(site: Any) -> Callable[..., str]:
    """`answered("university@unit.example")`: what the unit reads in its inbox, when the site has sent all."""

    def read(account: str = "university@unit.example", *, count: int = 1) -> str:
        send_due(at=clock.now())
        mails = site.delivered(account, count=count)
        assert len(mails) == count
        assert mails[-1]["Auto-Submitted"] == "auto-replied"
        return str(mails[-1].get_content())

    return read


def test_a_word_form_a_letter_a_bad_file_and_an_archive(
    site: Any, rounds: Any, write: Any, files: Any, inquiry: Any, answered: Any, taken: Any
) -> None:
    inner = zipped(**{"清单.xlsx": files.sheet("测试大学", files.PORT)})
    attached = [
        ("回函.docx", files.letter("测试大学", files.SOLAR, files.RICE)),
        ("坏.docx", files.letter("测试大学", files.SOLAR)[:900]),
        ("空.xlsx", b""),
        ("其他.zip", inner),
    ]
    site.send(write(*attached, to=f"reply+{inquiry.token}@wutong.test", subject="需求报送"))
    (mail,) = rounds()
    body = answered()
    assert (mail.state, mail.recognised, mail.inquiry) == ("taken", "token", inquiry)
    assert "回函.docx — taken as your answer: 2 needs" in body
    assert "光伏组件可靠性" in body and "智慧港口调度" in body
    assert "坏.docx — could not be read: it is damaged" in body
    assert "空.xlsx — could not be read: it is empty" in body
    assert "清单.xlsx — taken as your answer: 1 need." in body
    assert f"/inquiries/{inquiry.pk}/" in body and "测函〔2026〕1号" in body
    assert sorted(Need.objects.filter(is_current=True).values_list("title", flat=True)) == [
        "光伏组件可靠性", "智慧港口调度", "耐盐水稻育种",
    ]  # fmt: skip
    assert taken() == ["需求报送"] and site.read(OFFICE) == []


def test_a_letter_written_into_the_mail(site: Any, rounds: Any, write: Any, inquiry: Any, answered: Any) -> None:
    site.send(write(body=LETTER))
    (mail,) = rounds()
    body = answered()
    assert (mail.recognised, mail.inquiry) == ("address", inquiry)
    assert "the text of your mail — taken as your answer: 2 needs" in body
    assert "耐盐水稻育种" in body


def test_the_answer_stands_in_the_units_thread(site: Any, rounds: Any, write: Any, inquiry: Any) -> None:
    mail = write(body=LETTER, subject="需求报送")
    site.send(mail)
    rounds()
    send_due(at=clock.now())
    (answer,) = site.delivered("university@unit.example")
    assert answer["In-Reply-To"] == mail["Message-ID"]
    assert str(answer["Subject"]) == f"Re: 需求报送 [WT-{inquiry.token}]"
    assert answer["Reply-To"] == f"reply+{inquiry.token}@wutong.test"


def test_an_answer_to_the_answer_is_recognised_and_replaces(
    site: Any, rounds: Any, write: Any, files: Any, inquiry: Any, answered: Any
) -> None:
    site.send(write(("回函.docx", files.letter("测试大学", files.SOLAR))))
    rounds()
    answered()
    first = site.read("university@unit.example")[0]
    newer = ("回函-修订版.docx", files.letter("测试大学", files.SOLAR, files.RICE))
    headers = {"In-Reply-To": first["Message-ID"]}
    site.send(write(newer, sender="private@else.example", subject="修订", **headers))
    mail = rounds()[-1]
    assert (mail.recognised, mail.inquiry) == ("thread", inquiry)
    told = Mail.objects.get(key=f"incoming-{mail.pk}")
    assert told.to == "private@else.example"
    assert "回函-修订版.docx — taken as your answer: 2 needs. Your answer is now version 2." in told.body
    assert "It replaces “回函.docx”." in told.body
    assert Need.objects.filter(is_current=True).count() == 2


def test_the_same_file_twice_is_taken_once(site: Any, rounds: Any, write: Any, files: Any, inquiry: Any) -> None:
    for subject in ("需求", "需求（再发）"):
        site.send(write(("回函.docx", files.letter("测试大学", files.SOLAR)), subject=subject))
    mails = rounds(2)
    assert [mail.state for mail in mails] == ["taken", "taken"]
    assert "the same as “回函.docx”, which was taken already" in Mail.objects.get(key=f"incoming-{mails[1].pk}").body
    assert Need.objects.filter(is_current=True).count() == 1


def test_the_same_mail_twice_is_one(site: Any, rounds: Any, write: Any, files: Any, inquiry: Any, taken: Any) -> None:
    """Put into the mailbox twice, byte for byte, as a restored backup does."""
    data = write(body=LETTER).as_bytes()
    for _ in range(2):
        with site.mailbox() as imap:
            imap.append("INBOX", "", "", data)
    assert len(rounds(2)) == 1
    assert Mail.objects.filter(key__startswith="incoming-").count() == 1
    assert len(taken()) == 2 and site.read(OFFICE) == []


def test_content_that_names_no_unit_comes_from_the_mails(
    site: Any, rounds: Any, write: Any, files: Any, inquiry: Any
) -> None:
    sheet = files.sheet("", files.SOLAR)
    site.send(write(("清单.xlsx", sheet), sender="private@else.example", to=f"reply+{inquiry.token}@wutong.test"))
    rounds()
    (need,) = Need.objects.filter(is_current=True)
    assert (need.unit, need.title) == (inquiry.unit, "光伏组件可靠性")


def test_content_that_speaks_for_another_unit_waits(
    site: Any, rounds: Any, write: Any, files: Any, inquiry: Any, world: Any
) -> None:
    letter = files.letter("测试省科技厅", files.SOLAR)
    site.send(write(("回函.docx", letter), sender="private@else.example", to=f"reply+{inquiry.token}@wutong.test"))
    (mail,) = rounds()
    file = IntakeFile.objects.get(batch=mail.batch, name="回函.docx")
    assert (file.state, file.reasons, file.unit) == ("triage", ["other_unit"], world.province)
    assert (
        "waits for a person of the office: it speaks for another unit"
        in Mail.objects.get(key=f"incoming-{mail.pk}").body
    )


def test_after_the_call_was_closed(site: Any, rounds: Any, write: Any, files: Any, inquiry: Any, at: Any) -> None:
    type(inquiry.call).objects.update(state="closed", closed_at=at)
    site.send(write(("回函.docx", files.letter("测试大学", files.SOLAR))))
    (mail,) = rounds()
    assert IntakeFile.objects.get(batch=mail.batch, name="回函.docx").reasons == ["closed"]
    assert "This call is closed." in Mail.objects.get(key=f"incoming-{mail.pk}").body


def test_after_the_call_was_withdrawn(site: Any, rounds: Any, write: Any, inquiry: Any) -> None:
    type(inquiry.call).objects.update(state="withdrawn")
    site.send(write(body=LETTER))
    (mail,) = rounds()
    assert mail.batch is None
    assert "has been withdrawn" in Mail.objects.get(key=f"incoming-{mail.pk}").body


def test_a_stranger_gets_no_answer_until_a_person_places_the_mail(
    site: Any, rounds: Any, write: Any, inquiry: Any, world: Any
) -> None:
    from wutong.jobs.mailbox import place

    site.send(write(body=LETTER, sender="sender@units.test"))
    (mail,) = rounds()
    assert mail.state == "waiting" and not Mail.objects.filter(key__startswith="incoming-").exists()
    place(mail, inquiry, by=world.by["programme_officer"], at=clock.now())
    rounds(0)
    mail.refresh_from_db()
    assert (mail.state, mail.recognised) == ("taken", "person")
    assert Mail.objects.get(key=f"incoming-{mail.pk}").to == "sender@units.test"


def test_one_answer_to_each_mail_and_no_more_a_day_than_set(
    site: Any, rounds: Any, write: Any, inquiry: Any, settings: Any
) -> None:
    settings.MAILBOX_ANSWERS = 2
    for number in range(4):
        site.send(write(subject=f"第{number}封", body=f"您好，{number}"))
    mails = rounds(4)
    assert answer_settled(at=clock.now()) == 0
    assert [mail.answered_at is not None for mail in mails] == [True, True, False, False]
    assert all(mail.settled_at for mail in mails)
    assert Mail.objects.filter(key__startswith="incoming-").count() == 2


def test_the_answer_is_in_the_language_of_the_account(
    site: Any, rounds: Any, write: Any, inquiry: Any, world: Any
) -> None:
    type(world.people["unit_coordinator"]).objects.update(language="zh-hans")
    site.send(write(body="no text", sender="unit_coordinator@test.example", subject="Reply"))
    (mail,) = rounds()
    body = Mail.objects.get(key=f"incoming-{mail.pk}").body
    assert "测试部国际处" in body and "Division of Tests" not in body


def test_a_holiday_notice_to_our_answer_ends_there(site: Any, rounds: Any, write: Any, inquiry: Any) -> None:
    site.send(write(body=LETTER))
    rounds()
    send_due(at=clock.now())
    (answer,) = site.delivered("university@unit.example")
    notice = write(subject="自动回复: 外出", **{"In-Reply-To": answer["Message-ID"]})
    site.send(notice, sender="")
    mail = rounds()[-1]
    assert mail.state == "automatic"
    assert IncomingMail.objects.filter(answered_at__isnull=False).count() == 1
