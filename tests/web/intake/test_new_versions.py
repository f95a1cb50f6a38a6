"""What a person corrected, dropped or added holds when the unit sends a new version: by file, by page, by mail."""

from __future__ import annotations

import pytest

from tests.web.intake.conftest import browser_values, letter
from tests.web.intake.versions import FALSE, STEADY, V1, V2, V2B, decide, version
from wutong.base.journal_models import Entry
from wutong.calls.models import IntakeFile, Need
from wutong.calls.statement import StatedNeed
from wutong.calls.steps import replies


@pytest.fixture
def taken(take):
    """Version 1 as the machine took it in: three needs, the last of them false."""
    file = take(("需求.docx", V1))[0]
    assert (file.state, Need.objects.count()) == ("accepted", 3)
    return file


@pytest.fixture
def corrected(taken, officer_client):
    """A person corrects title, countries and field of the first need, drops the false one, adds one from a note."""
    over = {"n1-title": "光伏组件寿命", "n1-countries": "Kazakhstan, UZ", "n1-field": "energy"}
    answer = decide(officer_client, taken, edit=True, **over, **{"n3-drop": "on", "n3-reason": "not a need"})
    assert answer.status_code == 302, answer.context["sheet"].errors
    return IntakeFile.objects.get(pk=taken.pk)


@pytest.fixture
def send_on_page(call, world):
    """The university sends its next version from its own page, with four eyes."""

    def send(*needs):
        inquiry, at = call.inquiries.get(unit=world.university), world.at
        coordinator, leader = world.by["unit_coordinator"], world.by["unit_leader"]
        reply = replies.write_reply(inquiry, needs=needs, by=coordinator, at=at)
        replies.compose_reply(reply, by=coordinator, at=at)
        replies.confirm_reply(reply, by=leader, at=at)
        replies.send_reply(reply, by=coordinator, at=at)

    return send


def standing():
    return list(Need.objects.filter(reply__state="sent").order_by("number"))


def test_version_two_by_file_is_corrected_again(corrected, take, world):
    second = take(("需求 修订版.docx", V2))[0]
    assert second.state == "accepted"
    assert IntakeFile.objects.get(pk=corrected.pk).state == "superseded"
    first, rice, new = standing()
    assert (first.title, first.countries, first.field) == ("光伏组件寿命", ["KZ", "UZ"], "energy")
    assert (rice.title, new.title) == ("耐盐水稻育种", "绿氢储运")
    change = first.corrections["title"]
    assert (change["was"], change["now"], change["by"]) == ("光伏组件可靠性", "光伏组件寿命", "programme_officer")
    assert change["at"] and change["kept_from"] == 2


def test_a_false_need_is_dropped_again_and_says_why(corrected, take, officer_client):
    second = take(("需求 修订版.docx", V2))[0]
    assert FALSE not in [need.title for need in standing()]
    (record,) = second.reading["dropped"]
    assert (record["title"], record["reason"], record["kept_from"]) == (FALSE, "not a need", "需求.docx")
    page = officer_client.get(f"/triage/{second.pk}/").content.decode()
    assert "kept from version 2" in page and "kept from 需求.docx" in page


def test_a_need_that_reads_differently_is_not_dropped(corrected, take):
    other = version(("光伏组件可靠性", "哈萨克斯坦"), ("耐盐水稻育种", "越南"), (f"{FALSE}之二", "泰国"))
    take(("需求 修订版.docx", other))
    assert f"{FALSE}之二" in [need.title for need in standing()]


def test_kept_corrections_hold_over_a_third_version(corrected, take):
    take(("需求 修订版.docx", V2))
    third = take(("需求 修订版 v3.docx", V2B))[0]
    first = standing()[0]
    assert (first.title, first.corrections["title"]["kept_from"]) == ("光伏组件寿命", 2)
    assert [need.title for need in standing()][1:] == ["耐盐水稻育种", "绿氢储运", "碳捕集"]
    assert third.reading["dropped"][0]["kept_from"] == "需求.docx", "where a person decided it"


def test_a_kept_correction_is_undone_and_stays_undone(corrected, take, officer_client):
    second = take(("需求 修订版.docx", V2))[0]
    decide(officer_client, second, edit=True, **{"n1-asread": "title"})
    first = standing()[0]
    assert (first.title, first.field) == ("光伏组件可靠性", "energy"), "only the title was put back"
    take(("需求 修订版 v3.docx", V2B))
    assert standing()[0].title == "光伏组件可靠性"


def test_a_dropped_need_is_put_back_and_stays(corrected, take, officer_client):
    second = take(("需求 修订版.docx", V2))[0]
    page = officer_client.get(f"/triage/{second.pk}/?edit=1")
    card = page.context["sheet"].cards[-1]
    assert card.record["title"] == FALSE and card.form["drop"].value()
    decide(officer_client, second, edit=True, **{f"{card.form.prefix}-drop": ""})
    assert FALSE in [need.title for need in standing()]
    told = [entry.changes.get(f"put back {FALSE}") for entry in Entry.objects.filter(verb="intake.correct")]
    assert ["not a need", None] in told
    take(("需求 修订版 v3.docx", V2B))
    assert FALSE in [need.title for need in standing()]


def test_an_added_need_is_added_again_where_its_words_stand(taken, take, officer_client):
    page = officer_client.get(f"/triage/{taken.pk}/?edit=1")
    spot = next(one.spot for one in page.context["original"].blocks if getattr(one, "text", "").startswith("备注"))
    again = decide(officer_client, taken, edit=True, add=spot, decision="")
    card = again.context["sheet"].cards[-1]
    packed = again.context["cards"][-1][2]
    number = card.form.prefix
    decide(
        officer_client, taken, edit=True, **{"added": packed, f"{number}-title": "经费", f"{number}-priority": "normal"}
    )
    assert "经费" in [need.title for need in standing()]
    take(("需求 修订版.docx", V2))
    added = next(need for need in standing() if need.title == "经费")
    assert added.corrections["title"]["kept_from"] == 2
    assert added.places["title"]["quote"].startswith("备注")


def test_version_two_by_mail_is_corrected_again(corrected, take, files):
    mail = take(("二.eml", files.mail("请见附件。", ("需求 修订版.docx", V2))))[0]
    assert mail.state == "opened"
    if standing()[0].file_id == corrected.pk:  # it waits for a person: the corrections stand in the form already
        pytest.fail(str(list(mail.parts.values_list("name", "state", "reasons"))))
    first = standing()[0]
    assert (first.title, first.field, first.countries) == ("光伏组件寿命", "energy", ["KZ", "UZ"])
    assert FALSE not in [need.title for need in standing()]


def test_version_two_on_the_page_is_corrected_again(corrected, send_on_page):
    send_on_page(StatedNeed("光伏组件可靠性", countries=["KZ"], field=corrected.reading["needs"][0]["field"]["value"]))
    (first,) = standing()
    assert (first.title, first.countries, first.field) == ("光伏组件寿命", ["KZ", "UZ"], "energy")
    assert first.corrections["title"]["kept_from"] == 2


def test_what_the_unit_says_differently_on_its_page_is_its_own_word(corrected, send_on_page):
    send_on_page(StatedNeed("光伏组件可靠性", countries=["TJ"]))
    assert standing()[0].countries == ["TJ"]


def test_in_the_tray_the_corrections_stand_in_the_form(corrected, take, officer_client):
    """The file's unit is not sure, so a person sees it first: with everything decided before."""
    waiting = take(("又.docx", letter("无人知晓研究所", [*STEADY, ("绿氢储运", "埃及")])))[0]
    assert waiting.state == "triage"
    unit = corrected.unit_id
    cards = officer_client.get(f"/triage/{waiting.pk}/?unit={unit}").context["sheet"].cards
    assert cards[0].form["title"].value() == "光伏组件寿命"
    assert (cards[2].form["drop"].value(), cards[2].form["reason"].value()) == (True, "not a need")


def test_drops_of_a_unit_chosen_only_now_are_told_before_they_are_made(corrected, take, officer_client):
    waiting = take(("又.docx", letter("无人知晓研究所", [*STEADY, ("绿氢储运", "埃及")])))[0]
    unit = {"unit": corrected.unit_id, "seen": corrected.unit_id, "replaces": corrected.pk}
    told = decide(officer_client, waiting, **unit)
    assert told.status_code == 422 and "are ticked below" in told.content.decode()
    values = browser_values(told) | unit | {"recalled": corrected.unit_id, "decision": "accept"}
    officer_client.post(f"/triage/{waiting.pk}/", {name: value for name, value in values.items() if value != ""})
    assert [need.title for need in standing()] == ["光伏组件寿命", "耐盐水稻育种", "绿氢储运"]
