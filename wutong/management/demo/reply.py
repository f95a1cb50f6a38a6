"""One reply about to be written: whose it is, in which language, and the frame sentences its author would use."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from .content import Demo, FilePlan, Need, Unit
from .saying import sentence, values_said

ACTIONS = ("exchange", "joint_lab", "park", "transfer")


@dataclass(frozen=True)
class Reply:
    plan: FilePlan
    demo: Demo

    @cached_property
    def turn(self) -> int:
        """Which wordings this author uses: settled by the file's name, so the same in every run.

        An older version is worded as the newer one.
        """
        return zlib.crc32((self.plan.superseded_by or self.plan.name).encode())

    @property
    def unit(self) -> Unit:
        return self.demo.units[self.plan.author or self.plan.unit]

    @cached_property
    def needs(self) -> list[Need]:
        return [self.demo.needs[key] for key in self.plan.needs]

    @property
    def language(self) -> str:
        """Of the whole text, the needs, or for a mail that only carries attachments, of these."""
        if self.plan.text:
            return self.demo.texts[self.plan.text]["language"]
        keys = self.plan.all_needs()
        return self.demo.needs[keys[0]].language if keys else "zh"

    @property
    def frame(self) -> dict[str, Any]:
        return self.demo.wording["frames"][self.language]

    @property
    def unit_name(self) -> str:
        return self.unit.names[self.language]

    @property
    def day(self) -> str:
        return day_said(self.plan.sent, self.language)

    @property
    def title(self) -> str:
        if self.plan.text:
            return self.demo.texts[self.plan.text]["title"]
        return self.phrase("title")

    @property
    def body(self) -> list[str]:
        """The paragraphs of a ready text."""
        return self.demo.texts[self.plan.text]["body"].strip().splitlines()

    @property
    def number(self) -> str:
        return f"{self.unit.document_word}〔{self.plan.sent.year}〕{self.turn % 80 + 5}号"

    def phrase(self, name: str) -> str:
        """A frame sentence with the names and numbers of this reply filled in."""
        written = self.frame[name]
        chosen = written if isinstance(written, str) else written[self.turn % len(written)]
        return chosen.format(
            unit=self.unit_name,
            office=self.demo.office["names"][self.language],
            number=self.demo.call["number"],
            count=len(self.plan.all_needs()),
            date=self.day,
        )

    def said(self, need: Need) -> dict[str, str]:
        return values_said(need, self.demo.wording, self.turn)

    def sentence(self, need: Need) -> str:
        return sentence(need, self.demo.wording, self.turn)

    def lines(self, need: Need) -> list[str]:
        """The values one below the other, each after its label."""
        labels = self.demo.wording["labels"][need.language]
        colon = "：" if need.language == "zh" else ": "
        said = self.said(need)
        return [f"{labels[name]}{colon}{said[name]}" for name in labels if said[name]]

    def by_action(self) -> Iterator[tuple[str, list[Need]]]:
        """The needs under the heading of their action, in the order the call names the actions."""
        for action in ACTIONS:
            found = [need for need in self.needs if need.action == action]
            if found:
                yield self.frame["headings"][action], found


def day_said(day: date, language: str) -> str:
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    if language == "ru":
        return f"{day:%d.%m.%Y}"
    return f"{day.day} {day:%B %Y}"
