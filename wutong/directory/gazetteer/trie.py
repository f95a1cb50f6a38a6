"""One regular expression for thousands of words: they share their beginnings, and the longest that fits is found."""

from __future__ import annotations

import re
from collections.abc import Mapping

_END = ""  # key of a node where a word ends


class WordPattern[Meaning]:
    """Finds any of the words. `special` says what single letters of a word stand for (an ending, white space).

    Every word closes with an empty group of its own; which one matched is then one look at `lastindex`.
    """

    def __init__(
        self,
        words: Mapping[str, Meaning],
        *,
        before: str = "",
        after: str = "",
        special: Mapping[str, str] | None = None,
    ) -> None:
        self._meanings: list[Meaning] = []
        self._special = special or {}
        root: dict = {}
        for word, meaning in words.items():
            node = root
            for letter in word:
                node = node.setdefault(letter, {})
            node[_END] = meaning
        self._pattern = re.compile(f"{before}{self._expression(root)}{after}") if words else None

    def search(self, text: str, start: int) -> tuple[int, int, Meaning] | None:
        """The leftmost match from `start` on, the longest word there: its two ends and what it means."""
        match = self._pattern.search(text, start) if self._pattern else None
        if match is None or match.lastindex is None:
            return None
        return match.start(), match.end(), self._meanings[match.lastindex - 1]

    def _expression(self, node: dict) -> str:
        letters = sorted(node.keys() - {_END}, key=lambda letter: (letter in self._special, letter))
        branches = [self._letter(letter) + self._expression(node[letter]) for letter in letters]
        if _END in node:  # last, and endings after letters: a longer word is tried first
            self._meanings.append(node[_END])
            branches.append("()")
        return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"

    def _letter(self, letter: str) -> str:
        return self._special.get(letter) or re.escape(letter)
