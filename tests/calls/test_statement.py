"""Needs as plain values: from the form and back without loss, sources kept where nothing was changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from wutong.calls.needs_form import NEEDS_FORM
from wutong.calls.statement import StatedNeed, from_answers, in_file, keep_sources, to_rows
from wutong.documents.blocks import Place
from wutong.forms.checking import check
from wutong.forms.definition import load

FORM = load(NEEDS_FORM)
words = st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd"]), min_size=1, max_size=30)
days = st.dates(date(2026, 1, 1), date(2030, 12, 31))


@st.composite
def needs(draw):
    """Needs as the form can hold them."""
    start = draw(st.none() | days)
    end = draw(st.none() | st.dates(start or date(2026, 1, 1), date(2031, 12, 31)))
    amount = draw(st.none() | st.decimals(0, 10**12, places=2, allow_nan=False))
    return StatedNeed(
        title=draw(words),
        text=draw(words),
        field=draw(st.sampled_from(["", "energy", "health"])),
        action=draw(st.sampled_from(["", "park", "transfer"])),
        countries=draw(st.sampled_from([[], ["KZ"], ["KZ", "UZ"]])),
        amount=amount,
        currency="CNY" if amount is not None else "",
        starts_on=start,
        ends_on=end,
        partner=draw(st.just("") | words),
        contact=draw(st.sampled_from(["", "Li Hua", "Li Hua 010-1234567 li@test.example"])),
        priority=draw(st.sampled_from(["high", "normal", "low"])),
    )


def plain(need):
    return {name: getattr(need, name) for name in need.__slots__ if name != "places"}


@given(st.lists(needs(), max_size=4))
def test_needs_go_through_the_form_and_come_back(stated):
    rows = to_rows(stated)
    again = from_answers({"needs": rows})
    assert [plain(need) for need in again] == [plain(need) for need in stated]


@given(st.lists(needs(), min_size=1, max_size=3))
def test_what_the_form_is_filled_with_passes_its_own_checks(stated):
    who = {"unit": {"id": 1, "name": "U"}, "contact": {"name": "Li", "phone": "", "email": ""}, "has_needs": "yes"}
    checked = check(FORM, who | {"needs": to_rows(stated)})
    assert [problem.message for problem in checked.problems if problem.is_error] == []
    assert [plain(need) for need in from_answers(checked.values)] == [plain(need) for need in stated]


def test_a_period_in_words_is_shown_where_the_date_should_stand():
    assert to_rows([StatedNeed("A", period_words="三年")])[0]["period"] == {"start": "三年"}


def test_a_period_with_an_end_only_keeps_its_start_open():
    need = StatedNeed("A", ends_on=date(2027, 1, 1), period_words="until 2027")
    assert to_rows([need])[0]["period"] == {"end": "2027-01-01"}


def test_without_a_place_the_row_of_the_page_is_the_place():
    found = from_answers({"needs": [{"title": "A"}, {"title": "B"}]})
    assert [need.places["need"] for need in found] == [{"kind": "field", "row": 1}, {"kind": "field", "row": 2}]


def test_places_go_to_the_row_they_name():
    cell = Place("cell", sheet="S", row=7, column=2)
    found = from_answers({"needs": [{"title": "A"}, {"title": "B"}]}, {(2, "title"): cell})
    assert found[1].places["need"] == cell.as_dict()
    assert "title" not in found[0].places


def read(title, **values):
    """A need as read from a file: every value with its place."""
    place = {"kind": "cell", "sheet": "S", "row": 3, "column": 1}
    return StatedNeed(title, places={"need": place, "text": {"place": place}, "money": {"place": place}}, **values)


def test_an_unchanged_value_keeps_its_place_and_a_changed_one_does_not():
    old = read("A", text="as read", amount=Decimal(5), currency="CNY")
    new = StatedNeed(
        "A", text="changed", amount=Decimal(5), currency="CNY", places={"need": {"kind": "field", "row": 1}}
    )
    kept = keep_sources([new], [old])[0]
    assert kept.places["need"]["kind"] == "cell"
    assert "money" in kept.places and "text" not in kept.places


def test_a_need_nobody_read_before_keeps_its_own_place():
    own = {"need": {"kind": "field", "row": 1}}
    assert keep_sources([StatedNeed("New", places=own)], [read("A")])[0].places == own


def test_two_needs_of_one_title_keep_one_place_each():
    first, second = read("A", text="1"), read("A", text="2")
    kept = keep_sources([StatedNeed("A", text="1"), StatedNeed("A", text="2"), StatedNeed("A")], [first, second])
    assert ["text" in need.places for need in kept] == [True, True, False]


def test_the_group_a_need_was_merged_in_stays_with_it():
    old = read("A")
    old.merged_from_id = 7
    assert keep_sources([StatedNeed("a ")], [old])[0].merged_from_id == 7


def test_the_file_is_the_outermost_container_of_every_place():
    inner = {"kind": "paragraph", "paragraph": 2, "path": ["letter.eml", "a.docx"]}
    need = StatedNeed("A", places={"need": inner, "text": {"place": inner, "quote": "q", "confidence": 0.4}})
    found = in_file([need], "all.zip")[0].places
    assert found["need"]["path"] == ["all.zip", "letter.eml", "a.docx"]
    assert found["text"]["place"]["path"][0] == "all.zip" and found["text"]["confidence"] == 0.4
    assert Place.from_dict(found["need"]).path == ("all.zip", "letter.eml", "a.docx")
