"""A folder read as a whole: every file accounted for, the JSON contract, bad files, groups."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.calls.reading.building import CONTEXT
from tests.calls.reading.samples_held import SAMPLES as HELD
from tests.calls.reading.samples_label import Need, Sample, match, score, write
from tests.calls.reading.samples_last import SAMPLES as LAST
from tests.calls.reading.samples_open import SAMPLES as OPEN
from tests.calls.reading.samples_writing import excel, mail, word, zipped
from wutong.calls.reading import folder_json, read_folder

KINDS = {"reply", "no_needs", "not_a_reply", "unreadable", "superseded"}


def told(folder: Path, **files: bytes) -> dict[str, Any]:
    for name, data in files.items():
        (folder / name.replace("__", ".")).write_bytes(data)
    return folder_json(read_folder(folder, CONTEXT))


RICE = word("青石大学", "1. 水稻育种联合实验室", "与越南共建，经费200万元，2027-2028年。")


def test_the_contract(tmp_path: Path) -> None:
    (file,) = told(tmp_path, a__docx=RICE)["files"]
    (need,) = file["needs"]
    assert {"file", "unit", "kind", "needs"} <= file.keys()
    assert need.keys() == {"title", "text", "countries", "field", "action", "money", "period", "source"}
    assert (file["file"], file["unit"], file["kind"]) == ("a.docx", "青石大学", "reply")
    assert (need["countries"], need["field"], need["action"]) == (["VN"], "agriculture", "joint_lab")
    assert need["money"] == {"value": 200.0, "unit": "万元"}
    assert need["period"] == "2027-2028年"
    assert need["source"]["paragraph"] == 2


def test_it_is_json(tmp_path: Path) -> None:
    made = told(tmp_path, a__docx=RICE, b__eml=mail("x", "我所暂无需求。"))
    assert json.loads(json.dumps(made, ensure_ascii=False)) == made


BAD = {
    "empty.docx": b"",
    "text.docx": "不是Word文件".encode(),
    "noise.xlsx": bytes(range(256)) * 20,
    "cut.docx": RICE[:700],
    "cut.xlsx": excel({"a": [["x"]]})[:500],
    "bad.zip": b"PK\x03\x04" + b"\0" * 40,
    "bad.eml": b"\xff\xfe\x00",
    "bad.pdf": b"%PDF-1.4\n",
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "empty.txt": b"",
    "none": b"\0\1\2",
}


def test_bad_files_are_counted_and_stop_nothing(tmp_path: Path) -> None:
    for name, data in BAD.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good.docx").write_bytes(RICE)
    made = folder_json(read_folder(tmp_path, CONTEXT))
    assert {file["file"] for file in made["files"]} == {*BAD, "good.docx"}
    assert all(file["kind"] in KINDS for file in made["files"])
    assert [file["file"] for file in made["files"] if file["needs"]] == ["good.docx"]


def test_a_bad_file_says_what_is_wrong(tmp_path: Path) -> None:
    (file,) = told(tmp_path, empty__docx=b"")["files"]
    assert (file["kind"], file["problem"]) == ("unreadable", "empty")


def test_files_of_the_system_are_no_replies(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_bytes(b"x")
    (tmp_path / "~$lock.docx").write_bytes(b"x")
    assert told(tmp_path, a__docx=RICE)["files"][0]["file"] == "a.docx"
    assert len(read_folder(tmp_path, CONTEXT).files) == 1


def test_folders_inside_are_read(tmp_path: Path) -> None:
    (tmp_path / "甲").mkdir()
    (tmp_path / "甲" / "a.docx").write_bytes(RICE)
    assert told(tmp_path)["files"][0]["file"] == "甲/a.docx"


def test_an_empty_folder(tmp_path: Path) -> None:
    assert told(tmp_path) == {"files": [], "groups": [], "ignored": 0}


def test_a_zip_is_one_file_with_its_parts(tmp_path: Path) -> None:
    made = told(tmp_path, all__zip=zipped({"a.docx": RICE, "b.txt": "我院暂无需求。".encode(), "c.docx": b"broken"}))
    (file,) = made["files"]
    assert file["kind"] == "reply" and len(file["needs"]) == 1
    assert [part["kind"] for part in file["parts"]] == ["reply", "no_needs", "unreadable"] or len(file["parts"]) == 3


def test_files_in_are_files_accounted_for(tmp_path: Path) -> None:
    write(OPEN + HELD + LAST, tmp_path)
    read = read_folder(tmp_path, CONTEXT)
    assert sum(read.counts().values()) == len(read.files) == len(OPEN + HELD + LAST)


def test_needs_that_say_the_same_are_grouped_across_files(tmp_path: Path) -> None:
    made = told(
        tmp_path,
        a__docx=word(
            "青石大学", "1. 水稻育种联合实验室", "与越南共建水稻育种联合实验室。", "2. 光伏示范电站", "在老挝建设。"
        ),
        b__docx=word("白河研究院", "1. 越南水稻育种联合实验室建设", "与越南有关单位共建水稻育种实验室。"),
        c__docx=word("南山学院", "1. 地震台网联合观测", "与尼泊尔共建。"),
    )
    assert made["groups"] == [[["a.docx", 0], ["b.docx", 0]]]


def test_needs_with_other_countries_are_not_grouped(tmp_path: Path) -> None:
    made = told(
        tmp_path,
        a__docx=word("青石大学", "1. 水稻育种联合实验室", "与越南共建。"),
        b__docx=word("白河研究院", "1. 水稻育种联合实验室", "与埃及共建。"),
    )
    assert made["groups"] == []


@pytest.mark.parametrize(
    ("other", "grouped"),
    [
        ("1. 水稻育种联合实验室\n与越南共建，选育耐盐水稻。", True),
        (
            "1. 水稻育种联合实验室\n与越南、老挝共建，选育耐盐水稻。",
            True,
        ),  # nearly the same words: countries need only meet
        ("1. 稻米品种选育合作研究中心\n与越南、老挝、泰国开展品种试验和评价。", False),  # alike only in part
        ("1. 水稻育种人员培训\n为越南培训水稻育种技术人员。", False),  # another action
    ],
)
def test_how_alike_two_needs_must_be(tmp_path: Path, other: str, grouped: bool) -> None:
    first = word("青石大学", "1. 水稻育种联合实验室", "与越南共建，选育耐盐水稻。")
    made = told(tmp_path, a__docx=first, b__docx=word("白山学院", *other.split("\n")))
    assert bool(made["groups"]) is grouped


def test_replaced_needs_are_in_no_group(tmp_path: Path) -> None:
    second = word(
        "青石大学", "1. 水稻育种联合实验室", "与越南共建，经费200万元，2027-2028年。", "2. 光伏示范电站", "在老挝。"
    )
    made = told(tmp_path, a__docx=RICE, a_v2__docx=second)
    assert [file["kind"] for file in made["files"]] == ["superseded", "reply"]
    assert made["groups"] == []


def test_two_hundred_needs_in_one_file(tmp_path: Path) -> None:
    rows = [["序号", "需求名称", "国家"]] + [[str(n), f"第{n}号水库联合监测", "老挝"] for n in range(1, 201)]
    assert len(told(tmp_path, many__xlsx=excel({"a": rows}))["files"][0]["needs"]) == 200


def test_a_formula_stays_text(tmp_path: Path) -> None:
    rows = [["需求名称", "国家"], ["=cmd|'/c calc'!A1", "老挝"], ["水稻育种联合实验室", "越南"]]
    titles = [need["title"] for need in told(tmp_path, f__xlsx=excel({"a": rows}))["files"][0]["needs"]]
    assert "水稻育种联合实验室" in titles
    assert all("calc" not in title or title.startswith("=cmd") for title in titles)


@pytest.mark.parametrize(
    ("samples", "least"), [(OPEN, 0.95), (HELD, 0.95), (LAST, 0.95)], ids=["open", "held back", "last"]
)
def test_the_sample_files_are_read_well(samples: tuple[Sample, ...], least: float, tmp_path: Path) -> None:
    write(samples, tmp_path)
    reached = score(folder_json(read_folder(tmp_path, CONTEXT)), samples)
    assert reached.kind >= 0.97 and reached.found >= least, reached.faults
    assert min(reached.countries, reached.field, reached.action) >= 0.9, reached.faults


def test_the_score_knows_wrong_from_right() -> None:
    label = Need("水稻育种联合实验室", "VN", "agriculture", "joint_lab")
    assert match([{"title": "水稻育种联合实验室建设"}], (label,)) and not match([{"title": "光伏示范电站"}], (label,))
