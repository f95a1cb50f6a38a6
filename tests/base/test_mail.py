"""The outbox, against a real SMTP server on loopback."""

from __future__ import annotations

import threading
from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest
from django.db import connection
from django.test import override_settings

from wutong.base.mail import TRIES, Mail, post, send_due
from wutong.base.mail.outbox import MOST_ENCLOSED
from wutong.base.mail.sending import INTERRUPTED, LONGEST_WAIT, interrupted, wait
from wutong.base.mail.smtp import Plain

pytestmark = pytest.mark.django_db
UNIT = "unit1@units.test"


def write(at, key="k1", **fields):
    values = {"to": UNIT, "subject": "征集需求", "body": "请报送。"} | fields
    return post(key=key, at=at, **values)


def dead_server():
    options = {"host": "127.0.0.1", "port": 1, "timeout": 5}
    return override_settings(MAILERS={"default": {"BACKEND": "wutong.base.mail.smtp.Backend", "OPTIONS": options}})


def test_a_mail_goes_out_once(mail_servers, at):
    write(at)
    assert send_due(at=at) == (1, 0)
    assert send_due(at=at) == (0, 0)
    assert len(mail_servers.delivered(UNIT)) == 1


def test_words_arrive_as_written(mail_servers, at):
    write(at)
    send_due(at=at)
    (message,) = mail_servers.delivered(UNIT)
    assert message.get_content().strip() == "请报送。"
    assert (message["To"], message["Subject"]) == (UNIT, "征集需求")


def test_the_heads_name_the_mail_and_who_made_it(mail_servers, at):
    mail = write(at, reply_to="reply+abc@wutong.test")
    send_due(at=at)
    (message,) = mail_servers.delivered(UNIT)
    assert message["Message-ID"] == f"<{mail.token}@wutong.test>"
    assert message["Return-path"] == f"<bounce+{mail.token}@wutong.test>"
    assert (message["From"], message["Reply-To"]) == ("wutong@wutong.test", "reply+abc@wutong.test")
    assert message["Auto-Submitted"] == "auto-generated"
    assert parsedate_to_datetime(message["Date"]) == at
    assert message["In-Reply-To"] is None


def test_an_answer_names_what_it_answers(mail_servers, at):
    write(at, in_reply_to="<their@units.test>")
    send_due(at=at)
    (message,) = mail_servers.delivered(UNIT)
    assert (message["In-Reply-To"], message["References"]) == ("<their@units.test>", "<their@units.test>")
    assert message["Auto-Submitted"] == "auto-replied"


def test_without_an_address_for_what_comes_back_the_sender_is_the_sites(mail_servers, at):
    write(at)
    with override_settings(BOUNCES_ADDRESS=""):
        send_due(at=at)
    assert mail_servers.delivered(UNIT)[0]["Return-path"] == "<wutong@wutong.test>"


def test_enclosures_arrive_byte_for_byte_under_their_names(mail_servers, at):
    files = [("需求表.docx", bytes(range(256)) * 40), ("form.xlsx", b"PK\r\n.\r\n"), ("没有扩展名", b"x")]
    write(at, enclosures=files)
    send_due(at=at)
    (message,) = mail_servers.delivered(UNIT)
    got = [(part.get_filename(), part.get_content()) for part in message.iter_attachments()]
    assert got == files


def test_enclosures_stay_within_what_servers_take(at):
    large = b"x" * (MOST_ENCLOSED // 2 + 1)
    mail = write(at, enclosures=[("a.docx", large), ("b.docx", large), ("c.txt", b"small")])
    assert [one.name for one in mail.enclosures.all()] == ["a.docx", "c.txt"]


def test_the_same_reason_is_written_once(at):
    assert write(at).pk == write(at, subject="again").pk
    assert Mail.objects.count() == 1


def test_a_line_break_in_a_subject_cannot_forge_headers(mail_servers, at):
    write(at, subject="hello\r\nBcc: unit2@units.test")
    send_due(at=at)
    (message,) = mail_servers.delivered(UNIT)
    assert message["Bcc"] is None
    assert "Bcc: unit2" in message["Subject"]
    assert mail_servers.read("unit2@units.test") == []


def test_a_mail_not_due_waits(mail_servers, at):
    write(at + timedelta(hours=1))
    assert send_due(at=at) == (0, 0)


def test_many_mails_go_over_one_connection(mail_servers, at, monkeypatch):
    opened, connect = [], Plain.connect
    monkeypatch.setattr(Plain, "connect", lambda *where, **how: opened.append(1) or connect(*where, **how))
    for number in range(25):
        write(at, f"k{number}")
    assert send_due(at=at) == (25, 0)
    assert opened == [1]
    assert len(mail_servers.delivered(UNIT, count=25)) == 25


def test_nothing_due_opens_no_connection(at):
    with dead_server():
        assert send_due(at=at) == (0, 0)


def test_a_dead_server_postpones_all_and_says_why(at):
    mails = [write(at, "a"), write(at, "b")]
    Mail.objects.filter(pk=mails[1].pk).update(tries=3)
    with dead_server():
        assert send_due(at=at) == (0, 2)
    first, second = Mail.objects.order_by("pk")
    assert (first.state, first.tries, first.due_at) == ("queued", 1, at + timedelta(minutes=2))
    assert (second.state, second.tries, second.due_at) == ("queued", 4, at + timedelta(minutes=16))
    assert "refused" in first.error


def test_after_many_tries_it_is_given_up(at):
    write(at)
    later = at
    with dead_server():
        for _ in range(TRIES):
            send_due(at=later)
            later += timedelta(days=1)
    assert Mail.objects.get().state == "failed"


def test_it_is_tried_for_about_three_days():
    waits = [wait(tries) for tries in range(1, TRIES)]
    assert waits == sorted(waits) and max(waits) == LONGEST_WAIT
    assert timedelta(days=2.5) < sum(waits, timedelta()) < timedelta(days=3.5)


def test_it_goes_out_when_the_server_is_back(mail_servers, at):
    write(at)
    with dead_server():
        assert send_due(at=at) == (0, 1)
    assert send_due(at=at + timedelta(hours=1)) == (1, 0)
    assert Mail.objects.get().error == ""


def test_a_refusal_for_good_is_final_at_once(mail_servers, at):
    write(at, to="refused@units.test")
    assert send_due(at=at) == (0, 1)
    mail = Mail.objects.get()
    assert (mail.state, mail.tries) == ("failed", 1)
    assert mail.error == "550 5.1.1 Nobody of that name here"


def test_a_refusal_for_now_is_tried_again(mail_servers, at):
    write(at, to="later@units.test")
    assert send_due(at=at) == (0, 1)
    mail = Mail.objects.get()
    assert (mail.state, mail.due_at) == ("queued", at + timedelta(minutes=2))
    assert mail.error.startswith("451 4.2.2")


def test_a_mail_too_large_for_the_server_is_final_and_holds_up_nobody(mail_servers, at):
    write(at, "a", body="\n".join(["x" * 900] * 70_000))
    write(at + timedelta(seconds=1), "b")
    assert send_due(at=at + timedelta(seconds=2)) == (1, 1)
    large, small = Mail.objects.order_by("pk")
    assert (large.state, small.state) == ("failed", "sent")
    assert large.error.startswith("552")


def test_a_refused_mail_holds_up_nobody(mail_servers, at):
    for number, name in enumerate(["unit1", "refused", "unit2", "later", "unit3"]):
        write(at, f"k{number}", to=f"{name}@units.test")
    assert send_due(at=at) == (3, 2)
    assert [len(mail_servers.delivered(f"unit{n}@units.test")) for n in (1, 2, 3)] == [1, 1, 1]


def test_a_mail_claimed_by_a_dead_sender_never_goes_out_by_itself(mail_servers, at):
    mail = write(at)
    Mail.objects.filter(pk=mail.pk).update(state="sending", claimed_at=at)
    assert send_due(at=at + timedelta(days=1)) == (0, 0)
    assert list(interrupted(at=at + INTERRUPTED)) == []
    assert list(interrupted(at=at + INTERRUPTED + timedelta(seconds=1))) == [mail]
    assert mail_servers.read(UNIT) == []


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_each_mail_once(mail_servers, at):
    for number in range(20):
        write(at, f"k{number}", subject=str(number))
    counted = []

    def work():
        counted.append(send_due(at=at))
        connection.close()

    senders = [threading.Thread(target=work) for _ in range(3)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert sum(sent for sent, failed in counted) == 20
    subjects = [message["Subject"] for message in mail_servers.delivered(UNIT, count=20)]
    assert sorted(subjects, key=int) == [str(number) for number in range(20)]
