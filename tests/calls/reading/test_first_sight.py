"""Samples written without looking at the reader: every one is read wholly right, kind, unit, needs and their values."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.calls.reading.building import CONTEXT
from tests.calls.reading.samples_fresh_mails import SAMPLES as MAILS
from tests.calls.reading.samples_fresh_more import SAMPLES as MORE
from tests.calls.reading.samples_fresh_near import SAMPLES as NEAR
from tests.calls.reading.samples_fresh_prose import SAMPLES as PROSE
from tests.calls.reading.samples_fresh_tables import SAMPLES as TABLES
from tests.calls.reading.samples_label import Sample, score, write
from wutong.calls.reading import folder_json, read_folder

ALL = PROSE + TABLES + MAILS + NEAR + MORE


@pytest.mark.parametrize("sample", ALL, ids=lambda sample: sample.name)
def test_a_sample_is_read_right(sample: Sample, tmp_path: Path) -> None:
    write((sample,), tmp_path)
    assert score(folder_json(read_folder(tmp_path, CONTEXT)), (sample,)).faults == []


def test_names_of_samples_are_unlike() -> None:
    assert len({sample.name for sample in ALL}) == len(ALL)
