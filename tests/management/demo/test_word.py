"""Word replies in their shapes, opened with a library that knows nothing of how they were made."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from wutong.management.demo import Demo, FilePlan
from wutong.management.demo.writers import write_shape

PROSE = "关于报送国际科技合作需求的函（定稿2）.docx"
AUTO = "演示生态所回函.docx"
LISTED = "交流协会意见.docx"
CIRCLED = "材料所函复.doc"
TWO_ROWS = "演示北农大_合作需求表.docx"
MERGED = "地质矿产研究院（演示）需求一览表.docx"
FORMS = "补充需求 动植物方面.docx"
CARDS = "铁远公司合作需求登记卡.docx"


@pytest.fixture(scope="session")
def opened(replies: Path) -> Any:
    return lambda name: Document(io.BytesIO((replies / name).read_bytes()))


def paragraphs(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_prose_is_numbered_by_hand_in_the_official_order(opened: Any) -> None:
    lines = paragraphs(opened(PROSE))
    outer = [line for line in lines if line[:2] in ("一、", "二、", "三、", "四、")]
    assert [line[0] for line in outer] == list("一二三四")[: len(outer)]
    assert len(outer) >= 3
    assert not any(
        paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None for paragraph in opened(PROSE).paragraphs
    )


def test_prose_has_number_title_addressee_and_signature(opened: Any, demo: Demo) -> None:
    lines = paragraphs(opened(PROSE))
    unit = demo.units["huajiang"]
    assert any(unit.document_word in line and "〔2026〕" in line for line in lines[:3])
    assert f"{demo.office['names']['zh']}：" in lines
    assert lines[-2:] == [unit.names["zh"], "2026年9月28日"]
    assert any(demo.call["number"] in line or "来函" in line for line in lines)


def test_the_newer_version_has_needs_the_older_lacks(opened: Any, demo: Demo) -> None:
    older = "\n".join(paragraphs(opened("关于报送国际科技合作需求的函（定稿）.docx")))
    newer = "\n".join(paragraphs(opened(PROSE)))
    added = [demo.needs[key].title for key in ("huajiang-10", "huajiang-11")]
    assert all(title in newer and title not in older for title in added)


def test_older_and_newer_version_are_worded_alike(opened: Any, demo: Demo) -> None:
    older, newer = (set(paragraphs(opened(name))) for name in ("关于报送国际科技合作需求的函（定稿）.docx", PROSE))
    assert len(older & newer) > len(older) / 2


def test_automatic_numbers_are_not_in_the_text(opened: Any, demo: Demo) -> None:
    document = opened(AUTO)
    numbered = [
        paragraph
        for paragraph in document.paragraphs
        if paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None
    ]
    titles = {demo.needs[f"damo-{number:02d}"].title for number in range(1, 10)}
    assert titles <= {paragraph.text for paragraph in numbered}
    assert {paragraph._p.pPr.numPr.ilvl.val for paragraph in numbered} == {0, 1}


def test_automatic_numbers_are_defined_in_the_document(opened: Any) -> None:
    document = opened(AUTO)
    used = {
        p._p.pPr.numPr.numId.val for p in document.paragraphs if p._p.pPr is not None and p._p.pPr.numPr is not None
    }
    numbering = document.part.numbering_part.element
    defined = {int(num.get(qn("w:numId"))) for num in numbering.findall(qn("w:num"))}
    assert used <= defined
    formats = {fmt.get(qn("w:val")) for fmt in numbering.iter(qn("w:numFmt"))}
    assert "chineseCountingThousand" in formats


def test_several_needs_stand_in_one_paragraph(opened: Any, demo: Demo) -> None:
    lines = paragraphs(opened(LISTED))
    titles = [demo.needs[f"xiehui-{number:02d}"].title for number in range(1, 8)]
    fullest = max(sum(title in line for title in titles) for line in lines)
    assert fullest >= 3
    assert any("一是" in line and "二是" in line and "三是" in line for line in lines)


def test_a_lone_need_under_a_heading_is_not_counted(opened: Any, demo: Demo) -> None:
    for line in paragraphs(opened(LISTED)):
        assert ("一是" in line) == ("二是" in line)


def test_circled_marks_follow_one_another(opened: Any) -> None:
    marks = [line[0] for line in paragraphs(opened(CIRCLED)) if line[:1] and line[0] in "①②③④⑤⑥⑦⑧⑨"]
    assert "".join(marks) == "①②③④⑤⑥⑦⑧"


def test_a_new_format_hides_behind_an_old_name(replies: Path) -> None:
    assert CIRCLED.endswith(".doc")
    assert (replies / CIRCLED).read_bytes()[:2] == b"PK"


def test_the_header_has_two_rows_with_merged_cells(opened: Any) -> None:
    table = opened(TWO_ROWS).tables[0]
    upper, lower = ([cell.text for cell in table.rows[number].cells] for number in (0, 1))
    assert upper.count("合作方") == 2
    assert upper.count("实施安排") == 3
    assert {"国家（地区）", "单位", "方式", "时间"} <= set(lower)
    assert table.rows[0].cells[0]._tc is table.rows[1].cells[0]._tc


def test_the_table_ends_with_total_and_note(opened: Any, demo: Demo) -> None:
    document = opened(TWO_ROWS)
    last = [cell.text for cell in document.tables[0].rows[-1].cells]
    total = sum(
        need.money.value
        for key, need in demo.needs.items()
        if need.unit == "beiyuan" and key <= "beiyuan-12" and need.money
    )
    assert last[0] == "合计"
    assert str(total) in last
    assert document.paragraphs[-1].text.startswith(("注：", "填表说明"))


def test_a_table_has_one_row_for_each_need(opened: Any) -> None:
    assert len(opened(TWO_ROWS).tables[0].rows) == 2 + 12 + 1


def test_wide_tables_stand_on_a_page_on_its_side(opened: Any) -> None:
    assert opened(TWO_ROWS).sections[0].orientation == WD_ORIENT.LANDSCAPE
    assert opened(PROSE).sections[0].orientation == WD_ORIENT.PORTRAIT


def test_a_merged_cell_names_the_action_of_its_rows(opened: Any, demo: Demo) -> None:
    table = opened(MERGED).tables[0]
    column = [row.cells[0] for row in table.rows[1:]]
    assert len({cell._tc for cell in column}) < len(column)
    assert len({cell.text for cell in column}) == len({demo.needs[f"dikuang-{n:02d}"].action for n in range(6, 16)})


def test_forms_are_two_columns_a_need(opened: Any, demo: Demo) -> None:
    tables = opened(FORMS).tables
    assert len(tables) == 9
    assert {len(table.columns) for table in tables} == {2}
    labels = [row.cells[0].text for row in tables[0].rows]
    assert "需求名称" in labels
    assert tables[3].rows[0].cells[1].text == demo.needs["beiyuan-16"].title


def test_cards_are_four_columns_a_need(opened: Any) -> None:
    tables = opened(CARDS).tables
    assert len(tables) == 6
    assert {len(table.columns) for table in tables} == {4}


def test_long_text_of_a_card_runs_across(opened: Any, demo: Demo) -> None:
    table = opened(CARDS).tables[0]
    row = next(row for row in table.rows if row.cells[0].text == "需求说明")
    assert row.cells[1]._tc is row.cells[3]._tc
    assert row.cells[1].text == demo.needs["tieyuan-01"].text


def test_a_card_pairs_labels_with_values(opened: Any, demo: Demo) -> None:
    found: dict[str, str] = {}
    for row in opened(CARDS).tables[1].rows:
        cells = [cell.text for cell in row.cells]
        found |= {cells[0]: cells[1]} | ({cells[2]: cells[3]} if cells[1] != cells[3] else {})
    need = demo.needs["tieyuan-02"]
    assert found["合作国家或地区"] == need.places
    assert found["外方合作单位"] == need.partner
    assert found["联系人及方式"] == need.contact


def test_fonts_are_set_for_chinese_letters_too(opened: Any) -> None:
    fonts = opened(PROSE).styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) in ("仿宋", "宋体", "微软雅黑")


def test_offices_set_their_letters_differently(replies: Path) -> None:
    looks = set()
    for path in replies.glob("*.docx"):
        try:
            normal = Document(io.BytesIO(path.read_bytes())).styles["Normal"]
        except (BadZipFile, KeyError, ValueError):  # the unreadable ones
            continue
        looks.add((normal.font.name, normal.font.size))
    assert len(looks) >= 5


@pytest.mark.parametrize("language", ["en", "ru"])
def test_other_languages_number_in_their_own_way(demo: Demo, language: str) -> None:
    unit = {"en": "lanwan", "ru": "songbei"}[language]
    keys = tuple(key for key, need in demo.needs.items() if need.unit == unit and need.language == language)
    plan = FilePlan("letter.docx", unit, "prose", demo.files[0].sent, needs=keys)
    lines = paragraphs(Document(io.BytesIO(write_shape(plan, demo))))
    assert any(line.startswith("1. ") for line in lines)
    assert any(line.startswith("2.1. ") for line in lines)
    assert not any("一、" in line for line in lines)


def test_a_no_needs_letter_says_so(opened: Any) -> None:
    lines = paragraphs(opened("关于无合作需求的复函.docx"))
    assert any("暂无" in line for line in lines)
    assert "演示国家科学体验馆" in lines


def test_the_author_of_a_passed_on_letter_is_the_sub_unit(opened: Any, demo: Demo, plans: dict[str, FilePlan]) -> None:
    name = "江州理工学院补充材料(省厅已审).docx"
    assert plans[name].unit == "jiangzhou"
    assert demo.units["jiangzhou_tech"].names["zh"] in paragraphs(opened(name))
