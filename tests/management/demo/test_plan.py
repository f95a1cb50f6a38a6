"""The plan of the files: every need is sent once, every shape is used, and nobody answers before being asked."""

from __future__ import annotations

from collections import Counter

from wutong.management.demo import Demo, FilePlan
from wutong.management.demo.writers.shapes import SHAPES

KINDS = {"reply", "no_needs", "not_a_reply", "unreadable", "superseded"}


def everything(demo: Demo) -> list[FilePlan]:
    return [part for plan in demo.files for part in plan.walk()]


def test_there_are_between_sixty_and_seventy_files(demo: Demo) -> None:
    assert 60 <= len(demo.files) <= 72


def test_file_names_are_distinct(demo: Demo) -> None:
    assert len({plan.name for plan in demo.files}) == len(demo.files)


def test_every_kind_of_file_occurs_several_times(demo: Demo) -> None:
    counted = Counter(plan.kind for plan in demo.files)
    assert set(counted) == KINDS
    assert min(counted.values()) >= 4


def test_every_need_is_sent_in_exactly_one_valid_file(demo: Demo) -> None:
    sent = Counter(key for plan in demo.files if plan.kind == "reply" for key in plan.all_needs())
    assert sent == dict.fromkeys(demo.needs, 1)


def test_only_replies_and_older_versions_hold_needs(demo: Demo) -> None:
    for plan in demo.files:
        assert bool(plan.all_needs() or plan.copy_of) == (plan.kind in ("reply", "superseded")), plan.name


def test_a_file_holds_needs_of_its_sender_only(demo: Demo) -> None:
    for plan in everything(demo):
        for key in plan.needs:
            assert demo.needs[key].unit in (plan.unit, plan.author), plan.name


def test_needs_in_one_file_are_of_one_language(demo: Demo) -> None:
    for plan in everything(demo):
        assert len({demo.needs[key].language for key in plan.needs}) <= 1, plan.name


def test_every_shape_is_used(demo: Demo) -> None:
    used = {plan.shape for plan in everything(demo)}
    assert used == set(SHAPES) | {"mail", "archive", "copy"}


def test_tables_are_headed_in_many_wordings(demo: Demo) -> None:
    used = {plan.table for plan in everything(demo) if plan.table}
    assert used == set(demo.tables)


def test_a_table_is_headed_in_the_language_of_its_needs(demo: Demo) -> None:
    for plan in everything(demo):
        if plan.table and plan.needs:
            assert plan.table.startswith(demo.needs[plan.needs[0]].language), plan.name


def test_nobody_answers_before_the_call(demo: Demo) -> None:
    assert all(plan.sent > demo.call["issued"] for plan in demo.files)


def test_some_answer_after_the_deadline(demo: Demo) -> None:
    late = {plan.unit for plan in demo.files if plan.sent > demo.call["deadline"].date()}
    assert late
    assert len(late) < 4


def test_a_newer_version_is_later_and_holds_what_the_older_held(demo: Demo, plans: dict[str, FilePlan]) -> None:
    older = [plan for plan in demo.files if plan.superseded_by]
    assert len(older) >= 3
    for plan in older:
        newer = plans[plan.superseded_by]
        assert newer.sent > plan.sent
        assert newer.unit == plan.unit
        assert set(plan.needs) < set(newer.needs)


def test_a_copy_names_a_real_file_of_the_same_unit(demo: Demo, plans: dict[str, FilePlan]) -> None:
    copies = [plan for plan in demo.files if plan.copy_of]
    assert copies
    assert all(plans[plan.copy_of].unit == plan.unit for plan in copies)


def test_old_formats_are_named_as_such(demo: Demo) -> None:
    old = [plan for plan in demo.files if plan.old]
    assert {plan.name.rsplit(".", 1)[1] for plan in old} == {"doc", "xls"}


def test_mail_is_sent_in_old_and_new_encodings(demo: Demo) -> None:
    mails = [plan for plan in demo.files if plan.shape == "mail"]
    assert {plan.encoding for plan in mails} == {"utf-8", "gb18030", "windows-1251"}
    assert {plan.transfer for plan in mails} == {"base64", "quoted-printable"}
    assert {plan.format for plan in mails} == {"plain", "html"}
    assert {plan.body for plan in mails} == {"needs", "attached", "text"}


def test_the_call_is_quoted_in_both_manners(demo: Demo) -> None:
    assert {plan.forwarded for plan in demo.files if plan.forwarded} == {"angled", "bare"}
