"""Seats given and ended on the page, and the way in for who has no account yet."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from wutong.directory.models import Seat, User


def give(client: Any, place: Any, **values: str) -> Any:
    form = {"email": "new@test.example", "name": "New Person", "role": "unit_coordinator", "since": "2026-09-10"}
    return client.post(reverse("seat_give", args=[place.pk]), form | values, follow=True)


def test_a_new_address_gets_an_account_and_a_hint(world: Any, sign_in: Any) -> None:
    answer = give(sign_in("unit_leader"), world.university)
    seat = Seat.objects.get(user__email="new@test.example")
    assert (seat.organisation, seat.role, seat.since) == (world.university, "unit_coordinator", date(2026, 9, 10))
    assert "Forgot the password?" in answer.content.decode()
    assert "New Person" in answer.content.decode()


def test_the_new_person_gets_in_by_the_reset_page(world: Any, sign_in: Any, client: Any, mailoutbox: Any) -> None:
    give(sign_in("unit_leader"), world.university)
    client.logout()
    client.post(reverse("account_reset_password"), {"email": "new@test.example"})
    assert [letter.to for letter in mailoutbox] == [["new@test.example"]]
    assert "/accounts/password/reset/key/" in mailoutbox[0].body


def test_a_known_address_is_only_seated(world: Any, sign_in: Any) -> None:
    before = User.objects.count()
    answer = give(sign_in("administrator"), world.abroad, email=world.people["reviewer"].email, role="partner_officer")
    assert "has the seat" in answer.content.decode()
    assert User.objects.count() == before


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": ""}, "email"),
        ({"role": "administrator"}, "role"),
        ({"since": "soon"}, "since"),
        ({"until": "2026-09-01"}, "until"),
    ],
)
def test_a_wrong_field_says_so_and_seats_nobody(world: Any, sign_in: Any, values: dict[str, str], field: str) -> None:
    before = Seat.objects.count(), User.objects.count()
    answer = give(sign_in("unit_leader"), world.university, **values)
    assert answer.status_code == 422
    assert list(answer.context["seat_form"].errors) == [field]
    assert (Seat.objects.count(), User.objects.count()) == before


def test_roles_offered_are_those_one_may_give(world: Any, sign_in: Any) -> None:
    shown = sign_in("unit_leader").get(reverse("organisation", args=[world.university.pk]))
    offered = {code for code, _label in shown.context["seat_form"].fields["role"].choices}
    assert offered == {"unit_coordinator", "unit_leader", "applicant", "reviewer"}


def test_a_foreign_unit_is_refused(world: Any, sign_in: Any) -> None:
    assert give(sign_in("unit_leader"), world.college_a).status_code == 409


def test_a_seat_is_ended_today(world: Any, sign_in: Any) -> None:
    seat = Seat.objects.get(user=world.people["unit_coordinator"])
    sign_in("unit_leader").post(reverse("seat_end", args=[seat.pk]))
    seat.refresh_from_db()
    assert seat.until is not None


def test_another_units_seat_is_not_found(world: Any, sign_in: Any) -> None:
    seat = Seat.objects.get(user=world.people["partner_officer"])
    assert sign_in("unit_leader").post(reverse("seat_end", args=[seat.pk])).status_code == 404
    seat.refresh_from_db()
    assert seat.until is None


def test_a_coordinator_sees_no_seat_form(world: Any, sign_in: Any) -> None:
    shown = sign_in("unit_coordinator").get(reverse("organisation", args=[world.university.pk])).content.decode()
    assert "Who sits here" in shown and "Give a seat" not in shown
