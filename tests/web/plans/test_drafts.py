"""Reading a text on the page: file or paste, judging with and without htmx, and the plan that comes of it."""

from __future__ import annotations

import io
import time
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from wutong.plans.models import Plan, PlanDraft
from wutong.plans.steps import drop_draft, read_text

TEXT = "关于合作的行动计划\n\n一、总体要求\n推进合作。\n二、重点任务\n（一）共建平台\n5年内建成联合实验室50家。\n"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def draft(world: Any) -> PlanDraft:
    return read_text(title="行动计划", text=TEXT, by=world.by["programme_officer"], at=world.at)


def judge(client: Any, draft: PlanDraft, htmx: bool = False, **values: Any) -> Any:
    headers = HTMX if htmx else {}
    return client.post(reverse("plan_draft_judge", args=[draft.pk]), values, headers=headers)


def stored(draft: PlanDraft, kind: str) -> list[dict[str, Any]]:
    return list(PlanDraft.objects.get(pk=draft.pk).reading[kind])


def test_a_pasted_text_becomes_a_draft(world: Any, sign_in: Any) -> None:
    answer = sign_in("programme_officer").post(reverse("plan_read"), {"text": TEXT.replace("\n", "\r\n")})
    made = PlanDraft.objects.get()
    assert answer["Location"] == reverse("plan_draft", args=[made.pk])
    assert made.text == TEXT and made.title == "关于合作的行动计划"


@pytest.mark.parametrize("kind", ["txt", "docx", "html"])
def test_a_file_of_any_kind_becomes_the_same_draft(world: Any, sign_in: Any, kind: str) -> None:
    lines = TEXT.split("\n")
    if kind == "docx":
        document, stream = docx.Document(), io.BytesIO()
        for line in lines:
            document.add_paragraph(line)
        document.save(stream)
        data = stream.getvalue()
    elif kind == "html":
        data = ("<meta charset=utf-8>" + "".join(f"<p>{line}</p>" for line in lines)).encode()
    else:
        data = TEXT.encode("gb18030")
    file = SimpleUploadedFile(f"计划.{kind}", data)
    assert sign_in("middle_officer").post(reverse("plan_read"), {"file": file}).status_code == 302
    made = PlanDraft.objects.get()
    assert made.title == "计划" and made.file is not None and made.file.data() == data
    assert [entry["title"] for entry in made.reading["headings"]] == ["总体要求", "重点任务", "共建平台"]
    assert [entry["value"] for entry in made.reading["targets"]] == [50]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": "nothing else"}, "file"),
        ({"text": "  \n "}, "file"),
        ({"text": "x", "file": b"y"}, "text"),
        ({"file": b"PK\x03\x04 broken"}, "file"),
        ({"file": b""}, "file"),
    ],
)
def test_what_cannot_be_read_says_so_at_the_field(world: Any, sign_in: Any, values: dict[str, Any], field: str) -> None:
    sent = {name: SimpleUploadedFile("x.docx", v) if isinstance(v, bytes) else v for name, v in values.items()}
    answer = sign_in("programme_officer").post(reverse("plan_read"), sent)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not PlanDraft.objects.exists()


def test_text_and_draft_stand_side_by_side_and_point_to_each_other(draft: PlanDraft, sign_in: Any) -> None:
    page = sign_in("programme_officer").get(reverse("plan_draft", args=[draft.pk])).content.decode()
    for number, line in enumerate(TEXT.splitlines(), 1):
        assert f'id="line-{number}"' in page and line in page
    for kind in ("headings", "targets"):
        for index, entry in enumerate(stored(draft, kind)):
            assert f'id="{kind}-{index}"' in page and f'href="#{kind}-{index}"' in page
            assert f'href="#line-{entry["line"]}"' in page


def test_a_judgement_without_scripts_comes_back_to_its_entry(draft: PlanDraft, sign_in: Any) -> None:
    answer = judge(sign_in("programme_officer"), draft, kind="headings", index="1", verdict="accepted")
    assert answer["Location"] == reverse("plan_draft", args=[draft.pk]) + "#headings-1"
    assert stored(draft, "headings")[1]["verdict"] == "accepted"


def test_a_judgement_by_htmx_answers_the_entry_and_the_tallies(draft: PlanDraft, sign_in: Any) -> None:
    answer = judge(sign_in("programme_officer"), draft, htmx=True, kind="headings", index="1", verdict="dropped")
    page = answer.content.decode()
    assert 'id="headings-1"' in page and "entry-dropped" in page and 'id="headings-0"' not in page
    assert page.count('hx-swap-oob="true"') == 2 and "1 dropped" in page and "<html" not in page


def test_all_that_is_left_is_accepted_at_once(draft: PlanDraft, sign_in: Any) -> None:
    client = sign_in("programme_leader")
    judge(client, draft, kind="headings", index="0", verdict="dropped")
    judge(client, draft, kind="headings", verdict="accepted")
    assert [entry["verdict"] for entry in stored(draft, "headings")] == ["dropped", "accepted", "accepted"]
    assert "verdict" not in stored(draft, "targets")[0]


def test_a_correction_shows_what_was_read(draft: PlanDraft, sign_in: Any) -> None:
    client = sign_in("programme_officer")
    values = {"value": "60", "unit": "个", "deadline": "2030年", "what": "实验室", "nature": "stock"}
    page = judge(client, draft, htmx=True, kind="targets", index="0", verdict="accepted", **values).content.decode()
    assert "corrected; read was" in page and "true on the day" in page and "60" in page
    assert stored(draft, "targets")[0]["read"]["value"] == 50


@pytest.mark.parametrize("htmx", [True, False])
def test_a_wrong_correction_keeps_what_was_typed(draft: PlanDraft, sign_in: Any, htmx: bool) -> None:
    client = sign_in("programme_officer")
    answer = judge(client, draft, htmx, kind="targets", index="0", verdict="accepted", value="viele", what="实验室")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="targets-0-error"' in page and 'value="viele"' in page and "is-invalid" in page
    assert ("<html" in page) is not htmx
    assert "verdict" not in stored(draft, "targets")[0]


@pytest.mark.parametrize("values", [{"kind": "x"}, {"kind": "headings", "index": "77"}])
def test_a_senseless_judgement_is_refused(draft: PlanDraft, sign_in: Any, values: dict[str, str]) -> None:
    assert judge(sign_in("programme_officer"), draft, verdict="accepted", **values).status_code == 409


def test_confirming_makes_a_public_plan(draft: PlanDraft, sign_in: Any, client: Any) -> None:
    office = sign_in("programme_officer")
    for kind in ("headings", "targets"):
        judge(office, draft, kind=kind, verdict="accepted")
    head = {"title": "合作行动计划", "code": "C", "issuer": "测试部", "starts_on": "2026-01-01"}
    answer = office.post(reverse("plan_draft_confirm", args=[draft.pk]), head)
    plan = Plan.objects.get(code="C")
    assert answer["Location"] == reverse("plan", args=[plan.pk])
    client.logout()
    page = client.get(answer["Location"]).content.decode()
    assert "共建平台" in page and "2031-01-01" in page and "测试部" in page


@pytest.mark.parametrize(("values", "field"), [({"code": "1"}, "code"), ({"title": ""}, "title"), ({}, "__all__")])
def test_confirming_refuses_at_the_field(draft: PlanDraft, sign_in: Any, values: dict[str, str], field: str) -> None:
    head = {"title": "计划", "code": "C"} | values
    answer = sign_in("programme_officer").post(reverse("plan_draft_confirm", args=[draft.pk]), head)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Plan.objects.filter(code="C").exists()


def test_a_dropped_draft_offers_nothing_to_press(draft: PlanDraft, world: Any, sign_in: Any) -> None:
    client = sign_in("programme_officer")
    assert client.post(reverse("plan_draft_drop", args=[draft.pk])).status_code == 302
    page = client.get(reverse("plan_draft", args=[draft.pk])).content.decode()
    assert "Accept" not in page and 'id="confirm"' not in page and "共建平台" in page


def test_another_office_does_not_find_the_draft(draft: PlanDraft, sign_in: Any) -> None:
    client = sign_in("middle_leader")
    assert client.get(reverse("plan_draft", args=[draft.pk])).status_code == 404
    assert judge(client, draft, kind="headings", index="0", verdict="accepted").status_code == 404


def test_the_auditor_reads_and_changes_nothing(draft: PlanDraft, sign_in: Any) -> None:
    client = sign_in("auditor")
    assert "Accept" not in client.get(reverse("plan_draft", args=[draft.pk])).content.decode()
    assert judge(client, draft, kind="headings", index="0", verdict="accepted").status_code == 403


def test_the_letter_stands_above_with_its_deadline_and_addressees(world: Any, sign_in: Any, shared: Path) -> None:
    text = next((shared / "seeds").glob("plan-a*.txt")).read_text(encoding="utf-8")
    client = sign_in("programme_officer")
    address = client.post(reverse("plan_read"), {"text": text})["Location"]
    page = client.get(address).content.decode()
    for words in ("Addressees (27)", "大连海事大学", "09-11 17:30", "the letter names no year"):
        assert words in page
    made = PlanDraft.objects.get()
    assert reverse("call_from_draft", args=[made.pk]) in page
    assert client.get(address).context["form"].initial["issuer"] == "中华人民共和国交通运输部"


def test_a_seed_is_read_judged_and_confirmed_on_the_page(world: Any, sign_in: Any, shared: Path) -> None:
    client, path = sign_in("programme_officer"), next((shared / "seeds").glob("plan-b*.txt"))
    file = SimpleUploadedFile(path.name, path.read_bytes())
    made = PlanDraft.objects.get(pk=client.post(reverse("plan_read"), {"file": file})["Location"].split("/")[-2])
    judge(client, made, kind="headings", verdict="accepted")
    client.post(reverse("plan_draft_confirm", args=[made.pk]), {"title": made.title, "code": "B"})
    assert Plan.objects.get(code="B", version=2).items.count() == 26


def test_a_thousand_lines_stay_usable(world: Any, sign_in: Any, count_queries: Any) -> None:
    client, by = sign_in("programme_officer"), world.by["programme_officer"]
    small = read_text(title="small", text=TEXT, by=by, at=world.at)
    lines = "".join(f"{n}. 任务{n}\n到2030年培训人员{n}00人次。\n" for n in range(1, 501))
    large = read_text(title="large", text=lines, by=by, at=world.at)
    few = count_queries(lambda: client.get(reverse("plan_draft", args=[small.pk])))
    began = time.monotonic()
    many = count_queries(lambda: client.get(reverse("plan_draft", args=[large.pk])))
    assert many == few <= 40
    assert time.monotonic() - began < 5


def test_the_list_of_drafts_needs_the_same_queries_for_1_and_100(world: Any, sign_in: Any, count_queries: Any) -> None:
    client, by = sign_in("programme_officer"), world.by["programme_officer"]
    assert "No text is being read" in client.get(reverse("plan_drafts")).content.decode()
    drop_draft(read_text(title="first", text=TEXT, by=by, at=world.at), by=by, at=world.at)
    few = count_queries(lambda: client.get(reverse("plan_drafts")))
    for number in range(99):
        read_text(title=f"draft {number}", text="一、甲\n", by=by, at=world.at)
    assert count_queries(lambda: client.get(reverse("plan_drafts"))) == few <= 40
