"""Mails of the mailbox: which inquiry one answers, and which of them an office may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from wutong.base.actors import Actor
from wutong.base.mail.addresses import bare, tags_in, token_in, token_of_number
from wutong.base.mail.models import Mail
from wutong.calls import sight
from wutong.calls.models import Call, IncomingMail, Inquiry, IntakeFile, Mailbox
from wutong.calls.queries.outbox import inquiry_of
from wutong.calls.reading.vocabulary import listed
from wutong.directory.folding import fold
from wutong.directory.models import Organisation, Seat
from wutong.documents.mail.envelope import Envelope

ANSWERING = ("unit_coordinator", "unit_leader", "middle_officer", "middle_leader", "partner_officer")
MOST_PROPOSED = 20
STATES = ("waiting", "taken", "returned", "automatic", "set_aside")


@dataclass(frozen=True, slots=True)
class Recognition:
    """The inquiry a mail answers, and how that was found; else why a person must say, and among which."""

    inquiry: Inquiry | None = None
    how: str = ""
    reason: str = ""
    candidates: tuple[Inquiry, ...] = ()


def recognise(envelope: Envelope, *, at: datetime) -> Recognition:
    """By token, by the mail it answers, by the sender's address; the first that says anything decides."""
    for tokens in _tokens(envelope):
        found = _asked(Inquiry.objects.filter(token__in=tokens)) if tokens else []
        if found:
            return _one_of(found, IncomingMail.Recognised.TOKEN, "several_tokens")
    answered = _answered(envelope)
    if answered is not None:
        return Recognition(answered, IncomingMail.Recognised.THREAD)
    units = units_at(envelope.sender, on=at)
    if units:
        return _owed(units, envelope)
    near = _units_of_domain(envelope.sender)
    return Recognition(reason="domain" if near else "unknown", candidates=tuple(_open(near))[:MOST_PROPOSED])


def is_own(envelope: Envelope) -> bool:
    """A mail of ours come to ourselves: an answer to it would be answered for ever."""
    own = [
        bare(one).lower() for one in (settings.DEFAULT_FROM_EMAIL, settings.MAILBOX_ADDRESS, settings.BOUNCES_ADDRESS)
    ]
    sender = envelope.sender
    by_address = any(one and (sender == one or token_in(sender, one)) for one in own)
    token = token_of_number(envelope.number)
    return by_address or (bool(token) and Mail.objects.filter(token=token).exists())


def _tokens(envelope: Envelope) -> Iterable[list[str]]:
    """Those of the addresses it came to, of the subject, of the text: the surest first."""
    base = settings.MAILBOX_ADDRESS
    yield [token for address in envelope.came_to if (token := token_in(address, base))]
    yield tags_in(envelope.subject)
    yield tags_in(envelope.text)


def _answered(envelope: Envelope) -> Inquiry | None:
    """The inquiry our mail was about that this one answers; of a long thread, the newest of ours."""
    tokens = [token for token in map(token_of_number, envelope.answers) if token]
    ours = {mail.token: mail for mail in Mail.objects.filter(token__in=tokens)} if tokens else {}
    asked = (inquiry_of(ours[token]) for token in tokens if token in ours)
    return next((inquiry for inquiry in asked if inquiry is not None and inquiry.call.state != "draft"), None)


def units_at(address: str, *, on: datetime) -> set[int]:
    """Units an address speaks for: its account holds a seat there, or it is the unit's own."""
    if not address:
        return set()
    day = timezone.localdate(on)
    valid = Q(since__lte=day) & (Q(until=None) | Q(until__gte=day))
    seats = Seat.objects.filter(valid, user__email__iexact=address, user__is_active=True, role__in=ANSWERING)
    own = Organisation.objects.filter(email__iexact=address)
    return set(seats.values_list("organisation_id", flat=True)) | set(own.values_list("pk", flat=True))


def _owed(units: set[int], envelope: Envelope) -> Recognition:
    """What these units owe: the one open inquiry; else the one the mail names; else a person decides."""
    found = _open(units) or _asked(Inquiry.objects.filter(unit__in=units))
    if len({one.unit_id for one in found}) == 1 and len(found) > 1:
        named = [one for one in found if _names(envelope, one.call)]
        found = named if len(named) == 1 else found
    if not found:
        return Recognition(reason="not_asked")
    several = "several_calls" if len({one.unit_id for one in found}) == 1 else "several_units"
    return _one_of(found, IncomingMail.Recognised.ADDRESS, several)


def _names(envelope: Envelope, call: Call) -> bool:
    """The number of the call's letter stands in the subject or the text."""
    number = fold(call.number)
    return len(number) >= 4 and number in fold(f"{envelope.subject}\n{envelope.text}")


def _one_of(found: list[Inquiry], how: str, several: str) -> Recognition:
    if len(found) == 1:
        return Recognition(found[0], how)
    return Recognition(reason=several, candidates=tuple(found[:MOST_PROPOSED]))


def _units_of_domain(address: str) -> set[int]:
    """Units with an address at the sender's domain; at a provider for everyone that says nothing."""
    domain = address.rpartition("@")[2]
    if not domain or domain in listed("names", "free_mail"):
        return set()
    at_domain = f"@{domain}"
    own = Organisation.objects.filter(email__iendswith=at_domain).values_list("pk", flat=True)
    seats = Seat.objects.filter(user__email__iendswith=at_domain, role__in=ANSWERING)
    return set(own) | set(seats.values_list("organisation_id", flat=True))


def _open(units: set[int]) -> list[Inquiry]:
    return _asked(Inquiry.objects.filter(unit__in=units, call__state="issued")) if units else []


def _asked(rows: QuerySet[Inquiry]) -> list[Inquiry]:
    """Inquiries that went out, the newest call first."""
    sent = rows.exclude(call__state="draft").select_related("unit", "office", "call__issuer")
    return list(sent.order_by("-call__issued_at", "order", "pk")[: MOST_PROPOSED + 1])


def mails(by: Actor, *, state: str = "", call: Call | None = None) -> QuerySet[IncomingMail]:
    """The mails an office may see, newest first; with how many files came in each."""
    rows = IncomingMail.objects.filter(sight.incoming(by)).select_related(
        "inquiry__unit", "inquiry__office", "call__issuer", "stored", "batch", "about"
    )
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(call=call) if call else rows
    leaves = Count("batch__files", filter=~Q(batch__files__state="opened"))
    return rows.annotate(parts=leaves).order_by("-pk")


def mail(by: Actor, pk: int) -> IncomingMail:
    """One mail; raises IncomingMail.DoesNotExist when it is not theirs to see."""
    return mails(by).get(pk=pk)


def counts(by: Actor, call: Call | None = None) -> dict[str, int]:
    """How many mails are in which state."""
    rows = IncomingMail.objects.filter(sight.incoming(by))
    rows = rows.filter(call=call) if call else rows
    asked = {state: Count("pk", filter=Q(state=state)) for state in STATES}
    return dict(rows.order_by().aggregate(**asked))


def files_of(incoming: IncomingMail) -> list[IntakeFile]:
    """What came in the mail, each with what became of it: the parts, or the mail where it holds none."""
    if incoming.batch_id is None:
        return []
    standing = Count("needs", filter=Q(needs__is_current=True))
    shown = IntakeFile.objects.select_related("unit", "duplicate_of", "superseded_by", "reply").annotate(
        standing=standing
    )
    tops = IntakeFile.objects.filter(batch_id=incoming.batch_id, parent=None).order_by("pk")
    found: list[IntakeFile] = []
    for top in shown.filter(pk__in=tops).prefetch_related(Prefetch("parts", shown.order_by("pk"), to_attr="all_parts")):
        found += getattr(top, "all_parts", []) or [top]
    return found


def candidates(incoming: IncomingMail, by: Actor) -> list[Inquiry]:
    """What a waiting mail may answer, as far as a person may see it."""
    rows = incoming.candidates.filter(sight.inquiries(by)).distinct()
    return list(rows.select_related("unit", "call", "office").order_by("-call__issued_at", "order", "pk"))


def proposals(incoming: IncomingMail, by: Actor) -> list[Inquiry]:
    """The inquiries of one's own office a mail can be placed at: those it may answer first, then all still open."""
    own = Inquiry.objects.filter(office_id=by.office_id).exclude(call__state="draft")
    near = own.filter(pk__in=incoming.candidates.order_by().values("pk"))
    rows = own.filter(Q(call__state="issued") | Q(pk__in=near.values("pk")))
    first = Exists(incoming.candidates.filter(pk=OuterRef("pk")))
    listed_first = rows.annotate(is_near=first).select_related("unit", "call", "office")
    return list(listed_first.order_by("-is_near", "-call__issued_at", "order", "pk")[:500])


def mailbox(account: str) -> Mailbox | None:
    """How the mailbox stands; nothing before the first look into it."""
    return Mailbox.objects.filter(account=account).first() if account else None


def asks_something(files: Iterable[IntakeFile]) -> bool:
    """A mail that holds no answer, and a question or a wish for more time: a person should write back."""
    kept = list(files)
    notes = {note for file in kept for note in file.reading.get("notes") or []}
    return {file.state for file in kept} == {"set_aside"} and bool(notes & {"question", "extension"})


def answers_to(address: str, *, at: datetime) -> int:
    """How many automatic answers an address got within a day."""
    rows = IncomingMail.objects.filter(sender__iexact=address, answered_at__gt=at - timedelta(days=1))
    return rows.count()


def unanswered() -> QuerySet[IncomingMail]:
    """Mails whose files are all read and settled, and that nobody has answered yet; those too large at once."""
    taken = Q(state="taken") & ~Exists(IntakeFile.objects.filter(batch=OuterRef("batch"), state="received"))
    ready = taken & (Q(batch=None) | Q(batch__work__state="done"))
    too_large = Q(state="waiting", reason="too_large", inquiry__isnull=False)
    return IncomingMail.objects.filter(ready | too_large, settled_at=None).order_by("pk")
