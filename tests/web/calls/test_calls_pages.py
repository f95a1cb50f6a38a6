"""The pages of a call through the client, and a call made from a letter that was read."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import docx
import openpyxl
import pytest
from django.urls import reverse

from wutong.calls.models import Call

pytestmark = pytest.mark.django_db


def words_of(data: bytes) -> str:
    document = docx.Document(BytesIO(data))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def fill(world, **changes):
    return {
        "title_zh": "关于征集需求的函",
        "title_en": "Call for needs",
        "number": "测函〔2026〕9号",
        "letter_zh": "请报送需求。",
        "deadline": "2026-10-16T17:30",
        "time_zone": "Asia/Shanghai",
        "addressees": [world.university.pk, world.province.pk],
        "copies": "测试计划司\n\n测试财务司\n测试计划司",
    } | changes


def test_the_list_shows_what_a_person_may_see(sign_in, call):
    page = sign_in("unit_coordinator").get(reverse("calls"))
    assert "Call for needs" in page.content.decode()


def test_a_draft_is_not_seen_by_its_addressees(sign_in, make_call):
    call = make_call(issue=False)
    client = sign_in("unit_coordinator")
    assert "Call for needs" not in client.get(reverse("calls")).content.decode()
    assert client.get(reverse("call", args=[call.pk])).status_code == 404


def test_an_empty_list_says_what_to_do(sign_in, world):
    page = sign_in("programme_officer").get(reverse("calls"))
    assert "Write the first letter" in page.content.decode()


@pytest.mark.parametrize("size", [1, 12])
def test_the_list_costs_the_same_for_one_and_many(sign_in, make_call, count_queries, size):
    for number in range(size):
        make_call(number=f"测函〔2026〕{number}号")
    client = sign_in("programme_officer")
    client.get(reverse("calls"))
    assert count_queries(lambda: client.get(reverse("calls"))) <= 12


def test_writing_a_call_keeps_the_deadline_in_its_zone(sign_in, world):
    answer = sign_in("programme_officer").post(reverse("call_new"), fill(world, time_zone="Asia/Almaty"))
    call = Call.objects.get(number="测函〔2026〕9号")
    assert answer.status_code == 302
    assert call.deadline == datetime(2026, 10, 16, 17, 30, tzinfo=ZoneInfo("Asia/Almaty"))
    assert [copy.name for copy in call.copies.all()] == ["测试计划司", "测试财务司"]
    assert set(call.inquiries.values_list("unit", flat=True)) == {world.university.pk, world.province.pk}


@pytest.mark.parametrize(
    ("field", "value"), [("title_zh", ""), ("letter_zh", ""), ("deadline", "soon"), ("email", "no")]
)
def test_a_fault_is_told_at_its_field_and_nothing_is_lost(sign_in, world, field, value):
    page = sign_in("programme_officer").post(reverse("call_new"), fill(world, **{field: value}))
    assert page.status_code == 200
    assert page.context["form"].errors.keys() == {field}
    assert "测试财务司" in page.content.decode()
    assert not Call.objects.exists()


def test_a_draft_is_changed_and_issued(sign_in, make_call, world):
    call = make_call(issue=False)
    client = sign_in("programme_officer")
    client.post(reverse("call_edit", args=[call.pk]), fill(world, addressees=[world.abroad.pk]))
    client.post(reverse("call_move", args=[call.pk]), {"move": "issue"})
    call.refresh_from_db()
    assert (call.state, call.number) == ("issued", "测函〔2026〕9号")
    assert [inquiry.unit for inquiry in call.inquiries.all()] == [world.abroad]


def test_what_is_missing_before_issuing_is_said(sign_in, make_call):
    call = make_call(issue=False, number="")
    page = sign_in("programme_officer").get(reverse("call", args=[call.pk]))
    assert "Give the letter its number first" in page.content.decode()


def test_a_move_that_does_not_exist_is_not_found(sign_in, call):
    assert sign_in("programme_officer").post(reverse("call_move", args=[call.pk]), {"move": "burn"}).status_code == 404


def test_a_refused_move_answers_in_words(sign_in, make_call):
    call = make_call(issue=False, number="")
    answer = sign_in("programme_officer").post(reverse("call_move", args=[call.pk]), {"move": "issue"})
    assert answer.status_code == 409
    assert "number" in answer.content.decode()


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "关于征集需求的函"), ("en", "Call for needs")])
def test_the_letter_is_word(sign_in, call, language, words):
    answer = sign_in("unit_leader").get(reverse("call_letter", args=[call.pk, language]))
    assert words in words_of(answer.content)
    assert "attachment" in answer.headers["Content-Disposition"]


def test_the_blank_form_is_word_and_excel(sign_in, call):
    client = sign_in("unit_coordinator")
    assert docx.Document(BytesIO(client.get(reverse("call_form", args=[call.pk, "docx"])).content)).tables
    assert openpyxl.load_workbook(BytesIO(client.get(reverse("call_form", args=[call.pk, "xlsx"])).content)).sheetnames


@pytest.mark.parametrize(("route", "word"), [("call_letter", "de"), ("call_form", "pdf")])
def test_unknown_downloads_are_not_found(sign_in, call, route, word):
    assert sign_in("unit_coordinator").get(reverse(route, args=[call.pk, word])).status_code == 404


def test_the_board_reminds_only_those_who_owe_an_answer(sign_in, call):
    from wutong.base.mail import Mail

    client = sign_in("programme_officer")
    client.post(reverse("board_remind", args=[call.pk]))
    assert Mail.objects.filter(key__startswith="reminded-").count() >= 3
    before = Mail.objects.count()
    client.post(reverse("board_remind", args=[call.pk]))
    assert Mail.objects.count() == before


def test_the_board_shows_each_unit_once(sign_in, call):
    page = sign_in("programme_officer").get(reverse("board", args=[call.pk])).content.decode()
    for name in ("University of Tests", "Province of Tests", "Office Abroad"):
        assert page.count(f">{name}</a>") == 1


def test_the_letter_of_the_seed_becomes_a_call(sign_in, shared, world, at):
    """Acceptance: a letter nobody here wrote becomes a call with its addressees and deadline recognised."""
    from wutong.plans.steps import read_text

    text = (shared / "seeds/plan-a-letter-and-action-plan.zh.txt").read_text("utf-8")
    draft = read_text(title="letter", text=text, by=world.by["programme_officer"], at=at)
    client, address = sign_in("programme_officer"), reverse("call_from_draft", args=[draft.pk])
    assert len(client.get(address).context["unknown"]) == 27
    kept = client.post(address, {"add_units": "1", "title_zh": "改过的标题"}).context["form"]
    assert kept.initial["title_zh"] == "改过的标题"
    assert len(kept.initial["addressees"]) == 27
    form = client.get(address).context["form"]
    assert {unit.pk for unit in form.fields["addressees"].queryset} >= set(form.initial["addressees"])
    assert len(form.initial["addressees"]) == 27
    assert form.initial["deadline"].endswith("-09-11T17:30") or "-09-11T1" in form.initial["deadline"]
    assert form.initial["email"] == "needs@ministry.example"
    assert len(form.initial["copies"].splitlines()) == 23
