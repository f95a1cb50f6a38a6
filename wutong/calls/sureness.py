"""From which confidence on a value that was read needs no person to look at it."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

SURE = 0.6  # a value below this is shown as unsure
JUDGED = ("title", "countries", "field", "action")  # what merging and figures stand on


def is_unsure(places: Mapping[str, Any], corrected: Container[str]) -> bool:
    """Whether a judged value was read with little confidence and no person corrected it."""
    return any((places.get(name) or {}).get("confidence", 1) < SURE and name not in corrected for name in JUDGED)
