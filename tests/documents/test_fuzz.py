"""Good files damaged inside: members of packages cut, flipped, swapped and lost, elements of XML gone or moved.

Flips in packed bytes mostly fail the checksum; these reach the readers. See `tests/calls/reading/test_fuzz.py`.
"""

from __future__ import annotations

import random
import resource

import pytest
from lxml import etree

from tests.documents.harming import (
    LONGEST,
    MEMBERS,
    MOST_MEMORY,
    SEED,
    SOUND,
    TIMES,
    Harm,
    Trial,
    cases,
    thinned,
    unpacked,
)  # fmt: skip
from wutong.documents.isolated import Allowance

CASES, SHARDS = int(1_200 * TIMES), 4


@pytest.mark.parametrize("shard", range(SHARDS))
def test_files_damaged_inside_are_read_or_refused_in_bounded_time_and_memory(shard: int) -> None:
    with Trial() as trial:
        trial.put_all_through(cases(MEMBERS, range(shard, CASES, SHARDS)))
    tried = trial.outcomes.total()
    assert tried // 2 < trial.outcomes["read"] < tried * 9 // 10, trial.outcomes


def test_the_process_that_opens_them_may_not_take_more_memory_nor_time() -> None:
    with Trial() as trial:
        trial.put_through("a.docx", SOUND["a.docx"])
        assert trial.worker._child is not None
        child = trial.worker._child.pid
        assert resource.prlimit(child, resource.RLIMIT_AS)[0] <= MOST_MEMORY
        assert resource.prlimit(child, resource.RLIMIT_CPU)[0] <= Allowance().cpu_seconds + 2
    assert Allowance().cpu_seconds <= LONGEST


def test_the_same_number_is_the_same_file_in_every_run() -> None:
    assert list(cases(MEMBERS, range(40))) == list(cases(MEMBERS, range(40)))
    assert len({data for _, _, data in cases(MEMBERS, range(200))}) > 100


@pytest.mark.parametrize("harm", MEMBERS, ids=lambda harm: harm.__name__)
@pytest.mark.parametrize("name", ["a.docx", "b.xlsx", "e.zip"])
def test_every_kind_of_harm_does_harm_and_leaves_a_package(harm: Harm, name: str) -> None:
    dice = random.Random(SEED)
    made = [harm(SOUND[name], dice) for _ in range(4)]
    assert any(data != SOUND[name] for data in made)
    if harm.__name__ in ("inside", "swapped"):
        assert all(unpacked(data) for data in made)


def test_thinned_xml_is_still_well_formed() -> None:
    dice, xml = random.Random(SEED), unpacked(SOUND["a.docx"])["word/document.xml"]
    for _ in range(20):
        assert len(list(etree.fromstring(thinned(xml, dice)).iter())) <= len(list(etree.fromstring(xml).iter()))
