"""The needs of a call in figures: by field and country on a tile map, by action, unit, language, money, overlap."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from wutong.base.texts import in_language
from wutong.calls.models import Call, Consolidation
from wutong.calls.needs_form import action_labels, field_labels
from wutong.calls.queries import calls as queries
from wutong.calls.queries import consolidation as consolidations
from wutong.calls.queries import figures as counted
from wutong.directory import gazetteer
from wutong.directory.models import Organisation
from wutong.web.requests import SeatedRequest

TOP_COUNTRIES = 20
SHADES = 5
LANGUAGE_WORDS = {"zh": gettext_lazy("Chinese"), "en": gettext_lazy("English"), "ru": gettext_lazy("Russian")}


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a figure; `link` opens the needs behind it."""

    label: str
    count: int
    link: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """One country on the map, rows and columns within its block; `shade` 0 is none, SHADES the most."""

    iso2: str
    name: str
    row: int
    column: int
    count: int
    shade: int
    link: str


@dataclass(frozen=True, slots=True)
class Block:
    """One region of the map."""

    names: dict[str, str]
    row: int
    column: int
    height: int
    width: int
    tiles: list[Tile]


Link = Callable[..., str]


def figures(request: SeatedRequest, pk: int) -> HttpResponse:
    """All figures of one call as far as the person sees its needs."""
    by = request.actor
    call = queries.call(by, pk)
    office = counted.office_of(by, call)
    link: Link = partial(_link, call)
    field = request.GET.get("field", "")
    field = field if field in field_labels() else ""
    units = counted.by_unit(by, call, office)
    countries = _of_field(counted.by_country_and_field(by, call, office), field)
    charts = {
        "field": _bars(counted.by_field(by, call, office), field_labels(), partial(link, "field")),
        "action": _bars(counted.by_action(by, call, office), action_labels(), partial(link, "action")),
        "unit": _unit_bars(units, link),
        "language": _language_bars(counted.by_language(by, call, office)),
    }
    country_bars = _country_bars(countries, field, link)
    charts["country"] = country_bars[:TOP_COUNTRIES]
    overlap = _overlap(by, call, units)
    shown = {
        "call": call,
        "charts": {key: {"key": key, "title": _title(key), "bars": bars} for key, bars in charts.items()},
        "blocks": _blocks(countries, field, link),
        "country_bars": country_bars,
        "fields": [(code, in_language(names)) for code, names in field_labels().items()],
        "field": field,
        "money": counted.money(by, call, office),
        "overlap": overlap,
        "total": sum(units.values()),
        "answering": sum(1 for count in units.values() if count),
        "asked": len(units),
        "chart_data": {key: _plain(bars) for key, bars in charts.items()} | {"overlap": _matrix(overlap)},
        "needs_link": link(),
        "section": "calls",
        "tab": "figures",
    }
    return render(request, "results/figures.html", shown)


def _title(key: str) -> str:
    titles = {
        "field": _("Needs by field"),
        "action": _("Needs by action"),
        "unit": _("Needs by unit"),
        "language": _("Needs by language"),
        "country": _("Countries named most"),
    }
    return titles[key]


def _link(call: Call, name: str = "", value: str | int = "", **more: str) -> str:
    """The list of needs behind a figure."""
    asked = {key: one for key, one in {name: value, **more}.items() if key and one}
    address = reverse("needs", args=[call.pk])
    return f"{address}?{urlencode(asked)}" if asked else address


def _bars(counts: Mapping[str, int], labels: Mapping[str, Mapping[str, str]], link: Link) -> list[Bar]:
    """Most first. What says nothing has no list of its own behind it."""
    return [
        Bar(in_language(labels[code]) if code in labels else code or _("not stated"), count, link(code) if code else "")
        for code, count in counts.items()
    ]


def _unit_bars(units: Mapping[Organisation, int], link: Link) -> list[Bar]:
    most = sorted(units.items(), key=lambda row: -row[1])
    return [Bar(str(unit), count, link("unit", unit.pk) if count else "") for unit, count in most]


def _language_bars(counts: Mapping[str, int]) -> list[Bar]:
    return [Bar(str(LANGUAGE_WORDS.get(code, code)) or _("not recognised"), count) for code, count in counts.items()]


def _of_field(counts: Mapping[str, Mapping[str, int]], field: str) -> dict[str, int]:
    """Needs by country: in one field, or in all."""
    found = {iso2: by_field.get(field, 0) if field else sum(by_field.values()) for iso2, by_field in counts.items()}
    return {iso2: count for iso2, count in found.items() if count}


def _country_bars(counts: Mapping[str, int], field: str, link: Link) -> list[Bar]:
    language = get_language() or "zh-hans"
    most = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return [
        Bar(gazetteer.country_name(iso2, language), count, link("country", iso2, field=field)) for iso2, count in most
    ]


def _blocks(counts: Mapping[str, int], field: str, link: Link) -> list[Block]:
    """The tile map: blocks by region, squares shaded by count; no borders are drawn."""
    language, most = get_language() or "zh-hans", max(counts.values(), default=0)
    blocks = []
    for region in gazetteer.tile_regions():
        tiles = [
            Tile(
                tile.iso2,
                gazetteer.country_name(tile.iso2, language),
                tile.row - region.row + 1,
                tile.column - region.column + 1,
                count := counts.get(tile.iso2, 0),
                shade_of(count, most),
                link("country", tile.iso2, field=field) if count else "",
            )
            for tile in gazetteer.tiles()
            if tile.region == region.code
        ]
        height, width = max(one.row for one in tiles), max(one.column for one in tiles)
        blocks.append(Block(region.names, region.row, region.column, height, width, tiles))
    return blocks


def shade_of(count: int, most: int) -> int:
    """1 to SHADES in equal steps of the count; 0 for none."""
    return -(-count * SHADES // most) if count and most else 0


def _overlap(by: Any, call: Call, units: Iterable[Organisation]) -> list[tuple[str, str, int]]:
    """Pairs of units whose needs were put into the same groups; nothing before merging begins."""
    names = {unit.pk: str(unit) for unit in units}
    try:
        pairs = counted.overlaps(consolidations.consolidation(by, call))
    except Consolidation.DoesNotExist:
        return []
    return [(names.get(one.left, "?"), names.get(one.right, "?"), one.groups) for one in pairs]


def _plain(bars: Iterable[Bar]) -> dict[str, Any]:
    rows = list(bars)
    return {
        "kind": "bars",
        "labels": [bar.label for bar in rows],
        "values": [bar.count for bar in rows],
        "links": [bar.link for bar in rows],
    }


def _matrix(pairs: list[tuple[str, str, int]]) -> dict[str, Any]:
    """Both halves of the square, so that one can read along a unit's row."""
    names = sorted({name for left, right, _count in pairs for name in (left, right)})
    place = {name: number for number, name in enumerate(names)}
    cells = [[place[a], place[b], count] for left, right, count in pairs for a, b in ((left, right), (right, left))]
    return {
        "kind": "matrix",
        "names": names,
        "cells": cells,
        "most": max((count for *_pair, count in pairs), default=0),
    }
