"""Codes a person need not read, kept beside the words in one text: 东盟国家 [KH, LA] · Alpha University [#17]."""

from __future__ import annotations

import re
from typing import Any

_COUNTRIES = re.compile(r"(?P<words>.*?)\s*\[(?P<codes>[A-Z]{2}(?:\s*[,，、;；\s]\s*[A-Z]{2})*)\]", re.DOTALL)
_ORGANISATION = re.compile(r"(?P<name>.*?)\s*\[#(?P<id>[\w-]{1,40})\]", re.DOTALL)
_FILE = re.compile(r"(?P<name>.*?)\s*\[sha256 (?P<sha256>[0-9a-f]{64})(?:, (?P<size>[0-9]{1,15}) bytes)?\]", re.DOTALL)


def countries_text(value: dict[str, Any]) -> str:
    codes = f"[{', '.join(value['countries'])}]" if value["countries"] else ""
    return f"{value['words']} {codes}".strip()


def countries_from(text: str) -> tuple[str, list[str]]:
    """Words and codes; a text that is nothing but codes (KZ, UZ) counts as codes."""
    if found := _COUNTRIES.fullmatch(text):
        return found["words"], re.findall("[A-Z]{2}", found["codes"])
    if re.fullmatch(r"[A-Z]{2}(\s*[,，、;；\s]\s*[A-Z]{2})*", text):
        return "", re.findall("[A-Z]{2}", text)
    return text, []


def organisation_text(value: dict[str, Any]) -> str:
    return value["name"] + (f" [#{value['id']}]" if value["id"] is not None else "")


def organisation_from(text: str) -> tuple[str, str | None]:
    found = _ORGANISATION.fullmatch(text)
    return (found["name"], found["id"]) if found else (text, None)


def file_text(value: dict[str, Any]) -> str:
    if not value["sha256"]:
        return value["name"]
    size = f", {value['size']} bytes" if value["size"] is not None else ""
    return f"{value['name']} [sha256 {value['sha256']}{size}]"


def file_from(text: str) -> dict[str, Any]:
    found = _FILE.fullmatch(text)
    if not found:
        return {"sha256": None, "name": text, "size": None}
    return {"sha256": found["sha256"], "name": found["name"], "size": int(found["size"]) if found["size"] else None}
