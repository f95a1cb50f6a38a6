"""The access table is complete and true: every route × every role is tried through the client."""

from __future__ import annotations

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from wutong.web.access import ACCESS, roles_for
from wutong.web.roles import ROLES

pytestmark = pytest.mark.django_db


def routes() -> dict[str, str]:
    """Every named route of the site with an address that fits it."""
    found: dict[str, str] = {}

    def walk(patterns):
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns)
            elif isinstance(pattern, URLPattern) and pattern.name:
                found[pattern.name] = example(pattern)

    walk(get_resolver().url_patterns)
    return found


EXAMPLES = {"int": 999999, "str": "docx", "slug": "x", "uuid": "00000000-0000-0000-0000-000000000000", "path": "x"}
KEYS = {"uidb36": "1", "key": "set-password", "language": "en", "face": "docx", "iso2": "KZ", "code": "ASEAN"}


def example(pattern: URLPattern) -> str:
    kinds = pattern.pattern.converters
    values = {
        name: KEYS.get(name, EXAMPLES.get(type(kind).__name__.removesuffix("Converter").lower(), "x"))
        for name, kind in kinds.items()
    }
    if not kinds:  # regular expressions of the account library
        groups = pattern.pattern.regex.groupindex
        values = {name: KEYS.get(name, "1") for name in groups}
    return reverse(pattern.name, kwargs=values)


ROUTES = sorted(routes())


def enter(client, world, role: str):
    if role == "public":
        return client
    if role == "none":
        seatless = type(world.people["auditor"]).objects.create_user("seatless@test.example", "x")
        client.force_login(seatless)
    else:
        client.force_login(world.people[role])
    return client


def test_every_route_stands_in_the_table():
    open_to_nobody = [name for name in ROUTES if not roles_for(name) and not name.startswith("account_")]
    assert open_to_nobody == []


def test_the_table_names_no_route_that_does_not_exist():
    assert set(ACCESS) - set(ROUTES) == set()


def test_the_table_names_no_unknown_role():
    assert {role for roles in ACCESS.values() for role in roles} <= set(ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_what_the_table_says_and_nothing_else(client, world, role):
    """A refused page is 403 (or the sign-in page for the public); an allowed one answers for itself, never with an error."""
    visitor = enter(client, world, role)
    wrong = []
    for name, address in routes().items():
        status = visitor.get(address).status_code
        allowed = role in roles_for(name)
        if not roles_for(name):
            fine = status == 404
        elif allowed:
            fine = status in (200, 302, 404, 405, 409)
        else:
            fine = status == 403 if role != "public" else status == 302
        if not fine:
            wrong.append(f"{name} {address}: {status}")
    assert wrong == []


def test_pages_for_nobody_send_the_public_to_the_sign_in_page(client, world):
    answer = client.get(reverse("desk"))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("role", ["unit_coordinator", "auditor", "reviewer"])
def test_a_refused_page_says_why_in_words(client, world, role):
    answer = enter(client, world, role).get(reverse("call_new"), headers={"accept-language": "en"})
    assert answer.status_code == 403
    assert b"not open to your seat" in answer.content
