"""What goes out can be read in again by the house itself: one level's plan is the next level's reply."""

from __future__ import annotations

from typing import Any

import pytest

from wutong.documents.opening import open_file
from wutong.exchange.feedback_letter import Feedback, render_feedback
from wutong.exchange.letter import CallLetter, render_letter
from wutong.exchange.plan_document import Plan, render_plan
from wutong.exchange.workbook import Workbook, render_workbook


@pytest.fixture
def plan_read(plan: Plan) -> Any:
    return open_file("方案.docx", render_plan(plan, internal=True))


def test_a_plan_is_a_sound_word_file(plan_read: Any) -> None:
    assert plan_read.media == "docx"
    assert plan_read.problem is None


def test_headings_are_headings_to_a_reader(plan_read: Any) -> None:
    levels = {text.text: text.level for text in plan_read.texts() if text.level}
    assert levels["一、科技人文交流"] == 1
    assert levels["（一）杰出青年科学家来华工作"] == 2


def test_body_text_is_no_heading(plan_read: Any) -> None:
    [introduction] = [text for text in plan_read.texts() if text.text.startswith("为落实行动计划")]
    assert introduction.level is None


def test_tables_of_needs_come_back_row_by_row(plan: Plan, plan_read: Any) -> None:
    table = next(table for table in plan_read.tables() if table.rows[0][1].text == "需求名称")
    titles = [row[1].text for row in table.rows[1:] if not row[1].merged]
    assert titles == [need.title for top in plan.sections for part in top.walk() for need in part.needs]


def test_letters_are_sound(letter: CallLetter, feedback: Feedback) -> None:
    for language in ("zh-hans", "en"):
        read = open_file("函.docx", render_letter(letter, language))  # type: ignore[arg-type]
        assert read.problem is None
    assert open_file("反馈.docx", render_feedback(feedback)).problem is None


def test_letter_is_read_with_its_addressees_and_deadline(letter: CallLetter) -> None:
    texts = [text.text for text in open_file("函.docx", render_letter(letter, "zh-hans")).texts()]
    assert "演示第一大学、演示第二研究院、演示第三港务公司：" in texts
    assert any("2026年12月20日18:00" in text for text in texts)


@pytest.mark.parametrize("internal", [True, False])
def test_workbook_is_read_sheet_by_sheet(book: Workbook, internal: bool) -> None:
    read = open_file("汇总.xlsx", render_workbook(book, internal=internal))
    assert read.problem is None
    sheets = {table.sheet: table for table in read.tables()}
    assert len(sheets["需求 Needs"].rows) == len(book.needs) + 1
    assert ("文件 Files" in sheets) is internal
    assert [row[0].text for row in sheets["需求 Needs"].rows[1:]] == [need.number for need in book.needs]


def test_amounts_come_back_as_numbers(book: Workbook) -> None:
    read = open_file("汇总.xlsx", render_workbook(book, internal=True))
    needs = next(table for table in read.tables() if table.sheet == "需求 Needs")
    column = next(n for n, cell in enumerate(needs.rows[0]) if cell.text.startswith("金额"))
    assert [row[column].value for row in needs.rows[1:4]] == [3_000_000, 120_000.5, 800_000]
