"""The account of every file, the tray, and what the reader may know beforehand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wutong.calls.models import IntakeFile
from wutong.calls.queries import intake as queries
from wutong.calls.steps.intake import leave_to_person, take_files


@pytest.fixture
def batch(call, world):
    def keep(*names, way="upload"):
        by = world.by["programme_officer"]
        arrived = [(name, name.encode()) for name in names]
        return take_files(call, world.division, arrived, way=way, by=by, at=world.at)

    return keep


def test_the_reader_knows_every_name_and_address_of_the_asked(call, world):
    context = queries.reading_context(call, world.division)
    by_key = {unit.key: unit for unit in context.units if not unit.within}
    assert set(by_key) == {str(unit.pk) for unit in (world.province, world.university, world.abroad)}
    known = by_key[str(world.university.pk)]
    assert "测试大学" in known.names
    assert "unit_coordinator@test.example" in known.emails
    assert "test.example" in known.domains
    assert context.on == world.at.date()


def test_the_reader_knows_the_parts_of_the_asked_and_where_they_count(call, world):
    within = {unit.key: unit.within for unit in queries.reading_context(call, world.division).units if unit.within}
    assert within == {str(world.college_a.pk): str(world.province.pk), str(world.college_b.pk): str(world.province.pk)}


def test_a_part_counts_at_the_nearest_asked_above_it(world):
    asked = {world.ministry.pk, world.division.pk, world.province.pk, world.college_a.pk}
    assert queries.parts_of(asked) == {world.college_b.pk: world.province.pk}
    assert queries.parts_of(set()) == {}


def test_an_account_counts_every_file_once(call, world, batch):
    files = list(batch("a", "b", "c", "d").files.order_by("pk"))
    kinds = ["reply", "no_needs", "unreadable", ""]
    for file, kind in zip(files, kinds, strict=True):
        IntakeFile.objects.filter(pk=file.pk).update(kind=kind)
    found = queries.account(world.by["programme_officer"], call)
    assert (found.files, found.unread, found.balances) == (4, 1, True)
    assert found.of_kind == {kind: [file.pk] for file, kind in zip(files, kinds, strict=True)}


@pytest.mark.parametrize(
    "parts, kind",
    [
        (["not_a_reply", "reply"], "reply"),
        (["unreadable", "no_needs"], "no_needs"),
        (["superseded", "unreadable"], "superseded"),
        (["unreadable", "not_a_reply"], "unreadable"),
        ([], ""),
    ],
)
def test_a_container_is_what_its_weightiest_part_is(call, world, batch, parts, kind):
    whole = batch("a.zip").files.get()
    IntakeFile.objects.filter(pk=whole.pk).update(state="opened")
    for part in parts:
        IntakeFile.objects.create(
            batch=whole.batch, call=call, parent=whole, stored=whole.stored, name="p", kind=part, arrived_at=world.at
        )
    found = queries.account(world.by["programme_officer"], call)
    assert (dict(found.kinds), found.parts) == ({kind: 1}, len(parts))


def test_the_tray_is_walked_in_order_of_arrival(call, world, batch):
    by = world.by["programme_officer"]
    files = list(batch("a", "b", "c").files.order_by("pk"))
    for file in (files[0], files[2]):
        leave_to_person(file.pk, "unit", by=by, at=world.at)
    assert queries.neighbours(by, files[1]) == (files[0].pk, files[2].pk)
    assert queries.neighbours(by, files[0]) == (None, files[2].pk)
    assert queries.neighbours(by, files[2]) == (files[0].pk, None)
    assert list(queries.triage(by, call)) == [files[0], files[2]]


def test_files_are_seen_by_their_office_only(call, world, batch):
    file = batch("a").files.get()
    for role, seen in (("programme_officer", 1), ("auditor", 1), ("middle_officer", 0), ("unit_coordinator", 0)):
        assert queries.files(world.by[role], call).count() == seen
        assert queries.listed(world.by[role], call).count() == seen
    with pytest.raises(IntakeFile.DoesNotExist):
        queries.file(world.by["middle_officer"], file.pk)


def test_a_unit_sees_the_files_that_came_from_it(call, world, batch):
    file = batch("a").files.get()
    IntakeFile.objects.filter(pk=file.pk).update(unit=world.university)
    assert queries.file(world.by["unit_coordinator"], file.pk) == file


def test_arrivals_are_known_by_name_content_and_way(call, world, batch):
    batch("a", "b", way="folder")
    batch("c", way="command")
    known = queries.arrivals(call, world.division, way="folder")
    assert set(known) == {("a", queries.digest(b"a")), ("b", queries.digest(b"b"))}
    assert set(known.values()) == {world.at}


def test_unread_batches_are_those_nobody_reads(call, world, batch):
    from wutong.base.work import Work

    one = batch("a")
    assert list(queries.unread_batches(call, world.division.pk)) == [one]
    work = Work.objects.create(kind="reading", title="t", state="running", asked_at=world.at)
    type(one).objects.update(work=work)
    assert not queries.unread_batches(call, world.division.pk)
    Work.objects.update(state="failed")
    assert list(queries.unread_batches(call, world.division.pk)) == [one]
    assert queries.running(world.by["programme_officer"], call) == [work]


def test_an_office_has_asked_where_answers_go_to_it(call, world):
    assert queries.has_asked(call, world.division.pk)
    assert not queries.has_asked(call, world.province.pk)


@given(st.binary(max_size=50), st.binary(max_size=50))
def test_contents_have_one_digest_each(one, other):
    assert (queries.digest(one) == queries.digest(other)) is (one == other)
