"""Answering on the page: drafts kept as typed, rows without JavaScript, errors at the field, nothing overwritten."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from wutong.base.files import StoredFile
from wutong.calls.models import Need, Reply


@pytest.fixture
def page(inquiry):
    return reverse("reply_edit", args=[inquiry.pk])


@pytest.fixture
def unit(sign_in):
    return sign_in("unit_coordinator")


@pytest.fixture
def press(unit, page):
    """Posts to where the form of the page now points, as a browser does."""

    def run(data, button="save"):
        shown = unit.get(page).content.decode()
        target = re.search(r'class="wutong-form"[^>]*action="([^"]*)"', shown)[1].replace("&amp;", "&")
        return unit.post(target, data | {button: data.get(button, "1")})

    return run


def test_the_form_begins_with_the_unit_and_the_person(unit, page):
    shown = unit.get(page).content.decode()
    assert "University of Tests" in shown and "unit_coordinator@test.example" in shown


def test_a_half_filled_form_is_kept_as_typed(press, unit, page, inquiry, answers):
    press(answers(("Laboratory", ""), **{"needs-0-money-amount": "a lot"}))
    shown = unit.get(page).content.decode()
    assert 'value="a lot"' in shown and 'value="Laboratory"' in shown
    assert inquiry.replies.get().state == "draft"


def test_a_complete_form_goes_to_the_leader(press, inquiry, answers):
    answer = press(answers(("Laboratory", "Build it."), ("Exchange", "Send people.")), "submit")
    assert answer.status_code == 302
    reply = inquiry.replies.get()
    assert (reply.state, reply.source, reply.needs.count()) == ("composed", "web", 2)
    need = reply.needs.get(number=1)
    assert (need.title, need.countries, need.amount, need.currency) == ("Laboratory", ["KZ"], 120, "CNY")


def test_an_incomplete_form_stays_with_errors_at_the_field(press, inquiry, answers):
    answer = press(answers(("Laboratory", "")), "submit")
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="form-problems"' in shown and "row 1" in shown
    assert re.search(r'name="needs-0-text"[^>]*is-invalid|is-invalid[^>]*name="needs-0-text"', shown)
    assert inquiry.replies.get().state == "draft", "what was typed is kept all the same"


def test_no_needs_beside_rows_is_told_not_sent(press, inquiry, answers):
    answer = press(answers(("Laboratory", "Build it."), has_needs="no"), "submit")
    assert "take them out" in answer.content.decode()
    assert inquiry.replies.filter(state="composed").count() == 0


def test_a_row_is_added_and_removed_without_scripts(press, inquiry, answers):
    more = press(answers(("A", "text")) | {"add_row": "needs"}, "add").content.decode()
    assert 'name="needs-1-title"' in more
    less = press(answers(("A", "text"), ("B", "text")) | {"drop_row": "needs-1"}, "remove").content.decode()
    assert 'value="B"' in less and 'value="A"' not in less
    assert not inquiry.replies.exists(), "changing the page saves nothing"


def test_an_attachment_survives_every_save(press, unit, page, inquiry, answers):
    press(answers(("A", "text"), **{"needs-0-attachment": SimpleUploadedFile("map.pdf", b"%PDF-1")}))
    kept = inquiry.replies.get().answers["needs"][0]["attachment"]
    assert StoredFile.objects.get(sha256=kept["sha256"]).data() == b"%PDF-1"
    hidden = re.search(r'name="needs-0-attachment-kept" value="([^"]*)"', unit.get(page).content.decode())[1]
    press(answers(("A", "other"), **{"needs-0-attachment-kept": hidden.replace("&quot;", '"')}))
    assert inquiry.replies.get().answers["needs"][0]["attachment"] == kept


def test_an_attachment_of_somebody_else_is_not_believed(press, inquiry, answers, at):
    from wutong.base.files import keep

    secret = keep("secret.txt", b"secret", at=at)
    forged = f'{{"sha256": "{secret.sha256}", "name": "x", "size": 6}}'
    press(answers(("A", "text"), **{"needs-0-attachment-kept": forged}))
    reply = inquiry.replies.get()
    assert secret.sha256 not in str(reply.answers)


def test_two_people_do_not_overwrite_each_other_unseen(unit, page, inquiry, answers):
    target = re.search(r'action="([^"]*seen=[^"]*)"', unit.get(page).content.decode())[1]
    unit.post(target, answers(("First", "text"), save="1"))
    second = unit.post(target, answers(("Second", "text"), save="1"))
    assert second.status_code == 409 and 'value="Second"' in second.content.decode()
    assert list(Need.objects.values_list("title", flat=True)) == ["First"]


def test_a_new_version_begins_with_the_one_sent(written, unit, page):
    written("sent", "Known need")
    shown = unit.get(page).content.decode()
    assert "Known need" in shown and "version 1" in shown


def test_what_is_with_the_leader_cannot_be_changed(written, unit, page, answers):
    written("composed")
    assert unit.get(page).status_code == 409
    assert unit.post(page, answers(("B", "text"), save="1")).status_code == 409
    assert Reply.objects.get().needs.get().title == "Joint laboratory"


def test_an_amount_beyond_the_table_is_told_in_words(press, inquiry, answers):
    answer = press(answers(("A", "text"), **{"needs-0-money-amount": "9" * 25}))
    assert answer.status_code == 422 and "too large" in answer.content.decode()


@pytest.mark.parametrize("role", ["middle_officer", "partner_officer", "programme_officer"])
def test_another_office_cannot_answer(sign_in, page, role, answers, inquiry):
    client = sign_in(role)
    assert client.get(page).status_code in (404, 409)
    assert client.post(page, answers(("A", "text"), save="1")).status_code in (404, 409)
    assert not inquiry.replies.exists()


def test_no_needs_goes_to_the_leader(unit, inquiry):
    url = reverse("no_needs", args=[inquiry.pk])
    assert unit.get(url).status_code == 200
    assert unit.post(url, {"name": ""}).status_code == 422
    unit.post(url, {"name": "Li Hua", "remarks": "Perhaps next year."})
    reply = inquiry.replies.get()
    assert (reply.kind, reply.state, reply.remarks) == ("no_needs", "composed", "Perhaps next year.")
