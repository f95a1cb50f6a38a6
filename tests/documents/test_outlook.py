"""Outlook .msg files, and the container they are kept in."""

from __future__ import annotations

import struct
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.made import ole, problem, rows, said
from wutong.documents.ole import BrokenContainer, Ole
from wutong.documents.opening import open_file


def wide(number: int, text: str) -> dict[str, bytes]:
    return {f"__substg1.0_{number:04X}001F": text.encode("utf-16-le")}


def properties(sent: int = 0, header: int = 32) -> dict[str, bytes]:
    return {"__properties_version1.0": bytes(header) + struct.pack("<HHIQ", 0x40, 0x0039, 6, sent)}


def message(body: str = "我校需求如下", header: int = 32, **more: Any) -> dict[str, Any]:
    told = wide(0x0037, "演示大学回函") | wide(0x0C1A, "张三") | wide(0x5D01, "z@demo.example") | wide(0x0E04, "办公室")
    sent = 134_085_312_000_000_000  # 2025-11-24T08:00:00Z in ticks since 1601
    return properties(sent, header) | told | wide(0x1000, body) | more


def attachment(name: str, data: bytes) -> dict[str, bytes]:
    return properties() | wide(0x3707, name) | {"__substg1.0_37010102": data}


def test_headers_and_body() -> None:
    document = open_file("a.eml", ole(message("您好\n\n联合实验室")))
    assert document.media == "msg"
    assert document.meta["sender"] == "张三 <z@demo.example>"
    assert document.meta["subject"] == "演示大学回函"
    assert document.meta["to"] == "办公室"
    assert [(text.text, text.place.line) for text in document.texts()] == [("您好", 1), ("联合实验室", 3)]


def test_date_is_the_time_it_was_sent() -> None:
    seconds = (2_000 * 365) * 86_400  # any moment: two thousand years of 365 days after 1601
    tree = message() | properties(seconds * 10_000_000)
    assert open_file("a", ole(tree)).meta["date"].endswith("00:00:00+00:00")


def test_html_body_and_quotation() -> None:
    markup = "<p>有需求</p><table><tr><td>a<td>b</table><p>-----原始邮件-----</p><p>旧</p>".encode("gbk")
    document = open_file("a", ole(message("plain") | {"__substg1.0_10130102": markup}))
    assert rows(document) == [["a", "b"]]
    assert [text.quoted for text in document.texts()] == [False, True, True]


def test_attachments_are_parts(letter: bytes) -> None:
    tree = message()
    tree["__attach_version1.0_#00000000"] = attachment("回函.docx", letter)
    tree["__attach_version1.0_#00000001"] = attachment("图.png", b"\x89PNG\r\n")
    tree["__attach_version1.0_#00000002"] = attachment("logo", b"\x89PNG\r\n") | wide(0x3712, "logo@x")
    document = open_file("a", ole(tree))
    assert [(part.name, part.media, part.problem) for part in document.parts] == [
        ("回函.docx", "docx", None),
        ("图.png", "unknown", "unknown_type"),
    ]
    assert next(document.parts[0].texts()).place.path == ("回函.docx",)
    assert document.meta["inline_images"] == "1"


def test_attached_message_is_read(letter: bytes) -> None:
    inner = message("里面的信", header=24) | {"__attach_version1.0_#00000000": attachment("附.docx", letter)}
    tree = message("转发") | {"__attach_version1.0_#00000000": properties() | {"__substg1.0_3701000D": inner}}
    part = open_file("a", ole(tree)).parts[0]
    assert (part.name, said(part)) == ("演示大学回函.msg", ["里面的信"])
    assert next(part.parts[0].texts()).place.path == ("演示大学回函.msg", "附.docx")


def test_texts_in_a_code_page() -> None:
    tree = properties() | {
        "__substg1.0_0037001E": "合作需求".encode("gbk"),
        "__substg1.0_1000001E": "无需求\0".encode("gbk"),
    }
    document = open_file("a", ole(tree))
    assert (document.meta["subject"], said(document)) == ("合作需求", ["无需求"])


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(
        st.text("abcdef", min_size=1, max_size=8), st.binary(min_size=1, max_size=9000), min_size=1, max_size=9
    )
)
def test_every_stream_comes_back(streams: dict[str, bytes]) -> None:
    read = Ole(ole({"folder": streams}))
    assert {path[1]: read.read(*path) for path in read.paths if len(path) == 2} == streams


def test_chains_that_bite_their_tail_end() -> None:
    data = bytearray(ole({"WordDocument": b"x" * 6000}))
    table = struct.unpack_from("<I", data, 76)[0]
    struct.pack_into("<I", data, (table + 1) * 512 + 4, 0)
    assert len(Ole(bytes(data)).read("WordDocument")) <= 6000


def test_cut_containers_are_damaged() -> None:
    data = ole(message())
    with pytest.raises(BrokenContainer):
        Ole(data[:300])
    assert problem("a.msg", data[:700]).code == "damaged"
