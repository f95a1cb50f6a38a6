"""The page of one file: reads what the person decided, shows what is still to decide."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wutong.base import clock
from wutong.base.rules import Refused
from wutong.calls import rules
from wutong.calls.queries import intake as queries
from wutong.calls.steps import triage as steps
from wutong.calls.steps.intake import inquiry_for
from wutong.documents.blocks import Document, Text
from wutong.web.forms.intake import in_words
from wutong.web.pages.triage.cards import Card
from wutong.web.pages.triage.dealing import blank_card
from wutong.web.pages.triage.leftover import leftovers
from wutong.web.pages.triage.sheet import OPEN, Sheet, read_sheet
from wutong.web.requests import SeatedRequest

DECISIONS = ("accept", "no_needs", "part_no_needs", "set_aside")


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


def _decide(request: SeatedRequest, sheet: Sheet) -> HttpResponse | None:
    """One of the buttons; None shows the page again, with what was typed kept."""
    decision = request.POST.get("decision", "")
    if "add" in request.POST:
        _add(request.POST["add"], sheet)
        return None
    if decision not in DECISIONS:
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
    sheet.errors = sheet.errors if decision == "accept" else []
    sheet.errors += _in_the_way(request, sheet, decision)
    kept = [card for card in sheet.cards if decision == "accept"]
    mended = [card.form.is_valid() for card in kept]  # every card, so that every mistake is shown
    if sheet.errors or not all(mended):
        sheet.errors = sheet.errors or [_("Some values must be mended first: they are marked below.")]
        return False
    assert sheet.chosen is not None
    if decision == "part_no_needs":
        steps.note_part_without_needs(sheet.file, sheet.chosen, by=request.actor, at=clock.now())
        return True
    drops = [card for card in kept if card.form.cleaned_data["drop"]]
    stays = [card for card in kept if not card.form.cleaned_data["drop"]]
    steps.settle_file(
        sheet.file,
        sheet.chosen,
        [card.stated() for card in stays],
        kind="no_needs" if decision == "no_needs" else "needs",
        replaces=sheet.replaced(),
        replaces_page=sheet.page_choice == "replace",
        dropped=[card.drop() for card in drops],
        restored=[card.record for card in stays if card.record is not None],
        by=request.actor,
        at=clock.now(),
    )
    return True


def _in_the_way(request: SeatedRequest, sheet: Sheet, decision: str) -> list[Any]:
    if not sheet.editable:
        return [_("This file is settled already: look at it again first.")]
    if sheet.chosen is None:
        return [_("Choose the unit this file comes from.")]
    if str(sheet.file.reply_id or "") != request.POST.get("version", ""):
        return [_("Somebody settled this file meanwhile: load the page again.")]
    if decision == "part_no_needs":
        return []
    if sheet.earlier and request.POST.get("seen", "") != str(sheet.chosen.unit_id):
        return [_("This unit has sent other files: say below whether this one replaces them or adds to them.")]
    if decision == "accept" and sheet.page_needs and sheet.page_choice not in ("add", "replace"):
        return [_("This unit has answered on its page: say below whether this file adds to that or replaces it.")]
    return []


def _add(spot: str, sheet: Sheet) -> None:
    """Begin a need from a block of the original, or an empty one."""
    found = _block_at(sheet.document, spot) if sheet.document else None
    place, text = found or ({"kind": "field"}, "")
    sheet.cards.append(blank_card(len(sheet.cards) + 1, place, text, sheet.on))


def _block_at(document: Document, spot: str) -> tuple[dict[str, Any], str] | None:
    """Place and words of a block, or of the whole row a cell stands in."""
    numbers = [int(part) for part in spot.split("-") if part.isdecimal() and len(part) < 19]
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
        "dropped": [] if sheet.editable else file.reading.get("dropped") or [],
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
    sheet = read_sheet(request, file)
    return render(request, "intake/earlier.html", {"sheet": sheet, "file": file})


@require_POST
def triage_again(request: SeatedRequest, pk: int) -> HttpResponse:
    """Look again at what was settled. A reply that stands keeps standing until the new decision is made."""
    file = queries.file(request.actor, pk)
    rules.check_settle_file(file, request.actor)
    if file.state == "accepted" and inquiry_for(file, file.unit_id):
        return redirect(f"{reverse('triage_file', args=[pk])}?edit=1")
    steps.reconsider(file, by=request.actor, at=clock.now())
    return redirect("triage_file", pk)
