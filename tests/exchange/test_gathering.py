"""From the records of a consolidation to the values its documents print."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.exchange.merged import PERSON, PHONE, Desk, merged_call, stated
from wutong.calls.models import Need
from wutong.calls.steps.grouping import open_consolidation
from wutong.exchange.gathering import gather, money_of
from wutong.exchange.sections import han, printed
from wutong.exchange.values import Money

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(world, call) -> Desk:
    return merged_call(world, call)


def by_title(found, title):
    return next(need for need in found.asked if need.title == title)


def test_every_current_need_is_gathered_once(desk):
    found = gather(desk.consolidation, "zh-hans")
    current = Need.objects.filter(call=desk.call, is_current=True)
    assert sorted(need.pk for need in found.needs) == sorted(current.values_list("pk", flat=True))
    assert len(found.asked) == len(found.needs)


def test_a_need_in_no_group_waits_and_is_not_lost(desk):
    late = by_title(gather(desk.consolidation, "zh-hans"), "新到的需求")
    assert (late.outcome, late.group) == ("waiting", "")


def test_outcomes_say_what_became_of_each(desk):
    found = gather(desk.consolidation, "zh-hans")
    outcomes = {need.title: need.outcome for need in found.asked}
    assert outcomes["联合实验室"] == outcomes["联合实验室建设"] == "merged"
    assert (outcomes["培训班"], outcomes["购买设备"], outcomes["园区规划"]) == ("accepted", "declined", "waiting")
    assert by_title(found, "购买设备").reason == "不属于本计划的任务"


def test_only_accepted_groups_become_rows(desk):
    found = gather(desk.consolidation, "zh-hans")
    assert [merged.title for _group, merged in found.rows] == ["联合实验室", "培训班"]


def test_a_need_replaced_by_a_newer_version_is_no_longer_counted(desk, world):
    desk.reply(world.province, stated("全新的需求"), file=desk.file("省厅更正.docx"))
    kept = set(Need.objects.filter(call=desk.call, is_current=True).values_list("pk", flat=True))
    found = gather(desk.consolidation, "zh-hans")
    assert {need.pk for need in found.needs} == kept
    assert all(need.is_current for need in found.needs)


def test_a_group_emptied_by_a_newer_version_is_not_printed(desk):
    Need.objects.filter(title="培训班").update(is_current=False)
    rows = [merged.title for _group, merged in gather(desk.consolidation, "zh-hans").rows]
    assert rows == ["联合实验室"]


def test_units_come_in_the_order_of_the_letter(desk, world):
    units = list(dict.fromkeys(need.unit for need in gather(desk.consolidation, "en").asked))
    assert units == ["Province of Tests", "University of Tests"]  # the letter names the province first


def test_every_row_leads_to_unit_file_and_place(desk):
    found = gather(desk.consolidation, "zh-hans")
    laboratory = found.rows[0][1]
    assert {source.file for source in laboratory.sources} == {"大学回函.eml", "省厅需求.xlsx"}
    first = next(source for source in laboratory.sources if source.file == "大学回函.eml")
    assert (first.unit, first.place.path, first.place.paragraph) == ("测试大学", ("需求表.docx",), 3)
    assert all(source.digest for need in found.asked for source in need.sources)


def test_a_need_stated_on_the_page_names_its_version(desk, world):
    need = desk.reply(world.abroad, stated("境外需求"))[0]
    source = by_title(gather(desk.consolidation, "en"), "境外需求").sources[0]
    assert str(need.reply.version) in source.file
    assert source.place is None


def test_a_need_merged_below_leads_to_the_files_of_those_below(desk, world, make_call):
    below = Desk(desk.call, world.province, world.by["middle_officer"], world.at)
    group = below.group(*Need.objects.filter(title__in=["联合实验室", "购买设备"]))
    desk.reply(world.abroad, stated("合并上报", merged_from_id=group.pk))
    sources = by_title(gather(desk.consolidation, "zh-hans"), "合并上报").sources
    assert {source.unit for source in sources} == {"测试大学"}
    assert len(sources) == 2


def test_the_public_hears_of_no_person(desk):
    found = gather(desk.consolidation, "zh-hans", public=True)
    said = "".join(f"{need.title}{need.text}{need.contact}{need.group_title}" for need in found.asked)
    said += "".join(f"{merged.title}{merged.wording}" for _group, merged in found.rows)
    assert PERSON not in said and PHONE not in said
    assert "建设联合实验室（哈萨克斯坦）。" in said


def test_the_public_does_not_see_where_an_open_need_may_go(desk):
    assert by_title(gather(desk.consolidation, "zh-hans"), "园区规划").group == "4"
    assert by_title(gather(desk.consolidation, "zh-hans", public=True), "园区规划").group == ""


def test_amounts_of_one_currency_add_up_over_units(desk):
    assert gather(desk.consolidation, "zh-hans").rows[0][1].money == (Money(Decimal(800_000), "CNY"),)


def test_one_unit_saying_it_twice_asks_for_the_money_once():
    twice = [Need(unit_id=1, amount=Decimal(amount), currency="CNY") for amount in (50, 70)]
    other = Need(unit_id=2, amount=Decimal(30), currency="CNY")
    abroad = Need(unit_id=1, amount=Decimal(9), currency="USD")
    assert money_of([*twice, other, abroad, Need(unit_id=3)]) == (Money(Decimal(100), "CNY"), Money(Decimal(9), "USD"))


@pytest.mark.parametrize(
    ("dates", "printed_as"),
    [
        ((date(2027, 1, 1), date(2028, 12, 31)), "2027–2028"),
        ((date(2027, 1, 1), date(2027, 12, 31)), "2027"),
        ((None, date(2028, 1, 1)), "2028"),
        ((None, None), "三年"),
    ],
)
def test_periods_are_years_or_the_unit_s_words(desk, dates, printed_as):
    Need.objects.filter(title="培训班").update(starts_on=dates[0], ends_on=dates[1], period_words="三年")
    assert by_title(gather(desk.consolidation, "zh-hans"), "培训班").period == printed_as


def test_rows_stand_under_their_task_and_the_rest_last(desk):
    sections = gather(desk.consolidation, "zh-hans").sections
    held = {part.title: [need.title for need in part.needs] for top in sections for part in top.walk() if part.needs}
    assert ["联合实验室"] in held.values()
    assert sections[-1].title == "其他需求" and [need.title for need in sections[-1].needs] == ["培训班"]


def test_without_a_plan_everything_stands_in_one_section(desk):
    desk.consolidation.plan = None
    sections = gather(desk.consolidation, "en").sections
    assert [section.title for section in sections] == ["Other needs"]


def test_as_many_queries_for_many_groups_as_for_few(desk, world, count_queries):
    few = count_queries(lambda: gather(desk.consolidation, "zh-hans"))
    for number in range(12):
        desk.group(*desk.reply(world.abroad, stated(f"更多需求{number}"), file=desk.file(f"{number}.docx"))[-1:])
    assert count_queries(lambda: gather(desk.consolidation, "zh-hans")) == few


def test_an_empty_consolidation_is_an_empty_document(world, call):
    empty = open_consolidation(call, world.division, by=world.by["programme_officer"], at=world.at)
    found = gather(empty, "zh-hans")
    assert (found.rows, found.asked) == ((), ())


@pytest.mark.parametrize(("number", "said"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五")])
def test_chinese_numerals(number, said):
    assert han(number) == said


@pytest.mark.parametrize(
    ("path", "chinese", "english"),
    [((2,), "二、", "2."), ((2, 3), "（三）", "2.3"), ((2, 3, 1), "1.", "2.3.1"), ((1, 1, 1, 4), "（4）", "1.1.1.4")],
)
def test_headings_are_numbered_as_the_standard_says(path, chinese, english):
    assert (printed(path, "zh-hans"), printed(path, "en")) == (chinese, english)
