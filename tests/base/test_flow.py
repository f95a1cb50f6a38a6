"""Flow tables refuse faults when they are made, and every table of the product is sound."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wutong.base.flow import Flow, Move
from wutong.calls.states import FLOWS
from wutong.plans.states import DRAFT

ALL = (DRAFT, *FLOWS)
names = st.sampled_from(["a", "b", "c", "d"])


def simple(*moves: Move, states=("a", "b"), start="a") -> Flow:
    return Flow("test", {state: state for state in states}, moves, start=start)


def test_a_move_to_an_unknown_state_is_refused():
    with pytest.raises(ValueError, match="unknown state"):
        simple(Move("go", ("a",), "nowhere", by="anyone"))


def test_a_move_named_twice_is_refused():
    with pytest.raises(ValueError, match="named twice"):
        simple(Move("go", ("a",), "b", by="x"), Move("go", ("b",), "a", by="x"))


def test_a_state_nothing_leads_to_is_refused():
    with pytest.raises(ValueError, match="nothing leads to"):
        simple(Move("go", ("a",), "b", by="x"), states=("a", "b", "lost"))


def test_an_unknown_start_is_refused():
    with pytest.raises(ValueError):
        simple(Move("go", ("a",), "b", by="x"), start="nowhere")


@given(st.lists(st.tuples(names, names), min_size=1, max_size=8))
def test_a_table_that_loads_only_ever_leads_to_its_own_states(pairs):
    moves = tuple(Move(f"m{n}", (source,), target, by="x") for n, (source, target) in enumerate(pairs))
    try:
        flow = simple(*moves, states=("a", "b", "c", "d"))
    except ValueError:
        return
    state = flow.start
    for _ in range(10):
        open_moves = flow.open_moves(state)
        if not open_moves:
            break
        state = open_moves[0].target
        assert state in flow.states


@pytest.mark.parametrize("flow", ALL, ids=lambda flow: flow.name)
def test_every_state_can_be_reached_from_the_start(flow):
    seen, edge = {flow.start}, [flow.start]
    while edge:
        for move in flow.open_moves(edge.pop()):
            if move.target not in seen:
                seen.add(move.target)
                edge.append(move.target)
    assert seen == set(flow.states)


@pytest.mark.parametrize("flow", ALL, ids=lambda flow: flow.name)
def test_every_move_says_who_and_what(flow):
    assert all(move.by and move.says for move in flow.moves.values())


def test_the_drawing_of_the_flows_is_current():
    run = subprocess.run([sys.executable, "manage.py", "flows", "--check"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
