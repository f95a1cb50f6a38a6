"""A list taken in: what was shown is what is done, all of it or nothing, and doing it again changes nothing."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from wutong.base.files import StoredFile, keep
from wutong.base.journal_models import Entry
from wutong.base.rules import Refused
from wutong.directory.importing import Change, Changes, OrganisationRow
from wutong.directory.models import Organisation
from wutong.directory.queries import DryRun, Scope, aliases_of, dry_run, organisations
from wutong.directory.steps import change_organisation, import_file, import_organisations

HEAD = ["单位名称", "英文名称", "主管单位", "单位类型", "统一社会信用代码", "ROR", "联系邮箱", "别名", "国家"]
USCC = "91350100M000100Y43"


@pytest.fixture
def listed(db: None, at: Any) -> Callable[..., StoredFile]:
    """An Excel list with these rows under a title and the usual head."""

    def make(*rows: list[str]) -> StoredFile:
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "名单"
        for row in (["单位名单"], HEAD, *rows):
            sheet.append(row)
        stream = io.BytesIO()
        book.save(stream)
        return keep("units.xlsx", stream.getvalue(), at=at)

    return make


def register(at: Any, *records: dict[str, Any], zipped: bool = False) -> StoredFile:
    data = json.dumps(records).encode()
    if zipped:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("v2-dump.json", data)
        data = stream.getvalue()
    return keep("ror.zip" if zipped else "ror.json", data, at=at)


def record(ror: str, name: str, country: str = "KZ", **fields: Any) -> dict[str, Any]:
    place = [{"geonames_details": {"country_code": country}}]
    names = [{"value": name, "lang": "en", "types": ["ror_display", "label"]}]
    base = {"id": f"https://ror.org/{ror}", "names": names, "types": ["education"], "status": "active"}
    return base | {"locations": place, "links": [{"type": "website", "value": "https://x.example"}]} | fields


def apply(stored: StoredFile, world: Any, role: str = "administrator", scope: Scope | None = None) -> dict[str, int]:
    scope = scope or Scope()
    shown = dry_run(stored, scope, by=world.by[role]).fingerprint
    return import_file(stored, scope, shown=shown, by=world.by[role], at=world.at)


def named(text: str) -> Organisation:
    return Organisation.objects.get(known_names__name=text)


def counts(run: DryRun) -> tuple[int, int, int, int]:
    changes = run.changes
    return len(changes.new), len(changes.changed), len(changes.same), len(changes.refused)


def test_a_dry_run_writes_nothing(world: Any, listed: Any) -> None:
    stored, before = listed(["新大学", "New University"]), Entry.objects.count()
    assert counts(dry_run(stored, Scope(), by=world.by["administrator"])) == (1, 0, 0, 0)
    assert Entry.objects.count() == before
    assert not Organisation.objects.filter(names__en="New University").exists()


def test_new_changed_and_same_are_told_apart(world: Any, listed: Any) -> None:
    stored = listed(["新大学"], ["测试大学", "Tests University"], ["测试甲学院", "Alpha College", "测试省科技厅"])
    run = dry_run(stored, Scope(), by=world.by["administrator"])
    assert counts(run) == (1, 1, 1, 0)
    assert run.changes.changed[0].fields == {"names.en": ("University of Tests", "Tests University")}


def test_applied_is_what_was_shown(world: Any, listed: Any) -> None:
    stored = listed(["新大学", "", "测试省科技厅", "高校", USCC, "", "n@u.example", "新大；NU", "中国"])
    assert apply(stored, world) == {"new": 1, "changed": 0}
    made = named("新大学")
    assert (made.kind, made.uscc, made.email, made.country_id) == ("university", USCC, "n@u.example", "CN")
    assert made.parent == world.province
    assert set(aliases_of(made)) == {"新大", "NU"}


def test_taking_in_the_same_list_again_changes_nothing(world: Any, listed: Any) -> None:
    stored = listed(
        ["新大学", "New University", "测试省科技厅", "高校", USCC, "", "n@u.example", "新大"],
        ["测试大学", "Tests University", "", "高校", "", "", "t@u.example", "测大"],
    )
    apply(stored, world)
    run = dry_run(stored, Scope(), by=world.by["administrator"])
    assert counts(run) == (0, 0, 2, 0)
    with pytest.raises(Refused):
        apply(stored, world)


def test_every_row_is_in_the_journal(world: Any, listed: Any) -> None:
    before = Entry.objects.count()
    apply(listed(["新大学"], ["新公司"], ["测试大学", "Tests University"]), world)
    verbs = list(Entry.objects.order_by("number").values_list("verb", flat=True)[before:])
    assert sorted(verbs) == ["organisation.add", "organisation.add", "organisation.change"]


def test_a_parent_further_down_the_list_is_made_first(world: Any, listed: Any) -> None:
    apply(listed(["下属研究所", "", "新集团"], ["新集团"]), world)
    assert named("下属研究所").parent == named("新集团")
    assert named("下属研究所").path == f"{named('新集团').path}{named('下属研究所').pk}/"


def test_units_that_lie_under_each_other_are_refused_whole(world: Any, listed: Any) -> None:
    stored = listed(["甲集团", "", "乙集团"], ["乙集团", "", "甲集团"], ["好单位"])
    with pytest.raises(Refused):
        apply(stored, world)
    assert not Organisation.objects.filter(known_names__name__in=["甲集团", "好单位"]).exists()


def test_a_failure_in_the_middle_leaves_nothing_behind(world: Any) -> None:
    changes = Changes(new=[OrganisationRow({"en": "Good"}), OrganisationRow({"en": "Bad"}, ror="000000000")])
    before = Organisation.objects.count(), Entry.objects.count()
    with pytest.raises(ValueError, match="ROR"):
        import_organisations(changes, by=world.by["administrator"], at=world.at)
    assert (Organisation.objects.count(), Entry.objects.count()) == before


def test_an_unknown_parent_is_a_problem_and_not_a_change(world: Any, listed: Any) -> None:
    stored = listed(["测试甲学院", "Alpha College", "没有的厅"], ["孤儿所", "", "没有的厅"])
    run = dry_run(stored, Scope(under_id=world.province.pk), by=world.by["administrator"])
    assert [problem.code for problem in run.changes.problems].count("unknown_parent") >= 1
    assert all("parents" not in change.fields for change in run.changes.changed)
    apply(stored, world, scope=Scope(under_id=world.province.pk))
    assert named("孤儿所").parent == world.province
    assert Organisation.objects.get(pk=world.college_a.pk).parent == world.province


def test_problems_name_sheet_and_cell(world: Any, listed: Any) -> None:
    run = dry_run(
        listed(["坏码公司", "", "", "企业", "91350100M000100Y44", "", "nobody"]), Scope(), by=world.by["administrator"]
    )
    assert {(problem.code, problem.place) for problem in run.changes.problems} == {
        ("bad_uscc", "名单!E3"),
        ("bad_email", "名单!G3"),
    }
    assert run.changes.new[0].uscc == ""


def test_two_rows_never_give_two_units_one_identifier(world: Any, listed: Any) -> None:
    run = dry_run(
        listed(["测试大学", "", "", "", USCC], ["另一大学", "", "", "", USCC]), Scope(), by=world.by["administrator"]
    )
    assert counts(run) == (0, 1, 0, 1)
    assert run.changes.problems[-1].code == "twice"


def test_a_directory_that_moved_on_is_looked_at_again(world: Any, listed: Any) -> None:
    stored = listed(["测试大学", "Tests University"])
    shown = dry_run(stored, Scope(), by=world.by["administrator"]).fingerprint
    names = world.university.names | {"en": "Renamed meanwhile"}
    change_organisation(world.university, names=names, by=world.machine, at=world.at)
    with pytest.raises(Refused):
        import_file(stored, Scope(), shown=shown, by=world.by["administrator"], at=world.at)
    assert Organisation.objects.get(pk=world.university.pk).names["en"] == "Renamed meanwhile"


def test_a_middle_office_touches_its_own_units_only(world: Any, listed: Any) -> None:
    stored = listed(["测试大学", "Tests University"], ["测试甲学院", "Alpha"], ["新学院"])
    scope = Scope(under_id=world.province.pk)
    run = dry_run(stored, scope, by=world.by["middle_officer"])
    assert [row.name for row in run.not_mine] == ["测试大学"]
    apply(stored, world, "middle_officer", scope)
    assert named("新学院").parent == world.province
    assert Organisation.objects.get(pk=world.university.pk).names["en"] == "University of Tests"


@pytest.mark.parametrize("role", ["unit_leader", "auditor", "reviewer", "partner_officer"])
def test_others_take_in_no_list(world: Any, listed: Any, role: str) -> None:
    with pytest.raises(Refused):
        dry_run(listed(["新大学"]), Scope(), by=world.by[role])
    with pytest.raises(Refused):
        import_organisations(Changes(), by=world.by[role], at=world.at)


@pytest.mark.parametrize("zipped", [False, True])
def test_a_register_file_is_read_plain_or_zipped(world: Any, zipped: bool) -> None:
    stored = register(world.at, record("03yrm5c26", "Steppe University"), zipped=zipped)
    assert apply(stored, world) == {"new": 1, "changed": 0}
    made = Organisation.objects.get(ror="03yrm5c26")
    assert (made.names["en"], made.country_id, made.kind) == ("Steppe University", "KZ", "university")
    assert counts(dry_run(stored, Scope(), by=world.by["administrator"])) == (0, 0, 1, 0)


def test_countries_and_closed_organisations_narrow_a_register(world: Any) -> None:
    stored = register(
        world.at,
        record("03yrm5c26", "Steppe University"),
        record("02mhbdp94", "Andes University", "CO"),
        record("05a28rw58", "Closed University", status="inactive"),
    )
    run = dry_run(stored, Scope(countries=("KZ",)), by=world.by["administrator"])
    assert [row.name for row in run.changes.new] == ["Steppe University"]
    assert run.left_out == 2


def test_only_known_organisations_are_brought_up_to_date(world: Any) -> None:
    change_organisation(world.abroad, ror="03yrm5c26", by=world.machine, at=world.at)
    stored = register(world.at, record("03yrm5c26", "Steppe Office"), record("02mhbdp94", "Andes University", "CO"))
    scope = Scope(only_known=True)
    assert apply(stored, world, scope=scope) == {"new": 0, "changed": 1}
    assert Organisation.objects.get(pk=world.abroad.pk).names["en"] == "Steppe Office"
    assert {one.pk for one in organisations(world.machine, text="Office Abroad")} == {world.abroad.pk}


def test_a_move_and_a_new_child_find_the_right_path(world: Any) -> None:
    old = OrganisationRow({"zh-hans": "测试甲学院"}, parents=("测试省科技厅",), key=str(world.college_a.pk))
    new = OrganisationRow({"zh-hans": "测试甲学院"}, parents=("测试大学",))
    changes = Changes(
        new=[OrganisationRow({"zh-hans": "甲系"}, parents=("测试甲学院",))],
        changed=[Change(old, new, {"parents": (old.parents, new.parents)})],
    )
    import_organisations(changes, by=world.by["administrator"], at=world.at)
    child = named("甲系")
    assert child.path == f"{world.university.path}{world.college_a.pk}/{child.pk}/"
