"""Every kind of ask in every face: what people type well is kept in one spelling, what they type badly is told."""

from __future__ import annotations

import pytest

from tests.forms.faces_typed import FACES, TABLE, Case, judged
from wutong.forms.problems import WARNINGS

SHA = "ab" * 32

GOOD = (
    Case("topic", "题目", "题目"),
    Case("topic", "  spaced  ", "spaced"),
    Case("topic", "=1+1", "=1+1"),
    Case("topic", "-5 °C", "-5 °C"),
    Case("topic", "x" * 12, "x" * 12),
    Case("topic", "中文 عربي ру", "中文 عربي ру"),
    Case("topic", "2026", "2026"),
    Case("story", "一\n二", "一\n二"),
    Case("story", "字" * 30, "字" * 30),
    Case("story", "<b>&amp;</b>", "<b>&amp;</b>"),
    Case("count", "0", "0"),
    Case("count", "-5", "-5"),
    Case("count", "2000000", "2000000"),
    Case("count", "1,200", "1200"),
    Case("count", "1 200,50", "1200.5"),
    Case("count", "120万", "1200000"),
    Case("count", "１２", "12"),
    Case("count", "0.25", "0.25"),
    Case("cost", {"amount": "5", "currency": "CNY"}, {"amount": "5.00", "currency": "CNY"}),
    Case("cost", {"amount": "1,200.5", "currency": "USD"}, {"amount": "1200.50", "currency": "USD"}),
    Case("cost", {"amount": "120万", "currency": "人民币"}, {"amount": "1200000.00", "currency": "CNY"}),
    Case("cost", {"amount": "0", "currency": "USD"}, {"amount": "0.00", "currency": "USD"}),
    Case("cost", "120万元", {"amount": "1200000.00", "currency": "CNY"}),
    Case("cost", "$5 million", {"amount": "5000000.00", "currency": "USD"}),
    Case("cost", "人民币3.5万元", {"amount": "35000.00", "currency": "CNY"}),
    Case("day", "2026-01-01", "2026-01-01"),
    Case("day", "2030-12-31", "2030-12-31"),
    Case("day", "2026年5月6日", "2026-05-06"),
    Case("day", "2 января 2027 г.", "2027-01-02"),
    Case("day", "January 2, 2027", "2027-01-02"),
    Case("day", "02.01.2027", "2027-01-02"),
    Case("term", {"start": "2026-01-01", "end": "2027-12-31"}, {"start": "2026-01-01", "end": "2027-12-31"}),
    Case("term", {"start": "2026年", "end": "2027年6月"}, {"start": "2026-01-01", "end": "2027-06-30"}),
    Case("term", {"end": "2027"}, {"end": "2027-12-31"}),
    Case("term", {"start": "2026-05"}, {"start": "2026-05-01"}),
    Case("term", {"start": "2026-01-01", "end": "2026-01-01"}, {"start": "2026-01-01", "end": "2026-01-01"}),
    Case("mode", "rail", "rail"),
    Case("modes", "rail；air", ["rail", "air"]),
    Case("modes", "air", ["air"]),
    Case("modes", "air；rail；air", ["rail", "air"]),
    Case("where", "中亚五国 [KZ, UZ]", {"countries": ["KZ", "UZ"], "words": "中亚五国"}),
    Case("where", "KZ", {"countries": ["KZ"], "words": ""}),
    Case("where", "哈萨克斯坦", {"countries": [], "words": "哈萨克斯坦"}),
    Case("unit", "甲大学", {"id": None, "name": "甲大学"}),
    Case("unit", "甲大学 [#7]", {"id": 7, "name": "甲大学"}),
    Case("unit", "Университет «Б»", {"id": None, "name": "Университет «Б»"}),
    Case("head", {"name": "张三"}, {"name": "张三", "phone": "", "email": ""}),
    Case("head", {"name": "李四", "phone": "+86 10 1", "email": "l@a.cn"},
         {"name": "李四", "phone": "+86 10 1", "email": "l@a.cn"}),
    Case("head", {"email": "only@mail.example"}, {"name": "", "phone": "", "email": "only@mail.example"}),
)  # fmt: skip

BAD = (
    Case("topic", "x" * 13, "x" * 13, ("too_long",)),
    Case("story", "字" * 31, "字" * 31, ("too_long",)),
    Case("count", "many", None, ("not_number",)),
    Case("count", "1,2,3", None, ("not_number",)),
    Case("count", "nan", None, ("not_number",)),
    Case("count", "-5.01", "-5.01", ("too_small",)),
    Case("count", "2000001", "2000001", ("too_large",)),
    Case("count", "0.125", "0.125", ("too_precise",)),
    Case("count", "9" * 31, None, ("not_number",)),
    Case("cost", {"amount": "much", "currency": "CNY"}, None, ("not_number",)),
    Case("cost", {"amount": "5"}, None, ("no_currency",)),
    Case("cost", {"amount": "5", "currency": "GBP"}, None, ("unknown_currency",)),
    Case("cost", {"amount": "-1", "currency": "CNY"}, None, ("too_small",)),
    Case("cost", {"amount": "0.005", "currency": "USD"}, None, ("too_precise",)),
    Case("cost", "5万英镑", None, ("unknown_currency",)),
    Case("day", "soon", None, ("not_date",)),
    Case("day", "2026年", None, ("not_date",)),
    Case("day", "2026-02-30", None, ("not_date",)),
    Case("day", "05/06/2026", None, ("not_date",)),
    Case("day", "2025-12-31", "2025-12-31", ("too_early",)),
    Case("day", "2031-01-01", "2031-01-01", ("too_late",)),
    Case("term", {"start": "2027", "end": "2026"}, {"start": "2027-01-01", "end": "2026-12-31"}, ("period_order",)),
    Case("term", {"start": "soon", "end": "2026"}, {"end": "2026-12-31"}, ("not_date",)),
    Case("term", {"start": "soon", "end": "late"}, None, ("not_date", "not_date")),
    Case("mode", "walk", None, ("unknown_choice",)),
    Case("modes", "rail；walk", ["rail"], ("unknown_choice",)),
    Case("modes", "walk；swim", None, ("unknown_choice", "unknown_choice")),
    Case("head", {"name": "张三", "email": "nowhere"}, {"name": "张三", "phone": "", "email": "nowhere"}, ("not_email",)),
)  # fmt: skip

# On the page a file is chosen, not typed; in files its name and digest can be.
TYPED_FILES = (
    Case("paper", "a.pdf", {"sha256": None, "name": "a.pdf", "size": None}),
    Case("paper", f"a [1].pdf [sha256 {SHA}, 100 bytes]", {"sha256": SHA, "name": "a [1].pdf", "size": 100}),
    Case("paper", f"a.pdf [sha256 {SHA}, 101 bytes]", {"sha256": SHA, "name": "a.pdf", "size": 101},
         ("file_too_large",)),
    Case("paper", f"[sha256 {SHA}]", {"sha256": SHA, "name": "", "size": None}),
    Case("paper", "a.pdf [sha256 12]", {"sha256": None, "name": "a.pdf [sha256 12]", "size": None}),
)  # fmt: skip

ALL = GOOD + BAD
IN_FILES = TYPED_FILES


def test_every_kind_has_good_and_bad_cases() -> None:
    free = {"where", "unit", "paper", "mark"}  # any words will do, or are only told as a warning
    assert {case.code for case in ALL + IN_FILES} | {"mark"} == {column.code for column in TABLE.columns}
    assert {case.code for case in BAD} == {column.code for column in TABLE.columns} - free


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("case", GOOD, ids=str)
def test_what_is_typed_well_is_kept_in_one_spelling(face: str, case: Case) -> None:
    found = judged(face, ALL)[case]
    assert found.value == case.kept
    assert not found.faults


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("case", BAD, ids=str)
def test_what_is_typed_badly_is_told_by_its_name(face: str, case: Case) -> None:
    found = judged(face, ALL)[case]
    assert tuple(found.faults) == case.faults
    assert found.value == case.kept


@pytest.mark.parametrize("face", FACES)
def test_a_fault_stops_only_its_own_answer(face: str) -> None:
    found = judged(face, ALL)
    assert all(not found[case].faults for case in GOOD)
    assert sum(len(found[case].faults) for case in BAD) == sum(len(case.faults) for case in BAD)


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("case", BAD, ids=str)
def test_a_fault_is_an_error_and_names_its_column(face: str, case: Case) -> None:
    for problem in judged(face, ALL)[case].problems:
        assert problem.is_error and problem.code not in WARNINGS
        assert problem.spot.column == case.code
        assert problem.labels[-1]["en"] == f"Ask {case.code}"


@pytest.mark.parametrize("case", BAD, ids=str)
def test_the_message_points_to_the_cell_of_the_workbook(case: Case) -> None:
    row = ALL.index(case) + 3
    for problem in judged("excel", ALL)[case].problems:
        assert problem.place is not None and problem.place.row == row
        assert problem.message.startswith("Sheet 甲lines, cell ")
        assert f"{row}: " in problem.message


@pytest.mark.parametrize("case", BAD, ids=str)
def test_the_message_points_to_the_row_of_the_word_table(case: Case) -> None:
    row = ALL.index(case) + 2
    for problem in judged("word", ALL)[case].problems:
        assert problem.message.startswith(f"Table 2, row {row}, field Ask {case.code}: ")


@pytest.mark.parametrize("face", ["page", "json"])
@pytest.mark.parametrize("case", BAD, ids=str)
def test_the_message_points_to_the_row_of_the_list(face: str, case: Case) -> None:
    row = ALL.index(case) + 1
    for problem in judged(face, ALL)[case].problems:
        assert problem.message.startswith(f"Ask lines, row {row}, field Ask {case.code}: ")


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("case", [case for case in BAD if case.faults[0] != "too_long"], ids=str)
def test_the_message_repeats_what_was_typed_or_the_limit(face: str, case: Case) -> None:
    for problem in judged(face, ALL)[case].problems:
        said = [str(value) for value in problem.parameters.values()]
        assert any(text[:20] in problem.text for text in said)


@pytest.mark.parametrize("face", ["excel", "word", "json"])
@pytest.mark.parametrize("case", IN_FILES, ids=str)
def test_files_named_in_files(face: str, case: Case) -> None:
    found = judged(face, IN_FILES)[case]
    assert found.value == case.kept
    assert tuple(found.faults) == case.faults


@pytest.mark.parametrize("face", FACES)
def test_all_faces_agree_on_every_case(face: str) -> None:
    one, other = judged(face, ALL), judged("json", ALL)
    for case in ALL:
        assert (one[case].value, one[case].faults) == (other[case].value, other[case].faults), str(case)
