"""What the readers share: packages and their relations, safe XML, zip reading, limits, sniffing."""

from __future__ import annotations

import pytest

from tests.documents.made import mail, ole, paragraph, problem, replaced, said, word_xml, zipped
from wutong.documents import safexml
from wutong.documents.blocks import Document, Unreadable
from wutong.documents.limits import DEFAULT, Budget, Limits
from wutong.documents.opc import Package
from wutong.documents.opening import open_file
from wutong.documents.sniffing import sniff
from wutong.documents.source import Source
from wutong.documents.zipped import Zip

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def source(data: bytes, limits: Limits = DEFAULT) -> Source:
    def unused(inner: Source) -> Document:
        return Document(inner.name, "txt")

    return Source("甲.docx", data, limits, Budget("甲.docx", limits), unused)


def relations(*links: tuple[str, str, str]) -> bytes:
    inner = "".join(f'<Relationship Id="{key}" Type="http://x/{kind}" Target="{to}"/>' for key, kind, to in links)
    return f'<Relationships xmlns="{RELATIONS}">{inner}</Relationships>'.encode()


def test_relations_are_resolved_against_their_part() -> None:
    links = relations(("a", "styles", "styles.xml"), ("b", "image", "../media/i.png"), ("c", "theme", "/word/t.xml"))
    package = Package(source(zipped({"word/_rels/document.xml.rels": links})))
    targets = {key: relation.target for key, relation in package.relations("word/document.xml").items()}
    assert targets == {"a": "word/styles.xml", "b": "media/i.png", "c": "word/t.xml"}


def test_outside_relations_are_told_apart() -> None:
    link = relations(("a", "image", "http://x/")).replace(b"/></", b' TargetMode="External"/></')
    package = Package(source(zipped({"_rels/.rels": link})))
    assert package.relations("")["a"].outside


def test_main_part_by_relation_and_by_custom() -> None:
    links = relations(("a", "officeDocument", "word/other.xml"))
    package = Package(source(zipped({"_rels/.rels": links, "word/other.xml": b"<x/>"})))
    assert package.main_part("word/document.xml") == "word/other.xml"
    assert Package(source(zipped({"x": b""}))).main_part("word/document.xml") == "word/document.xml"


def test_missing_parts_are_damage() -> None:
    with pytest.raises(Unreadable, match="missing"):
        Package(source(zipped({"x": b""}))).xml("word/document.xml")


def test_document_under_another_name_is_found() -> None:
    made = word_xml(paragraph("他名"))
    moved = replaced(made, {"word/document2.xml": b""})
    links = relations(("a", "officeDocument", "word/document2.xml"))
    content = replaced(moved, {"_rels/.rels": links, "word/document2.xml": _body(made)})
    assert said(open_file("a", content)) == ["他名"]


def _body(package: bytes) -> bytes:
    return Zip(source(package)).read("word/document.xml")


def test_properties_without_values_are_left_out() -> None:
    core = b'<c xmlns:d="http://purl.org/dc/elements/1.1/"><d:title> T </d:title><d:creator/><d:other>x</d:other></c>'
    assert Package(source(zipped({"docProps/core.xml": core}))).meta() == {"title": "T"}


def test_comments_and_instructions_are_no_elements() -> None:
    root = safexml.parse(b"<?xml version='1.0'?><a><!-- c --><?p i?><b/></a>", "a")
    assert [safexml.local(item) for item in root] == ["b"]


def test_streaming_gives_each_element_once_and_frees_it() -> None:
    data = b"<t>" + b"".join(b"<row><c>%d</c></row>" % number for number in range(500)) + b"</t>"
    assert [row.findtext("c") for row in safexml.stream(data, "a", "{*}row")] == [str(number) for number in range(500)]


def test_streaming_broken_xml_is_reported_by_the_door() -> None:
    with pytest.raises(SyntaxError):
        list(safexml.stream(b"<t><row>", "a", "{*}row"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_are_refused_in_any_encoding(encoding: str) -> None:
    data = f"<?xml version='1.0' encoding='{encoding}'?><!DOCTYPE a><a/>".encode(encoding)
    with pytest.raises(Unreadable) as caught:
        safexml.parse(data, "a")
    assert caught.value.code == "bomb"


def test_deeply_nested_xml_is_damage() -> None:
    deep = b"<w:x>" * 3000
    assert problem("a", replaced(word_xml(""), {"word/document.xml": deep})).code == "damaged"


def test_zip_reads_up_to_its_limit_only() -> None:
    archive = Zip(source(zipped({"a": b"x" * 1000})))
    assert len(archive.read("a", at_most=1000)) == 1000
    with pytest.raises(Unreadable, match="too_large"):
        archive.read("a", at_most=999)


def test_zip_counts_what_it_unpacks() -> None:
    given = source(zipped({"a": b"x" * 1000, "b": b"y" * 500}))
    archive = Zip(given)
    archive.read("a")
    archive.read("b")
    assert given.budget.unpacked == 1500


def test_budgets_raise_at_their_ceiling() -> None:
    budget = Budget("a", Limits(max_members=2, max_unpacked_bytes=10, max_cells=5, max_blocks=3))
    for spend, steps, code in (
        (budget.spend_member, 2, "too_many_files"),
        (lambda: budget.spend_unpacked(5), 2, "bomb"),
        (lambda: budget.spend_cells(1), 5, "too_large"),
        (budget.spend_blocks, 3, "too_large"),
    ):
        for _ in range(steps):
            spend()
        with pytest.raises(Unreadable) as caught:
            spend()
        assert caught.value.code == code


def test_parts_of_the_same_name_get_labels_of_their_own() -> None:
    given = source(b"")
    assert [given.label(name) for name in ("a", "b", "a", "a")] == ["a", "b", "a (2)", "a (3)"]


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\n\n%PDF-1.4", "pdf"),
        (rb"{\rtf1\ansi x}", "rtf"),
        (b"<!DOCTYPE html><p>x", "html"),
        (b"\xef\xbb\xbf<html><body>x", "html"),
        ("<table><tr><td>需求</table>".encode("gbk"), "html"),
        (b'<?xml version="1.0"?><html><body/></html>', "html"),
        (b"x < y and <p> is a tag", "txt"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><x/>', "word-xml"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><x/>', "excel-xml"),
        (b'{"a": 1}', "json"),
        (b"[1, 2", "txt"),
        (b"plain words", "txt"),
        ("合作需求".encode("utf-16"), "txt"),
        (mail().as_bytes(), "eml"),
        (b"Return-Path: <a@x>\r\nReceived: from x\r\n\tby y\r\n\r\nx", "eml"),
        (b"From: a\nTo: b\nSubject: c\n\nx", "eml"),
        (b"Subject: needs\nOur needs are these", "txt"),
        ("联系人: 张三\nTo: x\n".encode(), "txt"),
        (zipped({"word/document.xml": b""}), "docx"),
        (zipped({"xl/workbook.xml": b""}), "xlsx"),
        (zipped({"xl/workbook.bin": b""}), "xlsb"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""}), "odt"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b""}), "ods"),
        (zipped({"content.xml": b""}), "zip"),
        (zipped({"a.txt": b""}), "zip"),
        (ole({"WordDocument": b"\xec\xa5" + b"\0" * 20}), "doc"),
        (ole({"Workbook": b"\x09\x08\x10\0" + b"\0" * 20}), "xls"),
        (ole({"Book": b"\x09\x08\x10\0" + b"\0" * 20}), "xls"),
        (ole({"__properties_version1.0": b"x"}), "msg"),
    ],
)
def test_files_are_known_by_their_bytes(data: bytes, media: str) -> None:
    assert sniff("名", data) == media


def test_packed_folder_of_office_files_is_a_zip_not_an_office_file(letter: bytes) -> None:
    assert sniff("a", zipped({"资料/word/document.xml": b"x", "回函.docx": letter})) == "zip"
