"""A place in a text where a country or a group of countries is named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .countries import home


@dataclass(frozen=True, slots=True)
class Mention:
    """`start` and `end` count letters of the text; `words` is what stands there. `code` is an ISO 3166-1 alpha-2 code
    or the code of a group; `countries` what it adds on the day asked about (none for an excepted country)."""

    start: int
    end: int
    words: str
    kind: Literal["country", "region"]
    code: str
    countries: frozenset[str]
    confidence: float

    @property
    def is_home(self) -> bool:
        """True where the home country itself is named, which is a partner in nothing."""
        return self.kind == "country" and self.code == home()
