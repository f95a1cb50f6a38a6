"""A part without needs is not the unit's answer; a file beside an answer on the page adds or replaces; looking again."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.web.intake.conftest import letter
from tests.web.intake.versions import decide
from wutong.calls.models import Inquiry, IntakeFile, Need, Reply
from wutong.calls.statement import StatedNeed
from wutong.calls.steps import replies, triage

NONE = "测试大学重点实验室：经研究，本实验室无国际科技合作需求。".encode()


def fresh(file):
    return IntakeFile.objects.get(pk=file.pk)


@pytest.fixture
def inquiry(call, world):
    return lambda: Inquiry.objects.get(call=call, unit=world.university)


@pytest.fixture
def on_page(call, world, inquiry):
    """The university has answered on its page with one need."""
    coordinator, at = world.by["unit_coordinator"], world.at
    reply = replies.write_reply(inquiry(), needs=[StatedNeed("页面需求")], by=coordinator, at=at)
    replies.compose_reply(reply, by=coordinator, at=at)
    replies.confirm_reply(reply, by=world.by["unit_leader"], at=at)
    replies.send_reply(reply, by=coordinator, at=at)
    return reply


def standing():
    return sorted(Need.objects.filter(reply__state="sent").values_list("title", flat=True))


@pytest.fixture
def laboratory(take, world):
    """One laboratory's “no needs” inside a zip with the university's needs; it waits for a person."""
    stream = BytesIO()
    with ZipFile(stream, "w") as packed:
        packed.writestr("测试大学.docx", letter("测试大学"))
        packed.writestr("重点实验室.txt", NONE)
    parent = take(("全校.zip", stream.getvalue()))[0]
    whole, part = parent.parts.order_by("pk")
    assert whole.state == "accepted"
    if part.state != "triage":
        triage.reconsider(part, by=world.by["programme_officer"], at=world.at)
    return fresh(part)


def test_a_part_without_needs_leaves_the_answer_of_the_unit(laboratory, officer_client, inquiry, world):
    before = standing()
    answer = decide(officer_client, laboratory, decision="part_no_needs", unit=world.university.pk)
    assert answer.status_code == 302
    assert (fresh(laboratory).state, fresh(laboratory).unit) == ("no_needs", world.university)
    assert standing() == before and len(before) == 2
    assert inquiry().state == "answered"
    assert IntakeFile.objects.filter(state="superseded").count() == 0


def test_the_page_proposes_the_part_where_other_answers_stand(laboratory, officer_client, world):
    page = officer_client.get(f"/triage/{laboratory.pk}/?unit={world.university.pk}").content.decode()
    assert 'class="btn btn-primary" name="decision" value="part_no_needs"' in page
    assert "takes the place of everything the unit has sent" in page


def test_the_unit_without_needs_replaces_everything(laboratory, officer_client, inquiry, world):
    unit = {"unit": world.university.pk, "seen": world.university.pk}
    decide(officer_client, laboratory, decision="no_needs", **unit)
    assert standing() == [] and inquiry().state == "no_needs"


def test_a_part_without_needs_alone_leaves_the_unit_owing(take, officer_client, inquiry, world):
    file = take(("函.docx", letter("无人知晓研究所")))[0]
    decide(officer_client, file, decision="part_no_needs", unit=world.university.pk)
    assert (fresh(file).state, inquiry().state, Reply.objects.count()) == ("no_needs", "waiting", 0)


def test_a_later_answer_does_not_supersede_the_part(laboratory, officer_client, take, world):
    decide(officer_client, laboratory, decision="part_no_needs", unit=world.university.pk)
    take(("测试大学 补充.docx", letter("测试大学", [("新需求甲", "埃及")])))
    assert fresh(laboratory).state == "no_needs"
    assert "新需求甲" in standing()


def test_a_part_looked_at_again_changes_nothing_of_the_answer(laboratory, officer_client, inquiry, world):
    decide(officer_client, laboratory, decision="part_no_needs", unit=world.university.pk)
    officer_client.post(f"/triage/{laboratory.pk}/again/")
    assert fresh(laboratory).state == "triage"
    assert inquiry().state == "answered" and len(standing()) == 2


def test_a_file_beside_an_answer_on_the_page_waits_and_is_explained(on_page, take, officer_client):
    file = take(("测试大学.docx", letter("测试大学")))[0]
    assert (file.state, file.reasons) == ("triage", ["contradicts"])
    page = officer_client.get(f"/triage/{file.pk}/").content.decode()
    assert "has stated 1 need on its page" in page
    assert 'name="page" value="add"' in page and 'name="page" value="replace"' in page


@pytest.mark.parametrize(
    "choice, stands",
    [
        ("add", ["光伏组件可靠性", "耐盐水稻育种", "页面需求"]),
        ("replace", ["光伏组件可靠性", "耐盐水稻育种"]),
    ],
)
def test_the_file_adds_or_replaces_as_a_person_says(on_page, take, officer_client, choice, stands):
    file = take(("测试大学.docx", letter("测试大学")))[0]
    decide(officer_client, file, page=choice)
    assert standing() == stands
    assert Reply.objects.get(pk=on_page.pk).state == "superseded", "the version on the page stays readable"


def test_without_a_choice_nothing_is_taken_in(on_page, take, officer_client):
    file = take(("测试大学.docx", letter("测试大学")))[0]
    answer = decide(officer_client, file)
    assert answer.status_code == 422 and "adds to that or replaces it" in answer.content.decode()
    assert standing() == ["页面需求"]


def test_set_aside_leaves_the_answer_on_the_page(on_page, take, officer_client, inquiry):
    file = take(("测试大学.docx", letter("测试大学")))[0]
    decide(officer_client, file, decision="set_aside")
    assert fresh(file).state == "set_aside"
    assert standing() == ["页面需求"] and inquiry().state == "answered"


def test_what_was_accepted_is_looked_at_again_in_one_move(take, world, inquiry):
    file = take(("测试大学.docx", letter("测试大学")))[0]
    assert file.state == "accepted"
    triage.reconsider(file, by=world.by["programme_officer"], at=world.at)
    assert (fresh(file).state, inquiry().state, standing()) == ("triage", "waiting", [])


def test_no_needs_looked_at_again_lets_the_unit_owe_its_answer(take, world, inquiry):
    text = "关于报送国际科技合作需求的复函\n国际处：\n经研究，我单位暂无国际科技合作需求。\n测试大学\n2026年9月9日"
    file = take(("测试大学复函.txt", text.encode()))[0]
    assert (file.state, inquiry().state) == ("no_needs", "no_needs")
    triage.reconsider(file, by=world.by["programme_officer"], at=world.at)
    assert (fresh(file).state, inquiry().state) == ("triage", "waiting")


def test_an_answer_on_the_page_outlives_the_no_needs_before_it(take, world, inquiry, call):
    text = "关于报送国际科技合作需求的复函\n国际处：\n经研究，我单位暂无国际科技合作需求。\n测试大学\n2026年9月9日"
    file = take(("测试大学复函.txt", text.encode()))[0]
    by = world.by["programme_officer"]
    replies.take_in_reply(inquiry(), needs=[StatedNeed("电话里说的")], by=by, at=world.at)
    triage.reconsider(fresh(file), by=by, at=world.at)
    assert (inquiry().state, standing()) == ("answered", ["电话里说的"])


def test_an_unreadable_file_can_be_put_before_a_person(take, world, officer_client):
    file = take(("坏.docx", b""))[0]
    assert file.state == "unreadable"
    triage.reconsider(file, by=world.by["programme_officer"], at=world.at)
    assert fresh(file).state == "triage"


@pytest.mark.parametrize("odd", ["²", "９", "9" * 30, "-1", "x"])
def test_odd_numbers_are_no_numbers(odd, laboratory, officer_client):
    assert officer_client.get(f"/triage/{laboratory.pk}/", {"unit": odd}).status_code == 200
    values = {"decision": "accept", "unit": odd, "replaces": [odd], "add": odd}
    assert officer_client.post(f"/triage/{laboratory.pk}/", values).status_code in (200, 422)
    assert officer_client.get(f"/calls/{laboratory.call_id}/needs/", {"after": odd, "unit": odd}).status_code == 200
