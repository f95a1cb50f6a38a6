"""What people decided about a unit's earlier files, for its next version: dropped, added, corrected once more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from wutong.calls.models import Inquiry, IntakeFile, Need
from wutong.calls.statement import StatedNeed
from wutong.calls.steps.carrying import corrections_kept, titles_of
from wutong.calls.understanding import VALUES
from wutong.directory.folding import fold

REMEMBERED = ("accepted", "no_needs", "superseded")
Record = dict[str, Any]


@dataclass(slots=True)
class Remembered:
    """Of the needs read from a new file: which were dropped before, by their number in the reading, which were
    corrected, and what a person had added that the new file still says."""

    dropped: dict[int, Record] = field(default_factory=dict)
    corrections: dict[int, dict[str, Any]] = field(default_factory=dict)
    added: list[StatedNeed] = field(default_factory=list)

    def apply(self, needs: Sequence[StatedNeed]) -> list[StatedNeed]:
        """The needs as they stand without anybody looking; corrections follow when the new version is stored."""
        return [need for number, need in enumerate(needs) if number not in self.dropped] + self.added


def remember(
    file: IntakeFile, inquiry: Inquiry, needs: Sequence[StatedNeed], replaces: Collection[IntakeFile]
) -> Remembered:
    """`needs` as read from the file, in their order; `replaces`: the files it takes the place of."""
    drops = _dropped_before(file, inquiry)
    found = {
        number: drops[key] for number, need in enumerate(needs) if (key := words_of(need.title, need.text)) in drops
    }
    # What was dropped in this very file is not “kept from before”.
    current = Need.objects.filter(reply__inquiry=inquiry, reply__state="sent").exclude(file=file)
    standing = list(current.exclude(corrections={}).select_related("reply").order_by("number"))
    return Remembered(found, _corrected(needs, standing), list(_added(file, needs, standing, replaces)))


def words_of(title: str, text: str) -> tuple[str, str]:
    """Two needs read the same when title and text do, whatever their width, case and brackets."""
    return fold(title), fold(text)


def as_record(need: StatedNeed, number: int, reason: str) -> Record:
    """What is kept of a dropped need: enough to know it again, and to show it."""
    return {"number": number, "title": need.title, "text": need.text, "reason": reason}


def _dropped_before(file: IntakeFile, inquiry: Inquiry) -> dict[tuple[str, str], Record]:
    """Newer decisions stand: a need put back in a later version is not dropped any more."""
    rows = IntakeFile.objects.filter(
        call_id=inquiry.call_id, unit_id=inquiry.unit_id, batch__office_id=inquiry.office_id, state__in=REMEMBERED
    )
    found: dict[tuple[str, str], Record] = {}
    for old in rows.exclude(pk=file.pk).order_by("settled_at", "pk"):
        for record in old.reading.get("restored") or ():
            found.pop(words_of(record["title"], record.get("text", "")), None)
        for record in old.reading.get("dropped") or ():
            kept = {"kept_from": old.name} | record
            found[words_of(record["title"], _text_of(old, record))] = kept
    return found


def _text_of(file: IntakeFile, record: Mapping[str, Any]) -> str:
    """The text of a dropped need; where none was kept with it, that of the reading."""
    if "text" in record:
        return str(record["text"])
    needs = file.reading.get("needs") or []
    number = record.get("number", -1)
    return str(needs[number]["text"]["value"]) if 0 <= number < len(needs) else ""


def _corrected(needs: Sequence[StatedNeed], standing: Iterable[Need]) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for old in standing:
        titles = titles_of(old)
        heir = next((n for n, need in enumerate(needs) if n not in found and fold(need.title) in titles), None)
        if heir is not None:
            found[heir] = corrections_kept(old, needs[heir], old.reply.version)
    return {number: kept for number, kept in found.items() if kept}


def _added(
    file: IntakeFile, needs: Sequence[StatedNeed], standing: Iterable[Need], replaces: Collection[IntakeFile]
) -> Iterator[StatedNeed]:
    """Needs a person had added to a file this one replaces: made again where their words stand in the new file, unless
    the reader finds them by itself now."""
    read = {fold(need.title) for need in needs}
    places = list(_places(file.reading))
    for old in standing:
        if old.file not in replaces or not is_added(old) or fold(old.title) in read:
            continue
        quote = str((old.places.get("title") or {}).get("quote") or "")
        place = next((place for place, words in places if fold(quote) in words), None) if quote else {"kind": "field"}
        if place is not None:
            yield _again(old, place, quote)


def is_added(need: Need) -> bool:
    """A person wrote it: the reader had read no title for it."""
    return (need.corrections.get("title") or {"was": None})["was"] == ""


def _places(reading: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Everything the new file says, with its place: what no need was read from, then the needs."""
    for one in reading.get("leftover") or ():
        yield one["place"], fold(one["text"])
    for need in reading.get("needs") or ():
        for mark in need.get("marks") or ():
            yield mark["place"], fold(mark["text"])
        for name in VALUES:
            found = need.get(name)
            if isinstance(found, dict) and found.get("place"):
                yield found["place"], fold(f"{found.get('quote') or ''} {found['value'] if name == 'text' else ''}")


def _again(old: Need, place: dict[str, Any], quote: str) -> StatedNeed:
    where = {"place": place, "quote": quote, "confidence": 1.0}
    columns = {name: getattr(old, name) for name in StatedNeed.__slots__ if hasattr(old, name)}
    kept = {
        name: change | {"kept_from": change.get("kept_from", old.reply.version)}
        for name, change in old.corrections.items()
    }
    need = StatedNeed(**columns)
    return replace(need, places={"need": place, "title": where, "text": where}, corrections=kept)
