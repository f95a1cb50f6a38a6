"""The TOML tables beside the code: complete, and only with keys the code reads."""

from __future__ import annotations

from typing import Any

import pytest

from wutong.documents.official.frame import MARK_SIZE
from wutong.documents.official.styles import table

LANGUAGES = ("zh-hans", "en")
KNOWN = {
    "name", "font", "ascii", "size", "align", "first_line", "left", "before", "after", "exact", "multiple", "tight",
    "bold", "italic", "colour", "outline", "keep_next", "page_break", "off_grid",
}  # fmt: skip


@pytest.fixture(params=LANGUAGES)
def looks(request: pytest.FixtureRequest) -> dict[str, Any]:
    return table(f"styles-{request.param}")


def test_frame_words_are_the_same_in_both_languages() -> None:
    chinese, english = (set(table(f"words/{language}")) for language in LANGUAGES)
    assert english - chinese == {"month_names"}
    assert chinese <= english


def test_every_key_of_a_style_is_known(looks: dict[str, Any]) -> None:
    """A misspelt key would silently do nothing."""
    assert {key for style in looks.values() for key in style} <= KNOWN


def test_every_face_of_a_style_is_declared(looks: dict[str, Any]) -> None:
    used = {style[key] for style in looks.values() for key in ("font", "ascii") if key in style}
    assert used <= set(table("fonts"))


def test_names_of_styles_are_unique(looks: dict[str, Any]) -> None:
    names = [style["name"] for style in looks.values()]
    assert len(set(names)) == len(names)


def test_a_fixed_line_is_never_lower_than_its_text(looks: dict[str, Any]) -> None:
    normal = looks["Normal"]
    for key, style in looks.items():
        line = style.get("exact", normal.get("exact") if "multiple" not in style else None)
        if line is not None:
            assert line >= style.get("size", normal["size"]), key


def test_colours_are_six_digits(looks: dict[str, Any]) -> None:
    assert all(len(style["colour"]) == 6 and int(style["colour"], 16) >= 0 for style in looks.values() if
               "colour" in style)  # fmt: skip


def test_no_mark_is_set_larger_than_the_frame_counts_with(looks: dict[str, Any]) -> None:
    assert looks["RedMark"]["size"] <= MARK_SIZE


def test_stand_ins_are_not_the_face_itself() -> None:
    for font in table("fonts").values():
        assert font["name"] not in font["alternatives"]
        assert len(set(font["alternatives"])) == len(font["alternatives"])
