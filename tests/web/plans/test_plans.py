"""Plans as the public sees them: complete, with their targets, and the crosswalk in both directions."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.urls import reverse

from wutong.plans.content import shipped_crosswalk, shipped_plans
from wutong.plans.models import Plan, PlanItem

HEADINGS = {"A": 34, "B": 26}


@pytest.fixture
def public(db: None, client: Any) -> Any:
    client.cookies["wutong_language"] = "en"
    return client


def shown(client: Any, route: str, *args: Any) -> str:
    answer = client.get(reverse(route, args=args))
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def of(code: str) -> Plan:
    return Plan.objects.get(code=code, version=1)


def test_the_list_leads_to_every_plan(public: Any) -> None:
    page = shown(public, "plans")
    for plan in Plan.objects.all():
        assert reverse("plan", args=[plan.pk]) in page and plan.titles["en"] in page
    assert reverse("plan_read") not in page


def test_the_home_page_leads_to_the_plans(public: Any) -> None:
    page = shown(public, "home")
    assert reverse("plan", args=[of("A").pk]) in page


def test_offices_are_offered_to_read_a_text(world: Any, sign_in: Any) -> None:
    assert reverse("plan_read") in shown(sign_in("middle_officer"), "plans")


@pytest.mark.parametrize("code", ["A", "B"])
def test_every_heading_stands_on_the_page_as_printed(public: Any, code: str) -> None:
    page, content = shown(public, "plan", of(code).pk), shipped_plans()[code]
    headings = [item for item in content.items if item.kind != "letter"]
    assert len(headings) == HEADINGS[code]
    places = [page.index(f'id="item-{item.code}"') for item in content.items]
    assert places == sorted(places)
    for item in headings:
        assert f'<span class="number">{item.number}</span>{item.title["en"]}' in page, item.code
        if item.summary:
            assert item.summary["en"] in page


def test_every_target_stands_as_a_figure_with_its_clause(public: Any) -> None:
    page, content = shown(public, "plan", of("A").pk), shipped_plans()["A"]
    assert len(content.targets) == 5
    for target in content.targets:
        figure = f"{target.value:,}"
        assert re.search(rf'class="figure">{figure}\s*<small[^>]*>{target.unit_label["en"]}<', page), figure
        assert target.quote in page and target.title["en"] in page
        assert f"by {target.due:%Y-%m-%d}" in page
    assert page.count("happened in the period") == 4 and page.count("true on the day") == 1


def test_a_plan_without_figures_shows_no_target(public: Any) -> None:
    assert 'id="targets-title"' not in shown(public, "plan", of("B").pk)


def test_responsible_bodies_stand_with_their_part(public: Any) -> None:
    page = shown(public, "plan", of("A").pk)
    assert "Ministry of Transport (leads)" in page


def test_relations_stand_inline_from_both_plans(public: Any) -> None:
    pages = {code: shown(public, "plan", of(code).pk) for code in ("A", "B")}
    for link in shipped_crosswalk().links:
        assert pages["A"].count(f'#item-{link.target}"') >= 1
        assert pages["B"].count(f'#item-{link.source}"') >= 1
        assert link.note["en"] in pages["A"] and link.note["en"] in pages["B"]


def test_the_same_page_in_chinese_shows_chinese_titles(public: Any) -> None:
    public.cookies["wutong_language"] = "zh-hans"
    page = shown(public, "plan", of("A").pk)
    assert all(item.title["zh-hans"] in page for item in shipped_plans()["A"].items)


def test_large_and_small_plans_need_the_same_queries(public: Any, count_queries: Any) -> None:
    plan = Plan.objects.create(code="S", titles={"en": "Small"})
    PlanItem.objects.create(plan=plan, order=0, code="S1", number="1", level=1, kind="task", titles={"en": "One"})
    one = count_queries(lambda: shown(public, "plan", plan.pk))
    for number in range(1, 100):
        fields = {"code": f"S{number + 1}", "number": str(number + 1), "titles": {"en": f"Item {number}"}}
        PlanItem.objects.create(plan=plan, order=number, level=1, kind="task", **fields)
    assert count_queries(lambda: shown(public, "plan", plan.pk)) == one <= 40


def test_the_list_of_plans_needs_the_same_queries_for_1_and_100(public: Any, count_queries: Any) -> None:
    few = count_queries(lambda: shown(public, "plans"))
    for number in range(100):
        Plan.objects.create(code=f"N{number}", titles={"en": f"Plan {number}"})
    assert count_queries(lambda: shown(public, "plans")) == few <= 40


def test_the_crosswalk_shows_every_link_and_who_stands_alone(public: Any) -> None:
    a, b = of("A"), of("B")
    page = shown(public, "plan_crosswalk", a.pk, b.pk)
    links = shipped_crosswalk().links
    assert f"{len(links)} relations" in page
    assert all(link.note["en"] in page for link in links)
    met = {link.target for link in links}
    alone = [item for item in shipped_plans()["B"].items if item.kind == "task" and item.code not in met]
    for item in alone:
        assert item.title["en"] in page.partition("without a counterpart")[2]


def test_the_other_direction_turns_wider_into_narrower(public: Any) -> None:
    a, b = of("A"), of("B")
    forth, back = shown(public, "plan_crosswalk", a.pk, b.pk), shown(public, "plan_crosswalk", b.pk, a.pk)
    assert reverse("plan_crosswalk", args=[b.pk, a.pk]) in forth
    words = [re.findall(r">(wider than|narrower than)</span>", page) for page in (forth, back)]
    assert words[0].count("wider than") == words[1].count("narrower than") > 0
    assert words[0].count("narrower than") == words[1].count("wider than") > 0


def test_plans_without_a_crosswalk_say_so(public: Any) -> None:
    plan = Plan.objects.create(code="S", titles={"en": "Small"})
    assert "have no crosswalk" in shown(public, "plan_crosswalk", plan.pk, of("A").pk)
    assert "This plan has no items" in shown(public, "plan", plan.pk)
