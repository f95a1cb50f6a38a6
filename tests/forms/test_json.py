"""The JSON face and the schema it promises."""

from __future__ import annotations

import json as plain
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.forms.shapes import filled_forms
from wutong.documents.opening import open_file
from wutong.forms import excel, faces, json, word
from wutong.forms.checking import check
from wutong.forms.definition import Form

TYPES = {"string": str, "integer": int, "null": type(None), "array": list, "object": dict}


def faults(schema: dict[str, Any], value: Any, at: str = "$") -> list[str]:
    """A small reader of the schema words we use."""
    wanted = schema.get("type", [])
    wanted = wanted if isinstance(wanted, list) else [wanted]
    found = [] if not wanted or isinstance(value, tuple(TYPES[name] for name in wanted)) else [f"{at}: type"]
    found += [f"{at}: enum"] if "enum" in schema and value not in schema["enum"] else []
    if isinstance(value, str):
        found += [f"{at}: pattern"] if not re.search(schema.get("pattern", ""), value) else []
        found += (
            [f"{at}: length"] if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", 10**9) else []
        )
    if isinstance(value, list):
        found += (
            [f"{at}: items"] if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", 10**9) else []
        )
        found += [fault for n, each in enumerate(value) for fault in faults(schema["items"], each, f"{at}[{n}]")]
    if isinstance(value, dict):
        known = schema["properties"]
        found += [f"{at}.{name}: unknown" for name in value if name not in known]
        found += [f"{at}.{name}: missing" for name in schema["required"] if name not in value]
        found += [fault for name in value.keys() & known for fault in faults(known[name], value[name], f"{at}.{name}")]
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(filled_forms())
def test_kept_answers_obey_the_schema(filled: tuple[Form, dict[str, Any]]) -> None:
    form, answers = filled
    assert faults(json.schema(form), check(form, answers).values) == []


def test_the_schema_refuses_what_checking_refuses(needs: Form) -> None:
    schema = json.schema(needs)
    wrong = {
        "unit": "甲",
        "has_needs": "perhaps",
        "needs": [{"text": "b", "money": {"amount": "1", "currency": "CNY"}}],
    }
    assert {"$.contact: missing", "$.unit: type", "$.has_needs: enum", "$.needs[0].title: missing",
            "$.needs[0].money.amount: pattern"} == set(faults(schema, wrong))  # fmt: skip


def test_the_schema_speaks_the_language_asked_for(needs: Form) -> None:
    assert json.schema(needs, "ru")["properties"]["unit"]["title"] == "Организация"
    assert plain.loads(plain.dumps(json.schema(needs)))["$id"] == "urn:wutong:form:needs:1"


def test_numbers_keep_every_digit(every_kind: Form) -> None:
    filled = json.read(every_kind, b'{"count": 0.12345678901234567890123, "cost": {"amount": 1.10, "currency": "CNY"}}')
    values = check(every_kind, filled).values
    assert values == {"count": "0.12345678901234567890123", "cost": {"amount": "1.10", "currency": "CNY"}}


def test_answers_without_stamp_are_read_with_a_word_about_it(every_kind: Form) -> None:
    filled = json.read(every_kind, '{"topic": "题"}'.encode())
    assert filled.answers == {"topic": "题"}
    assert [problem.code for problem in filled.problems] == ["no_stamp"]


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'"a"', b'{"count": NaN}', b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_object_is_a_problem(every_kind: Form, data: bytes) -> None:
    filled = json.read(every_kind, data)
    assert [problem.code for problem in filled.problems] == ["not_json"]


def test_a_monstrous_number_costs_nothing(every_kind: Form) -> None:
    filled = json.read(every_kind, b'{"count": 1e999999999, "topic": 1E-999999999}')
    assert "not_number" in {problem.code for problem in check(every_kind, filled).problems}


@pytest.mark.parametrize("face", [word, excel, json], ids=["word", "excel", "json"])
def test_an_opened_file_goes_to_its_face(needs: Form, face: Any) -> None:
    kept = {"unit": {"id": None, "name": "甲大学"}, "has_needs": "no"}
    data = face.write(needs, kept)
    document = open_file("reply", data)
    assert faces.can_read(document.media)
    assert check(needs, faces.read(needs, document, data)).values == kept


def test_other_files_have_no_face() -> None:
    assert not faces.can_read("pdf")
