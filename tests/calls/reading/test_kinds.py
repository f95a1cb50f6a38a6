"""What kind of file it is, in three languages."""

from __future__ import annotations

import pytest

from tests.calls.reading.building import document, mail, paragraphs, reading
from wutong.documents.blocks import Document

NO_NEEDS = [
    "我单位暂无需求建议。",
    "经研究，我校暂无“一带一路”科技创新需求建议，特此函复。",
    "来函收悉。我中心目前没有相关合作需求。",
    "经征求各部门意见，我公司无需求上报。",
    "本单位本次不提出需求。",
    "我所暂不参与本次征集。",
    "我厅无意见，无相关需求。",
    "我局暂未有国际合作需求。" if False else "我局目前没有国际科技合作需求。",
    "经梳理，我院现无新增需求。",
    "零报告。",
    "We have no needs to report.",
    "Our institute has no proposals at this time.",
    "There are no proposals from our side.",
    "We do not have any needs this year.",
    "Having consulted all departments, we have no specific proposals to submit.",
    "Nil return.",
    "Our university does not intend to submit proposals.",
    "At present we have nothing to propose.",
    "Предложений не имеем.",
    "Сообщаем, что предложений по научно-техническому сотрудничеству не имеется.",
    "Институт не имеет предложений.",
    "Потребности отсутствуют.",
    "У нас нет предложений по данному вопросу.",
    "Предложения от филиала отсутствуют.",
]


@pytest.mark.parametrize("words", NO_NEEDS)
def test_no_needs(words: str) -> None:
    assert reading(document(paragraphs("青石研究所", words))).kind == "no_needs"


NOT_A_REPLY = {
    "out of office zh": ("自动回复：征集函", "您好，我正在休假，期间无法及时回复邮件。"),
    "out of office en": (
        "Automatic reply: call",
        "I am out of the office until 5 November with limited access to e-mail.",
    ),
    "out of office ru": ("Автоответ", "Нахожусь в отпуске до 10 ноября."),
    "bounce": ("Undeliverable: call for needs", "Delivery has failed to these recipients."),
    "extension zh": ("延期", "因工作安排，恳请将报送时间延期至11月20日。"),
    "extension en": ("Deadline", "We kindly request an extension of the deadline by two weeks."),
    "extension ru": ("Срок", "Просим продлить срок представления предложений до 20 ноября."),
    "question zh": ("咨询", "请问附属医院可以单独填报吗？经费是否包括外方出资？"),
    "question en": ("Question", "Could you please clarify whether hospitals may reply separately?"),
    "question ru": ("Вопрос", "Просим уточнить, можно ли подать предложения на русском языке?"),
    "advertising zh": ("招展", "第八届博览会诚邀贵单位参展，早鸟价优惠，扫码报名。退订回T。"),
    "advertising en": (
        "Special offer",
        "Register now for our training with an early bird discount. Click here. Unsubscribe.",
    ),
    "advertising ru": ("Скидки", "Скидки на оборудование! Спешите, специальное предложение. Отписаться."),
    "acknowledged": ("Re: 征集函", "收到，谢谢。"),
    "later": ("Re: 征集函", "来函收到，我们正在组织研究，稍后报送。"),
    "thanks": ("Re: call", "Thank you for your letter. We will reply in due course."),
}


@pytest.mark.parametrize("case", NOT_A_REPLY)
def test_not_a_reply(case: str) -> None:
    subject, body = NOT_A_REPLY[case]
    read = reading(mail(body, subject=subject))
    assert (read.kind, read.needs) == ("not_a_reply", ())


def test_the_call_letter_itself_is_not_a_reply() -> None:
    letter = document(
        paragraphs(
            "关于征集“一带一路”科技创新需求建议的函",
            "各有关单位：",
            "为落实行动计划，请你单位结合实际，研究提出具体需求建议。",
            "一、共建联合实验室",
            "二、科技园区合作",
            "请于11月1日前将需求建议书面反馈我办，电子版请发至邮箱。",
        )
    )
    assert (reading(letter).kind, reading(letter).notes) == ("not_a_reply", ("call_letter",))


def test_a_reply_that_names_the_call_letter_is_one() -> None:
    reply = document(
        paragraphs(
            "青石大学",
            "关于《关于征集“一带一路”科技创新需求建议的函》的复函",
            "来函收悉，现将需求函复如下：",
            "一、水稻联合实验室",
            "共建。",
        )
    )
    assert reading(reply).kind == "reply"


def test_a_reply_whose_needs_speak_of_delays_and_questions_is_one() -> None:
    reply = document(
        paragraphs(
            "我院需求如下：",
            "1. 延长水坝寿命的联合研究",
            "如何延缓老化？与老挝共同研究。",
            "2. 自动回复机器人技术示范",
            "在越南推广。",
        )
    )
    assert reading(reply).kind == "reply"
    assert len(reading(reply).needs) == 2


def test_unreadable_files_keep_the_reason() -> None:
    read = reading(Document("x.docx", "docx", problem="encrypted", detail="password"))
    assert (read.kind, read.problem, read.notes) == ("unreadable", "encrypted", ("password",))


def test_something_like_a_reply_without_needs_goes_to_a_person() -> None:
    read = reading(document(paragraphs("青石大学", "来函收悉，现函复如下。", "我校高度重视此项工作。")))
    assert (read.kind, read.needs) == ("reply", ())
    assert "needs a person" in read.notes and read.confidence < 0.5


@pytest.mark.parametrize(
    ("words", "language"), [("水稻联合实验室", "zh"), ("Joint laboratory", "en"), ("Лаборатория", "ru"), ("", "")]
)
def test_the_language_is_told_by_script(words: str, language: str) -> None:
    assert reading(document(paragraphs(words))).language == language
