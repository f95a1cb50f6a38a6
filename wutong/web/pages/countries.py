"""Countries on a tile map and in a table, one country, one group, agreements between governments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wutong.base import clock
from wutong.base.texts import LANGUAGES
from wutong.directory import gazetteer, queries, rules, steps
from wutong.directory.models import Country
from wutong.web.forms.directory import LANGUAGE_NAMES, AgreementForm
from wutong.web.requests import SeatedRequest

ORGANISATIONS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Square:
    """One tile within its block; rows and columns count from 1 inside the block."""

    iso2: str
    row: int
    column: int
    is_partner: bool
    is_home: bool
    is_asked_for: bool


@dataclass(frozen=True, slots=True)
class Block:
    """One region of the tile map."""

    names: dict[str, str]
    row: int
    column: int
    height: int
    width: int
    squares: list[Square]


def countries(request: SeatedRequest) -> HttpResponse:
    """The map of today's partners beside the table; filters fade on the map what they leave out of the table."""
    today = timezone.localdate(clock.now())
    asked = _asked(request)
    groups = queries.region_groups(on=today)
    if asked["group"] not in {one.code for one in groups}:
        asked["group"] = ""  # a group nobody knows is no filter, and has no page to lead to
    rows = list(queries.countries(on=today, states_only=True, **asked))
    language = get_language() or "zh-hans"
    rows.sort(key=lambda one: one.name(language).casefold())
    sources = list(gazetteer.partnership_sources().items())
    partners = gazetteer.partners(today, asked["source"] or None)
    shown = {
        "rows": [(one, _years(one, sources), one.pk in partners) for one in rows],
        "blocks": _blocks(partners, {one.pk for one in rows}),
        "sources": sources,
        "groups": groups,
        "years": sorted({one.year for one in gazetteer.partnerships()}),
        "regions": {region.code: region.names for region in gazetteer.tile_regions()},
        "asked": asked,
        "is_filtered": any(asked.values()),
        "partner_count": len(partners),
        "today": today,
        "section": "countries",
    }
    return render(request, "directory/countries.html", shown)


def _asked(request: SeatedRequest) -> dict[str, Any]:
    joined, source = request.GET.get("joined", ""), request.GET.get("source", "")
    return {
        "group": request.GET.get("group", ""),
        "joined": int(joined) if joined.isdecimal() and len(joined) == 4 else None,
        "source": source if source in gazetteer.partnership_sources() else "",
    }


def _years(country: Country, sources: list[tuple[str, dict[str, str]]]) -> list[tuple[dict[str, str], Any]]:
    """What each source says, in the order of the columns; None where it says nothing."""
    says = {row.source: row for row in country.partnerships.all()}
    return [(names, says.get(code)) for code, names in sources]


def _blocks(partners: frozenset[str], asked_for: set[str]) -> list[Block]:
    blocks = []
    for region in gazetteer.tile_regions():
        tiles = [tile for tile in gazetteer.tiles() if tile.region == region.code]
        squares = [
            Square(
                tile.iso2,
                tile.row - region.row + 1,
                tile.column - region.column + 1,
                is_partner=tile.iso2 in partners,
                is_home=tile.iso2 == gazetteer.home(),
                is_asked_for=tile.iso2 in asked_for,
            )
            for tile in tiles
        ]
        height, width = max(one.row for one in squares), max(one.column for one in squares)
        blocks.append(Block(region.names, region.row, region.column, height, width, squares))
    return blocks


def country(request: SeatedRequest, iso2: str) -> HttpResponse:
    today = timezone.localdate(clock.now())
    found = queries.country(iso2.upper(), on=today)
    organisations = queries.organisations(request.actor, country=found.pk)
    sources = gazetteer.partnership_sources()
    shown = {
        "country": found,
        "names": [(LANGUAGE_NAMES[code], code, found.name(code)) for code in LANGUAGES],
        "memberships": queries.memberships(found),
        "partnerships": [(row, sources.get(row.source, row.source)) for row in found.partnerships.all()],
        "is_partner": found.pk in gazetteer.partners(today),
        "agreements": queries.agreements(country=found),
        "organisations": organisations[:ORGANISATIONS_SHOWN],
        "organisation_count": organisations.count(),
        "today": today,
        "section": "countries",
    }
    return render(request, "directory/country.html", shown)


def group(request: SeatedRequest, code: str) -> HttpResponse:
    """The members of a group as of a chosen day; who came later or left before stands apart."""
    day = _day(request.GET.get("on", "")) or timezone.localdate(clock.now())
    found = queries.group(code)
    current = queries.members(code, on=day)
    dated = list(found.members.order_by("country_id", "since"))
    held = {one.country_id: one for one in dated if one.country_id in current}
    language = get_language() or "zh-hans"
    rows = sorted(((iso2, held.get(iso2)) for iso2 in current), key=lambda row: _sorting(row[0], language))
    shown = {
        "group": found,
        "day": day,
        "rows": rows,
        "others": [one for one in dated if one.country_id not in current],
        "section": "countries",
    }
    return render(request, "directory/group.html", shown)


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _sorting(iso2: str, language: str) -> str:
    return gazetteer.country_name(iso2, language).casefold()


def agreements(request: SeatedRequest) -> HttpResponse:
    shown = {
        "page": Paginator(queries.agreements(), 50).get_page(request.GET.get("page")),
        "may_record": rules.may_record_agreement(request.actor),
        "today": timezone.localdate(clock.now()),
        "section": "agreements",
    }
    return render(request, "directory/agreements.html", shown)


def agreement_record(request: SeatedRequest) -> HttpResponse:
    rules.check_record_agreement(request.actor)
    asked = request.GET.get("country", "")
    form = AgreementForm(request.POST or None, initial={"countries": asked} if asked else {})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        steps.record_agreement(
            titles=form.titles(),
            countries=Country.objects.filter(pk__in=values["countries"]),
            signed_on=values["signed_on"],
            ends_on=values["ends_on"],
            source=values["source"],
            by=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("The agreement is written down."))
        return redirect("agreements")
    status = 422 if form.errors else 200
    return render(request, "directory/agreement_form.html", {"form": form, "section": "agreements"}, status=status)
