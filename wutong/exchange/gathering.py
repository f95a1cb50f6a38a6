"""From a consolidation to the values its documents are made of: the one place that turns records into printed words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wutong.base.texts import in_language
from wutong.calls.models import Consolidation, Need, NeedGroup
from wutong.calls.needs_form import action_labels, field_labels
from wutong.calls.queries.consolidation import groups
from wutong.directory.gazetteer import country_name
from wutong.documents.blocks import Place
from wutong.exchange.values import MergedNeed, Money, OriginalNeed, Outcome, Section, Source
from wutong.plans.models import PlanItem

PRIORITIES = {
    "high": {"zh-hans": "高", "en": "high"},
    "normal": {"zh-hans": "一般", "en": "normal"},
    "low": {"zh-hans": "低", "en": "low"},
}
OTHER = {"zh-hans": "其他需求", "en": "Other needs"}
HAN_DIGITS = "零一二三四五六七八九十"


@dataclass(slots=True)
class Gathered:
    """One consolidation in one language."""

    language: str
    sections: tuple[Section, ...] = ()
    rows: tuple[tuple[NeedGroup, MergedNeed], ...] = ()  # accepted ones, in order
    asked: tuple[OriginalNeed, ...] = ()
    needs: tuple[Need, ...] = ()


def gather(consolidation: Consolidation, language: str) -> Gathered:
    """Accepted groups under their plan items, and every original need with what became of it."""
    found = list(groups(consolidation))
    asked = [(need, group) for group in found for need in _needs(group)]
    accepted = [group for group in found if group.state == "accepted"]
    rows = tuple((group, merged_need(group, language)) for group in accepted)
    ordered = sorted(asked, key=lambda pair: (pair[0].unit.path or "", pair[0].number))
    return Gathered(
        language=language,
        sections=_sections(consolidation, rows, language),
        rows=rows,
        asked=tuple(original_need(need, group, language) for need, group in ordered),
        needs=tuple(need for need, _group in ordered),
    )


def _needs(group: NeedGroup) -> list[Need]:
    return [membership.need for membership in group.members]  # type: ignore[attr-defined]


def merged_need(group: NeedGroup, language: str) -> MergedNeed:
    """A group as one row: its wording, and all its members say together."""
    needs = _needs(group)
    sums: dict[str, Any] = {}
    for need in needs:
        if need.amount is not None:
            sums[need.currency] = sums.get(need.currency, 0) + need.amount
    return MergedNeed(
        number=str(group.number),
        title=in_language(group.titles, language),
        wording=in_language(group.texts, language),
        units=tuple(dict.fromkeys(in_language(need.unit.names, language) for need in needs)),
        countries=_countries(code for need in needs for code in need.countries)(language),
        field=_label(field_labels(), group.field, language),
        action=_label(action_labels(), group.action, language),
        money=tuple(Money(amount, code) for code, amount in sorted(sums.items())),
        period=_period(needs),
        priority=PRIORITIES[group.priority].get(language, group.priority),
        sources=tuple(source_of(need, language) for need in needs),
    )


def original_need(need: Need, group: NeedGroup, language: str) -> OriginalNeed:
    """A need as its unit stated it, with its outcome."""
    mates = _needs(group)
    others = dict.fromkeys(in_language(m.unit.names, language) for m in mates if m.unit_id != need.unit_id)
    return OriginalNeed(
        number=str(need.number),
        unit=in_language(need.unit.names, language),
        title=need.title,
        text=need.text,
        countries=_countries(need.countries)(language),
        field=_label(field_labels(), need.field, language),
        action=_label(action_labels(), need.action, language),
        money=Money(need.amount, need.currency) if need.amount is not None else None,
        period=_period([need]),
        contact=need.contact,
        outcome=outcome_of(group, len(mates)),
        reason=group.reason if group.state == "declined" else "",
        group=str(group.number),
        group_title=in_language(group.titles, language),
        others=tuple(others),
        sources=(source_of(need, language),),
    )


def outcome_of(group: NeedGroup, size: int) -> Outcome:
    if group.state == "accepted":
        return "merged" if size > 1 else "accepted"
    return "declined" if group.state == "declined" else "waiting"


def source_of(need: Need, language: str) -> Source:
    """Unit, file and place of a need; a need stated on the page has no file."""
    place = need.places.get("need")
    file = need.file
    return Source(
        unit=in_language(need.unit.names, language),
        file=file.name if file else "",
        place=Place.from_dict(place) if place else None,
        digest=file.stored.sha256 if file else "",
    )


def _countries(codes: Iterable[str]) -> Any:
    unique = list(dict.fromkeys(codes))
    return lambda language: tuple(country_name(code, language) for code in unique)


def _label(labels: dict[str, dict[str, str]], code: str, language: str) -> str:
    return in_language(labels.get(code, {}), language)


def _period(needs: list[Need]) -> str:
    starts = [need.starts_on for need in needs if need.starts_on]
    ends = [need.ends_on for need in needs if need.ends_on]
    if starts or ends:
        first, last = (min(starts).year if starts else "", max(ends).year if ends else "")
        return f"{first}–{last}" if first != last else str(first)
    return next((need.period_words for need in needs if need.period_words), "")


def _sections(
    consolidation: Consolidation, rows: tuple[tuple[NeedGroup, MergedNeed], ...], language: str
) -> tuple[Section, ...]:
    """The plan's actions, each with its tasks, renumbered for the document; needs under no item come last."""
    by_item: dict[int | None, list[MergedNeed]] = {}
    for group, merged in rows:
        by_item.setdefault(group.plan_item_id, []).append(merged)
    items = list(consolidation.plan.items.order_by("order")) if consolidation.plan else []
    tops = [item for item in items if item.kind == "action"] or [item for item in items if item.level == 1]
    made = [_section(top, number, items, by_item, language) for number, top in enumerate(tops, 1)]
    inside = {pk for top in tops for pk in _below(top, items)}
    left = [need for key, needs in by_item.items() if key not in inside for need in needs]
    if left:
        made.append(Section(_number(len(made) + 1, 1, language), OTHER[language], needs=tuple(left)))
    return tuple(made)


def _below(item: PlanItem, items: list[PlanItem]) -> set[int]:
    found = {item.pk}
    for other in items:
        if other.parent_id in found:
            found.add(other.pk)
    return found


def _section(
    item: PlanItem,
    number: int,
    items: list[PlanItem],
    by_item: dict[int | None, list[MergedNeed]],
    language: str,
    level: int = 1,
) -> Section:
    children = [other for other in items if other.parent_id == item.pk]
    return Section(
        number=_number(number, level, language),
        title=in_language(item.titles, language),
        needs=tuple(by_item.get(item.pk, ())),
        children=tuple(
            _section(child, place, items, by_item, language, level + 1) for place, child in enumerate(children, 1)
        ),
    )


def _number(number: int, level: int, language: str) -> str:
    """一、 （一） 1. in Chinese (GB/T 9704-2012, 7.3.3); plain numbers in English."""
    if language != "zh-hans" or level > 2:
        return f"{number}."
    return f"{han(number)}、" if level == 1 else f"（{han(number)}）"


def han(number: int) -> str:
    """1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else HAN_DIGITS[tens]) + "十" if tens else ""
    return head + (HAN_DIGITS[ones] if ones or not tens else "")
