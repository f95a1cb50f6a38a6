"""The tray: a person sees the original beside what was read, corrects, and settles the file."""

from __future__ import annotations

import re

import pytest

from wutong.base.journal_models import Entry
from wutong.calls.models import IntakeFile, Need, Reply


@pytest.fixture
def settle(officer_client, typed):
    """Send the form with a decision; the file as it stands afterwards."""

    def run(decision="accept", file=None, **over):
        values = (typed(file) if file is not None else typed()) | over
        pk = file.pk if file is not None else values.pop("pk", None) or IntakeFile.objects.get(state="triage").pk
        answer = officer_client.post(f"/triage/{pk}/", values | {"decision": decision})
        return answer, IntakeFile.objects.get(pk=pk)

    return run


@pytest.fixture
def university(world):
    return {"unit": world.university.pk, "seen": world.university.pk}


def test_every_value_leads_to_its_place_and_back(officer_client, doubtful):
    words = officer_client.get(f"/triage/{doubtful.pk}/").content.decode()
    anchors = set(re.findall(r' id="([^"]+)"', words))
    links = re.findall(r'class="(?:pin|mark-chip)[^"]*" href="#([^"]+)"', words)
    assert len(links) >= 12
    assert set(links) <= anchors
    assert f"<mark>{doubtful.reading['needs'][0]['title']['value']}</mark>" in words


def test_texts_no_need_was_read_from_are_listed(officer_client, doubtful):
    answer = officer_client.get(f"/triage/{doubtful.pk}/")
    listed = [text for kind in answer.context["leftovers"] for _anchor, text in kind.texts]
    assert listed and sorted(listed) == sorted(one["text"] for one in doubtful.reading["leftover"])


def test_a_person_names_the_unit_and_takes_it_in(settle, university, world):
    answer, file = settle(**university)
    assert answer.status_code == 302
    assert (file.state, file.unit) == ("accepted", world.university)
    reply = Reply.objects.get(state="sent")
    assert reply.inquiry.state == "answered"
    assert list(reply.needs.values_list("corrections", flat=True)) == [{}, {}], "nothing was changed, nothing is noted"


def test_without_a_unit_it_is_not_taken_in(settle):
    answer, file = settle()
    assert answer.status_code == 422
    assert "Choose the unit" in answer.content.decode()
    assert file.state == "triage"


def test_corrections_are_kept_with_what_was_read(settle, university):
    typed_over = {
        "n1-title": "光伏组件寿命",
        "n1-countries": "Kazakhstan, UZ",
        "n1-amount": "300000",
        "n1-currency": "cny",
    }
    settle(**university, **typed_over)
    need = Need.objects.get(number=1)
    assert need.title == "光伏组件寿命"
    title, countries = need.corrections["title"], need.corrections["countries"]
    assert (title["was"], title["now"], title["by"]) == ("光伏组件可靠性", "光伏组件寿命", "programme_officer")
    assert (countries["was"], countries["now"]) == (["KZ"], ["KZ", "UZ"])
    assert set(need.country_rows.values_list("country", flat=True)) == {"KZ", "UZ"}
    assert (str(need.amount), need.currency) == ("300000.00", "CNY")
    assert Entry.objects.get(verb="intake.correct").changes["1.title"] == ["光伏组件可靠性", "光伏组件寿命"]


@pytest.mark.parametrize(
    "wrong, words",
    [
        ({"n1-countries": "Atlantis"}, "Not known as a country or region: Atlantis"),
        ({"n1-amount": "5"}, "Give the currency"),
        ({"n1-starts_on": "2028-01-01", "n1-ends_on": "2027-01-01"}, "The end lies before the beginning."),
        ({"n1-drop": "on"}, "Say why it is dropped"),
        ({"n1-title": ""}, "This field is required."),
    ],
)
def test_what_makes_no_sense_is_told_beside_the_field(settle, university, wrong, words):
    answer, file = settle(**university, **wrong)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert file.state == "triage"


def test_a_region_word_means_its_members(settle, university):
    settle(**university, **{"n2-countries": "中亚五国"})
    assert Need.objects.get(number=2).countries == ["KG", "KZ", "TJ", "TM", "UZ"]


def test_a_dropped_need_is_kept_with_its_reason(settle, university, officer_client):
    _answer, file = settle(**university, **{"n2-drop": "on", "n2-reason": "heading"})
    assert Need.objects.count() == 1
    (drop,) = file.reading["dropped"]
    assert (drop["number"], drop["title"], drop["reason"]) == (1, "耐盐水稻育种", "heading")
    assert drop["by"] == "programme_officer" and drop["at"]
    assert "heading" in officer_client.get(f"/triage/{file.pk}/").content.decode()


def test_dropping_all_needs_is_refused(settle, university):
    drops = {"n1-drop": "on", "n1-reason": "no", "n2-drop": "on", "n2-reason": "no"}
    answer, file = settle(**university, **drops)
    assert "State at least one need" in answer.content.decode()
    assert file.state == "triage"


def test_a_need_is_added_from_a_block_of_the_original(officer_client, doubtful, typed, university):
    page = officer_client.get(f"/triage/{doubtful.pk}/")
    spot = next(b.spot for b in page.context["original"].blocks if getattr(b, "text", "").startswith("备注"))
    values = typed() | university | {"n1-title": "改过的题目"}
    again = officer_client.post(f"/triage/{doubtful.pk}/", values | {"add": spot})
    cards = again.context["sheet"].cards
    assert cards[0].form["title"].value() == "改过的题目", "what was typed before is not lost"
    assert cards[2].form["text"].value() == "备注：经费待定。"
    packed = again.context["cards"][2][2]
    values |= {"added": packed, "n3-title": "经费", "n3-text": "备注", "n3-priority": "normal", "decision": "accept"}
    officer_client.post(f"/triage/{doubtful.pk}/", values)
    added = Need.objects.get(number=3)
    assert added.places["need"]["paragraph"] == 3
    assert added.places["title"]["quote"] == "备注：经费待定。"


def test_a_need_is_added_from_a_row_or_by_hand(officer_client, doubtful, typed):
    page = officer_client.get(f"/triage/{doubtful.pk}/")
    table = next(block for block in page.context["original"].blocks if hasattr(block, "rows"))
    for spot, words in (
        (table.rows[1][0].spot, "光伏组件可靠性\n光伏组件可靠性的联合研究。\n哈萨克斯坦"),
        ("", ""),
        ("999-1", ""),
    ):
        answer = officer_client.post(f"/triage/{doubtful.pk}/", typed() | {"add": spot})
        assert answer.context["sheet"].cards[-1].form["text"].value() == words


def test_set_aside_and_no_needs(settle, university, world, take, files):
    _answer, file = settle("set_aside")
    assert (file.state, file.kind) == ("set_aside", "not_a_reply")
    other = take(("另.docx", files.letter("另一无名所", files.NEEDS[:1])))[0]
    _answer, file = settle("no_needs", file=other, **university)
    assert (file.state, file.unit) == ("no_needs", world.university)
    assert Reply.objects.get().kind == "no_needs"


def test_the_next_file_of_the_tray_comes_up(officer_client, doubtful, take, files, settle, typed):
    second = take(("另.docx", files.letter("另一无名所", files.NEEDS[:1])))[0]
    words = officer_client.get(f"/triage/{doubtful.pk}/").content.decode()
    assert f'rel="next" href="/triage/{second.pk}/"' in words
    answer, _file = settle("set_aside", file=doubtful)
    assert answer["Location"] == f"/triage/{second.pk}/"
    answer, _file = settle("set_aside", file=second)
    assert answer["Location"].endswith("/intake/")


def test_a_unit_that_sent_before_must_be_looked_at(settle, take, files, university, doubtful, world):
    take(("测试大学.docx", files.letter("测试大学", [("智慧港口调度", "埃及")])))
    answer, file = settle(file=doubtful, unit=world.university.pk, seen="")
    assert "say below whether this one replaces them" in answer.content.decode()
    assert file.state == "triage"
    settle(file=doubtful, **university)
    assert Need.objects.filter(is_current=True).count() == 3, "it adds to the other file"


def test_it_replaces_what_the_person_ticks(settle, take, files, university, doubtful):
    older = take(("测试大学.docx", files.letter("测试大学", [("智慧港口调度", "埃及")])))[0]
    settle(file=doubtful, **university, replaces=older.pk)
    older.refresh_from_db()
    assert (older.state, older.superseded_by) == ("superseded", doubtful)
    assert Need.objects.filter(is_current=True).count() == 2


def test_earlier_files_of_a_unit_come_without_a_reload(officer_client, take, files, doubtful, world):
    older = take(("测试大学.docx", files.letter("测试大学", files.NEEDS)))[0]
    answer = officer_client.get(f"/triage/{doubtful.pk}/earlier/?unit={world.university.pk}")
    assert f'value="{older.pk}" checked' in answer.content.decode(), "mostly the same needs: probably its older version"


def test_a_file_settled_meanwhile_is_not_settled_over(settle, doubtful, officer_client, typed, university):
    values = typed() | university
    settle(**university)
    answer = officer_client.post(f"/triage/{doubtful.pk}/", values | {"decision": "accept"})
    assert answer.status_code == 422
    assert Reply.objects.count() == 1


def test_an_accepted_file_is_read_only_until_looked_at_again(officer_client, take, files, typed):
    file = take(("测试大学.docx", files.letter("测试大学")))[0]
    page = officer_client.get(f"/triage/{file.pk}/")
    assert not page.context["sheet"].editable
    again = officer_client.post(f"/triage/{file.pk}/again/")
    assert again["Location"].endswith("?edit=1")
    assert officer_client.get(again["Location"]).context["sheet"].editable
    file.refresh_from_db()
    assert file.state == "accepted", "it stands until the new decision"


def test_looking_again_changes_values_and_keeps_the_group(officer_client, take, files, form_values, world):
    file = take(("测试大学.docx", files.letter("测试大学")))[0]
    group = grouped(Need.objects.get(number=1), world)
    values = form_values(officer_client.get(f"/triage/{file.pk}/?edit=1"))
    answer = officer_client.post(
        f"/triage/{file.pk}/", values | {"edit": 1, "n1-title": "新题目", "decision": "accept"}
    )
    assert answer.status_code == 302
    need = Need.objects.get(is_current=True, number=1)
    assert (need.title, need.reply.version) == ("新题目", 2)
    assert need.memberships.get().group == group


def test_a_correction_can_be_taken_back(officer_client, take, files, form_values):
    file = take(("测试大学.docx", files.letter("测试大学")))[0]
    for title in ("新题目", "光伏组件可靠性"):
        values = form_values(officer_client.get(f"/triage/{file.pk}/?edit=1"))
        officer_client.post(f"/triage/{file.pk}/", values | {"edit": 1, "n1-title": title, "decision": "accept"})
    assert Need.objects.get(is_current=True, number=1).title == "光伏组件可靠性"


def test_a_file_taken_for_the_wrong_unit_moves(officer_client, take, files, form_values, world, call):
    file = take(("测试大学.docx", files.letter("测试大学")))[0]
    values = form_values(officer_client.get(f"/triage/{file.pk}/?edit=1"))
    values |= {"edit": 1, "unit": world.province.pk, "seen": world.province.pk, "decision": "accept"}
    officer_client.post(f"/triage/{file.pk}/", values)
    assert set(Need.objects.filter(is_current=True).values_list("unit", flat=True)) == {world.province.pk}
    assert call.inquiries.get(unit=world.university).state == "waiting", "the other unit owes its answer again"


def test_an_accepted_file_can_be_set_aside_after_all(officer_client, take, files, form_values):
    file = take(("测试大学.docx", files.letter("测试大学")))[0]
    values = form_values(officer_client.get(f"/triage/{file.pk}/?edit=1"))
    officer_client.post(f"/triage/{file.pk}/", values | {"edit": 1, "decision": "set_aside"})
    file.refresh_from_db()
    assert (file.state, file.kind) == ("set_aside", "not_a_reply")
    assert not Need.objects.filter(is_current=True).exists()


@pytest.mark.parametrize("decision", ["set_aside", "no_needs"])
def test_what_was_settled_comes_back_to_the_tray(settle, officer_client, university, decision):
    _answer, file = settle(decision, **university)
    officer_client.post(f"/triage/{file.pk}/again/")
    file.refresh_from_db()
    assert (file.state, file.kind, file.reasons) == ("triage", "reply", ["again"])


def grouped(need, world):
    """Put a need into a group of its own, as merging does."""
    from wutong.calls.models import Membership, NeedGroup
    from wutong.calls.steps.grouping import open_consolidation

    by = world.by["programme_officer"]
    consolidation = open_consolidation(need.call, world.division, by=by, at=world.at)
    group = NeedGroup.objects.create(consolidation=consolidation, number=1, titles={"en": need.title})
    Membership.objects.create(consolidation=consolidation, group=group, need=need)
    return group


def test_an_auditor_reads_and_changes_nothing(sign_in, doubtful):
    client = sign_in("auditor")
    page = client.get(f"/triage/{doubtful.pk}/")
    assert page.status_code == 200 and not page.context["sheet"].editable
    assert client.post(f"/triage/{doubtful.pk}/", {"decision": "set_aside"}).status_code == 409
    assert client.post(f"/triage/{doubtful.pk}/again/").status_code == 403


def test_files_of_another_office_are_not_found(sign_in, doubtful):
    assert sign_in("middle_officer").get(f"/triage/{doubtful.pk}/").status_code == 404


def test_an_unreadable_file_can_be_typed_in(officer_client, take, settle, university):
    file = take(("空.docx", b""))[0]
    page = officer_client.get(f"/triage/{file.pk}/")
    assert "Ask the unit to send it again" in page.content.decode()
    typed_in = {"version": "", "added": '{"place": {"kind": "field"}, "quote": ""}', "n1-title": "电话转述的需求"}
    answer = officer_client.post(
        f"/triage/{file.pk}/", typed_in | university | {"n1-priority": "normal", "decision": "accept"}
    )
    assert answer.status_code == 302
    assert Need.objects.get().title == "电话转述的需求"


def test_a_part_of_an_asked_unit_is_proposed_there_and_settled_by_one_button(
    take, files, settle, officer_client, world
):
    file = take(("测试甲学院补充材料.docx", files.letter("测试甲学院")))[0]
    page = officer_client.get(f"/triage/{file.pk}/").content.decode()
    assert "does it count there?" in page
    assert re.search(rf'<option value="{world.province.pk}" selected', page)
    answer, settled = settle(file=file)
    assert answer.status_code == 302
    assert (settled.state, settled.unit) == ("accepted", world.province)


@pytest.mark.parametrize("odd", ["²", "٣x", "-1", "9" * 40, "1.5", "½"])
def test_odd_numbers_in_the_form_end_no_page(settle, doubtful, university, odd):
    answer, file = settle(file=doubtful, **(university | {"unit": odd, "replaces": odd}))
    assert answer.status_code in (200, 302, 404, 422)
    assert file.state in ("triage", "accepted")


@pytest.mark.parametrize("odd", ["²", "9" * 40, "x", "½"])
def test_an_odd_place_in_the_list_begins_it_anew(officer_client, doubtful, odd):
    plain = officer_client.get(f"/calls/{doubtful.call_id}/needs/")
    told = officer_client.get(f"/calls/{doubtful.call_id}/needs/", {"after": odd})
    assert (told.status_code, plain.status_code) == (200, 200)
