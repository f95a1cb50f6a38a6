"""Tokens in addresses, numbers of mails and subjects are found again, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wutong.base.mail.addresses import message_number, tagged, tags_in, token_in, token_of_number, with_token
from wutong.base.tokens import LENGTH, LETTERS, new_token

TOKEN = "abcdefghjkmnpqrs"
BASE = "reply@ministry.example"
tokens = st.text(LETTERS, min_size=LENGTH, max_size=LENGTH)


@given(tokens)
def test_what_is_written_is_read_again(token: str) -> None:
    assert token_in(with_token(BASE, token), BASE) == token
    assert token_of_number(message_number(token, BASE)) == token
    assert tags_in(tagged("Call for needs", token)) == [token]


@pytest.mark.parametrize("change", [str.upper, str.title, lambda text: f"Office <{text}>", lambda text: f" {text} "])
def test_servers_change_letters_and_add_names(change) -> None:
    assert token_in(change(with_token(BASE, TOKEN)), BASE) == TOKEN


@pytest.mark.parametrize(
    "address",
    ["", BASE, f"other+{TOKEN}@ministry.example", f"reply+{TOKEN}@elsewhere.example", f"reply+{TOKEN}x@ministry.example",
     f"reply+{TOKEN[1:]}@ministry.example", "reply+lll1000000000000@ministry.example", f"{TOKEN}@ministry.example"],
)  # fmt: skip
def test_other_addresses_bear_no_token(address: str) -> None:
    assert token_in(address, BASE) == ""


def test_without_an_address_of_ours_nothing_is_a_token() -> None:
    assert token_in(f"+{TOKEN}@", "") == ""


@pytest.mark.parametrize(
    "number", ["", "<x@y>", f"<a{TOKEN}@x.example>", f"<CA+{TOKEN}@mail.example>", f"<{TOKEN}.1@x.example>"]
)
def test_numbers_of_others_are_not_ours(number: str) -> None:
    assert token_of_number(number) == ""


@pytest.mark.parametrize(
    ("subject", "found"),
    [
        ("", []),
        (f"Re: Re: 回复：[WT-{TOKEN}]", [TOKEN]),
        (f"WT-{TOKEN.upper()} and wt-{TOKEN}", [TOKEN]),
        (f"[WT-{TOKEN}x]", []),
        (f"[WT-{TOKEN[:-1]}]", []),
        (f"[WT-{TOKEN}] [WT-{TOKEN[::-1]}]", [TOKEN, TOKEN[::-1]]),
    ],
)
def test_subjects_keep_the_reference(subject: str, found: list[str]) -> None:
    assert tags_in(subject) == found


def test_new_tokens_differ_and_survive_mail() -> None:
    made = {new_token() for _ in range(500)}
    assert len(made) == 500
    assert all(token == token.lower() and len(token) == LENGTH for token in made)
