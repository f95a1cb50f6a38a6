"""Names of senders beside words of the business, labels in plain talk, units of money in headings, years of work."""

from __future__ import annotations

from datetime import date

import pytest

from tests.calls.reading.building import document, needs, paragraphs, reading, table
from wutong.calls.reading import ReadingContext, read_reply
from wutong.calls.reading.headers import role_of
from wutong.calls.reading.money import money_of, unit_of
from wutong.calls.reading.organisations import organisation_in
from wutong.calls.reading.periods import find_period
from wutong.calls.reading.results import Draft, Piece
from wutong.documents.blocks import Place
from wutong.documents.opening import open_file

ITEMS = (
    "1. Joint laboratory on soils. Country: Kenya. Budget: USD 30,000.",
    "2. Training of farmers. Country: Nepal. Budget: USD 20,000.",
)
SENDERS = {
    "雁荡生态研究院：合作需求": "雁荡生态研究院",
    "雁荡生态研究院——需求建议": "雁荡生态研究院",
    "雁荡生态研究院提出以下需求：": "雁荡生态研究院",
    "雁荡生态研究院现报送需求如下：": "雁荡生态研究院",
    "Lakeside Soil Institute: needs": "Lakeside Soil Institute",
    "Lakeside Soil Institute | Proposals": "Lakeside Soil Institute",
    "Lakeside Soil Institute (needs)": "Lakeside Soil Institute",
    "Lakeside Soil Institute proposes the following:": "Lakeside Soil Institute",
    "The Lakeside Soil Institute would like to propose:": "Lakeside Soil Institute",
    "Lakeside Soil Consultants": "Lakeside Soil Consultants",
    "Институт почв Приозерья: предложения": "Институт почв Приозерья",
    "Институт почв Приозерья — потребности": "Институт почв Приозерья",
    "Институт почв Приозерья предлагает:": "Институт почв Приозерья",
}


@pytest.mark.parametrize("first", SENDERS)
def test_the_name_ends_where_the_words_of_the_business_begin(first: str) -> None:
    unit = reading(document(paragraphs(first, *ITEMS))).unit
    assert unit is not None and unit.value == SENDERS[first]


@pytest.mark.parametrize(
    "words",
    [
        "Предложения института",
        "Предложения университета",
        "Needs of the institute",
        "Our institute",
        "Reply of the centre",
    ],
)
def test_words_of_the_business_alone_name_nobody(words: str) -> None:
    assert organisation_in(words) == ""


@pytest.mark.parametrize(
    "label", ["填报机构", "报送机构", "申报机构", "上报机构", "回复单位", "答复单位", "填报方", "来函单位"]
)
def test_who_fills_in_is_the_unit_and_not_the_partner(label: str) -> None:
    assert role_of(label)[0] == "unit"
    rows = [[label, "青荷兽医研究院", "", ""], ["合作项目", "具体内容", "对象国家", "执行期"],
            ["牦牛疫苗技术转让", "转让悬浮培养工艺", "蒙古国", "2027年"]]  # fmt: skip
    unit = reading(document(table(rows, sheet="表"))).unit
    assert unit is not None and unit.value == "青荷兽医研究院"


@pytest.mark.parametrize(
    ("label", "role"),
    [("花费/万元", "money"), ("开销（万元）", "money"), ("经费/千元", "money"), ("Cost / USD", "money"), ("怎么干", "text"),
     ("牵头老师", "contact"), ("万元", "money"), ("国家/地区", "countries"), ("合作机构", "partner")],
)  # fmt: skip
def test_labels_in_plain_talk(label: str, role: str) -> None:
    assert role_of(label)[0] == role


@pytest.mark.parametrize(
    ("label", "currency", "multiplier"),
    [("Cost (CNY 10,000)", "CNY", 10_000), ("Budget (RMB 10 000)", "CNY", 10_000), ("Budget, USD '000", "USD", 1_000),
     ("花费/万元", "CNY", 10_000), ("Cost (USD)", "USD", 1), ("Budget (10,000 yuan)", "CNY", 10_000)],
)  # fmt: skip
def test_the_unit_of_money_in_a_heading(label: str, currency: str, multiplier: int) -> None:
    assert unit_of(label)[1:] == (currency, multiplier)
    money = money_of("400", label)
    assert money is not None and (money.amount, money.currency, money.multiplier) == (400, currency, multiplier)


@pytest.mark.parametrize(
    ("text", "year"),
    [("投资350万元，实施时间2028年。", 2028), ("向老挝推广，建设期2027年，分两批", 2027), ("2028年投入140万元", 2028),
     ("Inspectors visit twice. Cost about USD 45,000 over 2027.", 2027), ("Стажировки. Срок: 2029 г.", 2029),
     ("Planned for 2030, in Lusaka", 2030)],
)  # fmt: skip
def test_one_year_of_work(text: str, year: int) -> None:
    place = Place("paragraph", paragraph=1)
    found = find_period(Draft(place, text=[Piece(text, place)]))
    assert found is not None and (found.value.start, found.value.end) == (date(year, 1, 1), date(year, 12, 31))
    assert str(year) in found.value.printed and not found.value.printed.startswith(("时间", "over"))


@pytest.mark.parametrize(
    "text", ["Training for over 2027 engineers a year", "覆盖2028人的培训", "A village of 2000 people"]
)
def test_a_count_is_no_year(text: str) -> None:
    place = Place("paragraph", paragraph=1)
    assert find_period(Draft(place, text=[Piece(text, place)])) is None


@pytest.mark.parametrize("dash", ["—", "-", "～", "至"])
def test_years_cut_apart_by_the_end_of_a_line(dash: str) -> None:
    made = paragraphs(
        "一、苔藓育苗联合实验室",
        f"与老挝共建苗圃。总投入 900 万元，2027{dash}",
        "2030 年。",
        "二、海草床修复培训",
        "面向肯尼亚。",
    )
    first, _ = needs(document(made))
    assert first.period and first.period.value.start and first.period.value.end
    assert (first.period.value.start.year, first.period.value.end.year) == (2027, 2030)


def test_a_list_inside_the_opening_of_a_letter_holds_needs() -> None:
    words = (
        "贵司函悉，我所认为可从三方面着力：一是与越南共建红树林苗圃联合实验室，2027—2029年投入300万元；"
        "二是向毛里塔尼亚转让对虾冷链技术，2028年投入140万元；三是接收加纳留学生，每年10名，2027年投入60万元。"
    )
    found = needs(document(paragraphs("青荷海洋研究所", "国际司：", words, "特此函复。")))
    assert [need.countries.value for need in found] == [("VN",), ("MR",), ("GH",)]
    assert [int(need.money.value.amount) for need in found if need.money] == [300, 140, 60]


@pytest.mark.parametrize("measure", ["万元", "人民币万元", "人民币元", "千美元", "万美元", "тыс. руб.", "USD"])
def test_a_measure_of_money_over_a_table_is_no_unit(measure: str) -> None:
    rows = f"需求汇总表,,\n单位：{measure},,\n名称,合作国家,经费\n种质资源交换,越南,120\n抗旱品种示范,老挝,60\n"
    (found,) = read_reply(open_file("表.csv", rows.encode()), ReadingContext(on=date(2026, 9, 1)))
    assert found.unit is None
    assert len(found.needs) == 2
