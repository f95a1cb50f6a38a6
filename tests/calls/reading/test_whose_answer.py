"""For whom and to what a file answers: a part of a unit, another call, another form, the office's own letter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.calls.reading.building import CONTEXT, document, mail, paragraphs, reading
from wutong.calls.reading import KnownUnit, ReplyReading, read_reply, settle
from wutong.calls.reading.results import PART
from wutong.documents.blocks import Document

UNIVERSITY = KnownUnit("1", ("青岚大学", "Green Lake University"), domains=("ql.example",))
INSTITUTE = KnownUnit("2", ("北岭设计研究院",))
KNOWING = replace(CONTEXT, units=(UNIVERSITY, INSTITUTE), call_number="科合函〔2026〕15号", form_ids=("needs",))
NEED = "1. 与老挝共建水稻实验室。经费200万元。"


def read(*lines: str, **meta: str) -> ReplyReading:
    return reading(document(paragraphs(*lines), **meta), KNOWING)


@pytest.mark.parametrize(
    "lines",
    [
        ("青岚大学光学重点实验室", "来函收悉，暂无需求。", "青岚大学光学重点实验室"),
        ("青岚大学", "来函收悉，暂无需求。", "青岚大学农学院"),
        ("青岚大学", "来函收悉，我院暂无需求。", "青岚大学"),
        ("青岚大学", "我实验室暂无需求。"),
        ("青岚大学", "我校暂无需求，其他学院将另行报送。", "青岚大学"),
        ("青岚大学", "就本系而言，暂无需求。", "青岚大学"),
        ("Green Lake University", "In reply to your letter, our laboratory has no needs to propose."),
        ("Green Lake University", "We have no needs to propose.", "Faculty of Optics, Green Lake University"),
        ("Green Lake University", "От нашей лаборатории потребностей не имеется."),
    ],
)
def test_no_needs_of_a_part_waits_for_a_person(lines: tuple[str, ...]) -> None:
    told = read(*lines)
    assert (told.kind, told.unit_key) == ("no_needs", "1")
    assert PART in told.notes


@pytest.mark.parametrize(
    "lines",
    [
        ("青岚大学", "来函收悉，我校暂无需求。", "青岚大学科研处"),
        ("青岚大学", "来函收悉，经征求各学院意见，我校暂无需求。", "青岚大学"),
        ("北岭设计研究院", "来函收悉，我院暂无需求。", "北岭设计研究院"),
        ("Green Lake University", "We have no needs to propose.", "International Office, Green Lake University"),
    ],
)
def test_no_needs_of_the_whole_is_an_answer(lines: tuple[str, ...]) -> None:
    told = read(*lines)
    assert told.kind == "no_needs"
    assert PART not in told.notes


def test_a_part_without_needs_replaces_nothing_of_the_whole() -> None:
    whole = read("青岚大学", "2026年9月1日", NEED, "青岚大学")
    part = replace(read("青岚大学", "修订", "我实验室暂无需求。", "2026年10月1日"), file="b.docx")
    assert [one.kind for one in settle([whole, part])] == ["reply", "no_needs"]


@pytest.mark.parametrize(
    "line",
    [
        "贵部《关于报送2025年培训计划的函》（科人函〔2025〕3号）收悉。",
        "根据科人函〔2025〕3号通知要求，提出如下：",
        "In reply to your letter No. 77/2025 we submit the following:",
        "В ответ на Ваше письмо № 77-12 направляем предложения:",
    ],
)
def test_an_answer_to_another_letter_is_doubted(line: str) -> None:
    told = read("青岚大学", line, NEED)
    assert told.kind == "reply" and told.needs
    assert "another call" in told.notes and told.confidence <= 0.5


@pytest.mark.parametrize(
    "lines",
    [
        ("青岚函〔2026〕3号", "贵部来函（科合函〔2026〕15号）收悉。"),
        ("青岚函〔2026〕3号", "来函收悉，现报送如下："),
        ("青岚函〔2026〕3号", "贵部《关于征集“一带一路”科技创新需求建议的函》（科合〔2026〕5号）收悉。"),
        ("来函收悉。",),
    ],
)
def test_ones_own_number_and_that_of_the_call_raise_no_doubt(lines: tuple[str, ...]) -> None:
    assert "another call" not in read("青岚大学", *lines, NEED).notes


def test_without_a_number_of_the_call_nothing_is_doubted() -> None:
    made = document(paragraphs("青岚大学", "贵部来函（科人函〔2025〕3号）收悉。", NEED))
    assert "another call" not in reading(made, replace(KNOWING, call_number="")).notes


def test_a_letter_under_the_number_of_the_call_is_the_call() -> None:
    told = read("科技合作部", "科合函〔2026〕15号", "各有关单位：", "请研究提出需求。")
    assert (told.kind, told.needs) == ("not_a_reply", ())


@pytest.mark.parametrize(("form", "doubted"), [("needs", False), ("survey", True), ("", False)])
def test_a_form_of_something_else_is_doubted(form: str, doubted: bool) -> None:
    told = read("青岚大学", NEED, **({"WutongForm": form} if form else {}))
    assert ("another form" in told.notes) is doubted
    assert ("form" in told.notes) is bool(form)


def test_an_office_hands_on_what_its_own_faculty_wrote() -> None:
    older = "发件人：陈老师 <chen@hx.example>\n主题：需求\n科研院：\n我院需求：\n1. 箱源调度优化算法。与波兰联合研究。\n交通学院 陈"
    made = mail("转报，请审阅。", older, sender="海西大学科研院 <kyy@hx.example>")
    told = reading(made, CONTEXT)
    assert told.needs and told.unit and told.unit.value.startswith("海西大学")


def test_what_is_known_of_a_part_is_taken_as_it_is() -> None:
    known = replace(read("青岚大学", NEED), path=("form.docx",), notes=("form",))
    inner = document(paragraphs("别的内容"), name="form.docx")
    told = read_reply(Document("a.zip", "zip", parts=[inner]), replace(KNOWING, known={("form.docx",): known}))
    assert told == (known,)
