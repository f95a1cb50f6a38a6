"""Words the adapters from the records add to documents, by language; kept in labels.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from wutong.base.texts import in_language


def say(key: str, language: str, **values: object) -> str:
    """One of the sentences or titles, filled in."""
    return in_language(_labels()["said"][key], language).format(**values)


def priority(code: str, language: str) -> str:
    return in_language(_labels()["priority"][code], language)


@cache
def _labels() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "labels.toml").read_text(encoding="utf-8"))
