"""What happens by itself: mail comes in and goes out, interrupted work is taken up, watched folders are emptied."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from wutong.base import clock
from wutong.base.actors import system
from wutong.base.mail import send_due
from wutong.base.work import PULSE_LOST, Work
from wutong.calls.models import Call, IntakeBatch
from wutong.calls.queries.intake import arrivals, digest
from wutong.documents.encodings import file_name
from wutong.jobs.grouping import group_needs
from wutong.jobs.mailbox import answer_settled, pick_up
from wutong.jobs.reading import read_batch, start_reading, take_and_read

CARRIERS = {"reading": read_batch, "grouping": group_needs}
SETTLED_SECONDS = 5  # a file still being copied into a watched folder is left for the next round
log = structlog.get_logger()


def tick(*, at: datetime) -> dict[str, int]:
    """One round of everything periodic."""
    picked, answered = pick_up(at=at), answer_settled(at=at)
    sent, failed = send_due(at=at)
    mails = {"picked": picked, "answered": answered, "sent": sent, "failed": failed}
    return mails | {"resumed": resume(at=at), "watched": watch(at=at)}


def resume(*, at: datetime) -> int:
    """Take up work whose worker died, and work whose task was lost: the job goes on with what is not done."""
    count = 0
    for work in stalled(at=at):
        same = Work.objects.filter(pk=work.pk, state=work.state, pulse_at=work.pulse_at)
        if same.update(state=Work.State.WAITING, pulse_at=at):
            CARRIERS[work.kind].enqueue(work_id=work.pk)
            log.warning("work.resumed", work=work.pk, kind=work.kind)
            count += 1
    for batch in unread_batches(at=at):
        start_reading(batch, by=system("reading again"), at=at)
        count += 1
    return count


def stalled(*, at: datetime) -> QuerySet[Work]:
    """Running without a pulse, or waiting so long that its task may be lost; handing a task out twice does no harm."""
    lost = at - PULSE_LOST
    running = Q(state=Work.State.RUNNING, pulse_at__lt=lost)
    waiting = Q(state=Work.State.WAITING) & (Q(pulse_at__lt=lost) | Q(pulse_at=None, asked_at__lt=lost))
    return Work.objects.filter(running | waiting, kind__in=CARRIERS).order_by("pk")


def unread_batches(*, at: datetime) -> QuerySet[IntakeBatch]:
    """Batches that were kept but whose reading nobody asked for before the process died."""
    rows = IntakeBatch.objects.filter(work=None, taken_at__lt=at - PULSE_LOST, files__state="received")
    return rows.distinct().order_by("pk")


def watch(*, at: datetime) -> int:
    """Take files from var/inbox/<call id>/ and move them to its `taken` folder. Answers how many.

    A process that dies between taking and moving leaves files behind; they are known by name and content, and by
    standing there since before they were taken, and are only moved away.
    """
    inbox = settings.VAR / "inbox"
    folders = [folder for folder in inbox.glob("[0-9]*") if folder.name.isdecimal() and folder.is_dir()]
    return sum(_empty(folder, at=at) for folder in sorted(folders))


def _empty(folder: Path, *, at: datetime) -> int:
    """Two workers may come to a folder at once: the call is held while files are taken, and then they are known."""
    with transaction.atomic():
        rows = Call.objects.select_for_update(of=("self",)).filter(pk=folder.name, state="issued")
        call = rows.select_related("issuer").first()
        arrived = dict(_contents(folder)) if call else {}
        if call is None or not arrived:
            return 0
        known = arrivals(call, call.issuer, way="folder")
        new = [
            path
            for path, data in arrived.items()
            if not _left_behind(path, known.get((file_name(path.name), digest(data))))
        ]
        if new:
            files = [(file_name(path.name), arrived[path]) for path in new]
            take_and_read(call, call.issuer, files, way="folder", by=system("watched folder"), at=at)
    for path in arrived:
        _put_away(path, folder / "taken")
    return len(new)


def _contents(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """The files that are ready, in order of name; one that nobody may read keeps no other from being taken."""
    for path in sorted(folder.iterdir()):
        try:
            if _is_settled(path):
                yield path, path.read_bytes()
        except FileNotFoundError:  # another worker has put it away meanwhile
            continue
        except OSError as problem:
            log.warning("watch.not_taken", file=str(path), reason=problem.strerror)


def _left_behind(path: Path, taken_at: datetime | None) -> bool:
    """Taken already, and here since before: the change time of a file is set anew when it is copied or moved here."""
    try:
        return taken_at is not None and path.stat().st_ctime < taken_at.timestamp()
    except FileNotFoundError:  # put away by the worker that took it
        return True


def _is_settled(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".") and time.time() - path.stat().st_mtime > SETTLED_SECONDS


def _put_away(path: Path, folder: Path) -> None:
    """Keep the file under a name that never overwrites another."""
    folder.mkdir(exist_ok=True)
    target = folder / path.name
    if target.exists():
        target = folder / f"{clock.now():%Y%m%d%H%M%S%f}-{path.name}"
    with contextlib.suppress(FileNotFoundError):  # another worker was faster
        path.rename(target)
