"""`wutong flows`: draws the flow tables into docs/flows.md. With --check it only says whether the file is current."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from wutong.base.flow import Flow
from wutong.calls.states import FLOWS as CALL_FLOWS
from wutong.plans.states import DRAFT

FLOWS = (DRAFT, *CALL_FLOWS)


class Command(BaseCommand):
    help = "Draw the flow tables into docs/flows.md."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = settings.BASE / "docs/flows.md"
        drawn = "\n".join(draw_all()) + "\n"
        if options["check"] and (not path.exists() or path.read_text() != drawn):
            raise CommandError("docs/flows.md is not current: run `wutong flows`")
        if not options["check"]:
            path.write_text(drawn)
            self.stdout.write(f"{len(FLOWS)} flows in docs/flows.md")


def draw_all() -> Iterator[str]:
    yield "# Flows\n\nDrawn from the tables in `states.py` by `wutong flows`; do not edit by hand."
    for flow in FLOWS:
        yield from draw(flow)


def draw(flow: Flow) -> Iterator[str]:
    """One flow as a Mermaid diagram and as its table."""
    yield f"\n## {flow.name}\n\n```mermaid\nstateDiagram-v2\n    [*] --> {flow.start}"
    for move in flow.moves.values():
        for source in move.sources:
            yield f"    {source} --> {move.target}: {move.name}"
    yield "```\n\n| move | from | to | by |\n|---|---|---|---|"
    for move in flow.moves.values():
        yield f"| {move.name} | {', '.join(move.sources)} | {move.target} | {move.by} |"
