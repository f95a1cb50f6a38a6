"""From what a unit has (a draft, its last version, a file of its own) to the answers of the form it goes on with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, cast

import structlog
from django.utils.translation import gettext as _

from wutong.base.actors import Actor
from wutong.base.clock import day_in
from wutong.base.files import StoredFile
from wutong.base.rules import Refused
from wutong.calls import understanding
from wutong.calls.models import Call, Inquiry, Need, Reply
from wutong.calls.queries.intake import reading_context
from wutong.calls.reading import read_reply
from wutong.calls.reading.results import Leftover, ReplyReading
from wutong.calls.statement import StatedNeed, from_answers, in_file, keep_sources, to_rows
from wutong.calls.steps.form_files import stated_needs, unit_named
from wutong.calls.steps.replies import IN_HAND, write_reply
from wutong.directory.models import User
from wutong.documents.blocks import Document, ProblemCode, Unreadable
from wutong.documents.isolated import Worker
from wutong.forms import faces
from wutong.forms.checking import Checked, check
from wutong.forms.problems import Problem
from wutong.forms.queries import form_of

log = structlog.get_logger()
LIKELY = ("unread", "note", "table", "question")  # reasons of the reader under which a missed need is most likely
# Where a draft came from stays true when it is looked through on the page; free words become answers of the form.
SOURCES_KEPT = (Reply.Source.MERGED, Reply.Source.FORM_FILE)


@dataclass(slots=True)
class Understood:
    """A unit's own file as answers of the form, with everything that is wrong with it."""

    source: str
    kind: str = Reply.Kind.NEEDS
    answers: dict[str, Any] = field(default_factory=dict)
    needs: list[StatedNeed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    leftover: list[Leftover] = field(default_factory=list)  # words that may be a need and were not understood

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.is_error]

    @property
    def warnings(self) -> list[Problem]:
        return [problem for problem in self.problems if not problem.is_error]


def asked_on(call: Call) -> date:
    """The day on which region words and checks of a call's form stand."""
    return day_in(call.issued_at or call.written_at, call.time_zone)


def in_hand(inquiry: Inquiry) -> Reply | None:
    return inquiry.replies.filter(state__in=IN_HAND, taken_in=False).first()


def current(inquiry: Inquiry) -> Reply | None:
    return inquiry.replies.filter(state="sent").first()


def answers_of(reply: Reply) -> dict[str, Any]:
    """The answers of one version; of one that came as free text or from merging, made from its needs."""
    if reply.answers:
        return dict(reply.answers)
    if reply.kind == Reply.Kind.NO_NEEDS:
        return {"has_needs": "no"}
    return {"has_needs": "yes", "needs": to_rows(reply.needs.order_by("number"))}


def first_answers(inquiry: Inquiry, person: User) -> dict[str, Any]:
    """What the form begins with: the draft in hand, else the version sent, else only who answers, and that they do."""
    reply = in_hand(inquiry) or current(inquiry)
    known = answers_of(reply) if reply else {"has_needs": "yes"}
    return {"unit": unit_answer(inquiry), "contact": {"name": str(person), "phone": "", "email": person.email}} | known


def checked_answers(inquiry: Inquiry, answers: dict[str, Any]) -> dict[str, Any]:
    """Of answers as typed, those a file of the form can hold."""
    return check(form_of(inquiry.call.form), answers, on=asked_on(inquiry.call)).values


def unit_answer(inquiry: Inquiry) -> dict[str, Any]:
    return {"id": inquiry.unit_id, "name": str(inquiry.unit)}


def save_answers(inquiry: Inquiry, typed: dict[str, Any], checked: Checked, *, by: Actor, at: datetime) -> Reply:
    """Keep the draft as it was typed, also where it is not complete; needs are what could be understood of it."""
    before = in_hand(inquiry) or current(inquiry)
    known: Iterable[Need] = before.needs.order_by("number") if before else ()
    needs = keep_sources(from_answers(checked.values), known)
    none = checked.values.get("has_needs") == "no"
    kept = before is not None and before.state in IN_HAND and before.source in SOURCES_KEPT
    return write_reply(
        inquiry,
        needs=needs,
        kind=Reply.Kind.NO_NEEDS if none else Reply.Kind.NEEDS,
        source=before.source if before is not None and kept else Reply.Source.WEB,
        answers=checked.values if checked.ok else typed,
        remarks=checked.values.get("remarks") or "",
        by=by,
        at=at,
    )


def save_file(
    inquiry: Inquiry, found: Understood, name: str, person: User, *, by: Actor, at: datetime, file: StoredFile
) -> Reply:
    """Make what was read from the unit's own file its draft: it replaces the draft in hand."""
    who = {"unit": unit_answer(inquiry), "contact": {"name": str(person), "phone": "", "email": person.email}}
    return write_reply(
        inquiry,
        needs=in_file(found.needs, name),
        kind=found.kind,
        source=found.source,
        answers=who | found.answers,
        remarks=found.answers.get("remarks") or "",
        file=file,
        by=by,
        at=at,
    )


def read_own_file(inquiry: Inquiry, name: str, data: bytes, *, known_files: Iterable[str] = ()) -> Understood:
    """Understand a file the unit sends for itself: the filled-in form, or a reply in its own words.

    Raises Unreadable, or Refused where there is nothing in it to go on with. `known_files`: digests of the reply's own
    attachments, the only ones a form file may name.
    """
    with Worker() as worker:
        document = worker.open(name, data)
    try:
        return _read_form(inquiry, document, data, known_files) or _read_free(inquiry, document)
    except (Refused, Unreadable):
        raise
    except Exception as fault:  # a fault of the reader is told as a file that cannot be read
        log.exception("drafting.fault", inquiry=inquiry.pk, file=name)
        raise Unreadable("damaged", name, type(fault).__name__) from fault


def _read_form(inquiry: Inquiry, document: Document, data: bytes, known_files: Iterable[str]) -> Understood | None:
    if not faces.can_read(document.media):
        return None
    form = form_of(inquiry.call.form)
    filled = faces.read(form, document, data)
    ours = filled.stamp is not None and filled.stamp.form == form.id
    if not ours and document.media != "json":
        return None
    checked = check(form, filled, on=asked_on(inquiry.call), files=known_files)
    other = unit_named(checked.values.get("unit") or {}, inquiry.call)
    if other is not None and other != inquiry.unit_id:
        words = {"other": checked.values["unit"]["name"], "unit": inquiry.unit}
        raise Refused(_("This is the form of %(other)s, not of %(unit)s.") % words, place="file")
    none = checked.values.get("has_needs") == "no"
    return Understood(
        Reply.Source.FORM_FILE,
        kind=Reply.Kind.NO_NEEDS if none else Reply.Kind.NEEDS,
        answers=checked.values,
        needs=stated_needs(filled, checked),
        problems=checked.problems,
    )


def _read_free(inquiry: Inquiry, document: Document) -> Understood:
    readings = read_reply(document, reading_context(inquiry.call, inquiry.office))
    needs = [need for reading in readings if reading.kind == "reply" for need in _needs(reading)]
    leftover = [left for reading in readings for left in reading.leftover if left.why in LIKELY]
    if needs:
        answers = {"has_needs": "yes", "needs": to_rows(needs)}
        return Understood(Reply.Source.FREE, answers=answers, needs=needs, leftover=leftover)
    if any(reading.kind == "no_needs" for reading in readings):
        return Understood(Reply.Source.FREE, kind=Reply.Kind.NO_NEEDS, answers={"has_needs": "no"})
    closed = next((reading.problem for reading in readings if reading.problem), None)
    if closed is not None:
        raise Unreadable(cast(ProblemCode, closed), document.name)
    raise Refused(_("No need was found in this file. Answer on the page, or use the form."), place="file")


def _needs(reading: ReplyReading) -> list[StatedNeed]:
    """As the form takes them: a title is one line."""
    plain = understanding.as_plain(reading)
    stated = (understanding.stated(need, language=reading.language) for need in plain["needs"])
    return [replace(need, title=" ".join(need.title.split())) for need in stated]
