"""HTML: structure as seen, hidden text out, layout tables opened."""

from __future__ import annotations

import pytest

from tests.documents.made import rows, said
from wutong.documents.blocks import Document
from wutong.documents.opening import open_file


def page(body: str, head: str = "") -> Document:
    document = open_file("a.xls", f"<html><head>{head}</head><body>{body}</body></html>".encode())
    assert document.media == "html"
    return document


def test_headings_paragraphs_and_places() -> None:
    document = page("<h1>需求</h1><p>一<br>二</p><h3>三</h3>正文", "<title>回函</title>")
    assert [(text.text, text.level) for text in document.texts()] == [
        ("需求", 1),
        ("一\n二", None),
        ("三", 3),
        ("正文", None),
    ]
    assert [text.place.paragraph for text in document.texts()] == [1, 2, 3, 4]
    assert document.meta["title"] == "回函"


def test_lists_print_their_marks() -> None:
    assert said(page("<ol start=3><li>a<li>b</ol><ul><li>c</ul>")) == ["3.a", "4.b", "•c"]


def test_bold_paragraphs() -> None:
    assert [text.bold for text in page("<p><b>粗</b></p><p><b>粗</b>细</p>").texts()] == [True, False]


@pytest.mark.parametrize(
    "hidden",
    ["<p style='display: none'>x</p>", "<p hidden>x</p>", "<script>x</script>", "<style>x</style>", "<!-- x -->",
     "<span style='font-size:0'>x</span>", "<template>x</template>", "<div style='VISIBILITY:hidden'><p>x</p></div>"],
)  # fmt: skip
def test_hidden_text_is_left_out(hidden: str) -> None:
    assert said(page(f"<p>a</p>{hidden}<p>b</p>")) == ["a", "b"]


def test_data_table_with_spans() -> None:
    table = "<table><tr><th colspan=2>合作<th rowspan=2>国家<tr><td>内容<td>经费<tr><td>x<td>1,000<td>老挝</table>"
    document = page(f"<p>前</p>{table}<p>后</p>")
    assert rows(document) == [["合作", "合作", "国家"], ["内容", "经费", "国家"], ["x", "1,000", "老挝"]]
    read = next(document.tables())
    assert [[cell.merged for cell in row] for row in read.rows][:2] == [[False, True, False], [False, False, True]]
    assert (read.rows[2][1].value, read.rows[2][1].place.row, read.rows[2][1].place.column) == (1000.0, 3, 2)
    assert [type(block).__name__ for block in document.blocks] == ["Text", "Table", "Text"]


def test_layout_tables_are_opened() -> None:
    document = page("<table><tr><td><p>信头</p><table><tr><td>a<td>b</table></td></tr></table>")
    assert said(document) == ["信头"]
    assert rows(document) == [["a", "b"]]


def test_cell_with_several_paragraphs() -> None:
    assert rows(page("<table><tr><td><p>一</p><p>二</p><td>三<br>四</table>")) == [["一\n二", "三\n四"]]


def test_charset_of_the_page_and_its_absence() -> None:
    text = "<html><body><p>合作需求</p></body></html>"
    declared = text.replace("<body>", "<meta charset=gb2312><body>")
    assert said(open_file("a", declared.encode("gb18030"))) == ["合作需求"]
    assert said(open_file("a", text.encode("gb18030"))) == ["合作需求"]


def test_white_space_folds_except_in_pre() -> None:
    assert said(page("<p>a \n  b&nbsp;c</p><pre>x\ny</pre>")) == ["a b c", "x\ny"]


def test_huge_spans_do_no_harm() -> None:
    document = page("<table><tr><td colspan=99999999 rowspan=99999999>x<td>y</table>")
    assert rows(document)[0][0] == "x"


def test_broken_markup_loses_no_text() -> None:
    assert "".join(said(page("<p>一<div>二</p><b>三<table><tr>四</table>"))) == "一二三四"


def test_deep_nesting_ends() -> None:
    data = ("<html><body>" + "<div>" * 5000 + "底" + "</div>" * 5000).encode()
    try:
        document = open_file("a", data)
    except Exception as refused:
        assert type(refused).__name__ == "Unreadable"
    else:
        assert document.media == "html"


@pytest.mark.parametrize("box", ['class="gmail_quote"', 'id="isReplyContent"', 'class="x yahoo_quoted"'])
def test_boxes_of_older_mail_are_quoted_with_their_tables(box: str) -> None:
    document = page(f"<p>新</p><div {box}><p>旧</p><table><tr><td>a<td>b</table></div><p>又新</p>")
    assert [text.quoted for text in document.texts()] == [False, True, False]
    assert next(document.tables()).quoted


def test_word_saved_as_html() -> None:
    """As old systems export "Word" files: conditional comments, o:p elements, the office namespace."""
    document = page("<p class=MsoNormal><b>需求<o:p></o:p></b></p><!--[if gte mso 9]><xml>x</xml><![endif]--><p>二</p>")
    assert [(text.text, text.bold) for text in document.texts()] == [("需求", True), ("二", False)]
