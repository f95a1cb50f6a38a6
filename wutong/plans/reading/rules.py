"""Numbers that belong to a rule: who is paid, what is allowed, how often one meets, how large a thing is."""

from __future__ import annotations

import re

from wutong.plans.reading.lines import is_han
from wutong.plans.reading.quantities import Quantity
from wutong.plans.reading.surroundings import Surroundings
from wutong.plans.reading.vocabulary import words
from wutong.plans.reading.wording import contains, ends_with

TITLE_LINES = 12
TITLE = 60  # characters of a line that may be a title
CLOSING = r"》?\s*(?:[（(][^）)]{1,16}[）)])?\s*》?\s*(?:的(?:通知|公告|通告))?\s*$"


def either(*path: str) -> str:
    """The words of the vocabulary under a path as alternatives of a pattern."""
    return f"(?:{'|'.join(map(re.escape, words('rules', *path)))})"


OF_A_PLAN = re.compile(either("titles", "plan") + CLOSING)
OF_RULES = re.compile(either("titles", "rules") + CLOSING)
NUMBERED = re.compile(r"\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|第\S{1,6}[章节条])")

# 对…的旅行社，每人奖励60元: what stands between 对 and the payment says who is paid.
FOR_WHOM = re.compile(r"(?:^|[，；：])\s*(?:凡)?对(?![口接外于应标策照话等流立])")
PAID = re.compile(rf"{either('paid', 'words')}|每{either('paid', 'each')}[^，。；]{{0,8}}\d[\d.]*\s*[百千万亿]*元")
LIMIT = re.compile(r"\s*(?:[（(]含[）)])?(?:及)?(?:以上|以下|以内)|\S{0,20}的\s*$")
ALLOWED = re.compile(rf"可{either('allowed', 'how')}*{either('allowed', 'deeds')}")
QUOTA = re.compile(
    rf"{either('quota', 'deeds')}[^，。；]{{0,14}}{either('quota', 'limits')}\s*$"
    rf"|{either('quota', 'shares_of')}{either('quota', 'shares')}[^，。；]{{0,8}}$"
)
PERIODIC = re.compile(r"每(?:个)?(?:年度?|季度?|月|周|学期|半年|[两三]年|[两三]个?月)|(?:一|全)年")
YEARLY = re.compile(r"\b(?:(?:each|per|every|a) (?:calendar )?year|annually|yearly)\b", re.IGNORECASE)
OFTEN = 12  # more sittings a year than this is no rule of procedure
TIMES = frozenset({"次", "轮", "回"})
# cities with populations above 500,000, firms with a turnover of more than EUR 2 million
SIZED_LIKE = re.compile(
    r"\b(?:with|having|of) (?:an? )?(?:annual )?(?:populations?|turnover|revenues?|incomes?|workforce) (?:of |sizes? )?"
    r"(?:above|over|below|under|more than|less than|at least|up to|exceeding)\s*\S{0,4}\s*$",
    re.IGNORECASE,
)
# 20个年接待游客300万人次以上的大景区: behind a count, a second number says what kind of thing is counted.
KIND_OF_THING = re.compile(rf"\d\s*(?:余|多)?{either('kinds', 'counted')}[^，。；、\d]{{1,16}}$")
SIZE = re.compile(r"[^，。；、\d]{0,6}(?:以上|以下|以内|级)?的[\u4e00-\u9fff]")
# 千亿元地级市3个: a round sum in words names a class of things counted behind it.
CLASS_OF_THING = re.compile(r"级?[\u4e00-\u9fff“”]{2,12}?(?:达到?|超过?)?\d+\s*(?:个|家|条|座|户|支|类)")
# 距地1千米观测覆盖范围提升至33.8%: a measure inside the name of what is raised.
IN_A_NAME = re.compile(
    r"[\u4e00-\u9fff“”]{2,16}(?:提升|提高|达|增加|增长|上升|扩大|扩展|下降|降低|降|压减|缩短|控制|稳定|保持)[到至在]?\s*\d"
)


def sets_rules(text: str) -> bool:
    """Whether the title says that a text sets rules (办法, 规定, 章程, a notice) and is no plan, nor sends one out."""
    opening = [line for line in text.splitlines()[:TITLE_LINES] if line.strip()]
    short = [line for line in opening if len(line) < TITLE and not re.search("[，。]", line)]
    titles = [line for line in short if not NUMBERED.match(line)]
    if any(OF_A_PLAN.search(line) for line in titles):
        return False
    return any(OF_RULES.search(line) for line in titles)


def paid_for(quantity: Quantity, around: Surroundings) -> bool:
    """对一年累积接待游客3000人以上的，每人奖励10元: a threshold of a reward."""
    opened = [found.end() for found in FOR_WHOM.finditer(around.sentence, 0, quantity.start)]
    if not opened or quantity.verb:
        return False
    paid = PAID.search(around.sentence, quantity.end)
    limited = LIMIT.match(around.clause.after) or ends_with(
        around.clause.before, ("满", *words("targets", "bound", "at_least"))
    )
    return bool(paid and (limited or around.clause.start < opened[-1]))


def allowed(quantity: Quantity, around: Surroundings) -> bool:
    """人数超过100人的学院可增报1名, 推荐人选不超过3名: what may be asked for."""
    clause = around.sentence[around.clause.start : around.clause.end]
    return bool(ALLOWED.search(clause) or QUOTA.search(around.clause.before))


def sitting(quantity: Quantity, around: Surroundings) -> bool:
    """每年召开2次会议, 每季度检查1次: how often a thing is done by rule; and how many days are free."""
    clause = around.sentence[around.clause.start : around.clause.end]
    if quantity.kind == "time" and contains(around.sentence, words("targets", "leave")) >= 0:
        return True
    if quantity.unit == "meetings" and quantity.high <= OFTEN and YEARLY.search(around.clause.after):
        return True
    often = quantity.unit in TIMES and quantity.high <= OFTEN
    return bool(often and PERIODIC.search(clause) and contains(clause, words("targets", "procedure")) >= 0)


def describes(quantity: Quantity, around: Surroundings) -> bool:
    """A number inside the name of the thing another number counts or measures."""
    before, after = around.clause.before, around.clause.after
    if not is_han(around.sentence):
        hyphened = re.search(r"\d-[a-z]", around.sentence[quantity.start : quantity.end], re.IGNORECASE)
        return bool((hyphened and quantity.kind != "share") or SIZED_LIKE.search(before))
    if KIND_OF_THING.search(before) and SIZE.match(after) and quantity.kind != "share":
        return True
    reached = ends_with(before, words("targets", "reach"))
    if quantity.kind == "money" and quantity.han and not reached and CLASS_OF_THING.match(after):
        return True
    return quantity.kind == "measure" and not reached and bool(IN_A_NAME.match(after))


RULES = (paid_for, allowed, sitting, describes)
