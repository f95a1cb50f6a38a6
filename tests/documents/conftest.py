"""A usual reply in Word and one in Excel."""

from __future__ import annotations

import docx
import openpyxl
import pytest

from tests.documents.made import saved


@pytest.fixture
def letter() -> bytes:
    """A usual reply in Word: title, heading, numbered list, table, letterhead."""
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "演示大学"
    made.add_heading("关于报送合作需求的函", 0)
    made.add_heading("一、总体情况", 1)
    made.add_paragraph("现将我校合作需求报送如下。")
    made.add_paragraph("共建盐碱地治理联合实验室", style="List Number")
    made.add_paragraph("培训水稻育种技术人员", style="List Number")
    table = made.add_table(2, 3)
    for column, words in enumerate(("需求名称", "拟合作国家", "经费")):
        table.cell(0, column).text = words
    for column, words in enumerate(("节水灌溉示范", "乌兹别克斯坦", "1,200")):
        table.cell(1, column).text = words
    return saved(made)


@pytest.fixture
def book() -> bytes:
    made = openpyxl.Workbook()
    made.active.append(["需求名称", "经费（万元）"])
    made.active.append(["联合实验室", 120])
    return saved(made)
