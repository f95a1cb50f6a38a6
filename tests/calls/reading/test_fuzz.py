"""Good files of every format cut short and with bytes flipped: opened and read, or refused as unreadable.

WUTONG_FUZZ sets how many damaged files are tried (200 unless told; 2000 for a long run), WUTONG_FUZZ_SEED which ones.
"""

from __future__ import annotations

import io
import os
import random
import time
import zipfile
from collections.abc import Callable, Iterator

import pytest

from tests.calls.reading.building import CONTEXT
from tests.calls.reading.samples_writing import excel, mail, word, zipped
from tests.documents.made import ole
from wutong.calls.reading import read_reply
from wutong.documents.blocks import Unreadable
from wutong.documents.limits import Limits
from wutong.documents.opening import open_file

CASES = int(os.environ.get("WUTONG_FUZZ", "200"))
SEED = int(os.environ.get("WUTONG_FUZZ_SEED", "20261124"))
LIMITS = Limits(converter_seconds=0.001)  # no converter is waited for: those have their own tests
LONGEST = 10.0  # seconds one damaged file may take
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
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>endobj\n"
    b"4 0 obj<</Length 44>>stream\nBT /F1 12 Tf 20 100 Td (Joint laboratory) Tj ET\nendstream endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def good() -> dict[str, bytes]:
    """One sound file of each format, by the name it would come under."""
    letter, book = word(*WORDS), excel({"需求": ROWS}, merge={"需求": ["A1:B1"]})
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
        "j.doc": ole({"WordDocument": b"\xec\xa5\xc1\0" + b"\0" * 600, "1Table": b"\0" * 200}),
        "k.pdf": PDF,
        "l.json": b'{"needs": [{"title": "Joint laboratory", "country": "LA"}]}',
        "m.rtf": rb"{\rtf1\ansi Joint laboratory for rice\par with Viet Nam}",
        "n.txt": PLAIN.encode("utf-16"),
    }  # fmt: skip


def flipped(data: bytes, dice: random.Random) -> bytes:
    broken = bytearray(data)
    for _ in range(dice.choice((1, 2, 8, 40))):
        broken[dice.randrange(len(broken))] = dice.randrange(256)
    return bytes(broken)


def cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def beheaded(data: bytes, dice: random.Random) -> bytes:
    return data[dice.randrange(len(data)) :]


def spliced(data: bytes, dice: random.Random) -> bytes:
    """A piece of the file comes twice, another is gone."""
    first, second = sorted((dice.randrange(len(data)), dice.randrange(len(data))))
    return data[:second] + data[first:] if dice.random() < 0.5 else data[:first] + data[second:]


def inside(data: bytes, dice: random.Random) -> bytes:
    """A package whose members are damaged before they are packed, so that the damage reaches the readers."""
    if data[:2] != b"PK":
        return flipped(data, dice)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    name = dice.choice([name for name in members if members[name]])
    members[name] = dice.choice((flipped, cut, spliced))(members[name], dice)
    return zipped(members)


HARM: tuple[Callable[[bytes, random.Random], bytes], ...] = (flipped, cut, beheaded, spliced, inside)
SOUND = good()
CONVERTED = {"j.doc", "k.pdf", "m.rtf"}  # these need a converter, which has its own tests


def cases() -> Iterator[tuple[str, bytes, int]]:
    names = sorted(SOUND)
    for number in range(CASES):
        dice = random.Random(SEED * 100_003 + number)
        name = names[number % len(names)]
        yield name, dice.choice(HARM)(SOUND[name], dice), number


def opened_and_read(name: str, data: bytes) -> int:
    """How many readings there are; 0 where the file was refused. Anything but `Unreadable` goes through."""
    try:
        made = open_file(name, data, LIMITS)
    except Unreadable as refused:
        assert refused.code and refused.name
        return 0
    return len(read_reply(made, CONTEXT))


@pytest.mark.parametrize("name", sorted(SOUND.keys() - CONVERTED))
def test_the_sound_file_is_opened(name: str) -> None:
    assert opened_and_read(name, SOUND[name]) >= 1


def test_damaged_files_are_read_or_refused_in_bounded_time() -> None:
    outcomes = {"read": 0, "refused": 0}
    for name, data, number in cases():
        began = time.process_time()
        try:
            found = opened_and_read(name, data)
        except Exception as fault:
            pytest.fail(f"case {number} of seed {SEED}, {name}: {type(fault).__name__}: {fault}")
        assert time.process_time() - began < LONGEST, f"case {number} of seed {SEED}, {name}"
        outcomes["read" if found else "refused"] += 1
    assert min(outcomes.values()) > CASES // 10, outcomes


@pytest.mark.parametrize("harm", HARM, ids=lambda harm: harm.__name__)
def test_every_kind_of_harm_does_harm(harm: Callable[[bytes, random.Random], bytes]) -> None:
    dice = random.Random(SEED)
    assert any(harm(SOUND["a.docx"], dice) != SOUND["a.docx"] for _ in range(4))


@pytest.mark.parametrize("wrong", sorted(SOUND))
def test_a_wrong_ending_changes_nothing(wrong: str) -> None:
    """The name of one format over the bytes of another."""
    for name in ("a.docx", "c.eml", "f.txt"):
        own, other = open_file(name, SOUND[name], LIMITS), open_file(wrong, SOUND[name], LIMITS)
        assert own.media == other.media or {own.media, other.media} <= {"txt", "csv", "html", "json", "rtf", "eml"}
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
