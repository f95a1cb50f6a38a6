"""Addresses and forms as strangers and scripts send them: an answer in words every time, never a traceback."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.web.shell.markup import Markup
from wutong.base.models import Work
from wutong.calls.models import Call
from wutong.directory.models import Organisation

pytestmark = pytest.mark.django_db
ODD = ["\x00", "²", "9" * 40, "-1", "%", "_", "'", '"><script>alert(1)</script>', "\ud7ff", "💥" * 50, "1e9", "../../x"]
ASKED = [
    ("organisations", "programme_officer", ["text", "kind", "country", "page"]),
    ("organisation_add", "programme_officer", ["under"]),
    ("countries", "reviewer", ["group", "joined", "source"]),
    ("agreements", "reviewer", ["page"]),
    ("agreement_record", "programme_officer", ["country"]),
    ("journal", "auditor", ["subject", "verb", "page"]),
    ("plans", "reviewer", ["page"]),
    ("plan_drafts", "programme_officer", ["page"]),
    ("calls", "programme_officer", ["page", "state"]),
]


@pytest.mark.parametrize(("name", "role", "fields"), ASKED, ids=[one[0] for one in ASKED])
def test_whatever_is_asked_for_is_answered(world: Any, sign_in: Any, name: str, role: str, fields: list[str]) -> None:
    client = sign_in(role)
    for field in fields:
        for value in ODD:
            answer = client.get(reverse(name), {field: value})
            assert answer.status_code in (200, 404), f"{field}={value!r}"
            assert b"<script>alert(1)" not in answer.content, f"{field}={value!r}"


@pytest.mark.parametrize(("name", "given", "fields"), [
    ("figures", "call", ["field"]), ("needs", "call", ["unit", "country", "field", "text", "page", "action", "language"]),
    ("board", "call", ["under"]), ("results", "call", ["x"]),
])  # fmt: skip
def test_whatever_is_asked_of_a_call_is_answered(
    call: Any, sign_in: Any, name: str, given: str, fields: list[str]
) -> None:
    client = sign_in("programme_officer")
    for field in fields:
        for value in ODD:
            answer = client.get(reverse(name, args=[call.pk]), {field: value})
            assert answer.status_code in (200, 404, 422), f"{field}={value!r}"
            assert b"<script>alert(1)" not in answer.content


@pytest.mark.parametrize("value", ODD)
def test_whatever_is_posted_is_refused_in_words(call: Any, sign_in: Any, value: str, time_machine_at: Any) -> None:
    client = sign_in("programme_officer")
    sent = [
        (reverse("call_new"), ["title_zh", "deadline", "time_zone", "plan", "addressees", "copies", "email"]),
        (reverse("delegations"), ["to", "since", "until"]),
        (reverse("organisation_add"), ["name_zh", "kind", "parent", "country", "ror", "uscc"]),
        (reverse("agreement_record"), ["title_zh", "countries", "signed_on", "ends_on"]),
        (reverse("plan_read"), ["title"]),
        (reverse("call_move", args=[call.pk]), ["move"]),
        (reverse("set_language"), ["language", "next"]),
        (reverse("sit"), ["chair"]),
    ]
    for address, fields in sent:
        if (
            len(value) > 18 and value.isdecimal()
        ):  # a number beyond the database's: Django refuses it in one row, not in many
            fields = [name for name in fields if name != "addressees"]
        answer = client.post(address, dict.fromkeys(fields, value))
        assert answer.status_code in (200, 302, 404, 409, 422), address


@pytest.mark.parametrize("day", ["0000-00-00", "2026-02-30", "99999-01-01", "2026-09-10T25:00", "١-١-١", ""])
def test_a_day_that_is_none_shows_the_group_as_of_today(world: Any, sign_in: Any, day: str) -> None:
    answer = sign_in("reviewer").get(reverse("region_group", args=["ASEAN"]), {"on": day})
    assert answer.status_code == 200 and answer.context["rows"]


@pytest.mark.parametrize("code", ["kz", "KZ"])
def test_a_country_is_found_in_either_case(world: Any, sign_in: Any, code: str) -> None:
    assert sign_in("reviewer").get(f"/countries/{code}/").status_code == 200


@pytest.fixture
def done(world: Any) -> Work:
    by = world.by["programme_officer"]
    work = Work.objects.create(
        kind="reading", title="Reading", asked_by_id=by.user_id, office_path=by.office_path, asked_at=world.at
    )
    work.finish(at=world.at)
    return work


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "data:text/html,x", ""]
)
def test_the_way_on_after_long_work_never_leads_elsewhere(sign_in: Any, done: Work, back: str) -> None:
    html = sign_in("programme_officer").get(reverse("work", args=[done.pk]), {"back": back}).content.decode()
    links = Markup(html.partition("<main")[2].partition("</main>")[0]).links
    assert set(links) == {reverse("desk")}


def test_the_way_on_after_long_work_is_kept(sign_in: Any, done: Work) -> None:
    back = f"{reverse('calls')}?page=2"
    html = sign_in("programme_officer").get(reverse("work", args=[done.pk]), {"back": back}).content.decode()
    assert back in Markup(html.partition("<main")[2]).links


def letter(world: Any, **changes: Any) -> dict[str, Any]:
    return {
        "title_zh": "关于征集需求的函", "number": "测函〔2026〕9号", "letter_zh": "请报送需求。",
        "deadline": "2026-10-16T17:30", "time_zone": "Asia/Shanghai", "addressees": [world.university.pk], "copies": "",
    } | changes  # fmt: skip


def test_a_number_in_use_is_told_at_the_form(world: Any, call: Any, sign_in: Any, time_machine_at: Any) -> None:
    """Two letters of one office never bear one number, and the officer learns it before the database does."""
    answer = sign_in("programme_officer").post(reverse("call_new"), letter(world, number=call.number))
    assert answer.status_code in (200, 409, 422)
    assert Call.objects.count() == 1


def test_a_draft_never_takes_the_number_of_another_letter(
    world: Any, call: Any, make_call: Any, sign_in: Any, time_machine_at: Any
) -> None:
    draft = make_call(number="测函〔2026〕8号", issue=False)
    answer = sign_in("programme_officer").post(reverse("call_edit", args=[draft.pk]), letter(world, number=call.number))
    assert answer.status_code in (200, 409, 422)
    assert Call.objects.get(pk=draft.pk).number == "测函〔2026〕8号"


def test_the_same_number_stays_on_its_own_letter(
    world: Any, make_call: Any, sign_in: Any, time_machine_at: Any
) -> None:
    draft = make_call(issue=False)
    address = reverse("call_edit", args=[draft.pk])
    answer = sign_in("programme_officer").post(address, letter(world, number=draft.number, title_zh="改过的标题"))
    assert answer.status_code == 302
    assert Call.objects.get(pk=draft.pk).titles["zh-hans"] == "改过的标题"


def test_two_drafts_may_wait_for_their_number(world: Any, sign_in: Any, time_machine_at: Any) -> None:
    client = sign_in("programme_officer")
    for _time in range(2):
        assert client.post(reverse("call_new"), letter(world, number="")).status_code == 302
    assert Call.objects.filter(number="").count() == 2


def test_a_long_copy_is_kept_or_told_never_a_fault(world: Any, sign_in: Any, time_machine_at: Any) -> None:
    copies = f"测试计划司\n{'很长的名称' * 60}"
    answer = sign_in("programme_officer").post(reverse("call_new"), letter(world, copies=copies))
    assert answer.status_code in (200, 302, 422)
    kept = [copy.name for call in Call.objects.all() for copy in call.copies.all()]
    assert all(len(name) <= 200 for name in kept)


@pytest.mark.parametrize("field", ["title_zh", "letter_zh", "contact", "phone", "email"])
def test_long_words_in_a_letter_are_told_at_their_field(
    world: Any, sign_in: Any, field: str, time_machine_at: Any
) -> None:
    long = "长" * 100_000 if field == "letter_zh" else "长" * 5000
    answer = sign_in("programme_officer").post(reverse("call_new"), letter(world, **{field: long}))
    assert (field in answer.context["form"].errors) if answer.status_code == 200 else field == "letter_zh"


@pytest.mark.parametrize(
    "data", [b"\x00\x00\x00", "一、总体\x00要求\n（一）共建\n".encode(), b"\xff\xfe\x00", b"a\x0bb\x0cc"]
)
def test_a_text_with_control_letters_becomes_a_draft_or_a_reason(world: Any, sign_in: Any, data: bytes) -> None:
    file = SimpleUploadedFile("plan.txt", data)
    client = sign_in("programme_officer")
    answer = client.post(reverse("plan_read"), {"file": file})
    assert answer.status_code in (302, 422)
    if answer.status_code == 302:
        assert client.get(answer.headers["Location"]).status_code == 200


@pytest.mark.parametrize("between", ["\n", "\r\n", "\r", "\u2028", "\x0b", "\x0c", "\x85"])
def test_every_entry_of_a_draft_stands_beside_its_own_line(world: Any, sign_in: Any, between: str) -> None:
    text = between.join(["行动计划", "一、总体要求", "推进合作。", "二、重点任务", "5年内建成联合实验室50家。"])
    client = sign_in("programme_officer")
    page = client.get(client.post(reverse("plan_read"), {"text": text}).headers["Location"])
    for line in page.context["lines"]:
        for entry in line.entries:
            assert str(entry.values.get("title") or entry.values["quote"])[:4] in line.text


def test_a_target_larger_than_any_plan_is_told_not_a_fault(world: Any, sign_in: Any) -> None:
    """Twenty figures in a row are a number of something, but of nothing a plan can hold."""
    text = "行动计划\n\n一、总体要求\n5年内建成联合实验室12345678901234567890家。\n"
    client = sign_in("programme_officer")
    place = client.post(reverse("plan_read"), {"text": text}).headers["Location"]
    pk = int(place.strip("/").rpartition("/")[2])
    for kind in ("headings", "targets"):
        client.post(reverse("plan_draft_judge", args=[pk]), {"kind": kind, "verdict": "accepted"})
    values = {"code": "T", "title": "行动计划"}
    assert client.post(reverse("plan_draft_confirm", args=[pk]), values).status_code in (302, 409, 422)


def test_the_name_of_a_unit_in_a_page_is_never_run(world: Any, sign_in: Any) -> None:
    evil = "<img src=x onerror=alert(1)>"
    Organisation.objects.filter(pk=world.university.pk).update(names={"authoritative": "en", "en": evil})
    client = sign_in("administrator")
    for address in (reverse("organisations"), reverse("organisation", args=[world.university.pk])):
        assert evil not in client.get(address).content.decode()
