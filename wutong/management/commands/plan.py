"""`wutong plan read FILE`: what the reader finds in the text of a plan, without touching the database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wutong.documents.blocks import Document, Unreadable
from wutong.documents.lines import as_lines
from wutong.documents.opening import open_path
from wutong.plans.reading import read_letter, read_plan


class Command(BaseCommand):
    help = "Read the text of a plan: headings, and the commitments with a number."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["read"])
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="print the reading as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            text = as_lines(_opened(path))
        except Unreadable as problem:
            self._tell_unreadable(path, problem, as_json=options["json"])
            return
        reading = read_plan(text, title=path.stem)
        if options["json"]:
            self.stdout.write(json.dumps(reading.to_json(), ensure_ascii=False, indent=1))
            return
        self._print_letter(text)
        for heading in reading.headings:
            self.stdout.write(f"{heading.line:5}  {'  ' * (heading.level - 1)}{heading.number} {heading.title}")
        self.stdout.write(f"\n{len(reading.headings)} headings, {len(reading.targets)} targets")
        for target in reading.targets:
            value = f"{target.value_low}–{target.value_high}" if target.value is None else f"{target.value:g}"
            self.stdout.write(
                f"{target.line:5}  {value} {target.unit}  {target.what}  [{target.deadline}]  “{target.quote}”"
            )

    def _tell_unreadable(self, path: Path, problem: Unreadable, *, as_json: bool) -> None:
        """With --json a bad file is an answer like any other; otherwise an error."""
        if not as_json:
            raise CommandError(f"{path}: cannot be read ({problem.code}) {problem.detail}") from problem
        told = {"code": problem.code, "detail": problem.detail}
        self.stdout.write(json.dumps({"headings": [], "targets": [], "problem": told}, ensure_ascii=False, indent=1))

    def _print_letter(self, text: str) -> None:
        letter = read_letter(text)
        if letter is not None:
            self.stdout.write(f"letter: {letter.title} ({len(letter.addressees)} addressees)\n")


def _opened(path: Path) -> Document:
    """The file with words in it; Unreadable also where it only carries parts that cannot be opened."""
    try:
        document = open_path(path)
    except OSError as problem:
        raise Unreadable("damaged", path.name, str(problem.strerror)) from problem
    closed = next((part for part in (document, *document.parts) if part.problem), None)
    if closed is not None and closed.problem and not document.blocks:
        raise Unreadable(closed.problem, path.name, closed.detail)
    return document
