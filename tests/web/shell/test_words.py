"""Template words: texts in the reader's language, countries, icons, badges, what may be opened."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from wutong.base import journal
from wutong.base.texts import LANGUAGES
from wutong.calls.states import FLOWS
from wutong.plans.states import DRAFT
from wutong.web.access import ACCESS
from wutong.web.shell import NAVIGATION, navigation, shell
from wutong.web.words import TONES, at, badge, country, icon, said, verb, words

KNOWN_TONES = {"yellow", "azure", "teal", "secondary", "blue", "green", "orange", "red"}


def render(template: str, **context: Any) -> str:
    return Template(template).render(Context(context))


@pytest.mark.parametrize(("language", "shown"), [("zh-hans", "需求"), ("en", "need"), ("fr", "需求")])
def test_a_text_is_shown_in_the_language_of_the_page(language: str, shown: str) -> None:
    with translation.override(language):
        assert words({"authoritative": "zh-hans", "zh-hans": "需求", "en": "need"}) == shown


@pytest.mark.parametrize("nothing", [None, "", {}, {"authoritative": "en"}, {"en": ""}])
def test_nothing_is_shown_as_nothing(nothing: Any) -> None:
    assert words(nothing) == ""


@given(
    st.dictionaries(st.sampled_from(LANGUAGES), st.text(min_size=1, max_size=5), min_size=1), st.sampled_from(LANGUAGES)
)
def test_never_the_name_of_a_language_in_place_of_a_text(stored: dict[str, str], first: str) -> None:
    assert words(stored | {"authoritative": first}) in stored.values()


def test_a_stored_text_is_escaped_on_the_page() -> None:
    html = render("{{ text|words }}", text={"en": "<script>alert(1)</script>"})
    assert "<script>" not in html and "&lt;script&gt;" in html


def test_the_name_of_an_icon_is_escaped() -> None:
    assert "<b>" not in icon("<b>") and "<b>" not in icon("x", "<b>")


def test_an_icon_is_silent_to_who_listens() -> None:
    assert 'aria-hidden="true"' in icon("home")


@pytest.mark.parametrize(("language", "name"), [("zh-hans", "哈萨克斯坦"), ("en", "Kazakhstan"), ("ru", "Казахстан")])
def test_a_country_has_its_name_in_the_language(language: str, name: str) -> None:
    with translation.override(language):
        assert country("KZ") == name


@pytest.mark.parametrize("code", ["", "QQ", "??", "kz ", "💥"])
def test_a_code_of_no_country_breaks_no_page(code: str) -> None:
    assert isinstance(country(code), str)


def test_a_mapping_is_asked_by_key() -> None:
    assert at({"a": 1}, "a") == 1
    assert at({"a": 1}, "b") == at(None, "a") == ""


@pytest.mark.parametrize("flow", [DRAFT, *FLOWS], ids=lambda flow: flow.name)
def test_every_state_of_every_flow_has_words_in_both_languages(flow: Any) -> None:
    for state, label in flow.states.items():
        assert label.strip() and state
        with translation.override("zh-hans"):
            said = badge(state, label)
        assert any("\u4e00" <= letter <= "\u9fff" for letter in said), f"{flow.name}.{state}: {said}"


def test_badges_use_only_tones_there_are() -> None:
    assert set(TONES.values()) <= KNOWN_TONES
    assert "state-secondary" in badge("unheard of")


def test_a_badge_says_in_words_what_its_colour_says() -> None:
    assert ">late<" in badge("late") and "state-red" in badge("late")
    assert "<script>" not in badge("x", "<script>")


def test_every_verb_has_words_in_both_languages() -> None:
    for code in journal.VERBS:
        with translation.override("zh-hans"):
            said = verb(code)
        assert any("\u4e00" <= letter <= "\u9fff" for letter in said), f"{code}: {said}"
        assert verb(code) != code, code


def test_a_verb_from_elsewhere_is_shown_as_it_is() -> None:
    assert verb("old.verb") == "old.verb"
    assert verb("") == ""


@pytest.mark.parametrize(("role", "route", "open_to"), [
    ("auditor", "journal", True), ("unit_leader", "journal", False), ("auditor", "no such route", False),
    ("public", "home", True), ("", "home", False),
])  # fmt: skip
def test_menus_ask_the_same_table_as_the_door(role: str, route: str, open_to: bool) -> None:
    text = "{% may_open route as open_to %}{% if open_to %}yes{% endif %}"
    assert render(text, actor=SimpleNamespace(role=role), route=route) == ("yes" if open_to else "")


def test_without_an_actor_nothing_may_be_opened() -> None:
    assert render('{% may_open "home" as yes %}{{ yes }}') == "False"


def test_every_entry_of_the_navigation_is_a_route_of_the_table() -> None:
    assert {entry.route for entry in NAVIGATION} <= set(ACCESS)


@pytest.mark.parametrize("role", sorted({role for roles in ACCESS.values() for role in roles}))
def test_the_navigation_offers_what_the_door_lets_in(role: str) -> None:
    offered = {entry.route for entry in navigation(SimpleNamespace(role=role))}  # type: ignore[arg-type]
    assert offered == {entry.route for entry in NAVIGATION if role in ACCESS[entry.route]}


def test_the_context_stands_without_a_doorkeeper() -> None:
    """An error page may be drawn before the door was reached."""
    found = shell(RequestFactory().get("/"))
    assert found["actor"] is None and found["navigation"] == [] and found["chairs"] == []


@pytest.mark.parametrize(
    "stored", ["Reading the files taken in", "Looking for needs that say the same", "Reading the needs"]
)
def test_what_work_wrote_down_is_said_in_the_reader_s_language(stored: str) -> None:
    with translation.override("en"):
        assert said(stored) == stored
    with translation.override("zh-hans"):
        assert said(stored) != stored


@pytest.mark.parametrize("stored", ["", "江北大学复函.docx", "100% done.txt"])
def test_a_name_of_a_file_is_said_as_it_is(stored: str) -> None:
    with translation.override("zh-hans"):
        assert said(stored) == stored
