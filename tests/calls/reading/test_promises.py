"""What holds for every reading, whatever the file: places, codes, sums, order, the JSON contract."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.calls.reading.building import CONTEXT, document, lines, mail, paragraphs, table
from tests.calls.reading.samples_writing import word, zipped
from tests.calls.reading.test_first_sight import ALL, Sample
from wutong.calls.reading import (
    Found,
    NeedReading,
    ReplyReading,
    folder_json,
    need_json,
    read_folder,
    read_path,
    read_reply,
    settle,
)
from wutong.calls.reading.classify import decide_named
from wutong.calls.reading.money import money_of
from wutong.calls.reading.periods import period_of
from wutong.calls.reading.titles import split_head, title_from
from wutong.calls.reading.vocabulary import fold, is_none, lexicon
from wutong.calls.reading.vocabulary import table as vocabulary
from wutong.directory.gazetteer import states
from wutong.documents.blocks import Document, Place, Text, Unreadable
from wutong.documents.opening import open_file

KINDS = {"reply", "no_needs", "not_a_reply", "unreadable", "superseded"}
FIELDS, ACTIONS = set(lexicon("fields").codes), set(lexicon("actions").codes)
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PHRASES = [
    "一、", "（二）", "3. ", "需求一：", "项目名称：", "合作国家：", "经费：", "期限：", "主要内容：", "联系人：",
    "中老铁路养护联合实验室", "面向越南培训水文人员", "拟与埃及共建", "120万元", "2027—2029年", "三年", "无", "暂无需求",
    "Joint laboratory for tides", "We propose", "training in Kenya", "USD 2.5 million", "by 2029", "Dear all,",
    "Совместная лаборатория", "Страна: Лаос", "5 млн руб.", "С уважением,", "特此函复。", "霜桥研究所", "？", "；", "。",
    "> ", "\t", "一是", "；二是", "合计", "同上", "1/2", "（盖章）", "2026年10月1日", "(a) ", "R. Holm, Director",
]  # fmt: skip
LINE = st.lists(st.sampled_from(PHRASES) | st.text(max_size=6), min_size=1, max_size=5).map("".join)
HEADS = ["序号", "需求名称", "内容", "国别", "经费（万元）", "Title", "Country", "Бюджет", "单位", "备注", "甲"]
CELL = st.just("") | st.sampled_from(HEADS) | LINE
GRIDS = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=5)
)
PROSE = st.lists(LINE, max_size=9)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Paragraphs with up to two tables among them, or a mail with an older one below."""
    body = draw(PROSE)
    if draw(st.booleans()):
        older = "\n".join(draw(PROSE))
        return mail("\n".join(body) or "x", older, draw(st.sampled_from(["", "需求", "Re: call", "自动回复"])))
    grids = draw(st.lists(GRIDS, max_size=2))
    tables = [table(rows, number) for number, rows in enumerate(grids, 1)]
    return document(paragraphs(*body), *tables)


def places_in(made: Document) -> set[Place]:
    held: set[Place] = set()
    for part in made.walk():
        held |= {block.place for block in part.blocks}
        held |= {cell.place for grid in part.tables() for row in grid.rows for cell in row}
    return held


def values_of(need: NeedReading) -> Iterator[Found[Any]]:
    for name in NeedReading.__slots__:
        value = getattr(need, name)
        if isinstance(value, Found):
            yield value


def places_told(reading: ReplyReading) -> Iterator[Place]:
    for need in reading.needs:
        yield need.source
        yield from (found.place for found in values_of(need))
        yield from (mark.place for mark in need.marks)
    yield from (left.place for left in reading.leftover)
    if reading.unit is not None:
        yield reading.unit.place


def check(made: Document) -> None:
    """Every promise of a reading at once, so that each made file is read only once."""
    held = places_in(made)
    for reading in read_reply(made, CONTEXT):
        assert reading.kind in KINDS and 0 <= reading.confidence <= 1
        assert bool(reading.needs) <= (reading.kind == "reply")
        astray = [place for place in places_told(reading) if place.kind != "field" and place not in held]
        assert not astray, astray
        for need in reading.needs:
            check_need(need)


def check_need(need: NeedReading) -> None:
    codes = need.countries.value
    assert set(codes) <= states() - {CONTEXT.home} and list(codes) == sorted(set(codes))
    assert need.field.value in FIELDS and need.action.value in ACTIONS
    assert need.title.value.strip() or need.text.value.strip()
    assert all(0 <= found.confidence <= 1 for found in values_of(need))
    if need.money:
        money = need.money.value
        assert money.total == money.amount * money.multiplier >= 0
        assert re.sub(r"[^\d]", "", need.money.quote), "a sum has figures in the words it was read from"
    if need.period:
        period = need.period.value
        assert period.printed and (period.months is None or period.months > 0)
        assert not (period.start and period.end) or period.start <= period.end
    assert json.loads(json.dumps(need_json(need))) == need_json(need)


@SLOW
@given(documents())
def test_the_promises_hold_for_any_file(made: Document) -> None:
    check(made)


@pytest.mark.parametrize("sample", ALL, ids=lambda sample: sample.name)
def test_the_promises_hold_for_the_samples(sample: Sample) -> None:
    check(open_file(sample.name, sample.data))


@SLOW
@given(documents())
def test_reading_changes_nothing_and_gives_the_same_again(made: Document) -> None:
    before = list(made.blocks)
    assert read_reply(made, CONTEXT) == read_reply(made, CONTEXT)
    assert made.blocks == before


@SLOW
@given(PROSE)
def test_every_word_of_running_text_is_somewhere(body: list[str]) -> None:
    made = document(paragraphs(*body))
    (reading,) = read_reply(made, CONTEXT)
    told = [mark.label + mark.text for need in reading.needs for mark in need.marks]
    told += [need.text.value for need in reading.needs] + [left.text for left in reading.leftover]
    told += [found.quote for need in reading.needs for found in values_of(need)]
    known = re.sub(r"[\W_]+", "", " ".join(told))
    words = {word for block in made.texts() for word in re.findall(r"[\u3400-\u9fff]{4,}|[A-Za-zА-я]{4,}", block.text)}
    missing = {word for word in words if word not in known and not any(word.endswith(p) for p in ("万元",))}
    heads = {word for word in missing if re.match(r"(?:需求|项目|一是|二是|主要内容|项目名称|合作国家)", word)}
    assert missing <= heads


@SLOW
@given(st.lists(PROSE, min_size=1, max_size=4))
def test_a_container_has_a_reading_for_each_part(bodies: list[list[str]]) -> None:
    parts = [document(paragraphs(*body), name=f"{number}.docx") for number, body in enumerate(bodies)]
    readings = read_reply(Document("all.zip", "zip", parts=parts), CONTEXT)
    assert [reading.path for reading in readings] == [(part.name,) for part in parts]


UNITS = st.sampled_from(["甲校", "乙所", "", "丙院"])


@st.composite
def some_readings(draw: st.DrawFn) -> list[ReplyReading]:
    """Answers of a few units in several versions: real readings under other names, dates and units."""
    base = {kind: read_reply(made, CONTEXT)[0] for kind, made in BASES.items()}
    count = draw(st.integers(0, 7))
    found = []
    for number in range(count):
        reading = base[draw(st.sampled_from(sorted(base)))]
        unit = draw(UNITS)
        named = Found(unit, Place("field"), unit, draw(st.sampled_from([0.4, 0.9]))) if unit else None
        name = f"{number}{draw(st.sampled_from(['', '_v2', ' 修订', ' copy', '_final', '20261020']))}.docx"
        sent = draw(st.none() | st.dates(date(2026, 9, 1), date(2026, 11, 30)))
        found.append(replace(reading, file=name, unit=named, sent=sent, digest=draw(st.sampled_from(["", "a", "b"]))))
    return found


BASES = {
    "two": document(paragraphs("1. 水稻育种联合实验室", "与越南共建。", "2. 光伏电站示范", "在老挝。")),
    "one": document(paragraphs("1. 水稻育种联合实验室", "与越南共建，三年。")),
    "none": document(paragraphs("我所暂无需求。")),
    "other": document(paragraphs("请问如何填报？")),
}


@SLOW
@given(some_readings())
def test_settling_keeps_every_reading_in_its_place(readings: list[ReplyReading]) -> None:
    settled = settle(readings)
    assert [one.key for one in settled] == [one.key for one in readings]
    for before, after in zip(readings, settled, strict=True):
        assert after.needs == before.needs and after.kind in (before.kind, "superseded")
        assert (after.kind == "superseded") == bool(after.superseded_by or after.duplicate_of)


@SLOW
@given(some_readings())
def test_of_the_answers_of_a_unit_one_always_stands(readings: list[ReplyReading]) -> None:
    settled = settle(readings)
    keys = {one.key: one for one in settled}
    for one in settled:
        after, seen = one, {one.key}
        while after.kind == "superseded":
            after = keys[after.superseded_by or after.duplicate_of or ()]
            assert after.key not in seen, "nothing replaces itself, not even round about"
            seen.add(after.key)


@SLOW
@given(some_readings())
def test_settling_twice_changes_nothing_more(readings: list[ReplyReading]) -> None:
    once = settle(readings)
    standing = [one.key for one in once if one.kind != "superseded"]
    again = settle(once)
    assert [one.key for one in again if one.kind != "superseded"] == standing


FILES = st.dictionaries(
    st.sampled_from(["a.docx", "乙.xlsx", "c.eml", "子/d.txt", "e.zip", "f", "g.pdf", "ж.csv", "h.doc"]),
    st.sampled_from([sample.data for sample in ALL[:20]]) | st.binary(max_size=120) | LINE.map(str.encode),
    max_size=4,
)


def written(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FILES)
def test_the_json_of_any_folder_keeps_the_contract(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as place:
        written(Path(place), files)
        read = read_folder(Path(place), CONTEXT)
    told = folder_json(read)
    assert json.loads(json.dumps(told, ensure_ascii=False, allow_nan=False)) == told
    assert {file["file"] for file in told["files"]} == set(files)
    assert sum(read.counts().values()) == len(files)
    for file in told["files"]:
        assert file["kind"] in KINDS and isinstance(file["needs"], list)
        assert not file["needs"] or file["kind"] in ("reply", "superseded")
        assert file["kind"] != "unreadable" or file["problem"]
    check_groups(told)


def check_groups(told: dict[str, Any]) -> None:
    needs = {file["file"]: len(file["needs"]) for file in told["files"]}
    members = [tuple(key) for group in told["groups"] for key in group]
    assert len(members) == len(set(members)), "a need is in one group"
    assert all(0 <= number < needs[name] for name, number in members)
    assert all(len(group) >= 2 for group in told["groups"])


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300) | LINE.map(str.encode) | LINE.map(lambda text: text.encode("gb18030", "ignore")))
def test_one_file_on_disk_always_has_a_reading(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "回函"
        path.write_bytes(data)
        readings = read_path(path, "回函", CONTEXT)
    assert readings and all(one.file == "回函" for one in readings)
    assert all(one.problem for one in readings if one.kind == "unreadable")


def test_a_file_that_cannot_be_opened_by_the_system_is_unreadable(tmp_path: Path) -> None:
    (only,) = read_path(tmp_path / "missing.docx", "missing.docx", CONTEXT)
    assert (only.kind, only.file) == ("unreadable", "missing.docx")


AMOUNTS = [("{}万元", 10_000), ("{} 万元", 10_000), ("{}元", 1), ("{}亿元", 10**8), ("USD {}", 1), ("{} million USD", 10**6),
           ("{} млн руб.", 10**6), ("{} тыс. долларов США", 1000), ("约{}万美元", 10_000), ("EUR {}", 1)]  # fmt: skip


@pytest.mark.parametrize(("printed", "factor"), AMOUNTS)
@settings(max_examples=15, deadline=None)
@given(amount=st.integers(1, 99_999))
def test_a_sum_is_read_as_printed(printed: str, factor: int, amount: int) -> None:
    money = money_of(printed.format(amount))
    assert money is not None and money.total == Decimal(amount) * factor


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 9_999_999))
def test_commas_between_thousands_do_not_matter(amount: int) -> None:
    plain, grouped = money_of(f"{amount}元"), money_of(f"{amount:,}元")
    assert plain is not None and grouped is not None and plain.total == grouped.total == amount


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60) | LINE)
def test_any_words_are_a_sum_or_none(words: str) -> None:
    money = money_of(words)
    assert money is None or (money.amount >= 0 and money.multiplier >= 1)


@settings(max_examples=60, deadline=None)
@given(st.integers(2020, 2035), st.integers(0, 9), st.sampled_from(["{}—{}年", "{}-{}", "{}年至{}年", "{}–{} гг."]))
def test_a_span_of_years_begins_in_january_and_ends_in_december(first: int, length: int, printed: str) -> None:
    last = first + max(1, length)
    period = period_of(printed.format(first, last))
    assert period is not None
    assert (period.start, period.end) == (date(first, 1, 1), date(last, 12, 31))


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60) | LINE)
def test_any_words_are_a_period_or_none(words: str) -> None:
    period = period_of(words)
    if period is not None and period.start and period.end:
        assert period.start <= period.end


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200) | LINE)
def test_a_title_is_cut_from_its_words(words: str) -> None:
    title, rest = split_head(words)
    assert title.rstrip("…") in words
    assert rest in words
    assert len(title_from(words)) <= max(161, 0)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_folding_is_settled_after_once(words: str) -> None:
    assert fold(fold(words)) == fold(words)
    assert not (is_none(words) and len(fold(words)) > 14)


@pytest.mark.parametrize("kind", ["fields", "actions"])
def test_every_name_of_a_code_decides_for_it(kind: str) -> None:
    for code, groups in vocabulary(kind).items():
        for words in (name for names in groups["names"].values() for name in names):
            assert decide_named(kind, words) == code, words


@pytest.mark.parametrize("quoted", ["> ", ">> ", "＞"])
def test_quoted_words_are_no_needs(quoted: str) -> None:
    older = f"{quoted}1. 水稻育种联合实验室\n{quoted}2. 光伏电站示范"
    made = Document("m.eml", "eml", [
        *lines("我所暂无需求。"),
        *(Text(b.text, b.place, quoted=True) for b in lines(older, 5) if isinstance(b, Text)),
    ])  # fmt: skip
    (reading,) = read_reply(made, CONTEXT)
    assert (reading.kind, reading.needs) == ("no_needs", ())


def test_a_deep_zip_is_read_or_refused() -> None:
    data = word("1. 水稻育种联合实验室", "与越南共建。")
    for _ in range(12):
        data = zipped({"inner.zip": data} if data[:2] == b"PK" and b"[Content" not in data[:200] else {"a.docx": data})
    try:
        made = open_file("deep.zip", data)
    except Unreadable:
        return
    assert any(one.problem for one in read_reply(made, CONTEXT))
