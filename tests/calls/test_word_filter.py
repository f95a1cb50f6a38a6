"""The list of needs narrowed by words: the text index changes the price, never the answer."""

from __future__ import annotations

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wutong.base.wordsearch import ensure_index, keys_saying
from wutong.calls.models import Need
from wutong.calls.queries import needs as queries
from wutong.calls.queries.needs import NeedFilter
from wutong.calls.statement import StatedNeed
from wutong.calls.steps.replies import take_in_reply

TITLES = (
    "水稻育种联合实验室",
    "杂交水稻与旱稻示范",
    "光伏 微电网",
    "Rice breeding laboratory",
    "Солнечная энергия для ферм",
    "CO2减排与“双碳”合作",
    "Agrarökologie, São Paulo; l'eau",
    "100% wind_power",
)


@pytest.fixture
def by(world):
    return world.by["programme_officer"]


@pytest.fixture(autouse=True)
def stated(call, world, by):
    needs = [StatedNeed(title, text="公开课" if n % 2 else "") for n, title in enumerate(TITLES)]
    take_in_reply(call.inquiries.get(unit=world.university), needs=needs, by=by, at=world.at)


@pytest.fixture
def found(call, world, by):
    def find(text, **more):
        page = queries.need_page(by, call, world.division.pk, NeedFilter(text=text, **more))
        assert page.count == len(page.rows)
        return [TITLES.index(need.title) for need in page.rows]

    return find


@pytest.mark.parametrize(
    "text, expected",
    [
        ("水稻", [0, 1]),
        ("稻", [0, 1]),
        ("水稻 示范", [1]),
        ("稻水", []),
        ("育种示范", []),
        ("rice", [3]),
        ("BREED", [3]),
        ("lab rice", [3]),
        ("солнечн", [4]),
        ("СОЛНЕЧНАЯ", [4]),
        ("co2减排", [5]),
        ("“双碳”", [5]),
        ("são", [6]),
        ("l'eau", [6]),
        ("wind_power", [7]),
        ("100", [7]),
        ("nothing", []),
        ("公开课", [1, 3, 5, 7]),
        ("' OR 1=1 --", []),
        ('" * NOT', []),
        ("%", list(range(8))),
        ("   ", list(range(8))),
    ],
)
def test_needs_that_say_it(found, text, expected):
    assert found(text) == expected


@given(st.lists(st.sampled_from("水稻育种示范联合co2减排rice lab солн “_%'\"*():&|!\\ 　é"), max_size=8).map("".join))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_walking_the_list_answers_the_same(found, text):
    with pytest.MonkeyPatch.context() as patch:
        looked_up = found(text)
        patch.setattr(queries, "NEAR", 0)
        assert found(text) == looked_up


@pytest.mark.parametrize("near", [0, 1, 2, 3, 100])
@pytest.mark.parametrize("counted", [1, 2, 100])
def test_long_lists_are_paged_the_same(call, world, by, monkeypatch, near, counted):
    monkeypatch.setattr(queries, "NEAR", near)
    monkeypatch.setattr(queries, "COUNT_UP_TO", counted)
    monkeypatch.setattr(queries, "PAGE", 1)
    seen, after = [], 0
    while after is not None:
        page = queries.need_page(by, call, world.division.pk, NeedFilter(text="公开"), after=after)
        assert (page.count, page.has_more_than_counted) == (min(4, counted), counted < 4)
        seen += [TITLES.index(need.title) for need in page.rows]
        after = page.next_after
    assert seen == [1, 3, 5, 7]


def test_keys_come_in_order_after_one(call):
    keys = keys_saying(Need.objects.all(), "words", ["公开"], after=0, most=10)
    assert keys == list(Need.objects.filter(text="公开课").values_list("pk", flat=True))
    assert keys_saying(Need.objects.all(), "words", ["公开"], after=keys[1], most=1) == [keys[2]]
    assert keys_saying(Need.objects.all(), "words", ["公开"], ["ric"], after=0, most=10) == [keys[1]]


def test_the_index_follows_what_is_written(found, call):
    need = Need.objects.get(title=TITLES[0])
    need.text = "风电叶片"
    need.save(update_fields=["text"])
    assert found("风电") == [0]
    need.delete()
    assert found("风电") == found("水稻育种") == []


def test_another_list_is_not_searched(found, call, world, by):
    inquiry = call.inquiries.get(unit=world.province)
    take_in_reply(inquiry, needs=[StatedNeed(TITLES[2])], by=by, at=world.at)
    assert found("微电网") == [2, 2]
    assert found("微电网", unit=world.province.pk) == [2]
    assert not queries.needs(by, call, world.university.pk, NeedFilter(text="微电网"))


def test_a_lost_index_is_made_again(found):
    lost = {
        "sqlite": [f"DROP TRIGGER wutong_need_words_{name}" for name in ("changed", "added", "removed")],
        "postgresql": ["SET CONSTRAINTS ALL IMMEDIATE", "DROP INDEX wutong_need_words"],
    }
    with connection.cursor() as cursor:
        for statement in lost[connection.vendor]:
            cursor.execute(statement)
    assert ensure_index("default", "wutong_need", "words")
    assert not ensure_index("default", "wutong_need", "words")
    assert found("微电网") == [2]


@pytest.mark.parametrize(
    "places, corrections, unsure",
    [
        ({}, {}, False),
        ({"title": {"confidence": 0.9}}, {}, False),
        ({"title": {"confidence": 0.4}}, {}, True),
        ({"money": {"confidence": 0.1}}, {}, False),
        ({"field": {"confidence": 0.4}}, {"field": {"was": "", "now": "energy"}}, False),
        ({"field": {"confidence": 0.4}, "action": {"confidence": 0.3}}, {"field": {}}, True),
    ],
)
def test_unsure_needs_can_be_listed(found, places, corrections, unsure):
    need = Need.objects.get(title=TITLES[3])
    need.places, need.corrections = places, corrections
    need.save(update_fields=["places", "corrections"])
    assert found("", unsure=True) == ([3] if unsure else [])
