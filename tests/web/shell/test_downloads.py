"""Files sent to the browser: saved, never shown, whatever their name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wutong.web.downloads import TYPES, download

RUN_BY_A_BROWSER = ("html", "htm", "svg", "xhtml", "xml", "js", "mjs", "css", "swf", "pdf", "mht", "txt")


@pytest.mark.parametrize("ending", RUN_BY_A_BROWSER)
def test_what_a_browser_would_run_comes_as_plain_bytes(ending: str) -> None:
    answer = download(b"<script>alert(1)</script>", f"file.{ending}")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("ending", sorted(TYPES))
def test_known_kinds_say_what_they_are(ending: str) -> None:
    assert download(b"", f"a.{ending.upper()}").headers["Content-Type"] == TYPES[ending]


@pytest.mark.parametrize("name", ["", "a", ".docx", "a.", "..", "a/b.docx", "..\\..\\x.exe", "a;b=c.docx", 'a"b.docx'])
def test_a_strange_name_is_still_an_attachment(name: str) -> None:
    assert download(b"x", name).headers["Content-Disposition"].startswith("attachment")


def test_a_chinese_name_arrives_whole() -> None:
    from urllib.parse import unquote

    said = download(b"x", "测函〔2026〕1号 需求.docx").headers["Content-Disposition"]
    assert unquote(said.partition("filename*=utf-8''")[2]) == "测函〔2026〕1号 需求.docx"


@pytest.mark.parametrize("name", ["a\nb.docx", "a\r\nSet-Cookie: x=1.docx", "a\tb.docx", "a\x00b.docx", "\n"])
def test_a_line_break_in_a_name_forges_no_header_and_breaks_nothing(name: str) -> None:
    """Names of attachments and units come from files; line breaks inside cells are common."""
    answer = download(b"x", name)
    assert "Set-Cookie" not in answer.headers
    said = answer.headers["Content-Disposition"]
    assert said.startswith("attachment") and not any(letter in said for letter in "\r\n\x00")


@given(st.text(max_size=30), st.binary(max_size=20))
def test_whatever_the_name_the_bytes_are_saved_as_they_are(name: str, data: bytes) -> None:
    answer = download(data, name)
    assert answer.content == data
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] in {*TYPES.values(), "application/octet-stream"}
