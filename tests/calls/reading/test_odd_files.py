"""Texts no person would write: endless lines, runs of signs. Reading them ends, and loses nothing."""

from __future__ import annotations

import time

import pytest

from tests.calls.reading.building import document, paragraphs, reading, table

ODD = {
    "spaces": "a" + " " * 200_000 + "b",
    "brackets": "（" * 50_000,
    "none": "无" * 50_000,
    "numbers": "1." * 30_000,
    "list signs": "一是二是" * 10_000,
    "labels": "合作国家：越南 " * 10_000,
    "words": "we propose a joint laboratory " * 5_000,
    "question marks": "？" * 50_000,
}


@pytest.mark.parametrize("name", ODD)
def test_an_endless_line_is_read_in_bounded_time(name: str) -> None:
    began = time.process_time()
    reading(document(paragraphs(ODD[name])))
    assert time.process_time() - began < 5


@pytest.mark.parametrize("name", ODD)
def test_an_endless_cell_is_read_in_bounded_time(name: str) -> None:
    began = time.process_time()
    reading(document(table([["需求名称", "国家"], [ODD[name], "越南"]])))
    assert time.process_time() - began < 5


def test_many_needs_stay_many() -> None:
    rows = [["需求名称", "国家"]] + [[f"第{number}号水库联合监测", "老挝"] for number in range(1, 501)]
    assert len(reading(document(table(rows))).needs) == 500
