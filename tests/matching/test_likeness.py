"""How alike, and why."""

from __future__ import annotations

import pytest

from wutong.matching import Encoder, Item, LexicalEncoder, Likeness, SentenceEncoder, compare
from wutong.matching.glosses import gloss, han_words, pivot_words
from wutong.matching.likeness import REASONS

KHMER = "ការស្រាវជ្រាវអំពីការដាំដុះស្រូវ"
KAZAKH = "Бірлескен зертхана құру және ғылыми зерттеу"


def words_of(likeness: Likeness) -> dict[str, str]:
    return {reason.a: reason.b for reason in likeness.reasons if reason.kind == "word"}


def test_a_translation_is_close_and_the_words_say_why(encoder: SentenceEncoder) -> None:
    near = compare(
        Item("a", "与泰国共建铁路联合实验室"), Item("b", "A joint railway laboratory with Thailand"), encoder=encoder
    )
    far = compare(Item("a", "与泰国共建铁路联合实验室"), Item("b", "Vaccines against malaria"), encoder=encoder)
    assert near.score > 0.6 > 0.3 > far.score
    assert words_of(near) == {"铁路": "railway", "泰国": "thailand"}  # 实验室 is commonplace
    assert next(reason.gloss for reason in near.reasons if reason.a == "铁路").startswith("railroad")
    assert near.route == "direct"
    assert near.languages == ("zh", "en")
    assert not far.reasons


def test_likeness_is_the_same_both_ways(encoder: SentenceEncoder) -> None:
    a, b = Item("a", "海水淡化示范"), Item("b", "Desalination of sea water")
    one, other = compare(a, b, encoder=encoder), compare(b, a, encoder=encoder)
    assert one.score == pytest.approx(other.score, abs=1e-5)
    assert one.languages == other.languages[::-1]


def test_the_same_text_is_as_like_as_can_be(encoder: SentenceEncoder) -> None:
    assert compare(Item("a", "冰川融水评估"), Item("a", "冰川融水评估"), encoder=encoder).score == pytest.approx(
        1, abs=1e-4
    )


def test_russian_is_compared_though_no_dictionary_gives_reasons(encoder: SentenceEncoder) -> None:
    found = compare(
        Item("a", "Железнодорожная лаборатория с Таиландом"), Item("b", "与泰国共建铁路实验室"), encoder=encoder
    )
    assert found.score > 0.5
    assert not words_of(found)


def test_words_everyone_uses_are_no_reason(encoder: SentenceEncoder) -> None:
    found = compare(Item("a", "开展技术合作研究"), Item("b", "合作开展水稻技术研究"), encoder=encoder)
    assert not words_of(found)


def test_two_chinese_words_with_one_gloss_are_not_one_word(encoder: SentenceEncoder) -> None:
    found = compare(Item("a", "水稻品种"), Item("b", "水稻育种"), encoder=encoder)
    assert set(words_of(found)) == {"水稻"}


def test_endings_do_not_hide_a_shared_word(encoder: SentenceEncoder) -> None:
    found = compare(Item("a", "Мастерская сварки"), Item("b", "Создать мастерскую"), encoder=encoder)
    assert words_of(found) == {"мастерская": "мастерскую"}


def test_shared_numbers_and_facts_are_reasons_too(encoder: SentenceEncoder) -> None:
    facts = {"country": frozenset({"TH", "LA"})}
    a = Item("a", "培训2,500人次", facts=facts)
    b = Item("b", "Train 2500 persons", facts={"country": frozenset({"TH"})})
    kinds = {(reason.kind, reason.a, reason.b) for reason in compare(a, b, encoder=encoder).reasons}
    assert ("number", "2500", "2500") in kinds
    assert ("fact", "country", "TH") in kinds


def test_the_fact_that_keeps_two_apart_is_named(encoder: SentenceEncoder) -> None:
    a = Item("a", "共建实验室", facts={"country": frozenset({"TH"}), "field": frozenset({"ict"})})
    b = Item("b", "共建实验室", facts={"country": frozenset({"LA"}), "field": frozenset({"ict"})})
    assert compare(a, b, encoder=encoder).parted_by == "country"
    unstated = Item("b", "共建实验室", facts={"country": frozenset()})
    assert compare(a, unstated, encoder=encoder).parted_by is None


def test_reasons_are_few(encoder: SentenceEncoder) -> None:
    text = "面向高寒地区冻土路基变形监测预警装备研制与隧道围岩稳定性数值模拟及桥梁抗震减灾"
    assert len(compare(Item("a", text), Item("b", text + "示范"), encoder=encoder).reasons) == REASONS


def test_an_uncovered_language_is_said_to_be_so(encoder: SentenceEncoder) -> None:
    found = compare(Item("a", KHMER), Item("b", "水稻种植研究"), encoder=encoder)
    assert found.route == "uncovered"
    assert found.score == 0
    assert found.languages == ("km", "zh")


def test_inside_an_uncovered_language_words_still_count(encoder: SentenceEncoder) -> None:
    found = compare(Item("a", "संयुक्त प्रयोगशाला"), Item("b", "संयुक्त प्रयोगशाला दिल्ली"), encoder=encoder)
    assert found.route == "uncovered"
    assert found.score == pytest.approx(found.lexical) and found.score > 0.5


def test_a_summary_carries_an_uncovered_text(encoder: SentenceEncoder) -> None:
    found = compare(Item("a", KHMER, summary="Research on growing rice"), Item("b", "水稻种植研究"), encoder=encoder)
    assert found.route == "summary"
    assert found.score > 0.4
    assert found.languages == ("km", "zh")


def test_a_weak_language_is_compared_with_a_warning(encoder: SentenceEncoder) -> None:
    assert compare(Item("a", KAZAKH), Item("b", "共建联合实验室"), encoder=encoder).weak == ("kk",)
    helped = compare(Item("a", KAZAKH, summary="A joint laboratory"), Item("b", "共建联合实验室"), encoder=encoder)
    assert helped.weak == () and helped.route == "summary"


def test_a_summary_in_an_uncovered_language_helps_nobody(encoder: SentenceEncoder) -> None:
    assert compare(Item("a", KHMER, summary=KHMER), Item("b", "水稻"), encoder=encoder).route == "uncovered"


def test_a_stated_language_is_believed(angles: Encoder) -> None:
    found = compare(Item("a", "10", language="km"), Item("b", "10", language="zh"), encoder=angles)
    assert found.route == "uncovered"


def test_without_weights_the_lexical_encoder_still_meets_chinese_and_english() -> None:
    other = LexicalEncoder()
    near = compare(Item("a", "杂交水稻种植"), Item("b", "Planting of hybrid rice"), encoder=other)
    far = compare(Item("a", "杂交水稻种植"), Item("b", "Automation of container ports"), encoder=other)
    assert near.score > far.score + 0.2


def test_glosses_come_from_the_dictionary_in_both_writings() -> None:
    assert gloss("铁路") == gloss("鐵路")
    assert "rice" in gloss("水稻")
    assert gloss("没有这个词条的词") == ()
    assert not any("CL:" in sense for sense in gloss("铁路"))
    assert any("old" in sense for sense in gloss("老人"))
    assert not any(sense.startswith(("surname", "variant of", "see ")) for word in "李杨行" for sense in gloss(word))


def test_only_han_is_cut_into_words() -> None:
    assert han_words("研发LNG储罐 научное сотрудничество") == ["研发", "储罐"]


def test_a_chinese_word_counts_once_however_many_glosses_it_has() -> None:
    assert sum(pivot_words("水稻").values()) == pytest.approx(1)
    assert pivot_words("hybrid hybrid rice")["hybrid"] == 2
