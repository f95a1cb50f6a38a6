"""Everything the page knows about one file while a person works on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from wutong.base.clock import day_in
from wutong.calls import rules, understanding
from wutong.calls.models import Inquiry, IntakeFile
from wutong.calls.queries import intake as queries
from wutong.calls.steps.intake import taken_before
from wutong.documents.blocks import Document, Unreadable
from wutong.jobs.opened import opened, part_at
from wutong.web.pages.triage.cards import Card, initial_of
from wutong.web.pages.triage.dealing import cards_of
from wutong.web.pages.triage.original import Original, show
from wutong.web.requests import SeatedRequest

OPEN = ("triage", "unreadable")
RECALLED = _("Needs dropped from this unit's earlier files stand here again: they are ticked below. Look, and go on.")


@dataclass(slots=True)
class Sheet:
    file: IntakeFile
    on: date
    inquiries: list[Inquiry]
    chosen: Inquiry | None
    editable: bool
    document: Document | None
    cards: list[Card] = field(default_factory=list)
    earlier: list[IntakeFile] = field(default_factory=list)
    replaces: set[int] = field(default_factory=set)
    page_needs: int = 0  # how many needs the unit stated on its page that stand now
    page_choice: str = ""  # "add" or "replace": what becomes of them
    errors: list[Any] = field(default_factory=list)

    def original(self) -> Original | None:
        if self.document is None:
            return None
        return show(self.document, [mark for card in self.cards for mark in card.marks()])

    @property
    def again(self) -> bool:
        """It stands as a reply and is being corrected."""
        return self.file.state == "accepted"

    @property
    def speaks_for_a_part(self) -> bool:
        """“No needs” beside other answers of the unit: most likely one of its parts says so."""
        return self.file.kind == "no_needs" and bool(self.earlier or self.page_needs)

    def replaced(self) -> list[IntakeFile]:
        return [old for old in self.earlier if old.pk in self.replaces]


def read_sheet(request: SeatedRequest, file: IntakeFile) -> Sheet:
    data = request.POST if request.method == "POST" else None
    on = day_in(file.call.issued_at or file.call.written_at, file.call.time_zone)
    inquiries = list(queries.asked_units(file))
    chosen = chosen_inquiry(request, file, inquiries)
    again = file.state == "accepted" and "edit" in (request.POST or request.GET)
    editable = (file.state in OPEN or again) and rules.may_settle_file(file, request.actor)
    sheet = Sheet(file, on, inquiries, chosen, editable, _document(file))
    look_back(sheet)
    if data is not None:
        sheet.replaces = {int(key) for key in data.getlist("replaces") if key.isdecimal() and len(key) < 19}
        sheet.page_choice = data.get("page", "")
        seen = sheet.again or chosen is None or data.get("recalled", "") == str(chosen.unit_id)
        data = data if seen else _recalled(sheet, data)
    sheet.cards = cards_of(file, data, on, chosen, sheet.replaced())
    return sheet


def look_back(sheet: Sheet) -> None:
    """What the chosen unit has answered before."""
    if sheet.chosen is None:
        return
    sheet.earlier = taken_before(sheet.file, sheet.chosen)
    sheet.replaces = suggested(sheet.file, sheet.earlier)
    if not sheet.again:
        sheet.page_needs = queries.needs_from_page(sheet.chosen)


def _recalled(sheet: Sheet, data: Any) -> Any:
    """Where the unit was chosen only now, the corrections made to its earlier files stand in the form that came back,
    unless a person typed something else there; needs that were dropped are ticked, and that is told."""
    cards = cards_of(sheet.file, None, sheet.on, sheet.chosen, sheet.replaced())
    known = [card for card in cards if card.record is not None or (card.earlier and not card.added)]
    data = data.copy() if known else data
    for card in known:
        read = initial_of(card.base)
        for column in card.earlier:
            at = f"{card.form.prefix}-{column}"
            if as_typed(data.get(at)) == as_typed(read[column]):
                data[at] = as_typed(card.form.initial[column])
        if card.record is not None:
            data[f"{card.form.prefix}-drop"], data[f"{card.form.prefix}-reason"] = "on", card.record["reason"]
            sheet.errors = [RECALLED]
    return data


def as_typed(value: Any) -> str:
    """A value as a browser sends it."""
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def chosen_inquiry(request: SeatedRequest, file: IntakeFile, inquiries: list[Inquiry]) -> Inquiry | None:
    """The unit the person chose, else the one the reader found."""
    given = request.POST.get("unit", request.GET.get("unit", ""))
    wanted = int(given) if given.isdecimal() and len(given) < 19 else file.unit_id
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
