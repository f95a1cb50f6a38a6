"""What goes with the letter of a call by mail, so that it can be answered by mail: the form to fill in, the letter."""

from __future__ import annotations

import re

from django.conf import settings

from wutong.base.texts import in_language
from wutong.calls.models import Call
from wutong.exchange.call_files import blank_form, letter_document
from wutong.forms.queries import form_of

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')


def enclosures(call: Call) -> dict[str, list[tuple[str, bytes]]]:
    """Language → files by name: the form as Word and as Excel, then the letter as Word."""
    return {language: _in(call, language) for language, _name in settings.LANGUAGES}


def _in(call: Call, language: str) -> list[tuple[str, bytes]]:
    form, letter = in_language(form_of(call.form).titles, language), in_language(call.titles, language)
    forms = [(f"{_named(form)}.{face}", blank_form(call, face, language)) for face in ("docx", "xlsx")]
    return [*forms, (f"{_named(letter)}.docx", letter_document(call, language))]


def _named(title: str) -> str:
    """A title as a file name every system takes."""
    return _NOT_IN_NAMES.sub(" ", title).strip(" .")[:80] or "file"
