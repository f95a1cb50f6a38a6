"""Every value of a need says where it was read, and its words stand there, whatever the shape of the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given

from tests.calls.reading.building import CONTEXT, document, mail, needs, paragraphs, table
from tests.calls.reading.samples_label import Sample
from tests.calls.reading.samples_shapes import SAMPLES as SHAPES
from tests.calls.reading.samples_shapes_last import SAMPLES as SHAPES_LAST
from tests.calls.reading.samples_shapes_more import SAMPLES as SHAPES_MORE
from tests.calls.reading.test_first_sight import ALL
from tests.calls.reading.test_promises import SLOW, documents
from wutong.calls.reading import Found, NeedReading, read_reply
from wutong.calls.reading.vocabulary import fold
from wutong.documents.blocks import Document, Place, Text
from wutong.documents.opening import open_file

VALUES = ("title", "text", "countries", "field", "action", "money", "period", "partner", "contact", "priority", "unit")
RUN_ON = 4  # lines a hard-wrapped line of a mail may run on into


def words_at(made: Document) -> dict[Place, str]:
    """What stands at each place; of a line also what it runs on into, of a row all its cells, of a sheet its name."""
    held: dict[Place, str] = defaultdict(str)
    for part in made.walk():
        lines = [block for block in part.blocks if isinstance(block, Text)]
        for at, block in enumerate(lines):
            following = lines[at + 1 : at + RUN_ON] if block.place.kind == "line" else []
            held[block.place] += f"\n{block.number}{block.text}" + "".join(one.text for one in following)
        for grid in part.tables():
            held[grid.place] += f"\n{grid.sheet or ''}"
            for row in grid.rows:
                for cell in row:
                    held[cell.place] += f"\n{cell.text}"
                held[row[0].place] += "\n" + " ".join(cell.text for cell in row)
    return held


def values(need: NeedReading) -> Iterator[tuple[str, Found[Any]]]:
    for name in VALUES:
        found = getattr(need, name)
        if found is not None:
            yield name, found


def check(made: Document) -> None:
    held = words_at(made)
    everything = fold("".join(held.values()))
    for reading in read_reply(made, CONTEXT):
        for need in reading.needs:
            for name, found in values(need):
                assert found.place in held, (name, found.place)
                here = everything if name in ("contact", "partner", "countries") else fold(held[found.place])
                said = [fold(words) for words in found.quote.replace("; ", "\n").split("\n")]
                first = fold(found.quote.split("; ")[0].split("\n")[0])[:12]
                assert name == "contact" or first[:6] in fold(held[found.place]), (name, found)
                assert name == "contact" or all(words in here for words in said), (name, found)
            for mark in need.marks:
                assert mark.place in held, mark


@pytest.mark.parametrize("sample", ALL + SHAPES + SHAPES_MORE + SHAPES_LAST, ids=lambda sample: sample.name)
def test_every_value_of_a_sample_stands_where_it_says(sample: Sample) -> None:
    check(open_file(sample.name, sample.data))


@SLOW
@given(documents())
def test_every_value_of_any_file_has_a_place_in_it(made: Document) -> None:
    held = words_at(made)
    for reading in read_reply(made, CONTEXT):
        for need in reading.needs:
            assert all(found.place in held for _, found in values(need))


def test_what_a_heading_lends_points_to_the_heading() -> None:
    made = document(paragraphs("一、技术转移行动", "（一）港口岸桥", "用于科伦坡港。", "（二）温室", "在埃及建设。"))
    for need in needs(made):
        assert (need.action.place.paragraph, need.action.quote) == (1, "技术转移行动")


def test_what_a_section_of_a_table_lends_points_to_its_row() -> None:
    rows = [["序号", "名称", "内容"], ["一、与尼泊尔合作", "", ""], ["1", "地震台网", "共建台站"]]
    (need,) = needs(document(table(rows)))
    assert need.countries.value == ("NP",)
    assert (need.countries.place.row, need.countries.quote) == (2, "一、与尼泊尔合作")


def test_what_the_name_of_a_sheet_lends_points_to_the_sheet() -> None:
    (need,) = needs(document(table([["名称", "内容"], ["地震台网", "共建台站"]], sheet="尼泊尔")))
    assert (need.countries.value, need.countries.place.sheet) == (("NP",), "尼泊尔")


def test_a_field_told_by_the_text_points_to_the_text() -> None:
    (need,) = needs(document(table([["名称", "合作内容"], ["联合研究", "选育水稻品种"]])))
    assert (need.field.value, need.field.place.column) == ("agriculture", 2)


def test_an_item_of_a_list_points_to_its_cell() -> None:
    made = document(table([["需求", "国家"], ["1.共建水稻实验室\n2.培训水文人员", "老挝"]]))
    assert [(n.source.row, n.source.column, n.countries.place.column) for n in needs(made)] == [(2, 1, 2)] * 2


def test_a_typed_row_points_to_its_line() -> None:
    made = mail("Dear all,\nNo\tTitle\tCountry\n1\tReef survey\tFiji\n2\tCold store pilot\tSamoa")
    assert [(n.source.line, n.countries.place.line) for n in needs(made)] == [(3, 3), (4, 4)]
