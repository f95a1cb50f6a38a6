"""Fixtures of the real mail servers: one pair for each process of the tests, empty and in the settings for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.mail import servers
from tests.mail.servers import Servers


@pytest.fixture(scope="session")
def running_mail_servers() -> Iterator[Servers]:
    """Started when the first test asks; fails where the Debian packages are missing."""
    running = servers.start()
    yield running
    running.stop()


@pytest.fixture
def mail_servers(running_mail_servers: Servers) -> Iterator[Servers]:
    """The servers without any mail, and a site that sends through them and reads office@wutong.test."""
    from django.test import override_settings

    running_mail_servers.empty()
    with override_settings(**running_mail_servers.settings()):
        yield running_mail_servers
