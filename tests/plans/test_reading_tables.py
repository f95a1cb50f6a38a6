"""Tables of indicators: which columns are aims, how values and units are read, and what is left to prose."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wutong.plans.reading import Target, read_plan

HEADER = ["序号", "指标", "2022年基期值", "2027年目标值", "属性"]
ROWS = [
    ["1", "合作基地数量（家）", "30", "50", "预期性"],
    ["2", "技术合同成交额（亿元）", "1200", "≥2000", "预期性"],
    ["3", "单位产值能耗（%）", "-", "下降15%以上", "约束性"],
    ["4", "企业满意度（%）", "81.5", "90左右", "预期性"],
]
SEPARATORS = ["\t", "  ", "\u3000", " | ", "；", "; "]


def table(separator: str, header: list[str] = HEADER, rows: list[list[str]] = ROWS) -> str:
    return "\n".join(separator.join(cells) for cells in [header, *rows])


def found(text: str) -> list[tuple[float | None, str, str]]:
    return [(target.value, target.unit, target.bound) for target in read_plan(text).targets]


def only(text: str) -> Target:
    (target,) = read_plan(text).targets
    return target


EXPECTED = [
    (50, "家", "exact"),
    (200_000_000_000, "元", "at_least"),
    (15, "%", "at_least"),
    (90, "%", "about"),
]


@pytest.mark.parametrize("separator", SEPARATORS)
def test_a_table_is_read_whatever_stands_between_its_cells(separator: str) -> None:
    assert found("附件\n主要指标\n" + table(separator) + "\n") == EXPECTED


@pytest.mark.parametrize("separator", SEPARATORS)
def test_line_quote_name_and_year_of_a_value(separator: str) -> None:
    text = "主要指标\n" + table(separator)
    first = read_plan(text).targets[0]
    assert (first.line, first.quote) == (3, text.splitlines()[2])
    assert (first.what, first.deadline) == ("合作基地数量", "2027年")


def test_a_table_of_a_word_processor_with_single_blanks() -> None:
    assert found("指标 2022年 2027年 属性\n合作基地（家） 30 50 预期性\n人才总量（万人） 3.1 4.5 预期性\n") == [
        (50, "家", "exact"),
        (45_000, "人", "exact"),
    ]


def test_blank_lines_between_rows() -> None:
    assert found(table("\t").replace("\n", "\n\n")) == EXPECTED


@pytest.mark.parametrize(
    ("header", "years"),
    [
        (["指标", "2020年", "2025年", "2030年"], ["2025年", "2030年"]),
        (["指标", "现状", "2025年", "2030年"], ["2025年", "2030年"]),
        (["Indicator", "Baseline 2022", "Target 2025", "Target 2030"], ["2025", "2030"]),
        (["指标名称", "2020年实际", "2025年目标", "年均增长"], ["2025年", ""]),
        (["Показатель", "Факт 2022", "План 2025", "План 2030"], ["2025", "2030"]),
    ],
)
def test_which_columns_are_aims(header: list[str], years: list[str]) -> None:
    targets = read_plan("\t".join(header) + "\nA类平台（%）\t11\t22\t33\n").targets
    assert [target.value for target in targets] == [22, 33]
    assert [target.deadline for target in targets] == years


@pytest.mark.parametrize(
    "header",
    [
        ["指标", "2020年", "说明", "来源"],
        ["指标", "2020年实际", "现状", "完成率"],
        ["姓名", "单位", "电话", "备注"],
        ["序号", "材料", "份数", "说明"],
    ],
)
def test_tables_without_aims_yield_nothing(header: list[str]) -> None:
    assert found("\t".join(header) + "\n甲\t12\t34\t56\n乙\t23\t45\t67\n") == []


def test_a_cell_merged_over_rows_is_missing_on_the_left() -> None:
    text = "类别\t指标\t单位\t2020年\t2025年\n创新\t研发投入强度\t%\t2.4\t3.0\n专利拥有量\t件\t6.3\t12\n"
    assert found(text) == [(3, "%", "exact"), (12, "件", "exact")]
    assert [target.what for target in read_plan(text).targets] == ["研发投入强度", "专利拥有量"]


def test_a_row_without_a_number_is_passed_over() -> None:
    text = "指标\t2020年\t2025年\n营商环境\t良好\t显著改善\n企业数（家）\t100\t200\n"
    assert found(text) == [(200, "家", "exact")]


def test_values_in_brackets_and_ranges() -> None:
    assert found("指标\t2020年\t2025年\n能耗累计降低（%）\t—\t〔13.5〕\n") == [(13.5, "%", "exact")]
    target = only("指标\t2020年\t2025年\n年均增速（%）\t5\t6-7\n")
    assert (target.value_low, target.value_high, target.unit) == (6, 7, "%")


def test_prose_goes_on_behind_a_table() -> None:
    text = "一、目标\n" + table("\t") + "\n二、任务\n到2030年，培育企业70家。\n"
    reading = read_plan(text)
    assert [head.number for head in reading.headings] == ["一", "二"]
    assert [target.value for target in reading.targets][-1] == 70
    assert [target.heading for target in reading.targets] == [0, 0, 0, 0, 1]


def test_the_numbers_of_rows_are_no_headings() -> None:
    assert read_plan("附件\n" + table("  ")).headings == ()


def test_a_table_in_a_look_back_sets_no_aims() -> None:
    assert found("一、“十三五”回顾\n指标\t2015年\t2020年\n企业数（家）\t100\t200\n") == []


CELLS = st.integers(1, 9999)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=8), st.sampled_from(["\t", "  ", "；"]))
def test_every_value_of_the_aimed_column_comes_out(values: list[tuple[int, int]], separator: str) -> None:
    rows = [
        [f"{name}类企业（家）", str(now), str(then)]
        for name, (now, then) in zip("甲乙丙丁戊己庚辛", values, strict=False)
    ]
    text = table(separator, ["指标名称", "2023年", "2028年"], rows)
    targets = read_plan(text).targets
    assert [target.value for target in targets] == [then for _, then in values]
    assert [target.line for target in targets] == list(range(2, len(rows) + 2))


DAMAGE: list[Callable[[str], str]] = [
    lambda text: text.replace("\t", "\t\t"),
    lambda text: text.replace("\n", "\n\t"),
    lambda text: text + "\t" * 50,
    lambda text: text[: len(text) // 2],
    lambda text: text.replace("家", ""),
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_table_is_no_crash(damage: Callable[[str], str]) -> None:
    text = damage(table("\t"))
    for target in read_plan(text).targets:
        assert target.quote in text.splitlines()[target.line - 1]


FLATTENED = "\n".join(
    ["专栏1 主要指标", "指标", "2020年", "2025年", "属性", "合作基地（家）", "30", "50", "预期性",
     "技术合同成交额（亿元）", "1200", "≥2000", "预期性", "能耗降低（%）", "-", "15", "〔15〕", "约束性"]
)  # fmt: skip


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_table_with_a_cell_a_line(between: str) -> None:
    text = FLATTENED.replace("\n", between)
    assert found(text) == [(50, "家", "exact"), (200_000_000_000, "元", "at_least"), (15, "%", "exact")]
    first = read_plan(text).targets[0]
    assert (first.what, first.deadline, first.quote) == ("合作基地", "2025年", text.splitlines()[first.line - 1])


def test_a_cell_a_line_with_aims_only() -> None:
    assert found("指标\n2030年目标\n属性\n合作基地（家）\n70\n预期性\n") == [(70, "家", "exact")]


def test_the_cells_of_a_flattened_table_are_no_headings() -> None:
    assert [head.number for head in read_plan(f"一、目标\n{FLATTENED}\n二、任务\n").headings] == ["一", "专栏1", "二"]


def test_the_word_for_an_expected_value_alone_makes_no_table() -> None:
    assert found("一、目标\n指标分为\n预期性\n和\n约束性\n两类。\n") == []
