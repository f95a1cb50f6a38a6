"""Proposing groups: who is placed where, what a person arranged stays, vectors are kept, doubts are shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from django.utils import translation

from tests.calls.merging_world import (
    LEXICAL,
    TEXTS,
    assert_nothing_lost,
    filled,
    grouped,
    need,
    reply_with,
    resend,
    seats,
    state_of,
)
from wutong.base.rules import Refused
from wutong.calls.models import Consolidation, Membership, Need, NeedGroup, NeedVector, Suggestion
from wutong.calls.queries.consolidation import groups, open_suggestions, tally, waiting
from wutong.calls.statement import StatedNeed
from wutong.calls.steps.grouping import item_of, open_consolidation, propose_groups
from wutong.calls.steps.suggesting import keep_apart
from wutong.calls.steps.undoing import undo
from wutong.calls.steps.workspace import decide_group, merge_groups, split_group
from wutong.matching.encoders import Floats, LexicalEncoder

pytestmark = pytest.mark.django_db


class Counting(LexicalEncoder):
    """Counts the texts it was given."""

    def __init__(self) -> None:
        self.texts = 0

    def encode(self, texts: Sequence[str]) -> Floats:
        self.texts += len(texts)
        return super().encode(texts)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def merging(world, call):
    return filled(world, call)


@pytest.fixture
def officer(world):
    return {"by": world.by["programme_officer"], "at": world.at}


def mates(merging, title: str) -> set[str]:
    """The titles that stand in one group with a need."""
    group = Membership.objects.get(consolidation=merging, need__title=title, need__is_current=True).group_id
    return set(Membership.objects.filter(group=group).values_list("need__title", flat=True))


def test_needs_that_say_the_same_stand_together_with_the_reason(merging):
    rice, again = TEXTS["rice"][0], TEXTS["rice_again"][0]
    assert mates(merging, rice) == {rice, again}
    other = Membership.objects.exclude(likeness=None).get(group__memberships__need__title=rice)
    assert other.why["route"] == "direct"
    assert {"杂交水稻", "杂交", "水稻", "育种"} & {term["a"] for term in other.why["terms"]}
    assert_nothing_lost(merging)


def test_the_fullest_need_is_the_base_and_words_the_group(merging):
    group = next(group for group in groups(merging) if len(group.members) == 2)
    fullest = max(group.members, key=lambda seat: len(seat.need.text)).need
    assert group.members[0].need == fullest
    assert group.titles["zh-hans"] == fullest.title
    assert group.members[0].likeness is None


def test_groups_are_numbered_on_without_gaps(merging, world, call, officer):
    assert [group.number for group in groups(merging)] == [1, 2, 3, 4, 5]
    reply_with(world, call, world.abroad, [need("port", countries=["PK"])])
    propose_groups(merging, encoder=LEXICAL, **officer)
    assert max(group.number for group in groups(merging)) <= 6


def test_several_come_first_then_single_needs_in_the_order_of_the_letter(world, call):
    reply_with(world, call, world.province, [need(key) for key in ("port", "malaria")])
    reply_with(world, call, world.university, [need(key) for key in ("tunnel", "rice", "rice_again", "solar")])
    made = grouped(world, call)
    cards = list(groups(made))
    assert [len(card.members) for card in cards] == [2, 1, 1, 1, 1]
    single = [card.members[0].need for card in cards[1:]]
    place_in_letter = [need.reply.inquiry_id for need in single]
    assert place_in_letter == sorted(place_in_letter)
    assert len(set(place_in_letter)) == 2
    for inquiry in set(place_in_letter):
        numbers = [need.number for need in single if need.reply.inquiry_id == inquiry]
        assert numbers == sorted(numbers), "within a unit the needs come as it stated them"


def test_the_surest_of_several_comes_first(world, call):
    twice = [need("solar"), need("solar"), need("rice"), need("rice_again"), need("port")]
    reply_with(world, call, world.university, twice)
    weakest = [min(seat.likeness for seat in card.members[1:]) for card in groups(grouped(world, call))[:2]]
    assert len(weakest) == 2
    assert weakest[0] > weakest[1]


def test_a_card_keeps_its_place_when_newcomers_make_a_surer_group(merging, world, call, officer):
    before = {group.pk: group.number for group in groups(merging)}
    reply_with(world, call, world.abroad, [need("port", countries=["PK"]), need("port", countries=["PK"])])
    propose_groups(merging, encoder=LEXICAL, **officer)
    assert {group.pk: group.number for group in groups(merging) if group.pk in before} == before


def test_what_the_columns_state_is_not_compared(world, call):
    title, text = TEXTS["rice"]
    row = StatedNeed(title=title, text=f"{text}（泰国，共建联合实验室，2027年，200万元）", language="zh")
    reply_with(world, call, world.university, [row])
    item = item_of(Need.objects.get())
    assert item.text == f"{title}\n{text}"


def test_unlike_needs_with_the_same_tail_of_facts_stay_apart(world, call):
    tail = "（肯尼亚，共建联合实验室，2027年1月至2029年12月，200万元，肯尼亚演示大学实验室，联系人 000-5550402）"
    rows = [
        StatedNeed(title=TEXTS[key][0], text=TEXTS[key][1] + tail, language="zh", countries=["KE"])
        for key in ("malaria", "port")
    ]
    reply_with(world, call, world.university, rows)
    assert groups(grouped(world, call)).count() == 2


def test_opening_twice_gives_the_same(merging, call, world, officer):
    assert open_consolidation(call, call.issuer, **officer) == merging
    with pytest.raises(Refused):
        open_consolidation(call, call.issuer, by=world.by["auditor"], at=world.at)


# --- newcomers --------------------------------------------------------------------------------------------------------


def test_a_newcomer_joins_the_open_group_of_its_likes(merging, world, call, officer):
    reply_with(world, call, world.abroad, [need("rice")])
    assert tally(merging).waiting == 1
    propose_groups(merging, encoder=LEXICAL, **officer)
    units = Membership.objects.filter(group=seats(merging)[Need.objects.get(unit=world.abroad).pk])
    assert set(units.values_list("need__unit", flat=True)) == {world.university.pk, world.abroad.pk}
    assert not waiting(merging).exists()


def test_whoever_looked_at_the_group_before_must_look_again(merging, world, call, officer):
    group = next(group for group in groups(merging) if len(group.members) == 2)
    reply_with(world, call, world.abroad, [need("rice")])
    propose_groups(merging, encoder=LEXICAL, **officer)
    with pytest.raises(Refused, match="look at it again"):
        decide_group(merging, group.pk, "accept", version=group.version, **officer)


def test_a_newcomer_never_slips_into_a_decided_group(merging, world, call, officer):
    group = next(group for group in groups(merging) if len(group.members) == 2)
    decide_group(merging, group.pk, "accept", version=group.version, **officer)
    reply_with(world, call, world.abroad, [need("rice")])
    propose_groups(merging, encoder=LEXICAL, **officer)
    newcomer = Membership.objects.get(need__unit=world.abroad)
    assert newcomer.group_id != group.pk
    doubt = open_suggestions().get(doubt="decided")
    assert {doubt.left.group_id, doubt.right.group_id} == {group.pk, newcomer.group_id}


def test_a_need_of_a_new_version_keeps_its_place_and_a_new_one_waits(merging, world, call):
    before = seats(merging)
    group = before[Need.objects.get(title=TEXTS["tunnel"][0]).pk]
    resend(world, call, [need("rice"), need("tunnel"), need("malaria")])
    heir = Need.objects.get(title=TEXTS["tunnel"][0], is_current=True)
    assert seats(merging)[heir.pk] == group
    assert [row.title for row in waiting(merging)] == [TEXTS["malaria"][0]]
    assert tally(merging).balances


def test_what_a_person_arranged_stays(merging, officer):
    found = list(groups(merging))
    pair = next(group for group in found if len(group.members) == 2)
    split_group(merging, pair.pk, version=pair.version, needs=[pair.members[1].need_id], **officer)
    first, second = [group for group in found if len(group.members) == 1][:2]
    merge_groups(merging, keep=first.pk, versions={first.pk: 1, second.pk: 1}, **officer)
    before = state_of(merging)
    propose_groups(merging, encoder=LEXICAL, **officer)
    assert state_of(merging) == before


def test_a_group_decided_while_the_machine_compared_takes_nobody(merging, world, call, officer, monkeypatch):
    """Comparing runs outside the transaction: what officers do meanwhile holds."""
    group = next(group for group in groups(merging) if len(group.members) == 2)
    reply_with(world, call, world.abroad, [need("rice")])

    def told(done: int, total: int, what: str) -> None:
        if NeedGroup.objects.get(pk=group.pk).state == "proposed" and "Placing" in what:
            decide_group(merging, group.pk, "accept", version=group.version, **officer)

    propose_groups(merging, encoder=LEXICAL, progress=told, **officer)
    assert seats(merging)[Need.objects.get(unit=world.abroad).pk] != group.pk
    assert_nothing_lost(merging)


def test_two_groupings_at_once_place_nobody_twice(merging, world, call, officer):
    reply_with(world, call, world.abroad, [need("rice"), need("solar", countries=["PK"])])

    def told(done: int, total: int, what: str) -> None:
        if "Placing" in what and waiting(merging).exists():
            propose_groups(merging, encoder=LEXICAL, **officer)

    propose_groups(merging, encoder=LEXICAL, progress=told, **officer)
    assert_nothing_lost(merging)


# --- what keeps needs apart -------------------------------------------------------------------------------------------


def test_another_country_keeps_two_needs_apart(world, call):
    reply_with(world, call, world.university, [need("rice", countries=["TH"]), need("rice_again", countries=["LA"])])
    merging = grouped(world, call)
    assert merging.groups.count() == 2


def test_a_need_without_countries_can_still_be_grouped(world, call):
    reply_with(world, call, world.university, [need("rice", countries=["TH"]), need("rice_again")])
    merging = grouped(world, call)
    assert merging.groups.count() == 1


@pytest.mark.parametrize(
    ("confidence", "stated"), [(None, {"agriculture"}), (0.95, {"agriculture"}), (0.89, None), (0.4, None)]
)
def test_a_field_read_with_doubt_keeps_nothing_apart(confidence, stated):
    places = {"field": {"confidence": confidence}} if confidence is not None else {}
    item = item_of(Need(pk=1, title="t", text="x", field="agriculture", places=places))
    assert item.facts.get("field") == stated


def test_what_is_not_said_is_not_a_fact():
    assert item_of(Need(pk=1, title="t", field="other")).facts == {}


# --- vectors ----------------------------------------------------------------------------------------------------------


def test_only_new_texts_are_encoded(world, call, officer):
    encoder = Counting()
    reply_with(world, call, world.university, [need(key) for key in TEXTS])
    merging = open_consolidation(call, call.issuer, **officer)
    propose_groups(merging, encoder=encoder, **officer)
    first = encoder.texts
    assert NeedVector.objects.count() == len(TEXTS)
    propose_groups(merging, encoder=encoder, **officer)
    assert encoder.texts == first
    reply_with(world, call, world.abroad, [need("rice", countries=["PK"])])
    propose_groups(merging, encoder=encoder, **officer)
    assert encoder.texts == first  # the same text was encoded for another unit


def test_vectors_of_another_encoder_are_made_anew(merging, officer):
    NeedVector.objects.update(encoder="older/1/1024")
    encoder = Counting()
    propose_groups(merging, encoder=encoder, **officer)
    assert encoder.texts >= len(TEXTS)
    assert not NeedVector.objects.filter(encoder="older/1/1024").exists()


def test_a_corrected_text_is_encoded_again(merging, officer):
    row = Need.objects.get(title=TEXTS["port"][0])
    old = bytes(NeedVector.objects.get(need=row).packed)
    Need.objects.filter(pk=row.pk).update(text="完全不同的文字：高山湖泊水质监测。")
    propose_groups(merging, encoder=LEXICAL, **officer)
    assert bytes(NeedVector.objects.get(need=row).packed) != old


def test_the_work_says_how_far_it_is(world, call, officer):
    reply_with(world, call, world.university, [need(key) for key in TEXTS])
    merging, heard = open_consolidation(call, call.issuer, **officer), []
    propose_groups(merging, encoder=LEXICAL, progress=lambda *told: heard.append(told), **officer)
    assert heard[-1][:2] == (6, 6)
    assert [done for done, _, _ in heard] == sorted(done for done, _, _ in heard)


# --- doubts -----------------------------------------------------------------------------------------------------------


def doubt_between(merging: Consolidation, a: str, b: str) -> Suggestion:
    left, right = (Membership.objects.get(consolidation=merging, need__title=TEXTS[key][0]) for key in (a, b))
    return Suggestion.objects.create(consolidation=merging, left=left, right=right, score=0.04, doubt="close")


def test_kept_apart_is_remembered_by_later_groupings(world, call, officer):
    """A fact kept two alike needs apart, and a person agreed: when the fact falls away they are still not joined,
    not even by a newcomer that is like both."""
    reply_with(world, call, world.university, [need("rice", countries=["TH"]), need("rice_again", countries=["LA"])])
    merging = grouped(world, call)
    keep_apart(open_suggestions().filter(doubt="fact"), **officer)
    Need.objects.update(countries=[])
    reply_with(world, call, world.abroad, [need("rice")])
    propose_groups(merging, encoder=LEXICAL, **officer)
    placed = seats(merging)
    first, second = (Need.objects.get(title=TEXTS[key][0], unit=world.university).pk for key in ("rice", "rice_again"))
    assert placed[first] != placed[second]
    assert not open_suggestions().filter(doubt="fact").exists()


def test_kept_apart_needs_are_not_suggested_again(merging, officer):
    doubt = doubt_between(merging, "tunnel", "port")
    keep_apart([doubt], **officer)
    propose_groups(merging, encoder=LEXICAL, **officer)
    doubt.refresh_from_db()
    assert doubt.kept_apart
    assert not open_suggestions().filter(pk=doubt.pk).exists()


def test_keeping_apart_is_a_step_that_can_be_undone(merging, officer):
    doubt = doubt_between(merging, "tunnel", "port")
    keep_apart([doubt], **officer)
    undo(merging.changes.first(), **officer)
    assert open_suggestions().filter(pk=doubt.pk).exists()


def test_needs_merged_by_hand_after_being_kept_apart_are_no_contradiction(merging, officer):
    doubt = doubt_between(merging, "tunnel", "port")
    keep_apart([doubt], **officer)
    pair = {doubt.left.group_id: 1, doubt.right.group_id: 1}
    merge_groups(merging, keep=doubt.left.group_id, versions=pair, **officer)
    propose_groups(merging, encoder=LEXICAL, **officer)
    assert_nothing_lost(merging)


def test_only_the_office_keeps_apart(merging, world):
    doubt = doubt_between(merging, "tunnel", "port")
    with pytest.raises(Refused):
        keep_apart([doubt], by=world.by["unit_coordinator"], at=world.at)
    assert not Suggestion.objects.get(pk=doubt.pk).kept_apart


def test_many_needs_cost_few_queries(world, call, officer, count_queries):
    """Placing a pool takes the same number of queries whatever its size (up to the size of one batch)."""
    merging = open_consolidation(call, call.issuer, **officer)

    def fill(count: int) -> int:
        stated = [need("port", countries=["PK"]) for _ in range(count)]
        for number, one in enumerate(stated):
            one.title, one.text = f"课题{number}号{number * 7919}", f"内容{number * 104729}"
        reply_with(world, call, world.university, stated)
        return count_queries(lambda: propose_groups(merging, encoder=LEXICAL, **officer))

    few = fill(5)
    assert fill(150) <= few + 3
