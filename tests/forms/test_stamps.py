"""What a file says about the form it was made from, in every face, and what is done about it."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.forms.shapes import EVERY_KIND
from wutong.forms import excel, json, word
from wutong.forms.checking import check
from wutong.forms.definition import Form, Stamp
from wutong.forms.stamps import DIGEST, FORM, VERSION, properties, stamp_from

FACES = {"excel": excel, "word": word, "json": json}
EVERY = pytest.mark.parametrize("face", FACES)
KEPT = {"topic": "题目", "count": "5", "mode": "sea", "lines": [{"topic": "a"}, {"day": "2026-01-02"}]}


def form(**changes: Any) -> Form:
    return Form.from_dict(copy.deepcopy(EVERY_KIND) | changes)


def without(code: str) -> Form:
    """The form one version later, an ask fewer."""
    left = [ask for ask in copy.deepcopy(EVERY_KIND)["asks"] if ask["code"] != code]
    return form(version=4, asks=left)


def read(face: str, by: Form, made_from: Form, answers: dict[str, Any] = KEPT) -> tuple[list[str], dict[str, Any]]:
    filled = FACES[face].read(by, FACES[face].write(made_from, answers))  # type: ignore[attr-defined]
    assert filled.stamp == made_from.stamp
    checked = check(by, filled)
    return [problem.code for problem in checked.problems], checked.values


@EVERY
def test_the_same_form_has_nothing_to_tell(face: str) -> None:
    assert read(face, form(), form()) == ([], KEPT)


@EVERY
@pytest.mark.parametrize("version", [1, 2, 4, 999_999_999])
def test_another_version_is_told_and_read(face: str, version: int) -> None:
    assert read(face, form(), form(version=version)) == (["other_version"], KEPT)


@EVERY
def test_a_changed_copy_of_the_same_version_is_told_and_read(face: str) -> None:
    assert read(face, form(), form(titles={"zh-hans": "改名"})) == (["changed_form"], KEPT)


@EVERY
def test_another_form_is_told_and_same_codes_are_read(face: str) -> None:
    assert read(face, form(), form(id="another.form")) == (["other_form"], KEPT)


@EVERY
def test_answers_to_an_ask_that_is_gone_are_told(face: str) -> None:
    codes, values = read(face, without("count"), form())
    assert codes[0] == "other_version"
    assert values == {code: answer for code, answer in KEPT.items() if code != "count"}
    if face == "json":
        assert codes[1:] == ["unknown_field"]


@EVERY
def test_an_ask_that_is_new_is_only_unanswered(face: str) -> None:
    kept = {code: answer for code, answer in KEPT.items() if code != "count"}
    assert read(face, form(), without("count"), kept) == (["other_version"], kept)


@EVERY
def test_a_choice_that_is_gone_is_told_by_its_words(face: str) -> None:
    asks = copy.deepcopy(EVERY_KIND)["asks"]
    asks[6] = asks[6] | {"options": [option for option in asks[6]["options"] if option["code"] != "sea"]}
    filled = FACES[face].read(form(version=4, asks=asks), FACES[face].write(form(), {"mode": "sea"}))  # type: ignore[attr-defined]
    checked = check(form(version=4, asks=asks), filled)
    (problem,) = [each for each in checked.problems if each.code == "unknown_choice"]
    assert "sea" in str(problem.parameters["given"]).casefold()
    assert "mode" not in checked.values


@EVERY
def test_a_choice_that_changed_its_words_is_known_by_them_or_by_its_code(face: str) -> None:
    asks = copy.deepcopy(EVERY_KIND)["asks"]
    options = copy.deepcopy(asks[6]["options"])
    options[1]["label"]["en"] = "Shipping"
    asks[6] = asks[6] | {"options": options}
    newer = form(version=4, asks=asks)
    filled = FACES[face].read(newer, _written_in_chinese(face, {"mode": "sea"}))  # type: ignore[attr-defined]
    assert check(newer, filled).values == {"mode": "sea"}


def _written_in_chinese(face: str, answers: dict[str, Any]) -> bytes:
    how = {} if face == "json" else {"languages": ("zh-hans",)}
    data: bytes = FACES[face].write(form(), answers, **how)  # type: ignore[attr-defined]
    return data


@EVERY
def test_what_the_stamp_tells_stands_first_and_has_no_place(face: str) -> None:
    filled = FACES[face].read(form(), FACES[face].write(form(version=9), KEPT))  # type: ignore[attr-defined]
    assert filled.problems[0].code == "other_version"
    assert filled.problems[0].where == ""
    assert "version 9" in filled.problems[0].message and "3" in filled.problems[0].message


def test_properties_and_stamp_are_each_other() -> None:
    assert stamp_from(properties(form())) == form().stamp


@pytest.mark.parametrize(
    "told",
    [
        {},
        {FORM: "every"},
        {VERSION: "3"},
        {FORM: "", VERSION: "3"},
        {FORM: "every", VERSION: ""},
        {FORM: "every", VERSION: "three"},
        {FORM: "every", VERSION: "-3"},
        {FORM: "every", VERSION: "3.0"},
        {FORM: "every", VERSION: "1" * 10},
        {FORM: "every", VERSION: " 3"},
    ],
)
def test_half_a_stamp_is_none(told: dict[str, str]) -> None:
    assert stamp_from(told) is None


def test_a_stamp_without_digest_names_its_form() -> None:
    assert stamp_from({FORM: "every", VERSION: "3"}) == Stamp("every", 3, "")


def test_strange_properties_do_no_harm() -> None:
    assert stamp_from(properties(form()) | {"Author": "x", DIGEST: "f" * 64}) == Stamp("every", 3, "f" * 64)


@pytest.mark.parametrize(
    "stamp",
    [
        '{"id": "every"}', '{"id": 3, "version": 3}', '{"id": "every", "version": "3"}',
        '{"id": "every", "version": true}', '{"version": 3}', "{}",
    ],
)  # fmt: skip
def test_a_wrong_stamp_in_json_is_no_stamp(stamp: str) -> None:
    filled = json.read(form(), f'{{"form": {stamp}, "answers": {{"topic": "a"}}}}'.encode())
    assert filled.stamp is None
    assert [problem.code for problem in filled.problems] == ["no_stamp"]
    assert filled.answers == {"topic": "a"}


def test_answers_called_form_are_answers_when_there_is_no_stamp() -> None:
    filled = json.read(form(), b'{"form": "a paper form", "topic": "a"}')
    assert filled.answers["topic"] == "a"
    assert [problem.code for problem in check(form(), filled).problems] == ["no_stamp", "unknown_field"]


def test_digests_differ_by_every_visible_thing() -> None:
    changes: list[dict[str, Any]] = [
        {},
        {"version": 4},
        {"id": "other"},
        {"titles": {"zh-hans": "别的"}},
        {"intro": {"zh-hans": "说明"}},
        {"asks": EVERY_KIND["asks"][::-1]},
        {"asks": EVERY_KIND["asks"][1:]},
        {"asks": [EVERY_KIND["asks"][0] | {"required": True}, *EVERY_KIND["asks"][1:]]},
        {"asks": [EVERY_KIND["asks"][0] | {"help": {"zh-hans": "帮助"}}, *EVERY_KIND["asks"][1:]]},
        {"asks": [EVERY_KIND["asks"][0] | {"max_length": 9}, *EVERY_KIND["asks"][1:]]},
    ]
    digests = [form(**change).digest for change in changes]
    assert len(set(digests)) == len(changes)
    assert all(len(digest) == 64 for digest in digests)
