"""Our own form come back as Word, Excel or JSON: read without loss, taken in where nothing is wrong with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation

from wutong.base.actors import Actor
from wutong.base.advance import advance
from wutong.base.clock import day_in
from wutong.calls import understanding
from wutong.calls.models import Call, Inquiry, IntakeFile, Reply
from wutong.calls.statement import StatedNeed, from_answers
from wutong.calls.states import INTAKE
from wutong.calls.steps.intake import inquiry_for, take_in
from wutong.directory.folding import fold
from wutong.directory.models import OrganisationName
from wutong.documents.blocks import Document
from wutong.forms import faces
from wutong.forms.checking import Checked, Filled, check
from wutong.forms.queries import form_of


@transaction.atomic
def read_form_file(file: IntakeFile, document: Document, data: bytes, *, by: Actor, at: datetime) -> bool:
    """Take the file in if it is the call's own form; answers whether it was. Errors leave it to a person."""
    found = understand_form(file.call, document, data)
    if found is None:
        return False
    filled, checked = found
    needs = stated_needs(filled, checked)
    no_needs = checked.values.get("has_needs") == "no"
    unit_id = unit_named(checked.values.get("unit") or {}, file.call)
    file.unit_id, file.unit_confidence = unit_id, 1.0 if unit_id else 0.0
    file.media, file.kind = document.media, "no_needs" if no_needs else "reply"
    file.reading = {
        "form": True,
        "answers": checked.values,
        "problems": problems_in_words(checked),
        "needs": [understanding.as_read(need) for need in needs],
    }
    file.save(update_fields=["unit", "unit_confidence", "media", "kind", "reading"])
    inquiry = inquiry_for(file, unit_id)
    reasons = ([] if checked.ok else ["form"]) + ([] if unit_id else ["unit"])
    if inquiry is None or reasons:
        reasons += ["not_asked"] if unit_id and inquiry is None else []
        advance(file, "doubt", flow=INTAKE, by=by, at=at, reasons=reasons)
    else:
        _take_in(file, inquiry, needs, no_needs=no_needs, answers=checked.values, by=by, at=at)
    return True


def _take_in(
    file: IntakeFile,
    inquiry: Inquiry,
    needs: list[StatedNeed],
    *,
    no_needs: bool,
    answers: dict[str, Any],
    by: Actor,
    at: datetime,
) -> None:
    kind = Reply.Kind.NO_NEEDS if no_needs else Reply.Kind.NEEDS
    take_in(file, inquiry, needs, kind=kind, by=by, at=at, source=Reply.Source.FORM_FILE, answers=answers)


def understand_form(call: Call, document: Document, data: bytes) -> tuple[Filled, Checked] | None:
    """The answers in a file, checked; None when it is not this call's form."""
    if not faces.can_read(document.media):
        return None
    form = form_of(call.form)
    filled = faces.read(form, document, data)
    if filled.stamp is None or filled.stamp.form != form.id:
        return None
    return filled, check(form, filled, on=day_in(call.issued_at or call.written_at, call.time_zone))


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
