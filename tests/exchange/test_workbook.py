"""The workbook: right types, no formula ever, internal and public, readable by others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from wutong.exchange.values import MergedNeed, Money, OriginalNeed
from wutong.exchange.workbook import FileRow, MergedRow, UnitRow, Workbook, render_workbook

SHEETS = {
    "merged": "汇总 Merged",
    "needs": "需求 Needs",
    "units": "单位 Units",
    "files": "文件 Files",
    "notes": "说明 Notes",
}
MADE = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def open_(content: bytes) -> Any:
    return load_workbook(BytesIO(content))


@pytest.fixture
def internal(book: Workbook) -> Any:
    return open_(render_workbook(book, internal=True))


@pytest.fixture
def public(book: Workbook) -> Any:
    return open_(render_workbook(book, internal=False))


def headers(sheet: Any) -> list[str]:
    """Chinese halves of the bilingual headers."""
    return [cell.value.split("\n")[0] for cell in sheet[1]]


def column(sheet: Any, header: str) -> list[Any]:
    """Cells below a header."""
    return [row[headers(sheet).index(header)] for row in sheet.iter_rows(min_row=2)]


def values(sheet: Any, header: str) -> list[Any]:
    return [cell.value for cell in column(sheet, header)]


class TestSheets:
    def test_internal_has_all_five(self, internal: Any) -> None:
        assert internal.sheetnames == list(SHEETS.values())

    def test_public_has_no_files(self, public: Any) -> None:
        assert public.sheetnames == [name for key, name in SHEETS.items() if key != "files"]

    @pytest.mark.parametrize("key", ["merged", "needs", "units", "files"])
    def test_header_is_frozen_filtered_and_printed_again(self, internal: Any, key: str) -> None:
        sheet = internal[SHEETS[key]]
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == f"A1:{get_column_letter(sheet.max_column)}{sheet.max_row}"
        assert sheet.print_title_rows == "$1:$1"

    @pytest.mark.parametrize("key", ["merged", "needs", "units", "files"])
    def test_headers_speak_both_languages(self, internal: Any, key: str) -> None:
        for cell in internal[SHEETS[key]][1]:
            chinese, english = cell.value.split("\n")
            assert not chinese.isascii() or chinese == "SHA-256"
            assert english.isascii()

    @pytest.mark.parametrize("key", ["merged", "needs", "units", "files"])
    def test_every_column_has_a_width_and_a_name_of_its_own(self, internal: Any, key: str) -> None:
        sheet = internal[SHEETS[key]]
        assert len(set(headers(sheet))) == sheet.max_column
        assert all(sheet.column_dimensions[get_column_letter(n)].width >= 8 for n in range(1, sheet.max_column + 1))

    @pytest.mark.parametrize(("key", "attribute"), [("merged", "merged"), ("needs", "needs"), ("units", "units"),
                                                    ("files", "files")])  # fmt: skip
    def test_one_row_for_each(self, book: Workbook, internal: Any, key: str, attribute: str) -> None:
        assert internal[SHEETS[key]].max_row == len(getattr(book, attribute)) + 1


class TestTypes:
    def test_counts_are_numbers(self, internal: Any) -> None:
        assert values(internal[SHEETS["merged"]], "单位数") == [1, 2]
        assert values(internal[SHEETS["units"]], "需求数") == [1, 3]

    def test_money_is_a_number_beside_its_currency(self, internal: Any) -> None:
        sheet = internal[SHEETS["needs"]]
        assert values(sheet, "金额")[:3] == [3_000_000, 120_000.5, 800_000]
        assert values(sheet, "币种")[:3] == ["CNY", "USD", "CNY"]
        assert column(sheet, "金额")[0].number_format == "#,##0.00"

    def test_unlike_money_is_never_one_number(self, internal: Any) -> None:
        sheet = internal[SHEETS["merged"]]
        assert values(sheet, "金额") == [800_000, None]
        assert values(sheet, "经费") == ["80万元", "300万元；120,000.5美元"]

    def test_moments_are_moments_on_the_workbook_s_clock(self, book: Workbook) -> None:
        units = (replace(book.units[0], due=datetime(2026, 12, 20, 10, 0, tzinfo=UTC), answered=None),)
        sheet = open_(render_workbook(replace(book, units=units), internal=True))[SHEETS["units"]]
        [due] = column(sheet, "截止时间")
        assert due.value == datetime(2026, 12, 20, 18, 0)
        assert due.number_format == "yyyy-mm-dd hh:mm"
        assert values(sheet, "回函时间") == [None]

    def test_numbers_of_needs_stay_text(self, internal: Any) -> None:
        assert values(internal[SHEETS["merged"]], "编号") == ["2", "1"]


class TestVersions:
    def test_public_drops_contacts_and_sources(self, internal: Any, public: Any) -> None:
        dropped = {
            key: set(headers(internal[SHEETS[key]])) - set(headers(public[SHEETS[key]]))
            for key in ("merged", "needs", "units")
        }
        assert dropped == {"merged": {"来源数", "来源"}, "needs": {"联系人", "来源"}, "units": {"联系人"}}

    def test_public_file_holds_no_trace(self, book: Workbook) -> None:
        archive = ZipFile(BytesIO(render_workbook(book, internal=False)))
        everything = "".join(archive.read(name).decode() for name in archive.namelist())
        hidden = [file.name for file in book.files] + [file.digest for file in book.files]
        hidden += [need.contact for need in book.needs if need.contact] + [unit.contact for unit in book.units]
        assert not any(text in everything for text in hidden)

    def test_internal_sources_one_to_a_line(self, internal: Any) -> None:
        [_, lab] = values(internal[SHEETS["merged"]], "来源")
        assert lab == "演示第一大学《回函1.docx》第3段\n演示第三港务公司《回函3.docx》第5段"

    @pytest.mark.parametrize(("inside", "said"), [(True, "内部版"), (False, "公开版")])
    def test_notes_say_which_version_it_is(self, book: Workbook, inside: bool, said: str) -> None:
        notes = open_(render_workbook(book, internal=inside))[SHEETS["notes"]]
        assert any(str(row[1].value).startswith(said) for row in notes.iter_rows())

    def test_notes_count_what_is_there(self, book: Workbook, internal: Any) -> None:
        notes = {row[0].value.split(" ")[0]: row[1].value for row in internal[SHEETS["notes"]].iter_rows()}
        assert notes["汇总需求数"] == str(len(book.merged))
        assert notes["原始需求数"] == str(len(book.needs))
        assert notes["生成时间"] == "2026年11月24日9:30（北京时间）"

    def test_english_outcomes(self, book: Workbook) -> None:
        sheet = open_(render_workbook(book, "en", internal=True))[SHEETS["needs"]]
        assert values(sheet, "办理结果") == ["Merged", "Merged", "Accepted", "Declined", "Under study"]


DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")', "=cmd|' /C calc'!A0", "\t=1", "-", "=", "＝1"]


class TestText:
    @pytest.mark.parametrize("text", DANGEROUS)
    def test_nothing_a_unit_wrote_becomes_a_formula(self, text: str) -> None:
        need = OriginalNeed(text, text, text, text, (text,), text, text, None, text, text, reason=text)
        book = Workbook(text, text, MADE, (MergedRow(MergedNeed(text, text, text), text),), (need,),
                        (UnitRow(text, text, text),), (FileRow(text, text, text),))  # fmt: skip
        for sheet in open_(render_workbook(book, internal=True)):
            assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)

    @pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)"])
    def test_it_stays_text_when_someone_edits_the_cell(self, text: str) -> None:
        book = Workbook("题", "部", MADE, needs=(OriginalNeed("N1", "校", text),))
        [cell] = column(open_(render_workbook(book, internal=True))[SHEETS["needs"]], "需求名称")
        assert (cell.value, cell.quotePrefix, cell.number_format) == (text, True, "@")

    @settings(max_examples=40)
    @given(st.text(max_size=60))
    def test_text_comes_back_as_it_went_in(self, text: str) -> None:
        book = Workbook("题", "部", MADE, needs=(OriginalNeed("N1", "校", "名", text),))
        [read] = values(open_(render_workbook(book, internal=True))[SHEETS["needs"]], "需求原文")
        allowed = "".join(c for c in text if c >= " " or c in "\t\n\r")
        assert (read or "").replace("\r\n", "\n").replace("\r", "\n") == unescaped(allowed)

    def test_a_text_longer_than_a_cell_says_so(self) -> None:
        book = Workbook("题", "部", MADE, needs=(OriginalNeed("N1", "校", "名", "长" * 40_000),))
        [read] = values(open_(render_workbook(book, internal=True))[SHEETS["needs"]], "需求原文")
        assert len(read) <= 32_767
        assert "全文见系统" in read

    def test_rows_are_tall_enough_for_their_text(self) -> None:
        short, long = OriginalNeed("N1", "校", "名", "短"), OriginalNeed("N2", "校", "名", "长" * 200)
        sheet = open_(render_workbook(Workbook("题", "部", MADE, needs=(short, long)), internal=True))[SHEETS["needs"]]
        assert sheet.row_dimensions[2].height < 20
        assert sheet.row_dimensions[3].height > 7 * 14


def unescaped(text: str) -> str:
    """What a reader of the file gets: line ends as one kind."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def test_no_author_is_made_up(book: Workbook) -> None:
    said = open_(render_workbook(book, internal=True)).properties
    assert said.title == book.title
    assert not said.creator


def test_another_reader_sees_the_same(book: Workbook) -> None:
    content = render_workbook(book, internal=True)
    other = CalamineWorkbook.from_filelike(BytesIO(content))
    rows = other.get_sheet_by_name(SHEETS["needs"]).to_python()
    assert [row[0] for row in rows[1:]] == [need.number for need in book.needs]
    amount = [cell.split("\n")[0] for cell in map(str, rows[0])].index("金额")
    assert rows[1][amount] == 3_000_000.0


def test_an_empty_workbook_opens() -> None:
    opened = open_(render_workbook(Workbook("题", "部", MADE), internal=True))
    assert opened[SHEETS["merged"]].max_row == 1


@settings(max_examples=25)
@given(st.lists(st.decimals(0, 10**9, places=2), max_size=3))
def test_amount_cell_is_filled_just_for_one_currency(amounts: list[Decimal]) -> None:
    money = tuple(Money(amount, f"XX{n}") for n, amount in enumerate(amounts))
    book = Workbook("题", "部", MADE, (MergedRow(MergedNeed("1", "名", money=money)),))
    sheet = open_(render_workbook(book, internal=True))[SHEETS["merged"]]
    [read] = values(sheet, "金额")
    assert (read is not None) == (len(amounts) == 1)
    if read is not None:
        assert Decimal(str(read)).quantize(Decimal("0.01")) == amounts[0]


@pytest.mark.office
def test_libreoffice_opens_it(book: Workbook, converted: Callable[[str, bytes, str], bytes]) -> None:
    """Opened and saved again, every value is still there and still of its type."""
    content = render_workbook(book, internal=True)
    again = open_(converted("book.xlsx", content, "ods.xlsx"))
    before = open_(content)
    assert again.sheetnames == before.sheetnames
    for sheet in before:
        for row in sheet.iter_rows():
            for cell in row:
                other = again[sheet.title].cell(cell.row, cell.column)
                assert (other.value or None) == (cell.value or None), cell.coordinate
                assert other.data_type != "f"
