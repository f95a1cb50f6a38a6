"""Makes the tables of a plan from the headings and targets a person accepted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from wutong.base.rules import refuse_unless
from wutong.plans.models import Plan, PlanItem, Target
from wutong.plans.reading.numerals import half_width, parse_number

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9]{0,9}")
_SPAN = re.compile(r"(\d{1,2}|[零〇一二两三四五六七八九十]{1,3})\s*(?:years?|年)", re.IGNORECASE)
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ENGLISH = {word: number for number, word in enumerate(_WORDS, 1)}


@dataclass(frozen=True, slots=True)
class PlanHead:
    """What stands above the items. `starts_on` makes a date of "within 5 years"."""

    title: str
    issuer: str = ""
    number: str = ""
    issued_on: date | None = None
    starts_on: date | None = None


def make_plan(code: str, head: PlanHead, headings: list[dict[str, Any]], targets: list[dict[str, Any]]) -> Plan:
    """Raises Refused for a code that is none. The language of the text is its authoritative one."""
    reason = _("A short code begins with a letter and has at most ten letters and figures.")
    refuse_unless(_CODE.fullmatch(code), reason, place="code")
    last = Plan.objects.filter(code=code).aggregate(last=Max("version"))["last"] or 0
    plan = Plan.objects.create(
        code=code,
        version=last + 1,
        titles=as_written(head.title),
        issuers=as_written(head.issuer),
        number=head.number[:60],
        issued_on=head.issued_on,
        starts_on=head.starts_on,
    )
    items = _make_items(plan, headings)
    for number, target in enumerate(targets, 1):
        _make_target(number, target, items, head.starts_on)
    return plan


def as_written(text: str) -> dict[str, str]:
    """A text in the language it is written in: Chinese where it has Han characters, Russian, else English."""
    text = text.strip()
    if not text:
        return {}
    han, cyrillic = re.search("[\u4e00-\u9fff]", text), re.search("[\u0400-\u04ff]", text)
    language = "zh-hans" if han else "ru" if cyrillic else "en"
    return {"authoritative": language, language: text}


def _make_items(plan: Plan, headings: list[dict[str, Any]]) -> list[tuple[int, PlanItem]]:
    """The tree by levels, each item with the line it stands on. What has nothing below it is a task."""
    made: list[tuple[int, PlanItem]] = []
    open_items: list[PlanItem] = []
    counters: dict[int, int] = {}
    for order, entry in enumerate(headings):
        level = int(entry["level"])
        open_items = [item for item in open_items if item.level < level]
        parent = open_items[-1] if open_items else None
        above = parent.pk if parent else 0
        counters[above] = counters.get(above, 0) + 1
        item = PlanItem.objects.create(
            plan=plan,
            parent=parent,
            order=order,
            code=f"{parent.code}.{counters[above]}" if parent else f"{plan.code}{counters[above]}",
            number=str(entry["number"])[:30],
            level=level,
            kind="task",
            titles=as_written(str(entry["title"])),
        )
        open_items.append(item)
        made.append((int(entry["line"]), item))
    parents = {child.parent_id for _line, child in made if child.parent_id}
    PlanItem.objects.filter(pk__in=parents).update(kind="heading")
    return made


def _make_target(number: int, entry: dict[str, Any], items: list[tuple[int, PlanItem]], starts_on: date | None) -> None:
    """Under the last heading before its line; a range keeps its lower end as the value to reach."""
    above = [item for line, item in items if line <= int(entry["line"])]
    value = entry["value"] if entry["value"] not in (None, "") else entry.get("value_low")
    Target.objects.create(
        item=above[-1] if above else items[0][1],
        indicator=f"T{number}",
        names=as_written(str(entry["what"])),
        value=Decimal(str(value or 0)),
        unit=str(entry["unit"])[:30],
        nature=entry.get("nature") or Target.Nature.FLOW,
        starts_on=starts_on,
        due_on=due_day(str(entry.get("deadline") or ""), starts_on),
        quote=str(entry["quote"])[:300],
        basis=as_written(str(entry.get("deadline") or "")),
    )


def due_day(words: str, starts_on: date | None) -> date | None:
    """A day as it is; a year means its last day; "within 5 years" counts from the start of the plan, if known."""
    words = half_width(words)
    if day := re.search(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b", words):
        try:
            return date(*(int(part) for part in day.groups()))
        except ValueError:
            return None
    if year := re.search(r"(?:19|20|21)\d\d", words):
        return date(int(year.group()), 12, 31)
    years = _years(words)
    if years is None or starts_on is None:
        return None
    last = 28 if starts_on.month == 2 else 31
    return date(starts_on.year + years, starts_on.month, min(starts_on.day, last))


def _years(words: str) -> int | None:
    if found := _SPAN.search(words):
        number = parse_number(found[1])
        return int(number) if number else None
    english = re.search(rf"\b({'|'.join(_ENGLISH)})[\s-]years?\b", words, re.IGNORECASE)
    return _ENGLISH[english[1].lower()] if english else None
