"""The peer is fair: the same rows, in the same shell, behind the same doorkeeper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import clear_url_caches, reverse

from bench.bare import ROUTE, rows_of
from bench.needs_list import narrowings
from bench.needs_world import first_layer, more_layers, new_call
from wutong.calls.models import Call, Need
from wutong.calls.queries.needs import NeedFilter, need_page
from wutong.directory.models import User
from wutong.management.demo.installing import officer
from wutong.web.access import ACCESS
from wutong.web.roles import OFFICES

SIZE = 120


@pytest.fixture
def call(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Call:
    monkeypatch.setattr("bench.needs_list.SMALL", SIZE)
    made = new_call(at)
    first_layer(made, SIZE)
    return made


@pytest.fixture
def mounted(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(ACCESS, ROUTE, OFFICES)
    settings.ROOT_URLCONF = "bench.bare"
    clear_url_caches()
    yield
    clear_url_caches()


@pytest.fixture
def client_of(client: Client) -> Any:
    def enter(role: str) -> Client:
        client.force_login(User.objects.filter(is_demo=True, seats__role=role)[0])
        return client

    return enter


def test_both_lists_show_the_same_rows_however_narrowed(call: Call):
    for name, chosen in narrowings(call).items():
        ours = need_page(officer(), call, call.issuer_id, NeedFilter(**chosen))  # type: ignore[arg-type]
        bare = rows_of(call.pk, call.issuer_id, {key: str(value) for key, value in chosen.items()})
        assert [need.pk for need in ours.rows] == [need.pk for need in bare[:50]], name
        assert ours.rows, name
        assert ours.count == bare.count(), name


def test_every_narrowing_but_the_whole_list_leaves_something_out(call: Call):
    ways = narrowings(call)
    sizes = [rows_of(call.pk, call.issuer_id, {k: str(v) for k, v in one.items()}).count() for one in ways.values()]
    assert sizes[0] == SIZE
    assert all(0 < size < SIZE for size in sizes[1:])
    assert sizes[-1] == 1


def test_the_bare_page_shows_its_rows_in_the_shell(call: Call, mounted: None, client_of: Any):
    answer = client_of("programme_officer").get(reverse(ROUTE, args=[call.pk, call.issuer_id]))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count("<tr>") == 51
    assert "navbar-vertical" in page
    assert Need.objects.order_by("pk")[49].title in page


def test_the_bare_page_turns(call: Call, mounted: None, client_of: Any):
    more_layers(2, SIZE)
    answer = client_of("programme_officer").get(reverse(ROUTE, args=[call.pk, call.issuer_id]), {"page": 5})
    assert answer.content.decode().count("<tr>") == 1 + 2 * SIZE - 200


def test_the_doorkeeper_stands_before_the_bare_page_too(call: Call, mounted: None, client_of: Any):
    assert client_of("unit_coordinator").get(reverse(ROUTE, args=[call.pk, call.issuer_id])).status_code == 403


def test_nobody_reaches_it_unless_the_bench_opens_it():
    assert ROUTE not in ACCESS
