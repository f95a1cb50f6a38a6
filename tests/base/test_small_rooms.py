"""Texts, money, files, actors, rules, work: the small mechanisms everything uses."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from wutong.base.actors import Actor
from wutong.base.files import StoredFile, keep
from wutong.base.money import Money, totals
from wutong.base.queries import work as find_work
from wutong.base.rules import Refused, may, refuse_unless
from wutong.base.secret import installation_key
from wutong.base.texts import in_language, languages_of, texts
from wutong.base.work import PULSE_LOST, Work, interrupted


def test_a_text_is_shown_in_the_readers_language():
    stored = texts(zh="需求", en="need")
    with translation.override("en"):
        assert in_language(stored) == "need"
    with translation.override("zh-hans"):
        assert in_language(stored) == "需求"


def test_a_missing_language_falls_back_to_the_authoritative_one():
    assert in_language({"authoritative": "ru", "ru": "потребность", "en": ""}, "fr") == "потребность"


@given(st.dictionaries(st.sampled_from(["zh-hans", "en", "ru", "fr"]), st.text(min_size=1), min_size=1))
def test_a_text_that_exists_in_any_language_is_always_shown(stored):
    assert in_language(stored, "ar") in stored.values()


def test_nothing_is_shown_of_nothing():
    assert in_language(None) == in_language({}) == ""


def test_languages_are_listed_in_the_order_of_the_site():
    assert languages_of(texts(en="a", zh="b")) == ["zh-hans", "en"]


def test_money_of_two_currencies_is_never_added():
    with pytest.raises(ValueError):
        Money("CNY", Decimal(1)) + Money("USD", Decimal(1))


@given(st.lists(st.tuples(st.sampled_from(["CNY", "USD", "RUB"]), st.integers(0, 10**9))))
def test_totals_keep_every_cent_and_every_currency(rows):
    sums = totals(Money(code, Decimal(amount)) for code, amount in rows)
    assert [one.currency for one in sums] == sorted({code for code, _ in rows})
    for one in sums:
        assert one.amount == sum(amount for code, amount in rows if code == one.currency)


@pytest.mark.django_db
def test_the_same_content_is_kept_once(at):
    first, second = keep("a.docx", b"same", at=at), keep("b.docx", b"same", at=at)
    assert first.pk == second.pk
    assert second.data() == b"same"
    assert StoredFile.objects.count() == 1


@pytest.mark.django_db
def test_other_content_is_another_file(at):
    assert keep("a", b"1", at=at).pk != keep("a", b"2", at=at).pk


def test_an_actor_sits_over_what_lies_below():
    by = Actor(user_id=1, name="x", role="middle_officer", office_id=2, office_path="/2/")
    assert by.sits_over("/2/5/")
    assert not by.sits_over("/25/")
    assert not Actor(user_id=1, name="x", role="none").sits_over("/2/")


def test_a_rule_and_its_twin_agree():
    def check_small(number: int) -> None:
        refuse_unless(number < 10, "too large", place="number")

    may_small = may(check_small)
    assert may_small(3)
    assert not may_small(30)
    with pytest.raises(Refused) as refusal:
        check_small(30)
    assert refusal.value.place == "number"


def test_the_installation_key_is_made_once_and_private(tmp_path):
    key = installation_key(tmp_path)
    assert installation_key(tmp_path) == key
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


@pytest.fixture
def running(world, at):
    by = world.by["programme_officer"]
    work = Work.objects.create(
        kind="reading", title="t", asked_by_id=by.user_id, office_path=by.office_path, asked_at=at
    )
    work.pulse(3, 10, at=at)
    return work


def test_work_without_a_pulse_counts_as_interrupted(running, at):
    assert list(interrupted(at=at + PULSE_LOST / 2)) == []
    assert list(interrupted(at=at + PULSE_LOST * 2)) == [running]


def test_finished_work_is_never_taken_up_again(running, at):
    running.finish(at=at)
    assert running.is_over
    assert list(interrupted(at=at + timedelta(days=1))) == []


def test_work_shows_how_far_it_is(running):
    assert running.share == 30


def test_work_is_seen_by_its_office_and_nobody_else(running, world):
    assert find_work(world.by["programme_leader"], running.pk) == running
    with pytest.raises(Work.DoesNotExist):
        find_work(world.by["unit_coordinator"], running.pk)
