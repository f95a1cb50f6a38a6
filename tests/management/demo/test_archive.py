"""Archives with Chinese names in the old letters, and plain files beside them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from wutong.management.demo import Demo
from wutong.management.demo.writers.archive import archive
from wutong.management.demo.writers.steady import steady

DAY = date(2026, 9, 30)
GROUP = "清能集团汇总报送（三家）.zip"
FOLDER = "减灾所报送材料.zip"
Members = Callable[[bytes], dict[str, bytes]]
NAMES = st.text("需求表函复报送材料ABCxyz012（）", min_size=12, max_size=40)


def test_names_are_in_gbk_and_nothing_says_so(replies: Path) -> None:
    with zipfile.ZipFile(replies / GROUP) as packed:
        infos = packed.infolist()
    assert all(not info.flag_bits & 0x800 for info in infos)
    assert "0 集团报送函.docx" in [info.filename.encode("cp437").decode("gbk") for info in infos]


def test_each_sub_unit_answers_in_its_own_file(replies: Path, members_of: Members) -> None:
    names = list(members_of((replies / GROUP).read_bytes()))
    assert len(names) == 4
    assert {name.rsplit(".", 1)[1] for name in names} == {"docx", "xlsx"}


def test_the_covering_letter_tells_no_need(replies: Path, members_of: Members, demo: Demo) -> None:
    cover = members_of((replies / GROUP).read_bytes())["0 集团报送函.docx"]
    words = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(cover)).paragraphs)
    assert "汇总" in words
    assert not any(need.title in words for need in demo.needs.values())


def test_a_sub_unit_signs_its_own_letter(replies: Path, members_of: Members, demo: Demo) -> None:
    inside = members_of((replies / GROUP).read_bytes())["储能院.docx"]
    words = [paragraph.text for paragraph in Document(io.BytesIO(inside)).paragraphs]
    assert demo.units["qingneng_lab"].names["zh"] in words


def test_members_can_lie_in_a_folder(replies: Path, members_of: Members) -> None:
    names = list(members_of((replies / FOLDER).read_bytes()))
    assert all(name.startswith("演示减灾所/") for name in names)
    assert {name.rsplit(".", 1)[1] for name in names} == {"docx", "xlsx", "txt"}


def test_an_archive_tests_clean(replies: Path) -> None:
    for name in (GROUP, FOLDER):
        with zipfile.ZipFile(replies / name) as packed:
            assert packed.testzip() is None


@given(st.dictionaries(NAMES, st.binary(max_size=200), min_size=1, max_size=5))
def test_any_names_and_contents_come_back(contents: dict[str, bytes]) -> None:
    packed = zipfile.ZipFile(io.BytesIO(archive(list(contents.items()), "gbk", DAY)))
    found = {
        info.filename.encode("cp437").decode("gbk") if not info.filename.isascii() else info.filename: packed.read(info)
        for info in packed.infolist()
    }
    assert found == contents


def test_a_steady_file_forgets_when_it_was_made() -> None:
    def made_on(year: int) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as packed:
            core = f"<x><dcterms:created a='b'>{year}-01-02T03:04:05Z</dcterms:created></x>"
            packed.writestr(zipfile.ZipInfo("docProps/core.xml", (year, 1, 2, 3, 4, 6)), core)
            packed.writestr(zipfile.ZipInfo("word/document.xml", (year, 5, 6, 7, 8, 10)), "words")
        return target.getvalue()

    assert made_on(2001) != made_on(2020)
    assert steady(made_on(2001), DAY) == steady(made_on(2020), DAY)


def test_a_steady_file_keeps_its_content() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr("word/document.xml", "words")
        packed.writestr("docProps/core.xml", "<dcterms:modified>2020-01-01T00:00:00Z</dcterms:modified>")
    kept = zipfile.ZipFile(io.BytesIO(steady(target.getvalue(), DAY)))
    assert kept.read("word/document.xml") == b"words"
    assert b">2026-09-30T01:00:00Z<" in kept.read("docProps/core.xml")


def test_text_files_are_in_gbk_with_windows_lines(replies: Path, demo: Demo) -> None:
    raw = (replies / "地矿院需求.txt").read_bytes()
    words = raw.decode("gbk")
    assert words.count("\r\n") == words.count("\n")
    assert demo.needs["dikuang-01"].title in words
    assert demo.units["dikuang"].names["zh"] in words


def test_a_text_file_is_not_utf8_by_chance(replies: Path) -> None:
    raw = (replies / "松北工大补充.txt").read_bytes()
    assert raw.decode("utf-8", "replace").count("\ufffd") > 50


class Tables(HTMLParser):
    """Counts rows and collects the heads."""

    def __init__(self) -> None:
        super().__init__()
        self.rows, self.heads, self.open = 0, [], False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.rows += tag == "tr"
        self.open = tag == "th"

    def handle_data(self, data: str) -> None:
        if self.open:
            self.heads.append(data)
            self.open = False


def test_a_saved_page_holds_a_table_of_needs(replies: Path) -> None:
    page = Tables()
    page.feed((replies / "空间院需求网页.html").read_text("utf-8"))
    assert page.rows == 1 + 5
    assert page.heads[:3] == ["序号", "需求名称", "需求内容"]


def test_an_english_page_is_headed_in_english(replies: Path) -> None:
    page = Tables()
    page.feed((replies / "Nangang supplement.html").read_text("utf-8"))
    assert page.rows == 1 + 3
    assert page.heads[0] == "Project title"
