"""Where the form for needs lies, and its code lists: fields and plan actions with their labels."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from wutong.forms import asks
from wutong.forms.definition import load

NEEDS_FORM = Path(__file__).parent / "data/needs_form.toml"


@cache
def _labels(column: str) -> dict[str, dict[str, str]]:
    needs = load(NEEDS_FORM).ask("needs")
    assert isinstance(needs, asks.Rows)
    choice = next(ask for ask in needs.columns if ask.code == column)
    assert isinstance(choice, asks.Choice)
    return {option.code: dict(option.label) for option in choice.options}


def field_labels() -> dict[str, dict[str, str]]:
    """agriculture, energy, … with their names per language."""
    return _labels("field")


def action_labels() -> dict[str, dict[str, str]]:
    """exchange, joint_lab, park, transfer with their names per language."""
    return _labels("action")
