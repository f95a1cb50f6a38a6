"""Texts in several languages in one JSON value, with the authoritative language marked (docs/adr/0003)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language

LANGUAGES = ("zh-hans", "en", "ru", "fr", "ar", "es")
AUTHORITATIVE = "authoritative"


def texts(authoritative: str = "", **by_language: str) -> dict[str, str]:
    """`texts(zh="…", en="…")`: a stored value. The authoritative language is the first one given unless named."""
    named = {("zh-hans" if key == "zh" else key): value for key, value in by_language.items() if value}
    first = authoritative or next(iter(named), "")
    return named | ({AUTHORITATIVE: first} if first else {})


def in_language(stored: Mapping[str, Any] | str | None, language: str | None = None) -> str:
    """The text in `language` (default: the reader's), else the authoritative one, else any."""
    if isinstance(stored, str) or not stored:
        return stored if isinstance(stored, str) else ""
    wanted = (language or get_language() or "zh-hans").lower()
    wanted = "zh-hans" if wanted.startswith("zh") else wanted.split("-")[0]
    order = (wanted, stored.get(AUTHORITATIVE, ""), "en", "zh-hans")
    found = next((stored[code] for code in order if stored.get(code)), "")
    return found or next((text for key, text in stored.items() if key != AUTHORITATIVE and text), "")


def languages_of(stored: Mapping[str, Any]) -> list[str]:
    return [code for code in LANGUAGES if stored.get(code)]
