"""Distances on the printed page, measured in tenths of a millimetre on LibreOffice's picture of it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from wutong.documents.official import Copies, OfficialDocument, Paragraph, RedHead, Signature, render

pytestmark = pytest.mark.office

DAY = date(2026, 11, 24)
DOTS = 254  # an inch: ten dots a millimetre
BODY = (Paragraph("正文第一段。"),)


def documents() -> dict[str, OfficialDocument]:
    return {
        "head": OfficialDocument("实施方案", BODY, head=RedHead("演示部文件", "演示科〔2026〕12号"),
                                 copies=Copies(("办公厅",), "演示部办公厅", DAY)),
        "letter": OfficialDocument("征集需求的函", (Paragraph("正文。" * 250),), signature=Signature(("演示部",), DAY),
                                   head=RedHead("中华人民共和国演示部", "演示函〔2026〕12号", "letter")),
        "long": OfficialDocument("题", BODY, head=RedHead("中华人民共和国演示部国际科学技术合作与交流中心文件", "号")),
    }  # fmt: skip


class Page:
    """Dark and red dots of one page."""

    def __init__(self, pdf: Path, number: int) -> None:
        command = ["pdftoppm", "-r", str(DOTS), "-f", str(number), "-l", str(number), str(pdf)]
        content = subprocess.run(command, check=True, capture_output=True).stdout
        _, size, _, pixels = content.split(b"\n", 3)
        width, height = map(int, size.split())
        dots = np.frombuffer(pixels, np.uint8)[: width * height * 3].reshape(height, width, 3).astype(int)
        self.red = (dots[:, :, 0] > 150) & (dots[:, :, 1] < 120)
        self.dark = dots.max(axis=2) < 110

    def bands(self, dots: Any) -> list[tuple[float, float]]:
        """Stretches of the page's height that hold such dots, in millimetres from the upper edge."""
        rows = np.flatnonzero(dots.any(axis=1))
        if not rows.size:
            return []
        cuts = np.flatnonzero(np.diff(rows) > 3)
        return [(float(part[0]) / 10, float(part[-1]) / 10) for part in np.split(rows, cuts + 1)]

    def span(self, dots: Any, top: float, bottom: float) -> tuple[float, float]:
        """Left and right end of such dots between two heights, in millimetres."""
        columns = np.flatnonzero(dots[int(top * 10) : int(bottom * 10) + 1].any(axis=0))
        return float(columns[0]) / 10, float(columns[-1]) / 10


@pytest.fixture(scope="module")
def pages(look: Callable[[dict[str, bytes]], dict[str, Any]]) -> dict[str, Page]:
    looked = look({name: render(document, sources=False) for name, document in documents().items()})
    found = {name: Page(document.pdf, 1) for name, document in looked.items()}
    return found | {"letter 2": Page(looked["letter"].pdf, 2)}


def test_mark_of_a_document_is_35_mm_below_the_type_area_s_top(pages: dict[str, Page]) -> None:
    page = pages["head"]
    assert page.bands(page.red)[0][0] == pytest.approx(37 + 35, abs=1)


def test_red_line_is_4_mm_below_the_number(pages: dict[str, Page]) -> None:
    page = pages["head"]
    _, line = page.bands(page.red)
    number = max(bottom for _, bottom in page.bands(page.dark) if bottom < line[0])
    assert line[0] - number == pytest.approx(4, abs=1)


def test_red_line_is_as_wide_as_the_type_area(pages: dict[str, Page]) -> None:
    page = pages["head"]
    top, bottom = page.bands(page.red)[1]
    left, right = page.span(page.red, top, bottom)
    assert (left, right) == (pytest.approx(28, abs=0.5), pytest.approx(184, abs=0.5))


def test_title_is_two_lines_below_the_red_line(pages: dict[str, Page]) -> None:
    page = pages["head"]
    line = page.bands(page.red)[1][1]
    title = min(top for top, _ in page.bands(page.dark) if top > line + 1)
    assert 2 * 225 / 22 <= title - line <= 2.5 * 225 / 22


def test_lines_at_the_foot_are_as_wide_as_the_type_area(pages: dict[str, Page]) -> None:
    page = pages["head"]
    lines = [band for band in page.bands(page.dark) if band[0] > 200 and band[1] - band[0] < 0.8]
    wide = [page.span(page.dark, *band) for band in lines]
    ruled = [(left, right) for left, right in wide if right - left > 100]
    assert len(ruled) == 3
    assert all((left, right) == (pytest.approx(28, abs=0.6), pytest.approx(184, abs=0.6)) for left, right in ruled)


def test_lowest_line_at_the_foot_closes_the_type_area(pages: dict[str, Page]) -> None:
    page = pages["head"]
    lines = [band for band in page.bands(page.dark) if band[1] - band[0] < 0.8]
    lowest = max(bottom for top, bottom in lines if page.span(page.dark, top, bottom)[1] > 180)
    assert lowest == pytest.approx(297 - 35, abs=1)


def test_mark_of_a_letter_is_30_mm_from_the_edge(pages: dict[str, Page]) -> None:
    page = pages["letter"]
    assert page.bands(page.red)[0][0] == pytest.approx(30, abs=1)


def test_upper_red_line_of_a_letter_is_4_mm_below_the_mark(pages: dict[str, Page]) -> None:
    page = pages["letter"]
    mark, line, *_ = page.bands(page.red)
    assert line[0] - mark[1] == pytest.approx(4, abs=1)


def test_lower_red_line_of_a_letter_is_20_mm_from_the_edge(pages: dict[str, Page]) -> None:
    page = pages["letter"]
    assert 297 - page.bands(page.red)[-1][1] == pytest.approx(20, abs=1)


def test_red_lines_of_a_letter_are_170_mm_long_and_centred(pages: dict[str, Page]) -> None:
    page = pages["letter"]
    for top, bottom in page.bands(page.red)[1:]:
        left, right = page.span(page.red, top, bottom)
        assert right - left == pytest.approx(170, abs=0.8)


def test_page_number_of_a_letter_s_second_page_is_where_it_always_is(pages: dict[str, Page]) -> None:
    """The deeper footer of the first page must not pull the numbers down."""
    page = pages["letter 2"]
    top, bottom = page.bands(page.dark)[-1]
    assert (top + bottom) / 2 == pytest.approx(297 - 35 + 7, abs=1)


def test_second_page_of_a_letter_has_no_red(pages: dict[str, Page]) -> None:
    assert not pages["letter 2"].red.any()


def test_a_long_mark_stays_in_one_line_within_the_type_area(pages: dict[str, Page]) -> None:
    page = pages["long"]
    mark, _line = page.bands(page.red)
    left, right = page.span(page.red, *mark)
    assert mark[1] - mark[0] < 12
    assert left >= 27.5
    assert right <= 184.5
