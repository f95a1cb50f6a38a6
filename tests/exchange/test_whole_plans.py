"""What must hold for any plan, not only for the sample: nothing lost, nothing doubled, nothing leaked."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wutong.documents.blocks import Place
from wutong.exchange.feedback_letter import Feedback, render_feedback
from wutong.exchange.plan_document import Plan, render_plan
from wutong.exchange.values import OUTCOMES, MergedNeed, OriginalNeed, Section, Source

QUICK = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
UNITS = ("演示甲校", "演示乙所", "演示丙司")
places = st.one_of(
    st.none(),
    st.integers(1, 90).map(lambda n: Place("paragraph", paragraph=n)),
    st.tuples(st.integers(1, 9), st.integers(1, 9)).map(lambda at: Place("cell", sheet="表", row=at[0], column=at[1])),
)
sources = st.lists(
    st.builds(
        Source, unit=st.sampled_from(UNITS), file=st.sampled_from(["密一.docx", "密二.xlsx"]), place=places,
        digest=st.sampled_from(["ab" * 32, ""]),
    ),
    max_size=3,
).map(tuple)  # fmt: skip


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan of up to three items with up to three needs each, numbered through."""
    number = 0
    sections = []
    for top in range(draw(st.integers(0, 3))):
        needs = []
        for _ in range(draw(st.integers(0, 3))):
            number += 1
            needs.append(MergedNeed(f"M{number}", f"汇总之{number}号", "内容。", UNITS[:1], sources=draw(sources)))
        sections.append(Section(f"{top + 1}.", f"第{top + 1}项任务", needs=tuple(needs)))
    asked = tuple(
        OriginalNeed(f"N{n}", draw(st.sampled_from(UNITS)), f"原需求之{n}号", contact="密人",
                     outcome=draw(st.sampled_from(OUTCOMES)), sources=draw(sources))
        for n in range(draw(st.integers(0, 6)))
    )  # fmt: skip
    return Plan("方案", "演示部", date(2026, 11, 24), tuple(sections), asked)


def rows_of(made: Any, first: str) -> list[list[str]]:
    return [row for rows in made.tables() if rows[0][:2] == ["编号", first] for row in rows[1:] if len(row) > 1]


@QUICK
@given(plans())
def test_every_merged_need_is_in_the_body_and_in_the_table_once(opened: Callable[[bytes], Any], plan: Plan) -> None:
    made = opened(render_plan(plan, internal=False))
    wanted = [need.number for top in plan.sections for part in top.walk() for need in part.needs]
    assert [row[0] for row in rows_of(made, "需求名称")] == wanted
    for number in wanted:
        assert sum(line.startswith(f"需求{number}　") for line in made.lines) == 1


@QUICK
@given(plans())
def test_every_need_asked_is_in_the_table_by_unit_once(opened: Callable[[bytes], Any], plan: Plan) -> None:
    made = opened(render_plan(plan, internal=False))
    assert sorted(row[0] for row in rows_of(made, "所提需求")) == sorted(need.number for need in plan.asked)


@QUICK
@given(plans())
def test_no_public_plan_leaks(opened: Callable[[bytes], Any], plan: Plan) -> None:
    made = opened(render_plan(plan, internal=False))
    assert "密" not in made.text
    assert "ab" * 32 not in made.text
    assert "来源" not in made.text


@QUICK
@given(plans())
def test_the_register_holds_every_source_of_every_need_asked(opened: Callable[[bytes], Any], plan: Plan) -> None:
    made = opened(render_plan(plan, internal=True))
    registers = [rows for rows in made.tables() if rows[0][0] == "位置"]
    entries = [row for rows in registers for row in rows[1:] if len(row) > 1]
    assert len(entries) == sum(len(need.sources) for need in plan.asked)
    heads = [row[0] for rows in registers for row in rows if len(row) == 1]
    assert len(heads) == len({(s.unit, s.file, s.digest) for need in plan.asked for s in need.sources})


@QUICK
@given(plans())
def test_no_plan_shows_contacts(opened: Callable[[bytes], Any], plan: Plan) -> None:
    assert "密人" not in opened(render_plan(plan, internal=True)).text


@QUICK
@given(plans(), st.sampled_from(UNITS))
def test_a_feedback_letter_answers_just_the_unit_s_needs(opened: Callable[[bytes], Any], plan: Plan, unit: str) -> None:
    mine = tuple(need for need in plan.asked if need.unit == unit)
    made = opened(render_feedback(Feedback("演示部", unit, "征集", mine, date(2026, 11, 24))))
    for need in plan.asked:
        assert sum(f"{need.title}。" in line for line in made.lines) == (1 if need in mine else 0)
    assert "密" not in made.text


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("internal", [True, False])
def test_frame_words_never_show_their_braces(
    plan: Plan, opened: Callable[[bytes], Any], language: Any, internal: bool
) -> None:
    made = opened(render_plan(replace(plan, language=language), internal=internal))
    visible = "\n".join([*made.lines, *(cell for rows in made.tables() for row in rows for cell in row)])
    assert "{" not in visible
    assert "}" not in visible


@pytest.mark.office
def test_a_plan_as_libreoffice_lays_it_out(plan: Plan, converted: Callable[[str, bytes, str], bytes]) -> None:
    """Title first, annexes on turned pages, copies last, and no page without a word on it."""
    pages = pages_of(converted("plan.docx", render_plan(plan, internal=True), "pdf"))
    text = ["".join(words) for _, words in pages]
    assert "需求实施方案" in text[0]
    assert "印发" in text[-1]
    wide = [n for n, (is_wide, _) in enumerate(pages) if is_wide]
    assert [next(mark for mark in ("附件1", "附件2", "附件3") if mark in text[n]) for n in wide] == [
        "附件1", "附件2", "附件3",
    ]  # fmt: skip
    assert not pages[-1][0]


def pages_of(pdf: bytes) -> list[tuple[bool, list[str]]]:
    """Whether each page is wider than high, and its words."""
    found = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    pages: list[tuple[bool, list[str]]] = []
    for line in found.splitlines():
        if size := re.search(r'<page width="([\d.]+)" height="([\d.]+)"', line):
            pages.append((float(size[1]) > float(size[2]), []))
        elif word := re.search(r">(.*)</word>", line):
            pages[-1][1].append(word[1])
    return pages
