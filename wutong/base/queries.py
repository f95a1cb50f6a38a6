"""Doors to the records of the ground floor: the journal and long work."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet

from wutong.base.actors import Actor
from wutong.base.journal_models import Entry
from wutong.base.work import Work


def entries(
    by: Actor,
    *,
    subject_type: str = "",
    subject_id: int | None = None,
    verb: str = "",
    who: str = "",
    since: datetime | None = None,
    before: datetime | None = None,
) -> QuerySet[Entry]:
    """The journal, newest first: for the auditor and the administrator. `who` is a part of a person's e-mail address
    or name, whether they acted or somebody acted for them."""
    rows = Entry.objects.select_related("actor", "on_behalf_of", "personal").order_by("-number")
    if not by.has("auditor", "administrator", "system"):
        return rows.none()
    if subject_type:
        rows = rows.filter(subject_type=subject_type)
    if subject_id:
        rows = rows.filter(subject_id=subject_id)
    if who:
        rows = rows.filter(_named("actor", who) | _named("on_behalf_of", who))
    if since:
        rows = rows.filter(at__gte=since)
    if before:
        rows = rows.filter(at__lt=before)
    return rows.filter(verb__startswith=verb) if verb else rows


def _named(side: str, words: str) -> Q:
    found = Q((f"{side}__email__icontains", words))
    for language, _name in settings.LANGUAGES:
        found |= Q((f"{side}__names__{language}__icontains", words))
    return found


def history(subject_type: str, subject_id: int) -> QuerySet[Entry]:
    """What happened to one record; the caller has shown that the person may see the record."""
    return entries_of(subject_type, subject_id).select_related("actor", "on_behalf_of")


def entries_of(subject_type: str, subject_id: int) -> QuerySet[Entry]:
    return Entry.objects.filter(subject_type=subject_type, subject_id=subject_id).order_by("-number")


def work(by: Actor, pk: int) -> Work:
    """One long job: for who asked for it and their office. Raises Work.DoesNotExist."""
    mine = Q(asked_by_id=by.user_id)
    if by.office_path:
        mine |= Q(office_path__startswith=by.office_path)
    return Work.objects.filter(mine if not by.has("auditor", "administrator") else Q()).get(pk=pk)
