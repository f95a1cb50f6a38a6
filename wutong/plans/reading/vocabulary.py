"""The words the reader goes by, from the TOML files beside it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "vocabulary"


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """One vocabulary file, read once."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, *path: str) -> tuple[str, ...]:
    """A list of words of all languages under a path such as ("targets", "past"), longest first."""
    found: Any = vocabulary(name)
    for step in path:
        found = found[step]
    listed = found if isinstance(found, list) else [word for language in found.values() for word in language]
    return tuple(sorted(dict.fromkeys(listed), key=len, reverse=True))
