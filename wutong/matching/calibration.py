"""The measured numbers of calibration.toml, typed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class GroupingNumbers:
    suspect_margin: float
    suspects_each: int
    same_language_dense: float
    cross_language_dense: float
    facts_doubted_up_to: int
    fact_prior: float
    centre_prior: float


@dataclass(frozen=True, slots=True)
class NearestNumbers:
    dense: float
    cosine_low: float
    cosine_span: float


@dataclass(frozen=True, slots=True)
class Calibration:
    threshold: Mapping[str, float]
    threshold_of: Mapping[str, Mapping[str, float]]  # encoder → kind → threshold
    grouping: GroupingNumbers
    nearest: NearestNumbers


@cache
def calibration() -> Calibration:
    stored = tomllib.loads(Path(__file__).with_name("calibration.toml").read_text(encoding="utf-8"))
    return Calibration(
        threshold=stored["threshold"],
        threshold_of={name: own["threshold"] for name, own in stored["encoder"].items()},
        grouping=GroupingNumbers(**stored["grouping"]),
        nearest=NearestNumbers(**stored["nearest"]),
    )


def threshold_for(kind: str, encoder: str = "") -> float:
    """The score from which two texts of this kind are suggested as the same, by an encoder's own scale if it has one.

    Raises KeyError for a kind that was not measured.
    """
    own = calibration().threshold_of.get(encoder, {})
    return own[kind] if kind in own else calibration().threshold[kind]
