"""The plan as a document of 400 needs, beside python-docx writing the same paragraphs and tables without any layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import islice

import docx

from bench.measuring import Row, in_turn, row
from bench.needs_world import sayings
from wutong.documents.blocks import Place
from wutong.exchange.plan_document import Plan, render_plan
from wutong.exchange.values import MergedNeed, Money, OriginalNeed, Section, Source

NEEDS, SECTIONS, ROUNDS = 400, 20, 3
TIMES_PLAIN, SECONDS = 2.0, 20


@dataclass(frozen=True, slots=True)
class Said:
    """What a document says, without its looks: paragraphs, and tables as rows of texts."""

    paragraphs: list[str]
    tables: list[list[list[str]]]


def plan_of(count: int) -> Plan:
    """A plan of so many merged needs in 20 items, each merged from two units."""
    needs = [_merged(at, said) for at, said in enumerate(islice(sayings(), count))]
    each = -(-count // SECTIONS)
    sections = tuple(
        Section(f"（{at + 1}）", f"任务{at + 1}", ("开展务实合作。",), tuple(needs[at * each : (at + 1) * each]))
        for at in range(SECTIONS)
    )
    asked = tuple(_original(need, source) for need in needs for source in need.sources)
    return Plan("演示需求实施方案", "演示部", date(2026, 11, 24), sections, asked, ("经汇总形成本方案。",))


def _merged(at: int, said: dict[str, str]) -> MergedNeed:
    units = (f"演示{at % 27 + 1}号单位", f"演示{at % 26 + 2}号单位")
    sources = tuple(Source(unit, f"{unit}.docx", Place("paragraph", paragraph=at), f"{at:064}") for unit in units)
    return MergedNeed(
        str(at + 1), said["title"], said["text"], units, (said["country"],), said["field"], said["action"],
        (Money(Decimal(at * 1000 + 500), "CNY"),), "2027—2029年", "高", sources,
    )  # fmt: skip


def _original(need: MergedNeed, source: Source) -> OriginalNeed:
    return OriginalNeed(
        need.number, source.unit, need.title, need.wording, need.countries, need.field, need.action,
        outcome="merged", group=need.number, group_title=need.title, sources=(source,),
    )  # fmt: skip


def said_by(content: bytes) -> Said:
    document = docx.Document(BytesIO(content))
    tables = [[[cell.text for cell in line.cells] for line in table.rows] for table in document.tables]
    return Said([paragraph.text for paragraph in document.paragraphs], tables)


def written_plainly(said: Said) -> bytes:
    document = docx.Document()
    for text in said.paragraphs:
        document.add_paragraph(text)
    for lines in said.tables:
        _table(document.add_table(len(lines), max(map(len, lines))), lines)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _table(table: docx.table.Table, lines: Sequence[Sequence[str]]) -> None:
    for line, texts in zip(table.rows, lines, strict=True):
        for cell, text in zip(line.cells, texts, strict=False):
            cell.text = text


def cases() -> list[Row]:
    """All rows of this part of the bench."""
    plan = plan_of(NEEDS)
    said = said_by(render_plan(plan, internal=True))
    ours, plain = in_turn(lambda: render_plan(plan, internal=True), lambda: written_plainly(said), times=ROUNDS)
    note = f"{len(said.paragraphs):,} paragraphs, {sum(map(len, said.tables)):,} table rows; official layout, sources"
    name = f"plan document of {NEEDS} needs"
    return [
        row(f"{name} against plain python-docx", ours.cpu, plain.cpu, most=TIMES_PLAIN, unit="s CPU", note=note),
        row(f"{name}, on the wall", ours.wall, None, most=SECONDS, unit="s"),
    ]
