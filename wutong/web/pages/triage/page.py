"""The page of one file: reads what the person decided, shows what is still to decide."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wutong.base import clock
from wutong.base.clock import day_in
from wutong.base.rules import Refused
from wutong.calls import rules, understanding
from wutong.calls.models import Inquiry, IntakeFile
from wutong.calls.queries import intake as queries
from wutong.calls.steps import triage as steps
from wutong.calls.steps.intake import TAKEN, inquiry_for, taken_before
from wutong.documents.blocks import Document, Text, Unreadable
from wutong.jobs.opened import opened, part_at
from wutong.web.forms.intake import in_words
from wutong.web.pages.triage.cards import Card, blank_card, cards_of
from wutong.web.pages.triage.leftover import leftovers
from wutong.web.pages.triage.original import Original, show
from wutong.web.requests import SeatedRequest

OPEN = ("triage", "unreadable")


@dataclass(slots=True)
class Sheet:
    """Everything the page knows about one file while a person works on it."""

    file: IntakeFile
    on: date
    inquiries: list[Inquiry]
    chosen: Inquiry | None
    editable: bool
    cards: list[Card]
    document: Document | None
    earlier: list[IntakeFile] = field(default_factory=list)
    replaces: set[int] = field(default_factory=set)
    errors: list[Any] = field(default_factory=list)

    def original(self) -> Original | None:
        if self.document is None:
            return None
        return show(self.document, [mark for card in self.cards for mark in card.marks()])


def triage_file(request: SeatedRequest, pk: int) -> HttpResponse:
    """One file: the original beside what was read; a person settles it, or reads how it was settled."""
    file = queries.file(request.actor, pk)
    sheet = read_sheet(request, file)
    if request.method == "POST":
        rules.check_settle_file(file, request.actor)
        done = _decide(request, sheet)
        if done is not None:
            return done
    return render(request, "intake/triage.html", _shown(request, sheet), status=422 if sheet.errors else 200)


def read_sheet(request: SeatedRequest, file: IntakeFile) -> Sheet:
    data = request.POST if request.method == "POST" else None
    on = day_in(file.call.issued_at or file.call.written_at, file.call.time_zone)
    inquiries = list(queries.asked_units(file))
    chosen = chosen_inquiry(request, file, inquiries)
    again = file.state == "accepted" and "edit" in (request.POST or request.GET)
    editable = (file.state in OPEN or again) and rules.may_settle_file(file, request.actor)
    sheet = Sheet(file, on, inquiries, chosen, editable, cards_of(file, data, on), _document(file))
    if chosen is not None:
        sheet.earlier = taken_before(file, chosen)
    ticked = {int(key) for key in request.POST.getlist("replaces") if key.isdigit()}
    sheet.replaces = ticked if data is not None else suggested(file, sheet.earlier)
    return sheet


def chosen_inquiry(request: SeatedRequest, file: IntakeFile, inquiries: list[Inquiry]) -> Inquiry | None:
    """The unit the person chose, else the one the reader found."""
    given = request.POST.get("unit", request.GET.get("unit", ""))
    wanted = int(given) if given.isdigit() else file.unit_id
    return next((inquiry for inquiry in inquiries if inquiry.unit_id == wanted), None)


def suggested(file: IntakeFile, earlier: list[IntakeFile]) -> set[int]:
    """Earlier files with mostly the same needs: probably the older version of this one."""
    if not understanding.is_kept(file.reading):
        return set()
    own = understanding.revive(file.reading)
    kept = [old for old in earlier if understanding.is_kept(old.reading)]
    return {old.pk for old in kept if understanding.say_the_same(own, understanding.revive(old.reading))}


def _document(file: IntakeFile) -> Document | None:
    try:
        whole = opened(file.stored, file.parent.name if file.parent else file.name)
        return part_at(whole, file.path)
    except (Unreadable, KeyError):
        return None


def _decide(request: SeatedRequest, sheet: Sheet) -> HttpResponse | None:
    """One of the buttons; None shows the page again, with what was typed kept."""
    decision = request.POST.get("decision", "")
    if "add" in request.POST:
        _add(request.POST["add"], sheet)
        return None
    if decision not in ("accept", "no_needs", "set_aside"):
        return None
    after = queries.neighbours(request.actor, sheet.file)[1]
    try:
        if decision == "set_aside":
            steps.set_aside(sheet.file, by=request.actor, at=clock.now())
        elif not _take(request, sheet, decision):
            return None
    except Refused as refusal:
        sheet.errors.append(refusal.reason)
        return None
    messages.success(request, _("Settled: %(file)s") % {"file": sheet.file.name})
    return redirect("triage_file", after) if after else redirect("intake", sheet.file.call_id)


def _take(request: SeatedRequest, sheet: Sheet, decision: str) -> bool:
    """Take the file in; False when something must be mended first."""
    sheet.errors += _in_the_way(request, sheet, decision)
    kept = [card for card in sheet.cards if decision == "accept"]
    mended = [card.form.is_valid() for card in kept]  # every card, so that every mistake is shown
    if sheet.errors or not all(mended):
        sheet.errors = sheet.errors or [_("Some values must be mended first: they are marked below.")]
        return False
    assert sheet.chosen is not None
    dropped = [
        {"number": card.number - 1, "title": card.base.title, "reason": card.form.cleaned_data["reason"]}
        for card in kept
        if card.form.cleaned_data["drop"]
    ]
    steps.settle_file(
        sheet.file,
        sheet.chosen,
        [card.stated() for card in kept if not card.form.cleaned_data["drop"]],
        kind="no_needs" if decision == "no_needs" else "needs",
        replaces=[old for old in sheet.earlier if old.pk in sheet.replaces],
        dropped=dropped,
        by=request.actor,
        at=clock.now(),
    )
    return True


def _in_the_way(request: SeatedRequest, sheet: Sheet, decision: str) -> list[Any]:
    if not sheet.editable:
        return [_("This file is settled already: look at it again first.")]
    if sheet.chosen is None:
        return [_("Choose the unit this file comes from.")]
    seen = request.POST.get("seen", "")
    if sheet.earlier and seen != str(sheet.chosen.unit_id):
        return [_("This unit has sent other files: say below whether this one replaces them or adds to them.")]
    if str(sheet.file.reply_id or "") != request.POST.get("version", ""):
        return [_("Somebody settled this file meanwhile: load the page again.")]
    return []


def _add(spot: str, sheet: Sheet) -> None:
    """Begin a need from a block of the original, or an empty one."""
    found = _block_at(sheet.document, spot) if sheet.document else None
    place, text = found or ({"kind": "field"}, "")
    sheet.cards.append(blank_card(len(sheet.cards) + 1, place, text, sheet.on))


def _block_at(document: Document, spot: str) -> tuple[dict[str, Any], str] | None:
    """Place and words of a block, or of the whole row a cell stands in."""
    numbers = [int(part) for part in spot.split("-") if part.isdigit()]
    if not numbers or not 1 <= numbers[0] <= len(document.blocks):
        return None
    block = document.blocks[numbers[0] - 1]
    if isinstance(block, Text):
        return block.place.as_dict(), block.text
    row = block.rows[numbers[1] - 1] if len(numbers) > 1 and 1 <= numbers[1] <= len(block.rows) else ()
    words = [cell.text for cell in row if cell.text and not cell.merged]
    return (row[0].place.as_dict(), "\n".join(words)) if row else None


def _shown(request: SeatedRequest, sheet: Sheet) -> dict[str, Any]:
    file, original = sheet.file, sheet.original()
    before, after = queries.neighbours(request.actor, file)
    unit = file.reading.get("unit") or {}
    return {
        "file": file,
        "call": file.call,
        "sheet": sheet,
        "original": original,
        "cards": [(card, list(card.values(original)), json.dumps(_packed(card))) for card in sheet.cards],
        "reasons": in_words(file),
        "form_problems": file.reading.get("problems") or [],
        "leftovers": leftovers(file.reading.get("leftover") or [], original),
        "dropped": file.reading.get("dropped") or [],
        "unit_read": unit,
        "unit_percent": round(100 * file.unit_confidence),
        "unit_anchor": original.anchor(unit.get("place")) if original and unit else "",
        "before": before,
        "after": after,
        "may_settle": rules.may_settle_file(file, request.actor),
        "is_open": file.state in OPEN,
        "section": "calls",
        "tab": "intake",
    }


def _packed(card: Card) -> dict[str, Any]:
    return {"place": card.base.places.get("need"), "quote": card.base.text} if card.added else {}


def triage_earlier(request: SeatedRequest, pk: int) -> HttpResponse:
    """What the chosen unit has sent before, to say whether this file replaces it."""
    file = queries.file(request.actor, pk)
    chosen = chosen_inquiry(request, file, list(queries.asked_units(file)))
    earlier = taken_before(file, chosen) if chosen else []
    sheet = {"chosen": chosen, "earlier": earlier, "replaces": suggested(file, earlier), "editable": True}
    return render(request, "intake/earlier.html", {"sheet": sheet, "file": file})


@require_POST
def triage_again(request: SeatedRequest, pk: int) -> HttpResponse:
    """Look again at what was settled. A reply that stands keeps standing until the new decision is made."""
    file = queries.file(request.actor, pk)
    rules.check_settle_file(file, request.actor)
    if file.state == "accepted" and inquiry_for(file, file.unit_id):
        return redirect(f"{reverse('triage_file', args=[pk])}?edit=1")
    if file.state in TAKEN:
        steps.take_out(file, by=request.actor, at=clock.now())
    else:
        steps.reconsider(file, by=request.actor, at=clock.now())
    return redirect("triage_file", pk)
