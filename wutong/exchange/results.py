"""The documents of a consolidation: implementation plan, workbook, feedback letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import translation

from wutong.base.clock import day_in
from wutong.base.texts import in_language
from wutong.calls.models import Consolidation, Inquiry, IntakeFile
from wutong.directory.models import Organisation
from wutong.exchange.feedback_letter import Feedback, render_feedback
from wutong.exchange.gathering import Gathered, gather
from wutong.exchange.labels import say
from wutong.exchange.plan_document import Plan, render_plan
from wutong.exchange.values import OriginalNeed
from wutong.exchange.workbook import FileRow, MergedRow, UnitRow, Workbook, render_workbook


def plan_document(consolidation: Consolidation, language: Any, *, internal: bool, at: datetime) -> bytes:
    """The implementation plan as Word; the public version names neither files nor people."""
    call = consolidation.call
    found = gather(consolidation, language, public=not internal)
    above = consolidation.office.parent  # the merged result is its reply to the office above, where there is one
    return render_plan(
        Plan(
            title=_title(consolidation, language),
            issuer=in_language(consolidation.office.names, language),
            signed=_day(consolidation, at),
            sections=found.sections,
            asked=found.asked,
            introduction=(_introduction(consolidation, language),),
            addressee=in_language(above.names, language) if above else "",
            copies=tuple(copy.name for copy in call.copies.all()),
            language=language,
        ),
        internal=internal,
    )


def _title(consolidation: Consolidation, language: str) -> str:
    plan = consolidation.plan
    if plan is None:
        return say("title_without_plan", language, call=_quoted(consolidation.call.titles, language))
    return say("title", language, plan=in_language(plan.titles, language))


def _introduction(consolidation: Consolidation, language: str) -> str:
    call, plan = consolidation.call, consolidation.plan
    facts = {"call": _quoted(call.titles, language), "number": call.number}
    if plan is None:
        return say("introduction_without_plan", language, **facts)
    chinese = language == "zh-hans"  # sets the names of plans in brackets, English does not
    named = _quoted(plan.titles, language) if chinese else in_language(plan.titles, language)
    return say("introduction", language, plan=named, **facts)


def _quoted(titles: dict[str, str], language: str) -> str:
    """A title as it stands in a sentence."""
    return say("quoted", language, title=in_language(titles, language))


def _day(consolidation: Consolidation, at: datetime) -> date:
    return day_in(at, consolidation.call.time_zone)


def workbook(consolidation: Consolidation, language: Any, *, internal: bool, at: datetime) -> bytes:
    """The Excel with everything."""
    found = gather(consolidation, language, public=not internal)
    with translation.override(language):
        made = Workbook(
            title=_title(consolidation, language),
            issuer=in_language(consolidation.office.names, language),
            made=at.astimezone(ZoneInfo(consolidation.call.time_zone)),
            merged=tuple(_merged_rows(found, language)),
            needs=found.asked,
            units=tuple(_unit_rows(consolidation, found, language)),
            files=tuple(_file_rows(consolidation, language)) if internal else (),
        )
    return render_workbook(made, language, internal=internal)


def _merged_rows(found: Gathered, language: str) -> Iterator[MergedRow]:
    for group, merged in found.rows:
        yield MergedRow(merged, in_language(group.plan_item.titles, language) if group.plan_item else "")


def _unit_rows(consolidation: Consolidation, found: Gathered, language: str) -> Iterator[UnitRow]:
    """The board of the office: the units it asked, with what they passed on."""
    counts: dict[int, int] = {}
    for need in found.needs:
        counts[need.unit_id] = counts.get(need.unit_id, 0) + 1
    rows = Inquiry.objects.filter(call=consolidation.call, office=consolidation.office).order_by("order", "pk")
    for inquiry in rows.select_related("unit").prefetch_related("passed_to__unit"):
        yield UnitRow(
            unit=in_language(inquiry.unit.names, language),
            kind=str(inquiry.unit.get_kind_display()),
            status=translation.gettext(inquiry.get_state_display()),
            needs=counts.get(inquiry.unit_id, 0),
            due=inquiry.deadline,
            answered=inquiry.answered_at,
            passed_to=tuple(in_language(child.unit.names, language) for child in inquiry.passed_to.all()),
            contact=inquiry.unit.email,
        )


def _file_rows(consolidation: Consolidation, language: str) -> Iterator[FileRow]:
    """Every file that came in, parts under the file they arrived in."""
    rows = IntakeFile.objects.filter(call=consolidation.call, batch__office=consolidation.office)
    for file in rows.select_related("unit", "stored", "parent").order_by("pk"):
        said = (translation.gettext(file.get_state_display()), file.problem, file.detail)
        yield FileRow(
            name=" / ".join([file.parent.name, *file.path]) if file.parent else file.name,
            unit=in_language(file.unit.names, language) if file.unit else "",
            kind=str(file.get_kind_display()),
            needs=len(file.reading.get("needs", ())),
            received=file.arrived_at,
            digest=file.stored.sha256,
            remark=" ".join(part for part in said if part),
        )


def feedback_letters(
    consolidation: Consolidation, language: Any, *, at: datetime
) -> Iterator[tuple[Organisation, bytes]]:
    """One letter for each unit that stated needs, in the order of the call's letter; each made when it is asked for."""
    for unit, needs in _by_unit(consolidation, language):
        yield unit, _feedback(consolidation, unit, needs, language, at)


def feedback_letter(consolidation: Consolidation, unit_id: int, language: Any, *, at: datetime) -> bytes:
    """The letter of one unit; raises KeyError where it stated nothing."""
    for unit, needs in _by_unit(consolidation, language):
        if unit.pk == unit_id:
            return _feedback(consolidation, unit, needs, language, at)
    raise KeyError(unit_id)


def _by_unit(consolidation: Consolidation, language: str) -> list[tuple[Organisation, list[OriginalNeed]]]:
    """A unit reads what was decided about its own needs; where the others may go is not yet its affair."""
    found = gather(consolidation, language)
    units: dict[int, Organisation] = {}
    asked: dict[int, list[OriginalNeed]] = {}
    for need, original in zip(found.needs, found.asked, strict=True):
        units[need.unit_id] = need.unit
        taken_up = original.outcome in ("merged", "accepted")
        told = original if taken_up else replace(original, group="", group_title="", others=())
        asked.setdefault(need.unit_id, []).append(told)
    return [(units[pk], needs) for pk, needs in asked.items()]


def _feedback(
    consolidation: Consolidation, unit: Organisation, needs: list[OriginalNeed], language: Any, at: datetime
) -> bytes:
    call = consolidation.call
    return render_feedback(
        Feedback(
            issuer=in_language(consolidation.office.names, language),
            unit=in_language(unit.names, language),
            call=_quoted(call.titles, language),
            needs=tuple(needs),
            date=_day(consolidation, at),
            contact=call.contact,
            phone=call.phone,
            email=call.email,
            language=language,
        )
    )
