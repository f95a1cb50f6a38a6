"""Which unit a file comes from, with and without a list of known ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.calls.reading.building import CONTEXT, document, mail, paragraphs, reading, table
from wutong.calls.reading import KnownUnit
from wutong.calls.reading.organisations import organisation_in
from wutong.calls.reading.units import file_words
from wutong.documents.blocks import Document

KNOWN = replace(
    CONTEXT,
    units=(
        KnownUnit(
            "stone", ("青石大学", "Greenstone University"), ("青石大",), ("office@stone.example",), ("stone.example",)
        ),
        KnownUnit("stone_med", ("青石大学附属医院",), (), (), ("med.stone.example",)),
        KnownUnit("river", ("白河水利研究院", "White River Institute"), ("白河院",), (), ("river.example",)),
    ),
)
BODY = ("一、水稻联合实验室", "与越南共建。")


def unit_of(made: Document, known: bool = True) -> str | None:
    read = reading(made, KNOWN if known else CONTEXT)
    return read.unit_key if known else read.unit.value if read.unit else None


@pytest.mark.parametrize(
    ("sender", "key"),
    [
        ("办公室 <office@stone.example>", "stone"),
        ("某人 <li@stone.example>", "stone"),
        ("x <y@med.stone.example>", "stone_med"),
        ("x@sub.river.example", "river"),
        ("x@other.example", None),
    ],
)
def test_by_address(sender: str, key: str | None) -> None:
    assert unit_of(mail("我单位暂无需求。", sender=sender)) == key


SIGNS = {
    "letterhead": document(paragraphs("青石大学文件", *BODY)),
    "signature": document(paragraphs(*BODY, "特此函复。", "青石大学", "2026年10月1日")),
    "label": document(paragraphs("填报单位：青石大学", *BODY)),
    "cell": document(table([["单位名称", "青石大学"], ["联系人", "甲"]]), paragraphs(*BODY)),
    "file name": document(paragraphs(*BODY), name="青石大学_需求建议（定稿）.docx"),
    "alias in the file name": document(paragraphs(*BODY), name="青石大需求.docx"),
    "English": document(paragraphs("Greenstone University", "1. Joint laboratory", "In Laos.")),
    "misspelt": document(paragraphs("Greenstone Universty", "1. Joint laboratory", "In Laos.")),
    "in the text": document(paragraphs("来函收悉，现将青石大学的需求报送如下：", *BODY)),
}


@pytest.mark.parametrize("sign", SIGNS)
def test_a_known_unit_is_recognised(sign: str) -> None:
    assert unit_of(SIGNS[sign]) == "stone"


def test_the_longer_name_wins() -> None:
    assert unit_of(document(paragraphs("青石大学附属医院", *BODY))) == "stone_med"


def test_the_forwarded_sender_goes_before_the_one_who_forwards() -> None:
    made = mail(
        "请汇总",
        "发件人：白河院 <a@river.example>\n主题：需求\n我院需求：\n1. 水利联合实验室\n2. 水库培训班",
        sender="x <office@stone.example>",
    )
    made.meta["original_sender"] = "白河院 <a@river.example>"
    assert unit_of(made) in ("river", "stone")
    assert reading(made, replace(KNOWN, units=KNOWN.units[2:])).unit_key == "river"


@pytest.mark.parametrize("sign", ["letterhead", "signature", "label", "cell", "file name", "English"])
def test_an_unknown_unit_is_read_from_the_same_signs(sign: str) -> None:
    assert unit_of(SIGNS[sign], known=False) in ("青石大学", "Greenstone University")


def test_the_addressee_is_not_the_unit() -> None:
    assert (
        unit_of(document(paragraphs("科学技术合作部：", "来函收悉。", *BODY, "青石研究所")), known=False)
        == "青石研究所"
    )


def test_an_unreadable_file_is_still_laid_to_its_unit() -> None:
    read = reading(Document("青石大学.docx", "docx", problem="encrypted"), KNOWN)
    assert (read.kind, read.unit_key) == ("unreadable", "stone")


def test_nothing_to_go_by() -> None:
    read = reading(document(paragraphs(*BODY), name="1.docx"), KNOWN)
    assert (read.unit, read.unit_key) == (None, None)


@pytest.mark.parametrize(
    ("stem", "left"),
    [
        ("青石大学_需求建议（定稿）", "青石大学"),
        ("附件2：需求汇总表（青石大学）", "青石大学"),
        ("Greenstone University needs v2 final", "Greenstone University"),
        ("需求表", ""),
        ("20261012回函-青石所", "青石所"),
    ],
)
def test_a_file_name_without_the_words_of_the_business(stem: str, left: str) -> None:
    assert file_words(stem) == left


@pytest.mark.parametrize(
    "line",
    [
        "青石大学",
        "白河水利研究院",
        "南山科技有限公司",
        "孤山林业站",
        "Institute of Tea",
        "ООО «Сибирь»",
        "Томский университет",
    ],
)
def test_lines_that_name_an_organisation(line: str) -> None:
    assert organisation_in(line) == line


@pytest.mark.parametrize("line", ["我校", "本研究所", "科技园区", "水稻育种", "We propose", "Предлагаем обмен"])
def test_lines_that_name_none(line: str) -> None:
    assert organisation_in(line) == ""
