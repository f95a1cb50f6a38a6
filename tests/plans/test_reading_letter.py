"""The parts of official letters. Letters here are made up for the tests."""

from __future__ import annotations

import pytest

from wutong.plans.reading import LetterReading, read_letter
from wutong.plans.reading.letter import split_units

LETTER = """某 某 省 科 学 技 术 厅 文 件

某科外〔2025〕7号

关于征集国际科技合作
项目需求的通知

各设区市科技局，省属高校、科研院所，有关单位：

为做好年度国际科技合作工作，现面向全省征集合作需求。请各单位于2025年10月20日17:30前将需求表（加盖公章）
报送我厅国际合作处，电子版同时发至邮箱 coop@office.example 。

联系人：王某，电话：025-1234567

附件：1．需求表
2．填表说明

某某省科学技术厅
2025年9月1日

抄送：省教育厅，省财政厅。
"""


def letter(text: str = LETTER) -> LetterReading:
    found = read_letter(text)
    assert found is not None
    return found


def test_letterhead_number_and_title() -> None:
    found = letter()
    assert found.issuer == "某某省科学技术厅"
    assert found.document_number == "某科外〔2025〕7号"
    assert found.title == "关于征集国际科技合作项目需求的通知"
    assert found.title_line == 5


def test_addressees_at_both_kinds_of_comma() -> None:
    assert letter().addressees == ("各设区市科技局", "省属高校", "科研院所", "有关单位")


def test_a_full_deadline() -> None:
    due = letter().deadline
    assert due is not None
    assert (due.year, due.month, due.day, due.hour, due.minute) == (2025, 10, 20, 17, 30)
    assert due.missing == ()
    assert due.quote == "2025年10月20日17:30前"


@pytest.mark.parametrize(
    ("phrase", "hour", "minute"),
    [
        ("10月20日前", 23, 59),
        ("10月20日下班前", 17, 30),
        ("10月20日中午前", 12, 0),
        ("10月20日上午下班前", 11, 30),
        ("10月20日（星期一）之前", 23, 59),
        ("10月20日12时前", 12, 0),
        ("10月20日9点半前", 9, 30),
        ("１０月２０日前", 23, 59),
    ],
)
def test_times_of_day(phrase: str, hour: int, minute: int) -> None:
    due = letter(LETTER.replace("2025年10月20日17:30前", phrase)).deadline
    assert due is not None
    assert (due.month, due.day, due.hour, due.minute) == (10, 20, hour, minute)
    assert due.missing == ("year",)
    assert set(due.meaning) == {"zh-hans", "en"}


def test_a_date_that_is_not_a_deadline_is_not_taken() -> None:
    assert letter(LETTER.replace("17:30前", "起")).deadline is None


def test_contact_phone_and_mail() -> None:
    found = letter()
    assert found.contact == "王某"
    assert found.phone == "025-1234567"
    assert found.reply_emails == ("coop@office.example",)


def test_attachments_on_several_lines() -> None:
    assert letter().attachments == ("需求表", "填表说明")


def test_copies() -> None:
    assert letter().copies == ("省教育厅", "省财政厅")


def test_the_body_leaves_out_contact_attachments_and_signature() -> None:
    body = letter().body
    assert len(body) == 1
    assert body[0].startswith("为做好年度国际科技合作工作")
    assert body[0].endswith("coop@office.example 。")


def test_a_letter_without_annexed_plan() -> None:
    found = letter()
    assert found.plan_line is None
    assert found.plan_title == ""


def test_a_plan_behind_the_date() -> None:
    found = letter(LETTER.replace("抄送：省教育厅，省财政厅。", "国际合作三年行动计划\n\n一、要求\n正文。"))
    assert found.plan_title == "国际合作三年行动计划"
    assert LETTER.splitlines()[: found.plan_line][-1] != ""


def test_a_plan_behind_the_word_attachment() -> None:
    text = LETTER + "\n附件1\n\n合作需求指南\n\n一、方向\n"
    found = letter(text)
    assert found.plan_title == "合作需求指南"
    assert text.splitlines()[(found.plan_line or 0) - 1] == "合作需求指南"


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("甲大学、乙公司，丙局", ("甲大学", "乙公司", "丙局")),
        (
            "各省、自治区、直辖市教育厅（教委），部属各高等学校",
            ("各省、自治区、直辖市教育厅（教委）", "部属各高等学校"),
        ),
        ("市政府各委、办、局，各有关单位", ("市政府各委、办、局", "各有关单位")),
        ("各省（市、自治区）科技厅（委、局）、甲司", ("各省（市、自治区）科技厅（委、局）", "甲司")),
        ("国土部科技与国合司", ("国土部科技与国合司",)),
        (" 甲 局 、 乙 局 ", ("甲局", "乙局")),
        ("", ()),
    ],
)
def test_lists_of_units(text: str, units: tuple[str, ...]) -> None:
    assert split_units(text) == units


@pytest.mark.parametrize(
    "text",
    [
        "",
        "一、总体要求\n（一）指导思想：\n坚持合作。\n",
        "某某计划\n\n为推进合作，制定本计划。\n",
        "只有一行",
        "A plan\n\nIntroduction\nThe work goes on.\n",
    ],
)
def test_texts_that_are_no_letters(text: str) -> None:
    assert read_letter(text) is None
