"""The accepted groups of an office as the needs it states to the office above, each traceable to its members."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from wutong.base.actors import Actor
from wutong.base.money import Money, totals
from wutong.base.rules import refuse_unless
from wutong.base.texts import AUTHORITATIVE, in_language
from wutong.calls import rules
from wutong.calls.models import Consolidation, Inquiry, NeedGroup, Reply
from wutong.calls.queries.consolidation import groups, inquiries_above
from wutong.calls.statement import StatedNeed
from wutong.calls.steps.replies import send_up


def send_result_up(consolidation: Consolidation, inquiry: Inquiry, *, by: Actor, at: datetime) -> Reply:
    """Make the accepted groups the office's draft reply to an inquiry from above."""
    rules.check_work_for(consolidation.office_id, by)
    refuse_unless(
        inquiries_above(consolidation).filter(pk=inquiry.pk).exists(), _("This inquiry went to another office.")
    )
    return send_up(consolidation, inquiry, needs=stated_needs(consolidation), by=by, at=at)


def stated_needs(consolidation: Consolidation) -> list[StatedNeed]:
    """One need for every accepted group, in their order."""
    accepted = [group for group in groups(consolidation) if group.state == "accepted"]
    return [stated(group, number) for number, group in enumerate(accepted, 1)]


def stated(group: NeedGroup, number: int) -> StatedNeed:
    """A group as one need: its merged wording, and what all its members say together."""
    needs = [membership.need for membership in group.members]  # type: ignore[attr-defined]
    language = str(group.titles.get(AUTHORITATIVE, "")) or "zh-hans"
    sums = totals(Money(need.currency, need.amount) for need in needs if need.amount is not None)
    money = sums[0] if len(sums) == 1 else None
    text = in_language(group.texts, language)
    if len(sums) > 1:  # sums in different currencies are never added: all of them are told
        text = f"{text}\n（{'; '.join(f'{one.currency} {one.amount:,.2f}' for one in sums)}）".strip()
    starts = [need.starts_on for need in needs if need.starts_on]
    ends = [need.ends_on for need in needs if need.ends_on]
    return StatedNeed(
        title=in_language(group.titles, language),
        text=text,
        language=language.split("-")[0],
        field=group.field,
        action=group.action,
        countries=sorted({code for need in needs for code in need.countries}),
        country_words=_joined((need.country_words for need in needs), 300),
        amount=money.amount if money else None,
        currency=money.currency if money else "",
        starts_on=min(starts, default=None),
        ends_on=max(ends, default=None),
        period_words=_joined((need.period_words for need in needs), 100) if not starts + ends else "",
        partner=_joined((need.partner for need in needs), 300),
        contact=_joined((need.contact for need in needs), 200),
        priority=group.priority,
        places={"need": {"kind": "field", "row": number}},
        merged_from_id=group.pk,
    )


def _joined(values: Iterable[str], at_most: int) -> str:
    """Different values in their order, as many whole ones as there is room for."""
    kept = ""
    for value in dict.fromkeys(value for value in values if value):
        longer = f"{kept}；{value}" if kept else value
        if len(longer) > at_most:
            break
        kept = longer
    return kept
