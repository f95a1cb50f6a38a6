"""The countries of a need: its column, its words, its partner, in that order."""

from __future__ import annotations

import pytest

from tests.calls.reading.building import CONTEXT
from wutong.calls.reading.countries import find_countries
from wutong.calls.reading.results import Draft, Found, Piece
from wutong.documents.blocks import Place

HERE = Place("paragraph", paragraph=1)
ASEAN = ("BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN")
CENTRAL_ASIA = ("KG", "KZ", "TJ", "TM", "UZ")


def found(title: str = "", text: str = "", section: str = "", **values: str) -> Found[tuple[str, ...]]:
    draft = Draft(HERE, title=Piece(title, HERE) if title else None, text=[Piece(text, HERE)] if text else [])
    draft.values = {role: [Piece(words, HERE)] for role, words in values.items()}
    draft.sections = (Piece(section, HERE),) if section else ()
    return find_countries(draft, title, CONTEXT)


COLUMNS = [
    ("越南", ("VN",)),
    ("越南、老挝", ("LA", "VN")),
    ("东盟", ASEAN),
    ("中亚五国", CENTRAL_ASIA),
    ("Kazakhstan and Uzbekistan", ("KZ", "UZ")),
    ("Казахстан, Узбекистан", ("KZ", "UZ")),
    ("中国、巴基斯坦", ("PK",)),
    ("东盟（除文莱外）", tuple(c for c in ASEAN if c != "BN")),
    ("塞尔维亚；匈牙利", ("HU", "RS")),
]


@pytest.mark.parametrize(("words", "codes"), COLUMNS, ids=[row[0] for row in COLUMNS])
def test_the_column(words: str, codes: tuple[str, ...]) -> None:
    named = found("水稻合作", "与泰国交流", countries=words)
    assert named.value == codes
    assert named.confidence > 0.9


def test_title_and_text_count_together() -> None:
    assert found("中老铁路养护合作", "在泰国设立分站。").value == ("LA", "TH")


def test_the_home_country_is_never_one() -> None:
    assert found("中国与蒙古共建实验室", "在中国境内研究。").value == ("MN",)


def test_a_country_in_the_name_of_a_body_counts_only_alone() -> None:
    assert found("水稻研究", "与泰国农业大学在老挝开展试验。").value == ("LA",)
    assert found("水稻研究", "与泰国农业大学开展试验。").value == ("TH",)
    assert found("Rice", "With the University of Malaya we would work in Laos.").value == ("LA",)


def test_the_partner_counts_only_when_nothing_else_names_a_country() -> None:
    assert found("水稻研究", "在老挝开展试验。", partner="泰国农业大学").value == ("LA",)
    assert found("水稻研究", "开展试验。", partner="泰国农业大学").value == ("TH",)


def test_earlier_work_elsewhere_does_not_count() -> None:
    assert found("抗旱小麦推广", "我院已在埃及开展试验。拟在苏丹推广。").value == ("SD",)
    assert found("抗旱小麦推广", "我院已在埃及开展试验。").value == ("EG",)


def test_the_road_itself_names_no_country() -> None:
    assert found("“一带一路”联合实验室", "服务一带一路沿线国家。").value == ()


def test_a_region_in_the_title_is_made_precise_by_the_text() -> None:
    assert found("东南亚水稻培训班", "面向越南、泰国学员。").value == ("TH", "VN")
    assert found("东南亚水稻培训班", "面向各国，重点是泰国、越南。").value == ASEAN


def test_a_larger_region_yields_to_one_inside_it() -> None:
    assert found("欧洲电力市场研讨", "邀请中东欧国家专家。").value == found(countries="中东欧国家").value


def test_a_section_lends_its_country() -> None:
    assert found("水稻研究", "联合育种。", section="（一）与越南的合作").value == ("VN",)


def test_dollars_are_no_country() -> None:
    assert found("Rice", "The budget is 20,000 US dollars, in Kenya.").value == ("KE",)


def test_without_any_country_confidence_is_low() -> None:
    named = found("水稻研究", "联合育种。")
    assert (named.value, named.confidence < 0.5) == ((), True)
