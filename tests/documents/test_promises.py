"""What holds for any file: words that go in come out once, at a place that is theirs; or the file is refused."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents.made import attach, mail, paragraph, rows, saved, word_xml, zipped
from wutong.documents.blocks import Document, Place, Table, Text, Unreadable
from wutong.documents.encodings import decode
from wutong.documents.figures import number_in, plain
from wutong.documents.limits import Limits
from wutong.documents.mail.quoting import mark_quoted
from wutong.documents.opening import open_file
from wutong.documents.storing import as_plain, from_plain
from wutong.documents.word.counting import chinese, letters, roman
from wutong.plans.reading.numerals import parse_han

QUICK = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LIMITS = Limits(converter_seconds=0.001)
HAN = "联合实验室水稻育种技术培训合作国家经费期限越南老挝单位需求建议示范推广研究"
WORD = (
    st.text(HAN, min_size=2, max_size=8)
    | st.text("abcdefghij", min_size=3, max_size=8)
    | st.text("абвгдежз", min_size=3)
)
SENTENCE = st.lists(WORD, min_size=1, max_size=5).map(" ".join)
SENTENCES = st.lists(SENTENCE, min_size=1, max_size=8)
GRID = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(SENTENCE, min_size=width, max_size=width), min_size=2, max_size=6)
)


def words_of(made: Document) -> list[str]:
    """Every text of a file in order: paragraphs, and the cells that are not repeats of a merged area."""
    found: list[str] = []
    for part in made.walk():
        for block in part.blocks:
            if isinstance(block, Text):
                found.append(block.text)
            else:
                found += [cell.text for row in block.rows for cell in row if not cell.merged]
    return found


def places(made: Document) -> Iterator[Place]:
    for part in made.walk():
        for block in part.blocks:
            if isinstance(block, Text):
                yield block.place
            else:
                yield from (cell.place for row in block.rows for cell in row)


def check(made: Document) -> None:
    """Promises of every opened file."""
    assert from_plain(json.loads(json.dumps(as_plain(made)))) == made
    for place in places(made):
        assert Place.from_dict(json.loads(json.dumps(place.as_dict()))) == place
        counts = (place.paragraph, place.line, place.table, place.row, place.column, place.page)
        assert all(count is None or count >= 1 for count in counts)
    for table in (table for part in made.walk() for table in part.tables()):
        assert len({len(row) for row in table.rows}) <= 1, "rows of a table are of equal length"
    repeated = [place for place, times in Counter(places(made)).items() if times > 1 and place.kind == "cell"]
    assert not repeated, "two cells stand at one place"


def letter_of(sentences: list[str], grid: list[list[str]] | None = None) -> bytes:
    made = docx.Document()
    for sentence in sentences:
        made.add_paragraph(sentence)
    if grid:
        table = made.add_table(len(grid), len(grid[0]))
        for row, texts in zip(table.rows, grid, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    return saved(made)


def book_of(grid: list[list[Any]]) -> bytes:
    made = openpyxl.Workbook()
    for row in grid:
        made.active.append(row)
    return saved(made)


@QUICK
@given(SENTENCES, GRID)
def test_word_gives_back_every_word_in_order(sentences: list[str], grid: list[list[str]]) -> None:
    made = open_file("a.docx", letter_of(sentences, grid))
    assert words_of(made) == sentences + [text for row in grid for text in row]
    check(made)


@QUICK
@given(GRID)
def test_excel_gives_back_every_cell_at_its_address(grid: list[list[str]]) -> None:
    made = open_file("a.xlsx", book_of(grid))
    (table,) = made.tables()
    for number, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row, 1):
            assert cell.text == grid[number - 1][column - 1]
            assert (cell.place.row, cell.place.column) == (number, column)
    check(made)


@QUICK
@given(st.lists(st.integers(-(10**9), 10**9) | st.floats(-1e6, 1e6).map(lambda x: round(x, 3)), min_size=2, max_size=6))
def test_figures_of_a_sheet_keep_their_value(figures: list[float]) -> None:
    made = open_file("a.xlsx", book_of([["数"], *[[figure] for figure in figures]]))
    (table,) = made.tables()
    assert [row[0].value for row in table.rows[1:]] == pytest.approx(figures)
    assert [number_in(row[0].text) for row in table.rows[1:]] == pytest.approx(figures)


@QUICK
@given(GRID, st.sampled_from("\t;|,"))
def test_a_text_with_separators_is_the_same_table(grid: list[list[str]], separator: str) -> None:
    data = "\n".join(separator.join(row) for row in grid).encode()
    made = open_file("a.csv", data)
    assert rows(made) == grid
    check(made)


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "gb18030"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@QUICK
@given(text=st.lists(st.text(HAN, min_size=12, max_size=20), min_size=2, max_size=5))
def test_chinese_text_is_read_in_any_usual_encoding(encoding: str, text: list[str]) -> None:
    assert decode("。\n".join(text).encode(encoding))[0] == "。\n".join(text)


RUSSIAN = ["Направляем предложения нашего института", "Совместная лаборатория по изучению ледников",
           "Просим рассмотреть возможность сотрудничества", "Обучение молодых специалистов"]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "koi8-r", "utf-16"])
@QUICK
@given(lines=st.lists(st.sampled_from(RUSSIAN), min_size=2, max_size=4, unique=True))
def test_russian_text_is_read_in_any_usual_encoding(encoding: str, lines: list[str]) -> None:
    made = open_file("a.txt", ".\n".join(lines).encode(encoding))
    assert [text.rstrip(".") for text in words_of(made)] == lines


@QUICK
@given(st.binary(max_size=400), st.sampled_from([None, "gbk", "utf-8", "koi8-r", "no-such-charset", "utf-16"]))
def test_any_bytes_are_some_text(data: bytes, label: str | None) -> None:
    text, encoding = decode(data, label)
    assert isinstance(text, str) and encoding


@settings(max_examples=150, deadline=None)
@given(st.text("abcdefgh.", max_size=9) | st.sampled_from(["a.docx", "b.xls", "c", ".eml"]), st.binary(max_size=500))
def test_any_bytes_are_opened_or_refused(name: str, data: bytes) -> None:
    try:
        made = open_file(name, data, LIMITS)
    except Unreadable as refused:
        assert refused.code and refused.name == name
        return
    check(made)


MAGIC = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.7\n", b"{\\rtf1", b"<html>", b"<?xml version='1.0'?>",
         b"From: a@b.example\r\nSubject: x\r\n", b'{"a":', b"\xff\xfe", b"\xef\xbb\xbf", b"Rar!\x1a\x07", b"\x1f\x8b\x08"]  # fmt: skip


@pytest.mark.parametrize("magic", MAGIC)
@QUICK
@given(data=st.binary(max_size=300))
def test_a_beginning_promises_nothing(magic: bytes, data: bytes) -> None:
    """The first bytes of a format with anything behind them."""
    try:
        check(open_file("a", magic + data, LIMITS))
    except Unreadable as refused:
        assert refused.code


@QUICK
@given(SENTENCES, st.sampled_from(["utf-8", "gb18030"]))
def test_a_mail_gives_back_its_lines_with_their_numbers(sentences: list[str], charset: str) -> None:
    message = mail()
    message.set_content("\n".join(sentences), charset=charset)
    made = open_file("a.eml", message.as_bytes())
    found = [(text.place.line, text.text) for text in made.texts()]
    assert found == list(enumerate(sentences, 1))


@QUICK
@given(st.dictionaries(st.text("甲乙丙丁ab", min_size=1, max_size=5), SENTENCES, min_size=1, max_size=4))
def test_a_zip_gives_each_member_as_a_part(members: dict[str, list[str]]) -> None:
    made = open_file("a.zip", zipped({f"{name}.txt": "\n".join(text).encode() for name, text in members.items()}))
    assert sorted(part.name for part in made.parts) == sorted(f"{name}.txt" for name in members)
    for part in made.parts:
        assert words_of(part) == members[part.name.removesuffix(".txt")]
        assert all(place.path == (part.name,) for place in places(part))


@QUICK
@given(SENTENCES, st.integers(1, 3))
def test_the_path_of_a_place_leads_through_the_containers(sentences: list[str], depth: int) -> None:
    data, name = letter_of(sentences), "回函.docx"
    for level in range(depth):
        data, name = zipped({name: data}), f"{level}.zip"
    made = open_file("外.zip", data)
    (inner,) = [part for part in made.walk() if part.media == "docx"]
    assert words_of(inner) == sentences
    assert {len(place.path) for place in places(inner)} == {depth}
    assert {place.path[-1] for place in places(inner)} == {"回函.docx"}


@QUICK
@given(SENTENCES)
def test_an_attached_letter_is_read_as_it_is_alone(sentences: list[str]) -> None:
    data = letter_of(sentences)
    alone = open_file("回函.docx", data)
    carried = open_file("a.eml", attach(mail(), "回函.docx", data).as_bytes()).parts[0]
    assert words_of(carried) == words_of(alone)
    assert carried.media == alone.media


HTML = "<html><body>{}</body></html>"


@QUICK
@given(SENTENCES, GRID)
def test_a_page_gives_back_paragraphs_and_tables(sentences: list[str], grid: list[list[str]]) -> None:
    body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    cells = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in grid)
    made = open_file("a.html", HTML.format(f"{body}<table border=1>{cells}</table>").encode())
    assert words_of(made) == sentences + [text for row in grid for text in row]
    check(made)


@pytest.mark.parametrize(
    "hidden", ["<script>{}</script>", "<style>{}</style>", "<!-- {} -->", "<p style='display:none'>{}</p>"]
)
def test_what_a_page_does_not_show_is_not_read(hidden: str) -> None:
    made = open_file("a.html", HTML.format(f"<p>需求如下</p>{hidden.format('看不见的字')}<p>完</p>").encode())
    assert words_of(made) == ["需求如下", "完"]


@pytest.mark.parametrize(
    ("area", "repeats"),
    [("A1:C1", 2), ("A1:A3", 2), ("A1:B2", 3), ("B2:C3", 3)],
)
def test_a_merged_area_repeats_its_first_cell(area: str, repeats: int) -> None:
    book = openpyxl.load_workbook(io.BytesIO(book_of([[f"{column}{row}" for column in "ABC"] for row in (1, 2, 3)])))
    first = area.split(":")[0]
    book.active.merge_cells(area)
    (table,) = open_file("a.xlsx", saved(book)).tables()
    merged = [cell for row in table.rows for cell in row if cell.merged]
    assert [cell.text for cell in merged] == [first] * repeats


@QUICK
@given(st.lists(st.text(HAN, min_size=1, max_size=6), min_size=1, max_size=5), st.integers(0, 3))
def test_runs_of_a_paragraph_are_joined_without_a_gap(pieces: list[str], spaces: int) -> None:
    runs = "".join(f'<w:r><w:t xml:space="preserve">{piece}</w:t></w:r>' for piece in pieces)
    made = open_file("a.docx", word_xml(f"<w:p>{runs}</w:p>" + paragraph("完") * (spaces + 1)))
    assert words_of(made) == ["".join(pieces), *["完"] * (spaces + 1)]


@QUICK
@given(SENTENCES, SENTENCES, st.sampled_from(["-----原始邮件-----", "-----邮件原件-----", "-----Original Message-----",
       "On Mon, 5 Oct 2026 at 10:12, A <a@b.example> wrote:", "2026年10月5日 10:12，甲写道："]))  # fmt: skip
def test_what_stands_below_the_mark_is_older(own: list[str], older: list[str], mark: str) -> None:
    blocks = [Text(text, Place("line", line=number)) for number, text in enumerate([*own, mark, *older], 1)]
    marked, _ = mark_quoted(list(blocks))
    assert [block.quoted for block in marked] == [False] * len(own) + [True] * (1 + len(older))
    assert [block.text for block in marked if isinstance(block, Text)] == [*own, mark, *older]


@pytest.mark.parametrize("signature", ["Harrow Bay Port Authority", "Li Ming", "霜桥研究所", "А. Гусева"])
def test_a_signature_above_an_introduction_is_the_senders(signature: str) -> None:
    """Found by a sample: the line before "On … wrote:" was taken for the beginning of that introduction."""
    told = [
        "Our proposals",
        signature,
        "On Mon, 5 Oct 2026 at 10:12, Office <a@b.example> wrote:",
        "> Dear units",
        "> 1. x",
    ]
    marked, _ = mark_quoted([Text(text, Place("line", line=number)) for number, text in enumerate(told, 1)])
    assert [block.quoted for block in marked] == [False, False, True, True, True]


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 99_999))
def test_counting_in_chinese_reads_back(number: int) -> None:
    assert parse_han(chinese(number)) == number


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 3999))
def test_roman_numbers_read_back(number: int) -> None:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    signs = [values[sign] for sign in roman(number).upper()]
    assert sum(-v if v < after else v for v, after in zip(signs, [*signs[1:], 0], strict=True)) == number


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 520))
def test_letters_go_on_after_z(number: int) -> None:
    printed = letters(number)
    assert printed == chr(97 + (number - 1) % 26) * (1 + (number - 1) // 26)


@settings(max_examples=80, deadline=None)
@given(st.floats(-1e12, 1e12, allow_nan=False))
def test_a_printed_figure_reads_back(value: float) -> None:
    assert number_in(plain(value)) == pytest.approx(value, rel=1e-12, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**12))
def test_thousands_may_be_set_apart(value: int) -> None:
    assert number_in(f"{value:,}") == value


@pytest.mark.parametrize(
    "words", ["", "无", "约30", "12-14", "1,2,3", "3年", "--", "1.2.3", "NaN", "inf", "+-5", "-", "1,23", "²"]
)
def test_other_cells_hold_no_figure(words: str) -> None:
    assert number_in(words) is None


@QUICK
@given(SENTENCES)
def test_a_cell_of_odd_signs_stops_no_sheet(sentences: list[str]) -> None:
    """Found by looking: "+-5" in one cell made the whole file count as damaged."""
    made = open_file("a.csv", "\n".join(f"{sentence},+-5,1" for sentence in [*sentences, "完", "尾"]).encode())
    assert rows(made)[-1] == ["尾", "+-5", "1"]


@QUICK
@given(SENTENCES)
def test_opening_twice_gives_the_same(sentences: list[str]) -> None:
    data = letter_of(sentences)
    assert open_file("a.docx", data) == open_file("a.docx", data)


@QUICK
@given(SENTENCES, GRID)
def test_no_invisible_sign_is_left_in_a_text(sentences: list[str], grid: list[list[str]]) -> None:
    dirty = [sentence.replace(" ", " \u200b\ufeff") for sentence in sentences]
    made = open_file("a.txt", "\n".join(dirty).encode())
    assert not re.search("[\u200b\ufeff\x00]", "".join(words_of(made)))
    assert [text.split() for text in words_of(made)] == [sentence.split() for sentence in sentences]


def test_a_table_in_a_cell_is_not_lost() -> None:
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>里面的字</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>"
    outer = f"<w:tbl><w:tr><w:tc>{inner}</w:tc><w:tc>{paragraph('旁边')}</w:tc></w:tr></w:tbl>"
    made = open_file("a.docx", word_xml(outer + paragraph("完")))
    assert "里面的字" in "".join(words_of(made)) and "旁边" in "".join(words_of(made))
    assert isinstance(made.blocks[0], Table)
