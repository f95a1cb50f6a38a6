"""Mails that went out, as the office that sent them may see them: what became of each, and what waits for a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from wutong.base.actors import Actor
from wutong.base.mail import Mail
from wutong.base.mail.reasons import reason
from wutong.base.mail.sending import INTERRUPTED
from wutong.calls import sight
from wutong.calls.models import Inquiry, Reply

ABOUT = "inquiry:"
AGAIN = "again-"  # key of a mail that was sent again: with the token of the first
STANDINGS = ("waiting", "sent", "delayed", "failed", "returned", "interrupted", "again")
UNDELIVERED = ("failed", "returned", "interrupted")  # until it is sent again or known to have gone out


@dataclass(frozen=True, slots=True)
class Posted:
    """A mail and how it stands; `inquiry` is the one it is about."""

    mail: Mail
    standing: str
    inquiry: Inquiry | None = None

    @property
    def unit_id(self) -> int:
        """The unit written to; 0 where the mail is not about an inquiry."""
        return self.inquiry.unit_id if self.inquiry else 0

    @property
    def reason(self) -> str:
        """In plain words, why it did not arrive, or not yet."""
        if self.standing == "sent":
            return ""
        return reason("interrupted" if self.standing == "interrupted" else self.mail.error)

    @property
    def next_address(self) -> str:
        """Where to try next: the unit's own address, where the mail did not go there."""
        own = self.inquiry.unit.email if self.inquiry and self.standing in ("failed", "returned") else ""
        return own or self.mail.to

    @property
    def is_undelivered(self) -> bool:
        return self.standing in UNDELIVERED

    @property
    def moment(self) -> datetime:
        """When it came to stand so, as far as is known."""
        mail = self.mail
        return mail.returned_at or mail.sent_at or mail.claimed_at or mail.due_at


def mails(by: Actor, *, now: datetime, standing: str = "") -> QuerySet[Mail]:
    """What one's own office sent about inquiries, newest first; administrators and the auditor see all."""
    rows = _with_again(Mail.objects.filter(_seen(by))).order_by("-pk")
    return rows.filter(_standing(standing, now)) if standing else rows


def mail(by: Actor, pk: int, *, now: datetime) -> Mail:
    """One mail; raises Mail.DoesNotExist when it is not theirs to see."""
    return mails(by, now=now).get(pk=pk)


def posted(rows: Iterable[Mail], *, now: datetime) -> list[Posted]:
    """Rows of mails() with their inquiries, in one query."""
    found = list(rows)
    keys = {number for mail in found if (number := _number(mail.about))}
    known = Inquiry.objects.select_related("unit", "office", "call__issuer").in_bulk(keys)
    return [Posted(mail, standing_of(mail, now), known.get(_number(mail.about))) for mail in found]


def mails_of(by: Actor, inquiries: Iterable[Inquiry], *, now: datetime) -> dict[int, list[Posted]]:
    """Inquiry → the mails about it that a person may see, newest first; in one query."""
    known = {row.pk: row for row in inquiries}
    found: dict[int, list[Posted]] = {}
    rows = mails(by, now=now).filter(about__in=[f"{ABOUT}{pk}" for pk in known])
    for one in rows:
        pk = _number(one.about)
        found.setdefault(pk, []).append(Posted(one, standing_of(one, now), known[pk]))
    return found


def counts(by: Actor, *, now: datetime) -> dict[str, int]:
    """How many mails stand how."""
    asked = {name: Count("pk", filter=_standing(name, now)) for name in STANDINGS}
    return dict(_with_again(Mail.objects.filter(_seen(by))).aggregate(**asked))


def inquiry_of(mail: Mail | None) -> Inquiry | None:
    """The inquiry a mail is about."""
    number = _number(mail.about) if mail else 0
    return Inquiry.objects.select_related("unit", "office", "call").filter(pk=number).first()


def telephones(units: Iterable[int]) -> dict[int, str]:
    """Unit → the telephone number it gave with its last answer, to whichever call."""
    rows = Reply.objects.filter(inquiry__unit__in=list(units), state__in=["sent", "superseded"]).order_by("sent_at")
    told = rows.values_list("inquiry__unit_id", "answers__contact__phone")
    return {unit: str(phone) for unit, phone in told if phone}


def standing_of(mail: Mail, now: datetime) -> str:
    """One of STANDINGS. `went_again` is what mails() worked out."""
    if getattr(mail, "went_again", False):
        return "again"
    if mail.state == Mail.State.SENDING:
        return "interrupted" if mail.claimed_at is None or mail.claimed_at < now - INTERRUPTED else "waiting"
    if mail.state == Mail.State.SENT:
        return "delayed" if mail.error else "sent"
    return "waiting" if mail.state == Mail.State.QUEUED else str(mail.state)


def _standing(name: str, now: datetime) -> Q:
    """The same as standing_of(), for the database; "back" is all that needs a person."""
    again, state = Q(went_again=True), Mail.State
    dead = Q(state=state.SENDING) & (Q(claimed_at=None) | Q(claimed_at__lt=now - INTERRUPTED))
    live = Q(state=state.SENDING, claimed_at__gte=now - INTERRUPTED)
    found = {
        "waiting": Q(state=state.QUEUED) | live,
        "sent": Q(state=state.SENT, error=""),
        "delayed": Q(state=state.SENT) & ~Q(error=""),
        "failed": Q(state=state.FAILED),
        "returned": Q(state=state.RETURNED),
        "interrupted": dead,
        "back": Q(state__in=[state.FAILED, state.RETURNED]) | dead,
    }
    return again if name == "again" else ~again & found.get(name, Q(pk__in=[]))


def _with_again(rows: QuerySet[Mail]) -> QuerySet[Mail]:
    again = Mail.objects.filter(key=Concat(Value(AGAIN), OuterRef("token")))
    return rows.annotate(went_again=Exists(again))


def _seen(by: Actor) -> Q:
    """The asking side of an inquiry; what is about a reply in hand stays inside the unit."""
    if by.has(*sight.SEES_ALL):
        return Q()
    if not by.has(*sight.INSIDERS) or not by.office_path:
        return sight.NOTHING
    path = by.office_path
    asked = Inquiry.objects.filter(Q(office__path__startswith=path) | Q(call__issuer__path__startswith=path))
    named = asked.annotate(named=Concat(Value(ABOUT), Cast("pk", CharField()))).order_by()
    return Q(about__in=named.values("named"))


def _number(about: str) -> int:
    """The number of the inquiry a mail is about; 0 where it is about something else."""
    number = about.removeprefix(ABOUT)
    return int(number) if about.startswith(ABOUT) and number.isdecimal() else 0
