"""Documents survive the way through JSON unchanged."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wutong.documents.blocks import Cell, Document, Place, Table, Text
from wutong.documents.storing import as_plain, from_plain

words = st.text(max_size=12)
counts = st.none() | st.integers(1, 10_000)
paths = st.lists(words, max_size=3).map(tuple)
values = st.none() | st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def texts(draw: st.DrawFn) -> Text:
    kind = draw(st.sampled_from(["paragraph", "line", "field"]))
    place = Place(kind, draw(paths), paragraph=draw(counts), line=draw(counts), page=draw(counts))
    role = draw(st.sampled_from(["body", "title", "textbox", "footnote", "contents"]))
    level = draw(st.none() | st.integers(1, 9))
    return Text(draw(words), place, level, draw(st.booleans()), draw(words), draw(st.booleans()), role)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    path, width = draw(paths), draw(st.integers(1, 4))
    sheet, number = draw(st.sampled_from([("表", None), (None, 3)]))
    rows = []
    for row in range(1, draw(st.integers(1, 4)) + 1):
        cells = []
        for column in range(1, width + 1):
            place = Place("cell", path, table=number, sheet=sheet, row=row, column=column)
            cells.append(Cell(draw(words), place, draw(values), draw(st.booleans())))
        rows.append(tuple(cells))
    return Table(
        tuple(rows), Place("cell", path, table=number, sheet=sheet), sheet, draw(st.booleans()), draw(st.booleans())
    )


def documents(parts: st.SearchStrategy[list[Document]]) -> st.SearchStrategy[Document]:
    return st.builds(
        Document,
        name=words,
        media=st.sampled_from(["docx", "xlsx", "eml", "zip"]),
        blocks=st.lists(texts() | tables(), max_size=4),
        parts=parts,
        meta=st.dictionaries(words, words, max_size=3),
        problem=st.sampled_from([None, "damaged", "encrypted", "bomb"]),
        detail=words,
    )


@settings(max_examples=60, deadline=None)
@given(documents(st.lists(documents(st.just([])), max_size=2)))
def test_round_trip_through_json(document: Document) -> None:
    assert from_plain(json.loads(json.dumps(as_plain(document)))) == document


@given(texts())
def test_places_survive_their_dictionary(text: Text) -> None:
    assert Place.from_dict(json.loads(json.dumps(text.place.as_dict()))) == text.place


def test_walk_gives_the_file_and_everything_inside() -> None:
    inner = Document("c", "txt")
    outer = Document("a", "zip", parts=[Document("b", "eml", parts=[inner]), Document("d", "txt")])
    assert [document.name for document in outer.walk()] == ["a", "b", "c", "d"]


@pytest.mark.parametrize("stored", [{}, {"name": "a"}, {"name": "a", "media": "txt", "blocks": [{}]}])
def test_anything_else_is_refused(stored: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError)):
        from_plain(stored)
