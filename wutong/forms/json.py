"""The JSON face: answers with the form's stamp, a reader, and the form as JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from wutong.forms import asks
from wutong.forms.checking import Filled, stamp_problems
from wutong.forms.definition import Form, Stamp
from wutong.forms.labels import printed
from wutong.forms.problems import Problem, Spot

_DECIMAL = r"^-?[0-9]+(\.[0-9]+)?$"


def write(form: Form, answers: Mapping[str, Any] | None = None) -> bytes:
    stamp = {"id": form.id, "version": form.version, "digest": form.digest}
    return json.dumps({"form": stamp, "answers": answers or {}}, ensure_ascii=False, indent=2).encode()


def read(form: Form, data: bytes) -> Filled:
    """The object written by `write`, or an object of answers alone. Numbers keep every digit they were sent with."""
    try:
        sent = json.loads(data, parse_float=Decimal, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        return Filled(problems=[Problem(Spot(""), "not_json", {"given": error})])
    if not isinstance(sent, dict):
        return Filled(problems=[Problem(Spot(""), "not_json", {"given": "an object is expected"})])
    wrapped = isinstance(sent.get("form"), dict) and isinstance(sent.get("answers"), dict)
    filled = Filled(sent["answers"] if wrapped else sent, stamp=_stamp(sent["form"]) if wrapped else None)
    filled.problems += stamp_problems(form, filled.stamp)
    return filled


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")


def _stamp(sent: Mapping[str, Any]) -> Stamp | None:
    known = isinstance(sent.get("id"), str) and type(sent.get("version")) is int
    return Stamp(sent["id"], sent["version"], str(sent.get("digest", ""))) if known else None


def schema(form: Form, language: str = "en") -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of the answers as they are kept."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:wutong:form:{form.id}:{form.version}",
        "title": printed(form.titles, [language]),
    } | _object(form.asks, language)


def _object(many: tuple[asks.Ask, ...], language: str) -> dict[str, Any]:
    described = {"properties": {ask.code: _of_ask(ask, language) for ask in many}, "additionalProperties": False}
    return {"type": "object", **described, "required": [ask.code for ask in many if ask.required]}


def _of_ask(ask: asks.Ask, language: str) -> dict[str, Any]:
    about = {"title": printed(ask.label, [language]), "description": printed(ask.help, [language])}
    return {name: text for name, text in about.items() if text} | _values(ask, language)


_DAY = {"type": "string", "format": "date"}
_TEXT = {"type": "string"}


def _values(ask: asks.Ask, language: str) -> dict[str, Any]:
    match ask:
        case asks.Text() | asks.LongText():
            return {"type": "string", "minLength": 1, "maxLength": ask.max_length}
        case asks.Number():
            return {"type": "string", "pattern": _DECIMAL}
        case asks.Date():
            return _DAY
        case asks.Choice():
            return {"enum": [option.code for option in ask.options]}
        case asks.Choices():
            offered = {"enum": [option.code for option in ask.options]}
            return {"type": "array", "items": offered, "uniqueItems": True, "minItems": 1}
        case asks.Rows():
            limits = {"minItems": max(1, ask.min_rows), "maxItems": ask.max_rows}
            return {"type": "array", "items": _object(ask.columns, language), **limits}
    return _composed(ask)


def _composed(ask: asks.Ask) -> dict[str, Any]:
    match ask:
        case asks.Money():
            amount = {"type": "string", "pattern": r"^[0-9]+\.[0-9]{2}$"}
            return _record({"amount": amount, "currency": {"enum": list(ask.currencies)}})
        case asks.Period():
            return _record({"start": _DAY, "end": _DAY}, required=[]) | {"minProperties": 1}
        case asks.Countries():
            code = {"type": "string", "pattern": "^[A-Z]{2}$"}
            return _record({"countries": {"type": "array", "items": code, "uniqueItems": True}, "words": _TEXT})
        case asks.Organisation():
            return _record({"id": {"type": ["integer", "string", "null"]}, "name": _TEXT})
        case asks.Person():
            return _record({"name": _TEXT, "phone": _TEXT, "email": _TEXT})
        case asks.File():
            digest = {"type": ["string", "null"], "pattern": "^[0-9a-f]{64}$"}
            return _record({"sha256": digest, "name": _TEXT, "size": {"type": ["integer", "null"], "minimum": 0}})
    raise NotImplementedError(ask.kind)


def _record(properties: dict[str, Any], required: list[str] | None = None) -> dict[str, Any]:
    names = list(properties) if required is None else required
    return {"type": "object", "properties": properties, "required": names, "additionalProperties": False}
