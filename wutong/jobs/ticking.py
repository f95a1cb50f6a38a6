"""What happens by itself: mail goes out, interrupted work is taken up, watched folders are emptied."""

from __future__ import annotations

import shutil
import time
from datetime import datetime
from pathlib import Path

import structlog
from django.conf import settings

from wutong.base import clock
from wutong.base.actors import system
from wutong.base.mail import send_due
from wutong.base.work import Work, interrupted
from wutong.calls.models import Call
from wutong.calls.steps.intake import take_files
from wutong.jobs.grouping import group_needs
from wutong.jobs.reading import read_batch, start_reading

CARRIERS = {"reading": read_batch, "grouping": group_needs}
SETTLED_SECONDS = 5  # a file still being copied into a watched folder is left for the next round
log = structlog.get_logger()


def tick(*, at: datetime) -> dict[str, int]:
    """One round of everything periodic."""
    sent, failed = send_due(at=at)
    return {"sent": sent, "failed": failed, "resumed": resume(at=at), "watched": watch(at=at)}


def resume(*, at: datetime) -> int:
    """Take up work whose worker died: the job goes on with what is not done."""
    count = 0
    for work in interrupted(at=at):
        if Work.objects.filter(pk=work.pk, state="running", pulse_at=work.pulse_at).update(pulse_at=at):
            CARRIERS[work.kind].enqueue(work_id=work.pk)
            log.warning("work.resumed", work=work.pk, kind=work.kind)
            count += 1
    return count


def watch(*, at: datetime) -> int:
    """Take files from var/inbox/<call id>/ and move them to its `taken` folder. Answers how many."""
    inbox = settings.VAR / "inbox"
    taken = 0
    for folder in sorted(inbox.glob("[0-9]*")) if inbox.exists() else ():
        call = Call.objects.filter(pk=folder.name, state="issued").select_related("issuer").first()
        ready = [path for path in sorted(folder.iterdir()) if _is_settled(path)] if call else []
        if call is None or not ready:
            continue
        arrived = [(path.name, path.read_bytes()) for path in ready]
        by = system("watched folder")
        batch = take_files(call, call.issuer, arrived, way="folder", by=by, at=at)
        start_reading(batch, by=by, at=at)
        for path in ready:
            _put_away(path, folder / "taken")
        taken += len(ready)
    return taken


def _is_settled(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".") and time.time() - path.stat().st_mtime > SETTLED_SECONDS


def _put_away(path: Path, folder: Path) -> None:
    """Keep the file under a name that never overwrites another."""
    folder.mkdir(exist_ok=True)
    target = folder / path.name
    if target.exists():
        target = folder / f"{clock.now():%Y%m%d%H%M%S%f}-{path.name}"
    shutil.move(path, target)
