"""A form file is read whole, or refused with every wrong entry named."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.forms.shapes import EVERY_KIND
from wutong.forms import asks
from wutong.forms.definition import Form, FormError, load


def errors_after(change: Callable[[dict[str, Any]], Any]) -> list[str]:
    stored = json.loads(json.dumps(EVERY_KIND))  # unlike deepcopy: columns and asks no longer share one object
    change(stored)
    with pytest.raises(FormError) as refused:
        Form.from_dict(stored, "every.toml")
    return refused.value.errors


def test_every_kind_of_ask_is_in_the_test_form(every_kind: Form) -> None:
    assert {ask.kind for ask in every_kind.asks} == set(asks.KINDS)


def test_a_duplicate_code_is_named() -> None:
    errors = errors_after(lambda form: form["asks"].append(form["asks"][0]))
    assert "every.toml asks: duplicate code 'topic'" in errors


def test_an_unknown_type_names_entry_and_code() -> None:
    (error,) = errors_after(lambda form: form["asks"][1].update(type="txet"))
    assert error.startswith("every.toml asks[2] 'story': unknown type 'txet'")


def test_a_label_must_be_there_in_the_authoritative_language() -> None:
    (error,) = errors_after(lambda form: form["asks"][0].update(label={"en": "Topic"}))
    assert error == "every.toml asks[1] 'topic': no label in the authoritative language 'zh-hans'"


def test_a_wrong_column_of_a_table_is_named_with_its_table() -> None:
    (error,) = errors_after(lambda form: form["asks"][-1]["columns"][2].update(minimum="many"))
    assert "asks[13] 'lines' columns[3] 'count'" in error
    assert "'many'" in error


def test_all_wrong_entries_are_told_at_once() -> None:
    def change(form: dict[str, Any]) -> None:
        form["version"] = 0
        form["asks"][0]["colour"] = "red"
        form["asks"][6]["options"][1]["code"] = "rail"

    errors = errors_after(change)
    assert [any(word in error for error in errors) for word in ("version", "'colour'", "duplicate code 'rail'")] == [
        True, True, True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("setting", "wrong"),
    [("code", "Topic"), ("code", "a" * 21), ("code", "add"), ("required", "yes"), ("max_length", 40_000),
     ("max_length", -1), ("help", {"en": "only English"}), ("label", "文字")],
)  # fmt: skip
def test_wrong_settings_are_refused(setting: str, wrong: Any) -> None:
    assert errors_after(lambda form: form["asks"][0].update({setting: wrong}))


@pytest.mark.parametrize(
    ("at", "setting", "wrong"),
    [(3, "currencies", ["yuan"]), (3, "currencies", []), (4, "earliest", "31/12/2026"), (6, "options", []),
     (6, "options", ["rail"]), (12, "columns", []), (12, "min_rows", 600), (12, "columns", "topic")],
)  # fmt: skip
def test_wrong_limits_are_refused(at: int, setting: str, wrong: Any) -> None:
    assert errors_after(lambda form: form["asks"][at].update({setting: wrong}))


def test_a_table_may_not_hold_a_table() -> None:
    (error,) = errors_after(lambda form: form["asks"][-1]["columns"].append(form["asks"][-1] | {"code": "inner"}))
    assert "cannot stand inside" in error


def test_two_asks_with_the_same_label_could_not_be_told_apart() -> None:
    errors = errors_after(lambda form: form["asks"][1].update(label={"zh-hans": "题 目：", "en": "Story"}))
    assert "every.toml asks: asks 'topic' and 'story' have the same label" in errors


def test_an_option_may_not_hold_the_mark_that_parts_options() -> None:
    (error,) = errors_after(lambda form: form["asks"][6]["options"][0].update(label={"zh-hans": "铁路；公路"}))
    assert "options[1]" in error


def test_a_condition_must_name_a_choice_that_exists() -> None:
    assert errors_after(lambda form: form["asks"][0].update(required_if={"mode": "walk"}))
    assert errors_after(lambda form: form["asks"][0].update(required_if={"story": "rail"}))
    assert errors_after(lambda form: form["asks"][-1]["columns"][0].update(required_if={"mode": "rail"}))


def test_a_file_that_is_no_toml_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text("id = ", encoding="utf-8")
    with pytest.raises(FormError, match=r"broken\.toml"):
        load(path)


def test_the_digest_follows_what_people_see(every_kind: Form) -> None:
    changed = copy.deepcopy(EVERY_KIND)
    changed["asks"][0]["label"]["en"] = "Theme"
    assert Form.from_dict(changed).digest != every_kind.digest
    assert Form.from_dict(copy.deepcopy(EVERY_KIND)).digest == every_kind.digest


def test_a_setting_at_its_default_does_not_change_the_digest(every_kind: Form) -> None:
    spelled_out = copy.deepcopy(EVERY_KIND)
    spelled_out["asks"][0] |= {"required": False, "max_length": 500}
    assert Form.from_dict(spelled_out).digest == every_kind.digest


def test_limits_come_back_as_they_were_set() -> None:
    stored = copy.deepcopy(EVERY_KIND)
    stored["asks"][2] |= {"minimum": "0.5", "maximum": 100, "decimals": 2}
    again = Form.from_dict(Form.from_dict(stored).to_dict())
    assert again.ask("count") == asks.Number(
        code="count", label=stored["asks"][2]["label"], minimum=Decimal("0.5"), maximum=Decimal(100), decimals=2
    )


def test_only_complete_languages_are_offered() -> None:
    stored = json.loads(json.dumps(EVERY_KIND))
    assert Form.from_dict(stored).languages() == ["zh-hans", "en"]
    del stored["asks"][-1]["columns"][6]["options"][0]["label"]["en"]
    assert Form.from_dict(stored).languages() == ["zh-hans"]


def test_the_needs_form_asks_what_the_intake_needs(needs: Form) -> None:
    table = needs.ask("needs")
    assert isinstance(table, asks.Rows)
    assert [column.code for column in table.columns] == [
        "title", "text", "countries", "field", "action", "money", "period", "partner", "contact", "priority",
        "attachment",
    ]  # fmt: skip
    options = {column.code: [o.code for o in column.options] for column in table.columns if hasattr(column, "options")}
    assert len(options["field"]) == 13
    assert options["action"] == ["exchange", "joint_lab", "park", "transfer"]


def test_the_needs_form_speaks_six_languages(needs: Form) -> None:
    assert needs.languages()[0] == "zh-hans"
    assert len(needs.languages()) == 6
