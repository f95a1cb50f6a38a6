"""What any list of organisations becomes once read: plain rows, and problems that name their place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

ProblemCode = Literal[
    "damaged",  # the file or one of its records is not what it should be
    "no_header",  # a sheet without a row of known column names
    "no_name",
    "bad_ror",
    "bad_uscc",
    "bad_email",
    "unknown_country",
    "unknown_kind",
    "unknown_parent",
    "twice",  # the same organisation again in what comes in
    "ambiguous",  # several organisations bear that name
    "conflict",  # its identifiers lead to different organisations, or contradict the one it matches
]


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """One organisation as a list or a register gives it; an empty field says nothing about it.

    `names` by language; `kind` in our words, `types` in the source's; `parents` as names or ROR identifiers, the
    nearest first. `key` is the caller's own mark of a record, `place` where the row was read; neither is compared.
    """

    names: dict[str, str]
    ror: str = ""
    uscc: str = ""
    country: str = ""
    kind: str = ""
    types: tuple[str, ...] = ()
    email: str = ""
    website: str = ""
    aliases: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    status: str = "active"
    key: str = field(default="", compare=False)
    place: str = field(default="", compare=False)

    @property
    def name(self) -> str:
        """The name to speak of it by."""
        return self.names.get("zh-hans") or self.names.get("en") or next(iter(self.names.values()), "")


@dataclass(frozen=True, slots=True)
class Problem:
    """`place` as a person finds it: sheet and cell, or the number of the record. Words are made higher up."""

    code: ProblemCode
    place: str
    detail: str = ""
