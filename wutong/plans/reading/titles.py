"""Where the title of a heading ends, and how it is written down."""

from __future__ import annotations

import re

OPENING, CLOSING = "（(《“‘〈【[", "）)》”’〉】]"
BRACKETED = re.compile(r"[（(【]([^（）()【】]{2,25})[）)】]")
# 妇幼健康  实施母婴安全行动，…: prose behind a wide gap.
BODY_BEHIND_GAP = re.compile(r"(?P<title>[^\s。：；，]{2,30})(?: {2,}|\u3000+)(?=[^\s].*[，。；])")
ENGLISH_STOP = re.compile(r"(?<=[a-z0-9)”\"]{2})[.:]\s+(?=[A-Z“\"])")


def title_of(rest: str, article: bool = False) -> str:
    """The title in the text after a number: up to the first 。 or ： outside brackets.

    An article may carry its title in brackets: 第一条（目的和依据）为了…
    """
    if article and (named := BRACKETED.match(rest)):
        return tidy(named.group(1))
    return tidy(rest[: title_length(rest)])


def title_length(rest: str) -> int:
    """How many characters of the text after a number are title."""
    if gap := BODY_BEHIND_GAP.match(rest):
        return len(gap["title"])
    depth = 0
    for at, char in enumerate(rest):
        if char in OPENING:
            depth += 1
        elif char in CLOSING:
            depth = max(depth - 1, 0)
        elif char == "。" or (depth == 0 and (char in "：；" or _chinese_colon(rest, at))):
            return at
    stop = ENGLISH_STOP.search(rest)
    return stop.start() if stop and stop.start() <= 160 and not re.search("[\u4e00-\u9fff]", rest) else len(rest)


def _chinese_colon(text: str, at: int) -> bool:
    """A half-width colon ends a Chinese title; an English one it may belong to."""
    return text[at] == ":" and at > 0 and "\u4e00" <= text[at - 1] <= "\u9fff"


def tidy(title: str) -> str:
    """One line, no blanks between Chinese characters, no closing punctuation."""
    single = re.sub(r"\s+", " ", title).strip()
    close = re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef“”])\s+(?=[\u3000-\u9fff\uff00-\uffef“”])", "", single)
    return close.rstrip("；;，,。：:、").rstrip(".") if not close.endswith("..") else close.rstrip(".… ")
