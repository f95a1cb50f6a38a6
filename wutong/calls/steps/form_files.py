"""Our own form come back as Word, Excel or JSON: read without loss, with what is wrong told by its place."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import translation

from wutong.base.clock import day_in
from wutong.calls import understanding
from wutong.calls.models import Call, Inquiry, IntakeFile
from wutong.calls.statement import StatedNeed, from_answers
from wutong.directory.folding import fold
from wutong.directory.models import OrganisationName
from wutong.documents.blocks import Document
from wutong.forms import faces
from wutong.forms.checking import Checked, Filled, check
from wutong.forms.queries import form_of


def understand_form_file(file: IntakeFile, document: Document) -> dict[str, Any] | None:
    """The reading of a filled-in form of this call, as a file keeps it; None when it is something else."""
    found = understand_form(file.call, document, file.stored.data())
    if found is None:
        return None
    filled, checked = found
    unit = checked.values.get("unit") or {}
    return understanding.of_form(
        file.name,
        unit_id=unit_named(unit, file.call),
        unit_name=str(unit.get("name") or ""),
        needs=stated_needs(filled, checked),
        no_needs=checked.values.get("has_needs") == "no",
        answers=checked.values,
        problems=problems_in_words(checked),
    )


def understand_form(call: Call, document: Document, data: bytes) -> tuple[Filled, Checked] | None:
    """The answers in a file, checked; None when it is not this call's form."""
    if not faces.can_read(document.media):
        return None
    form = form_of(call.form)
    filled = faces.read(form, document, data)
    if filled.stamp is None or filled.stamp.form != form.id:
        return None
    on = day_in(call.issued_at or call.written_at, call.time_zone)
    return filled, check(form, filled, on=on, files=())  # from outside: no stored file may be named by its digest


def stated_needs(filled: Filled, checked: Checked) -> list[StatedNeed]:
    """The needs table with the cells it stands in."""
    places = {
        (spot.row, spot.column): place
        for spot, place in sorted(filled.places.items(), key=lambda pair: pair[0].part)
        if spot.ask == "needs" and spot.row
    }
    return from_answers(checked.values, places)


def unit_named(answer: dict[str, Any], call: Call) -> int | None:
    """The asked unit an organisation answer means, by its id or any of its names."""
    asked = Inquiry.objects.filter(call=call)
    given = str(answer.get("id") or "")
    if given.isdigit() and asked.filter(unit_id=int(given)).exists():
        return int(given)
    names = OrganisationName.objects.filter(
        folded=fold(answer.get("name", "")), organisation__in=asked.values("unit")
    ).values_list("organisation_id", flat=True)
    found = set(names)
    return found.pop() if len(found) == 1 else None


def problems_in_words(checked: Checked) -> list[dict[str, str]]:
    """Each problem with its place, in every language of the site, for whoever will read the page."""
    told: list[dict[str, str]] = []
    for problem in checked.problems:
        words = {}
        for code, _name in settings.LANGUAGES:
            with translation.override(code):
                words[code] = problem.message
        told.append(words)
    return told
