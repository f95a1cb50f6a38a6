"""Sends what waits in the outbox."""

from django.tasks import task

from wutong.base import clock
from wutong.base.mail import send_due


@task()
def send_mail() -> list[int]:
    """One round; answers [sent, failed]."""
    return list(send_due(at=clock.now()))
