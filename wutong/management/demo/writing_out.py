"""What the main job ends in: the plan, the workbook and a feedback letter for every unit, as files by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from wutong.calls.models import Consolidation
from wutong.exchange import results


def written(consolidation: Consolidation, *, at: datetime) -> Iterator[tuple[str, bytes]]:
    """Each made when it is asked for; names say language and version."""
    for language, internal in (("zh-hans", True), ("zh-hans", False), ("en", False)):
        version = "internal" if internal else "public"
        yield (
            f"plan.{version}.{language}.docx",
            results.plan_document(consolidation, language, internal=internal, at=at),
        )
    yield "workbook.internal.zh-hans.xlsx", results.workbook(consolidation, "zh-hans", internal=True, at=at)
    for number, (unit, data) in enumerate(results.feedback_letters(consolidation, "zh-hans", at=at), 1):
        yield f"feedback/{number:02} {unit.names['zh-hans']}.docx", data
