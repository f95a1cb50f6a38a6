"""Where a need comes from, through files, containers and offices below."""

from __future__ import annotations

import pytest

from tests.exchange.merged import Desk, stated
from wutong.calls.models import Need
from wutong.exchange.labels import priority, say
from wutong.exchange.tracing import WITH_FILES, sources_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(world, call) -> Desk:
    return Desk(call, world.division, world.by["programme_officer"], world.at)


def trace(*needs: Need, language: str = "zh-hans"):
    rows = Need.objects.filter(pk__in=[need.pk for need in needs]).select_related(*WITH_FILES)
    found = sources_of(rows, language)
    return [found[need.pk] for need in needs]


def test_the_place_is_the_one_that_was_read(desk, world):
    cell = {"kind": "cell", "sheet": "需求汇总", "row": 5, "column": 2}
    need = desk.reply(world.university, stated("甲", places={"need": cell}), file=desk.file("表.xlsx"))[0]
    (source,) = trace(need)[0]
    assert (source.file, source.place.sheet, source.place.row, source.place.column) == ("表.xlsx", "需求汇总", 5, 2)


def test_what_else_a_place_may_hold_does_no_harm(desk, world):
    place = {"kind": "paragraph", "paragraph": 4, "quote": "原文", "confidence": 0.4}
    need = desk.reply(world.university, stated("甲", places={"need": place}), file=desk.file("函.docx"))[0]
    assert trace(need)[0][0].place.paragraph == 4


def test_a_file_without_a_place_still_says_how_it_lay_in_its_container(desk, world):
    outer = desk.file("报送.zip")
    inner = desk.file("表.docx", parent=outer, path=("内.zip", "表.docx"))
    need = desk.reply(world.university, stated("甲", places={}), file=inner)[0]
    (source,) = trace(need)[0]
    assert (source.file, source.place.path) == ("报送.zip", ("内.zip", "表.docx"))
    assert source.digest == outer.stored.sha256


@pytest.mark.parametrize(("language", "unit"), [("zh-hans", "测试大学"), ("en", "University of Tests")])
def test_units_are_named_in_the_language_of_the_document(desk, world, language, unit):
    need = desk.reply(world.university, stated("甲"), file=desk.file("函.docx"))[0]
    assert trace(need, language=language)[0][0].unit == unit


def test_two_floors_down_the_files_are_still_found(desk, world):
    bottom = desk.reply(world.university, stated("底层甲"), stated("底层乙"), file=desk.file("底层.docx"))
    middle = desk.reply(world.abroad, stated("中层", merged_from_id=desk.group(*bottom).pk))
    top = desk.reply(world.province, stated("顶层", merged_from_id=desk.group(*middle).pk))
    assert [source.file for source in trace(top[0])[0]] == ["底层.docx", "底层.docx"]


def test_a_merged_need_whose_group_is_empty_names_itself(desk, world):
    group = desk.group(*desk.reply(world.university, stated("甲"), file=desk.file("函.docx")))
    group.memberships.all().delete()
    need = desk.reply(world.province, stated("合并", merged_from_id=group.pk))[0]
    assert [source.unit for source in trace(need)[0]] == ["测试省科技厅"]


def test_a_need_never_traces_into_a_ring(desk, world):
    """A group that holds the very need made from it would lead round for ever."""
    need = desk.reply(world.province, stated("合并"))[0]
    group = desk.group(*desk.reply(world.university, stated("甲"), file=desk.file("函.docx")))
    Need.objects.filter(pk=need.pk).update(merged_from=group)
    group.memberships.create(consolidation=desk.consolidation, need=need)
    assert {source.unit for source in trace(need)[0]} >= {"测试大学"}


def test_as_many_queries_for_many_needs(desk, world, count_queries):
    first = desk.reply(world.university, *(stated(f"需求{n}") for n in range(3)), file=desk.file("三.docx"))
    few = count_queries(lambda: trace(*first))
    many = desk.reply(world.abroad, *(stated(f"需求{n}") for n in range(40)), file=desk.file("四十.docx"))
    assert count_queries(lambda: trace(*many)) == few


@pytest.mark.parametrize("code", Need.Priority.values)
def test_every_priority_has_words_in_both_languages(code):
    assert priority(code, "zh-hans") != priority(code, "en")


def test_sentences_are_filled_in():
    assert say("title", "zh-hans", plan="甲计划") == "甲计划实施方案"
    assert "甲" in say("introduction_without_plan", "en", call="甲", number="1")
