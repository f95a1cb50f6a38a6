"""Older text in mails as the usual mail programs write it, and answers that must not be taken for it."""

from __future__ import annotations

import pytest

from wutong.documents.blocks import Block, Place, Table, Text
from wutong.documents.mail.quoting import mark_quoted

NEW = ["您好：", "我校需求如下：", "一、共建联合实验室"]

# What stands between the answer and the older text, program by program; the wording of the texts is ours.
PROGRAMS = {
    "QQ": """
------------------&nbsp;原始邮件&nbsp;------------------
发件人:&nbsp;"科技合作处"<office@demo.example>;
发送时间:&nbsp;2026年11月2日(星期一) 上午9:15
收件人:&nbsp;"张三"<z@demo.example>;
主题:&nbsp;关于征集合作需求的函""".replace("&nbsp;", "\xa0"),
    "163": """
---- 回复的原邮件 ----
| 发件人 | 科技合作处<office@demo.example> |
| 发送日期 | 2026年11月2日 09:15 |""",
    "163 转发": """
-------- 转发邮件信息 --------
发件人：科技合作处 <office@demo.example>
发送日期：2026-11-02 09:15:00""",
    "Foxmail": """
发件人： 科技合作处
发送时间： 2026-11-02 09:15
收件人： 张三
主题： 关于征集合作需求的函""",
    "Outlook zh": """
________________________________
发件人: 科技合作处 <office@demo.example>
发送时间: 2026年11月2日 9:15
收件人: 张三
抄送: 李四
主题: 关于征集合作需求的函""",
    "Outlook zh-hant": """
寄件者: 科技合作處 <office@demo.example>
寄件日期: 2026年11月2日 上午 09:15
收件者: 張三
主旨: 徵集""",
    "Outlook en": """
From: Programme Office <office@demo.example>
Sent: Monday, November 2, 2026 9:15 AM
To: Zhang San
Subject: Call for needs""",
    "Outlook ru": """
От: Отдел программ <office@demo.example>
Отправлено: 2 ноября 2026 г. 9:15
Кому: Иванов
Тема: Сбор потребностей""",
    "Outlook fr": """
De : Bureau du programme <office@demo.example>
Envoyé : lundi 2 novembre 2026 09:15
À : Martin
Objet : Appel""",
    "Gmail en": "On Mon, 2 Nov 2026 at 09:15, Programme Office <office@demo.example> wrote:",
    "Gmail en, wrapped": "On Mon, 2 Nov 2026 at 09:15, Programme\nOffice <office@demo.example> wrote:\n> Dear all",
    "Gmail zh": "科技合作处 <office@demo.example> 于2026年11月2日周一 09:15写道：",
    "Gmail forward": """
---------- Forwarded message ---------
发件人： 科技合作处 <office@demo.example>
Date: 2026年11月2日周一 09:15""",
    "Apple": "在 2026年11月2日，上午9:15，科技合作处 <office@demo.example> 写道：",
    "Apple forward": "Begin forwarded message:",
    "Yandex": '02.11.2026, 09:15, "Отдел программ" <office@demo.example> пишет:',
    "Mail.ru": "Понедельник, 2 ноября 2026, 9:15 +03:00 от Отдел программ <office@demo.example> написал(а):",
    "Mail.ru forward": "-------- Пересылаемое сообщение --------",
    "Thunderbird": "-------- Original Message --------\nSubject: Call\nFrom: office@demo.example",
    "Thunderbird ru": "-------- Исходное сообщение --------",
    "Thunderbird fr": "-------- Message transféré --------",
    "Coremail": "-----原始邮件-----\n发件人: office@demo.example\n发送时间: 2026-11-02",
}


def blocks(text: str) -> list[Block]:
    lines = [line.strip() for line in text.split("\n")]
    return [Text(line, Place("line", line=number)) for number, line in enumerate(lines, start=1) if line]


@pytest.mark.parametrize("program", PROGRAMS)
def test_everything_below_the_mark_is_older(program: str) -> None:
    older = f"{PROGRAMS[program]}\n\n请贵单位于11月30日前报送。\n一、旧需求"
    marked, _ = mark_quoted(blocks("\n".join(NEW) + "\n\n" + older))
    texts = [block for block in marked if isinstance(block, Text)]
    assert [text.text for text in texts if not text.quoted] == [*NEW, *(["_" * 32] if program == "Outlook zh" else [])]
    assert texts[-1].quoted


@pytest.mark.parametrize(
    ("program", "sender"),
    [
        ("QQ", '"科技合作处"<office@demo.example>;'),
        ("Foxmail", "科技合作处"),
        ("Outlook en", "Programme Office <office@demo.example>"),
        ("Outlook ru", "Отдел программ <office@demo.example>"),
        ("163 转发", "科技合作处 <office@demo.example>"),
    ],
)
def test_sender_of_the_older_mail_is_found(program: str, sender: str) -> None:
    assert mark_quoted(blocks(PROGRAMS[program]))[1] == sender


@pytest.mark.parametrize(
    "line",
    [
        "发件人：张三",
        "联系人：张三，电话：000",
        "From: 2027 to 2029",
        "От института поступило два предложения.",
        "От: института",
        "主题：共建联合实验室",
        "时间：2027年",
        "— 原始数据共享 —",
        "----",
        "--",
        "==========",
        "On the basis of the agreement we ask:",
        "合作方来信：支持该项目",
        "2026年11月，外方来信表示支持",
        "Пишет: отдел",
        "Оригинальное сообщение прилагается",
        "(1) 转发邮件系统建设需求",
    ],
)
def test_lines_of_an_answer_are_not_taken_for_a_mark(line: str) -> None:
    marked, sender = mark_quoted(blocks(f"您好\n{line}\n二、培训技术人员\n三、其他"))
    assert [text.text for text in marked if isinstance(text, Text) and text.quoted] == []
    assert sender == ""


def test_tables_of_the_older_mail_are_older_too() -> None:
    table = Table((), Place("cell", table=1))
    marked, _ = mark_quoted([table, *blocks("-----原始邮件-----"), table])
    assert [block.quoted for block in marked] == [False, True, True]


def test_nothing_in_nothing_out() -> None:
    assert mark_quoted([]) == ([], "")


@pytest.mark.parametrize("sign", [">", "> >", ">>", "＞"])
def test_quoted_lines_by_sign(sign: str) -> None:
    marked, _ = mark_quoted(blocks(f"{sign} 旧\n新\n{sign} 旧"))
    assert [text.quoted for text in marked if isinstance(text, Text)] == [True, False, True]


def test_mark_inside_a_paragraph_of_several_lines() -> None:
    paragraph = Text("发件人: 李四\n发送时间: 周一\n主题: 通知", Place("paragraph", paragraph=2))
    marked, sender = mark_quoted([*blocks("新"), paragraph, *blocks("旧")])
    assert [text.quoted for text in marked if isinstance(text, Text)] == [False, True, True]
    assert sender == "李四"


def test_very_long_lines_take_no_time() -> None:
    marked, _ = mark_quoted(blocks("- " * 50_000 + "\n" + "on " * 50_000 + "wrote:"))
    assert len(marked) == 2
