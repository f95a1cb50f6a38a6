"""The page of results, its files, and who may take them."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.exchange.merged import PERSON, Desk, merged_call, stated
from wutong.base.mail import Mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(world, call) -> Desk:
    return merged_call(world, call)


def place(desk, tail: str = "") -> str:
    return f"/calls/{desk.call.pk}/results/{tail}"


def body(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


FILES = [f"{kind}.{version}.{language}.{end}" for kind, end in (("plan", "docx"), ("workbook", "xlsx"))
         for version in ("internal", "public") for language in ("zh-hans", "en")]  # fmt: skip


def test_the_page_counts_and_warns(desk, sign_in):
    html = sign_in("programme_officer").get(place(desk)).content.decode()
    assert "1 group is not decided yet" in html and "1 need stands in no group yet" in html
    assert f"/calls/{desk.call.pk}/merge/?state=proposed" in html


def test_a_finished_result_warns_of_nothing(desk, sign_in):
    desk.group(*desk.call.needs.filter(title="新到的需求"))
    group = desk.consolidation.groups.get(state="proposed")
    group.state, group.decided_at = "accepted", desk.at
    group.save()
    assert "not complete" not in sign_in("programme_officer").get(place(desk)).content.decode()


@pytest.mark.parametrize("name", FILES)
def test_every_file_on_the_page_opens(desk, sign_in, name):
    client = sign_in("programme_officer")
    assert place(desk, name) in client.get(place(desk)).content.decode()
    answer = client.get(place(desk, name))
    assert answer.status_code == 200 and ZipFile(BytesIO(body(answer))).testzip() is None
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    "name", ["plan.secret.zh-hans.docx", "plan.public.fr.docx", "workbook.public.ru.xlsx", "feedback.fr.zip"]
)
def test_other_versions_and_languages_do_not_exist(desk, sign_in, name):
    assert sign_in("programme_officer").get(place(desk, name)).status_code == 404


def test_all_letters_come_in_one_zip(desk, sign_in, world):
    answer = sign_in("programme_officer").get(place(desk, "feedback.zh-hans.zip"))
    assert answer.streaming
    archive = ZipFile(BytesIO(body(answer)))
    assert archive.namelist() == ["01 测试省科技厅.docx", "02 测试大学.docx"]
    assert all(ZipFile(BytesIO(archive.read(name))).testzip() is None for name in archive.namelist())


@pytest.mark.parametrize("role", ["unit_coordinator", "unit_leader", "partner_officer", "applicant", "reviewer"])
@pytest.mark.parametrize("tail", ["", "plan.public.zh-hans.docx", "workbook.internal.en.xlsx", "feedback.en.zip"])
def test_results_are_the_offices(desk, sign_in, role, tail):
    assert sign_in(role).get(place(desk, tail)).status_code == 403


@pytest.mark.parametrize("tail", ["plan.internal.zh-hans.docx", "workbook.internal.en.xlsx", "feedback.en.zip"])
def test_an_office_below_does_not_get_the_files_of_the_office_above(desk, sign_in, tail):
    assert sign_in("middle_officer").get(place(desk, tail)).status_code == 404


def test_an_office_below_sees_an_empty_result_of_its_own(desk, sign_in):
    html = sign_in("middle_officer").get(place(desk)).content.decode()
    assert "Nothing is merged yet" in html and PERSON not in html


def test_before_merging_the_page_says_what_to_do(call, sign_in):
    answer = sign_in("programme_officer").get(f"/calls/{call.pk}/results/")
    assert answer.status_code == 200 and "Nothing is merged yet" in answer.content.decode()


def test_feedback_is_sent_once(desk, sign_in):
    client = sign_in("programme_officer")
    assert "2 units were written to" in client.post(place(desk, "feedback/send/"), follow=True).content.decode()
    count = Mail.objects.filter(key__startswith="feedback-").count()
    assert count > 0
    assert "nothing was sent" in client.post(place(desk, "feedback/send/"), follow=True).content.decode()
    assert Mail.objects.filter(key__startswith="feedback-").count() == count


def test_the_auditor_reads_but_does_not_send(desk, sign_in):
    client = sign_in("auditor")
    assert client.get(place(desk)).status_code == 200
    assert "feedback/send/" not in client.get(place(desk)).content.decode()
    assert client.post(place(desk, "feedback/send/")).status_code == 403


def test_a_unit_reads_its_letter_once_it_was_sent(desk, sign_in, world, client):
    own = place(desk, f"feedback/{world.university.pk}.zh-hans.docx")
    assert sign_in("unit_coordinator").get(own).status_code == 404
    sign_in("programme_officer").post(place(desk, "feedback/send/"))
    sent = sign_in("unit_coordinator").get(own)
    assert sent.status_code == 200 and ZipFile(BytesIO(body(sent))).testzip() is None


def test_a_unit_reads_the_letter_as_sent_not_as_it_may_become(desk, sign_in, world):
    own = place(desk, f"feedback/{world.university.pk}.zh-hans.docx")
    sign_in("programme_officer").post(place(desk, "feedback/send/"))
    before = body(sign_in("unit_coordinator").get(own))
    desk.reply(world.university, stated("改口"), file=desk.file("改口.docx"))
    assert body(sign_in("unit_coordinator").get(own)) == before
    assert body(sign_in("programme_officer").get(own)) != before


def test_nobody_reads_the_letter_of_another_unit(desk, sign_in, world):
    sign_in("programme_officer").post(place(desk, "feedback/send/"))
    other = place(desk, f"feedback/{world.province.pk}.zh-hans.docx")
    assert sign_in("unit_coordinator").get(other).status_code == 404
    assert sign_in("partner_officer").get(other).status_code == 404
    assert sign_in("middle_officer").get(other).status_code == 200


def test_a_unit_that_stated_nothing_has_no_letter(desk, sign_in, world):
    assert sign_in("programme_officer").get(place(desk, f"feedback/{world.abroad.pk}.en.docx")).status_code == 404


def test_as_many_queries_for_many_units(desk, sign_in, world, count_queries):
    client = sign_in("programme_officer")
    client.get(place(desk))
    few = count_queries(lambda: client.get(place(desk)))
    desk.reply(world.abroad, *(stated(f"需求{number}") for number in range(40)))
    assert count_queries(lambda: client.get(place(desk))) == few <= 40
