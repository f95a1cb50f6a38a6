"""Tokens: short names nobody can guess, safe in addresses and easy to read out."""

from __future__ import annotations

import secrets

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # lower case, as addresses lose theirs; no two look alike
LENGTH = 16  # 79 bits


def new_token() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
