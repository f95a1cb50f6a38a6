"""Every step through plain forms, as without JavaScript; refusals come back as words on the same page."""

from __future__ import annotations

import pytest

from tests.calls.merging_world import TEXTS, assert_nothing_lost, filled, seats
from wutong.calls.models import Membership, Need, NeedGroup, Suggestion
from wutong.calls.queries.consolidation import groups
from wutong.calls.steps.workspace import decide_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def merging(world, call):
    return filled(world, call)


@pytest.fixture
def officer(sign_in):
    return sign_in("programme_officer")


def token(group: NeedGroup) -> str:
    return f"{group.pk}:{NeedGroup.objects.get(pk=group.pk).version}"


def take(client, merging, step: str, **data):
    """Post a step and answer the page it comes back to."""
    values = {"step": step, "next": f"/calls/{merging.call_id}/merge/?several=on"} | data
    return client.post(f"/calls/{merging.call_id}/merge/step/", values, follow=True)


def said(answer) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def pair_of(merging) -> NeedGroup:
    return next(group for group in groups(merging) if len(group.members) == 2)


def singles_of(merging) -> list[NeedGroup]:
    return [group for group in groups(merging) if len(group.members) == 1]


def test_a_step_comes_back_to_the_page_it_was_taken_from(merging, officer):
    answer = take(officer, merging, "accept", group=token(pair_of(merging)))
    assert answer.redirect_chain == [(f"/calls/{merging.call_id}/merge/?several=on", 302)]


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "/journal/", ""])
def test_the_way_back_never_leads_elsewhere(merging, officer, address):
    answer = take(officer, merging, "accept", group=token(pair_of(merging)), next=address)
    assert answer.redirect_chain[-1][0] == f"/calls/{merging.call_id}/merge/"


def test_merging_selected_groups(merging, officer):
    first, second = singles_of(merging)[:2]
    answer = take(officer, merging, "merge", group=[token(second), token(first)])
    assert f"group {first.number}" in said(answer)
    assert_nothing_lost(merging)
    assert len(seats(merging)) == 6
    assert groups(merging).count() == 4


def test_a_decided_group_takes_the_others_in(merging, world, officer):
    first, second = singles_of(merging)[:2]
    by = world.by["programme_leader"]
    decide_group(merging, second.pk, "accept", version=second.version, by=by, at=world.at)
    take(officer, merging, "merge", group=[token(first), token(second)])
    assert second.pk in {group.pk for group in groups(merging)}


def test_accepting_several_at_once(merging, officer):
    answer = take(officer, merging, "accept", group=[token(group) for group in groups(merging)])
    assert "5 groups accepted" in said(answer)
    assert set(merging.groups.values_list("state", flat=True)) == {"accepted"}


def test_declining_with_a_reason_and_opening_again(merging, officer):
    group = pair_of(merging)
    assert "Say why" in said(take(officer, merging, "decline", group=token(group)))
    take(officer, merging, "decline", group=token(group), reason="Not in this plan.")
    assert NeedGroup.objects.get(pk=group.pk).reason == "Not in this plan."
    take(officer, merging, "reopen", group=token(group))
    assert NeedGroup.objects.get(pk=group.pk).state == "proposed"


def test_taking_chosen_needs_out(merging, officer):
    group = pair_of(merging)
    take(officer, merging, "split", group=token(group), need=[group.members[1].need_id])
    assert groups(merging).count() == 6
    assert_nothing_lost(merging)


def test_moving_by_number(merging, officer):
    group, target = pair_of(merging), singles_of(merging)[0]
    take(officer, merging, "move", group=token(group), need=[group.members[1].need_id], to=f"#{target.number}")
    assert seats(merging)[group.members[1].need_id] == target.pk


def test_moving_to_words_offers_the_groups_that_say_so(merging, officer):
    group = pair_of(merging)
    chosen = group.members[1].need_id
    answer = take(officer, merging, "move", group=token(group), need=[chosen], to="疟疾")
    html = answer.content.decode()
    target = next(group for group in singles_of(merging) if group.members[0].need.title == TEXTS["malaria"][0])
    assert f'type="radio" name="to" value="{target.number}"' in html
    assert f'value="{chosen}" checked' in html


@pytest.mark.parametrize(("to", "words"), [("99", "There is no group 99"), ("", "Say which group"), ("0" * 20, "")])
def test_moving_nowhere_is_refused(merging, officer, to, words):
    group = pair_of(merging)
    before = seats(merging)
    answer = take(officer, merging, "move", group=token(group), need=[group.members[1].need_id], to=to)
    assert words in said(answer)
    assert seats(merging) == before


def test_filing_selected_groups_under_a_plan_item(merging, officer):
    item = merging.plan.items.filter(kind="task").first()
    found = list(groups(merging))[:2]
    take(officer, merging, "attach", group=[token(group) for group in found], item=item.pk)
    assert {NeedGroup.objects.get(pk=group.pk).plan_item_id for group in found} == {item.pk}


def test_setting_the_priority(merging, officer):
    group = pair_of(merging)
    take(officer, merging, "priority", group=token(group), priority="high")
    assert NeedGroup.objects.get(pk=group.pk).priority == "high"
    assert "Choose a priority" in said(take(officer, merging, "priority", group=token(group), priority="urgent"))


def test_a_suggestion_is_merged_or_kept_apart(merging, officer):
    left, right = (Membership.objects.get(need__title=TEXTS[key][0]) for key in ("tunnel", "port"))
    doubt = Suggestion.objects.create(consolidation=merging, left=left, right=right, score=0.2, doubt="close")
    take(officer, merging, "apart", suggestion=doubt.pk)
    doubt.refresh_from_db()
    assert doubt.kept_apart
    take(officer, merging, "merge", group=[token(left.group), token(right.group)])
    assert seats(merging)[left.need_id] == seats(merging)[right.need_id]


def test_undoing_ones_last_step(merging, officer):
    before = seats(merging)
    take(officer, merging, "merge", group=[token(group) for group in singles_of(merging)[:3]])
    answer = take(officer, merging, "undo", change=merging.changes.first().pk)
    assert "Undone" in said(answer)
    assert seats(merging) == before


def test_the_second_officer_reads_what_the_first_did(merging, world, sign_in):
    group = pair_of(merging)
    seen = token(group)
    take(sign_in("programme_officer"), merging, "accept", group=seen)
    answer = take(sign_in("programme_leader"), merging, "decline", group=seen, reason="no")
    assert "programme_officer" in said(answer)
    assert "look at it again" in said(answer)
    assert NeedGroup.objects.get(pk=group.pk).state == "accepted"


@pytest.mark.parametrize(
    "data",
    [
        {"step": "accept"},
        {"step": "accept", "group": "x"},
        {"step": "accept", "group": "1:x"},
        {"step": "accept", "group": "999999:1"},
        {"step": "undo", "change": "999999"},
        {"step": "apart", "suggestion": "999999"},
        {"step": "attach", "item": "999999"},
        {"step": "merge", "group": "999999:1"},
        {"step": "undo", "change": "x"},
        {"step": "apart", "suggestion": "x"},
    ],
)
def test_damaged_forms_change_nothing(merging, officer, data):
    values = {"group": token(pair_of(merging))} | data if data["step"] == "attach" else data
    answer = officer.post(f"/calls/{merging.call_id}/merge/step/", values, follow=True)
    assert answer.status_code == 200
    assert said(answer)
    assert not merging.changes.exists()


def test_an_unknown_step_is_no_page(merging, officer):
    assert officer.post(f"/calls/{merging.call_id}/merge/step/", {"step": "destroy"}).status_code == 404
    assert officer.get(f"/calls/{merging.call_id}/merge/step/").status_code == 405


@pytest.mark.parametrize("role", ["auditor", "administrator", "middle_officer", "unit_coordinator"])
def test_others_take_no_step(merging, sign_in, role):
    values = {"step": "accept", "group": token(pair_of(merging))}
    assert sign_in(role).post(f"/calls/{merging.call_id}/merge/step/", values).status_code in (403, 404, 409)
    assert not merging.changes.exists()


def test_htmx_moves_the_whole_window_where_another_answer_is_needed(merging, officer):
    group = pair_of(merging)
    values = {"step": "move", "group": token(group), "need": group.members[1].need_id, "to": "疟疾"}
    url = f"/calls/{merging.call_id}/merge/step/"
    answer = officer.post(url, values, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"].startswith(f"/calls/{merging.call_id}/merge/groups/{group.pk}/?find=")


def test_the_list_of_last_steps_offers_undo_of_ones_own(merging, world, sign_in):
    first, second = singles_of(merging)[:2]
    take(sign_in("programme_leader"), merging, "accept", group=token(first))
    client = sign_in("programme_officer")
    take(client, merging, "accept", group=token(second))
    html = client.get(f"/calls/{merging.call_id}/merge/steps/").content.decode()
    assert html.count('value="undo"') == 1
    assert f"#{first.number}" in html
    assert "programme_leader" in html


def test_needs_of_another_call_cannot_be_touched(merging, world, make_call, officer):
    other = filled(world, make_call(number="测函〔2026〕5号"))
    stranger = pair_of(other)
    answer = take(officer, merging, "accept", group=token(stranger))
    assert "gone" in said(answer)
    assert Need.objects.filter(memberships__group=stranger).count() == 2
    assert NeedGroup.objects.get(pk=stranger.pk).state == "proposed"
