"""One unit's answer in versions, as files; and a person who settles them through the page."""

from __future__ import annotations

from typing import Any

from tests.web.intake.conftest import browser_values, letter
from wutong.calls.models import IntakeFile

UNIT = "测试大学"
FALSE = "填表说明事项"  # reads like a need and is none
STEADY = [("光伏组件可靠性", "哈萨克斯坦"), ("耐盐水稻育种", "越南"), (FALSE, "泰国")]


def version(*needs: tuple[str, str]) -> bytes:
    return letter(UNIT, list(needs))


V1 = version(*STEADY)
V2 = version(*STEADY, ("绿氢储运", "埃及"))
V2B = version(*STEADY, ("绿氢储运", "埃及"), ("碳捕集", "沙特阿拉伯"))


def decide(client: Any, file: IntakeFile, *, edit: bool = False, decision: str = "accept", **over: Any) -> Any:
    """Open the page of a file, type `over` into it, press a button; an empty value takes a tick away."""
    page = client.get(f"/triage/{file.pk}/" + ("?edit=1" if edit else ""))
    values = browser_values(page) | over | ({"edit": "1"} if edit else {})
    values["recalled"] = page.context["sheet"].chosen.unit_id if page.context["sheet"].chosen else ""
    values |= {"decision": decision} if decision else {}
    return client.post(f"/triage/{file.pk}/", {name: value for name, value in values.items() if value != ""})
