"""A new installation is made ready by one command, all of it or nothing."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from wutong.directory.models import Country, Organisation, Seat, User
from wutong.plans.models import Plan

pytestmark = pytest.mark.django_db


def prepare(**changes):
    options = {"office": "测试部", "email": "admin@test.example", "password": "correct-horse-7"} | changes
    out = StringIO()
    call_command("setup", stdout=out, **options)
    return out.getvalue()


def test_the_first_administrator_can_sign_in(client):
    assert "Ready" in prepare()
    client.post(reverse("account_login"), {"login": "admin@test.example", "password": "correct-horse-7"})
    assert client.get(reverse("journal")).status_code == 200


def test_reference_data_and_plans_are_there():
    prepare()
    assert Country.objects.count() > 200
    assert set(Plan.objects.values_list("code", flat=True)) == {"A", "B"}
    assert Seat.objects.get().role == "administrator"


def test_a_weak_password_is_refused_and_nothing_is_made():
    with pytest.raises(CommandError):
        prepare(password="password")
    assert not User.objects.exists()
    assert not Organisation.objects.exists()


def test_the_same_account_is_not_made_twice():
    prepare()
    with pytest.raises(CommandError, match="already"):
        prepare()
