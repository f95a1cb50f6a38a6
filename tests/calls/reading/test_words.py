"""Labels, headings, numbers and lists: the small words that give a reply its shape."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wutong.calls.reading.headers import role_of, wordings
from wutong.calls.reading.labels import bare_label, split_labels
from wutong.calls.reading.lists import split_inline, split_semicolons
from wutong.calls.reading.markers import marker_of
from wutong.calls.reading.titles import split_head
from wutong.calls.reading.vocabulary import fold, is_none, lexicon, phrase, says, table

LABELS = {
    "title": [
        "需求名称",
        "项目名称",
        "需求名称（中文）",
        "*项目名称",
        "1.项目名称",
        "拟合作项目",
        "Title of the need",
        "Название предложения",
    ],
    "text": [
        "合作内容",
        "主要内容及要求",
        "需求内容（限300字）",
        "项目内容简介",
        "Description of the project",
        "Краткое описание проекта",
        "合作目标与内容",
    ],
    "countries": ["拟合作国家", "合作国别（地区）", "目标国家/地区", "Country or region", "Страна-партнер", "拟赴国家"],
    "money": [
        "经费（万元）",
        "经费预算(万元)",
        "拟投入资金",
        "所需经费",
        "Estimated budget, USD",
        "Объём финансирования, млн руб.",
    ],
    "partner": ["外方合作单位", "合作单位名称", "国外伙伴", "Foreign partner", "Зарубежный партнёр"],
    "period": ["实施期限", "起止时间", "起止年度", "建设周期", "Implementation period", "Сроки реализации"],
    "contact": ["负责人", "联系人及电话", "项目负责人", "Contact person", "Ответственное лицо"],
    "field": ["所属领域", "技术领域", "Field of cooperation", "Область сотрудничества"],
    "action": ["合作形式", "需求类型", "所属行动", "Type of cooperation", "Форма сотрудничества"],
    "unit": ["填报单位", "申报单位（盖章）", "Name of organisation", "Наименование организации"],
    "number": ["序号", "№ п/п", "No.", "#"],
}


@pytest.mark.parametrize(("words", "role"), [(words, role) for role, listed in LABELS.items() for words in listed])
def test_what_a_heading_stands_for(words: str, role: str) -> None:
    assert role_of(words)[0] == role


@pytest.mark.parametrize(
    "words", ["水稻育种联合实验室建设与示范推广", "越南", "2027年", "李四", "", "在老挝建设五个示范点，并开展培训。"]
)
def test_values_are_no_headings(words: str) -> None:
    assert role_of(words)[1] < 0.9


def test_every_listed_wording_is_found_again() -> None:
    for role, languages in table("headers").items():
        for wording in (wording for words in languages.values() for wording in words):
            assert role_of(wording)[0] in (role, wordings()[fold(wording) or wording])


def test_a_line_of_labels_is_taken_apart() -> None:
    lead, labels = split_labels("共建实验室。合作国家：老挝、泰国；经费：200万元；联系人：甲")
    assert lead == "共建实验室。"
    assert [(label.role, label.value) for label in labels] == [
        ("countries", "老挝、泰国"),
        ("money", "200万元"),
        ("contact", "甲"),
    ]


@pytest.mark.parametrize(
    "line", ["会议于14:30开始", "网址：http://a.example", "老师您好：", "目标是：建成一座电站", "比例为3：1"]
)
def test_other_colons_are_no_labels(line: str) -> None:
    assert split_labels(line)[1] == [] or split_labels(line)[1][0].role in ("note", "extra")


@pytest.mark.parametrize(
    ("line", "role", "value"),
    [
        ("【合作国家】越南", "countries", "越南"),
        ("合作国家: 越南", "countries", "越南"),
        ("• 合作国家：越南", "countries", "越南"),
        ("Countries – Vietnam", "countries", "Vietnam"),
        ("Partner country: Vietnam", "countries", "Vietnam"),
        ("Срок реализации: 2027 год", "period", "2027 год"),
        ("Бюджет: 5 млн руб.", "money", "5 млн руб."),
    ],
)
def test_a_labelled_line(line: str, role: str, value: str) -> None:
    (label,) = split_labels(line)[1]
    assert (label.role, label.value) == (role, value)


def test_a_label_does_not_reach_over_a_full_stop() -> None:
    labels = split_labels("Страна: Монголия. Срок: 2027 год. Бюджет: 6 млн руб.")[1]
    assert [(label.role, label.value) for label in labels] == [
        ("countries", "Монголия."),
        ("period", "2027 год."),
        ("money", "6 млн руб."),
    ]


def test_a_bare_label() -> None:
    assert bare_label("合作内容") == bare_label("合作内容：") == "text"
    assert bare_label("水稻育种") == ""


MARKERS = [
    ("一、甲", "han", 1),
    ("十二、甲", "han", 12),
    ("（三）甲", "han_paren", 3),
    ("(三)甲", "han_paren", 3),
    ("3. 甲", "arabic", 3),
    ("3、甲", "arabic", 3),
    ("3．甲", "arabic", 3),
    ("3)甲", "arabic_close", 3),
    ("（3）甲", "arabic_paren", 3),
    ("③甲", "circled", 3),
    ("需求三：甲", "need", 3),
    ("项目3 甲", "need", 3),
    ("Need 3: x", "need", 3),
    ("Предложение 3. x", "need", 3),
    ("第二部分 甲", "chapter", 2),
    ("二是甲", "first", 2),
    ("第二，甲", "first", 2),
    ("2.1 甲", "decimal1", 1),
    ("IV. x", "roman", 4),
    ("b) x", "letter", 2),
    ("б) x", "letter", 2),
    ("• 甲", "bullet", 0),
    ("- x", "bullet", 0),
]


@pytest.mark.parametrize(("line", "style", "ordinal"), MARKERS, ids=[row[0] for row in MARKERS])
def test_a_marker(line: str, style: str, ordinal: int) -> None:
    marker = marker_of(line)
    assert marker is not None
    assert (marker.style, marker.ordinal, marker.rest) == (style, ordinal, line[-1])


@pytest.mark.parametrize(
    "line", ["2027年启动", "1.5亿元投资", "一带一路合作", "水稻育种", "3月开工", "5G基站", "十年树木"]
)
def test_no_marker(line: str) -> None:
    assert marker_of(line) is None


def test_a_computed_number_counts() -> None:
    marker = marker_of("水稻育种", "3.")
    assert marker is not None and (marker.ordinal, marker.rest) == (3, "水稻育种")


INLINE = [
    "一是培训农技人员；二是共建实验室；三是推广良种",
    "第一，培训农技人员；第二，共建实验室；第三，推广良种",
    "①培训农技人员②共建实验室③推广良种",
    "（1）培训农技人员；（2）共建实验室；（3）推广良种",
    "1）培训农技人员；2）共建实验室；3）推广良种",
    "1.培训农技人员；2.共建实验室；3.推广良种",
    "其一，培训农技人员；其二，共建实验室；其三，推广良种",
    "首先，培训农技人员；其次，共建实验室；最后，推广良种",
]


@pytest.mark.parametrize("text", INLINE)
def test_a_list_inside_a_paragraph(text: str) -> None:
    lead, items = split_inline("我院提出三项：" + text)
    assert [item.strip("。；") for item in items] == ["培训农技人员", "共建实验室", "推广良种"]
    assert lead == "我院提出三项："


@pytest.mark.parametrize(
    "text",
    [
        "First, we propose training; second, a joint laboratory; third, a pilot farm.",
        "Во-первых, обучение кадров; во-вторых, лаборатория; в-третьих, опытная ферма.",
        "We propose (1) training; (2) a joint laboratory; (3) a pilot farm.",
    ],
)
def test_a_list_inside_a_paragraph_in_other_languages(text: str) -> None:
    assert len(split_inline(text)[1]) == 3


@pytest.mark.parametrize("text", ["一是培训", "建设（1）号站", "第一批第二期", "3月1日至4月2日", "水稻、小麦"])
def test_no_list(text: str) -> None:
    assert split_inline(text)[1] == []


def test_items_between_semicolons() -> None:
    assert split_semicolons("需求如下：共建水稻实验室；培训农技人员。") == ["共建水稻实验室", "培训农技人员"]
    assert split_semicolons("共建水稻实验室，培训农技人员。") == []


HEADS = [
    ("水稻联合实验室。拟与越南共建。", "水稻联合实验室", "拟与越南共建。"),
    ("水稻联合实验室：拟与越南共建。", "水稻联合实验室", "拟与越南共建。"),
    ("水稻联合实验室", "水稻联合实验室", ""),
    ("Joint rice laboratory. In Vietnam we plan trials.", "Joint rice laboratory", "In Vietnam we plan trials."),
    ("Лаборатория риса. Вместе с Вьетнамом.", "Лаборатория риса", "Вместе с Вьетнамом."),
]


@pytest.mark.parametrize(("words", "title", "rest"), HEADS)
def test_a_head_is_title_and_text(words: str, title: str, rest: str) -> None:
    assert split_head(words) == (title, rest)


@given(st.text(alphabet="水稻实验室，。：；与越南共建abc .:;", min_size=1, max_size=200))
def test_a_title_is_never_endless(words: str) -> None:
    assert len(split_head(words)[0]) <= 165


@pytest.mark.parametrize("words", ["无", "暂无", "/", "——", "None", "n/a", "нет", "Нет.", "无。"])
def test_words_for_nothing(words: str) -> None:
    assert is_none(words)


@pytest.mark.parametrize("words", ["无人机", "无土栽培", "northern", "нефть", ""])
def test_words_for_something(words: str) -> None:
    assert not is_none(words)


def test_every_phrase_list_compiles_and_matches_no_empty_text() -> None:
    for kind in table("phrases"):
        if kind not in ("none_value", "after_a_bare_sum"):  # the end of a text stands behind a sum too
            assert phrase(kind).search("") is None, kind


def test_every_vocabulary_speaks_three_languages() -> None:
    for name in ("headers", "phrases"):
        for kind, languages in table(name).items():
            assert set(languages) >= {"zh", "en", "ru"} and all(languages.values()), (name, kind)
    for role, kinds in table("heads").items():
        assert set(kinds) >= ({"zh"} if role == "tail" else {"en", "ru"}), role
    for name in ("fields", "actions"):
        for code, groups in table(name).items():
            assert all(set(groups[group]) >= {"zh", "en", "ru"} for group in ("names", "terms", "hints")), code


def test_no_name_belongs_to_two_codes() -> None:
    for name in ("fields", "actions"):
        owners: dict[str, set[str]] = {}
        for code, groups in table(name).items():
            for word in (word for words in groups["names"].values() for word in words):
                owners.setdefault(fold(word), set()).add(code)
        assert {word: codes for word, codes in owners.items() if len(codes) > 1} == {}


def test_every_listed_term_is_found_by_its_lexicon() -> None:
    for name in ("fields", "actions"):
        for code, groups in table(name).items():
            for term in groups["terms"]["zh"]:
                assert code in {hit.code for hit in lexicon(name).hits(term)}, term


def test_phrases_ignore_case() -> None:
    assert says("out_of_office", "I AM OUT OF OFFICE")
