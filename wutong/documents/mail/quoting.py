"""Which blocks of a mail body are older text that the mail answers or passes on."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from wutong.documents.blocks import Block, Text

LOOK_AHEAD = 6  # lines after «发件人：» within which another header must stand


@dataclass(frozen=True, slots=True)
class Marks:
    separator: re.Pattern[str]
    introduction: re.Pattern[str]
    headers: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]


def _load() -> Marks:
    stored = tomllib.loads((Path(__file__).parent / "quoting.toml").read_text("utf-8"))
    headers = tuple((_header(pair["first"]), _header(pair["then"])) for pair in stored["headers"])
    return Marks(_any(stored["separators"]), _any(stored["introductions"]), headers)


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{'|'.join(patterns)})\s*", re.IGNORECASE)


def _header(words: list[str]) -> re.Pattern[str]:
    spaced = "|".join(r"\s*".join(re.escape(letter) for letter in word) for word in words)
    return re.compile(rf"[\s*>|]*(?:{spaced})\s*\*?\s*[:：]\**\s*(.*)", re.IGNORECASE)


MARKS = _load()


def mark_quoted(blocks: list[Block]) -> tuple[list[Block], str]:
    """The same blocks with `quoted` set on older text, and the first sender named in a printed header ("" if none).

    Older text is taken to run to the end, as mail programs put the answer on top; lines behind ">" are older alone.
    """
    lines = [(number, line) for number, block in enumerate(blocks) for line in _lines(block)]
    start, sender = _older_from(lines)
    marked: list[Block] = []
    for number, block in enumerate(blocks):
        behind_sign = isinstance(block, Text) and block.text.startswith((">", "＞"))
        marked.append(replace(block, quoted=True) if number >= start or behind_sign else block)
    return marked, sender


def _lines(block: Block) -> list[str]:
    return block.text.split("\n") if isinstance(block, Text) else [""]


def _older_from(lines: list[tuple[int, str]]) -> tuple[int, str]:
    """Number of the first block of older text, and its sender."""
    starts = [number for at, (number, line) in enumerate(lines) if _starts_older(lines, at)]
    senders = (found for at in range(len(lines)) if (found := _printed_sender(lines, at)))
    return (starts[0] if starts else len(lines) + 1), next(senders, "")


def _starts_older(lines: list[tuple[int, str]], at: int) -> bool:
    line = lines[at][1][:300]
    if MARKS.separator.fullmatch(line) or _printed_sender(lines, at) is not None:
        return True
    after = lines[at + 1][1][:100] if at + 1 < len(lines) else ""
    follows = any(text.startswith(">") for _, text in lines[at + 1 : at + 4])
    dated = any(letter.isdigit() for letter in line)  # a signature above an introduction is no part of it
    wrapped = follows and (dated or not MARKS.introduction.fullmatch(after))  # long introductions are wrapped
    return bool(
        MARKS.introduction.fullmatch(line) or (wrapped and after and MARKS.introduction.fullmatch(f"{line} {after}"))
    )


def _printed_sender(lines: list[tuple[int, str]], at: int) -> str | None:
    """What stands after «发件人：» when more printed headers follow; None when this is no such place."""
    for first, then in MARKS.headers:
        found = first.fullmatch(lines[at][1][:300])
        if found and any(then.fullmatch(line[:300]) for _, line in lines[at + 1 : at + LOOK_AHEAD]):
            return found[1].strip(" *")
    return None
