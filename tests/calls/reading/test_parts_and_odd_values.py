"""Parts of known units, generic words that name nobody, values no unit can mean, and texts no person wrote."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from tests.calls.reading.building import CONTEXT, document, mail, paragraphs, reading, table
from wutong.calls.reading import KnownUnit, ReplyReading, read_reply, settle
from wutong.calls.reading.money import money_of
from wutong.calls.reading.organisations import organisation_in
from wutong.calls.reading.periods import period_of
from wutong.calls.reading.vocabulary import has_words, is_none
from wutong.documents.blocks import Document

ASKED = KnownUnit("province", ("江北省科技厅",), (), ("office@jiangbei.example",), ("jiangbei.example",))
PART = KnownUnit("college", ("江北理工学院",), (), (), ("college.example",), within="province")
KNOWN = replace(CONTEXT, units=(ASKED, PART))
NEED = ("一、水稻育种联合实验室", "与越南共建水稻育种联合实验室。")


def letter(*lines: str, name: str = "reply.docx") -> Document:
    return document(paragraphs("现将需求报送如下：", *lines), name=name)


class TestParts:
    @pytest.mark.parametrize("name", ["江北理工学院补充材料.docx", "江北理工学院需求.docx"])
    def test_a_part_is_recognised_and_counts_at_the_unit_that_was_asked(self, name: str) -> None:
        read = reading(letter(*NEED, name=name), KNOWN)
        assert read.unit is not None and read.unit.value == "江北理工学院"
        assert read.unit_key == "province" and "part" in read.notes

    def test_the_asked_unit_itself_is_no_part(self) -> None:
        read = reading(letter(*NEED, "江北省科技厅"), KNOWN)
        assert (read.unit_key, "part" in read.notes) == ("province", False)

    def test_a_short_name_both_share_means_the_one_that_was_asked(self) -> None:
        read = reading(letter(*NEED, name="江北.docx"), KNOWN)
        assert (read.unit_key, "part" in read.notes) == ("province", False)

    def test_a_part_neither_replaces_the_answer_of_the_whole_nor_is_replaced(self) -> None:
        whole = reading(letter(*NEED, "江北省科技厅", name="a.docx"), KNOWN)
        part = reading(letter(*NEED, "江北理工学院", name="b（修订版）.docx"), KNOWN)
        assert [one.kind for one in settle([whole, part])] == ["reply", "reply"]

    def test_no_needs_of_a_laboratory_stands_beside_the_newer_answer_of_its_university(self) -> None:
        said = "Our tank laboratory has no needs to report this time, beyond those already sent by the university."
        none = reading(mail(said, subject="Re: needs", sender="x@college.example"), KNOWN)
        newer = reading(letter(*NEED, "江北理工学院", name="最终版.docx"), KNOWN)
        newer = replace(newer, notes=())
        assert none.kind == "no_needs" and "part" in none.notes
        assert [one.kind for one in settle([none, newer])] == ["no_needs", "reply"]


class TestCarriers:
    def attached(self, sender: str, *lines: str) -> ReplyReading:
        part = letter(*NEED, *lines, name="需求表.docx")
        return read_reply(mail("见附件。", sender=sender, parts=[part]), KNOWN)[-1]

    def test_an_attachment_has_the_unit_of_the_sender_as_surely_as_the_mail(self) -> None:
        read = self.attached("office@jiangbei.example")
        assert read.unit is not None and (read.unit_key, read.unit.confidence) == ("province", 1.0)

    def test_a_name_on_no_list_yields_to_a_known_sender(self) -> None:
        assert self.attached("x@jiangbei.example", "白沙农业职业大学").unit_key == "province"

    def test_a_known_unit_that_signs_stands_above_the_sender(self) -> None:
        read = self.attached("office@jiangbei.example", "江北理工学院")
        assert read.unit is not None and read.unit.value == "江北理工学院"

    def test_what_the_asked_unit_itself_hands_in_for_its_part_needs_no_person(self) -> None:
        read = self.attached("office@jiangbei.example", "江北理工学院")
        assert (read.unit_key, "part" in read.notes) == ("province", False)

    def test_no_needs_of_a_part_stays_that_of_a_part_whoever_sends_it(self) -> None:
        part = document(paragraphs("经研究，我院本次无合作需求。", "江北理工学院"), name="院.docx")
        read = read_reply(mail("见附件。", sender="office@jiangbei.example", parts=[part]), KNOWN)[-1]
        assert (read.kind, read.unit_key, "part" in read.notes) == ("no_needs", "province", True)

    def test_an_unknown_sender_leaves_the_attachment_its_own(self) -> None:
        assert self.attached("x@elsewhere.example", "江北省科技厅").unit_key == "province"


class TestNames:
    @pytest.mark.parametrize("words", ["科技园区", "联合实验室", "创新中心", "国际合作中心", "研究院"])
    def test_a_kind_of_place_is_nobody_s_name(self, words: str) -> None:
        assert organisation_in(words) == ""

    @pytest.mark.parametrize(
        "rest",
        [
            "  Date: 8 October 2026",
            " Date: 8 October 2026",
            "   8 October 2026",
            "  Tel. +86 10 1234",
            ", e-mail: a@b.example",
        ],
    )
    def test_a_letterhead_ends_with_the_name(self, rest: str) -> None:
        assert organisation_in("Demo Lanwan Ocean University" + rest) == "Demo Lanwan Ocean University"

    @pytest.mark.parametrize("before", ["Cooperation needs of ", "Needs of the ", "Science and technology needs of "])
    def test_what_a_title_says_before_the_name_is_cut(self, before: str) -> None:
        assert organisation_in(before + "Demo Lanwan Ocean University") == "Demo Lanwan Ocean University"

    @pytest.mark.parametrize("name", ["白沙科技园区", "Institute of Data and Dates", "University of Telemark"])
    def test_a_real_name_stays_whole(self, name: str) -> None:
        assert organisation_in(name) == name


class TestOddValues:
    @pytest.mark.parametrize("title", ["=1+", "#REF!", "#N/A", "#DIV/0!", "12.5", ";1"])
    def test_what_a_formula_leaves_is_no_need(self, title: str) -> None:
        rows = [["序号", "需求名称", "需求内容", "拟合作国家"], ["1", title, "", "越南"]]
        assert reading(document(table(rows))).needs == ()

    def test_a_need_whose_title_broke_has_one_from_its_text(self) -> None:
        rows = [["序号", "需求名称", "需求内容", "拟合作国家"], ["1", "#REF!", "与越南共建水稻育种联合实验室", "越南"]]
        assert [need.title.value for need in reading(document(table(rows))).needs] == ["与越南共建水稻育种联合实验室"]

    @pytest.mark.parametrize("cell", ["-5", "−5万元", "– 5"])
    def test_a_sum_below_nothing_is_left_to_a_person(self, cell: str) -> None:
        assert money_of(cell, "经费（万元）") is None

    @pytest.mark.parametrize("words", ["2027.13-2030.99", "2027/14—2029/20"])
    def test_two_years_that_make_no_range_are_not_taken_for_the_first(self, words: str) -> None:
        assert period_of(words) is None

    @pytest.mark.parametrize(("text", "nothing"), [("无", True), ("—", True), ("/", True), ('""', False), ("?", False)])
    def test_nothing_is_said_by_words_and_dashes_only(self, text: str, nothing: bool) -> None:
        assert is_none(text) is nothing

    def test_garbage_in_three_cells_is_no_answer(self) -> None:
        read = reading(document(table([['"a', "b", ""], ["яю", '""', "1"]]), name="bad.csv", media="csv"))
        assert read.kind == "not_a_reply"

    @pytest.mark.parametrize("text", ["3D", "x1", "#REF!", "2027"])
    def test_figures_and_signs_are_no_words(self, text: str) -> None:
        assert not has_words(text) and has_words(text + "技术")


class TestTooLong:
    def timed(self, made: Document) -> ReplyReading:
        began = time.monotonic()
        read = reading(made)
        assert time.monotonic() - began < 20
        return read

    def test_a_line_no_person_wrote_is_no_reply(self) -> None:
        read = self.timed(document(paragraphs("合作需求" * 500_000), name="oneline.txt", media="txt"))
        assert (read.kind, read.needs) == ("not_a_reply", ()) and "too long" in read.notes
        assert read.confidence < 0.6 and sum(len(left.text) for left in read.leftover) < 10_000

    def test_needs_before_such_a_line_are_still_read(self) -> None:
        read = self.timed(letter(*NEED, "合作" * 100_000))
        assert len(read.needs) == 1 and "too long" in read.notes

    def test_hundreds_of_loose_wishes_are_no_needs(self) -> None:
        wishes = [f"希望与第{number}个伙伴开展合作研究并共建平台。" for number in range(300)]
        read = self.timed(document(paragraphs(*wishes)))
        assert (read.kind, read.needs) == ("not_a_reply", ())
