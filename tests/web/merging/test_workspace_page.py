"""The workspace in the browser's eyes: cards, filters, and the same page for htmx and for a reload."""

from __future__ import annotations

import re

import pytest

from tests.calls.merging_world import TEXTS, filled, grouped, need, reply_with
from wutong.base.work import Work
from wutong.calls.models import Consolidation, Membership, Need, Suggestion
from wutong.calls.queries.consolidation import groups
from wutong.calls.steps.workspace import decide_group
from wutong.plans.models import PlanItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def merging(world, call):
    return filled(world, call)


def page_of(merging, suffix: str = "") -> str:
    return f"/calls/{merging.call_id}/merge/{suffix}"


def body(answer) -> str:
    return answer.content.decode()


def region(html: str) -> str:
    """The part htmx takes out, without what is new on every page (tokens)."""
    found = re.search(r'<div id="workspace".*?</form>\s*</div>', html, re.DOTALL)
    assert found
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", found.group())


def test_a_call_not_merged_yet_offers_to_begin(world, call, sign_in):
    client = sign_in("programme_officer")
    assert "No needs have come" in body(client.get(f"/calls/{call.pk}/merge/"))
    reply_with(world, call, world.university, [need("rice")])
    assert "1 need is ready to be merged" in body(client.get(f"/calls/{call.pk}/merge/"))


def test_beginning_starts_the_work_and_shows_its_progress(world, call, sign_in):
    reply_with(world, call, world.university, [need("rice")])
    client = sign_in("programme_officer")
    answer = client.post(f"/calls/{call.pk}/merge/begin/")
    work = Work.objects.get(kind="grouping")
    assert answer["Location"].startswith(f"/work/{work.pk}/?back=")
    assert Consolidation.objects.get(call=call).work == work


def test_work_under_way_is_not_started_twice(world, call, sign_in):
    reply_with(world, call, world.university, [need("rice")])
    client = sign_in("programme_officer")
    client.post(f"/calls/{call.pk}/merge/begin/")
    client.post(f"/calls/{call.pk}/merge/begin/")
    assert Work.objects.filter(kind="grouping").count() == 1


def test_an_office_with_nothing_to_merge_does_not_begin(call, sign_in):
    assert sign_in("middle_officer").post(f"/calls/{call.pk}/merge/begin/").status_code == 409
    assert not Consolidation.objects.exists()


def test_a_card_shows_its_members_where_they_come_from_and_why(merging, sign_in):
    html = body(sign_in("programme_officer").get(page_of(merging)))
    for title, _text in TEXTS.values():
        assert html.count(title) >= 1 or title == TEXTS["rice_again"][0]
    seat = Membership.objects.exclude(likeness=None).get()
    assert f"{round(100 * seat.likeness)}%" in html
    assert "<ins>" in html
    for row in Need.objects.all():
        assert f'href="/needs/{row.pk}/"' in html


def test_the_proof_that_nothing_is_lost_is_shown(merging, world, call, sign_in):
    client = sign_in("programme_officer")
    assert "6 needs = 6 in exactly one group + 0 waiting" in body(client.get(page_of(merging)))
    reply_with(world, call, world.abroad, [need("rice")])
    html = body(client.get(page_of(merging)))
    assert "7 needs = 6 in exactly one group + 1 waiting" in html
    assert "1 need waits for grouping" in html


def test_something_astray_is_shown_in_red(merging, sign_in):
    merging.groups.filter(number=1).update(is_dissolved=True)
    assert "astray" in body(sign_in("programme_officer").get(page_of(merging)))


@pytest.mark.parametrize(
    ("query", "expected"), [("several=on", 1), ("unsure=on", 2), ("text=疟疾", 1), ("state=accepted", 0)]
)
def test_filters(merging, sign_in, query, expected):
    Suggestion.objects.all().delete()
    left, right = (Membership.objects.get(need__title=TEXTS[key][0]) for key in ("tunnel", "port"))
    Suggestion.objects.create(consolidation=merging, left=left, right=right, score=0.2, doubt="close")
    html = body(sign_in("programme_officer").get(page_of(merging, f"?{query}")))
    assert html.count("<article") == expected
    assert ("No group fits" in html) == (expected == 0)


@pytest.mark.parametrize(
    "query", ["unit=x", "item=999999", "state=nonsense", "page=900", "country=QQ", "text=99999999999"]
)
def test_odd_filters_break_nothing(merging, sign_in, query):
    assert sign_in("programme_officer").get(page_of(merging, f"?{query}")).status_code == 200


def test_htmx_gets_the_same_as_a_reload(merging, sign_in):
    client = sign_in("programme_officer")
    whole = client.get(page_of(merging, "?several=on"))
    part = client.get(page_of(merging, "?several=on"), headers={"HX-Request": "true"})
    assert "<html" not in body(part)
    assert 'id="messages"' in body(part)
    assert region(body(part)) == region(body(whole))
    assert "HX-Request" in part["Vary"]


def test_going_back_in_the_browser_gets_the_whole_page(merging, sign_in):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in body(sign_in("programme_officer").get(page_of(merging), headers=headers))


def test_the_auditor_looks_on_and_can_press_nothing(merging, sign_in):
    html = body(sign_in("auditor").get(page_of(merging)))
    assert html.count("<article") == 5
    assert 'name="step"' not in html


@pytest.mark.parametrize("role", ["unit_coordinator", "partner_officer", "applicant"])
def test_units_do_not_see_the_workspace(merging, sign_in, role):
    assert sign_in(role).get(page_of(merging)).status_code in (403, 404)


def test_another_office_does_not_see_this_offices_groups(merging, sign_in):
    html = body(sign_in("middle_officer").get(page_of(merging)))
    assert "<article" not in html


def test_a_full_page_costs_few_queries_whatever_its_groups_hold(merging, world, call, sign_in, count_queries):
    client = sign_in("programme_officer")
    few = count_queries(lambda: client.get(page_of(merging)))
    stated = [need(key, countries=[code]) for code in ("PK", "KZ", "EG", "KE") for key in TEXTS]
    reply_with(world, call, world.abroad, stated)
    reply_with(world, call, world.province, stated)
    grouped(world, call)
    many = count_queries(lambda: client.get(page_of(merging)))
    assert groups(merging).count() >= 20
    assert many <= few
    assert many <= 40


def test_a_large_group_shows_some_and_leads_to_the_rest(world, call, sign_in):
    reply_with(world, call, world.university, [need("rice") for _ in range(9)])
    merging = grouped(world, call)
    html = body(sign_in("programme_officer").get(page_of(merging)))
    assert "3 more needs in this group" in html
    alone = body(sign_in("programme_officer").get(page_of(merging, f"groups/{groups(merging).get().pk}/")))
    assert alone.count('class="member') - alone.count('class="member-') - alone.count('class="members') == 9


def test_an_item_is_named_the_same_whoever_attached_it(merging, call, sign_in):
    """A suggested item and one a person chose are kept alike, so the card claims neither."""
    item = PlanItem.objects.filter(plan=call.plan).first()
    merging.groups.update(plan_item=item)
    html = body(sign_in("programme_officer").get(page_of(merging)))
    assert str(item) in html
    assert "(suggested)" not in html


def test_cards_of_several_needs_stand_above_single_ones(merging, sign_in):
    answer = sign_in("programme_officer").get(page_of(merging))
    sizes = [card.size for card in answer.context["cards"]]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 2


def test_a_declined_group_shows_the_reason(merging, world, sign_in):
    group = groups(merging)[0]
    by = world.by["programme_leader"]
    decide_group(merging, group.pk, "decline", version=group.version, reason="Outside this plan.", by=by, at=world.at)
    assert "Outside this plan." in body(sign_in("programme_officer").get(page_of(merging, "?state=declined")))


def test_other_languages_are_said_not_to_be_compared(world, call, sign_in):
    english = need("rice")
    english.title, english.text, english.language = "Rice breeding", "A station in Chiang Mai.", "en"
    reply_with(world, call, world.university, [need("rice"), english])
    merging = grouped(world, call)
    first = groups(merging)[0]
    Membership.objects.filter(consolidation=merging).update(group=first)
    assert "words are not compared" in body(sign_in("programme_officer").get(page_of(merging)))
