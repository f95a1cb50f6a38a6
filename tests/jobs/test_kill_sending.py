"""Killed with -9 while it sends: no mail goes out twice, and none is lost without a person being told."""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from tests.jobs.killing import Nursery
from tests.mail.servers import Servers
from wutong.base import clock
from wutong.base.actors import system
from wutong.base.mail import Mail, post
from wutong.base.mail.sending import INTERRUPTED, interrupted
from wutong.calls.steps.outbox import confirm_sent, send_again

pytestmark = pytest.mark.django_db(transaction=True)
SEED = int(os.environ.get("WUTONG_KILL_SEED", "7"))
SEND = "from wutong.base import clock; from wutong.base.mail import send_due; send_due(at=clock.now())"
MAILS, KILLS = 40, 8
UNIT = "unit1@units.test"


@pytest.fixture
def nursery(running_mail_servers: Servers) -> Iterator[Nursery]:
    with Nursery(**running_mail_servers.environment()) as opened:
        yield opened


@pytest.fixture
def mails(mail_servers: Servers, at: Any) -> list[Mail]:
    return [post(key=f"k{n}", to=UNIT, subject=str(n), body="请报送。" * 200, at=at) for n in range(MAILS)]


def arrived(servers: Servers, count: int) -> Counter[str]:
    """How often each mail lies in the unit's mailbox, by the token in its number."""
    found = servers.delivered(UNIT, count=count)
    return Counter(message["Message-ID"].strip("<>").partition("@")[0] for message in found)


def assert_each_once_or_shown(servers: Servers) -> None:
    states = Counter(Mail.objects.values_list("state", flat=True))
    got = arrived(servers, states["sent"])
    assert max(got.values(), default=0) == 1
    shown = set(interrupted(at=clock.now() + 2 * INTERRUPTED).values_list("token", flat=True))
    for mail in Mail.objects.all():
        assert (got[mail.token] == 1) if mail.state == "sent" else (mail.token in shown)


def decide(servers: Servers) -> None:
    """What a person does who looks into the mailbox: what is there went out, the others go again."""
    later, got = clock.now() + 2 * INTERRUPTED, arrived(servers, 0)
    for mail in interrupted(at=later):
        if got[mail.token]:
            confirm_sent(mail, by=system("person"), at=later)
        else:
            send_again(mail, to=mail.to, by=system("person"), at=clock.now() + INTERRUPTED + timedelta(seconds=1))
    Mail.objects.filter(state="queued").update(due_at=clock.now())


def test_killed_at_any_step(nursery: Nursery, mails: list[Mail], mail_servers: Servers) -> None:
    dice = random.Random(SEED)
    for place in [*range(2, 10), *(dice.randint(2, 30) for _ in range(KILLS))]:
        nursery.run(SEND, die_at=place)
    assert nursery.run(SEND).code == 0
    got = arrived(mail_servers, 0)
    assert {got[mail.token] for mail in Mail.objects.filter(state="sending")} == {0, 1}  # both kinds of death
    assert not Mail.objects.filter(state="queued").exists()
    assert_each_once_or_shown(mail_servers)
    decide(mail_servers)
    assert nursery.run(SEND).code == 0
    subjects = Counter(message["Subject"] for message in mail_servers.delivered(UNIT, count=MAILS))
    assert subjects == Counter(map(str, range(MAILS)))


def test_killed_at_any_moment(nursery: Nursery, mails: list[Mail], mail_servers: Servers) -> None:
    """Also in the middle of what it says to the mail server."""
    dice = random.Random(SEED + 1)
    for _ in range(KILLS):
        child = nursery.start(SEND)
        time.sleep(dice.uniform(0.02, 0.25))
        child.kill()
    assert nursery.run(SEND).code == 0
    assert_each_once_or_shown(mail_servers)


def test_two_at_once_of_which_one_is_killed(nursery: Nursery, mails: list[Mail], mail_servers: Servers) -> None:
    with Nursery(**mail_servers.environment()) as other:
        first, second = nursery.start(SEND), other.start(SEND)
        time.sleep(0.15)
        first.kill()
        assert second.wait().code == 0
    assert nursery.run(SEND).code == 0
    assert_each_once_or_shown(mail_servers)
