"""`wutong demo`: prepares a demo site and runs the main job on the demo's reply files."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from wutong.base import clock, journal
from wutong.base.actors import Actor
from wutong.calls.models import Call, Consolidation
from wutong.calls.queries.intake import account
from wutong.calls.steps.attaching import suggest_items
from wutong.calls.steps.grouping import open_consolidation, propose_groups
from wutong.calls.steps.intake import take_files
from wutong.jobs.reading import read_batch, start_reading
from wutong.management.demo import installing, write_demo
from wutong.management.demo.deciding import decide
from wutong.management.demo.writing_out import written
from wutong.matching.encoders import load_encoder


class Command(BaseCommand):
    help = "Prepare a demo site and run the main job: reply files in, plan out."

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        call_command("migrate", verbosity=0)
        if installing.is_installed():
            call = Call.objects.filter(issuer__is_demo=True).order_by("pk")[0]
            self.stdout.write("The demo is installed already; its data are left as they are.")
        else:
            call = self._main_job()
        self._write_results(call)
        self.stdout.write(f"Done in {time.monotonic() - began:.0f} s.")

    def _main_job(self) -> Call:
        call = installing.install(at=clock.now())
        by = installing.officer()
        self.stdout.write(f"Letter {call.number} issued to {call.inquiries.count()} units.")
        index = write_demo(settings.VAR / "demo")
        folder = settings.VAR / "demo/replies"
        self.stdout.write(f"{len(index.files)} reply files written to {folder}.")
        self._take_in(call, folder, by)
        self._merge(call, by)
        return call

    def _take_in(self, call: Call, folder: Path, by: Actor) -> None:
        arrived = [(path.name, path.read_bytes()) for path in sorted(folder.iterdir())]
        batch = take_files(call, call.issuer, arrived, way="command", by=by, at=clock.now())
        read_batch.call(work_id=start_reading(batch, by=by, at=clock.now()).pk)
        found = account(by, call)
        counted = ", ".join(f"{count} {kind or 'not read'}" for kind, count in sorted(found.kinds.items()))
        self.stdout.write(f"{found.files} files in = {counted}; {found.waiting} of them wait for a person.")

    def _merge(self, call: Call, by: Actor) -> None:
        encoder = load_encoder(settings.WUTONG_ENCODER or None)
        consolidation = open_consolidation(call, call.issuer, by=by, at=clock.now())
        propose_groups(consolidation, encoder=encoder, by=by, at=clock.now())
        suggest_items(consolidation, encoder=encoder)
        needs = consolidation.memberships.count()
        groups = consolidation.groups.filter(is_dissolved=False).count()
        tally = decide(consolidation, by=by)
        words = ", ".join(f"{count} {state}" for state, count in sorted(tally.items()))
        self.stdout.write(f"{needs} needs merged into {groups} rows: {words}.")

    def _write_results(self, call: Call) -> None:
        breaks = list(journal.verify())
        self.stdout.write("The journal verifies." if not breaks else "; ".join(breaks))
        consolidation = Consolidation.objects.select_related("call", "office__parent", "plan").get(
            call=call, office=call.issuer
        )
        folder = settings.VAR / "out"
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in written(consolidation, at=clock.now()):
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
            self.stdout.write(f"{path}  {len(data) / 1024:,.0f} KiB")
