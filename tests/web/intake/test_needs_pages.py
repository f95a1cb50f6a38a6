"""The list of needs and the page of one: filters, places, corrections, what became of it."""

from __future__ import annotations

import pytest

from wutong.calls.models import Membership, Need, NeedGroup
from wutong.calls.steps.grouping import open_consolidation


@pytest.fixture
def needs(take, files):
    take(
        ("测试大学.docx", files.letter("测试大学")),
        ("省厅.docx", files.letter("测试省科技厅", [("智慧港口调度", "埃及")])),
    )
    return list(Need.objects.filter(is_current=True).order_by("pk"))


@pytest.fixture
def listed(officer_client, call, needs):
    def found(query=""):
        answer = officer_client.get(f"/calls/{call.pk}/needs/{query}")
        assert answer.status_code == 200
        return sorted(need.title for need, _unsure in answer.context["rows"])

    return found


def test_before_any_reply_the_page_says_so(officer_client, call):
    assert "No needs yet" in officer_client.get(f"/calls/{call.pk}/needs/").content.decode()


def test_filters_narrow(listed, world):
    assert len(listed()) == 3
    assert listed(f"?unit={world.province.pk}") == ["智慧港口调度"]
    assert listed("?country=VN") == ["耐盐水稻育种"]
    assert listed("?text=组件") == ["光伏组件可靠性"]
    assert listed("?country=VN&text=组件") == []
    field = Need.objects.get(title="光伏组件可靠性").field
    assert "光伏组件可靠性" in listed(f"?field={field}")


@pytest.mark.parametrize(
    "query", ["?unit=999", "?unit=x", "?country=QQ", "?after=x", "?after=99999999999999999999", "?field=x"]
)
def test_senseless_filters_narrow_nothing(listed, query):
    assert len(listed(query)) == 3


def test_unsure_values_are_found_until_a_person_corrects_them(listed, needs):
    need = needs[0]
    Need.objects.update(places={})
    need.places = {"field": {"confidence": 0.3, "quote": "", "place": {"kind": "line", "line": 1}}}
    need.save()
    assert listed("?unsure=on") == [need.title]
    need.corrections = {"field": {"was": "a", "now": "b"}}
    need.save()
    assert listed("?unsure=on") == []


def test_pages_follow_each_other_by_key(officer_client, call, needs):
    spare = Need.objects.get(pk=needs[0].pk)
    copies = [vars(spare) | {"id": None, "number": 100 + n, "title": f"n{n}"} for n in range(60)]
    Need.objects.bulk_create(Need(**{k: v for k, v in row.items() if k != "_state"}) for row in copies)
    first = officer_client.get(f"/calls/{call.pk}/needs/?text=n").context
    assert (len(first["rows"]), first["page"].count) == (50, 60)
    second = officer_client.get(f"/calls/{call.pk}/needs/?{first['next_query']}").context
    assert len(second["rows"]) == 10 and not second["next_query"]
    assert not {need.pk for need, _u in first["rows"]} & {need.pk for need, _u in second["rows"]}


def test_as_many_queries_for_fifty_as_for_one(officer_client, call, needs, count_queries):
    def page():
        return officer_client.get(f"/calls/{call.pk}/needs/?text=题")

    Need.objects.filter(pk=needs[0].pk).update(title="题一")
    one = count_queries(page)
    spare = {k: v for k, v in vars(needs[0]).items() if k != "_state"}
    Need.objects.bulk_create(Need(**(spare | {"id": None, "number": 100 + n, "title": f"题{n}"})) for n in range(49))
    assert count_queries(page) == one <= 20


def test_a_need_shows_each_value_with_quote_and_place(officer_client, needs):
    need = next(need for need in needs if need.title == "耐盐水稻育种")
    answer = officer_client.get(f"/needs/{need.pk}/")
    words = answer.content.decode()
    told = {value.name: value for value in answer.context["values"]}
    assert (told["countries"].shown, told["countries"].quote) == ("Vietnam", "越南")
    assert f'href="/triage/{need.file_id}/#{told["title"].anchor}"' in words
    original = officer_client.get(f"/triage/{need.file_id}/").content.decode()
    assert f'id="{told["title"].anchor}"' in original, "the link leads to a place that is there"


def test_corrections_are_told_with_what_was_read(officer_client, needs):
    change = {"countries": {"was": ["KZ"], "now": ["UZ"]}}
    Need.objects.filter(pk=needs[0].pk).update(corrections=change, countries=["UZ"])
    answer = officer_client.get(f"/needs/{needs[0].pk}/")
    told = next(value for value in answer.context["values"] if value.name == "countries")
    assert (told.shown, [one.was for one in told.made]) == ("Uzbekistan", ["Kazakhstan"])


def grouped(need, world, state):
    by = world.by["programme_officer"]
    consolidation = open_consolidation(need.call, world.division, by=by, at=world.at)
    decided = {"decided_at": world.at} if state != "proposed" else {}
    group = NeedGroup.objects.create(
        consolidation=consolidation, number=7, titles={"en": "Merged row"}, state=state, reason="as merged", **decided
    )
    Membership.objects.create(consolidation=consolidation, group=group, need=need)


@pytest.mark.parametrize(
    "role, state, told",
    [
        ("programme_officer", "proposed", True),
        ("auditor", "proposed", True),
        ("unit_coordinator", "proposed", False),
        ("unit_coordinator", "accepted", True),
        ("unit_coordinator", "declined", True),
    ],
)
def test_what_became_of_it_is_told_to_the_unit_once_decided(sign_in, needs, world, role, state, told):
    need = next(need for need in needs if need.unit_id == world.university.pk)
    grouped(need, world, state)
    words = sign_in(role).get(f"/needs/{need.pk}/").content.decode()
    assert ("Merged row" in words) is told


def test_a_unit_sees_its_own_needs_only(sign_in, needs, call, world):
    client = sign_in("unit_coordinator")
    rows = client.get(f"/calls/{call.pk}/needs/").context["rows"]
    assert {need.unit_id for need, _u in rows} == {world.university.pk}
    other = next(need for need in needs if need.unit_id == world.province.pk)
    assert client.get(f"/needs/{other.pk}/").status_code == 404


@pytest.mark.parametrize("role", ["applicant", "reviewer"])
def test_outsiders_have_no_entry(sign_in, needs, call, role):
    client = sign_in(role)
    assert client.get(f"/calls/{call.pk}/needs/").status_code == 403
    assert client.get(f"/needs/{needs[0].pk}/").status_code == 403
