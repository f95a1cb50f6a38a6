"""Mails: the body, what is quoted, what is forwarded, and what is attached."""

from __future__ import annotations

from tests.calls.reading.building import CONTEXT, document, mail, paragraphs, reading, table
from wutong.calls.reading import read_reply
from wutong.documents.blocks import Document

CALL = """-----原始邮件-----
发件人：合作办公室 <needs@office.example>
主题：关于征集需求建议的函
各有关单位：
请你单位结合实际，研究提出具体需求建议。
一、共建联合实验室
二、科技园区合作
请于11月1日前反馈。"""


def test_needs_in_the_body_above_a_quoted_call() -> None:
    read = reading(
        mail(
            "您好，我所提出以下需求：\n1. 水稻联合实验室，与越南共建。\n2. 光伏技术培训，面向老挝。\n\n此致\n敬礼", CALL
        )
    )
    assert [need.title.value for need in read.needs] == ["水稻联合实验室，与越南共建", "光伏技术培训，面向老挝"]
    assert any("科技园区合作" in left.text and left.why == "quoted" for left in read.leftover)


def test_no_needs_above_a_quoted_call() -> None:
    assert reading(mail("老师好，我所暂无相关需求。", CALL)).kind == "no_needs"


def test_an_acknowledgement_above_a_quoted_call_is_not_a_reply() -> None:
    assert reading(mail("收到，谢谢！", CALL)).kind == "not_a_reply"


def test_a_forwarded_reply_is_read_and_its_sender_is_the_unit() -> None:
    older = (
        "-----原始邮件-----\n发件人：青石研究所 <a@stone.example>\n主题：需求\n我所需求如下：\n1. "
        "水稻联合实验室\n2. 光伏技术培训班"
    )
    read = reading(mail("请汇总。", older, sender="合作处 <b@office.example>"))
    assert len(read.needs) == 2
    assert read.unit and read.unit.value == "青石研究所"


def test_a_forwarded_no_needs() -> None:
    older = (
        "---------- Forwarded message ----------\nFrom: Stone Institute <a@stone.example>\n"
        "Subject: Re: call\nDear all, we have no proposals to submit."
    )
    assert reading(mail("FYI", older)).kind == "no_needs"


def test_the_reply_below_two_forwards() -> None:
    older = (
        "发件人：甲处\n主题：转发\n请处理。\n发件人：青石研究所 <a@stone.example>\n主题：需求\n"
        "现提出需求：\n1. 水稻联合实验室\n2. 光伏技术培训班"
    )
    assert len(reading(mail("转。", older)).needs) == 2


def test_a_line_broken_by_the_mail_program_is_one_line() -> None:
    body = (
        "Dear colleagues,\nwe propose the following:\n1. Joint laboratory for sand fixation where partners from\n"
        "   Mongolia and Kazakhstan would test new materials together for\n"
        "   three years in the field.\n2. Training of foresters in Mongolia."
    )
    assert len(reading(mail(body)).needs) == 2


def test_attachments_are_readings_of_their_own() -> None:
    attached = document(table([["需求名称", "国家"], ["水稻联合实验室", "越南"]]), name="needs.docx")
    note, reply = read_reply(mail("见附件，请查收。", parts=[attached], sender="青石研究所 <a@stone.example>"), CONTEXT)
    assert (note.kind, reply.kind) == ("not_a_reply", "reply")
    assert reply.path == ("needs.docx",)
    assert reply.unit and reply.unit.value == "青石研究所"


def test_a_zip_with_several_replies_accounts_for_each() -> None:
    parts = [
        document(paragraphs(f"{unit}大学", "一、水稻联合实验室", "共建。"), name=f"{unit}.docx")
        for unit in ("青石", "白石")
    ]
    parts.append(Document("broken.docx", "unknown", problem="damaged"))
    readings = read_reply(Document("all.zip", "zip", parts=parts), CONTEXT)
    assert [(one.path, one.kind) for one in readings] == [
        (("青石.docx",), "reply"),
        (("白石.docx",), "reply"),
        (("broken.docx",), "unreadable"),
    ]
    assert [one.unit.value for one in readings[:2] if one.unit] == ["青石大学", "白石大学"]


def test_two_parts_of_one_name_are_two_readings() -> None:
    parts = [document(paragraphs("暂无需求"), name="a.docx"), document(paragraphs("一、水稻联合实验室"), name="a.docx")]
    assert len(read_reply(Document("x.zip", "zip", parts=parts), CONTEXT)) == 2


def test_a_signature_is_no_need() -> None:
    read = reading(
        mail(
            "We propose a joint laboratory for tea breeding with Kenya.\n\nBest regards,\nDr. Li\n"
            "Department of Cooperation\nTel. 1"
        )
    )
    assert len(read.needs) == 1
    assert "Department" not in read.needs[0].text.value


def test_a_table_in_the_mail_body() -> None:
    made = mail("我公司需求如下表：")
    made.blocks.append(table([["项目", "拟合作国别", "预算"], ["叶片回收示范项目", "智利", "1500万元"]]))
    (need,) = reading(made).needs
    assert need.countries.value == ("CL",)
