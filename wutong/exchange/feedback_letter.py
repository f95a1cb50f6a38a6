"""The letter that tells one unit what became of each of its needs, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wutong.documents.official import (
    Annex,
    Block,
    Column,
    Heading,
    Language,
    OfficialDocument,
    Paragraph,
    RedHead,
    Row,
    Signature,
    TableBlock,
    render,
)
from wutong.exchange.values import OUTCOMES, OriginalNeed
from wutong.exchange.wording import Words

AT_A_GLANCE = 5  # from so many needs on, a table is added


@dataclass(frozen=True, slots=True)
class Feedback:
    """`needs` are this unit's own; `call` and `plan` are titles as they should read in a sentence."""

    issuer: str
    unit: str
    call: str
    needs: tuple[OriginalNeed, ...]
    date: date
    number: str = ""
    plan: str = ""
    signatory: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""
    language: Language = "zh-hans"


def render_feedback(feedback: Feedback) -> bytes:
    """The .docx for one unit. Other units appear by name only where a need was merged with theirs."""
    words = Words(feedback.language)
    long = len(feedback.needs) >= AT_A_GLANCE
    return render(
        OfficialDocument(
            title=words.say("feedback.title", call=feedback.call),
            language=feedback.language,
            head=RedHead(feedback.issuer, feedback.number, form="letter"),
            addressees=feedback.unit,
            blocks=tuple(_body(feedback, words)),
            annexes=(Annex(words.say("feedback.annex"), (_table(feedback, words),)),) if long else (),
            signature=Signature((feedback.signatory or feedback.issuer,), feedback.date),
            subject=words.say("feedback.subject"),
        ),
        sources=False,
    )


def _body(feedback: Feedback, words: Words) -> Iterator[Block]:
    yield Paragraph(_opening(feedback, words))
    present = [outcome for outcome in OUTCOMES if any(need.outcome == outcome for need in feedback.needs)]
    for number, outcome in zip(words.get("feedback.numbers"), present, strict=False):
        needs = [need for need in feedback.needs if need.outcome == outcome]
        title = words.say("feedback.heading", outcome=words.say(f"outcome.{outcome}"), count=len(needs))
        yield Heading(title, 1, number)
        for count, need in enumerate(needs, 1):
            lead = f"{count}. {need.title.rstrip('。.')}{words.say('stop')}{words.say('between')}"
            yield Paragraph(_verdict(need, feedback, words), lead)
    yield Paragraph(words.say("feedback.closing"))
    if contact := words.contact(contact=feedback.contact, phone=feedback.phone, email=feedback.email):
        yield Paragraph(contact)


def _opening(feedback: Feedback, words: Words) -> str:
    """Says that all was dealt with only where it was."""
    if not feedback.needs:
        return words.say("feedback.none", call=feedback.call)
    counts = [
        words.say("plan.outcome", outcome=words.say(f"outcome.{outcome}"), count=count)
        for outcome in OUTCOMES
        if outcome != "waiting" and (count := sum(need.outcome == outcome for need in feedback.needs))
    ]
    waiting = sum(need.outcome == "waiting" for need in feedback.needs)
    said = "open" if not counts else "partly" if waiting else "settled"
    return words.say(
        f"feedback.{said}", call=feedback.call, count=len(feedback.needs), done=len(feedback.needs) - waiting,
        waiting=waiting, counts=words.join(counts),
    )  # fmt: skip


def _verdict(need: OriginalNeed, feedback: Feedback, words: Words) -> str:
    """What became of it, and why."""
    key = str(need.outcome)
    if need.outcome == "merged" and not need.others:
        key = "merged_alone"
    if need.outcome == "accepted" and not need.group:
        key = "accepted_bare"
    plan = feedback.plan or words.say("feedback.the_plan")
    into = f"{need.group} {need.group_title}".strip()
    said = words.say(f"feedback.{key}", units=words.join(need.others), plan=plan, into=into)
    if not need.reason:
        return said
    reason = words.say("feedback.reason", reason=need.reason.rstrip("。.")) + words.say("stop")
    return words.sentences(said, reason)


def _table(feedback: Feedback, words: Words) -> TableBlock:
    keys = (("number", 0.9), ("asked", 3.0), ("outcome", 1.3), ("into", 3.0), ("reason", 3.0))
    rows = (
        Row(
            (
                need.number, need.title, words.say(f"outcome.{need.outcome}"),
                f"{need.group} {need.group_title}".strip(), need.reason,
            )
        )
        for need in feedback.needs
    )  # fmt: skip
    return TableBlock(tuple(Column(words.say(f"plan.column.{key}"), weight) for key, weight in keys), tuple(rows))
