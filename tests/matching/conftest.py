"""Labelled needs, and encoders small enough to say beforehand what they answer."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from wutong.matching import Coverage, Encoder, Item, SentenceEncoder, load_encoder


@dataclass(frozen=True)
class Labelled:
    """Texts of one half of needs.toml, which need each says, and which of them are traps for each other."""

    items: list[Item]
    truth: dict[str, int]
    traps: dict[str, str]

    def without_facts(self) -> list[Item]:
        return [Item(item.key, item.text) for item in self.items]


def read_labelled(half: str) -> Labelled:
    needs = tomllib.loads(Path(__file__).with_name("needs.toml").read_text(encoding="utf-8"))["need"]
    items: list[Item] = []
    truth: dict[str, int] = {}
    traps: dict[str, str] = {}
    for number, need in enumerate(needs):
        facts = {"country": frozenset(need["countries"]), "field": frozenset([need["field"]])}
        for place, text in enumerate(need["texts"] if need["half"] == half else ()):
            item = Item(f"{number:03}.{place}", text, facts=facts)
            items.append(item)
            truth[item.key] = number
            traps |= {item.key: need["trap"]} if "trap" in need else {}
    return Labelled(items, truth, traps)


class AngleEncoder:
    """Encodes "30" as a unit vector at 30 degrees, so that a test can say how near two texts are."""

    name = "angle"
    version = "1"
    dimensions = 2

    def coverage(self, language: str) -> Coverage:
        known: dict[str, Coverage] = {"km": "none", "kk": "weak"}
        return known.get(language, "strong")

    def encode(self, texts: Sequence[str]) -> Any:
        degrees = np.array([float("".join(c for c in text if c.isdigit()) or 0) for text in texts])
        return np.stack([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))], axis=1).astype(np.float32)


@pytest.fixture(scope="session")
def encoder() -> SentenceEncoder:
    loaded = load_encoder()
    assert isinstance(loaded, SentenceEncoder)
    return loaded


@pytest.fixture(scope="session")
def angles() -> Encoder:
    return AngleEncoder()


@pytest.fixture(scope="session")
def tuned() -> Labelled:
    return read_labelled("tune")


@pytest.fixture(scope="session")
def held_out() -> Labelled:
    return read_labelled("held")
