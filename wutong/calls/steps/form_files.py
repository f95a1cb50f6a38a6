"""Our own form come back as Word, Excel or JSON: read without loss, with what is wrong told by its place."""

from __future__ import annotations

from collections.abc import Iterator
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
from wutong.documents.within import Path, bytes_within
from wutong.forms import faces
from wutong.forms.checking import Checked, Filled, check
from wutong.forms.queries import form_of
from wutong.forms.stamps import FORM


def understand_form_file(file: IntakeFile, document: Document) -> dict[str, Any] | None:
    """The reading of a filled-in form of this call, as a file keeps it; None when it is something else."""
    found = understand_form(file.call, document, file.stored.data())
    return _as_reading(file, found, ()) if found else None


def understand_forms_within(file: IntakeFile, document: Document) -> dict[Path, dict[str, Any]]:
    """The same for forms attached to a mail or lying in an archive, by the path of names that leads to each."""
    claimed = dict(_claiming(document, ()))
    if not claimed:
        return {}
    held = bytes_within(file.name, file.stored.data(), {where for where, _part in claimed.values()})
    found = {
        path: understand_form(file.call, part, held[where]) for path, (where, part) in claimed.items() if where in held
    }
    return {path: _as_reading(file, form, path) for path, form in found.items() if form}


def _claiming(document: Document, path: Path) -> Iterator[tuple[Path, tuple[Path, Document]]]:
    """The parts that say they are a form of ours: by the names that lead there, and by the path of their places."""
    for number, part in enumerate(document.parts, start=1):
        inner = (*path, part.name or f"part {number}")
        if part.blocks and (FORM in part.meta or part.media == "json"):
            yield inner, (part.blocks[0].place.path, part)
        yield from _claiming(part, inner)


def _as_reading(file: IntakeFile, form: tuple[Filled, Checked], path: Path) -> dict[str, Any]:
    filled, checked = form
    unit = checked.values.get("unit") or {}
    return understanding.of_form(
        file.name,
        unit_id=unit_named(unit, file.call),
        unit_name=str(unit.get("name") or ""),
        needs=stated_needs(filled, checked),
        no_needs=checked.values.get("has_needs") == "no",
        answers=checked.values,
        problems=problems_in_words(checked),
    ) | {"path": list(path)}


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
    if given.isdecimal() and len(given) < 19 and asked.filter(unit_id=int(given)).exists():
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
