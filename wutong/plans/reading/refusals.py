"""Reasons why a number in a plan is no commitment: ranks, spans, payments, conditions, the past, remarks."""

from __future__ import annotations

import re

from wutong.plans.reading.lines import is_han
from wutong.plans.reading.quantities import Quantity
from wutong.plans.reading.rules import RULES
from wutong.plans.reading.surroundings import Surroundings, begins_there, is_ahead, is_made
from wutong.plans.reading.vocabulary import words
from wutong.plans.reading.wording import contains, ends_with, starts_with, without_start

# Where a change begins, and where it goes on: 从30%提高到50%.
FROM = re.compile(r"(?:从|由|from|\b(?:с|от)\s)\s*[^，。；]{0,18}$", re.IGNORECASE)
ONWARDS = re.compile(
    r"[^，。；]{0,14}(?:提高|增加|上升|提升|扩大|降低|下降|降|减少|压缩|缩短|增长|发展|增)(?:到|至|为)"
    r"|[^.;]{0,30}\bto\s+\S*\d|[^.;]{0,20}\bдо\s+\d",
    re.IGNORECASE,
)
# 占比5%以上的企业 describes the firms; 带动70%以上的农户 is a share to be reached.
THRESHOLD = re.compile(r"\s*(?:以上|以下|及以上|以内)?的")
PARTITIVE = re.compile(r"(?:率|比例|比重|占比|份额|强度|增速|增长|收入|达|达到|超过|不低于|高于)$")
# Right before the number something is over: 培养了, （2023年为.
AGO = re.compile(r"[\u4e00-\u9fff]了(?:约|近|超过)?$|[（(][^）)]*\d{4}年[^）)]*(?:为)?$")
# The aspect 了 of a finished action, not the 了 of 为了, 了解, 除了.
FINISHED = re.compile(r"(?<![为除极罢末])了(?![解结然])")
# 每个县不超过3项, 每新增一家: what is asked or paid for each.
EACH_ASKED = re.compile(
    r"每(?:个|家|校|县|市|省|州|单位|所|位|名|人|项)[^，。；]{0,16}(?:不超过|不得超过|限|最多|至多)\s*$"
    r"|每(?!年|季|月|周|两年|三年|个?(?:县|市|省|区|镇|乡|村))(?:再)?(?:新增|增加|引进|引育|完成|培养|满|招收|成功|转化)[^，。；]{0,10}$"
)
FULFILLED = re.compile(r"(?:圆满|超额|如期|提前|顺利|全面)(?:完成|实现)[^，。；]{0,10}(?:目标|任务)")
# 各县至少一个, 力争每年创建一个: one is a figure where it is asked of each.
ONE_EACH = re.compile(
    r"(?:每|各)[^，。；]{1,24}(?:建|设|育|造|创|有|辟|置)[^，。；]{0,6}(?:至少|不少于)\s*$"
    r"|(?:力争|争取|确保|计划)每(?:年|县|市|个(?:县|市|区|乡镇))(?:新建|创建|建成|建设|培育|打造|创成|新增)(?:至少)?\s*$"
)
SORTS = frozenset("类期届部门班种次")  # 二类, 一期: sorts and turns of a thing, not a count of it
AS_OF = re.compile(r"截[至止]\s*(?:20\d\d|目前|今|去年)")
# 产值超10亿元的园区: the size of a thing.
# 全县16个乡镇: how many there are. EUR 24,000 each, of up to EUR 10,000: what is paid to one.
ALL_OF = re.compile(r"(?:全[国省市县区校镇乡州院]|下辖|所辖|辖区?|现有)\s*$")
PAID_TO_ONE = re.compile(r"\b(?:of up to|worth|up to)\s*(?:[$€£¥]|[A-Z]{3})?\s*$")
AGES = frozenset({"岁", "周岁", "years"})
ONE_OF_MANY = re.compile(r"(?:单个|单项|单体|每个)[^，。；]{0,20}$")
UP_FROM = re.compile(
    r"\b(?:up|down|starting|rising|falling|improvement|increase|rise|drop|decline|compared with|compared to) from\s*$"
    r"|\bagainst\s*$",
    re.IGNORECASE,
)
METRIC = re.compile(r"(?:产值|收入|规模|资产|投资|营收|销售额|面积|容量)\s*(?:超过?|达到?|在)?\s*$")
RISEN = re.compile(r"(?:到|至|to)\s*$")
LATER = re.compile(r"\s+in\s+(20\d\d)\b")
SUMMED_UP = re.compile(
    r"(?:提出|明确|部署|确定|涉及|包括|包含|分为|共计?有|共设|列出|梳理出?|细化为?|分解为?)(?:了)?(?:共)?\s*$"
)
# 对未完成50%以上的单位: whom a rule is for.
WHOEVER = re.compile(
    r"^\s*对[^，。；]{0,40}\d[^，。；]{0,24}的[^，。；]{0,8}(?:单位|企业|项目|个人|团队|机构|平台|地区|人员|园区)\s*$"
)
# 10亿元以上企业30家: the first number sorts the firms, the second counts them.
SIZED = re.compile(r"(?:元|亩|吨|平方米|公里|千瓦)?\s*(?:及?以上|级)[\u4e00-\u9fff“”]{1,14}?(?:达到?|超过?)?\d")
REQUIRED = re.compile(r"(?:应当|(?<![响反适对效供相呼感])应(?![用对急变收付])|须|必须|需|需要)[^，]{0,6}$")
YEAR_BEFORE = re.compile(r"20\d\d\s*年(?:底|末)?的?\s*$")
WILL_HAVE = re.compile(r"\b(?:will|shall|to) have\b", re.IGNORECASE)  # "have" tells of the past elsewhere
# "according to the plan": the text speaks of itself.
OWN_WORDS = re.compile(
    r"according to (?:the|this|that|its) (?:\w+ ){0,2}?"
    r"(?:plan|document|strategy|programme|program|guideline|outline|roadmap|blueprint|circular)\w*",
    re.IGNORECASE,
)
# "the council planted 12,000 trees": a finished deed right before the number, unless it still is to be done.
DONE = re.compile(
    r"(?<!be )(?<!be\u00a0)\b(?!need|exceed|succeed|speed|feed)[A-Za-z]+(?:ed|grew|built|spent|rose|fell)\s+"
    r"(?:(?!to\b|by\b|at\b)\S+\s+){0,2}$"
)


def _rank_or_loose(quantity: Quantity, around: Surroundings) -> bool:
    """第3, 前10名, and numbers without a unit that are not the end of a phrase."""
    before, after = around.clause.before, around.clause.after
    if quantity.kind == "count" and ALL_OF.search(before):
        return True
    if re.search(r"(?:\btop|第|(?<!提)前|排名|位居|No\.?|编号|代码|电话|传真|邮编)\s*$", before):
        return True
    if quantity.kind == "bare":
        reached = re.search(
            r"(?:[到至]|达|在|超过|低于|少于|до"
            r"|\b(?:to|reach|least|by about|than|as low as|as high as|below|under|above|exceed))\s*$",
            before,
        )
        return (
            not reached
            or 1900 <= quantity.low <= 2100
            or not re.match(r"\s*(?:以上|以下|左右|以内|per year|annually|a year|by\b|□|$)", after)
        )
    return _small_in_words(quantity, around)


def _small_in_words(quantity: Quantity, around: Surroundings) -> bool:
    """三家, 五个 are figures only where something is made or sent; 一个 and 两个大局 never are."""
    if not quantity.han or quantity.verb or quantity.low >= 10:
        return False
    if not is_han(around.sentence):
        return (
            re.search(r"\b(?:the|these|those|all|both|each|its|our|their)\s+$", around.clause.before, re.I) is not None
        )
    if quantity.unit == "倍" and ends_with(around.clause.before, words("targets", "change")):
        return False  # 增加一倍
    if quantity.high == 1 and ONE_EACH.search(around.clause.before):
        return False
    if quantity.high == 1 or quantity.unit in SORTS or quantity.kind not in {"count", "measure", "share"}:
        return True
    return not is_made(quantity, around)


def _span_of_time(quantity: Quantity, around: Surroundings) -> bool:
    """A time is an aim only where it is to be reached or changed: 压减到3个工作日, 缩短2分钟."""
    reached = re.search(r"(?:[到至]|达|控制在|\bto|\bдо)\s*$", around.clause.before)
    changed = ends_with(around.clause.before, words("targets", "change"))
    if quantity.unit == "年" and quantity.low >= 1900:
        return True  # 达到1988年颁布的标准
    return quantity.kind == "time" and not reached and not changed and not gives_warning(quantity, around)


def gives_warning(quantity: Quantity, around: Surroundings) -> bool:
    """提前45分钟预警: how long ahead a forecast or warning is to come."""
    early = quantity.kind == "time" and around.clause.before.rstrip().endswith("提前")
    return early and re.match(r"\s*(?:以上)?(?:预报|预警|预测|发布\S{0,6}预警)", around.clause.after) is not None


def _counts_own_parts(quantity: Quantity, around: Surroundings) -> bool:
    """4项行动, 五大任务, or a number that sums up the list before it."""
    after = re.sub(r"^\s*(?:大|重点|主要|关键|重大|具体|专项|基本|工作|核心|保障)*", "", around.clause.after)
    if starts_with(after, words("targets", "own_parts")) or SUMMED_UP.search(around.clause.before):
        return True
    if re.search(r"等\s*$", around.clause.before) and not around.clause.after.lstrip().startswith("以上"):
        return True
    listed = around.clause.before.count("、") + 1 + len(re.findall(r"和|以及", around.clause.before))
    if re.search(r"\d", around.clause.before):
        return False  # the list before has figures of its own
    exact = {around.clause.before.count("、") + 1, listed}
    return quantity.low in exact and quantity.low > 1 and not ends_with(around.clause.before, words("targets", "reach"))


def _starting_value(quantity: Quantity, around: Surroundings) -> bool:
    if UP_FROM.search(around.clause.before) or re.match(r"\s*的基础上", around.clause.after):
        return True  # up from 8.8%, 在33家的基础上
    return bool(FROM.search(around.clause.before) and ONWARDS.match(around.sentence[quantity.end :]))


def _rule_for_payments(quantity: Quantity, around: Surroundings) -> bool:
    if quantity.kind not in {"money", "share"}:
        return False
    clause = around.clause.before + around.clause.after[:12] if is_han(around.sentence) else around.sentence
    if quantity.kind == "money" and (
        ONE_OF_MANY.search(around.clause.before)
        or PAID_TO_ONE.search(around.clause.before)
        or re.match(r"\s+each\b(?! year)", around.clause.after)
    ):
        return True
    if contains(clause.replace("分担率", ""), words("targets", "tariff")) >= 0:  # 公交分担率 is a share of journeys
        return True
    if re.search(r"(?:高|加|升|大|降|少)[到至]\s*$", around.clause.before):
        return False
    return (
        contains(clause, words("targets", "ceiling")) >= 0
        or contains(around.sentence, words("targets", "paid_out")) >= 0
    )


def _condition(quantity: Quantity, around: Surroundings) -> bool:
    """What somebody must bring (注册资本, 年龄), and numbers that only describe a noun: 年产值超过100亿元的企业."""
    whole = around.sentence[around.clause.start : around.clause.end]
    sought = around.sentence[: around.clause.end] if is_han(around.sentence) else whole
    if contains(around.sentence, words("targets", "entitled")) >= 0 or WHOEVER.search(whole):
        return True
    if contains(sought, words("targets", "applicant")) >= 0 or EACH_ASKED.search(around.clause.before):
        return True
    reach = ends_with(YEAR_BEFORE.sub("", around.clause.before), words("targets", "reach"))
    aimed = around.goal_section or reach.endswith(("到", "至", "在", "达", "突破"))
    if contains(whole, words("targets", "condition")) >= 0 and not aimed and not gives_warning(quantity, around):
        return True
    aged = quantity.unit in AGES or quantity.kind == "bare"
    if aged and contains(whole, words("targets", "person")) >= 0:
        return True
    if REQUIRED.search(around.clause.before) and not around.goal_section:
        return True
    bounded = (
        ends_with(around.clause.before, words("targets", "bound", "at_least")) or "以上的" in around.clause.after[:4]
    )
    described = quantity.kind != "count" and bounded and THRESHOLD.match(around.clause.after)
    partitive = quantity.kind == "share" and not PARTITIVE.search(around.clause.before.rstrip())
    fund = quantity.kind == "money" and re.match(r"[^，。；]{0,4}的[^，。；]{0,16}基金", around.clause.after)
    if quantity.kind in {"money", "measure"} and SIZED.match(around.clause.after):
        return True
    adjective = quantity.kind in {"money", "measure"} and METRIC.search(around.clause.before)
    return not fund and bool(
        (described and not partitive) or (adjective and re.match(r"[^，。；]{0,3}的", around.clause.after))
    )


def _looks_back(quantity: Quantity, around: Surroundings) -> bool:
    """Past achievements: 已…, 近年来…, 2021年…为24.5%, or a look-back section, with nothing that points ahead."""
    before = (
        around.sentence[: quantity.start] if is_han(around.sentence) else around.sentence
    )  # English: the verb follows
    dated = any(
        when.end <= quantity.start and is_ahead(when, around.base_year) and not when.yearly for when in around.times
    )
    ahead = contains(before, words("targets", "future"))
    if AGO.search(around.clause.before) or (ahead < 0 and not is_han(before) and DONE.search(around.clause.before)):
        return True
    if (around.past_section or around.past_paragraph) and ahead < 0:
        return around.base_year is None or all((when.year or 0) <= around.base_year for when in around.times)
    before = WILL_HAVE.sub("will", without_start(before))
    if not dated and AS_OF.search(before):
        return True
    if FULFILLED.search(around.sentence) and not re.search("力争|确保|争取|努力|推动|保障", around.sentence):
        return True
    if dated:
        return re.search(r"已|截至|目前(?!的)", around.clause.before) is not None
    if contains(before, words("targets", "past")) > ahead or any(
        when.past and when.end <= quantity.start for when in around.times
    ):
        return True
    if ahead < 0 and FINISHED.search(before):
        return True
    return ahead < 0 and _in_a_past_year(quantity, around)


def _in_a_past_year(quantity: Quantity, around: Surroundings) -> bool:
    """2021年，…为2.8%: the last bare year before the number is over. 比2020年 only compares."""
    bare = [when for when in around.times if when.end <= quantity.start and when.year and not when.compared]
    if not bare or bare[-1].firm:
        return False
    year = bare[-1].year or 0
    if (around.carried or around.goal_section) and _rises_from(bare[-1].start, around):
        return False
    yearly = any(when.yearly for when in around.times)
    if around.base_year is None and yearly and begins_there(bare[-1], around.sentence):
        return False  # 自2026年起，每年选派100名
    if around.base_year is not None:
        return year < around.base_year
    later = LATER.match(around.sentence, quantity.end)
    if later and int(later.group(1)) > year:
        return False  # from 68% in 2024 to 75% in 2030
    risen = RISEN.search(around.sentence[: bare[-1].start])
    return not (risen and any((when.year or year) < year for when in bare[:-1]))  # 由2025年的66%提高到2030年的70%


def _rises_from(year: int, around: Surroundings) -> bool:
    """由2025年的310件增加到600件: the year is where the change begins."""
    from_here = year >= around.clause.start and re.search(r"[由从]\s*$", around.sentence[:year])
    return bool(from_here and RISEN.search(around.clause.before))


def _remark(quantity: Quantity, around: Surroundings) -> bool:
    """What others say or will do: 据预测, 全球市场规模, according to."""
    before = around.sentence[: quantity.start] if is_han(around.sentence) else around.sentence
    return contains(OWN_WORDS.sub("", before), words("targets", "remark")) >= 0


REFUSALS = (
    _rank_or_loose,
    _span_of_time,
    _counts_own_parts,
    _starting_value,
    _rule_for_payments,
    _condition,
    _looks_back,
    _remark,
    *RULES,
)
