"""What must hold for any bundle of files: files in = files accounted for, every text in its place."""

from __future__ import annotations

import io
from email.message import EmailMessage

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents.made import attach, mail, said, saved, zipped
from wutong.documents.blocks import Document, Table, Text
from wutong.documents.opening import open_file

KINDS = ["docx", "xlsx", "txt", "html", "csv", "broken", "empty", "image"]
slow = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
sentences = st.text("我校与老挝合作共建实验室培训 needsабв.,;123", min_size=1, max_size=30).filter(str.strip)


def made(kind: str, words: str) -> bytes:
    """A file of the kind that says the words, or one that cannot be read."""
    if kind == "docx":
        document = docx.Document()
        document.add_paragraph(words)
        return saved(document)
    if kind == "xlsx":
        book = openpyxl.Workbook()
        book.active["B2"] = f"文{words}"
        return saved(book)
    readable = {
        "txt": f"文{words}",
        "html": f"<html><p>文{words}</p></html>",
        "csv": f"甲,乙,丙\n一,二,三\n四,五,文{kind}\n",
    }
    if kind in readable:
        return readable[kind].encode()
    return {"broken": b"PK\x03\x04broken", "empty": b"", "image": b"\x89PNG\r\n\x1a\n"}[kind]


def everything(document: Document) -> list[str]:
    texts = [block.text for block in document.blocks if isinstance(block, Text)]
    cells = [cell.text for block in document.blocks if isinstance(block, Table) for row in block.rows for cell in row]
    return texts + cells


@slow
@given(st.lists(st.tuples(st.sampled_from(KINDS), sentences), min_size=1, max_size=8))
def test_every_member_of_a_zip_is_read_or_told(files: list[tuple[str, str]]) -> None:
    members = {f"{number}/{kind}": made(kind, words) for number, (kind, words) in enumerate(files)}
    document = open_file("a.zip", zipped(members))
    assert [part.name for part in document.parts] == list(members)
    for part, (kind, _) in zip(document.parts, files, strict=True):
        if kind in ("broken", "empty", "image"):
            assert part.problem
            assert part.blocks == []
        else:
            assert part.problem is None
            assert everything(part)
            assert all(block.place.path == (part.name,) for block in part.blocks)


@slow
@given(st.lists(st.tuples(st.sampled_from(KINDS), sentences), max_size=5), sentences)
def test_every_attachment_of_a_mail_is_read_or_told(files: list[tuple[str, str]], body: str) -> None:
    message = mail(f"正文{body}")
    for number, (kind, words) in enumerate(files):
        attach(message, f"{number}.{kind}", made(kind, words))
    document = open_file("a.eml", message.as_bytes())
    assert [part.name for part in document.parts] == [f"{number}.{kind}" for number, (kind, _) in enumerate(files)]
    assert "".join("".join(said(document)).split()) == "".join(f"正文{body}".split())
    assert [bool(part.problem) for part in document.parts] == [
        kind in ("broken", "empty", "image") for kind, _ in files
    ]


@slow
@given(st.lists(sentences, min_size=1, max_size=8))
def test_word_paragraphs_come_back_in_order_with_their_numbers(lines: list[str]) -> None:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
        document.add_paragraph("")
    texts = list(open_file("a", saved(document)).texts())
    assert [text.text for text in texts] == [line.strip() for line in lines]
    assert [text.place.paragraph for text in texts] == [number * 2 + 1 for number in range(len(lines))]


@slow
@given(st.lists(sentences, min_size=1, max_size=8), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_text_lines_come_back_in_order_with_their_numbers(lines: list[str], encoding: str) -> None:
    text = "\n".join(f"第{number}行 {line}" for number, line in enumerate(lines, start=1))
    texts = list(open_file("a", text.encode(encoding)).texts())
    assert [found.place.line for found in texts] == list(range(1, len(lines) + 1))
    assert [found.text for found in texts] == [line.strip() for line in text.split("\n")]


@slow
@given(sentences, sentences, sentences)
def test_mail_headers_come_back(subject: str, person: str, body: str) -> None:
    message = EmailMessage()
    message["Subject"] = f"函 {' '.join(subject.split())}"
    message["From"] = "a@demo.example"
    message["To"] = "b@demo.example"
    message["X-Person"] = person.strip()
    message.set_content(body)
    meta = open_file("a", message.as_bytes()).meta
    assert meta["subject"] == f"函 {' '.join(subject.split())}"
    assert (meta["sender"], meta["to"]) == ("a@demo.example", "b@demo.example")


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_a_file_deep_inside_knows_its_whole_path(depth: int) -> None:
    data, name = made("docx", "深处"), "回函.docx"
    path: list[str] = [name]
    for level in range(depth):
        if level % 2:
            data, name = zipped({name: data}), f"{level}.zip"
        else:
            data, name = attach(mail(), name, data).as_bytes(), f"{level}.eml"
        path.insert(0, name)
    deepest = list(open_file(name, data).walk())[-1]
    assert said(deepest) == ["深处"]
    assert next(deepest.texts()).place.path == tuple(path[1:])


def test_opening_twice_gives_the_same(letter: bytes) -> None:
    bundle = zipped({"a.docx": letter, "b.eml": attach(mail(), "a.docx", letter).as_bytes()})
    assert open_file("x", bundle) == open_file("x", bundle)


def test_opening_writes_nothing(letter: bytes, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> io.IOBase:
        raise AssertionError(f"tried to open {args}")

    bundle = zipped({"../a.docx": letter, "b.eml": attach(mail(), "../../a.docx", letter).as_bytes()})
    monkeypatch.setattr("builtins.open", refuse)
    assert len(open_file("x", bundle).parts) == 2
