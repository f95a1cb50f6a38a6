"""Mail: headers in any encoding, one body, quoted text, attachments."""

from __future__ import annotations

import base64
from email.message import EmailMessage

import pytest

from tests.documents.made import attach, mail, rows, said
from wutong.documents.blocks import Document
from wutong.documents.opening import open_file


def read(message: EmailMessage | bytes) -> Document:
    document = open_file("mail", message if isinstance(message, bytes) else message.as_bytes())
    assert document.media == "eml"
    return document


def raw(
    body: bytes, content: str = "text/plain; charset=gb2312", headers: bytes = b"", transfer: str = "8bit"
) -> bytes:
    usual = b"From: a@demo.example\r\nTo: b@demo.example\r\nMIME-Version: 1.0\r\n"
    told = f"Content-Type: {content}\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n".encode()
    return usual + headers + told + body


def quoted(document: Document) -> list[str]:
    return [text.text for text in document.texts() if text.quoted]


def test_headers_stand_in_meta() -> None:
    meta = read(mail(Cc="李四 <li@demo.example>, c@demo.example", Message_ID="<1@demo.example>")).meta
    assert meta["sender"] == "张三 <zhang@demo.example>"
    assert meta["to"] == "office@demo.example"
    assert meta["cc"] == "李四 <li@demo.example>, c@demo.example"
    assert meta["subject"] == "演示大学回函"
    assert meta["date"] == "2026-11-24T08:00:00+08:00"
    assert meta["message_id"] == "<1@demo.example>"


def test_raw_gbk_headers() -> None:
    headers = "Subject: 关于报送合作需求的回函\r\n".encode("gbk") + 'From: "张三" <z@demo.example>\r\n'.encode("gbk")
    meta = open_file("m", headers + raw(b"x").replace(b"From: a@demo.example\r\n", b"")).meta
    assert meta["subject"] == "关于报送合作需求的回函"
    assert meta["sender"] == "张三 <z@demo.example>"


def test_encoded_words_cut_within_a_character_and_mislabelled() -> None:
    stored = "镕基科技园区合作需求".encode("gb18030")  # 镕 is not in GB 2312
    words = [base64.b64encode(part).decode() for part in (stored[:5], stored[5:])]
    header = "".join(f"\r\n =?gb2312?B?{word}?=" for word in words)
    assert open_file("m", f"Subject:{header}\r\n".encode() + raw(b"x")).meta["subject"] == "镕基科技园区合作需求"


def test_name_with_a_comma_inside_an_encoded_word() -> None:
    name = base64.b64encode("Иванов, Пётр".encode()).decode()
    meta = open_file("m", f"Cc: =?utf-8?B?{name}?= <i@demo.example>\r\n".encode() + raw(b"x")).meta
    assert meta["cc"] == "Иванов, Пётр <i@demo.example>"


@pytest.mark.parametrize(
    ("label", "real"),
    [("gb2312", "gb18030"), ("us-ascii", "gb18030"), ("utf-8", "gb18030"), ("gbk", "utf-8"), ("x-unknown", "utf-8"),
     ("iso-8859-1", "gb18030"), ("windows-1251", "cp1251"), ("koi8-r", "koi8-r")],
)  # fmt: skip
def test_body_in_any_encoding_under_any_label(label: str, real: str) -> None:
    text = "Нет потребностей в этом году." if real in ("cp1251", "koi8-r") else "我校现有合作需求：建设联合实验室。"
    assert said(read(raw(text.encode(real), f"text/plain; charset={label}"))) == [text]


@pytest.mark.parametrize("transfer", ["base64", "quoted-printable"])
def test_transfer_encodings(transfer: str) -> None:
    message = mail()
    message.set_content("联合实验室=需求", charset="gb18030", cte=transfer)
    assert said(read(message)) == ["联合实验室=需求"]


def test_lines_are_numbered() -> None:
    document = read(mail("您好\n\n需求一\n需求二"))
    assert [(text.text, text.place.line) for text in document.texts()] == [("您好", 1), ("需求一", 3), ("需求二", 4)]
    assert all(text.place.kind == "line" for text in document.texts())


def test_the_same_body_told_twice_is_read_once_as_html() -> None:
    message = mail("需求 国家\n实验室 老挝")
    message.add_alternative("<table><tr><th>需求<th>国家<tr><td>实验室<td>老挝</table>", subtype="html")
    document = read(message)
    assert rows(document) == [["需求", "国家"], ["实验室", "老挝"]]
    assert said(document) == []


def test_plain_text_wins_over_an_empty_html() -> None:
    message = mail("我校需求：培训技术人员二十名，时间两个月。")
    message.add_alternative("<p>请用网页查看</p>", subtype="html")
    assert said(read(message)) == ["我校需求：培训技术人员二十名，时间两个月。"]


def test_html_only_body() -> None:
    message = mail()
    message.set_content("<h2>需求</h2><p>联合<b>实验室</b></p><style>p{}</style>", subtype="html")
    document = read(message)
    assert [(text.text, text.level) for text in document.texts()] == [("需求", 2), ("联合实验室", None)]


@pytest.mark.parametrize(
    "mark",
    [
        "-----原始邮件-----",
        "------------------ 原始邮件 ------------------",
        "-----Original Message-----",
        "---------- Forwarded message ---------",
        "-------- Пересылаемое сообщение --------",
        "在 2026年11月1日，李四 写道：",
        "On Mon, Nov 2, 2026 at 9:00 AM Li Si <li@demo.example> wrote:",
        "Пн, 2 нояб. 2026 г. в 09:00, Ли Сы <li@demo.example> пишет:",
        "发件人: 李四 <li@demo.example>\n发送时间: 2026年11月1日 9:00\n收件人: 张三\n主题: 通知",
        "发件人：李四\n\n日期：2026-11-01\n主题：通知",
        "From: Li Si\nSent: Monday\nTo: Zhang San\nSubject: call",
        "От: Ли Сы\nОтправлено: понедельник\nКому: Чжан Сань\nТема: запрос",
        "*From:* Li Si\n*Sent:* Monday",
    ],
)
def test_older_text_is_marked_quoted(mark: str) -> None:
    document = read(mail(f"我校无需求。\n\n{mark}\n请于30日前报送需求。"))
    texts = [(text.text, text.quoted) for text in document.texts()]
    assert texts[0] == ("我校无需求。", False)
    assert texts[-1] == ("请于30日前报送需求。", True)


@pytest.mark.parametrize(
    "line", ["发件人：张三（科技处）", "From: the rector's office", "联系方式", "-----", "He wrote:", "需求写道：见下"]
)
def test_ordinary_lines_are_no_quotation(line: str) -> None:
    assert quoted(read(mail(f"{line}\n我校需求如下\n一、联合实验室"))) == []


def test_answers_between_quoted_lines_stay_the_senders() -> None:
    document = read(mail("> 是否有需求？\n有，见下。\n> 经费？\n100万元"))
    assert quoted(document) == ["> 是否有需求？", "> 经费？"]


def test_forwarded_mail_names_its_first_sender() -> None:
    forwarded = (
        "请见下。\n\n---------- Forwarded message ---------\n发件人: 王五 <wang@demo.example>\n主题: 需求\n\n联合实验室"
    )
    assert read(mail(forwarded)).meta["original_sender"] == "王五 <wang@demo.example>"


def test_quotation_in_html_mail() -> None:
    message = mail()
    message.set_content("<p>有需求</p><blockquote><p>旧文</p></blockquote><p>另</p>", subtype="html")
    assert quoted(read(message)) == ["旧文"]
    message.set_content(
        "<p>有需求</p><div>发件人: 李四<br>发送时间: 周一<br>主题: 通知</div><p>旧文</p>", subtype="html"
    )
    assert quoted(read(message))[-1] == "旧文"


def test_attachments_are_parts_with_their_path(letter: bytes) -> None:
    message = attach(attach(mail(), "回函.docx", letter), "回函.docx", letter)
    parts = read(message).parts
    assert [part.name for part in parts] == ["回函.docx", "回函.docx (2)"]
    assert [next(part.texts()).place.path for part in parts] == [("回函.docx",), ("回函.docx (2)",)]


def test_attachment_name_in_an_encoded_word(letter: bytes) -> None:
    name = base64.b64encode("合作需求.docx".encode("gbk")).decode()
    message = attach(mail(), "NAME", letter).as_bytes()
    assert read(message.replace(b'"NAME"', f'"=?gb2312?B?{name}?="'.encode())).parts[0].name == "合作需求.docx"


def test_attached_mail_is_opened(letter: bytes) -> None:
    inner = attach(mail("里面的信"), "附件.docx", letter)
    outer = mail("转发")
    outer.add_attachment(inner)
    part = read(outer).parts[0]
    assert (part.media, part.name) == ("eml", "演示大学回函.eml")
    assert said(part) == ["里面的信"]
    assert next(part.parts[0].texts()).place.path == ("演示大学回函.eml", "附件.docx")


def test_text_attachment_is_a_part_not_the_body() -> None:
    message = mail("见附件")
    message.add_attachment("联合实验室", filename="需求.txt")
    document = read(message)
    assert said(document) == ["见附件"]
    assert said(document.parts[0]) == ["联合实验室"]


def test_unreadable_attachments_are_told_and_kept() -> None:
    message = attach(
        attach(attach(mail(), "winmail.dat", b"\x78\x9f\x3e\x22xx"), "图.png", b"\x89PNG\r\n\x1a\n"), "空", b""
    )
    problems = [(part.name, part.problem) for part in read(message).parts]
    assert problems == [("winmail.dat", "unknown_type"), ("图.png", "unknown_type"), ("空", "empty")]


def test_inline_images_and_signatures_are_counted_only() -> None:
    message = mail()
    message.set_content('<p>落款<img src="cid:logo"></p>', subtype="html")
    message.add_related(b"\x89PNG", "image", "png", cid="<logo>")
    message.make_mixed()
    message.add_attachment(b"sig", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    document = read(message)
    assert document.parts == []
    assert (document.meta["inline_images"], document.meta["ignored"]) == ("1", "1")


def test_mail_without_body_or_with_broken_structure_still_opens() -> None:
    assert read(raw(b"")).blocks == []
    broken = b"no boundary here\r\n--x\r\n\r\n" + "需求".encode()
    assert "需求" in "".join(said(read(raw(broken, "multipart/mixed"))))


def test_mailbox_line_before_the_headers() -> None:
    assert said(read(b"From a@demo.example Tue Nov 24 08:00:00 2026\r\n" + raw(b"hello"))) == ["hello"]


def test_page_saved_with_its_pictures() -> None:
    """Word's and browsers' single-file web page is a mail without sender."""
    text = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Location: file:///C:/x.htm\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        b'Content-Type: text/html; charset="utf-8"\r\n\r\n<html><h1>=E9=9C=80=E6=B1=82</h1></html>\r\n--b\r\n'
        b"Content-Location: file:///C:/i.png\r\nContent-Transfer-Encoding: base64\r\n"
        b"Content-Type: image/png\r\n\r\niVBORw0KGgo=\r\n--b--\r\n"
    )
    document = read(text)
    assert said(document) == ["需求"]
    assert document.meta == {"inline_images": "1"}
