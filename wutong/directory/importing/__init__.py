"""Taking in lists of organisations: reading them and showing what would change. Pure: no database."""

from .difference import Change, Changes, compare
from .ror import read_ror, read_ror_file
from .rows import OrganisationRow, Problem
from .units import UnitList, read_units

__all__ = [
    "Change",
    "Changes",
    "OrganisationRow",
    "Problem",
    "UnitList",
    "compare",
    "read_ror",
    "read_ror_file",
    "read_units",
]
