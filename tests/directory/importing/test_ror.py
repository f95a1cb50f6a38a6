"""Dumps of the Research Organization Registry, both schemas, whole and damaged."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wutong.directory.importing import OrganisationRow, Problem, read_ror, read_ror_file
from wutong.directory.importing import ror as module

DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"


def ror_of(number: int) -> str:
    """A valid identifier made from a running number."""
    body, rest = "", number
    for _ in range(6):
        rest, digit = divmod(rest, 32)
        body = DIGITS[digit] + body
    value = 0
    for digit in "0" + body:
        value = value * 32 + DIGITS.index(digit)
    return f"0{body}{98 - value * 100 % 97:02d}"


def first_schema(number: int = 1, **changed: Any) -> dict[str, Any]:
    return {
        "id": f"https://ror.org/{ror_of(number)}",
        "name": f"Demo University {number}",
        "types": ["Education"],
        "links": ["https://demo.example"],
        "aliases": ["Old Demo"],
        "acronyms": ["DU"],
        "status": "active",
        "labels": [{"label": f"演示大学{number}", "iso639": "zh"}, {"label": "Демо", "iso639": "ru"}],
        "country": {"country_name": "Thailand", "country_code": "TH"},
        "relationships": [],
    } | changed


def second_schema(number: int = 1, **changed: Any) -> dict[str, Any]:
    return {
        "id": f"https://ror.org/{ror_of(number)}",
        "names": [
            {"value": "DU", "types": ["acronym"], "lang": None},
            {"value": f"演示大学{number}", "types": ["label"], "lang": "zh"},
            {"value": f"Demo University {number}", "types": ["ror_display", "label"], "lang": "en"},
            {"value": "Демо", "types": ["label"], "lang": "ru"},
            {"value": "Old Demo", "types": ["alias"], "lang": None},
        ],
        "locations": [{"geonames_id": 1, "geonames_details": {"country_code": "TH", "name": "Bangkok"}}],
        "types": ["education", "funder"],
        "links": [
            {"type": "wikipedia", "value": "https://w.example"},
            {"type": "website", "value": "https://demo.example"},
        ],
        "status": "active",
        "relationships": [],
    } | changed


def read(records: Any) -> list[OrganisationRow | Problem]:
    return list(read_ror(io.StringIO(json.dumps(records, ensure_ascii=False))))


def only_row(record: dict[str, Any]) -> OrganisationRow:
    (found,) = read([record])
    assert isinstance(found, OrganisationRow)
    return found


@pytest.mark.parametrize("record", [first_schema(), second_schema()], ids=["schema 1", "schema 2"])
def test_both_schemas_give_the_same_organisation(record: dict[str, Any]) -> None:
    row = only_row(record)
    assert row.ror == ror_of(1)
    assert row.names == {"en": "Demo University 1", "zh-hans": "演示大学1", "ru": "Демо"}
    assert set(row.aliases) == {"DU", "Old Demo"}
    assert (row.country, row.kind, row.website) == ("TH", "university", "https://demo.example")
    assert row.types[0] == "education"


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        (["education"], "university"),
        (["facility"], "institute"),
        (["company"], "company"),
        (["Government"], "ministry"),
        (["nonprofit"], "society"),
        (["funder", "education"], "university"),
        (["archive"], "other"),
        (["something new"], "other"),
        ([], "other"),
    ],
)
def test_the_registers_types_become_our_kinds(types: list[str], kind: str) -> None:
    assert only_row(second_schema(types=types)).kind == kind


@pytest.mark.parametrize("make", [first_schema, second_schema])
@pytest.mark.parametrize("relation", ["Parent", "parent"])
def test_only_parents_are_kept_of_the_relations(make: Any, relation: str) -> None:
    relationships = [
        {"type": "child", "label": "C", "id": f"https://ror.org/{ror_of(8)}"},
        {"type": relation, "label": "P", "id": f"https://ror.org/{ror_of(9)}"},
        {"type": "Related", "label": "R", "id": f"https://ror.org/{ror_of(10)}"},
    ]
    assert only_row(make(relationships=relationships)).parents == (ror_of(9),)


def test_a_display_name_without_language_counts_as_english() -> None:
    names = [{"value": "Demo", "types": ["ror_display"], "lang": None}]
    assert only_row(second_schema(names=names)).names == {"en": "Demo"}


def test_the_display_name_wins_over_another_label_of_its_language() -> None:
    names = [
        {"value": "Second", "types": ["label"], "lang": "en"},
        {"value": "First", "types": ["label", "ror_display"], "lang": "en"},
    ]
    row = only_row(second_schema(names=names))
    assert row.names["en"] == "First"
    assert "Second" in row.aliases


def test_an_english_label_of_the_first_schema_keeps_the_name_as_alias() -> None:
    row = only_row(first_schema(labels=[{"label": "Another Name", "iso639": "en"}]))
    assert row.names["en"] == "Another Name"
    assert "Demo University 1" in row.aliases


@pytest.mark.parametrize("status", ["active", "inactive", "withdrawn"])
def test_the_status_is_kept(status: str) -> None:
    assert only_row(second_schema(status=status)).status == status


@pytest.mark.parametrize(
    "changed",
    [{"locations": []}, {"locations": [{}]}, {"links": []}, {"relationships": []}, {"types": []}],
)
def test_what_a_record_does_not_say_stays_empty(changed: dict[str, Any]) -> None:
    assert only_row(second_schema(**changed)).name == "演示大学1"


def test_a_record_with_a_wrong_identifier_is_reported_and_the_rest_is_read() -> None:
    wrong = second_schema() | {"id": "https://ror.org/012345678"}
    first, problem, last = read([second_schema(1), wrong, second_schema(3)])
    assert isinstance(first, OrganisationRow) and isinstance(last, OrganisationRow)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.place) == ("bad_ror", "#2")
    assert "012345678" in problem.detail


@pytest.mark.parametrize(
    "record", [None, 7, "text", [], {}, {"id": None}, {"id": ror_of(1)}, {"id": ror_of(1), "names": [1]}]
)
def test_a_record_of_another_shape_is_reported_and_the_rest_is_read(record: Any) -> None:
    problem, row = read([record, second_schema()])
    assert isinstance(problem, Problem) and problem.code in ("damaged", "bad_ror")
    assert isinstance(row, OrganisationRow)


@pytest.mark.parametrize("text", ["", "   ", "{}", "null", "not json"])
def test_a_file_that_is_no_list_is_damaged(text: str) -> None:
    (problem,) = read_ror(io.StringIO(text))
    assert isinstance(problem, Problem) and problem.code == "damaged"


def test_an_empty_list_has_no_organisations() -> None:
    assert list(read_ror(io.StringIO(" [ ] "))) == []


@given(st.integers(1, 400))
def test_a_file_cut_short_gives_what_came_before_and_a_problem(cut: int) -> None:
    text = json.dumps([second_schema(number) for number in range(3)])
    *rows, last = read_ror(io.StringIO(text[:-cut]))
    assert isinstance(last, Problem) and last.code == "damaged"
    assert len(rows) <= 3 and all(isinstance(row, OrganisationRow) for row in rows)


@given(st.integers(1, 300), st.integers(0, 12), st.sampled_from([None, 1, "\t"]))
def test_the_size_of_the_chunks_does_not_matter(chunk: int, count: int, indent: int | str | None) -> None:
    text = json.dumps([first_schema(number) for number in range(count)], ensure_ascii=False, indent=indent)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_CHUNK", chunk)
        rows = list(read_ror(io.StringIO(text)))
    assert [row.ror for row in rows if isinstance(row, OrganisationRow)] == [ror_of(number) for number in range(count)]


class CountingStream(io.StringIO):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.given = 0

    def read(self, size: int | None = -1) -> str:
        part = super().read(size)
        self.given += len(part)
        return part


def test_a_large_file_is_read_as_it_is_asked_for() -> None:
    stream = CountingStream(json.dumps([second_schema(number) for number in range(4000)]))
    rows = read_ror(stream)
    next(rows)
    assert stream.given < len(stream.getvalue()) / 2
    assert sum(1 for _ in rows) == 3999


def test_a_plain_file_is_read_from_disk(tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text(json.dumps([second_schema()]), encoding="utf-8-sig")
    assert [row.name for row in read_ror_file(path) if isinstance(row, OrganisationRow)] == ["演示大学1"]


def test_of_a_published_zip_the_newer_schema_is_read(tmp_path: Path) -> None:
    path = tmp_path / "v1.99-dump.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("v1.99-data_schema_v2.json", json.dumps([second_schema(2)]))
        archive.writestr("v1.99-data.json", json.dumps([first_schema(1)]))
        archive.writestr("v1.99-data.csv", "id")
    assert [row.ror for row in read_ror_file(path) if isinstance(row, OrganisationRow)] == [ror_of(2)]


def test_a_zip_without_a_dump_and_a_file_of_other_bytes_are_damaged(tmp_path: Path) -> None:
    empty, other = tmp_path / "empty.zip", tmp_path / "other.json"
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    other.write_bytes(b"\xff\xfe\x00\xd8[")
    for path in (empty, other):
        (problem,) = read_ror_file(path)
        assert isinstance(problem, Problem) and problem.code == "damaged"
