"""One group by itself: its wording in two languages, started from the fullest member, guarded against overwriting."""

from __future__ import annotations

import pytest

from tests.calls.merging_world import TEXTS, grouped, need, reply_with
from wutong.calls.models import NeedGroup
from wutong.calls.queries.consolidation import groups
from wutong.calls.steps.workspace import word_groups

pytestmark = pytest.mark.django_db


@pytest.fixture
def merging(world, call):
    english = need("rice")
    english.title, english.text, english.language = TEXTS["rice"][0], "A breeding station in Chiang Mai.", "en"
    reply_with(world, call, world.university, [need("rice"), english])
    return grouped(world, call)


@pytest.fixture
def group(merging) -> NeedGroup:
    return groups(merging).get()


@pytest.fixture
def officer(sign_in):
    return sign_in("programme_officer")


def address(merging, group) -> str:
    return f"/calls/{merging.call_id}/merge/groups/{group.pk}/"


def values(group: NeedGroup, **changed) -> dict[str, object]:
    kept = {"title_zh": "合并后的标题", "text_zh": "合并后的正文", "title_en": "", "text_en": "", "priority": "normal"}
    return kept | {"version": group.version} | changed


def test_each_language_starts_from_its_fullest_member(merging, group, officer):
    initial = officer.get(address(merging, group)).context["form"].initial
    assert initial["title_zh"] == TEXTS["rice"][0]
    assert initial["text_en"] == "A breeding station in Chiang Mai."


def test_writing_the_wording(merging, group, officer):
    back = f"/calls/{merging.call_id}/merge/?several=on"
    answer = officer.post(address(merging, group), values(group, title_en="Merged title", priority="high", next=back))
    assert answer["Location"] == back
    again = NeedGroup.objects.get(pk=group.pk)
    assert again.titles == {"authoritative": "zh-hans", "zh-hans": "合并后的标题", "en": "Merged title"}
    assert again.texts == {"authoritative": "zh-hans", "zh-hans": "合并后的正文"}
    assert again.priority == "high"


def test_other_languages_of_the_group_are_kept(merging, group, officer, world):
    by = world.by["programme_leader"]
    titles = {"authoritative": "ru", "ru": "Селекция риса"}
    word_groups(merging, versions={group.pk: group.version}, titles=titles, by=by, at=world.at)
    officer.post(address(merging, group), values(group, version=group.version + 1))
    again = NeedGroup.objects.get(pk=group.pk)
    assert again.titles == {"authoritative": "zh-hans", "zh-hans": "合并后的标题", "ru": "Селекция риса"}


def test_what_another_officer_wrote_is_not_overwritten(merging, group, officer, world):
    """The form comes back with what was typed, the reason, and nothing lost on either side."""
    by = world.by["programme_leader"]
    word_groups(merging, versions={group.pk: group.version}, titles={"zh-hans": "处长的标题"}, by=by, at=world.at)
    answer = officer.post(address(merging, group), values(group))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "programme_leader" in html
    assert 'value="合并后的标题"' in html
    assert NeedGroup.objects.get(pk=group.pk).titles == {"zh-hans": "处长的标题"}


def test_a_group_without_any_title_is_refused_at_the_field(merging, group, officer):
    answer = officer.post(address(merging, group), values(group, title_zh=" ", title_en=""))
    assert answer.context["form"].errors.get("title_zh")


def test_a_plan_item_of_another_plan_is_refused(merging, group, officer):
    answer = officer.post(address(merging, group), values(group, item="999999"))
    assert answer.status_code == 422
    assert NeedGroup.objects.get(pk=group.pk).version == group.version


def test_htmx_gets_the_form_alone(merging, group, officer):
    html = officer.get(address(merging, group), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in html
    assert 'name="title_zh"' in html


def test_the_auditor_reads_but_does_not_write(merging, group, sign_in):
    client = sign_in("auditor")
    assert 'name="title_zh"' not in client.get(address(merging, group)).content.decode()
    assert client.post(address(merging, group), values(group)).status_code in (403, 409, 422)
    assert NeedGroup.objects.get(pk=group.pk).version == group.version


def test_searching_for_a_group_to_move_to(merging, group, officer):
    html = officer.get(address(merging, group), {"find": "no such words"}).content.decode()
    assert "No group says so" in html


def test_a_group_that_is_gone_is_no_page(merging, group, officer):
    NeedGroup.objects.filter(pk=group.pk).update(is_dissolved=True)
    assert officer.get(address(merging, group)).status_code == 404
