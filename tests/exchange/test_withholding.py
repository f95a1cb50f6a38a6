"""What is taken out of a text before the public reads it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wutong.exchange.withholding import without_people


@pytest.mark.parametrize(
    ("text", "public"),
    [
        (
            "共三十人（老挝，人才交流，2027年度，550,000元，张三 000-5552102）。",
            "共三十人（老挝，人才交流，2027年度，550,000元）。",
        ),
        ("建实验室。联系人：李四，电话：010-88886666。", "建实验室。"),
        ("Join in. Demo contact Song, demo.song@lanwan.example.", "Join in."),
        ("研究三年，张三，13800000000。", "研究三年。"),
        ("Совместная лаборатория. Контактное лицо: Иванов.", "Совместная лаборатория."),
    ],
)
def test_contacts_inside_sentences_go(text, public):
    assert without_people(text) == public


@pytest.mark.parametrize(
    "text",
    [
        "2027年1月至2028年12月，经费1,250,000元。",
        "Exchange of 12 engineers, 2027-2028, US$55,000.",
        "第1期（2027—2028）共计13800000元。",
        "",
    ],
)
def test_dates_and_amounts_stay(text):
    assert without_people(text) == text


def test_a_known_contact_goes_wherever_it_stands():
    text = "由张三主持，与哈方合作。张三、李四参加。"
    assert "张三" not in without_people(text, ["张三 000-5550101"])


def test_a_long_clause_before_a_number_is_not_taken_for_a_name():
    text = "在阿拉木图建设面向中亚五国的可再生能源联合实验室并培养当地的青年工程师与管理人员，000-5550101。"
    assert "联合实验室" in without_people(text)


@given(st.text(alphabet="联合实验室培训，。；（）甲乙 \n", max_size=80))
def test_a_text_without_people_is_left_as_it_is(text):
    assert without_people(text) == text


@given(st.text(alphabet="abc实验，。() ", max_size=30), st.text(alphabet="abc实验，。() ", max_size=30))
def test_no_address_survives(before, after):
    assert "@" not in without_people(f"{before} someone@unit.example {after}")
