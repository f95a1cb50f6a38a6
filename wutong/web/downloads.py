"""Files sent to the browser."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "zip": "application/zip",
}


def download(data: bytes, name: str) -> HttpResponse:
    """Always saved, never shown: what a stranger sent is not run in the page. Unknown kinds go as plain bytes."""
    name = " ".join(name.split())  # a line break in the name of a unit or an attachment is no part of a header
    kind = TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
