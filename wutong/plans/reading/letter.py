"""The parts of an official letter: who wrote it, to whom, by when to answer, and where the annexed plan begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wutong.plans.reading.lines import DATE_LINE, Line, is_han, read_lines, read_paragraphs
from wutong.plans.reading.numbering import marked_numbering_of, numbering_of
from wutong.plans.reading.numerals import half_width
from wutong.plans.reading.vocabulary import vocabulary

EMAIL = re.compile(r"(?<![\w.])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}")
PHONE = re.compile(r"\+?\d{2,4}[-－ ]\d{6,8}(?:[-转]\d{1,5})?|(?<!\d)1\d{10}(?!\d)|(?<!\d)\d{7,8}(?!\d)")
DUE = re.compile(
    r"(?:(?P<year>20\d{2})\s*年\s*)?(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日\s*(?:[（(][^）)]*[）)])?\s*"
    r"(?:(?P<hour>\d{1,2})(?:[:：](?P<minute>\d{2})|[时点](?P<half>半)?))?(?P<phrase>上午下班前|下班前|中午前|以前|之前|前)"
)
DOCUMENT_NUMBER = re.compile(r"^[\u4e00-\u9fff（）()]{1,14}[〔\[［（(]\d{4}[〕\]］）)]\s*第?\d+号$")
SHARING = frozenset({"自治区", "直辖市", "委", "办", "局", "各委", "各办", "有关委", "州"})
BRACKETS = {"（": "）", "(": ")", "《": "》", "“": "”"}


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as written. year is None where the letter names none: the office has to say it."""

    month: int
    day: int
    year: int | None
    phrase: str  # 下班前, 前
    meaning: dict[str, str]  # what the phrase says, per language
    hour: int
    minute: int
    line: int
    quote: str

    @property
    def missing(self) -> tuple[str, ...]:
        """What a person must add before this is a moment in time."""
        return ("year",) if self.year is None else ()


@dataclass(frozen=True, slots=True)
class LetterReading:
    """A letter's parts; empty where the letter has none. Lines are 1-based."""

    issuer: str
    document_number: str
    title: str
    title_line: int
    addressees: tuple[str, ...]
    deadline: Due | None
    reply_emails: tuple[str, ...]
    contact: str
    phone: str
    attachments: tuple[str, ...]
    copies: tuple[str, ...]
    body: tuple[str, ...]
    plan_title: str
    plan_line: int | None  # line of the annexed plan's title


def read_letter(text: str) -> LetterReading | None:
    """The letter a text opens with, None if it opens with none (no addressees in front of a body)."""
    lines = read_lines(text)
    salutation = next((at for at, line in enumerate(lines[:12]) if at and _is_salutation(line.text)), None)
    if salutation is None:
        return None
    head = lines[:salutation]
    title, title_line = _title(head)
    number = next((line.text for line in head if DOCUMENT_NUMBER.match(re.sub(r"\s", "", line.text))), "")
    plan_title, plan_line = _annexed_plan(lines[salutation:])
    own = [line for line in lines[salutation + 1 :] if plan_line is None or line.number < plan_line]
    paragraphs = _paragraphs_of(text, own)
    body = tuple(part for part, _ in paragraphs if not _is_closing(part))
    return LetterReading(
        issuer=_issuer(head, number),
        document_number=re.sub(r"\s", "", number),
        title=title,
        title_line=title_line,
        addressees=split_units(lines[salutation].text.rstrip("：: ")),
        deadline=_due(paragraphs),
        reply_emails=tuple(dict.fromkeys(EMAIL.findall(" ".join(part for part, _ in paragraphs)))),
        contact=_after_label(paragraphs, "contact"),
        phone=_phone(paragraphs),
        attachments=_attachments(paragraphs),
        copies=_copies(text),
        body=body,
        plan_title=plan_title,
        plan_line=plan_line,
    )


def split_units(text: str) -> tuple[str, ...]:
    """A list of units, order kept: split at ， ； and 、 outside brackets.

    Units that share their last word stay together: 各省、自治区、直辖市教育厅 is one addressee.
    """
    units: list[str] = []
    for group in _split(text, "，,；;"):
        parts = _split(group, "、")
        units += [group] if any(part in SHARING for part in parts) else parts
    return tuple(units)


def _split(text: str, marks: str) -> list[str]:
    pieces, depth, current = [], 0, ""
    for char in text:
        depth += (char in BRACKETS) - (char in BRACKETS.values())
        if depth <= 0 and char in marks:
            pieces.append(current)
            current = ""
        else:
            current += char
    return [piece for raw in [*pieces, current] if (piece := re.sub(r"\s+", "", raw) if is_han(raw) else raw.strip())]


def _is_salutation(text: str) -> bool:
    """甲、乙、丙： — a line that names units and ends with a colon."""
    named = text.rstrip().endswith(("：", ":")) and marked_numbering_of(text) is None and "。" not in text
    units = split_units(text.rstrip("：: ")) if named else ()
    ends = (*vocabulary("letter")["issuers"], *vocabulary("letter")["addressed"])
    return bool(units) and re.sub(r"[（(].*?[）)]", "", units[-1]).endswith(ends)


def _title(head: Sequence[Line]) -> tuple[str, int]:
    """The line or lines from 关于… (or 某部关于…) to …的函."""
    letter = vocabulary("letter")
    for at, line in enumerate(head):
        if any(word in line.text for word in letter["title_begins"]):
            joined = ""
            for part in head[at:]:
                joined += part.text
                if joined.endswith(tuple(letter["title_ends"])):
                    break
                if DOCUMENT_NUMBER.match(part.text):
                    joined = joined.removesuffix(part.text)
                    break
            return re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", joined), line.number
    return "", 0


def _issuer(head: Sequence[Line], number: str) -> str:
    """The letterhead: the first line, without 文件 and the blanks set between its characters."""
    for line in head:
        name = re.sub(r"\s+", "", line.text) if is_han(line.text) else line.text
        for word in vocabulary("letter")["letterhead"]:
            name = name.removesuffix(word)
        if name.endswith(tuple(vocabulary("letter")["issuers"])) and line.text != number and "关于" not in name:
            return name
        if "关于" in name:
            return name.split("关于")[0]
    return ""


def _annexed_plan(lines: Sequence[Line]) -> tuple[str, int | None]:
    """Title and line of the plan behind the letter: the short line after 附件 alone, after the date, or before 一、."""
    for at, line in enumerate(lines[:-1]):
        alone = re.fullmatch(r"附\s*件\s*\d{0,2}\s*[：:]?", line.text)
        dated = DATE_LINE.fullmatch(line.text) or re.fullmatch(r"[（(]此件.{2,10}[）)]", line.text)
        following = lines[at + 1]
        if alone or (dated and _is_plan_title(following.text)):
            return following.text.strip(), following.number
    return "", None


def _is_plan_title(text: str) -> bool:
    return (
        4 <= len(text) <= 50
        and not re.search(r"[。：，]$", text)
        and bool(re.search(r"计划|方案|规划|意见|办法|细则|纲要|规则|措施", text))
    )


def _paragraphs_of(text: str, own: Sequence[Line]) -> list[tuple[str, int]]:
    """Paragraphs of the letter's own lines with the line they begin on."""
    numbers = {line.number for line in own}
    return [(part.text, part.lines[0]) for part in read_paragraphs(text) if part.lines[0] in numbers]


def _is_closing(part: str) -> bool:
    letter = vocabulary("letter")
    labels = (*letter["contact"], *letter["phone"], *letter["attachments"], *letter["copies"])
    return part.startswith(tuple(labels)) or DATE_LINE.fullmatch(part) is not None or len(part) < 14


def _due(paragraphs: Sequence[tuple[str, int]]) -> Due | None:
    """The first date with 前 behind it, in a sentence that asks for an answer if there is one."""
    asked = [
        (part, line) for part, line in paragraphs if any(word in part for word in vocabulary("letter")["reply_verbs"])
    ]
    for part, line in [*asked, *paragraphs]:
        if found := DUE.search(half_width(part)):
            return _due_of(found, part, line)
    return None


def _due_of(found: re.Match[str], part: str, line: int) -> Due:
    known = sorted(vocabulary("letter")["time_of_day"], key=lambda entry: -len(entry["phrase"]))
    said = next(entry for entry in known if found["phrase"].endswith(entry["phrase"]))
    hour = int(found["hour"]) if found["hour"] else said["hour"]
    minute = int(found["minute"] or (30 if found["half"] else 0)) if found["hour"] else said["minute"]
    year = int(found["year"]) if found["year"] else None
    meaning = {"zh-hans": said["zh"], "en": said["en"]}
    return Due(
        int(found["month"]),
        int(found["day"]),
        year,
        found["phrase"],
        meaning,
        hour,
        minute,
        line,
        part[found.start() : found.end()],
    )


def _after_label(paragraphs: Sequence[tuple[str, int]], label: str) -> str:
    for word in vocabulary("letter")[label]:
        for part, _ in paragraphs:
            if found := re.search(rf"{word}\s*[：:]\s*([^\s，,；;。]+)", part):
                name = found.group(1).strip("（）()")
                return "" if name in vocabulary("letter")[label] else name  # （联系人）: a place left open
    return ""


def _phone(paragraphs: Sequence[tuple[str, int]]) -> str:
    labelled = [part for part, _ in paragraphs if any(word in part for word in vocabulary("letter")["phone"])]
    return next((found.group() for part in labelled if (found := PHONE.search(half_width(part)))), "")


def _attachments(paragraphs: Sequence[tuple[str, int]]) -> tuple[str, ...]:
    """附件：1.甲 2.乙, on one line or on several."""
    found: list[str] = []
    for part, _ in paragraphs:
        opened = re.match(r"附\s*件?\s*\d?\s*[：:]\s*(.+)", part)
        if opened:
            found += [
                item
                for raw in re.split(r"(?:^|\s|；|;)\d{1,2}\s*[.．、]\s*", opened.group(1))
                if (item := raw.strip(" ；;。"))
            ]
        elif found and (numbering := numbering_of(part)) and numbering.style == "arab" and len(part) < 80:
            found.append(part[numbering.length :].strip(" ；;。"))
        elif found:
            break
    return tuple(found)


def _copies(text: str) -> tuple[str, ...]:
    """The units after 抄送: letters print them at the very end, before the office that printed them."""
    lines = read_lines(text)
    for at in reversed(range(len(lines))):
        opened = next(
            (word for word in vocabulary("letter")["copies"] if re.match(rf"{word}\s*[：:]", lines[at].text)), None
        )
        if opened:
            block = [lines[at].text.split("：" if "：" in lines[at].text else ":", 1)[1]]
            for line, after in zip(lines[at + 1 :], [*lines[at + 2 :], None], strict=False):
                printer = after is not None and "印发" in after.text and "、" not in line.text
                if line.after_gap or "印发" in line.text or printer or block[-1].endswith("。"):
                    break
                block.append(line.text)
            return split_units("".join(block).rstrip("。. "))
    return ()
