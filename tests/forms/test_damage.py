"""Files cut short, altered or forged: always read or told, never an exception."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.forms.shapes import EVERY_KIND
from wutong.forms import excel, json, word
from wutong.forms.checking import check
from wutong.forms.definition import Form, FormError

FORM = Form.from_dict(EVERY_KIND)
KEPT = {"topic": "题目", "count": "5", "lines": [{"topic": "a", "day": "2026-01-02"}]}
FACES = {"word": word, "excel": excel, "json": json}
PIECES = [b"", b"<", b"&x;", b'"', b"</w:p>", b"-1", b"\x00"]
SOME = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def written(face: str) -> bytes:
    data: bytes = FACES[face].write(FORM, KEPT)  # type: ignore[attr-defined]
    return data


def read(face: str, data: bytes) -> None:
    """Reads and checks; what comes out must settle like any answers."""
    filled = FACES[face].read(FORM, data)  # type: ignore[attr-defined]
    checked = check(FORM, filled)
    assert check(FORM, checked.values).values == checked.values
    assert filled.answers or filled.problems or data == written(face)


@pytest.mark.parametrize("face", FACES)
@SOME
@given(cut=st.floats(0, 1))
def test_cut_short(face: str, cut: float) -> None:
    whole = written(face)
    read(face, whole[: int(len(whole) * cut)])


@pytest.mark.parametrize("face", FACES)
@SOME
@given(flips=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=4))
def test_bytes_changed(face: str, flips: list[tuple[float, int]]) -> None:
    data = bytearray(written(face))
    for at, value in flips:
        data[int(len(data) * at)] = value
    read(face, bytes(data))


@pytest.mark.parametrize("face", ["word", "excel"])
@SOME
@given(which=st.integers(0, 40), at=st.floats(0, 0.999), piece=st.sampled_from(PIECES))
def test_xml_inside_changed(face: str, which: int, at: float, piece: bytes) -> None:
    """The container is sound, a part of it is not."""
    source, target = zipfile.ZipFile(io.BytesIO(written(face))), io.BytesIO()
    names = source.namelist()
    with zipfile.ZipFile(target, "w") as box:
        for name in names:
            content = source.read(name)
            place = int(len(content) * at)
            changed = content[:place] + piece + content[place + 1 :]
            box.writestr(name, changed if name == names[which % len(names)] else content)
    read(face, target.getvalue())


@pytest.mark.parametrize("face", ["word", "excel"])
@SOME
@given(which=st.integers(0, 40))
def test_a_part_is_missing(face: str, which: int) -> None:
    source, target = zipfile.ZipFile(io.BytesIO(written(face))), io.BytesIO()
    names = source.namelist()
    with zipfile.ZipFile(target, "w") as box:
        for name in names:
            if name != names[which % len(names)]:
                box.writestr(name, source.read(name))
    read(face, target.getvalue())


SETTINGS = ["label", "help", "options", "columns", "required_if", "minimum"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=4) | st.sampled_from(["text", "rows", "zh-hans"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["code", "type", "label", "zh-hans", "options", "columns"]), inner)
    ),
    max_leaves=8,
)


@settings(SOME, max_examples=150)
@given(name=st.sampled_from(sorted(EVERY_KIND)), value=JSON)
def test_a_stored_form_is_read_or_refused(name: str, value: Any) -> None:
    try:
        form = Form.from_dict(EVERY_KIND | {name: value})
    except FormError as refused:
        assert refused.errors
    else:
        assert Form.from_dict(form.to_dict()) == form


@settings(SOME, max_examples=150)
@given(at=st.integers(0, 12), name=st.sampled_from(SETTINGS), value=JSON)
def test_an_ask_is_read_or_refused(at: int, name: str, value: Any) -> None:
    many = list(EVERY_KIND["asks"])
    many[at] = many[at] | {name: value}
    try:
        form = Form.from_dict(EVERY_KIND | {"asks": many})
    except FormError as refused:
        assert all("asks" in error for error in refused.errors)
    else:
        assert form.ask(many[at]["code"])
