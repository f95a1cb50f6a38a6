"""What holds for every list of units and every dry run: nothing lost, places right, the same again changes nothing."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wutong.directory.folding import fold
from wutong.directory.identifiers import check_ror, check_uscc
from wutong.directory.importing import OrganisationRow, Problem, compare, read_ror, read_units
from wutong.documents.blocks import Cell, Document, Place, Table

QUICK = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
NAME = st.text("甲乙丙丁戊己庚辛研究院大学ABCd", min_size=2, max_size=9).filter(lambda name: not name.startswith("注"))
USCC = "91110000600037341L"
CELL = st.sampled_from(["", " ", "无", "注：演示", "合计", "1", "中国", "泰国", "Narnia", USCC, "123", "a@demo.example", "a@",
                        "高校", "马戏团", "https://demo.example", "甲；乙", "单位名称", "03cve4549"]) | NAME | st.text(max_size=5)  # fmt: skip
HEADS = [
    "单位名称",
    "英文名称",
    "上级单位",
    "单位类型",
    "统一社会信用代码",
    "联系邮箱",
    "别名",
    "国家",
    "备注",
    "Unit name",
    "x",
]


def sheet(rows: Sequence[Sequence[str]], name: str = "名单") -> Document:
    made = tuple(
        tuple(Cell(text, Place("cell", sheet=name, row=at, column=column)) for column, text in enumerate(row, 1))
        for at, row in enumerate(rows, 1)
    )
    return Document("list.xlsx", "xlsx", [Table(made, Place("cell", sheet=name), name)])


GRIDS = st.integers(1, 5).flatmap(
    lambda width: st.tuples(
        st.lists(st.sampled_from(HEADS), min_size=width, max_size=width),
        st.lists(st.lists(CELL, min_size=width, max_size=width), max_size=7),
    )
)


@QUICK
@given(GRIDS)
def test_any_table_is_rows_and_problems_that_name_their_cells(grid: tuple[list[str], list[list[str]]]) -> None:
    heads, rows = grid
    found = read_units(sheet([heads, *rows]))
    cell = re.compile(r"名单(?:![A-E](\d+))?$")
    for place in [row.place for row in found.rows] + [problem.place for problem in found.problems]:
        match = cell.match(place)
        assert match and (match[1] is None or 2 <= int(match[1]) <= len(rows) + 1)
    assert len(found.rows) <= len(rows)
    assert all(row.name.strip() for row in found.rows)


@QUICK
@given(GRIDS)
def test_what_is_kept_holds(grid: tuple[list[str], list[list[str]]]) -> None:
    """A field is either right or empty with a problem beside it."""
    heads, rows = grid
    for row in read_units(sheet([heads, *rows])).rows:
        assert not row.uscc or check_uscc(row.uscc) == row.uscc
        assert not row.ror or check_ror(row.ror) == row.ror
        assert not row.country or re.fullmatch("[A-Z]{2}", row.country)
        assert not row.email or row.email.count("@") == 1


@QUICK
@given(st.lists(NAME, min_size=1, max_size=8, unique_by=fold), st.integers(0, 3))
def test_every_name_of_a_column_is_a_unit(names: list[str], above: int) -> None:
    rows = [["", ""]] * above + [["单位名称", "备注"]] + [[name, "x"] for name in names]
    found = read_units(sheet(rows))
    assert [row.name for row in found.rows] == names
    assert [row.place for row in found.rows] == [f"名单!A{above + 2 + at}" for at in range(len(names))]


HEAD_WORDS = ["单位名称", "机构名称", "单位全称", "学校名称", "Name of unit", "Organisation", "Institution", "Unit name",
              "Наименование организации"]  # fmt: skip


@pytest.mark.parametrize("head", HEAD_WORDS)
def test_a_name_column_is_known_by_many_words(head: str) -> None:
    assert [row.name for row in read_units(sheet([[head, "备用"], ["演示大学", "x"]])).rows] == ["演示大学"]


@pytest.mark.parametrize("note", ["注：演示", "备注：演示", "说明：演示", "合计", "Notes: demo", "Total"])
def test_a_note_below_is_no_unit(note: str) -> None:
    found = read_units(sheet([["单位名称", "国家"], ["演示大学", ""], [note, ""]]))
    assert [row.name for row in found.rows] == ["演示大学"] and found.problems == ()


@pytest.mark.parametrize("name", ["注册会计师协会", "备用电源研究所", "说明书印刷厂"])
def test_a_unit_whose_name_begins_like_a_note_is_kept(name: str) -> None:
    """The name alone in its row."""
    found = read_units(sheet([["单位名称", "国家"], ["演示大学", ""], [name, ""]]))
    assert [row.name for row in found.rows] == ["演示大学", name]


def row_of(number: int, **changed: Any) -> OrganisationRow:
    base = OrganisationRow(
        {"zh-hans": f"演示{number}院", "en": f"Demo {number}"}, country="CN", place=f"名单!A{number}"
    )
    return replace(base, **changed)


@st.composite
def lists(draw: st.DrawFn) -> list[OrganisationRow]:
    rows = []
    for number in draw(st.lists(st.integers(1, 6), max_size=6)):
        names = {code: f"{code}{number}" for code in draw(st.sampled_from([("zh-hans",), ("en",), ("zh-hans", "en")]))}
        rows.append(
            OrganisationRow(
                names,
                uscc=draw(st.sampled_from(["", USCC])),
                country=draw(st.sampled_from(["", "CN", "TH"])),
                kind=draw(st.sampled_from(["", "university"])),
                aliases=draw(st.sampled_from([(), ("别名",), ("Demo", "别名")])),
                parents=draw(st.sampled_from([(), ("zh-hans1",), ("某部",)])),
                place=f"名单!A{len(rows) + 2}",
            )
        )
    return rows


@QUICK
@given(lists(), lists())
def test_every_incoming_row_is_in_exactly_one_pile(
    existing: list[OrganisationRow], incoming: list[OrganisationRow]
) -> None:
    found = compare(existing, incoming)
    placed = [*found.new, *found.same, *found.refused, *(change.incoming for change in found.changed)]
    assert sorted(map(id, placed)) == sorted(map(id, incoming))
    places = {problem.place for problem in found.problems}
    assert all(row.place in places for row in found.refused), "a refused row says why"


@QUICK
@given(lists(), lists())
def test_a_dry_run_writes_nothing_and_gives_the_same_again(
    existing: list[OrganisationRow], incoming: list[OrganisationRow]
) -> None:
    before = [replace(row) for row in existing], [replace(row) for row in incoming]
    first = compare(existing, incoming)
    assert compare(existing, incoming) == first
    assert (existing, incoming) == before


@QUICK
@given(lists())
def test_into_an_empty_directory_everything_is_new_or_twice(incoming: list[OrganisationRow]) -> None:
    found = compare([], incoming)
    assert found.changed == [] and found.same == []
    assert {problem.code for problem in found.problems} <= {"twice", "unknown_parent"}


@QUICK
@given(st.lists(st.integers(1, 30), unique=True, max_size=8))
def test_what_is_there_already_changes_nothing(numbers: list[int]) -> None:
    rows = [row_of(number) for number in numbers]
    found = compare(rows, [replace(row, place=f"B{at}") for at, row in enumerate(rows)])
    assert (len(found.same), found.new, found.changed, found.refused, found.problems) == (len(rows), [], [], [], [])


@pytest.mark.parametrize(
    ("field", "value"), [("country", "TH"), ("kind", "company"), ("email", "a@demo.example"), ("uscc", USCC)]
)
def test_a_changed_field_is_told_with_old_and_new(field: str, value: str) -> None:
    (change,) = compare([row_of(1)], [row_of(1, **{field: value})]).changed
    assert change.fields == {field: (getattr(row_of(1), field), value)}


@pytest.mark.parametrize("field", ["country", "kind", "email", "uscc", "website", "ror"])
def test_an_empty_field_takes_nothing_away(field: str) -> None:
    full = row_of(1, kind="company", email="a@demo.example", uscc=USCC, website="https://d.example", ror="03cve4549")
    found = compare([full], [replace(full, **{field: ""})])
    assert len(found.same) == 1 and not found.changed


REGISTER = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["id", "name", "names", "types", "country", "links", "locations", "status", "relationships"]),
        inner, max_size=4),
    max_leaves=8,
)  # fmt: skip


@QUICK
@given(st.lists(REGISTER, max_size=5))
def test_any_json_of_a_register_gives_a_row_or_a_problem_each(records: list[Any]) -> None:
    found = list(read_ror(io.StringIO(json.dumps(records))))
    assert len(found) == len(records)
    assert all(isinstance(one, OrganisationRow | Problem) for one in found)


@QUICK
@given(st.text(max_size=120))
def test_any_text_for_a_register_ends_in_a_problem_or_nothing(text: str) -> None:
    found = list(read_ror(io.StringIO(text)))
    assert all(isinstance(one, Problem) for one in found)


@QUICK
@given(st.text("甲乙ABc（）() 　・-", max_size=12))
def test_folding_a_name_is_settled_after_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)
