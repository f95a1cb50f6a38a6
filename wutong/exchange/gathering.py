"""From a consolidation to the values its documents are made of: the one place that turns records into printed words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch

from wutong.base.clock import day_in
from wutong.base.texts import in_language
from wutong.calls.models import Consolidation, Inquiry, Membership, Need, NeedGroup
from wutong.calls.needs_form import action_labels, field_labels
from wutong.calls.queries.feedback import outcome_of
from wutong.directory.gazetteer import country_name
from wutong.exchange import labels
from wutong.exchange.regions import regions_and_countries
from wutong.exchange.sections import sections_of
from wutong.exchange.tracing import WITH_FILES, sources_of
from wutong.exchange.values import MergedNeed, Money, OriginalNeed, Section, Source
from wutong.exchange.withholding import without_people


@dataclass(slots=True)
class Gathered:
    """One consolidation in one language. `needs` and `asked` run side by side, in the order of the letter."""

    sections: tuple[Section, ...] = ()
    rows: tuple[tuple[NeedGroup, MergedNeed], ...] = ()  # accepted ones, in order
    needs: tuple[Need, ...] = ()
    asked: tuple[OriginalNeed, ...] = ()


@dataclass(slots=True)
class _Printing:
    """What every line needs: the language, whether the reader may know people, and where needs were read."""

    language: str
    public: bool
    on: date  # of the call: what a region meant when units named it
    sources: dict[int, tuple[Source, ...]]
    members: dict[int, list[Need]] = field(default_factory=dict)  # by group

    def text(self, said: str, needs: Iterable[Need]) -> str:
        return without_people(said, (need.contact for need in needs)) if self.public else said


def gather(consolidation: Consolidation, language: str, *, public: bool = False) -> Gathered:
    """Accepted groups under their plan items, and every current need with what became of it, grouped yet or not.

    `public` takes contacts out of the wording too, where units wrote them into their sentences.
    """
    groups = list(_groups(consolidation))
    members = {group.pk: [row.need for row in group.current] for group in groups}  # type: ignore[attr-defined]
    placed = [(need, group) for group in groups for need in members[group.pk]]
    ordered = _in_order_of_the_letter(consolidation, [*placed, *((need, None) for need in _ungrouped(consolidation))])
    call = consolidation.call
    on = day_in(call.issued_at or call.written_at, call.time_zone)
    printing = _Printing(language, public, on, sources_of((need for need, _group in ordered), language), members)
    accepted = [group for group in groups if group.state == "accepted" and members[group.pk]]
    rows = tuple((group, _merged_need(group, printing)) for group in accepted)
    return Gathered(
        sections=sections_of(consolidation.plan, [(group.plan_item_id, merged) for group, merged in rows], language),
        rows=rows,
        needs=tuple(need for need, _group in ordered),
        asked=tuple(_original_need(need, group, printing) for need, group in ordered),
    )


def _groups(consolidation: Consolidation) -> Iterable[NeedGroup]:
    current = Membership.objects.filter(need__is_current=True).order_by("pk")
    rows = current.select_related(*(f"need__{name}" for name in WITH_FILES))
    found = consolidation.groups.filter(is_dissolved=False).select_related("plan_item").order_by("number")
    return found.prefetch_related(Prefetch("memberships", queryset=rows, to_attr="current"))


def _ungrouped(consolidation: Consolidation) -> Iterable[Need]:
    """Needs that came after the last grouping: they are in no group yet, and are not dropped for that."""
    rows = Need.objects.filter(call=consolidation.call, office=consolidation.office, is_current=True)
    return rows.exclude(memberships__consolidation=consolidation).select_related(*WITH_FILES)


def _in_order_of_the_letter(
    consolidation: Consolidation, found: list[tuple[Need, NeedGroup | None]]
) -> list[tuple[Need, NeedGroup | None]]:
    asked = Inquiry.objects.filter(call=consolidation.call, office=consolidation.office)
    place = {unit: order for order, unit in enumerate(asked.order_by("order", "pk").values_list("unit_id", flat=True))}
    return sorted(found, key=lambda pair: (place.get(pair[0].unit_id, len(place)), pair[0].unit_id, pair[0].number))


def _merged_need(group: NeedGroup, printing: _Printing) -> MergedNeed:
    """A group as one row: its wording, and all its members say together."""
    needs, language = printing.members[group.pk], printing.language
    codes = tuple(dict.fromkeys(code for need in needs for code in need.countries))
    said = (need.country_words for need in needs)
    return MergedNeed(
        number=str(group.number),
        title=printing.text(in_language(group.titles, language), needs),
        wording=printing.text(in_language(group.texts, language), needs),
        units=tuple(dict.fromkeys(in_language(need.unit.names, language) for need in needs)),
        countries=_countries(codes, language),
        regions=regions_and_countries(codes, said, printing.on, language),
        field=_label(field_labels(), group.field, language),
        action=_label(action_labels(), group.action, language),
        money=money_of(needs),
        period=_period(needs),
        priority=labels.priority(group.priority, language),
        is_ordinary=group.priority == Need.Priority.NORMAL,
        sources=tuple(source for need in needs for source in printing.sources[need.pk]),
    )


def money_of(needs: Iterable[Need]) -> tuple[Money, ...]:
    """What a group asks for, one sum per currency. A unit that stated the same need twice asks for it once."""
    highest: dict[tuple[str, int], Decimal] = {}
    for need in needs:
        if need.amount is not None:
            key = need.currency, need.unit_id
            highest[key] = max(highest.get(key, need.amount), need.amount)
    sums: dict[str, Decimal] = {}
    for (currency, _unit), amount in highest.items():
        sums[currency] = sums.get(currency, Decimal()) + amount
    return tuple(Money(amount, currency) for currency, amount in sorted(sums.items()))


def _original_need(need: Need, group: NeedGroup | None, printing: _Printing) -> OriginalNeed:
    """A need as its unit stated it, with its outcome. A row still under discussion is nobody's outcome yet: the public
    does not see where it may go."""
    language = printing.language
    mates = printing.members[group.pk] if group else []
    outcome = outcome_of(group, len(mates))
    shown = group if group and not (printing.public and outcome == "waiting") else None
    others = dict.fromkeys(in_language(mate.unit.names, language) for mate in mates if mate.unit_id != need.unit_id)
    return OriginalNeed(
        number=str(need.number),
        unit=in_language(need.unit.names, language),
        title=printing.text(need.title, [need]),
        text=printing.text(need.text, [need]),
        countries=_countries(need.countries, language),
        field=_label(field_labels(), need.field, language),
        action=_label(action_labels(), need.action, language),
        money=Money(need.amount, need.currency) if need.amount is not None else None,
        period=_period([need]),
        contact="" if printing.public else need.contact,
        outcome=outcome,
        reason=group.reason if group and outcome == "declined" else "",
        group=str(shown.number) if shown else "",
        group_title=printing.text(in_language(shown.titles, language), mates) if shown else "",
        others=tuple(others) if shown else (),
        sources=printing.sources[need.pk],
    )


def _countries(codes: Iterable[str], language: str) -> tuple[str, ...]:
    return tuple(country_name(code, language) for code in dict.fromkeys(codes))


def _label(known: dict[str, dict[str, str]], code: str, language: str) -> str:
    return in_language(known.get(code, {}), language)


def _period(needs: list[Need]) -> str:
    """First to last year; where no need gives dates, the words of the first that says something."""
    starts = [need.starts_on for need in needs if need.starts_on]
    ends = [need.ends_on for need in needs if need.ends_on]
    if not starts and not ends:
        return next((need.period_words for need in needs if need.period_words), "")
    years = [str(day.year) for day in (min(starts, default=None), max(ends, default=None)) if day]
    return "–".join(dict.fromkeys(years))
