"""`wutong intake read FOLDER --json`: what is understood, without the database.
`wutong intake FOLDER --call ID`: takes the files in and reads them, as the upload page does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wutong.base import clock
from wutong.base.actors import system
from wutong.calls.models import Call, IntakeFile
from wutong.calls.queries.intake import account
from wutong.calls.reading import ReadingContext, folder_json, read_folder
from wutong.calls.steps.intake import take_files
from wutong.jobs.reading import read_batch, start_reading


class Command(BaseCommand):
    help = "Take in or only read a folder of reply files."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("words", nargs="+", metavar="[read] FOLDER")
        parser.add_argument("--json", action="store_true", help="with read: print JSON")
        parser.add_argument("--call", type=int, help="the call the files answer (default: the only issued one)")

    def handle(self, *args: Any, **options: Any) -> None:
        *verbs, last = options["words"]
        folder = Path(last)
        if verbs not in ([], ["read"]):
            raise CommandError("say: wutong intake FOLDER, or wutong intake read FOLDER --json")
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder")
        if verbs:
            self._read(folder, as_json=options["json"])
        else:
            self._take(folder, options["call"])

    def _read(self, folder: Path, *, as_json: bool) -> None:
        found = read_folder(folder, ReadingContext(on=clock.now().date()))
        if as_json:
            self.stdout.write(json.dumps(folder_json(found), ensure_ascii=False, indent=1))
            return
        for name in found.files:
            needs = sum(len(reading.needs) for reading in found.of(name))
            self.stdout.write(f"{found.kind_of(name):12} {needs:4} needs  {name}")
        self.stdout.write(", ".join(f"{kind}: {count}" for kind, count in sorted(found.counts().items())))

    def _take(self, folder: Path, call_id: int | None) -> None:
        calls = Call.objects.filter(pk=call_id) if call_id else Call.objects.filter(state="issued")
        if len(calls) != 1:
            raise CommandError(f"{len(calls)} issued calls: name one with --call")
        call, by = calls[0], system("intake command")
        arrived = [(path.name, path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()]
        batch = take_files(call, call.issuer, arrived, way="command", by=by, at=clock.now())
        work = start_reading(batch, by=by, at=clock.now())
        read_batch.call(work_id=work.pk)
        found = account(by, call)
        for problem in IntakeFile.objects.filter(batch=batch, state="unreadable"):
            self.stdout.write(f"unreadable: {problem.name} ({problem.problem} {problem.detail})")
        counted = ", ".join(f"{kind or 'unread'}: {count}" for kind, count in sorted(found.kinds.items()))
        self.stdout.write(f"{found.files} files in; {counted}; waiting for a person: {found.waiting}")
