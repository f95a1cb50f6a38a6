"""A batch of files from arrival to the account: replies, versions, duplicates, what cannot be read."""

from __future__ import annotations

import zipfile
from io import BytesIO

from django.utils import translation

from wutong.base.work import Work
from wutong.calls.models import IntakeFile, Need, Reply
from wutong.calls.queries.intake import account
from wutong.jobs.opened import opened, part_at
from wutong.jobs.reading import read_batch

UNIT = "测试大学"


def test_a_clear_reply_is_taken_in_without_a_person(isolated, take, files, states, titles, world):
    take(("测试大学复函.docx", files.letter(UNIT, files.SOLAR, files.RICE)))
    assert states() == [("测试大学复函.docx", "accepted")]
    assert titles() == sorted([files.SOLAR[0], files.RICE[0]])
    assert Reply.objects.get().inquiry.unit == world.university


def test_every_need_knows_its_file_and_place(take, files):
    take(("测试大学复函.docx", files.letter(UNIT, files.SOLAR, files.RICE)))
    for need in Need.objects.all():
        assert need.file.name == "测试大学复函.docx"
        assert need.places["need"]["kind"] == "cell"
        assert need.places["title"]["quote"] == need.title
    assert set(Need.objects.values_list("country_rows__country", flat=True)) == {"KZ", "VN"}


def test_two_files_of_one_unit_add_up(take, files, titles):
    take(("测试大学-甲.docx", files.letter(UNIT, files.SOLAR)))
    take(("测试大学-乙.xlsx", files.sheet(UNIT, files.RICE, files.PORT)))
    assert titles() == sorted([files.SOLAR[0], files.RICE[0], files.PORT[0]])
    assert Reply.objects.get(state="sent").version == 2


def test_a_marked_newer_version_replaces_and_the_older_stays_readable(take, files, states, titles):
    take(("测试大学.docx", files.letter(UNIT, files.SOLAR, files.RICE)))
    take(("测试大学（修订版）.docx", files.letter(UNIT, files.SOLAR, files.RICE, files.PORT)))
    assert states() == [("测试大学.docx", "superseded"), ("测试大学（修订版）.docx", "accepted")]
    assert len(titles()) == 3
    older = IntakeFile.objects.get(state="superseded")
    assert older.superseded_by.name == "测试大学（修订版）.docx"
    assert older.reading["needs"] and older.stored.data()


def test_the_order_of_arrival_in_one_batch_does_not_decide_which_version_stands(take, files, titles):
    newer = ("a 测试大学 修订版.docx", files.letter(UNIT, files.SOLAR, files.PORT))
    older = ("b 测试大学.docx", files.letter(UNIT, files.SOLAR, files.RICE, files.PORT))
    take(newer, older)
    assert titles() == sorted([files.SOLAR[0], files.PORT[0]])


def test_the_same_needs_sent_again_without_a_mark_wait_for_a_person(take, files, titles):
    take(("测试大学.docx", files.letter(UNIT, files.SOLAR, files.RICE)))
    take(("测试大学需求.xlsx", files.sheet(UNIT, files.SOLAR, files.RICE)))
    waiting = IntakeFile.objects.get(state="triage")
    assert waiting.reasons == ["overlaps"]
    assert len(titles()) == 2, "nothing counts twice meanwhile"


def test_an_older_version_that_comes_late_does_not_replace_the_newer(take, files, titles):
    take(("测试大学 第3版.docx", files.letter(UNIT, files.SOLAR, files.PORT)))
    take(("测试大学 第2版.docx", files.letter(UNIT, files.SOLAR, files.RICE, files.PORT)))
    assert IntakeFile.objects.get(state="superseded").superseded_by.name == "测试大学 第3版.docx"
    assert titles() == sorted([files.SOLAR[0], files.PORT[0]])


def test_a_newer_version_relieves_the_tray_of_the_older(take, files):
    take(("测试大学.docx", files.letter(UNIT, files.SOLAR)))
    take(("测试大学需求.xlsx", files.sheet(UNIT, files.SOLAR)))
    assert IntakeFile.objects.get(name="测试大学需求.xlsx").state == "triage"
    take(("测试大学 修订版.xlsx", files.sheet(UNIT, files.SOLAR, files.RICE)))
    assert set(IntakeFile.objects.values_list("name", "state")) == {
        ("测试大学.docx", "superseded"),
        ("测试大学需求.xlsx", "superseded"),
        ("测试大学 修订版.xlsx", "accepted"),
    }


def test_the_same_content_is_taken_once_and_counted(take, files, states, call, officer):
    data = files.letter(UNIT, files.SOLAR)
    take(("测试大学.docx", data), ("测试大学 副本.docx", data))
    take(("另一个名字.docx", data))
    assert [state for _name, state in states()] == ["accepted", "superseded", "superseded"]
    assert {file.duplicate_of.name for file in IntakeFile.objects.filter(state="superseded")} == {"测试大学.docx"}
    found = account(officer, call)
    assert (found.files, found.kinds["reply"], found.kinds["superseded"]) == (3, 1, 2)
    assert found.balances


def test_every_empty_file_is_unreadable_by_itself(take, states):
    take(("甲.docx", b""), ("乙.docx", b""), ("丙.eml", b""))
    assert [state for _name, state in states()] == ["unreadable"] * 3
    assert set(IntakeFile.objects.values_list("problem", flat=True)) == {"empty"}


def test_two_units_may_send_files_of_the_same_name(take, files, titles, call):
    take(
        ("需求表.docx", files.letter("测试大学", files.SOLAR)),
        ("需求表.docx", files.letter("测试省科技厅", files.SOLAR)),
    )
    assert titles() == [files.SOLAR[0]] * 2
    assert call.inquiries.filter(state="answered").count() == 2


def test_a_mail_and_each_attachment_have_a_row_even_under_one_name(take, files, call, officer):
    attached = [("附件.docx", files.letter(UNIT, files.SOLAR)), ("附件.docx", files.letter(UNIT, files.RICE))]
    take(("回函.eml", files.mail("unit_coordinator@test.example", "见附件。", *attached)))
    whole = IntakeFile.objects.get(parent=None)
    parts = list(whole.parts.order_by("pk"))
    assert whole.state == "opened"
    assert len({tuple(part.path) for part in parts}) == len(parts) == 3
    document = opened(whole.stored, whole.name)
    assert [part_at(document, part.path).name for part in parts if part.path] == [
        part.name for part in parts if part.path
    ]
    assert account(officer, call).kinds["reply"] == 1


def test_a_zip_counts_as_one_file_and_its_members_below_it(take, files, call, officer, titles):
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("测试大学.docx", files.letter("测试大学", files.SOLAR))
        archive.writestr("测试省科技厅.xlsx", files.sheet("测试省科技厅", files.RICE))
        archive.writestr("空.docx", b"")
    take(("汇总.zip", packed.getvalue()))
    found = account(officer, call)
    assert (found.files, found.parts) == (1, 3)
    assert len(titles()) == 2


def test_an_archive_with_nothing_inside_waits_for_a_person(take, states):
    packed = BytesIO()
    zipfile.ZipFile(packed, "w").close()
    take(("空.zip", packed.getvalue()))
    assert states() == [("空.zip", "triage")]


def test_a_unit_that_was_not_asked_waits_for_a_person(take, files):
    take(("函.docx", files.letter("无人知晓研究所", files.SOLAR)))
    file = IntakeFile.objects.get()
    assert (file.state, file.reasons) == ("triage", ["unit"])


def test_no_needs_after_needs_is_a_contradiction_for_a_person(take, files, titles):
    take(("测试大学.docx", files.letter(UNIT, files.SOLAR)))
    take(("测试大学答复.eml", files.mail("unit_coordinator@test.example", "测试大学：经研究，我校暂无合作需求。")))
    assert IntakeFile.objects.get(state="triage").reasons == ["contradicts"]
    assert titles() == [files.SOLAR[0]]


def test_reading_again_changes_nothing(take, files, states, titles):
    batch = take(("测试大学.docx", files.letter(UNIT, files.SOLAR)), ("空.docx", b""))
    before = states(), titles(), Reply.objects.count()
    read_batch.call(work_id=batch.work_id)
    Work.objects.update(state="waiting")
    read_batch.call(work_id=batch.work_id)
    assert (states(), titles(), Reply.objects.count()) == before


def test_the_work_tells_how_far_it_is(take, files):
    batch = take(("测试大学.docx", files.letter(UNIT, files.SOLAR)), ("空.docx", b""))
    batch.work.refresh_from_db()
    assert (batch.work.state, batch.work.done, batch.work.total) == ("done", 2, 2)


def test_what_a_part_of_an_asked_unit_sends_is_proposed_at_that_unit(take, files, world):
    take(("测试甲学院补充材料.docx", files.letter("测试甲学院", files.SOLAR)))
    waiting = IntakeFile.objects.get()
    assert (waiting.state, waiting.reasons, waiting.unit) == ("triage", ["part"], world.province)
    assert waiting.reading["unit"]["value"] in ("测试甲学院", "Alpha College")


def test_an_attachment_that_names_nobody_is_taken_in_as_its_sender_s(take, files, world, titles):
    take(
        (
            "需求.eml",
            files.mail(
                "office <unit_coordinator@test.example>", "见附件。", ("需求表.docx", files.letter("", files.SOLAR))
            ),
        )
    )
    part = IntakeFile.objects.get(path=["需求表.docx"])
    assert (part.state, part.unit, part.unit_confidence) == ("accepted", world.university, 1.0)
    assert titles() == [files.SOLAR[0]]


def test_what_the_work_says_is_kept_as_it_stands_in_the_code(take, files):
    with translation.override("zh-hans"):
        take(("测试大学.docx", files.letter(UNIT, files.SOLAR)))
    assert Work.objects.get().title == "Reading the files taken in"
