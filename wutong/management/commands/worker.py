"""`wutong worker`: carries long work from the task queue, and every few seconds does what happens by itself."""

from __future__ import annotations

import threading
from typing import Any

import structlog
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from wutong.base import clock
from wutong.jobs.ticking import tick

log = structlog.get_logger()


class Command(BaseCommand):
    help = "Run long work, outgoing mail and watched folders until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--pause", type=float, default=10, help="seconds between two rounds of periodic work")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        rounds = threading.Thread(target=self._rounds, args=(stop, options["pause"]), daemon=True)
        rounds.start()
        try:
            call_command("db_worker", queue_name="*", interval=0.5, verbosity=options["verbosity"])
        finally:
            stop.set()

    def _rounds(self, stop: threading.Event, pause: float) -> None:
        while not stop.wait(pause):
            close_old_connections()
            try:
                tick(at=clock.now())
            except Exception:  # a round that fails must not end the worker: the next one tries again
                log.exception("tick.failed")
