"""Measures the reading of replies: what is right on labelled files, and how long reading takes beside only opening."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from tests.calls.reading.samples_held import SAMPLES as HELD
from tests.calls.reading.samples_label import Sample, Score, score, write
from tests.calls.reading.samples_last import SAMPLES as LAST
from tests.calls.reading.samples_open import SAMPLES as OPEN
from tests.calls.reading.samples_shapes import SAMPLES as SHAPES
from tests.calls.reading.samples_shapes_last import SAMPLES as SHAPES_LAST
from tests.calls.reading.samples_shapes_more import SAMPLES as SHAPES_MORE
from tests.calls.reading.samples_writing import excel, word
from tests.calls.reading.test_first_sight import ALL as FRESH
from wutong.calls.reading import ReadingContext, folder_json, read_folder, read_reply
from wutong.documents.opening import open_file

CONTEXT = ReadingContext(on=date(2026, 9, 1), call_title="关于征集“一带一路”科技创新需求建议的函")
AIMS = {"kind": 0.97, "found": 0.90, "countries": 0.90, "field": 0.80, "action": 0.80, "unit": 0.90}
NAMES = {"kind": "kind of file", "found": "needs found, F1"}
FILES, NEEDS, ROUNDS = 100, 5, 10
TIMES_OF_OPENING = 3.0
COUNTRIES = ("越南", "老挝", "哈萨克斯坦", "埃及", "塞尔维亚", "肯尼亚")
SUBJECTS = ("水稻育种", "光伏微电网", "铁路养护", "地下水监测", "疫苗研发", "遥感应用", "地震预警", "稀土材料")
FORMS = ("联合实验室", "技术示范", "人员培训", "科技园区合作")


def cases() -> list[dict[str, Any]]:
    """Scores on the sample sets, and one row for speed. "Other shapes" were right in 29 of 49 files at first sight."""
    sets = (
        ("looked at", OPEN),
        ("held back", HELD),
        ("written last", LAST),
        ("fresh", tuple(FRESH)),
        ("other shapes", SHAPES + SHAPES_MORE + SHAPES_LAST),
    )
    rows = [row for name, samples in sets for row in _scores(name, samples)]
    return [*rows, _speed()]


def _scores(name: str, samples: tuple[Sample, ...]) -> list[dict[str, Any]]:
    """Each file is read alone: samples of one set may be by the same invented unit."""
    files = []
    for sample in samples:
        with tempfile.TemporaryDirectory() as folder:
            write((sample,), Path(folder))
            files += folder_json(read_folder(Path(folder), CONTEXT))["files"]
    reached: Score = score({"files": files}, samples)
    note = f"{len(samples)} own files, {name}: " + ("; ".join(reached.faults[:3]) or "no fault")
    return [
        _row(f"replies {name}: {NAMES.get(what, what)}", getattr(reached, what), aim, note)
        for what, aim in AIMS.items()
        if what != "unit" or any(sample.unit for sample in samples)
    ]


def _row(name: str, ours: float, aim: float, note: str) -> dict[str, Any]:
    return {
        "name": name,
        "ours": round(ours, 3),
        "against": None,
        "ratio": None,
        "aim": aim,
        "holds": ours >= aim,
        "unit": "share",
        "note": note,
    }


def _speed() -> dict[str, Any]:
    """The same files opened only, and opened and read."""
    files = [_file(number) for number in range(FILES)]
    opening = _seconds(lambda: [open_file(name, data) for name, data in files])
    needs: list[int] = []
    reading = _seconds(lambda: needs.extend(_needs(name, data) for name, data in files))
    ratio = reading / opening
    return {
        "name": f"{FILES * ROUNDS} replies read",
        "ours": round(reading, 2),
        "against": round(opening, 2),
        "ratio": round(ratio, 2),
        "aim": TIMES_OF_OPENING,
        "holds": ratio <= TIMES_OF_OPENING,
        "unit": "s",
        "note": f"{sum(needs)} needs; against opening the same files alone; {FILES} files, {ROUNDS} times",
    }


def _needs(name: str, data: bytes) -> int:
    return sum(len(reading.needs) for reading in read_reply(open_file(name, data), CONTEXT))


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    for _ in range(ROUNDS):
        work()
    return time.process_time() - began


def _file(number: int) -> tuple[str, bytes]:
    """Prose, a Word table or a sheet in turn."""
    needs = [_need(number * NEEDS + at) for at in range(NEEDS)]
    header = ["需求名称", "合作内容", "合作国家", "经费（万元）"]
    if number % 3 == 0:
        return f"{number}.docx", word(f"第{number}研究院", [header, *map(list, needs)])
    if number % 3 == 1:
        return f"{number}.xlsx", excel({"需求": [header, *map(list, needs)]})
    lines = [
        line
        for at, need in enumerate(needs, 1)
        for line in (f"{at}. {need[0]}", f"{need[1]}合作国家：{need[2]}；经费：{need[3]}万元")
    ]
    return f"{number}.docx", word(f"第{number}研究院", "现将需求报送如下：", *lines, "特此函复。")


def _need(number: int) -> tuple[str, str, str, str]:
    subject, form = SUBJECTS[number % len(SUBJECTS)], FORMS[number % len(FORMS)]
    country = COUNTRIES[number % len(COUNTRIES)]
    text = f"围绕{subject}，与{country}有关单位开展第{number}期合作，建设观测与试验条件，形成可推广的技术方案。"
    return f"{country}{subject}{form}", text, country, str(50 + number % 400)


if __name__ == "__main__":
    for row in cases():
        print(row)
