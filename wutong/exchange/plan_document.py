"""The implementation plan as Word: the item tree with its merged needs, figures, and the annex tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from wutong.documents.official import (
    Annex,
    Bars,
    Block,
    Column,
    Copies,
    Heading,
    Language,
    OfficialDocument,
    Paragraph,
    RedHead,
    Row,
    Signature,
    TableBlock,
    render,
)
from wutong.exchange.values import Figures, MergedNeed, OriginalNeed, Section, Source, figures_of
from wutong.exchange.wording import Words

COUNTRIES_NAMED = 8  # in the sentence under the figures


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the plan prints. `figures` are counted from the sections and needs unless given."""

    title: str
    issuer: str
    signed: date
    sections: tuple[Section, ...]
    asked: tuple[OriginalNeed, ...] = ()
    introduction: tuple[str, ...] = ()
    addressee: str = ""
    number: str = ""
    mark: str = ""  # 发文机关标志, such as “某某部文件”; without it the plan has no red head
    copies: tuple[str, ...] = ()
    printer: str = ""
    figures: Figures | None = None
    language: Language = "zh-hans"


def render_plan(plan: Plan, *, internal: bool) -> bytes:
    """The .docx. The internal version shows sources throughout and the register of sources as its last annex."""
    words = Words(plan.language)
    return render(
        OfficialDocument(
            title=plan.title,
            language=plan.language,
            marking=words.say("plan.internal") if internal else "",
            head=RedHead(plan.mark, plan.number) if plan.mark else None,
            addressees=plan.addressee,
            blocks=(*_opening(plan, words), *_tree(plan.sections, words)),
            annexes=tuple(_annexes(plan, words)),
            signature=Signature((plan.issuer,), plan.signed),
            copies=Copies(plan.copies, plan.printer, plan.signed) if plan.copies or plan.printer else None,
            subject=words.say("plan.subject"),
        ),
        sources=internal,
    )


def _opening(plan: Plan, words: Words) -> Iterator[Block]:
    yield from (Paragraph(text) for text in plan.introduction)
    figures = plan.figures or figures_of(plan.sections, plan.asked)
    yield Paragraph(_sentences(figures, words))
    for key in ("by_action", "by_field"):
        if counts := getattr(figures, key):
            yield Bars(counts, words.say(f"plan.{key}"), words.say("plan.unit"))


def _sentences(figures: Figures, words: Words) -> str:
    said = [words.say("plan.figures", units=figures.units, asked=figures.asked, merged=figures.merged)]
    outcomes = [
        words.say("plan.outcome", outcome=words.say(f"outcome.{name}"), count=count)
        for name, count in figures.by_outcome
    ]
    if outcomes:
        said.append(words.say("plan.outcomes", outcomes=words.join(outcomes)))
    named = [
        words.say("plan.country", country=name, count=count) for name, count in figures.by_country[:COUNTRIES_NAMED]
    ]
    if named:
        said.append(words.say("plan.countries", countries=words.join(named)))
    return words.sentences(*said)


def _tree(sections: tuple[Section, ...], words: Words, level: int = 1) -> Iterator[Block]:
    for section in sections:
        yield Heading(section.title, min(level, 4), section.number)
        yield from (Paragraph(text) for text in section.text)
        for need in section.needs:
            yield from _need(need, words)
        if not (section.text or section.needs or section.children):
            yield Paragraph(words.say("plan.empty"), quiet=True)
        yield from _tree(section.children, words, level + 1)


def _need(need: MergedNeed, words: Words) -> Iterator[Block]:
    lead = words.say("plan.lead", number=need.number, title=need.title.rstrip("。."))
    sources = tuple(words.source(source) for source in need.sources)
    yield Paragraph(need.wording, lead, sources=() if (about := _particulars(need, words)) else sources)
    if about:
        yield Paragraph(about, quiet=True, sources=sources)


def _particulars(need: MergedNeed, words: Words) -> str:
    """Who asked, with whom, for how much, until when — in brackets below the wording."""
    said = [
        words.say("plan.units", units=words.join(need.units)) if need.units else "",
        words.say("plan.asked_countries", countries=words.join(need.where)) if need.where else "",
        words.say("plan.money", money=words.money(need.money)) if need.money else "",
        words.say("plan.period", period=need.period) if need.period else "",
        words.say("plan.priority", priority=need.priority) if _priority(need) else "",
    ]
    joined = words.join(said, "clause")
    return words.say("bracket", text=joined) if joined else ""


def _priority(need: MergedNeed) -> str:
    """Said only where it sets the need apart."""
    return "" if need.is_ordinary else need.priority


def _annexes(plan: Plan, words: Words) -> Iterator[Annex]:
    yield Annex(words.say("plan.merged_annex"), (_merged_table(plan, words),), landscape=True)
    if plan.asked:
        yield Annex(words.say("plan.unit_annex"), (_unit_table(plan.asked, words),), landscape=True)
    if register := _register(plan, words):
        yield Annex(words.say("plan.source_annex"), (register,), landscape=True, internal=True)


def _columns(words: Words, *columns: tuple[str, float, str]) -> tuple[Column, ...]:
    return tuple(
        Column(words.say(f"plan.column.{key}"), weight, "center" if align == "center" else "left")
        for key, weight, align in columns
    )


def _merged_table(plan: Plan, words: Words) -> TableBlock:
    """Widths in points of a turned page. The column of priorities stands only where one differs from the rest."""
    ranked = any(_priority(need) for section in plan.sections for part in section.walk() for need in part.needs)
    field = 42 if words.language == "zh-hans" else 54  # 航空航天, Information
    columns = _columns(
        words, ("number", 26, "center"), ("title", 78, ""), ("wording", 200, ""), ("units", 72, ""),
        ("countries", 50, ""), ("field", field, "center"), ("money", 48, "center"), ("period", 52, "center"),
        *([("priority", 34, "center")] if ranked else []),
    )  # fmt: skip
    rows: list[Row] = []
    for path, section in _with_path(plan.sections):
        if section.needs:
            rows.append(Row((path,), across=True))
            rows += [_merged_row(need, words, ranked=ranked) for need in section.needs]
    return TableBlock(columns, tuple(rows), note=words.say("plan.merged_note"), dense=True)


def _with_path(sections: tuple[Section, ...], above: str = "") -> Iterator[tuple[str, Section]]:
    """Every item with the items above it: “（一）” alone would not say of what."""
    for section in sections:
        path = above + Heading(section.title, 1, section.number).printed
        yield path, section
        yield from _with_path(section.children, f"{path} › ")


def _merged_row(need: MergedNeed, words: Words, *, ranked: bool) -> Row:
    cells = (
        need.number, need.title, need.wording, words.join(need.units), words.join(need.where), need.field,
        words.money(need.money), need.period, *([_priority(need)] if ranked else []),
    )  # fmt: skip
    return Row(cells, tuple(_sources(need.sources, need.units, words)))


def _sources(sources: tuple[Source, ...], units: tuple[str, ...], words: Words) -> Iterator[str]:
    """Where a row was read; the unit is said only where the row has not said it already."""
    said = len(units) == 1 and {source.unit for source in sources} == set(units)
    return (words.source(source, unit_said=said) for source in sources)


def _unit_table(asked: tuple[OriginalNeed, ...], words: Words) -> TableBlock:
    columns = _columns(
        words, ("number", 0.6, "center"), ("asked", 4, ""), ("outcome", 1, "center"), ("into", 4, ""),
        ("reason", 2, ""),
    )  # fmt: skip
    rows: list[Row] = []
    for unit, needs in _by(asked, lambda need: need.unit).items():
        rows.append(Row((words.say("plan.unit_row", unit=unit, count=len(needs)),), across=True))
        rows += [_unit_row(need, words) for need in needs]
    return TableBlock(columns, tuple(rows), dense=True)


def _by[Item, Key](items: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, list[Item]]:
    """Groups in the order of their first item: the board's order of units is kept."""
    groups: dict[Key, list[Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def _unit_row(need: OriginalNeed, words: Words) -> Row:
    into = words.say("plan.into", number=need.group, title=need.group_title).strip()
    cells = (need.number, need.title, words.say(f"outcome.{need.outcome}"), into, need.reason)
    return Row(cells, tuple(_sources(need.sources, (need.unit,), words)))


def _register(plan: Plan, words: Words) -> TableBlock | None:
    """Every file by its hash, and under it every place a need was read from."""
    entries = [(source, need) for need in plan.asked for source in need.sources]
    rows: list[Row] = []
    for (unit, name, digest), found in _by(entries, lambda entry: _file(entry[0])).items():
        head = words.say("plan.file", unit=unit, file=name, hash=digest or words.say("plan.no_hash"))
        rows.append(Row((head,), across=True))
        rows += [_register_row(source, need, words) for source, need in found]
    columns = _columns(words, ("place", 2.2, ""), ("number", 0.6, "center"), ("need", 4, ""), ("into", 4, ""))
    return TableBlock(columns, tuple(rows), dense=True) if rows else None


def _file(source: Source) -> tuple[str, str, str]:
    return source.unit, source.file, source.digest


def _register_row(source: Source, need: OriginalNeed, words: Words) -> Row:
    place = words.place(source.place) if source.place else words.say("none")
    into = words.say("plan.into", number=need.group, title=need.group_title).strip()
    return Row((place, need.number, need.title, into))
