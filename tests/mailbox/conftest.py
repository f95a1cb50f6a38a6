"""The mailbox of a site on real servers: units write to it, the site picks up, reads and answers."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import override_settings

from tests.jobs.conftest import PORT, RICE, SOLAR, HereAndNow, letter, saved, sheet
from tests.mail.servers import OFFICE, PASSWORD, Servers

UNIT = "university@unit.example"
WAY = {"SOLAR": SOLAR, "RICE": RICE, "PORT": PORT}


@pytest.fixture(autouse=True)
def in_this_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are opened in this process, as the limited one would: its start takes longer than the tests."""
    monkeypatch.setattr("wutong.jobs.reading.Worker", HereAndNow)


@pytest.fixture(autouse=True)
def english_site(settings: Any) -> None:
    """A mail in Chinese is answered in the language of the site, and these tests read English."""
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def files() -> SimpleNamespace:
    """Makers of reply files, by shape."""
    return SimpleNamespace(letter=letter, sheet=sheet, saved=saved, **WAY)


def mailbox_settings(port: int, folder: str = "INBOX") -> dict[str, Any]:
    address = f"imap://{OFFICE.replace('@', '%40')}:{PASSWORD}@127.0.0.1:{port}/{folder}"
    return {"MAILBOX": address, "MAILBOX_PAUSE": 0, "MAILBOX_TAKEN": "Taken"}


@pytest.fixture
def site(mail_servers: Servers, world: SimpleNamespace) -> Iterator[Servers]:
    """A site that sends through the servers and whose mailbox is OFFICE."""
    with override_settings(**mailbox_settings(mail_servers.imap_port)):
        shutil.rmtree(mail_servers.place / "mail" / OFFICE / ".Taken", ignore_errors=True)
        yield mail_servers


@pytest.fixture
def taken(site: Servers) -> Callable[[], list[Any]]:
    """The subjects of the mails in the folder for what was taken."""

    def look() -> list[Any]:
        with site.mailbox() as imap:
            if imap.select("Taken")[0] != "OK":
                return []
            found: list[Any] = imap.fetch("1:*", "(BODY.PEEK[HEADER.FIELDS (SUBJECT)])")[1]
        return [
            str(message_from_bytes(part[1], policy=default)["Subject"]) for part in found if isinstance(part, tuple)
        ]

    return look


@pytest.fixture
def inquiry(call: Any, world: SimpleNamespace) -> Any:
    """What the university owes. The letter itself is not sent: nothing comes back that a test did not send."""
    from wutong.base.mail import Mail

    Mail.objects.all().delete()
    return call.inquiries.get(unit=world.university)


def written(
    *attached: tuple[str, bytes], sender: str = UNIT, to: str = "reply@wutong.test", subject: str = "复函", body: str = "",
    **headers: str,
) -> EmailMessage:  # fmt: skip
    """A mail as a unit writes it."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    headers.setdefault("Message-ID", f"<{abs(hash((subject, to, sender, attached)))}@unit.example>")
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(body or "见附件。")
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message


@pytest.fixture
def write() -> Callable[..., EmailMessage]:
    return written


@pytest.fixture
def rounds(site: Servers) -> Callable[..., list[Any]]:
    """`rounds(2)`: once two mails lie in the mailbox, picks up, reads and answers, as the worker does. Answers the rows."""
    from wutong.base import clock
    from wutong.base.work import Work
    from wutong.calls.models import IncomingMail
    from wutong.jobs.mailbox import answer_settled, look_in
    from wutong.jobs.reading import read_batch

    def run(count: int = 1) -> list[Any]:
        site.delivered(OFFICE, count=count)
        picked = look_in(at=clock.now(), at_once=True)
        assert picked is not None and picked.trouble is None, picked
        for work in Work.objects.filter(kind="reading", state="waiting"):
            read_batch.call(work_id=work.pk)
        answer_settled(at=clock.now())
        return list(IncomingMail.objects.order_by("pk"))

    return run
