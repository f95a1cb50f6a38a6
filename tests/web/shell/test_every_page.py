"""Walks the site from the desk of every role, as far as links lead: no dead link, no unsafe or nameless element."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve, reverse

from tests.web.shell.markup import Markup, faults
from wutong.web.access import ACCESS

pytestmark = pytest.mark.django_db
OF_A_KIND = 2  # addresses of one route that are looked at; more of a kind teach nothing
WALKERS = ["middle_leader", "unit_leader", "partner_officer", "applicant", "administrator"]
FILES = {"call_letter", "call_form", "plan_document", "workbook", "feedback", "feedback_all", "inquiry_form"}


def route_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return "static" if address.startswith("/static/") else "nowhere"


def walk(client: Any, *starts: str, of_a_kind: int = OF_A_KIND) -> dict[str, tuple[str, Any]]:
    """Every page reached: address → (the page that led there, the answer)."""
    seen: dict[str, tuple[str, Any]] = {}
    kinds: Counter[str] = Counter()
    waiting = [(start, "start") for start in starts]
    while waiting:
        address, source = waiting.pop(0)
        route = route_of(address)
        if address in seen or kinds[route] >= of_a_kind or route in ("static", "account_logout"):
            continue
        kinds[route] += 1
        answer = client.get(address)
        seen[address] = (source, answer)
        if answer.headers.get("Content-Type", "").startswith("text/html") and answer.status_code == 200:
            links = Markup(answer.content.decode()).links
            waiting += [(urljoin(address, link).partition("#")[0], address) for link in links if own(link)]
    return seen


def own(link: str) -> bool:
    return not urlsplit(link).netloc and urlsplit(link).scheme == "" and not link.startswith("#")


def shown(found: dict[str, tuple[str, Any]]) -> dict[str, str]:
    html = "text/html"
    return {
        address: answer.content.decode()
        for address, (_source, answer) in found.items()
        if answer.headers.get("Content-Type", "").startswith(html) and answer.status_code == 200
    }


def dead(found: dict[str, tuple[str, Any]]) -> list[str]:
    return [
        f"{source} → {address}: {answer.status_code}"
        for address, (source, answer) in found.items()
        if answer.status_code not in (200, 302)
    ]


@pytest.mark.parametrize("role", WALKERS)
def test_every_link_a_role_sees_opens_and_every_page_is_sound(site: Any, sign_in: Any, role: str) -> None:
    found = walk(sign_in(role), reverse("desk"), reverse("home"))
    assert dead(found) == []
    told = {address: faults(html) for address, html in shown(found).items()}
    assert {address: one for address, one in told.items() if one} == {}


def test_the_public_walks_without_a_dead_end(site: Any, client: Any) -> None:
    found = walk(client, reverse("home"))
    assert dead(found) == []
    told = {address: faults(html) for address, html in shown(found).items()}
    assert {address: one for address, one in told.items() if one} == {}


@pytest.mark.parametrize("role", ["programme_officer", "unit_leader"])
def test_every_page_says_the_language_it_is_in(site: Any, sign_in: Any, role: str) -> None:
    client = sign_in(role)
    client.cookies["wutong_language"] = "zh-hans"
    for address, html in shown(walk(client, reverse("desk"), of_a_kind=1)).items():
        assert '<html lang="zh-hans"' in html, address


def test_the_walk_of_an_officer_is_whole_safe_and_by_links_alone(site: Any, sign_in: Any) -> None:
    found = walk(sign_in("programme_officer"), reverse("desk"))
    assert dead(found) == []
    told = {address: faults(html) for address, html in shown(found).items()}
    assert {address: one for address, one in told.items() if one} == {}
    _reaches_nearly_every_page({route_of(address) for address in found})
    for address, (_source, answer) in found.items():
        _carries_the_policy(address, answer)
        if route_of(address) in FILES:
            assert answer.headers["Content-Disposition"].startswith("attachment"), address


def _reaches_nearly_every_page(walked: set[str]) -> None:
    """What no link leads to is as good as not there; what changes something is never a link."""
    actions = {"sit", "set_language", "seat_give", "seat_end", "delegation_end", "call_move", "board_remind"}
    ours = {"desk", "home", "calls", "call", "call_new", "call_edit", "board", "figures", "results", "plans", "plan",
            "plan_crosswalk", "plan_read", "plan_drafts", "plan_draft", "organisations", "organisation", "countries",
            "organisation_add", "organisation_change", "organisation_import", "country", "region_group", "agreements",
            "agreement_record", "delegations", "workspace", "needs", "need", "intake", *FILES - {"inquiry_form"}}  # fmt: skip
    assert ours - walked == set()
    assert actions & walked == set()
    assert walked <= set(ACCESS)


def _carries_the_policy(address: str, answer: Any) -> None:
    policy = answer.headers.get("Content-Security-Policy", "")
    assert "default-src 'self'" in policy and "object-src 'none'" in policy, address
    assert "unsafe-eval" not in policy and "'unsafe-inline'" not in script_part(policy), address
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


def script_part(policy: str) -> str:
    return next(part for part in policy.split(";") if part.strip().startswith("script-src"))


def test_the_nonce_on_the_page_is_the_one_in_the_policy_and_never_the_same(site: Any, sign_in: Any) -> None:
    client, nonces = sign_in("programme_officer"), []
    for _time in range(2):
        answer = client.get(reverse("board", args=[site.call.pk]))
        scripts = [found for tag, found in Markup(answer.content.decode()).elements if tag == "script"]
        nonce = {found["nonce"] for found in scripts if found.get("nonce")}
        assert len(nonce) == 1
        assert f"'nonce-{nonce.copy().pop()}'" in answer.headers["Content-Security-Policy"]
        nonces.append(nonce.pop())
    assert nonces[0] != nonces[1]


def test_signing_in_and_out_are_sound_pages_too(site: Any, client: Any) -> None:
    names = ["account_login", "account_reset_password", "account_reset_password_done"]
    for name in names:
        answer = client.get(reverse(name), headers={"accept-language": "en"})
        assert answer.status_code == 200
        assert faults(answer.content.decode()) == [], name


def test_the_pages_of_ones_own_account_are_sound(site: Any, sign_in: Any) -> None:
    client = sign_in("unit_leader")
    for name in ("account_change_password", "account_logout"):
        answer = client.get(reverse(name))
        assert answer.status_code == 200
        assert faults(answer.content.decode()) == [], name
