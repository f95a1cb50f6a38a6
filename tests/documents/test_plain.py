"""Text, CSV and JSON; which encoding a text is in."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.made import rows, said
from wutong.documents.encodings import decode, detect
from wutong.documents.opening import open_file

CHINESE = [
    "无",
    "你好",
    "无需求",
    "合作需求",
    "特此函告。",
    "关于报送需求的函",
    "镕基",
    "一、共建“联合实验室”；",
    "演示大学 2026年",
]
RUSSIAN = ["Нет", "Да, есть", "Потребность", "Нет потребностей", "НЕТ ПОТРЕБНОСТЕЙ", "Ёлка и съезд", "№ 5 «Проект»"]
HAN = "合作需求实验室培训技术转移农业能源交通医疗国家单位项目经费联系人，。"
WORDS = ["совместная", "лаборатория", "потребность", "обучение", "развитие", "энергетики", "институт"]
FRENCH = ["Coopération", "Besoins en matière d'énergie", "à Genève", "déjà été"]


@pytest.mark.parametrize("text", CHINESE)
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_short_chinese_texts(text: str, encoding: str) -> None:
    assert said(open_file("a.txt", text.encode(encoding))) == [text]


@pytest.mark.parametrize("text", RUSSIAN)
@pytest.mark.parametrize("encoding", ["cp1251", "utf-8", "utf-16"])
def test_short_russian_texts(text: str, encoding: str) -> None:
    assert said(open_file("a.txt", text.encode(encoding))) == [text]


@pytest.mark.parametrize("text", [text for text in RUSSIAN if "«" not in text])
@pytest.mark.parametrize("encoding", ["koi8-r", "cp866"])
def test_russian_of_older_systems(text: str, encoding: str) -> None:
    sentence = f"{text}. Уважаемые коллеги, сообщаем о наших потребностях."
    assert said(open_file("a.txt", sentence.encode(encoding))) == [sentence]


@pytest.mark.parametrize("text", FRENCH)
def test_western_texts(text: str) -> None:
    assert said(open_file("a.txt", text.encode("cp1252"))) == [text]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["无需求\n\n特此函告", "Нет потребностей 2026", "No needs this year"])
def test_sixteen_bit_texts_without_a_mark(text: str, encoding: str) -> None:
    assert detect(text.encode(encoding)) == encoding


def test_text_cut_within_its_last_character() -> None:
    text = "我校现有合作需求如下，请予支持。"
    assert decode(text.encode()[:-1])[0].startswith(text[:-1])
    assert decode(text.encode("gb18030")[:-1])[0].startswith(text[:-1])


def test_utf8_with_a_broken_byte_stays_utf8() -> None:
    stored = bytearray(("我校现有合作需求如下，请予支持。" * 5).encode())
    stored[31] = 0xFF
    text, encoding = decode(bytes(stored))
    assert encoding == "utf-8"
    assert text.count("\ufffd") <= 3


def test_a_lying_label_is_not_believed() -> None:
    assert decode("合作需求".encode("gbk"), "utf-8") == ("合作需求", "gb18030")
    assert decode("合作需求".encode(), "iso-8859-1") == ("合作需求", "utf-8")
    assert decode("Нет".encode("koi8-r"), "koi8-r") == ("Нет", "koi8-r")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(HAN), min_size=4, unique=True))
def test_any_run_of_common_han_is_gb18030(chars: list[str]) -> None:
    assert detect("".join(chars).encode("gb18030")) == "gb18030"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=2))
def test_any_run_of_russian_words_is_cp1251(words: list[str]) -> None:
    assert detect(" ".join(words).encode("cp1251")) == "cp1251"


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "gb2312", "no-such", "utf-16", "utf-7", "idna", "\0"]))
def test_decoding_never_fails(data: bytes, label: str | None) -> None:
    text, encoding = decode(data, label)
    assert isinstance(text, str)
    assert encoding


def test_lines_are_counted_through_blank_ones() -> None:
    document = open_file("a.txt", "一\r\n\r\n\u3000二\r三\n".encode())
    assert [(text.text, text.place.line) for text in document.texts()] == [("一", 1), ("二", 3), ("三", 4)]


def test_csv_becomes_one_table_with_places() -> None:
    document = open_file("a.txt", '需求名称,国家,经费\n联合实验室,老挝,120\n"节水,灌溉",蒙古,80\n'.encode("gbk"))
    assert document.media == "csv"
    assert rows(document)[2] == ["节水,灌溉", "蒙古", "80"]
    cell = next(document.tables()).rows[1][2]
    assert (cell.value, cell.place.row, cell.place.column) == (120.0, 2, 3)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_csv_separators(separator: str) -> None:
    text = "\n".join(separator.join(row) for row in (["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]))
    assert rows(open_file("a", text.encode()))[1] == ["1", "2", "3"]


def test_quoted_line_breaks_stay_inside_the_cell() -> None:
    assert rows(open_file("a.csv", b'a,b\n"x\ny",z\n'))[1] == ["x\ny", "z"]


def test_formula_in_csv_stays_text() -> None:
    assert rows(open_file("a.csv", b"a,b\n=cmd|' /C calc'!A0,1\n"))[1][0] == "=cmd|' /C calc'!A0"


def test_quotes_that_never_close() -> None:
    document = open_file("a.csv", b'a,b\n"x,1\ny,2\n')
    assert "y" in str(rows(document))


@pytest.mark.parametrize(
    "text",
    [
        "尊敬的领导，您好，\n现将需求报来，请查收，\n谢谢，再见，",
        "Dear all, we agree\nand send, as asked, a list\nof needs.\nBest, Li",
    ],
)
def test_prose_with_commas_is_text(text: str) -> None:
    assert open_file("a.txt", text.encode()).media == "txt"


def test_json_is_one_raw_text() -> None:
    stored = json.dumps({"template": "needs", "answers": [{"title": "实验室"}]}, ensure_ascii=False)
    document = open_file("a.bin", stored.encode())
    assert document.media == "json"
    assert json.loads(said(document)[0]) == json.loads(stored)


def test_text_that_only_begins_like_json_is_text() -> None:
    assert open_file("a.json", "[演示] 我校无需求".encode()).media == "txt"
