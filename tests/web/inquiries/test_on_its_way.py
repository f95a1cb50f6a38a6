"""The inquiry and a reply on its way: who is offered what, reasons shown, four eyes visible, delegation named."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from wutong.base.mail import Mail
from wutong.calls.models import Extension, Inquiry
from wutong.calls.steps.inquiries import ask_extension, pass_on

DAY = timedelta(days=1)


def url(inquiry, name="inquiry"):
    return reverse(name, args=[inquiry.pk])


def move(client, reply, name, **more):
    return client.post(reverse("reply_move", args=[reply.pk]), {"move": name} | more)


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_inquiry_says_by_when_in_which_zone_and_how_long_is_left(sign_in, inquiry):
    shown = read(sign_in("unit_coordinator"), url(inquiry))
    assert "Asia/Shanghai" in shown and inquiry.local_deadline.strftime("%Y-%m-%d %H:%M") in shown
    assert "left" in shown and "Please" not in shown.split("<h1")[0]


def test_the_letter_stands_in_the_readers_language(sign_in, inquiry):
    client = sign_in("unit_coordinator")
    assert "Please send your needs." in read(client, url(inquiry))
    client.cookies["wutong_language"] = "zh-hans"
    assert "请报送需求。" in read(client, url(inquiry))


def test_a_reply_goes_from_hand_to_hand(written, sign_in, inquiry):
    reply = written()
    move(sign_in("unit_coordinator"), reply, "compose")
    move(sign_in("unit_leader"), reply, "confirm")
    shown = read(sign_in("unit_coordinator"), url(inquiry))
    assert "Composed by" in shown and "Confirmed by" in shown and "unit_leader" in shown
    move(sign_in("unit_coordinator"), reply, "send")
    inquiry.refresh_from_db()
    assert inquiry.state == "answered"
    assert (
        Mail.objects.filter(subject__startswith="Received").exists()
        or Mail.objects.filter(key__startswith="received").exists()
    )


def test_the_coordinator_reads_why_they_cannot_confirm(written, sign_in, inquiry):
    written("composed")
    shown = read(sign_in("unit_coordinator"), url(inquiry))
    assert "confirmed by a leader" in shown and "disabled" in shown


def test_a_leader_who_composed_reads_why_somebody_else_must_confirm(inquiry, world, sign_in, at):
    from wutong.calls.statement import StatedNeed
    from wutong.calls.steps.replies import compose_reply, write_reply

    leader = world.by["unit_leader"]
    compose_reply(write_reply(inquiry, needs=[StatedNeed("A")], by=leader, at=at), by=leader, at=at)
    assert "Four eyes" in read(sign_in("unit_leader"), url(inquiry))


def test_a_return_carries_its_reason_to_the_composer(written, sign_in, inquiry):
    reply = written("composed")
    refused = move(sign_in("unit_leader"), reply, "return", reason=" ")
    assert refused["Location"] == reverse("reply", args=[reply.pk])
    move(sign_in("unit_leader"), reply, "return", reason="Name the partner.")
    assert "Name the partner." in read(sign_in("unit_coordinator"), url(inquiry))
    assert Mail.objects.filter(to="unit_coordinator@test.example", body__contains="Name the partner.").exists()


def test_a_refused_move_changes_nothing_and_says_why(written, sign_in):
    reply = written("composed")
    client = sign_in("unit_coordinator")
    answer = client.post(reverse("reply_move", args=[reply.pk]), {"move": "confirm"}, follow=True)
    assert "confirmed by a leader" in answer.content.decode()
    reply.refresh_from_db()
    assert reply.state == "composed"


@pytest.mark.parametrize("name", ["", "take_in", "supersede", "explode"])
def test_moves_that_are_not_the_units_are_not_found(written, sign_in, name):
    assert move(sign_in("unit_coordinator"), written(), name).status_code == 404


def test_a_deputy_is_shown_with_the_one_they_act_for(written, world, client, inquiry, at):
    from wutong.directory.models import Seat
    from wutong.directory.steps import delegate
    from wutong.web.doorkeeper import SEAT_KEY

    seat = Seat.objects.get(user=world.people["unit_coordinator"])
    until = at.date() + timedelta(days=300)
    lent = delegate(
        seat, to=world.people["reviewer"], since=at.date(), until=until, by=world.by["unit_coordinator"], at=at
    )
    client.force_login(world.people["reviewer"])
    client.cookies["wutong_language"] = "en"
    session = client.session
    session[SEAT_KEY] = f"d{lent.pk}"
    session.save()
    reply = written()
    move(client, reply, "compose")
    shown = read(client, url(inquiry))
    assert "reviewer" in shown and "for unit_coordinator" in shown


# More time, passing on, returning


def test_more_time_is_asked_in_the_calls_zone_and_granted_with_words(sign_in, inquiry):
    client = sign_in("unit_coordinator")
    read(client, url(inquiry, "extension_ask"))
    client.post(url(inquiry, "extension_ask"), {"until": "2026-11-01T17:30", "reason": "Exams."})
    asked = Extension.objects.get()
    assert asked.until.isoformat() == "2026-11-01T17:30:00+08:00" or asked.until.utctimetuple()[:5] == (
        2026,
        11,
        1,
        9,
        30,
    )
    office = sign_in("programme_officer")
    assert "Exams." in read(office, url(inquiry))
    office.post(reverse("extension_decide", args=[asked.pk]), {"decision": "grant", "answer": "Until then."})
    inquiry.refresh_from_db()
    assert inquiry.deadline == asked.until
    assert "Until then." in read(sign_in("unit_coordinator"), url(inquiry))


@pytest.mark.parametrize("until", ["2026-09-12T10:00", "soon", "", "9999-12-31T23:59", "2026-02-30T10:00"])
def test_a_date_that_will_not_do_is_told_at_the_field(sign_in, inquiry, until):
    answer = sign_in("unit_coordinator").post(url(inquiry, "extension_ask"), {"until": until, "reason": "Exams."})
    assert answer.status_code in (302, 422)
    assert (answer.status_code == 302) == Extension.objects.exists()


def test_declining_without_words_is_refused_on_the_page(sign_in, inquiry, world, at):
    asked = ask_extension(inquiry, until=inquiry.deadline + DAY, reason="x", by=world.by["unit_coordinator"], at=at)
    client = sign_in("programme_officer")
    answer = client.post(reverse("extension_decide", args=[asked.pk]), {"decision": "decline"}, follow=True)
    assert "Say why" in answer.content.decode()
    assert client.post(reverse("extension_decide", args=[asked.pk]), {"decision": "maybe"}).status_code == 404


def test_an_answer_is_returned_for_correction(written, sign_in, inquiry):
    written("sent")
    sign_in("programme_officer").post(url(inquiry, "return_answer"), {"reason": "Name the partners."})
    shown = read(sign_in("unit_coordinator"), url(inquiry))
    assert "Name the partners." in shown and "correct" in shown


def test_a_middle_office_passes_on_and_sees_how_its_units_stand(sign_in, province, world):
    client = sign_in("middle_officer")
    shown = read(client, url(province, "pass_on"))
    assert "Alpha College" in shown and "University of Tests" not in shown
    due = {"deadline": "2026-09-25T17:00", "note": "Be brief."}
    client.post(url(province, "pass_on"), due | {"units": [world.college_a.pk, world.college_b.pk]})
    shown = read(client, url(province))
    assert "Alpha College" in shown and "Beta College" in shown and "2026-09-25 17:00" in shown


def test_a_deadline_after_ones_own_is_told_at_the_field(sign_in, province, world):
    data = {"deadline": "2027-01-01T10:00", "units": [world.college_a.pk]}
    answer = sign_in("middle_officer").post(url(province, "pass_on"), data)
    assert answer.status_code == 422 and "before your own" in answer.content.decode()


def test_units_of_others_cannot_be_chosen(sign_in, province, world):
    data = {"deadline": "2026-09-25T17:00", "units": [world.university.pk]}
    assert sign_in("middle_officer").post(url(province, "pass_on"), data).status_code == 422
    assert Inquiry.objects.filter(unit=world.university, parent=province).count() == 0


def test_who_has_no_sub_units_is_not_offered_to_pass_on(sign_in, inquiry):
    assert url(inquiry, "pass_on") not in read(sign_in("unit_coordinator"), url(inquiry))


# The list


def test_open_inquiries_come_first_and_the_nearest_deadline_on_top(sign_in, written, make_call, world, at):
    written("sent")
    later = make_call(number="2", titles={"en": "Later call"}, deadline=at + 20 * DAY)
    sooner = make_call(number="3", titles={"en": "Sooner call"}, deadline=at + 5 * DAY)
    shown = read(sign_in("unit_coordinator"), reverse("inquiries"))
    assert shown.index(str(sooner.titles["en"])) < shown.index(later.titles["en"]) < shown.index("Call for needs")


def test_the_list_costs_the_same_for_one_row_and_for_many(
    sign_in, make_call, world, count_queries, at, inquiry, written
):
    written("sent", "A")
    client = sign_in("unit_coordinator")
    read(client, reverse("inquiries"))
    one = count_queries(lambda: read(client, reverse("inquiries")))
    for number in range(2, 32):
        make_call(number=str(number), addressees=[world.university])
    many = count_queries(lambda: read(client, reverse("inquiries")))
    assert one == many <= 40


def test_the_inquiry_costs_the_same_for_one_sub_unit_and_for_many(sign_in, province, world, count_queries, at):
    from wutong.directory.steps import add_organisation

    client, by = sign_in("middle_officer"), world.by["middle_officer"]
    pass_on(province, to=[world.college_a], deadline=at + DAY, by=by, at=at)
    read(client, url(province))
    one = count_queries(lambda: read(client, url(province)))
    units = [
        add_organisation(
            names={"en": f"College {n}"}, kind="university", parent=world.province, by=world.machine, at=at
        )
        for n in range(20)
    ]
    pass_on(province, to=units, deadline=at + DAY, by=by, at=at)
    assert count_queries(lambda: read(client, url(province))) <= one <= 40


def test_an_office_nobody_asked_reads_what_comes(sign_in):
    assert "asked nothing yet" in read(sign_in("programme_officer"), reverse("inquiries"))
