"""What tests of the unit's pages share: inquiries by unit, answers as the browser posts them, a reply on its way."""

from __future__ import annotations

import pytest

CONTACT = {"contact-name": "Li Hua", "contact-phone": "", "contact-email": "li@test.example"}


@pytest.fixture
def inquiry(call, world):
    return call.inquiries.get(unit=world.university)


@pytest.fixture
def province(call, world):
    return call.inquiries.get(unit=world.province)


@pytest.fixture(autouse=True)
def _today(monkeypatch, at):
    """Pages ask the clock: it stands at the moment the tests speak of."""
    from wutong.base import clock

    monkeypatch.setattr(clock, "now", lambda: at)


@pytest.fixture
def answers():
    """`answers(("Title", "Text"), …)`: the form as the browser sends it, every need with a country and a sum."""

    def make(*needs, has_needs="yes", **more):
        data = {"unit": "University of Tests", "has_needs": has_needs, "form-language": "en"} | CONTACT
        for number, (title, text) in enumerate(needs):
            data |= {
                f"needs-{number}-title": title,
                f"needs-{number}-text": text,
                f"needs-{number}-countries": "Kazakhstan",
            }
            data |= {f"needs-{number}-money-amount": "120", f"needs-{number}-money-currency": "CNY"}
        return data | more

    return make


@pytest.fixture
def written(inquiry, world, at):
    """A complete draft of the university, as `written(state)` on its way: draft, composed, confirmed or sent."""
    from wutong.calls.statement import StatedNeed
    from wutong.calls.steps.replies import compose_reply, confirm_reply, send_reply, write_reply

    def make(state="draft", *titles):
        needs = [StatedNeed(title=title, text="words") for title in titles or ("Joint laboratory",)]
        coordinator, leader = world.by["unit_coordinator"], world.by["unit_leader"]
        reply = write_reply(inquiry, needs=needs, by=coordinator, at=at)
        steps = [
            ("composed", compose_reply, coordinator),
            ("confirmed", confirm_reply, leader),
            ("sent", send_reply, coordinator),
        ]
        for reached, step, by in steps:
            if state == "draft":
                break
            step(reply, by=by, at=at)
            if reached == state:
                break
        inquiry.refresh_from_db()
        return reply

    return make
