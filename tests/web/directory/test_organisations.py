"""Organisations: the list, the page, the form with its errors at the field."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from wutong.directory.models import Organisation
from wutong.directory.queries import aliases_of
from wutong.directory.steps import add_organisation, change_organisation

GOOD = {
    "name_zh_hans": "新大学",
    "name_en": "New University",
    "kind": "university",
    "country": "CN",
    "aliases": "新大\nNU",
    "email": "office@new.example",
    "ror": "https://ror.org/03yrm5c26",
    "uscc": "91350100M000100Y43",
}


def page(client: Any, route: str, *args: Any, **asked: str) -> str:
    answer = client.get(reverse(route, args=args), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_shows_the_tree(world: Any, sign_in: Any) -> None:
    shown = page(sign_in("reviewer"), "organisations")
    assert shown.index("Province of Tests") < shown.index("Alpha College") < shown.index("Beta College")
    assert "tree-1" in shown
    assert "Add a unit" not in shown


@pytest.mark.parametrize(("text", "found"), [("alpha", "Alpha College"), ("测试甲", "Alpha College"), ("nobody", None)])
def test_a_search_finds_by_any_name(world: Any, sign_in: Any, text: str, found: str | None) -> None:
    shown = page(sign_in("auditor"), "organisations", text=text)
    assert ("Alpha College" in shown) is (found is not None)
    assert "Beta College" not in shown
    assert ("Nothing is called that" in shown) is (found is None)


def test_a_search_by_htmx_answers_the_rows_only(world: Any, sign_in: Any) -> None:
    client = sign_in("auditor")
    answer = client.get(reverse("organisations"), {"kind": "abroad"}, headers={"HX-Request": "true"})
    shown = answer.content.decode()
    assert "Office Abroad" in shown and "<html" not in shown and 'id="found"' in shown


def test_an_empty_directory_says_what_to_do_next(world: Any, sign_in: Any, monkeypatch: Any) -> None:
    from wutong.directory import queries

    monkeypatch.setattr(queries, "organisations", lambda *a, **k: Organisation.objects.none())
    assert reverse("organisation_import") in page(sign_in("administrator"), "organisations")


def test_the_list_needs_the_same_queries_for_1_and_100(world: Any, sign_in: Any, count_queries: Any) -> None:
    client = sign_in("programme_officer")
    few = count_queries(lambda: page(client, "organisations", text="测试大学"))
    for number in range(100):
        names = {"zh-hans": f"测试大学{number}"}
        add_organisation(names=names, kind="park", parent=world.university, by=world.machine, at=world.at)
    assert count_queries(lambda: page(client, "organisations", text="测试大学")) == few <= 40


def test_the_page_shows_names_identifiers_place_and_history(world: Any, sign_in: Any) -> None:
    change_organisation(world.college_a, ror="03yrm5c26", aliases=["甲院"], by=world.by["middle_officer"], at=world.at)
    shown = page(sign_in("middle_leader"), "organisation", world.college_a.pk)
    for words in ("测试甲学院", "Alpha College", "甲院", "https://ror.org/03yrm5c26", "Province of Tests"):
        assert words in shown
    assert "changed in the directory" in shown and "middle_officer" in shown


def test_history_shows_old_and_new_in_words(world: Any, sign_in: Any) -> None:
    by = world.machine
    change_organisation(world.college_a, parent=world.university, kind="institute", by=by, at=world.at)
    shown = page(sign_in("administrator"), "organisation", world.college_a.pk)
    assert "Province of Tests</span> →" in shown and "research institute" in shown


@pytest.mark.parametrize(("role", "sees"), [("unit_leader", True), ("middle_leader", False), ("reviewer", True)])
def test_seats_show_only_to_those_inside(world: Any, sign_in: Any, role: str, sees: bool) -> None:
    shown = page(sign_in(role), "organisation", world.university.pk)
    assert ("Who sits here" in shown) is sees
    assert ("unit_leader@test.example" in shown) is sees


def test_the_page_of_a_large_office_needs_no_more_queries(world: Any, sign_in: Any, count_queries: Any) -> None:
    client = sign_in("programme_officer")
    few = count_queries(lambda: page(client, "organisation", world.province.pk))
    for number in range(30):
        names = {"zh-hans": f"下属{number}"}
        add_organisation(names=names, kind="park", parent=world.province, by=world.machine, at=world.at)
    assert count_queries(lambda: page(client, "organisation", world.province.pk)) == few <= 40


def test_a_unit_is_added(world: Any, sign_in: Any) -> None:
    answer = sign_in("programme_officer").post(reverse("organisation_add"), GOOD | {"parent": world.province.pk})
    made = Organisation.objects.get(ror="03yrm5c26")
    assert answer["Location"] == reverse("organisation", args=[made.pk])
    assert made.names == {"authoritative": "zh-hans", "zh-hans": "新大学", "en": "New University"}
    assert (made.parent, made.uscc, made.country_id) == (world.province, GOOD["uscc"], "CN")
    assert set(aliases_of(made)) == {"新大", "NU"}


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("ror", "03yrm5c27", "check digits"),
        ("ror", "hello", "nine characters"),
        ("uscc", "91350100M000100Y44", "check character"),
        ("uscc", "9135", "18 characters"),
        ("email", "nobody", "valid email"),
        ("kind", "castle", "castle"),
    ],
)
def test_an_error_stands_at_its_field(world: Any, sign_in: Any, field: str, value: str, words: str) -> None:
    answer = sign_in("administrator").post(reverse("organisation_add"), GOOD | {field: value})
    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors[field])
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not Organisation.objects.filter(names__en="New University").exists()


def test_a_unit_needs_a_name(world: Any, sign_in: Any) -> None:
    nameless = GOOD | {"name_zh_hans": "", "name_en": " "}
    answer = sign_in("administrator").post(reverse("organisation_add"), nameless)
    assert list(answer.context["form"].errors) == ["name_zh_hans"]


def test_an_identifier_in_use_names_its_bearer(world: Any, sign_in: Any) -> None:
    change_organisation(world.college_b, ror="03yrm5c26", by=world.machine, at=world.at)
    answer = sign_in("administrator").post(reverse("organisation_add"), GOOD)
    assert answer.status_code == 422
    assert "Beta College" in str(answer.context["form"].errors["ror"])


def test_a_change_keeps_what_the_form_shows(world: Any, sign_in: Any) -> None:
    client = sign_in("programme_officer")
    address = reverse("organisation_change", args=[world.college_a.pk])
    form = client.get(address).context["form"]
    unchanged = {name: form[name].value() or "" for name in form.fields}
    unchanged["parent"] = world.province.pk
    before = Organisation.objects.filter(pk=world.college_a.pk).values().get()
    assert client.post(address, unchanged).status_code == 302
    assert Organisation.objects.filter(pk=world.college_a.pk).values().get() == before


def test_a_middle_office_changes_its_own_unit_and_not_its_own_place(world: Any, sign_in: Any) -> None:
    client = sign_in("middle_officer")
    own = reverse("organisation_change", args=[world.province.pk])
    assert "parent" not in client.get(own).context["form"].fields
    places = client.get(reverse("organisation_change", args=[world.college_a.pk])).context["form"].fields["parent"]
    assert set(places.queryset) == {world.province, world.college_b}
    values = {"name_zh_hans": "测试甲大学", "kind": "university", "parent": world.province.pk}
    client.post(reverse("organisation_change", args=[world.college_a.pk]), values)
    assert Organisation.objects.get(pk=world.college_a.pk).names["zh-hans"] == "测试甲大学"


def test_a_sub_unit_form_starts_under_its_office(world: Any, sign_in: Any) -> None:
    shown = page(sign_in("programme_officer"), "organisation_add", under=str(world.province.pk))
    assert f'<option value="{world.province.pk}" selected>' in shown
