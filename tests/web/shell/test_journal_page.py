"""The journal as the auditor reads it: records by name, and found by person, step, kind and day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests.web.shell.markup import Markup, faults
from wutong.base import journal
from wutong.base.journal_models import Entry
from wutong.base.queries import entries
from wutong.calls.states import FLOWS
from wutong.directory.steps import give_seat
from wutong.web.records import KINDS, records_of
from wutong.web.words import moved

pytestmark = pytest.mark.django_db


def journal_page(client: Any, **asked: Any) -> Any:
    return client.get(reverse("journal"), asked)


def listed(answer: Any) -> list[Entry]:
    return [entry for entry, _record in answer.context["rows"]]


def test_every_record_of_a_busy_site_has_a_name(site: Any) -> None:
    kinds = set(Entry.objects.values_list("subject_type", flat=True))
    known = records_of(Entry.objects.all())
    assert kinds <= set(KINDS)
    for entry in Entry.objects.all():
        record = known[entry.subject_type, entry.subject_id]
        assert record.name.strip() and "object (" not in record.name


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_where_a_record_has_a_page_its_reader_comes_to_it(site: Any, sign_in: Any, role: str) -> None:
    client = sign_in(role)
    addresses: dict[str, str] = {}
    for (kind, _number), record in records_of(Entry.objects.all()).items():
        if record.address:
            addresses.setdefault(kind, record.address)
    assert {"call", "inquiry", "reply", "needgroup"} <= set(addresses)
    wrong = {kind: client.get(address).status_code for kind, address in addresses.items()}
    assert set(wrong.values()) == {200}, wrong


def test_names_cost_one_query_for_each_kind(site: Any, count_queries: Any) -> None:
    some = list(Entry.objects.exclude(subject_type="organisation"))
    kinds = {entry.subject_type for entry in some}
    assert count_queries(lambda: records_of(some)) == len(kinds)


def test_a_record_that_is_gone_keeps_its_number(call: Any, sign_in: Any) -> None:
    entry = Entry.objects.filter(subject_type="call").latest("number")
    number = call.pk
    call.delete()
    page = journal_page(sign_in("auditor"), subject="call").content.decode()
    assert f"call {number}" in page and entry.digest in page


@pytest.mark.parametrize("words", ["programme_officer@test", "PROGRAMME_OFFICER@", "programme_off"])
def test_found_by_a_part_of_the_address_or_the_name(site: Any, sign_in: Any, words: str) -> None:
    person = site.world.people["programme_officer"]
    found = listed(journal_page(sign_in("auditor"), who=words))
    assert found and {entry.actor_id for entry in found} == {person.pk}


def test_found_by_a_chinese_name(site: Any, sign_in: Any) -> None:
    person = site.world.people["programme_officer"]
    person.names = {"authoritative": "zh-hans", "zh-hans": "王处长", "en": "Wang"}
    person.save()
    assert {entry.actor_id for entry in listed(journal_page(sign_in("auditor"), who="王处"))} == {person.pk}


def test_found_by_whom_somebody_acted_for(call: Any, world: Any, at: Any) -> None:
    leader, officer = world.people["programme_leader"], world.people["programme_officer"]
    Entry.objects.filter(verb="call.issue").update(actor=officer, on_behalf_of=leader)
    found = entries(world.by["auditor"], who="programme_leader")
    assert [entry.verb for entry in found if entry.on_behalf_of_id] == ["call.issue"]


@pytest.mark.parametrize(
    "asked", [{"verb": "call.issue"}, {"subject": "reply"}, {"verb": "reply.take_in", "subject": "reply"}]
)
def test_step_and_kind_narrow_together(site: Any, sign_in: Any, asked: dict[str, str]) -> None:
    found = listed(journal_page(sign_in("auditor"), **asked))
    assert found
    assert all(entry.verb == asked.get("verb", entry.verb) for entry in found)
    assert all(entry.subject_type == asked.get("subject", entry.subject_type) for entry in found)


def test_one_record_alone(site: Any, sign_in: Any) -> None:
    found = listed(journal_page(sign_in("auditor"), subject="call", record=site.draft.pk))
    assert {(entry.subject_type, entry.subject_id) for entry in found} == {("call", site.draft.pk)}


@pytest.mark.parametrize(("since", "until", "shown"), [(0, 0, True), (1, 9, False), (-9, -1, False), (-1, 0, True)])
def test_both_days_are_included(call: Any, sign_in: Any, at: Any, since: int, until: int, shown: bool) -> None:
    days = {"since": at.date() + timedelta(days=since), "until": at.date() + timedelta(days=until)}
    found = listed(journal_page(sign_in("auditor"), verb="call.issue", **days))
    assert bool(found) is shown


@pytest.mark.parametrize(
    "odd",
    [
        {"since": "yesterday"}, {"until": "9999-12-31"}, {"verb": "no.such"}, {"subject": "nothing"},
        {"record": "x", "subject": "call"}, {"record": "9" * 30, "subject": "call"}, {"who": "x" * 500}, {"page": "z"},
    ],
)  # fmt: skip
def test_odd_searches_are_answered(call: Any, sign_in: Any, odd: dict[str, str]) -> None:
    answer = journal_page(sign_in("auditor"), **odd)
    assert answer.status_code == 200
    assert faults(answer.content.decode()) == []


def test_nothing_found_says_so_and_leads_back(call: Any, sign_in: Any) -> None:
    page = journal_page(sign_in("auditor"), who="nobody at all").content.decode()
    assert "Nothing in the journal fits this search" in page
    assert reverse("journal") in Markup(page).links


def test_the_search_stays_in_its_fields_and_on_the_next_page(call: Any, world: Any, sign_in: Any, at: Any) -> None:
    for _number in range(60):
        journal.record("call.change", call, by=world.by["programme_officer"], at=at)
    page = journal_page(sign_in("auditor"), verb="call.change", who="officer").content.decode()
    assert 'value="officer"' in page
    assert any("verb=call.change" in link and "page=2" in link for link in Markup(page).links)


def test_a_step_says_from_which_state_to_which(call: Any, sign_in: Any) -> None:
    page = journal_page(sign_in("auditor"), verb="call.issue").content.decode()
    assert "draft → issued" in page


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_every_change_of_state_is_in_the_words_of_its_flow(flow: Any) -> None:
    for move in flow.moves.values():
        for source in move.sources:
            said = moved(Entry(verb=f"{flow.name}.{move.name}", changes={"state": [source, move.target]}))
            same = source == move.target
            assert said == ("" if same else f"{flow.states[source]} → {flow.states[move.target]}")


@pytest.mark.parametrize("changes", [{}, {"state": []}, {"state": ["draft"]}, {"title": [1, 2]}])
def test_a_step_without_a_change_of_state_says_none(changes: dict[str, Any]) -> None:
    assert moved(Entry(verb="call.change", changes=changes)) == ""


def test_the_journal_is_shut_to_others(call: Any, sign_in: Any, world: Any, at: Any) -> None:
    give_seat(user=world.people["auditor"], role="auditor", organisation=world.division, since=at.date(),
              by=world.machine, at=at)  # fmt: skip
    assert journal_page(sign_in("unit_leader")).status_code == 403
    assert not entries(world.by["unit_leader"]).exists()
