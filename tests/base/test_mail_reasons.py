"""Why a mail did not arrive, in words a person understands."""

from __future__ import annotations

import pytest

from wutong.base.mail.reasons import REASONS, reason

KNOWN = [
    ("", ""),
    ("5.1.1 unknown", "There is no such mailbox."),
    ("550 5.1.10 RESOLVER.ADR.RecipientNotFound", "There is no such mailbox."),
    ("550 5.1.1 Nobody of that name here", "There is no such mailbox."),
    ("452 4.2.2 over quota", "The mailbox is full."),
    ("552 mailbox too full", "The mailbox is full, or the mail too large."),
    ("5.1.2 host not found", "There is no such mail domain."),
    ("5.3.4 too large", "The mail is too large for the mail server."),
    ("5.7.26 unauthenticated", "The mail server refused the mail by its rules."),
    ("5.2.99 odd", "The mailbox takes no mail."),
    ("4.4.7 expired", "The mail could not be delivered in time."),
    ("550 something", "There is no such mailbox, or it takes no mail from us."),
    ("5.0.0 who knows", "The mail could not be handed over."),
    ("5.0.0 said before 5.2.2 at last", "The mailbox is full."),
    ("[Errno 111] Connection refused", "The mail server could not be reached."),
    ("timed out", "The mail server could not be reached."),
    ("interrupted", "Sending was interrupted: it is not known whether the mail went out."),
    ("192.5.1.1 said nothing", "The mail could not be handed over."),
]


@pytest.mark.parametrize(("error", "words"), KNOWN)
def test_what_servers_say_is_told_in_plain_words(error: str, words: str) -> None:
    assert reason(error) == words


def test_every_reason_is_a_sentence() -> None:
    assert all(words.endswith(".") and "%" not in words for words in REASONS.values())
