"""Opens the tables of facts that lie beside the code as TOML, once each."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "data"


@cache
def facts(name: str) -> dict[str, Any]:
    """The table `name`, such as "countries" or "country_words/zh". Shared: read it, do not change it."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
