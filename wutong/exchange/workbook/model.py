"""The values a workbook is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wutong.exchange.values import MergedNeed, OriginalNeed


@dataclass(frozen=True, slots=True)
class MergedRow:
    """A merged need under the plan item it belongs to."""

    need: MergedNeed
    item: str = ""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One line of the board: how a unit stands. Kind and status as the screen says them."""

    unit: str
    kind: str = ""
    status: str = ""
    needs: int = 0
    due: datetime | None = None
    answered: datetime | None = None
    passed_to: tuple[str, ...] = ()
    contact: str = ""


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file that came in, whatever it turned out to be."""

    name: str
    unit: str = ""
    kind: str = ""
    needs: int = 0
    received: datetime | None = None
    digest: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Workbook:
    """`made` carries its zone; times of the sheets are shown in that zone."""

    title: str
    issuer: str
    made: datetime
    merged: tuple[MergedRow, ...] = ()
    needs: tuple[OriginalNeed, ...] = ()
    units: tuple[UnitRow, ...] = ()
    files: tuple[FileRow, ...] = ()
