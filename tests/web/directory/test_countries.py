"""Countries: the tile map and the table say the same; groups of a day; sources side by side."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from wutong.directory import gazetteer
from wutong.directory.models import Country
from wutong.directory.steps import add_organisation, record_agreement

TILE = re.compile(r'<a href="/countries/([A-Z]{2})/" class="(tile[^"]*)"')


def shown(client: Any, route: str, *args: Any, **asked: Any) -> Any:
    answer = client.get(reverse(route, args=args), asked)
    assert answer.status_code == 200
    return answer


def tiles(answer: Any) -> dict[str, str]:
    return dict(TILE.findall(answer.content.decode()))


def test_every_state_has_one_tile_coloured_as_of_today(world: Any, sign_in: Any) -> None:
    found = tiles(shown(sign_in("reviewer"), "countries"))
    partners = gazetteer.partners(timezone.localdate())
    assert set(found) == {tile.iso2 for tile in gazetteer.tiles()}
    assert {iso2 for iso2, look in found.items() if "tile-partner" in look} == partners & set(found)
    assert found[gazetteer.home()].endswith("tile-home")


def test_tiles_keep_their_place_within_the_block(world: Any, sign_in: Any) -> None:
    blocks = shown(sign_in("reviewer"), "countries").context["blocks"]
    placed = {
        (block.row + one.row - 1, block.column + one.column - 1): one.iso2 for block in blocks for one in block.squares
    }
    assert placed == {(tile.row, tile.column): tile.iso2 for tile in gazetteer.tiles()}


def test_a_filter_fades_what_the_table_leaves_out(world: Any, sign_in: Any) -> None:
    answer = shown(sign_in("reviewer"), "countries", group="ASEAN")
    listed = {one.pk for one, _years, _partner in answer.context["rows"]}
    assert listed == set(gazetteer.group("ASEAN").members(timezone.localdate()))
    assert {iso2 for iso2, look in tiles(answer).items() if "faded" not in look} == listed


@pytest.mark.parametrize("asked", [{"joined": "2018"}, {"joined": "2018", "source": "GFDC"}, {"source": "GFDC"}])
def test_year_and_source_filter(world: Any, sign_in: Any, asked: dict[str, str]) -> None:
    listed = {one.pk for one, _years, _partner in shown(sign_in("auditor"), "countries", **asked).context["rows"]}
    year, source = asked.get("joined"), asked.get("source")
    assert listed == {
        row.country
        for row in gazetteer.partnerships()
        if (not year or row.year == int(year)) and source in (None, row.source)
    }


@pytest.mark.parametrize("asked", [{"joined": "x"}, {"source": "nobody"}, {"joined": "99999"}])
def test_senseless_filters_are_left_out(world: Any, sign_in: Any, asked: dict[str, str]) -> None:
    answer = shown(sign_in("auditor"), "countries", **asked)
    assert len(answer.context["rows"]) == len(gazetteer.states())


def test_nothing_that_fits_says_what_to_do(world: Any, sign_in: Any) -> None:
    answer = shown(sign_in("auditor"), "countries", group="ASEAN", joined="2022")
    assert "No country fits" in answer.content.decode()


def test_differing_sources_stand_side_by_side(world: Any, sign_in: Any) -> None:
    rows = shown(sign_in("auditor"), "countries").context["rows"]
    years = {one.pk: [row.since_year if row else None for _names, row in found] for one, found, _partner in rows}
    assert years["BD"][:2] == [2016, 2019]


def test_the_list_of_countries_needs_few_queries(world: Any, sign_in: Any, count_queries: Any) -> None:
    client = sign_in("reviewer")
    one = count_queries(lambda: shown(client, "countries", group="BALTIC"))
    assert count_queries(lambda: shown(client, "countries", group="AFRICA")) == one <= 40


def test_a_country_page_gathers_everything(world: Any, sign_in: Any) -> None:
    titles = {"authoritative": "en", "en": "Agreement on tests"}
    signed = {"titles": titles, "signed_on": date(2020, 5, 1), "by": world.machine, "at": world.at}
    record_agreement(countries=[Country.objects.get(pk="KZ")], **signed)
    page = shown(sign_in("reviewer"), "country", "KZ").content.decode()
    for language in gazetteer.LANGUAGES:
        assert gazetteer.country_name("KZ", language) in page
    for words in ("KAZ", "398", "five Central Asian states", "BeeWay", "2014", "Agreement on tests", "Office Abroad"):
        assert words in page


def test_small_letters_find_the_country(world: Any, sign_in: Any) -> None:
    assert shown(sign_in("reviewer"), "country", "kz").context["country"].pk == "KZ"


def test_many_organisations_of_a_country_need_no_more_queries(world: Any, sign_in: Any, count_queries: Any) -> None:
    client = sign_in("reviewer")
    few = count_queries(lambda: shown(client, "country", "KZ"))
    for number in range(40):
        names = {"en": f"Unit {number}"}
        add_organisation(names=names, kind="abroad", country_id="KZ", by=world.machine, at=world.at)
    page = shown(client, "country", "KZ").content.decode()
    assert count_queries(lambda: shown(client, "country", "KZ")) == few
    assert f"{reverse('organisations')}?country=KZ" in page


@pytest.mark.parametrize(("day", "is_member"), [("2018-01-01", True), ("2026-11-24", False)])
def test_a_group_is_shown_as_of_the_chosen_day(world: Any, sign_in: Any, day: str, is_member: bool) -> None:
    answer = shown(sign_in("reviewer"), "region_group", "EU", on=day)
    assert ("GB" in [iso2 for iso2, _row in answer.context["rows"]]) is is_member
    assert ("GB" in [one.country_id for one in answer.context["others"]]) is not is_member


@pytest.mark.parametrize("day", ["soon", "2026-02-31", ""])
def test_a_day_that_is_none_means_today(world: Any, sign_in: Any, day: str) -> None:
    assert shown(sign_in("reviewer"), "region_group", "ASEAN", on=day).context["day"] == timezone.localdate()


def test_a_day_before_the_group_says_so(world: Any, sign_in: Any) -> None:
    answer = shown(sign_in("reviewer"), "region_group", "BRI", on="2000-01-01")
    assert "had no members" in answer.content.decode()
