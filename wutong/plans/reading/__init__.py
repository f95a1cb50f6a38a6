"""Reads the text of a plan, or of the letter that carries it: headings, commitments, who must answer by when."""

from __future__ import annotations

from wutong.plans.reading.flattened import find_flattened
from wutong.plans.reading.headings import find_headings
from wutong.plans.reading.letter import Due, LetterReading, read_letter
from wutong.plans.reading.lines import read_paragraphs
from wutong.plans.reading.model import Heading, PlanReading, Target
from wutong.plans.reading.tables import find_tables
from wutong.plans.reading.targets import find_targets

__all__ = ["Due", "Heading", "LetterReading", "PlanReading", "Target", "read_letter", "read_plan"]


def read_plan(text: str, *, title: str = "") -> PlanReading:
    """Headings and targets of a plan. Pure: the same text gives the same reading; any text gives one."""
    tables = find_tables(text) or find_flattened(text)
    paragraphs = read_paragraphs(text, frozenset().union(*(table.lines for table in tables)))
    placed = find_headings(paragraphs)
    targets = find_targets(paragraphs, placed, text, tables)
    return PlanReading(title, tuple(head.heading for head in placed), tuple(targets))
