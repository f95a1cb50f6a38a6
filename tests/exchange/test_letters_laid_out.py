"""Letters as LibreOffice lays them out: what a unit holds in its hands."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace

import pytest

from wutong.exchange.feedback_letter import Feedback, render_feedback
from wutong.exchange.letter import CallLetter, render_letter
from wutong.exchange.values import OriginalNeed

pytestmark = pytest.mark.office

Convert = Callable[[str, bytes, str], bytes]


def pages(pdf: bytes) -> list[str]:
    """The text of every page without its spaces."""
    text = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    return [re.sub(r"\s", "", page) for page in text.decode().split("\f")[:-1]]


@pytest.fixture
def call_letter(letter: CallLetter, converted: Convert) -> list[str]:
    return pages(converted("letter.docx", render_letter(letter, "zh-hans"), "pdf"))


def test_a_short_call_is_one_page_from_mark_to_copies(call_letter: list[str]) -> None:
    [page] = call_letter
    parts = ["中华人民共和国演示部", "演示函〔2026〕12号", "需求建议的函", "演示第一大学", "附件：1.", "演示部科技司",
             "2026年11月24日", "抄送：演示部办公厅。"]  # fmt: skip
    places = [page.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_english_call_is_one_page_too(letter: CallLetter, converted: Convert) -> None:
    [page] = pages(converted("letter.docx", render_letter(letter, "en"), "pdf"))
    assert "Callforscienceandtechnologyneeds" in page
    assert page.find("24November2026") < page.find("Copies:GeneralOffice.")


def test_a_long_feedback_letter_numbers_every_page_but_the_first(feedback: Feedback, converted: Convert) -> None:
    needs = tuple(OriginalNeed(f"N{n}", feedback.unit, f"第{n}号需求", outcome="waiting") for n in range(40))
    found = pages(converted("feedback.docx", render_feedback(replace(feedback, needs=needs)), "pdf"))
    assert len(found) > 3
    assert "—1—" not in found[0]
    assert all(f"—{number}—" in page for number, page in enumerate(found[1:], 2))
    assert "附件" in found[-1] or "附件" in found[-2]
