"""The page of figures, through the browser's door."""

from __future__ import annotations

import json
import re

import pytest

from tests.exchange.merged import Desk, merged_call, stated
from wutong.calls.models import Need
from wutong.web.pages.figures import SHADES, shade_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(world, call) -> Desk:
    return merged_call(world, call)


def page(client, desk, **query) -> str:
    answer = client.get(f"/calls/{desk.call.pk}/figures/", query)
    assert answer.status_code == 200
    return answer.content.decode()


def chart_data(html: str) -> dict:
    return json.loads(re.search(r'<script id="figures-data"[^>]*>(.*?)</script>', html, re.DOTALL).group(1))


def test_charts_and_tables_tell_the_same_numbers(desk, sign_in):
    html = page(sign_in("programme_officer"), desk)
    data = chart_data(html)
    total = Need.objects.filter(call=desk.call, is_current=True).count()
    for key in ("field", "action", "unit", "language"):
        assert sum(data[key]["values"]) == total
        for label, count in zip(data[key]["labels"], data[key]["values"], strict=True):
            assert re.search(rf"{re.escape(label)}(</a>)?</td><td[^>]*>{count}</td>", html), (key, label)


@pytest.mark.parametrize("query", ["field=energy", "action=park", "country=KZ", "country=UZ", "unit={unit}"])
def test_figures_lead_to_the_needs_behind_them(desk, sign_in, query, world):
    query = query.format(unit=world.university.pk)
    client = sign_in("programme_officer")
    address = f"/calls/{desk.call.pk}/needs/?{query}"
    assert f'href="{address}"' in page(client, desk)
    assert client.get(address).status_code == 200


def test_the_map_of_one_field_counts_that_field_only(desk, sign_in, world):
    desk.reply(world.abroad, stated("海洋", field="ocean", countries=["MY"]))
    client = sign_in("programme_officer")
    everything, ocean = page(client, desk), page(client, desk, field="ocean")
    assert "country=MY" in everything and "country=KZ" in everything
    assert "country=MY&amp;field=ocean" in ocean and "country=KZ" not in ocean


def test_an_unknown_field_is_all_fields(desk, sign_in):
    assert "country=KZ" in page(sign_in("programme_officer"), desk, field="nonsense")


def test_currencies_stand_side_by_side(desk, sign_in, world):
    desk.reply(world.abroad, stated("甲", amount=12_345, currency="USD"))
    html = page(sign_in("programme_officer"), desk)
    assert "800,000" in html and "12,345" in html and "812,345" not in html


def test_the_overlap_is_read_both_ways(desk, sign_in):
    cells = chart_data(page(sign_in("programme_officer"), desk))["overlap"]["cells"]
    assert sorted(cells) == [[0, 1, 1], [1, 0, 1]]


def test_without_needs_the_page_says_what_to_do(call, sign_in):
    html = sign_in("programme_officer").get(f"/calls/{call.pk}/figures/").content.decode()
    assert "No needs have come in yet" in html and f"/calls/{call.pk}/board/" in html
    assert "figures-data" not in html


@pytest.mark.parametrize(("role", "status"), [("auditor", 200), ("middle_officer", 200), ("unit_coordinator", 403)])
def test_who_may_look(desk, sign_in, role, status):
    assert sign_in(role).get(f"/calls/{desk.call.pk}/figures/").status_code == status


def test_an_office_below_counts_only_what_it_may_see(desk, sign_in, world):
    data = chart_data(page(sign_in("middle_officer"), desk))
    own = Need.objects.filter(call=desk.call, is_current=True, unit_path__startswith=world.province.path)
    assert sum(data["field"]["values"]) == own.count()


def test_as_many_queries_for_many_needs(desk, sign_in, world, count_queries):
    client = sign_in("programme_officer")
    page(client, desk)
    few = count_queries(lambda: page(client, desk))
    desk.reply(world.abroad, *(stated(f"需求{number}", countries=["KZ", "MY", "PK"]) for number in range(60)))
    assert count_queries(lambda: page(client, desk)) == few <= 40


def test_shades_grow_with_the_count_and_only_nothing_is_blank():
    shades = [shade_of(count, 24) for count in range(25)]
    assert shades == sorted(shades)
    assert (shades[0], shades[1], shades[-1]) == (0, 1, SHADES)


def test_a_name_cannot_break_out_of_the_chart(desk, sign_in, world):
    world.province.names = world.province.names | {"en": "</script><b>Province"}
    world.province.save()
    assert "</script><b>" not in page(sign_in("programme_officer"), desk)
