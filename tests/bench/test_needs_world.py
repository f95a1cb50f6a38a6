"""The made-up list of needs is what it says it is: so many rows, mixed, each with its reply, file and countries."""

from __future__ import annotations

from datetime import datetime
from itertools import islice
from types import SimpleNamespace

import pytest
from django.db.models import Count, F

from bench.needs_world import SPECIAL, first_layer, more_layers, new_call, sayings
from wutong.calls.models import Call, Need, NeedCountry, Reply

SIZE, LAYERS = 60, 4


@pytest.fixture
def made(db: None, at: datetime) -> Call:
    call = new_call(at)
    first_layer(call, SIZE)
    return call


@pytest.fixture
def grown(made: Call) -> SimpleNamespace:
    before = NeedCountry.objects.count()
    more_layers(LAYERS, SIZE)
    return SimpleNamespace(call=made, countries_before=before)


def test_sayings_do_not_end_and_are_well_mixed():
    first = list(islice(sayings(), 500))
    assert len({said["title"] for said in first}) > 490
    assert len({said["country"] for said in first}) == 30
    assert len({said["field"] for said in first}) > 6
    assert all(len(said["title"]) <= 300 for said in first)


def test_sayings_are_the_same_in_every_run():
    assert list(islice(sayings(), 20)) == list(islice(sayings(), 20))


def test_the_first_layer_is_dealt_to_all_units_that_answered(made: Call):
    assert Need.objects.filter(call=made, is_current=True, office=made.issuer).count() == SIZE
    assert Need.objects.exclude(unit_id=F("reply__inquiry__unit_id")).count() == 0
    sizes = Reply.objects.annotate(size=Count("needs")).filter(size__gt=0).values_list("size", flat=True)
    assert len(sizes) > 10
    assert max(sizes) <= 2 * min(sizes) + 1


def test_every_need_has_its_file_and_its_country_rows(made: Call):
    assert not Need.objects.filter(file=None).exists()
    assert not Need.objects.exclude(file__reply_id=F("reply_id")).exists()
    for need in Need.objects.prefetch_related("country_rows"):
        assert {one.country_id for one in need.country_rows.all()} == set(need.countries)
        assert need.countries


def test_layers_multiply_the_needs(grown: SimpleNamespace):
    assert Need.objects.filter(call=grown.call, is_current=True).count() == SIZE * LAYERS
    assert NeedCountry.objects.count() == grown.countries_before * LAYERS


def test_copied_needs_differ_in_nothing_but_their_number(grown: SimpleNamespace):
    alike = Need.objects.values("title", "unit", "field", "action", "amount").annotate(times=Count("pk"))
    assert {one["times"] % LAYERS for one in alike} == {0}
    numbers = Need.objects.values_list("number", flat=True)
    assert sorted(numbers) == list(range(1, SIZE * LAYERS + 1))


def test_copied_country_rows_belong_to_the_copied_needs(grown: SimpleNamespace):
    for need in Need.objects.order_by("-pk").prefetch_related("country_rows")[: SIZE + 5]:
        assert {one.country_id for one in need.country_rows.all()} == set(need.countries)


def test_one_word_stands_in_one_need_however_many_layers(grown: SimpleNamespace):
    assert Need.objects.filter(text__contains=SPECIAL).count() == 1
