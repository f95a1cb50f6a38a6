"""The journal: registered verbs only, an unbroken chain, and personal parts that can be shredded."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from wutong.base import journal
from wutong.base.actors import Actor, system
from wutong.base.models import Entry, Personal

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(world):
    """A record to write about."""
    return world.university


def write(record, at, **fields):
    return journal.record("organisation.change", record, by=system("t"), at=at, **fields)


def test_an_unregistered_verb_is_refused(record, at):
    with pytest.raises(KeyError):
        journal.record("organisation.paint", record, by=system("t"), at=at)


def test_a_verb_keeps_its_words():
    with pytest.raises(ValueError):
        journal.register({"organisation.add": "something else"})


def test_entries_are_numbered_without_gaps(record, at):
    numbers = [write(record, at).number for _ in range(5)]
    assert numbers == list(range(numbers[0], numbers[0] + 5))


def test_each_entry_seals_the_one_before(record, at):
    first, second = write(record, at), write(record, at)
    assert second.previous == first.digest
    assert list(journal.verify()) == []


@pytest.mark.parametrize(
    "change",
    [{"verb": "organisation.add"}, {"changes": {"x": [1, 2]}}, {"actor_role": "somebody"}, {"subject_id": 1}],
)
def test_a_changed_entry_is_found(record, at, change):
    entry = write(record, at, changes={"a": [1, 2]})
    write(record, at)
    Entry.objects.filter(pk=entry.pk).update(**change)
    assert any(f"entry {entry.number} was changed" in sentence for sentence in journal.verify())


def test_a_removed_entry_is_found(record, at):
    entry = write(record, at)
    write(record, at)
    entry.delete()
    assert any(f"entry {entry.number} is missing" in sentence for sentence in journal.verify())


def test_a_cut_off_end_is_found(record, at):
    write(record, at)
    write(record, at).delete()
    assert any("the journal ends" in sentence for sentence in journal.verify())


def test_shredding_the_personal_part_leaves_the_chain_whole(record, at):
    write(record, at, personal={"phone": "000-5550001"})
    assert journal.shred(record) == 1
    assert not Personal.objects.filter(entry__subject_id=record.pk, entry__subject_type="organisation").exists()
    assert list(journal.verify()) == []


def test_a_changed_personal_part_is_found(record, at):
    entry = write(record, at, personal={"phone": "000-5550001"})
    Personal.objects.filter(entry=entry).update(content={"phone": "000-5550002"})
    assert any("personal part" in sentence for sentence in journal.verify())


def test_the_same_personal_part_has_another_digest_each_time(record, at):
    """Salted, so that a digest cannot be guessed back to a phone number."""
    one, two = (write(record, at, personal={"phone": "1"}) for _ in range(2))
    assert one.personal_digest != two.personal_digest


def test_actor_and_on_behalf_of_stand_apart(record, at, world):
    holder, taker = world.people["unit_leader"], world.people["unit_coordinator"]
    by = Actor(user_id=taker.pk, name="t", role="unit_leader", on_behalf_of_id=holder.pk)
    entry = journal.record("organisation.change", record, by=by, at=at)
    assert (entry.actor_id, entry.on_behalf_of_id) == (taker.pk, holder.pk)


def test_the_command_verifies(record, at):
    write(record, at)
    out = StringIO()
    call_command("journal", "verify", stdout=out)
    assert "the chain is whole" in out.getvalue()


def test_the_command_fails_on_a_break(record, at):
    entry = write(record, at)
    Entry.objects.filter(pk=entry.pk).update(verb="organisation.add")
    with pytest.raises(CommandError, match="broken"):
        call_command("journal", "verify", stderr=StringIO())
