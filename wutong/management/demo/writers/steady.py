"""Office files and archives that come out the same in every run: fixed dates inside the zip and its properties."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def steady(office_file: bytes, day: date) -> bytes:
    """The same .docx or .xlsx with every date in it set to the day it was sent."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(office_file)) as source, zipfile.ZipFile(target, "w") as packed:
        for member in source.infolist():
            content = source.read(member)
            if member.filename == "docProps/core.xml":
                content = MODIFIED.sub(rb"\g<1>" + f"{day:%Y-%m-%d}T01:00:00Z".encode(), content)
            packed.writestr(dated(member.filename, day), content)
    return target.getvalue()


def dated(name: str, day: date) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 9, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
