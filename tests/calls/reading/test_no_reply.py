"""What answers no call though it counts items or speaks of training and exchange; and answers that there are no needs."""

from __future__ import annotations

import pytest

from tests.calls.reading.building import document, paragraphs, reading, table

NONE = [
    "我所近期科研任务饱和，此次就不提需求了，敬请谅解。", "经研究，我馆本年度没有“一带一路”方面的合作打算。", "目前我中心尚无成熟的合作项目可供申报。",
    "本次征集我校不参加，请知悉。", "零申报。特此说明。", "经各处室研究，均无需求提出。", "我社暂无对外合作计划。",
    "We regret that we are unable to put forward any proposals this year.", "There is nothing we would like to add to the plan.",
    "At the moment our institute has no plans for cooperation under the initiative.", "We shall not be submitting any needs.",
    "No submission from our side this year.", "The academy has decided not to submit proposals.", "Our library decided not to take part.",
    "Наш музей в этом году предложений не подаёт.", "К сожалению, предложить нам нечего.", "В этом году участвовать не будем.",
    "Сообщаем, что потребностей в сотрудничестве у нас на данный момент нет.",
]  # fmt: skip

PAPERS = {
    "minutes": ["第三次处务会议纪要", "时间：2026年11月2日", "会议听取了需求征集进展，要求各处抓紧催报。"],
    "minutes en": ["Minutes of the weekly meeting", "1. The call for needs was discussed", "2. Training plan for staff"],
    "minutes ru": ["Протокол совещания отдела", "1. Слушали: о подготовке предложений", "2. Постановили: провести обучение"],
    "bulletin": ["科技动态 2026年第11期", "一、我国与东盟共建联合实验室揭牌", "二、新能源合作论坛举办"],
    "bulletin en": ["Science Weekly, issue 41", "1. New joint laboratory opens in Tashkent", "2. Training for 40 engineers held"],
    "thanks": ["感谢信", "感谢贵司对我院承办培训班的大力支持，希望今后继续加强合作与交流。"],
    "agenda": ["日程安排", "1. 开幕式 9:00", "2. 联合实验室揭牌 10:00", "3. 培训班结业 14:00"],
    "vacancy": ["招聘启事", "我院拟招聘国际合作岗2名，要求开展对外交流与合作工作。"],
    "notice": ["人事处通知", "拟组织职工体检，请于11月底前报名。"],
    "wishes": ["新年快乐！祝各位领导工作顺利，愿我们合作愉快。"],
    "cv": ["张三", "求职意向：外语翻译", "教育背景", "工作经历", "2019—2023 某公司 国际合作专员，组织培训和交流活动"],
    "invitation": ["Invitation", "We would like to invite you to our forum on joint research on 5 December in Riga."],
    "press": ["Press release", "The institute will establish a joint laboratory with partners from Kenya in 2027."],
    "contract": ["技术服务合同", "第一条 乙方为甲方开展培训，经费20万元，期限2026年。"],
}  # fmt: skip

SHEETS = {
    "invoices": [["发票号", "开票方", "项目", "金额（元）"], ["04417", "酒店", "会议室租赁", "3600"], ["04418", "酒店", "工作午餐", "360"]],
    "staff": [["工号", "姓名", "项目", "津贴（元）"], ["001", "张三", "出国培训补贴", "3600"], ["002", "李四", "交流补贴", "360"]],
    "expenses": [["序号", "支出项目", "金额（元）"], ["1", "会议室租赁", "3600"], ["2", "培训费", "360"]],
    "order": [["Item", "Description", "Qty", "Unit price"], ["1", "Laptop for training", "3", "900"], ["2", "Projector", "1", "500"]],
    "lessons": [["课程名称", "内容", "时间"], ["外事礼仪培训", "讲座", "2026年11月"], ["英语培训", "讲座", "2026年12月"]],
    "programme": [["Time", "Topic", "Speaker"], ["09:00", "Opening of the joint laboratory", "A. Berg"], ["10:00", "Training", "B. Lind"]],
}  # fmt: skip


@pytest.mark.parametrize("words", NONE)
def test_no_needs_is_said_in_many_ways(words: str) -> None:
    read = reading(document(paragraphs(words)))
    assert (read.kind, read.needs) == ("no_needs", ())


@pytest.mark.parametrize("case", PAPERS)
def test_papers_that_answer_no_call(case: str) -> None:
    read = reading(document(paragraphs(*PAPERS[case])))
    assert (read.kind, read.needs) == ("not_a_reply", ())


@pytest.mark.parametrize("case", SHEETS)
def test_sheets_that_answer_no_call(case: str) -> None:
    read = reading(document(table(SHEETS[case], sheet="Sheet1")))
    assert (read.kind, read.needs) == ("not_a_reply", ())


REPLIES = {
    "answers in minutes": ["会议纪要", "来函收悉，我院需求如下：", "1. 苔藓育苗联合实验室", "与老挝共建。"],
    "needs of the minutes": ["需求研讨会议纪要：合作需求", "1. 苔藓育苗联合实验室，与老挝共建", "2. 海草床修复培训，面向肯尼亚"],
    "speaks of a weekly": ["In reply to your letter", "1. Weekly bulletin no. 1 on locusts, joint laboratory with Kenya", "2. Training in Nepal"],
    "goods": ["一、应急物资", "与老挝共建储备库。", "二、体检车", "向老挝推广体检车。"],
}  # fmt: skip


@pytest.mark.parametrize("case", REPLIES)
def test_replies_under_such_titles_stay_replies(case: str) -> None:
    read = reading(document(paragraphs(*REPLIES[case])))
    assert read.kind == "reply" and read.needs


def test_a_table_of_needs_with_a_column_of_numbers_stays_one() -> None:
    rows = [["Title", "Country", "Quantity", "Budget"], ["Seagrass laboratory", "Kenya", "2", "USD 90,000"]]
    assert len(reading(document(table(rows, sheet="S"))).needs) == 1


def test_a_plea_for_more_time_is_no_refusal() -> None:
    words = "We are unable to submit our proposals by 1 November and request an extension of the deadline."
    assert reading(document(paragraphs(words))).kind == "not_a_reply"
