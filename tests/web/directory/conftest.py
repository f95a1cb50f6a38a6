"""What the pages of the directory are tested with: a list of units as an Excel file ready to be sent."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

HEAD = ["单位名称", "英文名称", "主管单位", "单位类型", "统一社会信用代码", "联系邮箱", "国家"]


@pytest.fixture
def sheet() -> Callable[..., SimpleUploadedFile]:
    def make(*rows: list[Any]) -> SimpleUploadedFile:
        book = openpyxl.Workbook()
        page = book.active
        page.title = "名单"
        for row in (HEAD, *rows):
            page.append(row)
        stream = io.BytesIO()
        book.save(stream)
        return SimpleUploadedFile("units.xlsx", stream.getvalue())

    return make
