"""The workbook with everything: merged needs, original needs, units, files, notes."""

from wutong.exchange.workbook.model import FileRow, MergedRow, UnitRow, Workbook
from wutong.exchange.workbook.rendering import render_workbook

__all__ = ["FileRow", "MergedRow", "UnitRow", "Workbook", "render_workbook"]
