"""Languages, diseases and plants that carry a country's name are no countries."""

from __future__ import annotations

from datetime import date

import pytest

from wutong.directory.gazetteer import find_places, group

TODAY = date(2026, 11, 24)


def codes(text: str) -> list[str]:
    return [mention.code for mention in find_places(text, TODAY)]


@pytest.mark.parametrize(
    "text",
    [
        "葡萄牙语教材",
        "开设法语、俄语、阿拉伯语、泰语课程",
        "韩国语教师、日本语教师",
        "老挝语和缅甸语翻译",
        "柬埔寨语、蒙古语、印尼语、印度尼西亚语、马来西亚语",
        "на русском языке",
        "по-русски, на китайском языке",
        "учебник французского языка",
        "русский, казахский и китайский языки",
        "Материалы на русском и казахском.",
        "textbooks in Portuguese",
        "Portuguese language textbooks",
        "a course in the French language",
        "taught in English and French.",
        "subtitles in Thai, Lao and Vietnamese",
        "Russian-speaking staff, a Korean translation, Kazakh lessons",
        "languages: Russian, Kazakh and Uzbek.",
    ],
)
def test_a_language_is_no_country(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("葡萄牙里斯本大学", ["PT"]),
        ("泰国语言大学", ["TH"]),
        ("以泰语授课，面向泰国学员", ["TH"]),
        ("葡语国家", ["CPLP"]),
        ("русские специалисты", ["RU"]),
        ("французская сторона", ["FR"]),
        ("китайские и казахские учёные", ["CN", "KZ"]),
        ("French laboratories", ["FR"]),
        ("in Russian universities", ["RU"]),
        ("in Thai and Lao universities", ["TH", "LA"]),
        ("Portuguese-speaking countries", ["CPLP"]),
        ("in Portuguese and with Brazil", ["BR"]),
    ],
)
def test_people_and_places_of_a_country_stay(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "非洲猪瘟防控",
        "非洲马瘟、非洲菊、非洲鲫",
        "日本血吸虫、日本脑炎、美国白蛾",
        "中东呼吸综合征",
        "帕拉马里博",
        "马里博尔大学",
        "古巴比伦、巴林左旗",
        "African swine fever",
        "Middle East respiratory syndrome",
        "африканской чумы свиней",
        "японского энцефалита",
    ],
)
def test_what_only_carries_the_name(text: str) -> None:
    assert codes(text) == []


def test_the_continent_beside_the_disease_is_still_read() -> None:
    assert codes("与非洲国家合作防控非洲猪瘟") == ["AFRICA"]
    assert codes("苏里南帕拉马里博、马里巴马科") == ["SR", "ML", "ML"]


@pytest.mark.parametrize(
    "text",
    ["Киргизия", "в Киргизии", "с Киргизией", "Киргизию", "КИРГИЗИИ", "Киргизской Республике", "киргизские учёные"],
)
def test_kyrgyzstan_by_its_older_name_in_every_case(text: str) -> None:
    assert codes(text) == ["KG"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("东非共同体", "EAC"), ("East African Community", "EAC"), ("EAC partner states", "EAC"),
        ("Восточноафриканского сообщества", "EAC"), ("西共体", "ECOWAS"), ("ECOWAS", "ECOWAS"), ("ЭКОВАС", "ECOWAS"),
        ("Economic Community of West African States", "ECOWAS"), ("西非国家经济共同体成员国", "ECOWAS"),
        ("CELAC", "CELAC"), ("拉共体", "CELAC"), ("СЕЛАК", "CELAC"),
    ],
)  # fmt: skip
def test_communities_are_groups_of_their_own(text: str, code: str) -> None:
    (mention,) = find_places(text, TODAY)
    assert (mention.code, mention.kind) == (code, "region")
    assert mention.countries == group(code).members(TODAY)


@pytest.mark.parametrize(
    ("code", "on", "inside", "outside"),
    [
        ("EAC", date(2001, 1, 1), "KE TZ UG", "RW BI SS CD SO"),
        ("EAC", date(2010, 1, 1), "RW BI", "SS CD SO"),
        ("EAC", date(2023, 1, 1), "SS CD", "SO ET"),
        ("EAC", TODAY, "SO CD KE", "ET MZ"),
        ("ECOWAS", date(1999, 1, 1), "MR ML NE BF CV NG", "MA TD"),
        ("ECOWAS", date(2024, 1, 1), "ML NE BF", "MR"),
        ("ECOWAS", TODAY, "NG GH SN CV", "ML NE BF MR"),
    ],
)
def test_membership_follows_the_day(code: str, on: date, inside: str, outside: str) -> None:
    members = group(code).members(on)
    assert members.issuperset(inside.split())
    assert members.isdisjoint(outside.split())
