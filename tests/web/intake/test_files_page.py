"""The page of files: upload, the account of every file, and what is said about each."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from wutong.base.work import Work
from wutong.calls.models import IntakeFile
from wutong.documents.blocks import ProblemCode
from wutong.jobs.reading import read_batch
from wutong.web.forms.intake import DOUBTS, PROBLEMS


@pytest.fixture
def page(officer_client, call):
    return lambda query="": officer_client.get(f"/calls/{call.pk}/intake/{query}")


def upload(client, call, *named):
    sent = [SimpleUploadedFile(name, data) for name, data in named]
    return client.post(f"/calls/{call.pk}/intake/", {"files": sent})


def test_an_empty_page_says_what_to_do(page):
    assert "No files yet" in page().content.decode()


def test_many_files_are_kept_at_once_and_their_reading_is_watched(officer_client, call, files):
    answer = upload(officer_client, call, ("甲.docx", files.letter("测试大学")), ("乙.docx", b""))
    work = Work.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/work/{work.pk}/?back=%2Fcalls%2F{call.pk}%2Fintake%2F"
    assert list(IntakeFile.objects.values_list("name", "state")) == [("甲.docx", "received"), ("乙.docx", "received")]
    read_batch.call(work_id=work.pk)
    assert officer_client.get(answer["Location"]).context["work"].state == "done"
    assert IntakeFile.objects.get(name="甲.docx").state == "accepted"


def test_no_file_chosen_is_told(officer_client, call):
    answer = officer_client.post(f"/calls/{call.pk}/intake/", follow=True)
    assert "Choose at least one file." in answer.content.decode()


def test_while_files_are_read_the_page_shows_it(page, take, files):
    take(("甲.docx", files.letter("测试大学")), read=False)
    words = page().content.decode()
    assert f'hx-get="/work/{Work.objects.get().pk}/' in words
    assert "not read yet" in words


def test_the_account_adds_up_and_narrows_the_list(page, take, files):
    data = files.letter("测试大学")
    take(("甲.docx", data), ("甲 副本.docx", data), ("空.docx", b""), ("函.docx", files.letter("无人知晓研究所")))
    account = page().context["account"]
    assert account.files == sum(count for _c, _l, count in page().context["figures"]) == 4
    assert [row.name for row in page("?kind=unreadable").context["page"]] == ["空.docx"]
    assert [row.name for row in page("?kind=superseded").context["page"]] == ["甲 副本.docx"]
    assert [row.name for row in page("?kind=waiting").context["page"]] == ["函.docx"]
    assert "No such files" in page("?kind=not_a_reply").content.decode()
    assert list(page("?kind=nonsense").context["page"]) == []


def test_each_file_says_why_it_stands_as_it_does(page, take, files):
    data = files.letter("测试大学")
    take(("甲.docx", data), ("乙.docx", data), ("空.docx", b""), ("函.docx", files.letter("无人知晓研究所")))
    words = page().content.decode()
    assert "The same content as" in words
    assert "The file is empty." in words and "Ask the unit to send it again" in words
    assert "It is not sure which unit it comes from." in words


def test_parts_stand_below_their_container(page, take, files):
    take(("回函.eml", files.mail("See attached.", ("附件.docx", files.letter("境外测试办")))))
    line = page().context["rows"][0]
    assert (line.file.state, [part.file.name for part in line.parts]) == ("opened", ["回函.eml", "附件.docx"])


@pytest.mark.parametrize("code", get_args(ProblemCode))
def test_every_problem_is_told_with_what_to_do(code):
    what, next_step = map(str, PROBLEMS[code])
    assert what.endswith(".") and next_step.endswith(".")
    assert len({str(told) for told, _next in PROBLEMS.values()}) == len(PROBLEMS), "each in its own words"


def test_every_doubt_of_the_machine_has_words():
    from pathlib import Path

    import wutong.calls as room

    source = "".join(path.read_text() for path in Path(room.__path__[0]).rglob("*.py"))
    used = set(re.findall(r'found\.append\("(\w+)"\)|doubts = \["(\w+)"\]', source))
    assert {one or two for one, two in used} <= set(DOUBTS)


def test_the_original_comes_back_as_it_was_sent(officer_client, take, files):
    data = files.letter("测试大学")
    file = take(("甲.docx", data))[0]
    answer = officer_client.get(f"/files/{file.pk}/original/")
    assert answer.content == data
    assert "attachment" in answer["Content-Disposition"]


def test_a_part_gives_the_container_it_came_in(officer_client, take, files):
    data = files.mail("See attached.", ("附件.docx", files.letter("境外测试办")))
    whole = take(("回函.eml", data))[0]
    part = whole.parts.last()
    answer = officer_client.get(f"/files/{part.pk}/original/")
    assert answer.content == data


def test_files_a_stopped_reading_left_can_be_read_again(officer_client, page, call, take, files):
    take(("甲.docx", files.letter("测试大学")), read=False)
    Work.objects.update(state="failed")
    assert page().context["unread"]
    officer_client.post(f"/calls/{call.pk}/intake/again/")
    read_batch.call(work_id=Work.objects.last().pk)
    assert IntakeFile.objects.get().state == "accepted"
    assert not page().context["unread"]


def test_as_many_queries_for_a_hundred_files_as_for_one(page, take, files, count_queries, call, world):
    take(("甲.docx", files.letter("测试大学")))
    first = count_queries(page)
    one = IntakeFile.objects.get()
    IntakeFile.objects.bulk_create(
        IntakeFile(
            batch=one.batch, call=call, stored=one.stored, name=f"{n}.docx", kind="reply", state="accepted",
            unit=world.university, arrived_at=one.arrived_at,
        )
        for n in range(99)
    )  # fmt: skip
    assert count_queries(page) == first <= 40


@pytest.mark.parametrize("role", ["auditor", "middle_officer"])
def test_others_read_or_take_in_their_own_only(sign_in, call, take, files, role):
    take(("甲.docx", files.letter("测试大学")))
    client = sign_in(role)
    answer = client.get(f"/calls/{call.pk}/intake/")
    assert answer.status_code == 200
    assert not answer.context["may_take"]
    assert answer.context["account"].files == (1 if role == "auditor" else 0)
    assert upload(client, call, ("乙.docx", b"x")).status_code in (403, 409)
    assert IntakeFile.objects.count() == 1


@pytest.mark.parametrize("role", ["unit_coordinator", "partner_officer", "reviewer"])
def test_units_have_no_entry(sign_in, call, role):
    assert sign_in(role).get(f"/calls/{call.pk}/intake/").status_code == 403
