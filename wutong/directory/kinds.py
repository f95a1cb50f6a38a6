"""Guesses the kind of a unit from its name; a person corrects it on the unit's page."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    table = tomllib.loads((Path(__file__).parent / "data/unit_kinds.toml").read_text("utf-8"))
    return tuple((word, entry["kind"]) for entry in table["endings"] for word in entry["words"])


def kind_of(name: str) -> str:
    """The code of Organisation.Kind; "other" where no ending fits."""
    bare = name.strip()
    return next((kind for word, kind in _endings() if bare.endswith(word)), "other")
