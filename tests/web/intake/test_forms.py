"""What a person may type: countries in any language, codes and regions; sums with their currency."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from wutong.directory.gazetteer import all_countries
from wutong.web.forms.intake import NeedFilterForm, NeedForm, countries_meant, names_of

ON = date(2026, 9, 1)


@pytest.mark.parametrize(
    "typed, codes",
    [
        ("", []),
        ("KZ", ["KZ"]),
        ("kz, vn", ["KZ", "VN"]),
        ("哈萨克斯坦、越南", ["KZ", "VN"]),
        ("Казахстан; Vietnam", ["KZ", "VN"]),
        ("Kazakhstan，Kazakhstan", ["KZ"]),
        ("中国", ["CN"]),
        ("中亚五国", ["KG", "KZ", "TJ", "TM", "UZ"]),
    ],
)
def test_countries_are_understood_as_typed(typed, codes):
    meant = countries_meant(typed, ON)
    assert (meant.codes, meant.unknown) == (codes, [])


def test_what_is_no_country_is_said_so():
    assert countries_meant("Atlantis, KZ", ON).unknown == ["Atlantis"]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@given(codes=st.sets(st.sampled_from([one.iso2 for one in all_countries()]), max_size=8))
def test_names_shown_are_understood_when_they_come_back(language, codes):
    """What the page shows unchanged must not count as a correction."""
    with translation.override(language):
        assert countries_meant(names_of(sorted(codes)), ON).codes == sorted(codes)


def need_form(**values):
    data = QueryDict(mutable=True)
    data.update({"title": "t", "priority": "normal"} | values)
    return NeedForm(data, on=ON)


def test_a_currency_is_written_in_capitals():
    form = need_form(amount="12.5", currency="usd")
    assert form.is_valid()
    assert form.cleaned_data["currency"] == "USD"


@pytest.mark.parametrize(
    "values, field",
    [
        ({"title": ""}, "title"),
        ({"amount": "-1", "currency": "CNY"}, "amount"),
        ({"amount": "x"}, "amount"),
        ({"field": "astrology"}, "field"),
        ({"action": "nothing"}, "action"),
        ({"priority": ""}, "priority"),
        ({"starts_on": "yesterday"}, "starts_on"),
    ],
)
def test_what_makes_no_sense_is_refused(values, field):
    assert field in need_form(**values).errors


def test_a_dropped_need_may_be_left_without_title():
    assert need_form(title="", drop="on", reason="a heading").is_valid()


def test_an_unbound_filter_narrows_nothing(db):
    form = NeedFilterForm(units=[])
    assert form.chosen() == NeedFilterForm(QueryDict("unit=3&text="), units=[]).chosen()
