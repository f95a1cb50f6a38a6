"""The address of the mailbox, as the settings give it: imaps://name:password@host:993/INBOX."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

PORTS = {"imaps": 993, "imap": 143}
LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Address:
    """`in_clear`: the password may go over a line that is not secure (imap://…?tls=none, or this very machine)."""

    secure: bool
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    in_clear: bool = False

    @property
    def account(self) -> str:
        """What the mailbox is known by: the same after a change of password or port."""
        return f"{self.user}@{self.host}/{self.folder}"[:200]


def parse(address: str) -> Address:
    """Raises ValueError with what is wrong; parts with special characters are percent-encoded."""
    parts = urlsplit(address)
    if parts.scheme not in PORTS:
        raise ValueError("it begins with imaps:// or imap://")
    if not parts.hostname or not parts.username or parts.password is None:
        raise ValueError("it names name:password@host, special characters percent-encoded")
    return Address(
        secure=parts.scheme == "imaps",
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        user=unquote(parts.username),
        password=unquote(parts.password),
        folder=unquote(parts.path.strip("/")) or "INBOX",
        in_clear="tls=none" in parts.query or parts.hostname in LOOPBACK,
    )
