"""Good files of every format, and the ways in which files come to harm: cut, flipped, spliced, members and elements lost.

`Trial` opens damaged files in the limited process, and reads them as a reply and as a plan, as both commands do.
"""

from __future__ import annotations

import io
import json
import os
import random
import resource
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Self

import pytest
from lxml import etree

from tests.calls.reading.building import CONTEXT
from tests.calls.reading.samples_writing import excel, mail, word, zipped
from tests.documents.made import ole
from wutong.calls.reading import need_json, read_reply
from wutong.documents.blocks import Document, Unreadable
from wutong.documents.isolated import Worker
from wutong.documents.limits import MEGABYTE, Limits
from wutong.documents.lines import as_lines
from wutong.plans.reading import read_letter, read_plan

SEED = int(os.environ.get("WUTONG_FUZZ_SEED", "20261124"))
TIMES = float(os.environ.get("WUTONG_FUZZ", "1"))  # how many times as many cases as usual
LIMITS = Limits(converter_seconds=3)
LONGEST = 20.0  # seconds one file may take, by the clock on the wall
MOST_MEMORY = 1_024 * MEGABYTE
Harm = Callable[[bytes, random.Random], bytes]

ROWS = [
    ["序号", "需求名称", "国家", "经费（万元）"],
    ["1", "水稻联合育种实验室", "越南", "120"],
    ["2", "培训", "老挝", "30"],
]
WORDS = (
    "霜桥研究所",
    "# 一、需求",
    "1. 水稻联合育种实验室",
    "与越南共建，经费200万元，2027—2029年。",
    ROWS,
    "联系人：某",
)
PAGE = "<html><body><h1>需求</h1><table><tr><th colspan=2>需求名称<th>国家<tr><td>1<td>水稻<td>越南</table><p>完</body></html>"
PLAIN = "霜桥研究所\n1. 水稻联合育种实验室，与越南共建\n2. 光伏电站示范，在老挝\n联系人：某\n"
PLAN = (
    "关于印发行动计划的通知\n各有关单位：\n请于2026年12月1日前报送。\n第一章 总则\n第一条 到2030年，联合实验室达到50家，"
    "年均增长6%。\n一、重点任务\n（一）人员往来\n1. 5年内来华青年科学家2500人次，培训5000人次。\n附件：任务表\n"
)
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R"
    b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
    b"4 0 obj<</Length 44>>stream\nBT /F1 12 Tf 20 100 Td (Joint laboratory) Tj ET\nendstream endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def good() -> dict[str, bytes]:
    """One sound file of each format, by the name it would come under."""
    letter, book = word(*WORDS), excel({"需求": ROWS, "旧": ROWS}, merge={"旧": ["A1:B1"]}, hidden=["旧"])
    return {
        "a.docx": letter,
        "b.xlsx": book,
        "c.eml": mail("回复：需求", PLAIN, html=PAGE, attachments={"需求.docx": letter, "表.xlsx": book}),
        "d.eml": mail("回复", PLAIN + "\n----- 原始邮件 -----\n发件人：甲\n主题：乙\n\n旧文", charset="gb18030"),
        "e.zip": zipped({"甲.docx": letter, "内.zip": zipped({"乙.xlsx": book, "丙.txt": PLAIN.encode("gbk")})}),
        "f.txt": PLAIN.encode("gb18030"),
        "g.csv": "需求名称,国家,经费\n水稻联合实验室,越南,120万元\n光伏示范,老挝,60万元\n".encode("utf-8-sig"),
        "h.html": PAGE.encode("gbk"),
        "i.msg": ole({"__properties_version1.0": b"\0" * 64, "__substg1.0_0037001F": "需求".encode("utf-16-le"),
                      "__substg1.0_1000001F": PLAIN.encode("utf-16-le")}),
        "k.pdf": PDF,
        "l.json": b'{"needs": [{"title": "Joint laboratory", "country": "LA"}]}',
        "n.txt": PLAIN.encode("utf-16"),
        "o.txt": PLAN.encode(),
        "p.docx": word(*PLAN.splitlines(), ROWS),
    }  # fmt: skip


def flipped(data: bytes, dice: random.Random) -> bytes:
    broken = bytearray(data)
    for _ in range(dice.choice((1, 2, 8, 40))):
        if broken:
            broken[dice.randrange(len(broken))] = dice.randrange(256)
    return bytes(broken)


def cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def beheaded(data: bytes, dice: random.Random) -> bytes:
    return data[dice.randrange(len(data) + 1) :]


def spliced(data: bytes, dice: random.Random) -> bytes:
    """A piece of the file comes twice, another is gone."""
    first, second = sorted((dice.randrange(len(data) + 1), dice.randrange(len(data) + 1)))
    return data[:second] + data[first:] if dice.random() < 0.5 else data[:first] + data[second:]


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def inside(data: bytes, dice: random.Random) -> bytes:
    """A package whose members are damaged before they are packed, so that the damage reaches the readers."""
    if data[:2] != b"PK":
        return flipped(data, dice)
    members = unpacked(data)
    name = dice.choice([name for name in members if members[name]])
    harm = dice.choice((flipped, cut, spliced, thinned, reworded, inside))
    members[name] = harm(members[name], dice)
    return zipped(members)


def swapped(data: bytes, dice: random.Random) -> bytes:
    """Members of a package under each other's names, or one of them gone."""
    if data[:2] != b"PK":
        return spliced(data, dice)
    members = unpacked(data)
    one, other = dice.sample(sorted(members), 2) if len(members) > 1 else [*members] * 2
    members[one], members[other] = members[other], members[one]
    if dice.random() < 0.3:
        del members[one]
    return zipped(members)


def thinned(data: bytes, dice: random.Random) -> bytes:
    """XML without some of its elements, or with some of them under others; still well-formed."""
    try:
        root = etree.fromstring(data)
    except (etree.XMLSyntaxError, ValueError):
        return cut(data, dice)
    elements = list(root.iter("*"))[1:]
    for element in dice.sample(elements, min(len(elements), dice.choice((1, 2, 5)))):
        parent = element.getparent()
        if parent is None:
            continue
        if dice.random() < 0.7:
            parent.remove(element)
        else:
            root.append(element)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def reworded(data: bytes, dice: random.Random) -> bytes:
    """Attributes and texts of XML replaced by odd ones."""
    odd = ["-1", "99999999999999999999", "x", "", "1e309", "0", "NaN", "=1+1", "🎋" * 50, "#REF!"]
    pieces = data.split(b'"')
    for _ in range(3):
        at = dice.randrange(max(1, len(pieces) // 2)) * 2 + 1
        if at < len(pieces) and b"http" not in pieces[at]:
            pieces[at] = dice.choice(odd).encode()
    return b'"'.join(pieces)


BYTES: tuple[Harm, ...] = (flipped, cut, beheaded, spliced)
MEMBERS: tuple[Harm, ...] = (inside, swapped, thinned, reworded)
SOUND = good()


def cases(harms: tuple[Harm, ...], numbers: Iterable[int]) -> Iterator[tuple[int, str, bytes]]:
    """Damaged files by their number: the same number is the same file in every run of one seed."""
    names = sorted(SOUND)
    for number in numbers:
        dice = random.Random(SEED * 100_003 + number)
        name = names[number % len(names)]
        yield number, name, dice.choice(harms)(SOUND[name], dice)


class Trial:
    """Damaged files put through the house one after another, and what that came to."""

    def __init__(self) -> None:
        self.worker = Worker(LIMITS)
        self.outcomes: Counter[str] = Counter()
        self.slowest = 0.0
        self.memory = 0  # the most the limited process ever held, in bytes
        self._before = _own_peak()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *why: object) -> None:
        self.worker.close()

    @property
    def grown(self) -> int:
        """By how much this process grew beyond what it was before, in bytes."""
        return _own_peak() - self._before

    def put_all_through(self, damaged: Iterable[tuple[int, str, bytes]]) -> None:
        """Each case in turn; a fault names its case. Time and memory stay within their bounds."""
        for number, name, data in damaged:
            try:
                self.put_through(name, data)
            except Exception as fault:
                pytest.fail(f"case {number} of seed {SEED}, {name}: {type(fault).__name__}: {fault}")
        assert self.slowest < LONGEST
        assert 0 < self.memory < MOST_MEMORY and self.grown < MOST_MEMORY // 2

    def put_through(self, name: str, data: bytes) -> None:
        """Anything but `Unreadable` goes through to the test."""
        began = time.monotonic()
        try:
            document = self.worker.open(name, data)
        except Unreadable as refused:
            assert refused.code and refused.name
            document = Document(name, "unknown", problem=refused.code, detail=refused.detail)
        _read(document)
        self.outcomes[document.problem or "read"] += 1
        self.slowest = max(self.slowest, time.monotonic() - began)
        self.memory = max(self.memory, _peak_of(self.worker))


def _read(document: Document) -> None:
    """As a reply and as a plan; what comes out can be written down in any database and as JSON."""
    readings = read_reply(document, CONTEXT)
    assert readings
    needs = [need_json(need) for reading in readings for need in reading.needs]
    text = as_lines(document)
    plan = read_plan(text, title=document.name)
    read_letter(text)
    lines = text.splitlines()
    assert all(target.quote.split("\n")[0] in text for target in plan.targets)
    assert all(1 <= heading.line <= max(len(lines), 1) for heading in plan.headings)
    told = json.dumps([needs, plan.to_json()], ensure_ascii=False)
    assert "\\u0000" not in told and told.encode()


def _own_peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _peak_of(worker: Worker) -> int:
    try:
        status = Path(f"/proc/{worker._child.pid if worker._child else 0}/status").read_text()
    except OSError:  # it died at this file
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0)
