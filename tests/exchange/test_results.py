"""The documents of a merged call, opened again: everything is in them, and only where it may be."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree
from openpyxl import load_workbook

from tests.exchange.merged import PERSON, PHONE, Desk, merged_call
from wutong.calls.models import Inquiry, IntakeFile, Need
from wutong.exchange import results
from wutong.exchange.gathering import gather
from wutong.exchange.wording import Words
from wutong.exchange.zipped import zipped

pytestmark = pytest.mark.django_db
CJK = range(0x4E00, 0xA000)


@pytest.fixture
def desk(world, call) -> Desk:
    return merged_call(world, call)


def text_of(data: bytes) -> str:
    """Everything readable in every part of an Office file, properties and comments included."""
    archive = ZipFile(BytesIO(data))
    parts = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
    return "\n".join("".join(map(str, etree.fromstring(archive.read(name)).itertext())) for name in parts)


def document(desk, kind, *, internal, language="zh-hans") -> bytes:
    return getattr(results, kind)(desk.consolidation, language, internal=internal, at=desk.at)


def sheet(data: bytes, number: int) -> list[tuple]:
    return list(load_workbook(BytesIO(data)).worksheets[number].iter_rows(min_row=2, values_only=True))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("kind", ["plan_document", "workbook"])
def test_internal_names_every_file_public_none(desk, kind, language):
    internal = text_of(document(desk, kind, internal=True, language=language))
    public = text_of(document(desk, kind, internal=False, language=language))
    for source in {source for need in gather(desk.consolidation, language).asked for source in need.sources}:
        assert source.file in internal and source.digest in internal
        assert source.file not in public and source.digest not in public
    for name in IntakeFile.objects.values_list("name", flat=True):
        assert name not in public


@pytest.mark.parametrize("kind", ["plan_document", "workbook"])
def test_public_names_no_person(desk, kind):
    assert PHONE in text_of(document(desk, kind, internal=True))
    public = text_of(document(desk, kind, internal=False))
    assert PERSON not in public and PHONE not in public
    for unit in Inquiry.objects.values_list("unit__email", flat=True):
        assert unit not in public


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_need_of_the_plan_is_followed_by_its_sources(desk, language):
    said = text_of(document(desk, "plan_document", internal=True, language=language))
    words = Words(language)
    found = gather(desk.consolidation, language)
    for _group, merged in found.rows:
        for source in merged.sources:
            assert said.count(words.source(source)) >= 2  # below the paragraph and in the row of the annex


def test_the_workbook_counts_what_the_database_counts(desk):
    data = document(desk, "workbook", internal=True)
    accepted = desk.consolidation.groups.filter(state="accepted", memberships__need__is_current=True).distinct()
    assert len(sheet(data, 0)) == accepted.count()
    assert len(sheet(data, 1)) == Need.objects.filter(call=desk.call, is_current=True).count()
    assert len(sheet(data, 2)) == desk.call.inquiries.filter(office=desk.office).count()
    assert len(sheet(data, 3)) == IntakeFile.objects.filter(call=desk.call).count()


def test_needs_of_units_add_up(desk):
    data = document(desk, "workbook", internal=True)
    by_unit = Counter(row[1] for row in sheet(data, 1))
    assert {row[0]: row[3] for row in sheet(data, 2) if row[3]} == dict(by_unit)


def test_public_workbook_has_no_sheet_of_files(desk):
    internal, public = (load_workbook(BytesIO(document(desk, "workbook", internal=one))) for one in (True, False))
    assert len(public.worksheets) == len(internal.worksheets) - 1


def test_the_plan_carries_the_name_of_the_action_plan(desk):
    assert f"{desk.call.plan.titles['zh-hans']}实施方案" in text_of(document(desk, "plan_document", internal=False))


def test_a_call_without_plan_still_becomes_a_document(desk):
    desk.consolidation.plan = None
    assert desk.call.titles["zh-hans"] in text_of(document(desk, "plan_document", internal=True))


def test_the_frame_of_the_english_plan_is_english(desk):
    """What the units wrote stays as they wrote it; what the document says itself is English."""
    said = text_of(document(desk, "plan_document", internal=False, language="en"))
    found = gather(desk.consolidation, "en", public=True)
    own = [desk.call.number, *(copy.name for copy in desk.call.copies.all())]
    for need in found.asked:
        own += [need.title, need.text, need.reason, need.group_title]
    own += [part for _group, merged in found.rows for part in (merged.title, merged.wording)]
    for words in sorted(filter(None, own), key=len, reverse=True):
        said = said.replace(words, "")
    left = "".join(letter for letter in said if ord(letter) in CJK)
    assert not left.replace("宋体黑体仿宋楷体小标宋", ""), left


def test_a_letter_for_every_unit_that_stated_needs_and_no_other(desk, world):
    units = [unit.pk for unit, _data in results.feedback_letters(desk.consolidation, "zh-hans", at=desk.at)]
    assert units == [world.province.pk, world.university.pk]


def test_a_letter_tells_the_unit_its_needs_with_reasons(desk, world):
    said = text_of(results.feedback_letter(desk.consolidation, world.university.pk, "zh-hans", at=desk.at))
    for title in ("联合实验室", "培训班", "购买设备", "不属于本计划的任务"):
        assert title in said
    assert "园区规划" not in said  # another unit's


def test_a_letter_does_not_say_where_an_open_need_may_go(desk, world):
    need = Need.objects.get(title="园区规划")
    need.memberships.update(group=desk.group(*Need.objects.filter(title="新到的需求"), move=""))
    said = text_of(results.feedback_letter(desk.consolidation, world.province.pk, "zh-hans", at=desk.at))
    assert "园区规划" in said and "5 新到的需求" not in said


def test_a_title_is_set_in_brackets_once(desk, world):
    said = text_of(results.feedback_letter(desk.consolidation, world.university.pk, "zh-hans", at=desk.at))
    assert "《关于征集需求的函》" in said and "关于关于" not in said


def test_a_unit_without_needs_has_no_letter(desk, world):
    with pytest.raises(KeyError):
        results.feedback_letter(desk.consolidation, world.abroad.pk, "en", at=desk.at)


def test_a_zip_is_handed_out_piece_by_piece_and_opens():
    made: list[str] = []

    def files():
        for name in ("一.docx", "二.docx"):
            made.append(name)
            yield name, name.encode() * 1000

    pieces = zipped(files())
    first = next(pieces)
    assert first and made == ["一.docx"]
    archive = ZipFile(BytesIO(first + b"".join(pieces)))
    assert archive.testzip() is None
    assert {name: archive.read(name) for name in archive.namelist()} == {n: n.encode() * 1000 for n in made}
