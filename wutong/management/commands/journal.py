"""`wutong journal verify`: walks the chain of the journal and names every break."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wutong.base import journal
from wutong.base.models import Entry


class Command(BaseCommand):
    help = "Verify that no entry of the journal was changed, removed or added out of turn."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify"])

    def handle(self, *args: Any, **options: Any) -> None:
        breaks = list(journal.verify())
        for sentence in breaks:
            self.stderr.write(sentence)
        if breaks:
            raise CommandError(f"the journal is broken in {len(breaks)} places")
        self.stdout.write(f"{Entry.objects.count()} entries, the chain is whole")
