"""Reads a dump of the Research Organization Registry, of schema 1 or 2, record by record: dumps are large."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from wutong.directory.gazetteer.facts import facts
from wutong.directory.identifiers import check_ror

from .rows import OrganisationRow, Problem

_CHUNK = 1 << 20  # letters read at a time
_BETWEEN = re.compile(r"[\s,]*")
_LONGEST = 1 << 24  # no record is longer: a file that never closes one is damaged


def read_ror_file(path: Path) -> Iterator[OrganisationRow | Problem]:
    """The organisations of a dump, plain JSON or as published in a zip (of two schemas inside, the newer is read)."""
    try:
        with _opened(path) as stream:
            yield from read_ror(stream)
    except (zipfile.BadZipFile, UnicodeDecodeError) as error:
        yield Problem("damaged", path.name, str(error))


def read_ror(stream: TextIO) -> Iterator[OrganisationRow | Problem]:
    """Rows in the order of the file. A bad record becomes a problem; a damaged file ends with one."""
    number = 0
    try:
        for number, record in enumerate(_records(stream), 1):
            yield _row_or_problem(record, number)
    except ValueError as error:
        yield Problem("damaged", f"#{number + 1}", str(error))


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    if not zipfile.is_zipfile(path):
        with path.open(encoding="utf-8-sig") as stream:
            yield stream
        return
    with zipfile.ZipFile(path) as archive:
        dumps = [name for name in archive.namelist() if name.lower().endswith(".json")]
        if not dumps:
            raise zipfile.BadZipFile("no JSON file inside")
        with archive.open(max(dumps, key=lambda name: ("v2" in name, name))) as raw:
            yield io.TextIOWrapper(raw, encoding="utf-8-sig")


def _records(stream: TextIO) -> Iterator[Any]:
    """The items of one large JSON array, never more of it in memory than a chunk and an item. ValueError if damaged."""
    decoder, text = json.JSONDecoder(), stream.read(_CHUNK).lstrip()
    if not text.startswith("["):
        raise ValueError("not a list of records")
    at, ended = 1, False
    while True:
        at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]
        if text.startswith("]", at):
            return
        try:
            item, at = decoder.raw_decode(text, at)
        except ValueError:
            if ended or len(text) - at > _LONGEST:
                raise
            more = stream.read(_CHUNK)
            text, at, ended = text[at:] + more, 0, not more
            continue
        yield item


def _row_or_problem(record: Any, number: int) -> OrganisationRow | Problem:
    place = f"#{number}"
    try:
        ror = check_ror(record["id"])
        return _second_schema(record, ror, place) if "names" in record else _first_schema(record, ror, place)
    except ValueError as error:
        return Problem("bad_ror", place, f"{record['id']}: {error}")
    except (AttributeError, KeyError, TypeError, IndexError) as error:
        return Problem("damaged", place, repr(error))


def _first_schema(record: dict, ror: str, place: str) -> OrganisationRow:
    names = {_language(label["iso639"]): label["label"] for label in record.get("labels", [])}
    names.setdefault("en", record["name"])
    aliases = [record["name"], *record.get("aliases", []), *record.get("acronyms", [])]
    country = (record.get("country") or {}).get("country_code") or ""
    website = next(iter(record.get("links", [])), "")
    return _row(record, ror, place, names, aliases, country, website)


def _second_schema(record: dict, ror: str, place: str) -> OrganisationRow:
    names: dict[str, str] = {}
    for name in sorted(record["names"], key=lambda one: "ror_display" not in one["types"]):
        if {"ror_display", "label"} & set(name["types"]):
            names.setdefault(_language(name.get("lang")), name["value"])
    aliases = [name["value"] for name in record["names"]]
    places = record.get("locations") or [{}]
    country = places[0].get("geonames_details", {}).get("country_code") or ""
    website = next((link["value"] for link in record.get("links", []) if link["type"] == "website"), "")
    return _row(record, ror, place, names, aliases, country, website)


def _row(
    record: dict, ror: str, place: str, names: dict[str, str], aliases: list[str], country: str, website: str
) -> OrganisationRow:
    types = tuple(kind.lower() for kind in record.get("types", []))
    kinds = [facts("unit_list")["ror_types"].get(kind, "other") for kind in types]
    return OrganisationRow(
        names=names,
        ror=ror,
        country=country.upper(),
        kind=next((kind for kind in kinds if kind != "other"), "other"),
        types=types,
        website=website or "",
        aliases=tuple(dict.fromkeys(alias for alias in aliases if alias not in names.values())),
        parents=tuple(_parents(record)),
        status=(record.get("status") or "active").lower(),
        place=place,
    )


def _parents(record: dict) -> Iterator[str]:
    for relation in record.get("relationships", []):
        if relation["type"].lower() == "parent":
            yield check_ror(relation["id"])


def _language(code: str | None) -> str:
    """Names without a language are, in this register, English or Latin-script names used in English."""
    return {"zh": "zh-hans", None: "en", "": "en"}.get(code, code or "en")
