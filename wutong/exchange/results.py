"""The documents of a consolidation: implementation plan, workbook, feedback letters."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from wutong.base.texts import in_language
from wutong.calls.models import Consolidation, Inquiry, IntakeFile
from wutong.directory.models import Organisation
from wutong.exchange.feedback_letter import Feedback, render_feedback
from wutong.exchange.gathering import Gathered, gather
from wutong.exchange.plan_document import Plan, render_plan
from wutong.exchange.workbook import FileRow, MergedRow, UnitRow, Workbook, render_workbook


def plan_document(consolidation: Consolidation, language: Any, *, internal: bool, at: datetime) -> bytes:
    """The implementation plan as Word; the public version carries no trace of sources."""
    call = consolidation.call
    found = gather(consolidation, language)
    with translation.override(language):
        title = _("Implementation plan merged from replies to “%(call)s”") % {
            "call": in_language(call.titles, language)
        }
        introduction = (
            _("This plan was merged from the needs stated in reply to %(number)s.") % {"number": call.number},
        )
    return render_plan(
        Plan(
            title=title,
            issuer=in_language(consolidation.office.names, language),
            signed=_day(consolidation, at),
            sections=found.sections,
            asked=found.asked,
            introduction=introduction,
            addressee=_addressee(consolidation, language),
            copies=tuple(copy.name for copy in call.copies.all()),
            language=language,
        ),
        internal=internal,
    )


def _addressee(consolidation: Consolidation, language: str) -> str:
    """The office above, where there is one: the merged result is its reply."""
    above = consolidation.office.parent
    return in_language(above.names, language) if above else ""


def _day(consolidation: Consolidation, at: datetime) -> date:
    return at.astimezone(ZoneInfo(consolidation.call.time_zone)).date()


def workbook(consolidation: Consolidation, language: Any, *, internal: bool, at: datetime) -> bytes:
    """The Excel with everything."""
    found = gather(consolidation, language)
    with translation.override(language):
        made = Workbook(
            title=in_language(consolidation.call.titles, language),
            issuer=in_language(consolidation.office.names, language),
            made=at.astimezone(ZoneInfo(consolidation.call.time_zone)),
            merged=tuple(_merged_rows(found, language)),
            needs=found.asked,
            units=tuple(_unit_rows(consolidation, language)),
            files=tuple(_file_rows(consolidation, language)) if internal else (),
        )
    return render_workbook(made, language, internal=internal)


def _merged_rows(found: Gathered, language: str) -> list[MergedRow]:
    return [
        MergedRow(merged, in_language(group.plan_item.titles, language) if group.plan_item else "")
        for group, merged in found.rows
    ]


def _unit_rows(consolidation: Consolidation, language: str) -> list[UnitRow]:
    rows = Inquiry.objects.filter(call=consolidation.call, office=consolidation.office)
    counts: dict[int, int] = {}
    for unit_id in consolidation.memberships.values_list("need__unit_id", flat=True):
        counts[unit_id] = counts.get(unit_id, 0) + 1
    return [
        UnitRow(
            unit=in_language(inquiry.unit.names, language),
            kind=str(inquiry.unit.get_kind_display()),
            status=_(inquiry.get_state_display()),
            needs=counts.get(inquiry.unit_id, 0),
            due=inquiry.deadline,
            answered=inquiry.answered_at,
            passed_to=tuple(in_language(child.unit.names, language) for child in inquiry.passed_to.all()),
            contact=inquiry.unit.email,
        )
        for inquiry in rows.select_related("unit").prefetch_related("passed_to__unit")
    ]


def _file_rows(consolidation: Consolidation, language: str) -> list[FileRow]:
    rows = IntakeFile.objects.filter(call=consolidation.call, batch__office=consolidation.office)
    return [
        FileRow(
            name=" / ".join([file.parent.name, *file.path]) if file.parent else file.name,
            unit=in_language(file.unit.names, language) if file.unit else "",
            kind=str(file.get_kind_display()),
            needs=len(file.reading.get("needs", ())),
            received=file.arrived_at,
            digest=file.stored.sha256,
            remark=" ".join(part for part in (_(file.get_state_display()), file.problem, file.detail) if part),
        )
        for file in rows.select_related("unit", "stored", "parent").order_by("pk")
    ]


def feedback_letters(consolidation: Consolidation, language: Any, *, at: datetime) -> dict[Organisation, bytes]:
    """One letter for each unit that stated needs, with what became of each and why."""
    found = gather(consolidation, language)
    by_unit: dict[Organisation, list[Any]] = {}
    for need, original in zip(found.needs, found.asked, strict=True):
        by_unit.setdefault(need.unit, []).append(original)
    return {unit: _feedback(consolidation, unit, needs, language, at) for unit, needs in by_unit.items()}


def feedback_letter(consolidation: Consolidation, unit_id: int, language: Any, *, at: datetime) -> bytes:
    """The letter of one unit; raises KeyError where it stated nothing."""
    found = gather(consolidation, language)
    own = [(need.unit, original) for need, original in zip(found.needs, found.asked, strict=True)]
    needs = [original for unit, original in own if unit.pk == unit_id]
    if not needs:
        raise KeyError(unit_id)
    unit = next(unit for unit, _original in own if unit.pk == unit_id)
    return _feedback(consolidation, unit, needs, language, at)


def _feedback(consolidation: Consolidation, unit: Organisation, needs: list[Any], language: Any, at: datetime) -> bytes:
    call = consolidation.call
    return render_feedback(
        Feedback(
            issuer=in_language(consolidation.office.names, language),
            unit=in_language(unit.names, language),
            call=in_language(call.titles, language),
            needs=tuple(needs),
            date=_day(consolidation, at),
            plan=in_language(consolidation.plan.titles, language) if consolidation.plan else "",
            contact=call.contact,
            phone=call.phone,
            email=call.email,
            language=language,
        )
    )
