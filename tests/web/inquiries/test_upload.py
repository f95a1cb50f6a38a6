"""A file of the unit's own: the form comes back without loss, a letter becomes a draft, errors name their place."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from wutong.calls.models import Reply
from wutong.calls.steps.replies import compose_reply, confirm_reply, send_reply
from wutong.exchange.call_files import blank_form

ROW = {
    "title": "Joint laboratory for dry farming",
    "text": "Build it with partners.",
    "countries": {"countries": ["KZ"], "words": "Kazakhstan"},
    "field": "agriculture",
    "action": "joint_lab",
    "money": {"amount": "1200000.00", "currency": "CNY"},
    "period": {"start": "2027-01-01", "end": "2028-12-31"},
    "partner": {"id": None, "name": "Steppe Institute"},
    "contact": {"name": "Li Hua", "phone": "010-1234567", "email": "li@test.example"},
    "priority": "high",
}


@pytest.fixture
def page(inquiry):
    return reverse("reply_upload", args=[inquiry.pk])


@pytest.fixture
def unit(sign_in):
    return sign_in("unit_coordinator")


@pytest.fixture
def filled(call, world):
    """The call's form filled in, in one of its faces."""

    def make(face, *rows, unit=None):
        unit = unit or world.university
        who = {"name": "Li Hua", "phone": "", "email": "li@test.example"}
        answers = {
            "unit": {"id": unit.pk, "name": str(unit)},
            "contact": who,
            "has_needs": "yes",
            "needs": list(rows or (ROW,)),
        }
        return blank_form(call, face, "en", answers)

    return make


def sent(name, data):
    return {"file": SimpleUploadedFile(name, data)}


@pytest.mark.parametrize("face", ["docx", "xlsx", "json"])
def test_the_form_comes_back_without_loss(unit, page, filled, inquiry, face):
    answer = unit.post(page, sent(f"form.{face}", filled(face)))
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    reply = inquiry.replies.get()
    assert (reply.source, reply.state) == ("form_file", "draft")
    assert reply.answers["needs"] == [ROW]


def test_a_need_knows_the_cell_it_stood_in(unit, page, filled, inquiry, call):
    unit.post(page, sent("form.xlsx", filled("xlsx")))
    place = inquiry.replies.get().needs.get().places["need"]
    assert (place["path"], place["kind"]) == (["form.xlsx"], "cell")
    assert place["sheet"] and place["row"]


def test_the_place_stays_with_what_a_person_saved_unchanged(unit, page, filled, inquiry):
    unit.post(page, sent("form.xlsx", filled("xlsx")))
    before = inquiry.replies.get().needs.get().places
    edit = reverse("reply_edit", args=[inquiry.pk])
    shown = unit.get(edit).content.decode()
    target = re.search(r'action="([^"]*seen=[^"]*)"', shown)[1]
    data = {"unit": "University of Tests", "contact-name": "Li", "has_needs": "yes", "save": "1", "form-language": "en"}
    unit.post(
        target, data | {"needs-0-title": ROW["title"], "needs-0-text": "Changed.", "needs-0-field": "agriculture"}
    )
    after = inquiry.replies.get().needs.get().places
    assert after["need"] == before["need"] and after["field"] == before["field"]
    assert after.get("text") != before["text"]


def spoil(data):
    """An Excel form with a wrong sum in its first need; answers the bytes and the cell."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book:
        for line in sheet.iter_rows():
            for cell in line:
                if cell.value in (1200000, "1200000.00", 1200000.0):
                    cell.value = "a lot of money"
                    out = io.BytesIO()
                    book.save(out)
                    return out.getvalue(), sheet.title, cell.coordinate
    raise AssertionError("no sum in the form")


def test_what_is_wrong_is_told_with_sheet_and_cell_and_nothing_is_saved(unit, page, filled, inquiry):
    data, sheet, cell = spoil(filled("xlsx"))
    answer = unit.post(page, sent("form.xlsx", data))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert cell in shown and sheet in shown and "a lot of money" in shown
    assert not inquiry.replies.exists()


def test_what_could_be_read_can_be_taken_and_mended_on_the_page(unit, page, filled, inquiry):
    shown = unit.post(page, sent("form.xlsx", spoil(filled("xlsx"))[0])).content.decode()
    token = re.search(r'name="take" value="([^"]+)"', shown)[1]
    answer = unit.post(page, {"take": token})
    assert answer["Location"].endswith("?check=1")
    need = inquiry.replies.get().needs.get()
    assert (need.title, need.amount) == (ROW["title"], None)


def test_a_token_of_another_inquiry_or_a_forged_one_opens_nothing(unit, page, filled, inquiry, province, world, client):
    shown = unit.post(page, sent("form.xlsx", spoil(filled("xlsx"))[0])).content.decode()
    token = re.search(r'name="take" value="([^"]+)"', shown)[1]
    client.force_login(world.people["middle_officer"])
    other = reverse("reply_upload", args=[province.pk])
    assert client.post(other, {"take": token}).status_code == 422
    assert client.post(other, {"take": token[:-3] + "abc"}).status_code == 422
    assert not Reply.objects.exists()


def test_the_form_of_another_unit_is_refused(unit, page, filled, inquiry, world):
    answer = unit.post(page, sent("form.docx", filled("docx", unit=world.province)))
    assert answer.status_code == 422 and "not of" in answer.content.decode()
    assert not inquiry.replies.exists()


def free_letter():
    """A letter of the unit's own, with a table of needs under its own headers."""
    document = Document()
    document.add_paragraph("University of Tests: our needs")
    table = document.add_table(rows=1, cols=4)
    for cell, words in zip(table.rows[0].cells, ("需求名称", "合作内容", "拟合作国家", "经费（万元）"), strict=True):
        cell.text = words
    for title, text, country, money in (
        ("旱作农业联合实验室", "共同建设实验室，开展旱作节水技术研究。", "哈萨克斯坦", "300"),
        ("青年科学家交流", "互派青年科学家开展短期研究工作。", "东盟国家", "50"),
    ):
        for cell, words in zip(table.add_row().cells, (title, text, country, money), strict=True):
            cell.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_letter_in_the_units_own_words_becomes_a_draft(unit, page, inquiry):
    answer = unit.post(page, sent("our reply.docx", free_letter()))
    assert answer.status_code == 302
    reply = inquiry.replies.get()
    first = reply.needs.get(number=1)
    assert (reply.source, reply.needs.count()) == ("free", 2)
    assert (first.title, first.countries, first.amount, first.currency) == (
        "旱作农业联合实验室",
        ["KZ"],
        3000000,
        "CNY",
    )
    assert first.places["need"]["path"] == ["our reply.docx"]
    shown = unit.get(reverse("reply_edit", args=[inquiry.pk])).content.decode()
    assert "旱作农业联合实验室" in shown and "青年科学家交流" in shown


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.docx", b"", "empty"),
        ("broken.docx", b"PK\x03\x04 nothing", "damaged"),
        ("list.txt", b"Dear all, see you on Friday.", "No need was found"),
        ("x.json", b"[1, 2]", ""),
        ("y.json", b'{"needs": [1]}', ""),
    ],
)
def test_a_file_that_says_nothing_is_told_in_plain_words(unit, page, inquiry, name, data, words):
    answer = unit.post(page, sent(name, data))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not inquiry.replies.exists()


def test_a_json_file_names_no_attachment_it_was_not_given(unit, page, filled, inquiry, at):
    from wutong.base.files import keep

    secret = keep("secret.txt", b"secret", at=at)
    stolen = ROW | {"attachment": {"sha256": secret.sha256, "name": "x.txt", "size": 6}}
    answer = unit.post(page, sent("form.json", filled("json", stolen)))
    assert answer.status_code == 422
    assert not inquiry.replies.exists()


def test_a_file_replaces_the_draft_in_hand_after_saying_so(written, unit, page, filled, inquiry):
    written("draft", "Old need")
    assert "replaces it" in unit.get(page).content.decode()
    unit.post(page, sent("form.xlsx", filled("xlsx")))
    assert [need.title for need in inquiry.replies.get().needs.all()] == [ROW["title"]]


@pytest.mark.parametrize("face", ["docx", "xlsx", "json"])
def test_the_form_is_downloaded_with_the_unit_in_it_and_taken_back(written, unit, page, inquiry, face):
    written("draft", "Known need")
    data = unit.get(reverse("inquiry_form", args=[inquiry.pk, face])).content
    inquiry.replies.all().delete()
    assert unit.post(page, sent(f"back.{face}", data)).status_code == 302
    reply = inquiry.replies.get()
    assert reply.answers["unit"]["name"] == "University of Tests"
    assert [need.title for need in reply.needs.all()] == ["Known need"]


def test_an_unknown_face_is_not_found(unit, inquiry):
    assert unit.get(reverse("inquiry_form", args=[inquiry.pk, "pdf"])).status_code == 404


def test_an_archive_that_unpacks_to_far_too_much_is_called_so(unit, page):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"0" * 60_000_000)
    answer = unit.post(page, sent("needs.zip", packed.getvalue()))
    assert answer.status_code == 422
    words = answer.content.decode()
    assert "unpacks to far more than it should" in words and "No need was found" not in words


@pytest.mark.parametrize("face", ["docx", "xlsx", "json"])
def test_a_form_file_looked_through_on_the_page_stays_a_form_file(unit, page, filled, inquiry, answers, face):
    unit.post(page, sent(f"form.{face}", filled(face)))
    edit = reverse("reply_edit", args=[inquiry.pk])
    action = re.search(r'action="([^"]*seen=[^"]*)"', unit.get(edit).content.decode()).group(1)
    unit.post(action, answers(("Corrected title", "text"), save="1"))
    reply = inquiry.replies.get()
    assert reply.needs.get().title == "Corrected title"
    assert reply.source == Reply.Source.FORM_FILE


def test_the_next_version_written_on_the_page_is_of_the_page(unit, page, filled, inquiry, answers, world, at):
    unit.post(page, sent("form.json", filled("json")))
    reply = inquiry.replies.get()
    coordinator = world.by["unit_coordinator"]
    compose_reply(reply, by=coordinator, at=at)
    confirm_reply(reply, by=world.by["unit_leader"], at=at)
    send_reply(reply, by=coordinator, at=at)
    edit = reverse("reply_edit", args=[inquiry.pk])
    unit.post(f"{edit}?seen=", answers(("Another", "text"), save="1"))
    assert inquiry.replies.get(version=2).source == Reply.Source.WEB


def test_what_was_understood_is_shown_to_the_sender_once(unit, page, inquiry):
    words = "University of Tests\n\nNeed 1: Joint laboratory on tunnels\nCountries: Kazakhstan\n\nNeed 2: Rice\nCountries: Vietnam\n"
    answer = unit.post(page, {"file": SimpleUploadedFile("needs.txt", words.encode())}, follow=True)
    told = answer.context["read"]
    assert told["file"] == "needs.txt" and not told["none"] and not told["is_form"]
    assert told["titles"] == [need.title for need in inquiry.replies.get().needs.order_by("number")]
    shown = answer.content.decode()
    assert "What was understood of needs.txt" in shown and all(title in shown for title in told["titles"])
    assert "What was understood" not in unit.get(f"/inquiries/{inquiry.pk}/answer/").content.decode()


def test_no_needs_in_a_file_is_shown_as_understood(unit, page, inquiry):
    words = "经研究，我单位暂无国际科技合作需求。\n测试大学"
    answer = unit.post(page, {"file": SimpleUploadedFile("复函.txt", words.encode())}, follow=True)
    assert "an answer that says: no needs" in answer.content.decode()
