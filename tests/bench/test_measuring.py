"""What a row says, and that both sides are measured in turn."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.measuring import KEYS, LEAST, Spent, failed, in_turn, middle, once, row

amounts = st.floats(0.01, 1e6)


@given(ours=amounts, against=amounts, most=st.floats(0.1, 100))
def test_a_row_holds_exactly_where_the_ratio_is_within_the_aim(ours: float, against: float, most: float):
    made = row("list", ours, against, most=most, unit="ms")
    assert made["holds"] is (ours / against <= most)
    assert made["ratio"] == pytest.approx(ours / against, abs=0.001)


@given(ours=amounts, most=amounts)
def test_a_row_with_one_side_is_held_to_the_figure_itself(ours: float, most: float):
    made = row("filling", ours, None, most=most, unit="s")
    assert made["holds"] is (ours <= most)
    assert made["against"] is None and made["ratio"] is None


def test_the_aim_says_what_it_is_measured_in():
    assert row("a", 1, 2, most=1.3, unit="ms")["aim"] == "≤ 1.3 ×"
    assert row("a", 1, None, most=20, unit="queries")["aim"] == "≤ 20 queries"
    assert row("a", 1, 2, unit="ms")["aim"] == ""


def test_without_an_aim_nothing_is_missed():
    assert row("a", 1000, 1, unit="ms")["holds"]


def test_every_row_has_the_same_keys_in_the_same_order():
    assert tuple(row("a", 1, 2, unit="ms")) == tuple(failed("part", "why")) == KEYS


def test_a_failed_part_does_not_hold_and_says_why():
    made = failed("matching", "ImportError: no such thing")
    assert made["holds"] is False
    assert made["note"] == "ImportError: no such thing"


@pytest.fixture
def seen() -> list[str]:
    return []


@pytest.fixture
def side(seen: list[str]) -> Callable[[str], Callable[[], None]]:
    return lambda name: lambda: seen.append(name)


def test_both_sides_take_turns_after_one_round_that_is_not_counted(seen: list[str], side: Callable):
    in_turn(side("A"), side("B"), times=3)
    assert seen == ["A", "B"] * 4


def test_slow_work_is_measured_three_times_and_no_more_than_fits(seen: list[str], side: Callable):
    in_turn(side("A"), side("B"), times=25, within=0)
    assert seen == ["A", "B"] * (1 + LEAST)


def test_one_slow_round_does_not_move_the_middle():
    quiet = [Spent(1.0, 0.5), Spent(1.1, 0.6), Spent(0.9, 0.4), Spent(1.0, 0.5)]
    assert middle([*quiet, Spent(60.0, 0.5)]) == Spent(1.0, 0.5)


def test_waiting_is_seen_on_the_wall_and_not_on_the_processor(monkeypatch: pytest.MonkeyPatch):
    wall, cpu = iter([10.0, 12.0]), iter([3.0, 3.25])
    monkeypatch.setattr("time.perf_counter", lambda: next(wall))
    monkeypatch.setattr("time.process_time", lambda: next(cpu))
    assert once(lambda: None) == Spent(2.0, 0.25)


def test_what_a_side_raises_is_not_swallowed():
    def broken() -> None:
        raise RuntimeError("answered 500")

    with pytest.raises(RuntimeError, match="answered 500"):
        in_turn(lambda: None, broken, times=1)
