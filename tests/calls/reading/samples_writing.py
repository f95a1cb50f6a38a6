"""Writes the sample replies as real files: Word, Excel, mail, zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage

from docx import Document as Word
from openpyxl import Workbook

Rows = Sequence[Sequence[object]]


def word(*parts: str | Rows, merge: Sequence[tuple[int, int, int, int]] = ()) -> bytes:
    """Strings are paragraphs ("# x" a heading, "**x" bold), lists of rows are tables. "
    "merge: cells of the last table."""
    document = Word()
    table = None
    for part in parts:
        if isinstance(part, str):
            _paragraph(document, part)
            continue
        table = document.add_table(rows=len(part), cols=len(part[0]))
        for number, row in enumerate(part):
            for at, cell in enumerate(row):
                table.cell(number, at).text = str(cell)
    for top, left, bottom, right in merge:
        assert table is not None
        words = table.cell(top, left).text
        table.cell(top, left).merge(table.cell(bottom, right)).text = words
    return _bytes(document)


def _paragraph(document: Word, text: str) -> None:
    if text.startswith("# "):
        document.add_heading(text[2:], level=1)
    elif text.startswith("**"):
        document.add_paragraph().add_run(text[2:]).bold = True
    else:
        document.add_paragraph(text)


def excel(sheets: dict[str, Rows], merge: dict[str, Sequence[str]] | None = None, hidden: Sequence[str] = ()) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
        for area in (merge or {}).get(name, ()):
            sheet.merge_cells(area)
        if name in hidden:
            sheet.sheet_state = "hidden"
    return _bytes(book)


def mail(
    subject: str,
    body: str,
    sender: str = "",
    html: str = "",
    attachments: dict[str, bytes] | None = None,
    charset: str = "utf-8",
    date: str = "Mon, 02 Nov 2026 10:00:00 +0800",
) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, sender or "clerk@example.org", "needs@example.org"
    message["Date"] = date
    message.set_content(body, charset=charset)
    if html:
        message.add_alternative(html, subtype="html", charset=charset)
    for name, data in (attachments or {}).items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def _bytes(writer: Word | Workbook) -> bytes:
    out = io.BytesIO()
    writer.save(out)
    return out.getvalue()
