"""The implementation plan: tree, needs, figures, annexes, internal and public."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from wutong.exchange.plan_document import Plan, render_plan
from wutong.exchange.values import Figures, MergedNeed, OriginalNeed, Section, Source

FILES = ("回函1.docx", "回函2.docx", "回函3.docx")


@pytest.fixture
def public(plan: Plan, opened: Callable[[bytes], Any]) -> Any:
    return opened(render_plan(plan, internal=False))


@pytest.fixture
def internal(plan: Plan, opened: Callable[[bytes], Any]) -> Any:
    return opened(render_plan(plan, internal=True))


def test_opening(public: Any) -> None:
    assert [line for line in public.lines if line][:5] == [
        "演示部文件",
        "演示科〔2026〕12号",
        "演示部“一带一路”科技创新\n需求实施方案",
        "演示部：",
        "为落实行动计划，演示部科技司面向有关单位征集需求，经汇总研究，形成本方案。",
    ]


def test_figures_in_a_sentence(public: Any) -> None:
    assert (
        "本次征集共收到3个单位提出的需求5项，归并整理为2项。其中：合并纳入2项、采纳1项、未采纳1项、待研究1项。"
        "涉及较多的国家：哈萨克斯坦（1项）、马来西亚（1项）、斯里兰卡（1项）。"
    ) in public.lines


def test_the_tree_keeps_its_printed_numbers(public: Any) -> None:
    assert public.styled("Heading1") == ["一、科技人文交流", "二、共建联合实验室"]
    assert public.styled("Heading2") == ["（一）杰出青年科学家来华工作", "（二）科普交流"]


def test_needs_stand_under_their_item(public: Any) -> None:
    lines = public.lines
    order = [lines.index(text) for text in ("（一）杰出青年科学家来华工作", "（二）科普交流", "二、共建联合实验室")]
    youth = next(n for n, line in enumerate(lines) if line.startswith("需求2　青年科学家来华研修。每年接收"))
    lab = next(n for n, line in enumerate(lines) if line.startswith("需求1　共建智慧港口联合实验室。与伙伴国"))
    assert order[0] < youth < order[1] < order[2] < lab


def test_particulars_of_a_need(public: Any) -> None:
    assert (
        "（提出单位：演示第一大学、演示第三港务公司；合作国家：马来西亚、斯里兰卡；经费：300万元；120,000.5美元；"
        "实施期限：2027—2029年；优先级：高）"
    ) in public.styled("Particulars")


def test_an_item_without_needs_says_so(public: Any) -> None:
    lines = public.lines
    assert lines[lines.index("（二）科普交流") + 1] == "（本项任务本次未收到需求。）"


def test_an_item_that_only_groups_others_says_nothing(plan: Plan, opened: Callable[[bytes], Any]) -> None:
    group = Section("一、", "总则", children=(Section("（一）", "保障", ("加强组织。",)),))
    assert "未收到需求" not in opened(render_plan(replace(plan, sections=(group,)), internal=False)).text


def test_deep_trees_stop_at_level_four(plan: Plan, opened: Callable[[bytes], Any]) -> None:
    deep = Section("6", "最深", ("文。",))
    for number in range(5, 0, -1):
        deep = Section(str(number), f"第{number}层", children=(deep,))
    made = opened(render_plan(replace(plan, sections=(deep,)), internal=False))
    assert made.styled("Heading4") == ["4 第4层", "5 第5层", "6 最深"]


def table(made: Any, first: str) -> list[list[str]]:
    """The table whose header begins with these words."""
    return next(rows for rows in made.tables() if rows[0][0] == first)


def test_annex_of_merged_needs(public: Any) -> None:
    rows = next(rows for rows in public.tables() if "需求内容" in rows[0])
    assert rows[0] == ["编号", "需求名称", "需求内容", "提出单位", "合作国家", "领域", "经费", "期限", "优先级"]
    assert rows[1] == ["一、科技人文交流 › （一）杰出青年科学家来华工作"]
    assert rows[2][:2] == ["2", "青年科学家来华研修"]
    assert rows[3] == ["二、共建联合实验室"]
    assert rows[4][6] == "300万元；120,000.5美元"


def test_annex_by_unit(public: Any) -> None:
    rows = next(rows for rows in public.tables() if "所提需求" in rows[0])
    assert [row[0] for row in rows if len(row) == 1] == [
        "演示第一大学（1项）", "演示第三港务公司（1项）", "演示第二研究院（3项）",
    ]  # fmt: skip
    by_number = {row[0]: row for row in rows if len(row) > 1}
    assert by_number["N1"][1:] == ["智慧港口联合实验室", "合并纳入", "1 共建智慧港口联合实验室", "内容相近"]
    assert by_number["N4"][2] == "未采纳"
    assert by_number["N4"][-1] == "不属于征集范围"


def test_every_need_asked_is_accounted_for(plan: Plan, public: Any) -> None:
    rows = next(rows for rows in public.tables() if "所提需求" in rows[0])
    assert sorted(row[0] for row in rows[1:] if len(row) > 1) == sorted(need.number for need in plan.asked)


def test_annexes_are_listed_and_numbered(public: Any, internal: Any) -> None:
    assert public.styled("AnnexMark") == ["附件1", "附件2"]
    assert internal.styled("AnnexMark") == ["附件1", "附件2", "附件3"]
    assert internal.styled("AnnexTitle")[-1] == "来源登记表"


def test_public_version_holds_no_source_at_all(plan: Plan, public: Any) -> None:
    everything = public.text
    assert not any(file in everything for file in FILES)
    assert plan.asked[0].sources[0].digest not in everything
    assert "来源" not in everything
    assert "内部资料" not in everything
    assert not any(need.contact in everything for need in plan.asked if need.contact)


def test_internal_version_shows_unit_file_and_place(internal: Any) -> None:
    notes = internal.styled("SourceNote")
    assert "来源：演示第二研究院《回函2.docx》第4段" in notes
    assert "来源：演示第一大学《回函1.docx》第3段；演示第三港务公司《回函3.docx》第5段" in notes
    assert internal.lines[0] == "内部资料"


def test_internal_version_shows_no_contacts(plan: Plan, internal: Any) -> None:
    assert not any(need.contact in internal.text for need in plan.asked if need.contact)


def test_register_names_every_file_once_with_its_hash(plan: Plan, internal: Any) -> None:
    rows = next(rows for rows in internal.tables() if rows[0][0] == "位置")
    heads = [row[0] for row in rows if len(row) == 1]
    assert len(heads) == len(FILES)
    assert all(plan.asked[0].sources[0].digest in head for head in heads)
    places = [row[:2] for row in rows[1:] if len(row) > 1]
    assert ["Sheet1!B4", "N4"] in places
    assert ["表2第5行第3列", "N5"] in places
    assert len(places) == sum(len(need.sources) for need in plan.asked)


def test_a_file_without_hash_is_said_to_have_none(plan: Plan, opened: Callable[[bytes], Any]) -> None:
    asked = (OriginalNeed("N1", "演示大学", "需求", sources=(Source("演示大学", "无.docx"),)),)
    rows = next(r for r in opened(render_plan(replace(plan, asked=asked), internal=True)).tables() if r[0][0] == "位置")
    assert rows[1] == ["演示大学　无.docx\nSHA-256 未登记"]
    assert rows[2][0] == "—"


def test_given_figures_are_printed_as_given(plan: Plan, opened: Callable[[bytes], Any]) -> None:
    text = opened(render_plan(replace(plan, figures=Figures(27, 400, 180)), internal=False)).text
    assert "本次征集共收到27个单位提出的需求400项，归并整理为180项。" in text
    assert "涉及较多的国家" not in text


def test_bars_by_action_and_field(public: Any) -> None:
    assert public.styled("TableCaption") == ["各类行动的汇总需求", "各领域的汇总需求"]


def test_signature_and_copies(public: Any) -> None:
    assert public.styled("Signature") == ["演示部科技司", "2026年11月24日"]
    assert public.tables()[-1] == [["抄送：演示部各司局。"], ["演示部办公厅\t2026年11月24日印发"]]


def test_frame_in_english_content_as_stored(plan: Plan, opened: Callable[[bytes], Any]) -> None:
    made = opened(render_plan(replace(plan, language="en"), internal=True))
    assert "The call brought 5 needs from 3 units; they were merged into 2." in made.text
    assert made.styled("AnnexTitle") == [
        "Merged needs", "What each unit asked and what became of it", "Register of sources",
    ]  # fmt: skip
    assert any(
        note.startswith("Sources: 演示第二研究院, 回函2.docx, paragraph 4") for note in made.styled("SourceNote")
    )
    assert "共建智慧港口联合实验室" in made.text
    assert "CNY 3,000,000; USD 120,000.5" in made.text


def test_a_plan_of_nothing_is_still_a_plan(plan: Plan, opened: Callable[[bytes], Any]) -> None:
    empty = replace(plan, sections=(), asked=(), introduction=(), mark="", copies=(), printer="")
    made = opened(render_plan(empty, internal=True))
    assert "本次征集共收到0个单位提出的需求0项，归并整理为0项。" in made.lines
    assert made.styled("AnnexMark") == ["附件"]


def test_a_need_with_a_title_only(plan: Plan, opened: Callable[[bytes], Any]) -> None:
    bare = Section("一、", "任务", needs=(MergedNeed("7", "只有名称。"),))
    made = opened(render_plan(replace(plan, sections=(bare,)), internal=True))
    assert "需求7　只有名称。" in made.lines
    assert made.styled("Particulars") == []


def with_needs(plan: Plan, *needs: MergedNeed) -> Plan:
    return replace(plan, sections=(Section("一、", "任务", needs=needs),), asked=())


def merged_rows(made: Any) -> list[list[str]]:
    return next(rows for rows in made.tables() if "需求内容" in rows[0])


ORDINARY = MergedNeed("1", "研修", "内容。", ("甲大学",), ("泰国",), priority="一般", is_ordinary=True)
URGENT = MergedNeed("2", "实验室", "内容。", ("甲大学",), ("泰国",), priority="高")


def test_an_ordinary_priority_is_not_worth_a_word(plan: Plan, opened: Callable[[bytes], Any]) -> None:
    made = opened(render_plan(with_needs(plan, ORDINARY), internal=False))
    assert "优先级" not in made.text and "一般" not in made.text


def test_priorities_are_told_where_one_stands_out(plan: Plan, opened: Callable[[bytes], Any]) -> None:
    made = opened(render_plan(with_needs(plan, ORDINARY, URGENT), internal=False))
    assert made.text.count("优先级：高") == 1
    ordinary, urgent = merged_rows(made)[2:]
    assert (ordinary[-1], urgent[-1]) == ("", "高")


def test_a_region_stands_for_its_countries_in_text_and_table(plan: Plan, opened: Callable[[bytes], Any]) -> None:
    need = replace(URGENT, countries=("阿曼", "卡塔尔", "泰国"), regions=("海湾国家（2国）", "泰国"))
    made = opened(render_plan(with_needs(plan, need), internal=False))
    assert "合作国家：海湾国家（2国）、泰国" in made.text
    assert merged_rows(made)[2][4] == "海湾国家（2国）、泰国"


def test_the_unit_is_not_said_twice_beside_its_file(plan: Plan, opened: Callable[[bytes], Any]) -> None:
    alone = replace(URGENT, sources=(Source("甲大学", "甲.docx"),))
    passed_on = replace(URGENT, number="3", sources=(Source("乙学院", "乙.docx"),))
    rows = merged_rows(opened(render_plan(with_needs(plan, alone, passed_on), internal=True)))
    assert [row[-1] for row in rows[2:]] == ["《甲.docx》", "乙学院《乙.docx》"]


def test_annex_tables_are_set_small(public: Any) -> None:
    sizes = {row.cells[0].paragraphs[0].style.style_id for table in public.word.tables[-3:-1] for row in table.rows}
    assert sizes == {"DenseHead", "DenseText"}
