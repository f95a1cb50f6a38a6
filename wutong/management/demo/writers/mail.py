"""Replies as saved mail: plain or HTML, in old and new encodings, with attachments, above the forwarded call."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta, timezone
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape
from mimetypes import guess_type

from ..reply import Reply
from .plain import html_table, need_lines

BEIJING = timezone(timedelta(hours=8))
QUOTE_HEADS = {
    "zh": "-----原始邮件-----\n发件人: {office} <{email}>\n发送时间: {day}\n主题: {title}\n",
    "en": "-----Original Message-----\nFrom: {office} <{email}>\nSent: {day}\nSubject: {title}\n",
}


def mail(reply: Reply, attachments: list[tuple[str, bytes]]) -> bytes:
    """The message as a mail program saves it: names and subject are encoded in the same letters as the body."""
    plan, office = reply.plan, reply.demo.office
    message = EmailMessage(policy=SMTP)
    message["Date"] = format_datetime(datetime.combine(plan.sent, time(9, reply.turn % 60), BEIJING))
    message["Message-ID"] = f"<{reply.turn}@{reply.unit.domain}>"
    _write_body(message, reply)
    for name, content in attachments:
        main, _, sub = (guess_type(name)[0] or "application/octet-stream").partition("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_part_{reply.turn}_{number}")
    head = _header("From", reply.unit_name, plan.encoding, f" <office@{reply.unit.domain}>")
    head += _header("To", office["names"][_quoted_language(reply)], plan.encoding, f" <{office['email']}>")
    return head + _header("Subject", _subject(reply), plan.encoding) + message.as_bytes()


def _header(name: str, words: str, charset: str, address: str = "") -> bytes:
    """One header; Latin letters stand as they are. A name is kept in one piece: readers put pieces together badly."""
    length = 900 if address else 76
    encoded = words if words.isascii() else Header(words, charset, length, name).encode(linesep="\r\n")
    return f"{name}: {encoded}{address}\r\n".encode()


def _write_body(message: EmailMessage, reply: Reply) -> None:
    plan, before, needs, after = reply.plan, _before(reply), _needs(reply), _after(reply)
    if plan.format == "plain":
        words = "\n".join([*before, *needs, *after, ""])
        message.set_content(words, charset=plan.encoding, cte=plan.transfer)
        return
    middle = html_table(reply) if plan.table else _paragraphs(needs)
    page = f"<html><body>\n{_paragraphs(before)}{middle}{_paragraphs(after)}</body></html>\n"
    message.set_content(page, subtype="html", charset=plan.encoding, cte=plan.transfer)


def _paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>\n" if line else "<br>\n" for line in lines)


def _before(reply: Reply) -> list[str]:
    if reply.plan.text:
        return reply.body
    return [reply.phrase("mail_attached" if reply.plan.body == "attached" else "mail_opening"), ""]


def _needs(reply: Reply) -> list[str]:
    return [] if reply.plan.body != "needs" else need_lines(reply)


def _after(reply: Reply) -> list[str]:
    closing = [] if reply.plan.text else [reply.phrase("mail_closing")]
    quoted = ["", *_quoted_call(reply)] if reply.plan.forwarded else []
    return ["", *closing, reply.unit_name, reply.day, *quoted]


def _quoted_call(reply: Reply) -> Iterator[str]:
    """The call as a mail program quotes it: a head, then the lines, by some programs each after a sign."""
    language, call, office = _quoted_language(reply), reply.demo.call, reply.demo.office
    issued = datetime.combine(call["issued"], time(1, 30), UTC)
    names = {"office": office["names"][language], "email": office["email"], "title": call["title"][language]}
    sign = "> " if reply.plan.forwarded == "angled" else ""
    yield from QUOTE_HEADS[language].format(day=f"{issued:%Y-%m-%d %H:%M}", **names).splitlines()
    yield from (sign + line for line in call["letter"][language].strip().splitlines())


def _quoted_language(reply: Reply) -> str:
    """The call exists in Chinese and English; whoever writes another language got the English one."""
    return "zh" if reply.language == "zh" else "en"


def _subject(reply: Reply) -> str:
    call_title: str = reply.demo.call["title"][_quoted_language(reply)]
    if reply.plan.text:
        return reply.title
    if reply.plan.forwarded:
        return f"转发：{call_title}"
    return f"回复：{call_title}" if reply.language == "zh" else f"Re: {call_title}"
