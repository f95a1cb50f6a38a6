"""Our own form come back as a file: taken in when right, before a person when wrong, settled like any other file."""

from __future__ import annotations

import json
from email.message import EmailMessage
from io import BytesIO
from zipfile import ZipFile

import pytest

from wutong.calls.models import IntakeFile, Need, Reply
from wutong.documents.opening import open_file
from wutong.exchange.call_files import blank_form
from wutong.forms import json as form_json
from wutong.forms.queries import form_of
from wutong.jobs.reading import read_batch, take_and_read


class HereAndNow:
    """Opens files in this process: the limited one takes longer to start than the tests."""

    def __enter__(self):
        return self

    def __exit__(self, *why):
        return None

    def open(self, name, data):
        return open_file(name, data)


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    monkeypatch.setattr("wutong.jobs.reading.Worker", HereAndNow)


@pytest.fixture
def take(call, world):
    def run(*arrived):
        by = world.by["programme_officer"]
        batch = take_and_read(call, world.division, list(arrived), way="upload", by=by, at=world.at)
        read_batch.call(work_id=batch.work_id)
        return list(IntakeFile.objects.filter(batch=batch).order_by("pk"))

    return run


@pytest.fixture
def filled(call):
    """`filled(["title", …], unit=…)`: the call's form as JSON, filled in."""
    stamped = json.loads(blank_form(call, "json", "en"))

    def make(titles, *, unit="测试大学", has_needs="yes", **over):
        needs = [
            {
                "title": title,
                "text": f"{title} together",
                "countries": {"words": "越南", "countries": ["VN"], "groups": []},
            }
            for title in titles
        ]
        answers = {"unit": {"name": unit}, "contact": {"name": "甲"}, "has_needs": has_needs, "needs": needs} | over
        return json.dumps(stamped | {"answers": answers}).encode()

    return make


def test_the_blank_form_can_be_filled(call, filled):
    assert form_json.read(form_of(call.form), filled(["Solar"])).stamp.form == "needs"


def test_a_right_form_is_taken_in(take, filled, world):
    file = take(("form.json", filled(["Solar", "Rice"])))[0]
    assert (file.state, file.reasons, file.unit) == ("accepted", [], world.university)
    reply = Reply.objects.get()
    assert (reply.source, reply.state) == ("form_file", "sent")
    assert list(reply.needs.values_list("title", flat=True)) == ["Solar", "Rice"]
    assert reply.answers["needs"][0]["title"] == "Solar"
    assert Need.objects.first().country_words == "越南"


def test_mistakes_wait_for_a_person_and_are_told_in_both_languages(take, filled):
    file = take(("form.json", filled([""])))[0]
    assert file.state == "triage"
    assert "form" in file.reasons
    assert all(set(problem) == {"zh-hans", "en"} for problem in file.reading["problems"])
    assert not Reply.objects.exists()


def test_a_form_of_nobody_known_waits(take, filled):
    file = take(("form.json", filled(["Solar"], unit="无人知晓研究所")))[0]
    assert (file.state, file.reasons) == ("triage", ["unit"])


def test_no_needs_is_an_answer(take, filled, call, world):
    file = take(("form.json", filled([], has_needs="no", needs=[])))[0]
    assert file.state == "no_needs"
    assert call.inquiries.get(unit=world.university).state == "no_needs"


def test_the_same_form_again_with_changes_does_not_count_twice(take, filled):
    take(("form.json", filled(["Solar", "Rice"])))
    second = take(("form2.json", filled(["Solar", "Rice", "Port"])))[0]
    assert (second.state, second.reasons) == ("triage", ["overlaps"])
    assert Need.objects.filter(is_current=True).count() == 2


def test_a_form_marked_as_the_newer_version_replaces(take, filled):
    first = take(("form.json", filled(["Solar", "Rice"])))[0]
    second = take(("form revised.json", filled(["Solar", "Rice", "Port"])))[0]
    first.refresh_from_db()
    assert (first.state, second.state) == ("superseded", "accepted")
    assert Need.objects.filter(is_current=True).count() == 3


@pytest.mark.parametrize("face", ["docx", "xlsx"])
def test_a_blank_form_never_makes_a_reply(take, call, face):
    file = take((f"form.{face}", blank_form(call, face, "zh-hans")))[0]
    assert file.state in ("triage", "set_aside")
    assert not Reply.objects.exists()


def test_a_file_from_outside_may_not_name_a_stored_one(take, filled):
    need = {"title": "Solar", "text": "together", "attachment": {"sha256": "c" * 64, "name": "plan.pdf", "size": 3}}
    file = take(("form.json", filled([], needs=[need])))[0]
    assert file.state != "accepted"
    assert any("plan.pdf" in problem["en"] for problem in file.reading["problems"])


def _mail(body, **attachments):
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "需求", "a@example.org", "b@example.org"
    message.set_content(body)
    for name, data in attachments.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name.replace("_", "."))
    return bytes(message)


def _zip(**members):
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return out.getvalue()


@pytest.fixture
def filled_office(call, world):
    """The call's form as Word or Excel, filled in with these titles by the face that reads it back."""

    def make(titles, face="docx"):
        needs = [{"title": title, "text": f"{title} together"} for title in titles]
        answers = {"unit": {"id": str(world.university.pk), "name": "测试大学"}, "has_needs": "yes", "needs": needs}
        return blank_form(call, face, "zh-hans", answers)

    return make


@pytest.mark.parametrize("face", ["docx", "xlsx"])
@pytest.mark.parametrize("carrier", ["mail", "zip", "zip in mail"])
def test_a_form_that_is_carried_is_read_as_a_form(take, filled_office, world, face, carrier):
    form = filled_office(["Solar", "Rice"], face)
    inner = {f"form_{face}": form}
    packed = {
        "mail": lambda: ("m.eml", _mail("见附件。", **inner)),
        "zip": lambda: ("z.zip", _zip(**inner)),
        "zip in mail": lambda: ("m.eml", _mail("见附件。", z_zip=_zip(**inner))),
    }
    take(packed[carrier]())
    part = IntakeFile.objects.get(name=f"form.{face}")
    assert part.reading["form"] and part.path[-1] == f"form.{face}"
    assert [need["title"]["value"] for need in part.reading["needs"]] == ["Solar", "Rice"]
    assert part.unit == world.university


def test_needs_told_in_the_mail_and_in_its_form_count_once(take, filled):
    body = "现将需求报送如下：\n1. 与越南共建太阳能实验室\n2. 在越南推广水稻品种\n详见附件。\n测试大学"
    form = filled(["与越南共建太阳能实验室", "在越南推广水稻品种"])
    take(("m.eml", _mail(body, form_json=form)))
    assert Reply.objects.get().needs.count() == 2
    assert IntakeFile.objects.get(name="m.eml", parent__isnull=False).kind == "not_a_reply"


def test_a_form_of_another_call_in_a_mail_is_no_form_of_this_one(take, filled):
    other = filled(["Solar"]).replace(b'"id": "needs"', b'"id": "other"')
    take(("m.eml", _mail("见附件。", form_json=other)))
    assert not any(file.reading.get("form") for file in IntakeFile.objects.all())
