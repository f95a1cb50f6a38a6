"""The tile map: every state one square, in blocks by region, without borders."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .facts import facts


@dataclass(frozen=True, slots=True)
class Region:
    """A block of the tile map; `names` by language."""

    code: str
    names: dict[str, str]
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Tile:
    """Rows and columns count from 1 over the whole map, north-west first."""

    iso2: str
    region: str
    row: int
    column: int


@cache
def tile_regions() -> tuple[Region, ...]:
    return tuple(Region(r["code"], r["names"], r["row"], r["column"]) for r in facts("tiles")["region"])


@cache
def tiles() -> tuple[Tile, ...]:
    return tuple(
        Tile(iso2, region["code"], region["row"] + down, region["column"] + right)
        for region in facts("tiles")["region"]
        for down, line in enumerate(region["tiles"].split("\n")[:-1])
        for right, iso2 in enumerate(line.split())
        if iso2 != "."
    )


def region_of(iso2: str) -> str | None:
    """The code of the country's block on the tile map; None for what has no tile."""
    return _regions().get(iso2)


@cache
def _regions() -> dict[str, str]:
    return {tile.iso2: tile.region for tile in tiles()}
