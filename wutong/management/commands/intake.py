"""`wutong intake read FOLDER --json`: what is understood, without the database.
`wutong intake FOLDER --call ID`: takes the files in and reads them, as the upload page does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wutong.base import clock
from wutong.base.actors import system
from wutong.base.work import Work
from wutong.calls.models import Call
from wutong.calls.queries.intake import account, arrivals, digest, files
from wutong.calls.reading import ReadingContext, files_of, folder_json, read_folder
from wutong.documents.encodings import file_name
from wutong.documents.isolated import Worker
from wutong.jobs.reading import read_batch, take_and_read


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
        with Worker() as worker:
            found = read_folder(folder, ReadingContext(on=clock.now().date()), worker.open_path)
        if as_json:
            self.stdout.write(json.dumps(folder_json(found), ensure_ascii=False, indent=1))
            return
        for name in found.files:
            needs = sum(len(reading.needs) for reading in found.of(name))
            self.stdout.write(f"{found.kind_of(name):12} {needs:4} needs  {name}")
        self.stdout.write(", ".join(f"{kind}: {count}" for kind, count in sorted(found.counts().items())))
        self._tell_ignored(found.ignored)

    def _take(self, folder: Path, call_id: int | None) -> None:
        asked_out = Call.objects.filter(state__in=["issued", "closed"])  # nobody can have answered a draft
        calls = asked_out.filter(pk=call_id) if call_id is not None else asked_out.filter(state="issued")
        if call_id is not None and not calls:
            raise CommandError(f"call {call_id} does not exist or is not issued: name one with --call")
        if len(calls) != 1:
            raise CommandError(f"{len(calls)} issued calls: name one with --call")
        call, by = calls[0], system("intake command")
        for work in Work.objects.filter(kind="reading", about_id=call.pk, state="waiting"):
            read_batch.call(work_id=work.pk)  # what an interrupted run has taken and not read
        new, known = self._arrived(folder, call)
        if known:
            self.stdout.write(f"taken already: {known} (the same name and content came from here before)")
        if new:
            batch = take_and_read(call, call.issuer, new, way="command", by=by, at=clock.now())
            read_batch.call(work_id=batch.work_id or 0)
        self._tell(call)

    def _arrived(self, folder: Path, call: Call) -> tuple[list[tuple[str, bytes]], int]:
        """The files not taken yet, and how many were: the command can be run again at any time."""
        found: list[tuple[str, bytes]] = []
        paths, ignored = files_of(folder)
        for path in paths:
            name = file_name(path.relative_to(folder).as_posix())
            try:
                found.append((name, path.read_bytes()))
            except OSError as problem:  # told, and the others are taken: the next run tries it again
                self.stderr.write(f"not taken: {name} ({problem.strerror})")
        self._tell_ignored(ignored)
        before = arrivals(call, call.issuer, way="command")
        new = [(name, data) for name, data in found if (name, digest(data)) not in before]
        return new, len(found) - len(new)

    def _tell_ignored(self, count: int) -> None:
        if count:
            self.stdout.write(f"{count} system files and links left out")

    def _tell(self, call: Call) -> None:
        by = system("intake command")
        found = account(by, call)
        for problem in files(by, call).filter(state="unreadable"):
            self.stdout.write(f"unreadable: {problem.name} ({problem.problem} {problem.detail})")
        counted = ", ".join(f"{kind or 'unread'}: {count}" for kind, count in sorted(found.kinds.items()))
        self.stdout.write(f"{found.files} files in; {counted}; waiting for a person: {found.waiting}")
