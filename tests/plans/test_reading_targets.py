"""Quantified commitments, and the many numbers that are none. Sentences here are made up for the tests."""

from __future__ import annotations

import pytest

from wutong.plans.reading import Target, read_plan


def only(text: str) -> Target:
    found = read_plan(text).targets
    assert len(found) == 1, [target.quote for target in found]
    return found[0]


def values(text: str) -> list[tuple[float | None, str]]:
    return [(target.value, target.unit) for target in read_plan(text).targets]


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("到2027年，国际合作基地达到50家。", 50, "家"),
        ("5年内计划吸引2500人次外国青年科学家来华工作。", 2500, "人次"),
        ("三年内培训技术人员1.2万人次。", 12_000, "人次"),
        ("到2030年，技术合同成交额突破3.5亿元。", 350_000_000, "元"),
        ("确保粮食产量保持在1.3万亿斤以上。", 1_300_000_000_000, "斤"),
        ("到2027年，研发投入年均增长6%。", 6, "%"),
        ("“十四五”期间，海外人才占比提高5个百分点。", 5, "个百分点"),
        ("到2025年，覆盖率达到百分之八十。", 80, "%"),
        ("到2026年底，建成示范园区三十个。", 30, "个"),
        ("到2025年，打造百家领军企业。", 100, "家"),
        ("到２０２５年，新建平台１２个。", 12, "个"),
        ("力争到2028年，建成实验室1,200家。", 1200, "家"),
        ("到2025年，新增造林面积20万亩。", 200_000, "亩"),
        ("到2027年，新能源装机达到500万千瓦。", 5_000_000, "千瓦"),
        ("严守18亿亩耕地红线。", 1_800_000_000, "亩"),
        ("到2027年，审批时限压缩至3个工作日。", 3, "个工作日"),
        ("每年选派青年科研人员200人次出国进修。", 200, "人次"),
        ("支持各市建设国际合作园区6个。", 6, "个"),
        ("2027年前，推动8款产品完成检验。", 8, "款"),
    ],
)
def test_commitments_in_chinese(sentence: str, value: float, unit: str) -> None:
    found = only(sentence)
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("The ministry will establish 25 joint laboratories by 2030.", 25, "laboratories"),
        ("By 2030, at least 40 percent of visitors will be women.", 40, "%"),
        ("Establish 12 joint centres by 2028.", 12, "centres"),
        ("The share of open data will increase from 30% to 55% by 2027.", 55, "%"),
        ("The government intends to train 1,500 young researchers within five years.", 1500, "researchers"),
        ("We aim to attract US$ 30 million of private money by 2029.", 30_000_000, "US$"),
        ("The programme will plant 5 million trees by the end of 2026.", 5_000_000, "trees"),
        ("Emissions will be reduced by 40% by 2030.", 40, "%"),
        ("The target is to host 20 workshops every year.", 20, "workshops"),
    ],
)
def test_commitments_in_english(sentence: str, value: float, unit: str) -> None:
    found = only(sentence)
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    "sentence",
    [
        "截至2023年底，全省已建成基地32家。",
        "近年来，累计引进海外人才2000人次。",
        "2021年，研发投入占比为2.8%。",
        "我国与46个国家签署了合作协议。",
        "目前，共有国际联合实验室120家。",
        "为沿线国家培养了上万名科技人才。",
        "“十三五”期间，全市共建成实验室120家。",
    ],
)
def test_past_achievements_are_no_targets(sentence: str) -> None:
    assert values("一、发展基础\n" + sentence) == []
    assert values(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "对新认定的实验室给予最高200万元补助。",
        "按研发费用的20%给予奖励，每家不超过100万元。",
        "每个项目资助额不超过50万元。",
        "对企业贷款给予50%贴息支持。",
    ],
)
def test_ceilings_of_payments_are_no_targets(sentence: str) -> None:
    assert values("二、支持政策\n" + sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "申请人年龄不超过45周岁。",
        "企业注册资本不低于500万元。",
        "评审专家组由5名以上专家组成，应当不少于5人。",
        "新建实验室应当具备固定场所500平方米以上。",
        "鼓励年销售收入超过2000万元的企业参与。",
        "每单位限报2项。",
    ],
)
def test_conditions_are_no_targets(sentence: str) -> None:
    assert values("三、申报\n" + sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "本办法自2025年1月1日起施行，有效期5年。",
        "请于9月11日下班前反馈，电话：010-12345678。",
        "根据教技〔2018〕12号文件要求开展工作。",
        "为期6—12个月的科研工作。",
        "共建21世纪海上丝绸之路。",
        "落实《支持100家企业发展的意见》。",
        "第3届大会于2024年9月8日召开。",
        "构建24小时服务体系。",
        "推进5G网络建设。",
        "推进“6轴7廊8通道”建设。",
        "落实“1+3”计划。",
        "开展甲、乙、丙、丁4项行动。",
        "聚焦5大领域，推进10项重点任务。",
        "举办科技论坛等5项活动。",
        "应当在事项发生后10个工作日内备案。",
        "面对百年未有之大变局，全面贯彻党的二十大精神。",
        "打造一批示范基地，建设一个中心。",
        "第二轮承包到期后再延长30年。",
    ],
)
def test_other_numbers_are_no_targets(sentence: str) -> None:
    assert values("二、任务\n" + sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2023 the programme supported 350 researchers.",
        "More than 3,000 students have already taken part.",
        "The fund has 40 members.",
        "Each applicant may receive a grant of up to 50,000 euros.",
        "Applicants must be aged 35 or under.",
        "More than 100 Federal agencies are subject to the Act.",
        "Under Article 12 the report is public.",
        "Between 2015 and 2020 the number of visits grew by 60%.",
    ],
)
def test_other_numbers_in_english_are_no_targets(sentence: str) -> None:
    assert values(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "low", "high", "unit"),
    [
        ("到2027年，建成国际联合实验室10—15个。", 10, 15, "个"),
        ("到2027年，培育2至3家领军企业。", 2, 3, "家"),
        ("到2027年，增速保持在5%-6%。", 5, 6, "%"),
        ("到2027年，投资规模达到1~2亿元。", 100_000_000, 200_000_000, "元"),
        ("Funding will grow by 5-7 percent every year until 2030.", 5, 7, "%"),
    ],
)
def test_ranges_have_two_ends_and_no_single_value(sentence: str, low: float, high: float, unit: str) -> None:
    found = only(sentence)
    assert (found.value, found.value_low, found.value_high, found.unit) == (None, low, high, unit)


@pytest.mark.parametrize(
    ("sentence", "bound"),
    [
        ("到2027年，基地达到50家以上。", "at_least"),
        ("到2027年，基地不少于50家。", "at_least"),
        ("到2027年，总量突破5000人。", "at_least"),
        ("到2027年，引进团队50余个。", "at_least"),
        ("到2027年，建成园区10个左右。", "about"),
        ("到2027年，培养人才约300名。", "about"),
        ("到2027年，失业率控制在5.5%以内。", "at_most"),
        ("到2027年，建成基地50家。", "exact"),
        ("到2027年，突破50项关键技术。", "exact"),
        ("By 2030, at least 40 laboratories will be opened.", "at_least"),
        ("By 2030, costs will fall below 10%.", "at_most"),
    ],
)
def test_bounds(sentence: str, bound: str) -> None:
    assert only(sentence).bound == bound


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("到2027年，占比从30%提高到50%。", 50),
        ("到2027年，占比由2023年的5%提高到8%。", 8),
        ("到2027年，成交额从120亿元增加到200亿元。", 20_000_000_000),
    ],
)
def test_only_where_a_rise_ends_is_the_target(sentence: str, value: float) -> None:
    assert only(sentence).value == value


@pytest.mark.parametrize(
    ("sentence", "deadline"),
    [
        ("到2027年，基地达到50家。", "2027年"),
        ("2027年前，建成基地50家。", "2027年前"),
        ("到2027年底，建成基地50家。", "2027年底"),
        ("5年内建成基地50家。", "5年内"),
        ("力争用三年时间，建成基地50家。", "用三年时间"),
        ("“十四五”期间，建成基地50家。", "“十四五”期间"),
        ("到2027年，占比由2023年的5%提高到8%。", "2027年"),
        ("支持建设国际合作园区6个。", ""),
        ("By the end of 2030, 50 laboratories will be opened.", "end of 2030"),
    ],
)
def test_deadlines_as_printed(sentence: str, deadline: str) -> None:
    assert only(sentence).deadline == deadline


def test_figures_behind_announced_goals_need_no_verb() -> None:
    text = "一、要求\n主要预期目标是：经济增长5%左右；城镇调查失业率5.5%；粮食产量1.4万亿斤。\n"
    assert values(text) == [(5, "%"), (5.5, "%"), (1_400_000_000_000, "斤")]


def test_a_look_back_that_ends_in_the_past_is_none() -> None:
    text = "某市“十四五”规划\n第一章 发展基础\n“十三五”以来成效显著。研发强度从2015年的2.1%提高到2020年的2.6%。\n"
    assert values(text) == []


def test_a_fund_of_a_stated_size() -> None:
    assert values("二、任务\n设立规模100亿元的科创基金。\n") == [(10_000_000_000, "元")]


def test_each_number_takes_its_own_date() -> None:
    text = "到2025年，建成基地50家，到2030年，建成基地100家。"
    assert [(target.value, target.deadline) for target in read_plan(text).targets] == [(50, "2025年"), (100, "2030年")]


def test_a_date_holds_for_the_list_it_opens() -> None:
    text = "二、目标\n到2025年，实现以下目标：\n——平台。新建平台5个。\n——人才。引进专家60名。\n"
    assert {target.deadline for target in read_plan(text).targets} == {"2025年"}


def test_a_date_does_not_reach_the_next_section() -> None:
    text = "二、目标\n到2025年，建成基地50家。\n三、任务\n支持建设园区6个。\n"
    assert [target.deadline for target in read_plan(text).targets] == ["2025年", ""]


def test_several_numbers_in_one_clause() -> None:
    found = read_plan("到2025年，新建国家级平台5个、省级平台20个。").targets
    assert [(target.value, target.what) for target in found] == [(5, "新建国家级平台"), (20, "省级平台")]


def test_the_year_of_issue_tells_past_from_future() -> None:
    assert values("（2024—2027年）\n2023年，新增企业30家。\n2025年，新增企业50家。\n") == [(50, "家")]


def test_a_target_across_a_line_break() -> None:
    text = (
        "　　一、目标\n"
        "　　到2027年，全省国际科技合作基地达到50家以上，技术合同成\n"
        "交额达到20\n"
        "0亿元，海外人才总量达到3000人以上，国际合作水平明显提高，\n"
        "形成全方位开放创新格局。\n"
        "　　二、任务\n"
        "　　坚持以全球视野谋划和推动创新，深化与重点国家的合作关系\n"
        "，实现互利共赢。\n"
    )
    found = {target.value: target.line for target in read_plan(text).targets}
    assert found[50] == 2
    assert found[3000] == 4


def test_a_target_in_the_title_of_a_heading() -> None:
    found = only("二、任务\n（一）到2026年建成30个国际创新中心\n加强统筹。\n")
    assert (found.value, found.line, found.heading) == (30, 2, 1)


def test_the_number_of_a_heading_is_no_target() -> None:
    assert values("一、任务\n12.建设国际合作园区\n（20）建设基地\n") == []


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("到2027年，国际合作基地达到50家。", "国际合作基地"),
        ("引育5家以上具有自主技术的企业。", "具有自主技术的企业"),
        ("到2027年，成交额从120亿元提高到200亿元。", "成交额"),
        ("Establish 12 joint centres by 2028.", "joint centres"),
        ("Raise the share of joint papers to 45 per cent by 2028.", "Raise the share of joint papers"),
    ],
)
def test_what_is_counted(sentence: str, what: str) -> None:
    assert only(sentence).what == what


def test_the_thing_may_be_named_in_the_clause_before() -> None:
    found = only("By 2030 we will double the number of incoming fellows, from 600 to 1,200 per year.")
    assert found.value == 1200
    assert "incoming fellows" in found.what


def test_the_json_contract() -> None:
    text = "二、目标\n到2027年，基地达到50家以上，园区10—15个。\n"
    printed = read_plan(text).to_json()
    assert printed["headings"] == [{"level": 1, "number": "二", "title": "目标", "line": 1}]
    assert printed["targets"][0] == {
        "value": 50,
        "value_low": None,
        "value_high": None,
        "unit": "家",
        "bound": "at_least",
        "deadline": "2027年",
        "line": 2,
        "quote": "基地达到50家以上",
        "what": "基地",
    }
    assert set(printed["targets"][1]) == set(printed["targets"][0])
    assert isinstance(printed["targets"][0]["value"], int)
