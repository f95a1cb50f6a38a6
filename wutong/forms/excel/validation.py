"""Dropdowns and cell checks, with the lists on a hidden sheet."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from wutong.forms.asks import Ask, Number
from wutong.forms.excel.cells import put
from wutong.forms.excel.layout import LISTS
from wutong.forms.parts import Part, option_label, word


class Checks:
    """Adds checks to cells; `finish` puts the list sheet last and hides it."""

    def __init__(self, book: Workbook, languages: Sequence[str]) -> None:
        self.book, self.languages = book, languages
        self.lists: Worksheet = book.create_sheet(LISTS)
        self.columns = 0

    def add(self, sheet: Worksheet, area: str, ask: Ask, part: Part, help_text: str) -> None:
        check = self._check(ask, part)
        if check is None:
            return
        check.promptTitle, check.prompt = None, help_text[:250] or None
        check.showInputMessage, check.showErrorMessage, check.allow_blank = bool(help_text), True, True
        check.add(area)
        sheet.add_data_validation(check)

    def _check(self, ask: Ask, part: Part) -> DataValidation | None:
        match part.shape:
            case "choice":
                wrong = word("not_listed", self.languages, "\n")
                return DataValidation("list", formula1=self._list(part), errorStyle="stop", error=wrong)
            case "number":
                return self._number(ask)
            case "date":
                # Words such as 2026年 are understood too, so the person may keep them.
                return DataValidation(
                    "date", operator="greaterThanOrEqual", formula1="1", errorStyle="warning",
                    error=word("not_date", self.languages, "\n"),
                )  # fmt: skip
        return None

    def _number(self, ask: Ask) -> DataValidation:
        least = ask.minimum if isinstance(ask, Number) else 0
        most = ask.maximum if isinstance(ask, Number) else None
        least_text, most_text = str(-1e300 if least is None else least), str(1e300 if most is None else most)
        return DataValidation(
            "decimal", operator="between", formula1=least_text, formula2=most_text, errorStyle="warning",
            error=word("not_number", self.languages, "\n"),
        )  # fmt: skip

    def _list(self, part: Part) -> str:
        """The area of the list sheet that holds the labels, written there."""
        self.columns += 1
        for row, option in enumerate(part.options, start=1):
            put(self.lists.cell(row, self.columns), "line", option_label(part.options, option.code, self.languages))
        letter = get_column_letter(self.columns)
        return f"{quote_sheetname(LISTS)}!${letter}$1:${letter}${len(part.options)}"

    def finish(self) -> None:
        self.book.move_sheet(self.lists, len(self.book.sheetnames))
        self.lists.sheet_state = "hidden"
