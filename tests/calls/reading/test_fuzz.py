"""Good files of every format cut short, spliced and with bytes flipped: read as reply and as plan, or refused.

WUTONG_FUZZ says how many times as many damaged files are tried (1 unless told), WUTONG_FUZZ_SEED which ones. With
`tests/documents/test_fuzz.py`, which damages what is inside, more than 2,000 of them.
"""

from __future__ import annotations

import random

import pytest

from tests.calls.reading.building import CONTEXT
from tests.documents.harming import BYTES, LIMITS, SEED, SOUND, TIMES, Harm, Trial, cases
from wutong.calls.reading import read_reply
from wutong.documents.blocks import Unreadable
from wutong.documents.opening import open_file

CASES, SHARDS = int(1_200 * TIMES), 4


def opened_and_read(name: str, data: bytes) -> int:
    """How many readings there are; 0 where the file was refused. Anything but `Unreadable` goes through."""
    try:
        made = open_file(name, data, LIMITS)
    except Unreadable as refused:
        assert refused.code and refused.name
        return 0
    return len(read_reply(made, CONTEXT))


@pytest.mark.parametrize("name", sorted(SOUND))
def test_the_sound_file_is_opened(name: str) -> None:
    assert opened_and_read(name, SOUND[name]) >= 1


@pytest.mark.parametrize("shard", range(SHARDS))
def test_damaged_files_are_read_or_refused_in_bounded_time_and_memory(shard: int) -> None:
    with Trial() as trial:
        trial.put_all_through(cases(BYTES, range(shard, CASES, SHARDS)))
    tried = trial.outcomes.total()
    assert tried // 10 < trial.outcomes["read"] < tried * 9 // 10, trial.outcomes


@pytest.mark.parametrize("harm", BYTES, ids=lambda harm: harm.__name__)
def test_every_kind_of_harm_does_harm(harm: Harm) -> None:
    dice = random.Random(SEED)
    assert any(harm(SOUND["a.docx"], dice) != SOUND["a.docx"] for _ in range(4))


@pytest.mark.parametrize("wrong", sorted(SOUND))
def test_a_wrong_ending_changes_nothing(wrong: str) -> None:
    """The name of one format over the bytes of another."""
    for name in ("a.docx", "c.eml", "f.txt"):
        own, other = open_file(name, SOUND[name], LIMITS), open_file(wrong, SOUND[name], LIMITS)
        assert own.media == other.media or {own.media, other.media} <= {"txt", "csv", "html", "json", "eml"}
        assert len(own.blocks) == len(other.blocks) or own.media != other.media


@pytest.mark.parametrize("name", ["a.docx", "b.xlsx", "e.zip"])
def test_a_package_cut_anywhere_is_refused(name: str) -> None:
    data = SOUND[name]
    refused = 0
    for part in range(1, 12):
        try:
            open_file(name, data[: len(data) * part // 12], LIMITS)
        except Unreadable:
            refused += 1
    assert refused >= 10


@pytest.mark.parametrize("name", ["c.eml", "d.eml", "f.txt", "g.csv", "h.html"])
def test_a_text_cut_anywhere_is_still_read(name: str) -> None:
    """Mails and plain texts have no end mark: what arrived is read."""
    data = SOUND[name]
    for part in range(4, 12):
        assert opened_and_read(name, data[: len(data) * part // 12]) >= 1
