"""Reports of mail servers as they come: the fields of RFC 3464 in the dialects of several servers, and plain texts."""

from __future__ import annotations

TOKEN = "abcdefghjkmnpqrs"
NUMBER = f"<{TOKEN}@ministry.example>"
UNIT = "office@unit.example"


def headed(
    kind: str, *, sender: str = "MAILER-DAEMON@mx.example (Mail Delivery System)", to: str = "", **more: str
) -> str:
    lines = [f"From: {sender}", f"To: {to or f'bounce+{TOKEN}@ministry.example'}", "Return-Path: <>"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in more.items()]
    return "\r\n".join([*lines, "MIME-Version: 1.0", f"Content-Type: {kind}"]) + "\r\n"


def report(text: str, fields: str, *, original: str = "message/rfc822", encoding: str = "", **heads: str) -> bytes:
    """A multipart/report: words for people, fields for machines, the mail that came back."""
    packed = f"\r\nContent-Transfer-Encoding: {encoding}" if encoding else ""
    body = f"From: wutong@ministry.example\r\nMessage-ID: {NUMBER}\r\nSubject: Needs\r\n\r\nPlease answer.\r\n"
    parts = [
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}",
        f"Content-Type: message/delivery-status{packed}\r\n\r\n{fields}",
        f"Content-Type: {original}\r\n\r\n{body}",
    ]
    inner = "".join(f"--B\r\n{part}\r\n" for part in parts)
    head = headed('multipart/report; report-type=delivery-status; boundary="B"', **heads)
    return f"{head}\r\n{inner}--B--\r\n".replace("\n", "\r\n").replace("\r\r\n", "\r\n").encode()


def text(words: str, *, kind: str = "text/plain; charset=utf-8", charset: str = "utf-8", **heads: str) -> bytes:
    """A report that is only a text."""
    head = headed(kind, **heads).encode("utf-8") + b"Content-Transfer-Encoding: 8bit\r\n\r\n"
    return head + words.encode(charset)


POSTFIX = report(
    f"This is the mail system at host mx.example.\n\nI'm sorry to have to inform you that your message could not\n"
    f"be delivered to one or more recipients.\n\n<{UNIT}>: host mail.unit.example[192.0.2.1] said: 550 5.1.1\n"
    f"    <{UNIT}>: Recipient address rejected: User unknown (in reply to RCPT TO command)\n",
    f"Reporting-MTA: dns; mx.example\nArrival-Date: Tue, 24 Nov 2026 10:00:00 +0800\n\nFinal-Recipient: rfc822; {UNIT}\n"
    f"Original-Recipient: rfc822;{UNIT}\nAction: failed\nStatus: 5.1.1\nRemote-MTA: dns; mail.unit.example\n"
    f"Diagnostic-Code: smtp; 550 5.1.1 <{UNIT}>: Recipient address rejected: User\n    unknown\n",
    Subject="Undelivered Mail Returned to Sender",
)
EXIM = report(
    "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered"
    f" to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  {UNIT}\n"
    "    host mail.unit.example [192.0.2.1]\n    SMTP error from remote mail server after RCPT TO:<office@unit.example>:\n"
    "    552 5.2.2 Mailbox size limit exceeded\n",
    f"Reporting-MTA: dns; mx.example\n\nAction: failed\nFinal-Recipient: rfc822;{UNIT}\nStatus: 5.0.0\n",
    Subject="Mail delivery failed: returning message to sender",
    X_Failed_Recipients=UNIT,
)
EXCHANGE = report(
    f"Delivery has failed to these recipients or groups:\n\n{UNIT}\nThe email address you entered couldn't be found.\n",
    f"Reporting-MTA: dns;mail.unit.example\n\nFinal-Recipient: rfc822;{UNIT}\nAction: failed\nStatus: 5.1.10\n"
    f"Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient {UNIT} not found by SMTP address lookup\n"
    "X-Display-Name: Office\n",
    original="text/rfc822-headers",
    sender="Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@unit.example>",
    Subject="Undeliverable: Needs",
    In_Reply_To=NUMBER,
)
DELAYED = report(
    f"This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered"
    f" to one or more of its\nrecipients after more than 24 hours on the queue.\n\n  {UNIT}\n    Delay reason: Connection"
    " timed out\n\nNo action is required on your part. Delivery attempts will continue for\nsome time.\n",
    f"Reporting-MTA: dns; mx.example\n\nAction: delayed\nFinal-Recipient: rfc822;{UNIT}\nStatus: 4.0.0\n"
    "Will-Retry-Until: Sat, 28 Nov 2026 10:00:00 +0000\n",
    Subject="Warning: message 1abc delayed 24 hours",
)
EXPIRED = report(
    "The server gave up.",
    f"Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; {UNIT}\nAction: failed\nStatus: 4.4.7\n"
    "Diagnostic-Code: smtp; 451 4.4.7 message expired\n",
)
TWO = report(
    "Two addresses failed.",
    "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; first@unit.example\nAction: delayed\nStatus: 4.2.2\n\n"
    "Final-Recipient: rfc822; second@unit.example\nAction: failed\nStatus: 5.7.1\nDiagnostic-Code: smtp; 554 5.7.1 no\n",
)
FORWARDED = report(
    "The address it was passed on to failed.",
    f"Reporting-MTA: dns; mx.example\n\nOriginal-Recipient: rfc822;{UNIT}\nFinal-Recipient: rfc822;inner@host.example\n"
    "Action: failed\nStatus: 5.1.1\n",
)
PACKED = report(
    "Unzustellbar",
    "UmVwb3J0aW5nLU1UQTogZG5zOyBteC5leGFtcGxlCgpGaW5hbC1SZWNpcGllbnQ6IHJmYzgyMjsgb2ZmaWNlQHVuaXQuZXhhbXBsZQpBY3Rpb246"
    "IGZhaWxlZApTdGF0dXM6IDUuMi4xCg==",
    encoding="base64",
)
NO_ACTION = report(
    "It failed.", f"Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; <{UNIT}>\nStatus: 5.1.1 (bad address)\n"
)
NO_FIELDS = report(f"The mailbox is full: {UNIT}. We give up.", "Reporting-MTA: dns; mx.example\n")
DELIVERED = report(
    "Your message was delivered.",
    f"Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; {UNIT}\nAction: delivered\nStatus: 2.0.0\n",
)
QMAIL = text(
    "Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following"
    f" addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<{UNIT}>:\nSorry, no mailbox here by"
    f" that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <bounce@ministry.example>\n"
    f"Message-ID: {NUMBER}\nTo: someone.else@unit.example\n",
    Subject="failure notice",
)
QQ = text(
    f"<html><head><style>p {{color: red}}</style></head><body><p>很抱歉，您的邮件被退回来了……</p><table><tr><td>原邮件信息</td></tr></table>"
    f"<div>退信原因：</div><div>收件人邮件地址（{UNIT}）不存在，邮件无法送达。</div><div>host mail.unit.example said: 550 Mailbox not found"
    f"</div></body></html>",
    kind="text/html; charset=utf-8",
    sender="=?utf-8?B?57O757uf6YCA5L+h?= <PostMaster@mail.example>",
    Subject="=?utf-8?B?57O757uf6YCA5L+h?=",
    References=NUMBER,
)
NETEASE = text(
    f"抱歉，您的邮件未能送达以下收件人：\n\n{UNIT}\n\n退信原因：收件人邮箱已满，空间不足。\n\n---- 原邮件 ----\nMessage-ID: {NUMBER}\n",
    kind="text/plain; charset=gbk",
    charset="gbk",
    sender="postmaster@mail.example",
    Subject="=?gbk?B?z7XNs83L0MU=?=",
)
CHINESE_DELAY = text(
    f"您的邮件暂时无法投递到 {UNIT}，连接超时，系统将继续尝试投递，您无需重发。\n",
    sender="mailer-daemon@mail.example",
    Subject="=?utf-8?B?5oqV6YCS5bu26L+f6YCa55+l?=",
)
RUSSIAN = text(
    f"Ваше сообщение не доставлено.\n\n{UNIT}\nНет такого пользователя\n",
    sender="mailer-daemon@mail.example",
    Subject="=?utf-8?B?0J3QtdC00L7RgdGC0LDQstC70LXQvdC90L7QtSDRgdC+0L7QsdGJ0LXQvdC40LU=?=",
)

# name → (mail, recipient, action, status)
KNOWN = {
    "postfix": (POSTFIX, UNIT, "failed", "5.1.1"),
    "exim, whose code says nothing": (EXIM, UNIT, "failed", "5.2.2"),
    "exchange": (EXCHANGE, UNIT, "failed", "5.1.10"),
    "a warning of exim": (DELAYED, UNIT, "delayed", "4.4.1"),
    "given up after days": (EXPIRED, UNIT, "failed", "4.4.7"),
    "passed on": (FORWARDED, UNIT, "failed", "5.1.1"),
    "fields in base64": (PACKED, UNIT, "failed", "5.2.1"),
    "no action": (NO_ACTION, UNIT, "failed", "5.1.1"),
    "delivered": (DELIVERED, UNIT, "delivered", "2.0.0"),
    "qmail": (QMAIL, UNIT, "failed", "5.1.1"),
    "qq": (QQ, UNIT, "failed", "5.1.1"),
    "163": (NETEASE, UNIT, "failed", "5.2.2"),
    "a warning in Chinese": (CHINESE_DELAY, UNIT, "delayed", "4.4.1"),
    "russian": (RUSSIAN, UNIT, "failed", "5.1.1"),
}
