"""Word files: order, numbering as printed, tables, text boxes, tracked changes, properties."""

from __future__ import annotations

import io
import struct

import docx
import pytest

from tests.documents.made import W, ole, paragraph, replaced, rows, said, saved, word_xml
from wutong.documents.opening import open_file


def listed(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def level(index: int, number_format: str, pattern: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbering(*levels: str, lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{lists}'


def test_body_order_and_places_are_kept(letter: bytes) -> None:
    document = open_file("回函.docx", letter)
    assert document.media == "docx"
    assert said(document)[0] == "关于报送合作需求的函"
    texts = {text.text: text for text in document.texts()}
    assert texts["现将我校合作需求报送如下。"].place.paragraph == 3
    assert texts["一、总体情况"].level == 1
    assert texts["关于报送合作需求的函"].role == "title"
    assert document.blocks.index(next(document.tables())) == len(document.blocks) - 1


def test_word_lists_print_their_numbers(letter: bytes) -> None:
    numbers = [text.number for text in open_file("a", letter).texts() if text.number]
    assert numbers == ["1.", "2."]


def test_letterhead_stands_in_meta(letter: bytes) -> None:
    assert open_file("a", letter).meta["header"] == "演示大学"


def test_table_cells_know_row_column_and_number(letter: bytes) -> None:
    table = next(open_file("a", letter).tables())
    cell = table.rows[1][2]
    assert (cell.text, cell.value) == ("1,200", 1200)
    assert (cell.place.table, cell.place.row, cell.place.column) == (1, 2, 3)


@pytest.mark.parametrize(
    ("number_format", "pattern", "expected"),
    [
        ("chineseCounting", "%1、", ["一、", "二、", "十一、"]),
        ("chineseCountingThousand", "（%1）", ["（一）", "（二）", "（十一）"]),
        ("japaneseCounting", "(%1)", ["(一)", "(二)", "(十一)"]),
        ("decimalEnclosedCircle", "%1", ["①", "②", "⑪"]),
        ("upperRoman", "%1.", ["I.", "II.", "XI."]),
        ("lowerLetter", "%1)", ["a)", "b)", "k)"]),
        ("chineseLegalSimplified", "%1、", ["壹、", "贰、", "壹拾壹、"]),
        ("decimalFullWidth", "%1．", ["１．", "２．", "１１．"]),
        ("decimalZero", "%1", ["01", "02", "11"]),
        ("russianLower", "%1)", ["а)", "б)", "л)"]),
        ("bullet", "\uf0b7", ["•", "•", "•"]),
    ],
)
def test_number_formats(number_format: str, pattern: str, expected: list[str]) -> None:
    body = "".join(paragraph(f"第{count}项", listed(1)) for count in range(11))
    made = word_xml(body, numbering=numbering(level(0, number_format, pattern)))
    numbers = [text.number for text in open_file("a", made).texts()]
    assert [numbers[0], numbers[1], numbers[10]] == expected


def test_lower_levels_start_again_under_each_higher_one() -> None:
    levels = numbering(level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%3)"))
    plan = [0, 1, 1, 2, 0, 1, 2, 2]
    made = word_xml("".join(paragraph("x", listed(1, depth)) for depth in plan), numbering=levels)
    numbers = [text.number for text in open_file("a", made).texts()]
    assert numbers == ["一、", "一.1", "一.2", "1)", "二、", "二.1", "1)", "2)"]


def test_legal_numbering_prints_digits_only() -> None:
    levels = numbering(level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    made = word_xml(paragraph("x", listed(1)) + paragraph("y", listed(1, 1)), numbering=levels)
    assert said(open_file("a", made)) == ["第一章x", "1.1y"]


def test_never_restarting_level_counts_through() -> None:
    levels = numbering(level(0, "decimal", "%1."), level(1, "decimal", "(%2)", '<w:lvlRestart w:val="0"/>'))
    made = word_xml("".join(paragraph("x", listed(1, depth)) for depth in (0, 1, 0, 1)), numbering=levels)
    assert [text.number for text in open_file("a", made).texts()] == ["1.", "(1)", "2.", "(2)"]


def test_second_list_of_the_same_kind_restarts_only_when_told() -> None:
    lists = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    body = "".join(paragraph("x", listed(number)) for number in (1, 1, 2, 3, 3))
    made = word_xml(body, numbering=numbering(level(0, "decimal", "%1."), lists=lists))
    assert [text.number for text in open_file("a", made).texts()] == ["1.", "2.", "3.", "1.", "2."]


def test_list_of_a_heading_style_and_list_switched_off() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="3"><w:name w:val="heading 2"/><w:pPr>'
        '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    levels = numbering(level(0, "decimal", "%1."), level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="3"/>'))
    off = '<w:pStyle w:val="3"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = paragraph("合作", '<w:pStyle w:val="3"/>') + paragraph("不编号", off)
    texts = list(open_file("a", word_xml(body, numbering=levels, styles=styles)).texts())
    assert [(text.number, text.level) for text in texts] == [("（一）", 2), ("", 2)]


@pytest.mark.parametrize("name", ["heading 3", "标题 3", "标题3", "Заголовок 3", "Titre 3"])
def test_heading_styles_in_many_languages(name: str) -> None:
    styles = f'<w:style w:type="paragraph" w:styleId="s"><w:name w:val="{name}"/></w:style>'
    styles += '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="公文三级"/><w:basedOn w:val="s"/></w:style>'
    made = word_xml(paragraph("x", '<w:pStyle w:val="own"/>'), styles=styles)
    assert next(open_file("a", made).texts()).level == 3


def test_outline_level_of_the_paragraph_wins() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 1"/></w:style>'
    body = paragraph("a", '<w:outlineLvl w:val="1"/>')
    body += paragraph("b", '<w:pStyle w:val="h"/><w:outlineLvl w:val="9"/>')
    assert [text.level for text in open_file("a", word_xml(body, styles=styles)).texts()] == [2, None]


def test_merged_cells_repeat_and_say_so() -> None:
    made = docx.Document()
    table = made.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合作内容"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "农业"
    table.cell(1, 1).text = "节水"
    read = next(open_file("a", saved(made)).tables())
    assert [[cell.text for cell in row] for row in read.rows] == [
        ["合作内容", "合作内容", ""],
        ["农业", "节水", ""],
        ["农业", "", ""],
    ]
    assert [[cell.merged for cell in row] for row in read.rows] == [
        [False, True, False],
        [False, False, False],
        [True, False, False],
    ]


def test_nested_tables_follow_their_outer_table() -> None:
    made = docx.Document()
    cell = made.add_table(1, 2).cell(0, 1)
    cell.text = "外"
    cell.add_table(1, 1).cell(0, 0).text = "内"
    made.add_paragraph("后")
    document = open_file("a", saved(made))
    assert [rows(document, 0), rows(document, 1)] == [[["", "外"]], [["内"]]]
    assert [table.place.table for table in document.tables()] == [1, 2]
    assert said(document) == ["后"]


def test_uneven_rows_are_made_even() -> None:
    cell = "<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>"
    shifted = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell}</w:tr>'
    made = word_xml(f"<w:tbl><w:tr>{cell * 3}</w:tr>{shifted}</w:tbl>")
    assert rows(open_file("a", made)) == [["x", "x", "x"], ["", "x", ""]]


def test_tracked_changes_are_taken_as_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>经费</w:t></w:r><w:del><w:r><w:delText>100</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>200</w:t></w:r></w:ins><w:r><w:t>万元</w:t></w:r></w:p>"
        "<w:p><w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新处</w:t></w:r></w:moveTo></w:p>"
    )
    assert said(open_file("a", word_xml(body))) == ["经费200万元", "新处"]


def test_paragraph_whose_mark_was_deleted_joins_the_next() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    assert said(open_file("a", word_xml(paragraph("前", gone) + paragraph("后")))) == ["前后"]
    assert said(open_file("a", word_xml(paragraph("末", gone)))) == ["末"]


def test_deleted_table_rows_are_left_out() -> None:
    row = "<w:tr>{}<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    body = f"<w:tbl>{row.format('', '留')}{row.format('<w:trPr><w:del/></w:trPr>', '删')}</w:tbl>"
    assert rows(open_file("a", word_xml(body))) == [["留"]]


def test_content_controls_are_read_and_prompts_are_not() -> None:
    body = (
        '<w:sdt><w:sdtPr><w:tag w:val="title"/></w:sdtPr><w:sdtContent>'
        + paragraph("联合实验室")
        + "</w:sdtContent></w:sdt>"
        '<w:p><w:r><w:t>经费：</w:t></w:r><w:sdt><w:sdtPr><w:tag w:val="money"/><w:showingPlcHdr/></w:sdtPr>'
        "<w:sdtContent>"
        "<w:r><w:t>单击此处输入</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    document = open_file("a", word_xml(body))
    assert said(document) == ["联合实验室", "经费："]
    assert document.meta["field:title"] == "联合实验室"
    assert document.meta["field:money"] == ""


def test_text_box_is_read_once_though_stored_twice() -> None:
    box = "<w:txbxContent>" + paragraph("演示研究院文件") + "</w:txbxContent>"
    body = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>正文</w:t></w:r></w:p>"
    )
    document = open_file("a", word_xml(body))
    assert [(text.text, text.role) for text in document.texts()] == [("正文", "body"), ("演示研究院文件", "textbox")]


def test_links_fields_breaks_and_ticks() -> None:
    tick = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    box = '<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData></w:fldChar></w:r>'
    drop = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="甲"/><w:listEntry w:val="乙"/></w:ddList>'
    body = (
        f"<w:p>{tick}<w:hyperlink><w:r><w:t>网址</w:t></w:r></w:hyperlink>{box}<w:r><w:instrText>PAGE</w:instrText></w:r>"
        f"<w:r><w:fldChar><w:ffData>{drop}</w:ffData></w:fldChar><w:br/><w:t>下</w:t><w:tab/><w:t>行</w:t></w:r></w:p>"
    )
    assert said(open_file("a", word_xml(body))) == ["☑网址☐乙\n下\t行"]


def test_hidden_text_is_not_printed_but_counted() -> None:
    body = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>草稿</w:t></w:r><w:r><w:t>正文</w:t></w:r></w:p>"
    document = open_file("a", word_xml(body))
    assert said(document) == ["正文"]
    assert document.meta["hidden_text"] == "2"


def test_footnotes_come_last_with_the_number_of_their_mark() -> None:
    body = '<w:p><w:r><w:t>五国</w:t><w:footnoteReference w:id="7"/></w:r></w:p>' + paragraph("完")
    notes = '<w:footnote w:id="-1"><w:p/></w:footnote><w:footnote w:id="7">' + paragraph("指中亚五国") + "</w:footnote>"
    texts = list(open_file("a", word_xml(body, footnotes=notes)).texts())
    assert [(text.text, text.number, text.role) for text in texts][-1] == ("指中亚五国", "[1]", "footnote")


def test_bold_needs_every_visible_run() -> None:
    run = "<w:r><w:rPr>{}</w:rPr><w:t>{}</w:t></w:r>"
    bold, light = run.format("<w:b/>", "粗"), run.format('<w:b w:val="0"/>', "细")
    body = f"<w:p>{bold}<w:r><w:t> </w:t></w:r></w:p><w:p>{bold}{light}</w:p>"
    assert [text.bold for text in open_file("a", word_xml(body)).texts()] == [True, False]


def test_core_and_custom_properties(letter: bytes) -> None:
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property pid="2" '
        'name="wutong-template"><vt:lpwstr>needs-2026</vt:lpwstr></property></Properties>'
    )
    meta = open_file("a", replaced(letter, {"docProps/custom.xml": custom.encode()})).meta
    assert meta["wutong-template"] == "needs-2026"
    assert meta["author"] == "python-docx"


def test_macros_are_told_and_the_text_still_read(letter: bytes) -> None:
    document = open_file("a.docm", replaced(letter, {"word/vbaProject.bin": b"\xd0\xcf"}))
    assert document.meta["macros"] == "1"
    assert "现将我校合作需求报送如下。" in said(document)


def test_embedded_workbook_is_a_part(letter: bytes, book: bytes) -> None:
    link = (
        f'<Relationship Id="e1" Type="http://x/{"package"}" Target="embeddings/sheet.xlsx"/></Relationships>'.encode()
    )
    changes = {
        "word/embeddings/sheet.xlsx": book,
        "word/_rels/document.xml.rels": lambda old: old.replace(b"</Relationships>", link),
    }
    part = open_file("a.docx", replaced(letter, changes)).parts[0]
    assert part.media == "xlsx"
    assert next(part.tables()).place.path == ("sheet.xlsx",)


def test_strict_variant_and_missing_parts_are_read() -> None:
    made = word_xml(paragraph("严格"))
    strict = replaced(
        made,
        {"word/document.xml": lambda old: old.replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")},
    )
    assert said(open_file("a", strict)) == ["严格"]


def with_object(letter: bytes, data: bytes, kind: str = "oleObject") -> bytes:
    link = f'<Relationship Id="o1" Type="http://x/{kind}" Target="embeddings/o.bin"/></Relationships>'.encode()
    changes = {
        "word/embeddings/o.bin": data,
        "word/_rels/document.xml.rels": lambda old: old.replace(b"</Relationships>", link),
    }
    return replaced(letter, changes)


def test_file_behind_an_icon_is_a_part_under_its_own_name(letter: bytes, book: bytes) -> None:
    path = b"C:\\x\0"
    native = b"\0" * 6 + "需求表.xlsx".encode("gbk") + b"\0" + path + b"\0\0\3\0" + struct.pack("<I", len(path)) + path
    native += struct.pack("<I", len(book)) + book
    part = open_file("a", with_object(letter, ole({"\x01Ole10Native": native}))).parts[0]
    assert (part.name, part.media) == ("需求表.xlsx", "xlsx")
    assert rows(part)[1] == ["联合实验室", "120"]


def test_office_object_and_html_chunk_are_parts(letter: bytes, book: bytes) -> None:
    assert rows(open_file("a", with_object(letter, ole({"Package": book}))).parts[0])[1][0] == "联合实验室"
    chunk = open_file("a", with_object(letter, "<html><p>块</p></html>".encode(), "aFChunk")).parts[0]
    assert said(chunk) == ["块"]


@pytest.mark.parametrize("data", [b"broken", ole({"Equation Native": b"x"}), ole({"\x01Ole10Native": b"short"})])
def test_formulas_and_broken_objects_are_counted_only(letter: bytes, data: bytes) -> None:
    document = open_file("a", with_object(letter, data))
    assert (document.parts, document.meta["objects"]) == ([], "1")


def test_entries_of_a_table_of_contents_are_told_apart() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/></w:style>'
    body = paragraph("一、总体情况\t1", '<w:pStyle w:val="t"/>') + paragraph("一、总体情况")
    assert [text.role for text in open_file("a", word_xml(body, styles=styles)).texts()] == ["contents", "body"]


def test_paragraph_texts_agree_with_another_reader(letter: bytes) -> None:
    others = [paragraph.text for paragraph in docx.Document(io.BytesIO(letter)).paragraphs if paragraph.text.strip()]
    assert [text.text for text in open_file("a", letter).texts()] == others
