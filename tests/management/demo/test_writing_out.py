"""What `demo` leaves in the folder of results."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.exchange.merged import merged_call
from wutong.management.demo.writing_out import written

pytestmark = pytest.mark.django_db


def test_plan_workbook_and_letters_are_written_and_open(world, call):
    desk = merged_call(world, call)
    files = dict(written(desk.consolidation, at=desk.at))
    assert {name for name in files if "/" not in name} == {
        "plan.internal.zh-hans.docx",
        "plan.public.zh-hans.docx",
        "plan.public.en.docx",
        "workbook.internal.zh-hans.xlsx",
    }
    assert [name for name in files if "/" in name] == ["feedback/01 测试省科技厅.docx", "feedback/02 测试大学.docx"]
    assert all(ZipFile(BytesIO(data)).testzip() is None for data in files.values())


def test_nothing_merged_still_writes_the_plan(world, call):
    desk = merged_call(world, call)
    desk.consolidation.groups.all().delete()
    assert all(data for _name, data in written(desk.consolidation, at=desk.at))
