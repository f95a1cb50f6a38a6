"""What countries are called, which groups they belong to on a day, and where a text names them. Pure: no database."""

from .countries import LANGUAGES, Country, all_countries, country_name, home, states
from .folding import TRADITIONAL, simplified
from .groups import (
    Group,
    Membership,
    Partnership,
    all_groups,
    group,
    groups,
    partners,
    partnership_sources,
    partnerships,
)
from .mention import Mention
from .places import countries_in, find_places
from .tiles import Region, Tile, region_of, tile_regions, tiles

__all__ = [
    "LANGUAGES",
    "TRADITIONAL",
    "Country",
    "Group",
    "Membership",
    "Mention",
    "Partnership",
    "Region",
    "Tile",
    "all_countries",
    "all_groups",
    "countries_in",
    "country_name",
    "find_places",
    "group",
    "groups",
    "home",
    "partners",
    "partnership_sources",
    "partnerships",
    "region_of",
    "simplified",
    "states",
    "tile_regions",
    "tiles",
]
