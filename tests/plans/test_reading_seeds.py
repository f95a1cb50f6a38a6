"""The two policy texts the product is built for are read rightly, letter and all."""

from __future__ import annotations

from pathlib import Path

import pytest

from wutong.plans.content import shipped_plans
from wutong.plans.reading import LetterReading, PlanReading, read_letter, read_plan
from wutong.plans.reading.lines import read_paragraphs

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
PLAN_A = SEEDS / "plan-a-letter-and-action-plan.zh.txt"
PLAN_B = SEEDS / "plan-b-universities.zh.txt"

pytestmark = pytest.mark.skipif(not PLAN_A.exists(), reason="the policy texts are not beside the checkout")

UNITS_OF_THE_LETTER = [
    "中国交通建设集团有限公司",
    "中国远洋海运集团有限公司",
    "招商局集团",
    "武汉理工大学",
    "长安大学",
    "集美大学",
    "上海海事大学",
    "长沙理工大学",
    "重庆交通大学",
    "山东交通学院",
    "南通大学",
    "中国船级社",
    "大连海事大学",
    "部规划院",
    "交科院",
    "水科院",
    "公路院",
    "天科院",
    "通信信息中心",
    "规划司",
    "公路局",
    "水运局",
    "运输服务司",
    "安质司",
    "国际司",
    "海事局",
    "救捞局",
]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def plan_a() -> PlanReading:
    return read_plan(text_of(PLAN_A))


@pytest.fixture(scope="module")
def plan_b() -> PlanReading:
    return read_plan(text_of(PLAN_B))


@pytest.fixture(scope="module")
def letter() -> LetterReading:
    found = read_letter(text_of(PLAN_A))
    assert found is not None
    return found


@pytest.mark.parametrize(("code", "path"), [("A", PLAN_A), ("B", PLAN_B)])
def test_every_heading_is_the_item_the_product_ships(code: str, path: Path) -> None:
    items = [item for item in shipped_plans()[code].items if item.kind != "letter"]
    found = read_plan(text_of(path)).headings
    assert [(head.level, head.number, head.title) for head in found] == [
        (item.level, item.number, item.title["zh-hans"]) for item in items
    ]


@pytest.mark.parametrize("path", [PLAN_A, PLAN_B])
def test_headings_point_to_their_own_lines(path: Path) -> None:
    lines = text_of(path).splitlines()
    for head in read_plan(text_of(path)).headings:
        assert lines[head.line - 1].strip().startswith(head.number)
        assert head.title in lines[head.line - 1]


def test_the_tasks_of_plan_b_are_numbered_through(plan_b: PlanReading) -> None:
    tasks = [head.number for head in plan_b.headings if head.level == 3]
    assert tasks == [f"{number}." for number in range(1, 14)]


def test_principles_with_a_dash_are_no_headings(plan_b: PlanReading) -> None:
    assert not [head for head in plan_b.headings if "育人为本" in head.title or "共商共建" in head.title]


def test_plan_a_sets_five_figures(plan_a: PlanReading) -> None:
    assert [(target.value, target.unit, target.line) for target in plan_a.targets] == [
        (2500, "人次", 51),
        (5000, "人次", 51),
        (1000, "人次", 51),
        (20, "个", 51),
        (50, "家", 53),
    ]


def test_all_five_are_due_within_five_years(plan_a: PlanReading) -> None:
    assert {target.deadline for target in plan_a.targets} == {"5年内"}


def test_the_five_stand_under_the_goals(plan_a: PlanReading) -> None:
    titles = {plan_a.headings[target.heading].title for target in plan_a.targets if target.heading is not None}
    assert titles == {"工作目标"}


def test_the_figures_are_those_the_product_ships(plan_a: PlanReading) -> None:
    shipped = shipped_plans()["A"].targets
    assert [target.value for target in plan_a.targets] == [target.value for target in shipped]
    assert [target.unit for target in plan_a.targets] == [target.unit_label["zh-hans"] for target in shipped]
    for read, kept in zip(plan_a.targets, shipped, strict=True):
        assert kept.quote in read.quote


def test_shipped_quotes_stand_in_the_text() -> None:
    text = text_of(PLAN_A)
    assert all(target.quote in text for target in shipped_plans()["A"].targets)


@pytest.mark.parametrize(
    ("index", "what"),
    [
        (0, "沿线国家青年科学家来华从事短期科研工作"),
        (2, "青少年科普交流"),
        (4, "投入运行的联合实验室或联合研究中心"),
    ],
)
def test_what_is_counted(plan_a: PlanReading, index: int, what: str) -> None:
    assert plan_a.targets[index].what == what


def test_plan_b_sets_no_figure(plan_b: PlanReading) -> None:
    assert plan_b.targets == ()


def test_the_letter_names_its_27_units_in_order(letter: LetterReading) -> None:
    assert list(letter.addressees) == UNITS_OF_THE_LETTER
    assert len(letter.addressees) == 27


def test_who_wrote_the_letter_and_about_what(letter: LetterReading) -> None:
    assert letter.issuer == "中华人民共和国交通运输部"
    assert letter.title == "关于征集“一带一路”科技创新需求建议的函"
    assert letter.title_line == 5


def test_the_deadline_lacks_a_year(letter: LetterReading) -> None:
    due = letter.deadline
    assert due is not None
    assert (due.month, due.day, due.phrase) == (9, 11, "下班前")
    assert due.year is None
    assert due.missing == ("year",)
    assert (due.hour, due.minute) == (17, 30)
    assert "office hours" in due.meaning["en"]


def test_the_deadline_is_not_the_date_of_the_forum(letter: LetterReading) -> None:
    due = letter.deadline
    assert due is not None
    assert due.quote == "9 月 11 日下班前"
    assert due.line == 11


def test_where_to_answer(letter: LetterReading) -> None:
    assert letter.reply_emails == ("needs@ministry.example",)
    assert letter.phone == "010-00000000"
    assert letter.contact == ""  # the text only holds the place open: （联系人）


def test_copies_are_split_over_their_wrapped_lines(letter: LetterReading) -> None:
    assert len(letter.copies) == 23
    assert letter.copies[0] == "各省（市、自治区）科技厅（委、局）"
    assert letter.copies[8] == "国土部科技与国合司"
    assert letter.copies[-1] == "中航工业集团"


def test_the_annexed_plan_begins_behind_the_letter(letter: LetterReading) -> None:
    assert letter.plan_title == "“一带一路”科技创新合作行动计划"
    assert letter.plan_line == 23
    assert letter.attachments == ("“一带一路”科技创新合作行动计划",)


def test_the_body_joins_the_sentence_a_page_break_cut(letter: LetterReading) -> None:
    assert len(letter.body) == 2
    assert "我司将梳理形成我部具体实施方案报科技部" in letter.body[1]


def test_the_circular_of_plan_b_is_a_letter_without_deadline() -> None:
    circular = read_letter(text_of(PLAN_B))
    assert circular is not None
    assert circular.issuer == "教育部"
    assert circular.document_number == "教技〔2018〕12号"
    assert circular.deadline is None
    assert circular.addressees[0] == "各省、自治区、直辖市教育厅（教委）"
    assert circular.copies[-1] == "国际司"
    assert circular.plan_line == 20


def wrapped(text: str, width: int, indent: str) -> str:
    """The text as a word processor saves it with line breaks: `width` characters a line, paragraphs indented."""
    lines: list[str] = []
    for paragraph in read_paragraphs(text):
        whole = indent + paragraph.text
        lines += [whole[at : at + width] for at in range(0, len(whole), width)]
    return "\n".join(lines)


@pytest.mark.parametrize("path", [PLAN_A, PLAN_B])
@pytest.mark.parametrize("indent", ["", "　　"])
@pytest.mark.parametrize("width", [28, 35, 42])
def test_wrapping_a_text_changes_nothing_but_the_lines(path: Path, indent: str, width: int) -> None:
    plain, again = read_plan(text_of(path)), read_plan(wrapped(text_of(path), width, indent))
    assert [(head.level, head.number, head.title) for head in again.headings] == [
        (head.level, head.number, head.title) for head in plain.headings
    ]
    assert [(target.value, target.unit) for target in again.targets] == [
        (target.value, target.unit) for target in plain.targets
    ]
