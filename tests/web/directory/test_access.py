"""Who may open which page of the directory and of plans, role by role, through the client."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from wutong.web.access import roles_for
from wutong.web.access_tables import directory, plans
from wutong.web.routes import directory as directory_routes
from wutong.web.routes import plans as plan_routes

ROLES = [
    "programme_officer",
    "programme_leader",
    "middle_officer",
    "middle_leader",
    "unit_coordinator",
    "unit_leader",
    "partner_officer",
    "applicant",
    "reviewer",
    "auditor",
    "administrator",
]
PLAIN = ["organisations", "countries", "agreements", "plans", "organisation_add", "organisation_import"]
PLAIN += ["agreement_record", "plan_read", "plan_drafts"]


def test_every_address_has_its_row() -> None:
    named = {one.name for module in (directory_routes, plan_routes) for one in module.urlpatterns}
    assert named == set(directory.ACCESS) | set(plans.ACCESS)


@pytest.mark.parametrize("role", ROLES)
def test_pages_open_as_the_table_says(world: Any, sign_in: Any, role: str) -> None:
    client = sign_in(role)
    answers = {route: client.get(reverse(route)).status_code for route in PLAIN}
    assert answers == {route: 200 if role in roles_for(route) else 403 for route in PLAIN}


def test_the_public_sees_plans_and_is_sent_to_sign_in_elsewhere(world: Any, client: Any) -> None:
    assert client.get(reverse("plans")).status_code == 200
    for route in set(PLAIN) - {"plans"}:
        answer = client.get(reverse(route))
        assert answer.status_code == 302 and "/accounts/login/" in answer["Location"], route


@pytest.mark.parametrize("role", ["unit_coordinator", "partner_officer", "auditor", "middle_officer"])
def test_changing_a_foreign_unit_is_not_done(world: Any, sign_in: Any, role: str) -> None:
    place = world.university if role == "middle_officer" else world.college_a
    before = place.names
    answer = sign_in(role).post(
        reverse("organisation_change", args=[place.pk]), {"name_en": "Taken over", "kind": "other"}
    )
    assert answer.status_code in (403, 409)
    place.refresh_from_db()
    assert place.names == before


@pytest.mark.parametrize(
    "route", ["seat_give", "seat_end", "plan_draft_judge", "plan_draft_confirm", "plan_draft_drop"]
)
def test_what_changes_things_is_never_a_link(world: Any, sign_in: Any, route: str) -> None:
    assert sign_in("administrator").get(reverse(route, args=[1])).status_code == 405


@pytest.mark.parametrize(
    "route", ["organisation", "organisation_change", "plan", "plan_draft", "organisation_import_look"]
)
def test_what_is_not_there_is_not_found(world: Any, sign_in: Any, route: str) -> None:
    assert sign_in("administrator").get(reverse(route, args=[987654])).status_code == 404


def test_unknown_countries_and_groups_are_not_found(world: Any, sign_in: Any) -> None:
    client = sign_in("reviewer")
    assert client.get(reverse("country", args=["XX"])).status_code == 404
    assert client.get(reverse("region_group", args=["NOPE"])).status_code == 404
