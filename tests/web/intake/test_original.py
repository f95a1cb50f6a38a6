"""The original as the page shows it: every place once, every quote marked, nothing changed."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wutong.documents.blocks import Cell, Document, Place, Table, Text
from wutong.web.pages.triage.leftover import ORDER, WHY, leftovers
from wutong.web.pages.triage.original import MOST_ROWS, Mark, anchor_of, segments, show

words = st.text("甲乙丙ab ", max_size=30)


def paragraphs(*texts: str, **more) -> Document:
    blocks = [Text(text, Place("paragraph", paragraph=n), **more) for n, text in enumerate(texts, 1)]
    return Document("a.docx", "docx", blocks=list(blocks), meta={"sender": "a@b.example", "pages": "3"})


def grid(rows: list[list[str]], sheet: str | None = None) -> Table:
    table = None if sheet else 1
    cells = tuple(
        tuple(Cell(text, Place("cell", table=table, sheet=sheet, row=r, column=c)) for c, text in enumerate(row, 1))
        for r, row in enumerate(rows, 1)
    )
    return Table(cells, Place("cell", table=table, sheet=sheet), sheet)


@given(words, st.lists(words, max_size=4))
def test_segments_put_together_are_the_text(text, quotes):
    cut = segments(text, quotes)
    assert "".join(segment.text for segment in cut) == text
    assert all(one.marked != two.marked for one, two in pairwise(cut))


@given(words, words.filter(bool), words)
def test_a_quote_is_marked_whole(before, quote, after):
    marked = "".join(segment.text for segment in segments(before + quote + after, [quote]) if segment.marked)
    assert quote in marked or marked in quote


def test_a_mark_stands_at_its_place_and_leads_to_its_value():
    mark = Mark("need-1-title", "Title", "光伏")
    original = show(paragraphs("前言", "一、光伏组件"), [({"kind": "paragraph", "paragraph": 2}, mark)])
    first, second = original.blocks
    assert (first.marks, second.marks) == ([], [mark])
    assert [segment.text for segment in second.segments if segment.marked] == ["光伏"]
    assert original.anchor({"kind": "paragraph", "paragraph": 2}) == second.anchor


def test_a_value_from_the_name_or_sender_leads_to_the_head_of_the_file():
    original = show(paragraphs("前言"), [])
    assert original.anchor({"kind": "field"}) == "original-facts"
    assert original.facts == [("sender", "a@b.example")]


def test_two_values_from_one_place_are_both_marked_once():
    place = {"kind": "paragraph", "paragraph": 1}
    one, two = Mark("a", "A", "甲"), Mark("b", "B", "乙")
    block = show(paragraphs("甲和乙"), [(place, one), (place, two), (place, one)]).blocks[0]
    assert block.marks == [one, two]
    assert [segment.marked for segment in block.segments] == [True, False, True]


places = st.fixed_dictionaries(
    {},
    optional={
        "paragraph": st.integers(1, 99),
        "table": st.integers(1, 9),
        "sheet": st.sampled_from(["Sheet1", "需求汇总", "a b"]),
        "row": st.integers(1, 99),
        "column": st.integers(1, 99),
    },
)


@given(places, places)
def test_anchors_are_the_same_for_the_same_place_only(one, other):
    assert (anchor_of(one) == anchor_of(other)) is (one == other)
    assert " " not in anchor_of(one)


def test_a_repeated_place_has_one_anchor_and_no_id_twice():
    row = (
        Cell("a", Place("cell", table=1, row=1, column=1)),
        Cell("a", Place("cell", table=1, row=1, column=1), merged=True),
    )
    table = Table((row,), Place("cell", table=1))
    shown = show(Document("a", "docx", blocks=[table, table]), []).blocks
    ids = [cell.anchor for block in shown for line in block.rows for cell in line]
    assert len(set(ids)) == 4
    assert shown[0].rows[0][1].quiet, "a repeated cell is not loud"


def test_of_a_huge_table_marked_rows_are_always_shown():
    table = grid([[str(n)] for n in range(MOST_ROWS + 100)], sheet="big")
    last = {"kind": "cell", "sheet": "big", "row": MOST_ROWS + 100, "column": 1}
    block = show(Document("a", "xlsx", blocks=[table]), [(last, Mark("t", "T", ""))]).blocks[0]
    assert (len(block.rows), block.left_out) == (MOST_ROWS + 1, 99)
    assert block.rows[-1][0].text == str(MOST_ROWS + 99)


def test_empty_rows_are_not_shown():
    block = show(Document("a", "xlsx", blocks=[grid([["a"], [""], ["b"]], sheet="s")]), []).blocks[0]
    assert [row[0].spot for row in block.rows] == ["1-1", "1-3"], "the row is still counted as a person counts it"


def test_older_messages_and_footnotes_are_quiet():
    assert show(paragraphs("x", quoted=True), []).blocks[0].quiet
    assert show(paragraphs("x", role="footnote"), []).blocks[0].quiet
    assert not show(paragraphs("x"), []).blocks[0].quiet


def test_leftovers_are_all_listed_the_likely_ones_first():
    original = show(paragraphs("a", "b", "c"), [])
    kept = [
        {"why": why, "text": text, "place": {"kind": "paragraph", "paragraph": n}}
        for n, (why, text) in enumerate([("letter", "a"), ("unread", "b"), ("letter", "c")], 1)
    ]
    kinds = leftovers(kept, original)
    assert [(kind.why, kind.likely) for kind in kinds] == [("unread", True), ("letter", False)]
    assert kinds[1].texts == [("at-p1", "a"), ("at-p3", "c")]
    assert sum(len(kind.texts) for kind in kinds) == len(kept)


def test_a_reason_nobody_has_words_for_is_still_listed():
    kind = leftovers([{"why": "strange", "text": "x", "place": {}}], None)[0]
    assert (kind.label, kind.texts) == ("strange", [("", "x")])
    assert set(ORDER) <= set(WHY)
