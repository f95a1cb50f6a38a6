"""Start page, desk, seats, language, delegations, journal, work: through the client."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from wutong.base.models import Entry, Work
from wutong.directory.models import Delegation, Seat
from wutong.directory.steps import give_seat

pytestmark = pytest.mark.django_db


def test_the_public_front_shows_open_calls_and_nothing_more(client, call):
    page = client.get(reverse("home"), headers={"accept-language": "en"}).content.decode()
    assert "Call for needs" in page
    assert "Please send your needs" not in page


def test_the_front_page_follows_the_browsers_language(client, call):
    assert "关于征集需求的函" in client.get(reverse("home"), headers={"accept-language": "zh-CN"}).content.decode()


def test_an_open_inquiry_waits_on_the_desk_of_its_unit(sign_in, call):
    assert "Inquiries to answer" in sign_in("unit_coordinator").get(reverse("desk")).content.decode()


def test_a_quiet_desk_says_so(sign_in, world):
    assert "Nothing waits for you" in sign_in("auditor").get(reverse("desk")).content.decode()


def test_a_late_answer_waits_on_the_desk_of_the_office(sign_in, make_call, at):
    make_call(deadline=at - timedelta(days=1))
    assert "Overdue answers" in sign_in("programme_officer").get(reverse("desk")).content.decode()


def test_signing_in_is_journaled(client, world):
    client.post(reverse("account_login"), {"login": "unit_leader@test.example", "password": "test-pass-1"})
    entry = Entry.objects.filter(verb="account.sign_in").get()
    assert entry.actor_id == world.people["unit_leader"].pk


def test_a_second_seat_can_be_chosen(sign_in, world, at):
    person = world.people["unit_coordinator"]
    seat = give_seat(
        user=person, role="unit_coordinator", organisation=world.college_a, since=at.date(), by=world.machine, at=at
    )
    client = sign_in("unit_coordinator")
    client.post(reverse("sit"), {"chair": f"s{seat.pk}"})
    assert client.get(reverse("desk")).context["chair"].seat == seat


def test_a_seat_of_somebody_else_cannot_be_chosen(sign_in, world):
    other = Seat.objects.get(user=world.people["programme_leader"])
    client = sign_in("unit_coordinator")
    client.post(reverse("sit"), {"chair": f"s{other.pk}"})
    assert client.get(reverse("desk")).context["chair"].seat.user == world.people["unit_coordinator"]


def lend(world, client, **changes):
    today = world.at.date()
    values = {"to": world.people["unit_coordinator"].pk, "since": today, "until": today + timedelta(days=7)}
    return client.post(reverse("delegations"), values | changes)


def test_a_lent_seat_appears_with_whom_it_is_for(sign_in, world, time_machine_at):
    lend(world, sign_in("unit_leader"))
    page = sign_in("unit_coordinator").get(reverse("desk")).content.decode()
    assert "for unit_leader" in page


def test_a_lent_seat_ends_by_itself(sign_in, world, time_machine_at):
    lend(world, sign_in("unit_leader"))
    time_machine_at(world.at + timedelta(days=8))
    assert "for unit_leader" not in sign_in("unit_coordinator").get(reverse("desk")).content.decode()


def test_either_side_ends_a_delegation(sign_in, world, time_machine_at):
    lend(world, sign_in("unit_leader"))
    lent = Delegation.objects.get()
    sign_in("unit_coordinator").post(reverse("delegation_end", args=[lent.pk]))
    lent.refresh_from_db()
    assert lent.ended_at is not None


@pytest.mark.parametrize("days", [-1, 400])
def test_a_delegation_has_a_sensible_end(sign_in, world, days, time_machine_at):
    answer = lend(world, sign_in("unit_leader"), until=world.at.date() + timedelta(days=days))
    assert answer.status_code == 200
    assert not Delegation.objects.exists()


def test_a_stranger_cannot_end_a_delegation(sign_in, world, time_machine_at):
    lend(world, sign_in("unit_leader"))
    answer = sign_in("middle_leader").post(reverse("delegation_end", args=[Delegation.objects.get().pk]))
    assert answer.status_code == 404


def test_the_journal_is_read_by_the_auditor(sign_in, call):
    page = sign_in("auditor").get(reverse("journal"), {"subject": "call"}).content.decode()
    assert "Issue the letter" in page


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_the_language_switch_never_leads_elsewhere(client, target):
    answer = client.post(reverse("set_language"), {"language": "en", "next": target})
    assert answer.headers["Location"] == "/"


def test_an_unknown_language_is_not_kept(client, db):
    assert "wutong_language" not in client.post(reverse("set_language"), {"language": "xx"}).cookies


@pytest.fixture
def work(world, at):
    by = world.by["programme_officer"]
    made = Work.objects.create(kind="reading", title="Reading", asked_by_id=by.user_id, office_path="/x/", asked_at=at)
    made.pulse(2, 4, at=at, message="a.docx")
    return made


def test_the_page_of_a_work_shows_how_far_it_is(sign_in, work):
    page = sign_in("programme_officer").get(reverse("work", args=[work.pk])).content.decode()
    assert "2 / 4" in page
    assert "You can leave this page" in page


def test_the_fragment_stops_asking_when_the_work_is_over(sign_in, work, at):
    client = sign_in("programme_officer")
    running = client.get(reverse("work", args=[work.pk]), headers={"hx-request": "true"})
    work.finish(at=at)
    over = client.get(reverse("work", args=[work.pk]), headers={"hx-request": "true"})
    assert b"every 1s" in running.content
    assert b"every 1s" not in over.content
    assert over.headers["HX-Refresh"] == "true"


def test_work_of_others_is_not_found(sign_in, work):
    assert sign_in("unit_coordinator").get(reverse("work", args=[work.pk])).status_code == 404


def test_the_shell_costs_few_queries(sign_in, call, count_queries):
    client = sign_in("programme_officer")
    client.get(reverse("desk"))
    assert count_queries(lambda: client.get(reverse("desk"))) <= 20
