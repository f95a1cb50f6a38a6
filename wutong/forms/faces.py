"""Any file into the face that can read it."""

from __future__ import annotations

from wutong.documents.blocks import Document
from wutong.forms import excel, json, word
from wutong.forms.checking import Filled
from wutong.forms.definition import Form

_READERS = {"docx": word.read, "xlsx": excel.read, "json": json.read}


def can_read(media: str) -> bool:
    """Whether files of this kind (as in `Document.media`) may be a filled-in form."""
    return media in _READERS


def read(form: Form, document: Document, data: bytes) -> Filled:
    """The filled-in form in a file that `documents.opening.open_file` has opened and so found harmless."""
    return _READERS[document.media](form, data)
