"""Killed with -9 at any point of a pick-up, again and again: each mail is taken once and answered once, none is lost."""

from __future__ import annotations

import os
import random
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F

from tests.jobs.killing import KILLED, Nursery, time_passes
from tests.mail.servers import OFFICE, UNITS, Servers
from tests.mailbox.conftest import mailbox_settings
from wutong.base import clock, journal
from wutong.base.mail import Mail, send_due
from wutong.calls.models import IncomingMail, IntakeFile, Mailbox, Need
from wutong.jobs.mailbox import look_in

pytestmark = pytest.mark.django_db(transaction=True)
SEED = int(os.environ.get("WUTONG_KILL_SEED", "3"))
TOPICS = ("水库监测", "港口调度", "稻种选育", "风机叶片", "海水淡化", "中药标准")
MAILS, KILLS = len(TOPICS), 10
STEPS = (("statement", 400), ("commit", 60))  # what a child dies at: from the first to the last of these
ROUND = (
    "from django.core.management import call_command; from wutong.base import clock; from wutong.jobs import ticking\n"
    "from wutong.jobs.mailbox import answer_settled, look_in\n"
    "ticking.resume(at=clock.now()); look_in(at=clock.now(), at_once=True)\n"
    "call_command('db_worker', queue_name='*', batch=True, interval=0, startup_delay=False, verbosity=0)\n"
    "answer_settled(at=clock.now())"
)
# Gone before or after the mails of one round were moved, between the transaction and the folder.
DYING_MOVER = (
    "import os, signal; from itertools import count; from wutong.jobs.mailbox.connection import Connection\n"
    "moves, move = count(), Connection.move\n"
    "def dying(self, numbers, folder):\n"
    "    mine = next(moves)\n"
    "    if mine == {moved} and {before}: os.kill(os.getpid(), signal.SIGKILL)\n"
    "    move(self, numbers, folder)\n"
    "    if mine == {moved}: os.kill(os.getpid(), signal.SIGKILL)\n"
    "Connection.move = dying\n"
)


@pytest.fixture
def nursery(site: Servers, call: Any, tmp_path: Any) -> Iterator[Nursery]:
    values = {name: str(value) for name, value in mailbox_settings(site.imap_port).items()}
    with Nursery(
        TMPDIR=str(tmp_path), **site.environment(), **{f"WUTONG_{name}": value for name, value in values.items()}
    ) as born:
        yield born


@pytest.fixture
def sent(site: Servers, write: Any, files: Any, call: Any, world: Any) -> list[str]:
    """Mails of a unit, each with a file of its own; answers the titles of the needs in them."""
    inquiry = call.inquiries.get(unit=world.university)
    Mail.objects.all().delete()
    titles = [f"{topic}联合研究" for topic in TOPICS]
    for number, title in enumerate(titles):
        attached = (f"{title}.docx", files.letter("测试大学", (title, "老挝")))
        to = f"reply+{inquiry.token}@wutong.test"
        site.send(write(attached, sender=UNITS[number], to=to, subject=f"第{number}封"))
    site.delivered(OFFICE, count=MAILS)
    return titles


def dead_machines_are_noticed() -> None:
    time_passes()
    Mailbox.objects.update(held_until=F("held_until") - timedelta(hours=1))


def assert_whole(site: Servers, titles: list[str], taken: Any) -> None:
    rows = list(IncomingMail.objects.order_by("pk"))
    assert Counter(row.subject for row in rows) == {f"第{number}封": 1 for number in range(MAILS)}
    assert {row.state for row in rows} == {"taken"}
    assert all(row.batch_id and row.answered_at for row in rows)
    assert Counter(Need.objects.filter(is_current=True).values_list("title", flat=True)) == Counter(titles)
    assert IntakeFile.objects.filter(parent=None).count() == MAILS
    assert list(journal.verify()) == []
    assert site.read(OFFICE) == [] and set(taken()) == {row.subject for row in rows}
    assert Counter(Mail.objects.values_list("key", flat=True)) == {f"incoming-{row.pk}": 1 for row in rows}
    send_due(at=clock.now())
    for unit, title in zip(UNITS, titles, strict=False):
        (answer,) = site.delivered(unit)
        assert title in answer.get_content()


def test_killed_at_any_step(nursery: Nursery, site: Servers, sent: list[str], taken: Any) -> None:
    dice, killed = random.Random(SEED), 0
    for _ in range(3 * KILLS):
        of, most = dice.choice(STEPS)
        ended = nursery.run(ROUND, die_at=round(most ** dice.random()), of=of)  # early ones as often as late ones
        killed += ended.code == KILLED
        dead_machines_are_noticed()
        if killed >= KILLS:
            break
    assert killed >= KILLS // 2
    assert nursery.run(ROUND).code == 0
    assert_whole(site, sent, taken)


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_killed_between_taking_and_moving(
    nursery: Nursery, site: Servers, sent: list[str], taken: Any, before: bool
) -> None:
    for moved in (0, 2):
        ended = nursery.run(DYING_MOVER.format(moved=moved, before=before) + ROUND)
        assert ended.code == KILLED
        dead_machines_are_noticed()
    assert nursery.run(ROUND).code == 0
    assert_whole(site, sent, taken)


def test_two_pickers_at_once_take_each_mail_once(site: Servers, sent: list[str]) -> None:
    """Even where both hold the mailbox, as after a machine that stood still for long."""
    found: list[Any] = []

    def pick() -> None:
        try:
            found.append(look_in(at=clock.now(), at_once=True))
            Mailbox.objects.update(held_until=None)
        finally:
            if threading.current_thread() is not threading.main_thread():
                connection.close()

    threads = [threading.Thread(target=pick) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pick()  # what the last of them left, each having stopped where it saw another
    assert sum(len(one.new) for one in found if one) == MAILS
    assert IncomingMail.objects.count() == IntakeFile.objects.count() == MAILS
    assert site.read(OFFICE) == []
