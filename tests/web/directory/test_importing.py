"""A list taken in on the page: what is shown is what is applied, to the row."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from wutong.base.journal_models import Entry
from wutong.directory.models import Organisation
from wutong.directory.steps import change_organisation


def bring(client: Any, file: Any, **values: Any) -> str:
    """Send a file; answers the address of its dry run."""
    answer = client.post(reverse("organisation_import"), {"file": file} | values)
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer["Location"])


def test_the_dry_run_shows_every_kind_of_row_and_writes_nothing(world: Any, sign_in: Any, sheet: Any) -> None:
    client, before = sign_in("programme_officer"), Entry.objects.count()
    look = bring(
        client,
        sheet(["新大学", "New University"], ["测试大学", "Tests University"], ["测试甲学院"], ["坏", "", "", "外星"]),
    )
    answer = client.get(look)
    shown = answer.content.decode()
    assert [count for _code, _words, count in answer.context["counts"]] == [2, 1, 1, 0]
    assert "University of Tests" in shown and "Tests University" in shown and "New University" in shown
    assert "名单!D5" in shown and "not a known kind of unit" in shown
    assert Entry.objects.count() == before


def test_what_was_shown_is_applied(world: Any, sign_in: Any, sheet: Any) -> None:
    client = sign_in("programme_officer")
    look = bring(client, sheet(["新大学", "New University", "测试省科技厅", "高校"], ["测试大学", "Tests University"]))
    run = client.get(look).context["run"]
    answer = client.post(look, {"shown": run.fingerprint}, follow=True)
    assert "1 new and 1 changed" in answer.content.decode()
    for row in run.changes.new:
        assert Organisation.objects.get(names__en=row.names["en"]).names["zh-hans"] == row.names["zh-hans"]
    for change in run.changes.changed:
        assert Organisation.objects.get(pk=change.existing.key).names["en"] == change.fields["names.en"][1]


def test_after_applying_going_back_says_that_the_list_is_taken_in(world: Any, sign_in: Any, sheet: Any) -> None:
    client = sign_in("programme_officer")
    look = bring(client, sheet(["新大学"]))
    shown = client.get(look).context["run"].fingerprint
    client.post(look, {"shown": shown})
    many = Organisation.objects.count()
    for answer in (client.get(look), client.post(look, {"shown": shown})):
        page = answer.content.decode()
        assert answer.status_code == 200 and "This list has been taken in" in page
        assert f'href="{reverse("organisations")}"' in page
    assert Organisation.objects.count() == many
    assert sign_in("administrator").get(look).status_code == 404


def test_a_list_taken_in_can_be_brought_again(world: Any, sign_in: Any, sheet: Any) -> None:
    client = sign_in("programme_officer")
    look = bring(client, sheet(["新大学"]))
    client.post(look, {"shown": client.get(look).context["run"].fingerprint})
    again = bring(client, sheet(["新大学"]))
    assert [count for _code, _words, count in client.get(again).context["counts"]] == [0, 0, 1, 0]


def test_a_csv_names_the_cell_and_nothing_that_is_not_there(world: Any, sign_in: Any) -> None:
    client = sign_in("programme_officer")
    data = "单位名称,英文名称,ROR\n新大学,New University,not-a-ror\n"
    page = client.get(bring(client, SimpleUploadedFile("units.csv", data.encode()))).content.decode()
    assert "C2" in page and "not-a-ror" in page
    assert "None" not in page


def test_a_csv_without_column_names_is_told_without_a_table_number(world: Any, sign_in: Any) -> None:
    client = sign_in("programme_officer")
    page = client.get(bring(client, SimpleUploadedFile("units.csv", b"a,b\n1,2\n"))).content.decode()
    assert "no row of column names" in page and "None" not in page


def test_a_directory_that_changed_is_shown_again(world: Any, sign_in: Any, sheet: Any) -> None:
    client = sign_in("programme_officer")
    look = bring(client, sheet(["测试大学", "Tests University"]))
    shown = client.get(look).context["run"].fingerprint
    names = world.university.names | {"en": "Meanwhile"}
    change_organisation(world.university, names=names, by=world.machine, at=world.at)
    answer = client.post(look, {"shown": shown}, follow=True)
    assert "look again" in answer.content.decode() and "Meanwhile" in answer.content.decode()
    assert Organisation.objects.get(pk=world.university.pk).names["en"] == "Meanwhile"


def test_nobody_looks_into_anothers_file(world: Any, sign_in: Any, sheet: Any) -> None:
    look = bring(sign_in("programme_officer"), sheet(["新大学"]))
    other = sign_in("administrator")
    assert other.get(look).status_code == 404
    assert other.post(look, {"shown": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [("units.xlsx", b"PK\x03\x04 broken", "damaged"), ("units.xlsx", b"", "empty"), ("x.bin", b"\x00\x01\x02", "")],
)
def test_an_unreadable_file_says_why(world: Any, sign_in: Any, name: str, data: bytes, words: str) -> None:
    answer = sign_in("administrator").post(reverse("organisation_import"), {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors["file"])


def test_a_sheet_without_a_head_is_a_problem_to_read(world: Any, sign_in: Any) -> None:
    look = bring(sign_in("administrator"), SimpleUploadedFile("x.csv", b"a,b\n1,2\n"))
    shown = sign_in("administrator").get(look).content.decode()
    assert "no row of column names" in shown and "nothing to change" in shown


def test_a_register_is_narrowed_by_country_words(world: Any, sign_in: Any) -> None:
    def record(ror: str, name: str, country: str) -> dict[str, Any]:
        names = [{"value": name, "lang": "en", "types": ["ror_display", "label"]}]
        place = [{"geonames_details": {"country_code": country}}]
        return {"id": f"https://ror.org/{ror}", "names": names, "types": ["education"], "locations": place}

    records = [record("03yrm5c26", "Steppe University", "KZ"), record("02mhbdp94", "Andes University", "CO")]
    client = sign_in("administrator")
    file = SimpleUploadedFile("ror.json", json.dumps(records).encode())
    look = bring(client, file, countries="哈萨克斯坦, Uzbekistan")
    shown = client.get(look).content.decode()
    assert "Steppe University" in shown and "Andes University" not in shown
    wrong = {"file": SimpleUploadedFile("ror.json", b"[]"), "countries": "Atlantis"}
    answer = client.post(reverse("organisation_import"), wrong)
    assert "Atlantis" in str(answer.context["form"].errors["countries"])


def test_a_middle_office_chooses_a_place_of_its_own(world: Any, sign_in: Any, sheet: Any) -> None:
    client = sign_in("middle_officer")
    answer = client.post(reverse("organisation_import"), {"file": sheet(["新学院"])})
    assert list(answer.context["form"].errors) == ["under"]
    foreign = client.post(reverse("organisation_import"), {"file": sheet(["新学院"]), "under": world.university.pk})
    assert list(foreign.context["form"].errors) == ["under"]
    look = bring(client, sheet(["新学院"], ["测试大学", "Taken"]), under=world.province.pk)
    answer = client.get(look)
    assert "Belong to another office" in answer.content.decode()
    client.post(look, {"shown": answer.context["run"].fingerprint})
    assert Organisation.objects.get(known_names__name="新学院").parent == world.province
