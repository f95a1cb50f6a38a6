"""The files of a call: the letter in the official layout, the blank form in its faces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wutong.base.clock import day_in
from wutong.calls.models import Call
from wutong.exchange.letter import CallLetter, render_letter
from wutong.forms import excel, json, word
from wutong.forms.queries import form_of

FACES = {"docx": word.write, "xlsx": excel.write}


def letter_document(call: Call, language: Any) -> bytes:
    """The letter as Word in one language; what is missing in it stands in the authoritative one."""
    units = [inquiry.unit for inquiry in call.inquiries.filter(parent=None).select_related("unit")]
    letters = _ordered(call.letters)
    return render_letter(
        CallLetter(
            issuer=_ordered(call.issuer.names),
            title=_ordered(call.titles),
            number={"zh-hans": call.number} if call.number else None,
            addressees=tuple(_ordered(unit.names) for unit in units),
            body={code: tuple(line for line in text.splitlines() if line.strip()) for code, text in letters.items()},
            deadline=call.local_deadline,
            date=day_in(call.issued_at or call.written_at, call.time_zone),
            contact=call.contact,
            phone=call.phone,
            email=call.email,
            attachments=(_ordered(form_of(call.form).titles),),
            copies=tuple({"zh-hans": copy.name} for copy in call.copies.all()),
        ),
        language,
    )


def _ordered(stored: Mapping[str, str]) -> dict[str, str]:
    """A stored text as the documents take it: the authoritative language first."""
    first = stored.get("authoritative", "zh-hans")
    codes = sorted((code for code in stored if code != "authoritative"), key=lambda code: code != first)
    return {code: stored[code] for code in codes if stored[code]}


def blank_form(call: Call, face: str, language: str, answers: dict[str, Any] | None = None) -> bytes:
    """The call's form to fill in, bilingual; with answers it is filled in as far as they go."""
    form = form_of(call.form)
    if face == "json":
        return json.write(form, answers)
    second = "en" if language.startswith("zh") else language
    return FACES[face](form, answers, languages=tuple(dict.fromkeys(("zh-hans", second))))
