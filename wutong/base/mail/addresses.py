"""Tokens in mail: behind the plus of an address (RFC 5233), before the @ of a Message-ID, and in a subject."""

from __future__ import annotations

import re
from email.utils import parseaddr

from wutong.base.tokens import LENGTH, LETTERS

_TOKEN = rf"[{LETTERS}]{{{LENGTH}}}"
_TAG = re.compile(rf"\bWT-({_TOKEN})(?![{LETTERS}])", re.IGNORECASE)
_NAMED = re.compile(rf"({_TOKEN})@", re.IGNORECASE)


def with_token(address: str, token: str) -> str:
    """reply@ministry.example → reply+TOKEN@ministry.example."""
    name, _, domain = bare(address).rpartition("@")
    return f"{name}+{token}@{domain}"


def token_in(address: str, base: str) -> str:
    """The token behind the plus of an address that leads to `base`, as with_token() wrote it; else nothing."""
    name, _, domain = bare(address).lower().rpartition("@")
    ours, _, own_domain = bare(base).lower().rpartition("@")
    found = name.removeprefix(f"{ours}+")
    fits = name != found and domain == own_domain and re.fullmatch(_TOKEN, found)
    return found if fits and base else ""


def tagged(subject: str, token: str) -> str:
    """The subject with the reference that a server which drops what stands behind a plus leaves in place."""
    return f"{subject} [WT-{token}]"


def tags_in(text: str) -> list[str]:
    """All tokens a subject names; answers to answers may name several, the newest is not told by the order."""
    return list(dict.fromkeys(found.lower() for found in _TAG.findall(text)))


def message_number(token: str, sender: str) -> str:
    """The Message-ID of a mail: its token at the domain it is sent from."""
    return f"<{token}@{bare(sender).rpartition('@')[2] or 'localhost'}>"


def token_of_number(number: str) -> str:
    """The token in a Message-ID that message_number() wrote; else nothing."""
    found = _NAMED.search(number)
    return found[1].lower() if found and number.strip("<> \t\r\n").lower().startswith(found[1].lower()) else ""


def bare(address: str) -> str:
    """The address alone, without a name beside it."""
    return parseaddr(address)[1]
