"""A small site where something of every kind has happened, so that every page has something to show."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from tests.exchange.merged import merged_call
from wutong.base.models import Work
from wutong.calls.steps.calls import close_call, withdraw_call
from wutong.calls.steps.inquiries import ask_extension, pass_on
from wutong.calls.steps.intake import take_files
from wutong.directory.models import Country, Seat
from wutong.directory.steps import delegate, record_agreement
from wutong.plans.steps import read_text

TEXT = "关于合作的行动计划\n\n一、总体要求\n推进合作。\n二、重点任务\n（一）共建平台\n5年内建成联合实验室50家。\n"


def busy(world: Any, make_call: Any) -> SimpleNamespace:
    """One finished call with everything in it, one under way, one draft, one closed, one withdrawn; and the rest."""
    officer, at = world.by["programme_officer"], world.at
    merged = merged_call(world, make_call())
    under_way = make_call(number="测函〔2026〕2号")
    _under_way(world, under_way)
    draft = make_call(number="测函〔2026〕3号", issue=False)
    closed, withdrawn = make_call(number="测函〔2026〕4号"), make_call(number="测函〔2026〕5号")
    close_call(closed, by=officer, at=at)
    withdraw_call(withdrawn, by=officer, at=at)
    files = take_files(
        under_way, world.division, [("来信.txt", "我单位无需求。".encode())], way="upload", by=officer, at=at
    )
    plan_draft = read_text(title="行动计划", text=TEXT, by=officer, at=at)
    agreement = record_agreement(
        titles={"authoritative": "en", "en": "Agreement of tests"},
        countries=Country.objects.filter(pk__in=["KZ", "LA"]),
        signed_on=at.date(),
        by=officer,
        at=at,
    )
    lent = delegate(
        Seat.objects.get(user=world.people["programme_leader"]),
        to=world.people["programme_officer"],
        since=at.date(),
        until=at.date() + timedelta(days=9),
        by=world.by["programme_leader"],
        at=at,
    )
    work = Work.objects.create(
        kind="reading", title="Reading", asked_by_id=officer.user_id, office_path=officer.office_path, asked_at=at
    )
    return SimpleNamespace(
        world=world, desk=merged, call=merged.call, under_way=under_way, draft=draft, closed=closed,
        withdrawn=withdrawn, files=files, plan_draft=plan_draft, agreement=agreement, lent=lent, work=work,
    )  # fmt: skip


def _under_way(world: Any, call: Any) -> None:
    province, university = call.inquiries.get(unit=world.province), call.inquiries.get(unit=world.university)
    middle, at = world.by["middle_officer"], world.at
    early = province.deadline - timedelta(days=5)
    pass_on(province, to=[world.college_a, world.college_b], deadline=early, by=middle, at=at)
    later = university.deadline + timedelta(days=5)
    ask_extension(university, until=later, reason="More time, please.", by=world.by["unit_coordinator"], at=at)


@pytest.fixture
def site(world: Any, make_call: Any, time_machine_at: Any) -> SimpleNamespace:
    return busy(world, make_call)
