"""What is compared of a need: its topic, without the brackets and sentences that repeat its columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wutong.calls.reading.compared import compared, topic, wording

TOPIC = "调查育龄妇女铁缺乏的饮食原因，试验强化面粉"
TAILS = [
    "（肯尼亚，共建联合实验室，2027年1月至2029年12月）",
    "（肯尼亚，2027—2029年，1,900,000元）",
    "(Kenya, joint laboratory, 2027, demo@example.org)",
    "（肯尼亚，人员交流与培训，80万元，联系人·罗 000-5550402）",
    "（联合实验室，Университет (Кения), 2027 г.）",
]
SENTENCES = [
    (
        "Two vaccines are tested on farms.",
        " We would work in the form of “joint research”, at a cost of about USD 140,000,",
    ),
    ("在六处滑坡上开展位移监测。", "拟以共建联合实验室方式推进，2027-2029实施，经费需求约260万元，"),
    ("Поставляются десять машин.", " Вид работы — передача технологий, период — 2027-2028 годы."),
    ("试验梭梭直播。", "执行期4年（2027—2030年），预计需要2,900,000元，由负责人000-5550701联系。"),
    ("Пять участков сравниваются.", "\nПериод — 2027 год, вопросы: demo.tan@songbei.example"),
]


@pytest.mark.parametrize("tail", TAILS)
def test_a_bracket_that_repeats_the_columns_is_left_out(tail: str) -> None:
    assert compared("孕产妇贫血研究", f"{TOPIC}{tail}。") == f"孕产妇贫血研究\n{TOPIC}。"


@pytest.mark.parametrize(("said", "repeated"), SENTENCES)
def test_a_sentence_that_repeats_the_columns_is_left_out(said: str, repeated: str) -> None:
    assert topic(said + repeated) == said


@pytest.mark.parametrize(
    "text",
    [
        "两国共用一套规程（含藻毒素检测），每年互派三人。",  # a bracket that says something
        "2027年在红海沿岸建成日产五百吨的装置。",  # a year alone
        "建设联合实验室，研究路面车辙。",  # an action alone
        "The pump costs USD 90 and lasts ten years.",  # a sum alone
        "Tests run at 3.5 MPa. Version 2.1 follows.",
        "温度升高1.5℃；湿度下降。降雨减少？也许！",
    ],
)
def test_what_says_something_is_kept_as_it_is(text: str) -> None:
    assert topic(text) == text


def test_values_of_the_needs_own_columns_count_as_facts() -> None:
    text = "研究浮标防腐。由蒙巴萨演示海洋研究所参加，自2027年起。"
    assert topic(text) == text
    assert compared("浮标", text, ["蒙巴萨演示海洋研究所"]) == "浮标\n研究浮标防腐。"


def test_a_short_value_is_not_looked_for_in_the_words() -> None:
    text = "王村的灌渠2027年改造。"
    assert compared("灌渠", text, ["王", ""]) == f"灌渠\n{text}"


def test_a_title_that_is_nothing_but_facts_stays() -> None:
    title = "2027年联合实验室"
    assert compared(title, "") == title


def test_a_title_loses_its_tail_of_facts() -> None:
    assert compared("浮标观测网（联合实验室，2027年）", "") == "浮标观测网"


@given(st.text(max_size=200))
def test_nothing_is_added_and_the_second_time_changes_nothing(text: str) -> None:
    once = topic(text)
    left = iter(text)
    assert all(char in left for char in once), "the characters of the topic stand in the text in the same order"
    assert topic(once) == once


@given(st.text(alphabet="研究水稻abc ,.。；\n（）()", max_size=80))
def test_a_text_without_figures_and_actions_stays_whole(text: str) -> None:
    assert topic(text) == text.strip()


@given(st.sampled_from(TAILS), st.sampled_from([said for said, _ in SENTENCES]))
def test_with_or_without_its_tail_a_need_is_the_same(tail: str, said: str) -> None:
    assert topic(f"{said}\n{tail}") == topic(said)


def test_a_merged_wording_begins_without_what_columns_say():
    text = (
        "每年互派四名青年人员（俄罗斯，人员交流与培训，2027年1月至2028年12月，约55万元，演示联系人·袁 000-5550901）。"
    )
    assert wording(text) == "每年互派四名青年人员。"


def test_a_text_of_nothing_but_facts_is_kept_whole():
    text = "（共建联合实验室，2027年，55万元）"
    assert wording(text) == text
