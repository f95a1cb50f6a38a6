"""What became of each file a unit sent, in words for the unit: what it was taken as, what was not understood and how to
mend it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from wutong.base.words import gettext_noop
from wutong.calls.models import IntakeFile, Need
from wutong.calls.sureness import JUDGED, SURE

MOST_TITLES, MOST_UNSURE, MOST_UNREAD, SHOWN = 20, 8, 8, 120
# What happened to a file nobody could read, and what the sender can do about it.
UNREADABLE = {
    "empty": gettext_noop("it is empty (0 bytes). Please attach it again; it was probably broken on the way."),
    "encrypted": gettext_noop("it is protected by a password. Please send a copy without one."),
    "damaged": gettext_noop("it is damaged. Please open it, save it anew and send it again."),
    "unknown_type": gettext_noop("files of this kind are not read here. Please send Word, Excel or PDF with text."),
    "macro": gettext_noop("it holds macros only. Please send a file without macros."),
    "too_large": gettext_noop("it is too large. Please send it without pictures, or in parts."),
    "too_many_files": gettext_noop("there are too many files inside. Please send the answer only."),
    "bomb": gettext_noop(
        "unpacked it would be far larger than it claims, so it was not opened. Please send it unpacked."
    ),
    "no_converter": gettext_noop("it is in an old format. Please save it as .docx or .xlsx and send it again."),
    "no_text": gettext_noop("there is no text in it; it is probably a scan. Please send the Word file behind it."),
}
WAITS = {
    "other_unit": gettext_noop("it speaks for another unit than the one that sent the mail"),
    "unit": gettext_noop("it is not sure which unit it comes from"),
    "part": gettext_noop("it comes from a part of your unit"),
    "no_need_found": gettext_noop(
        "no single need was found in it. Please state the needs in the form, one in each row"
    ),
    "form": gettext_noop("the form is filled in with mistakes"),
    "overlaps": gettext_noop("most of its needs stand in another file of yours, and it does not say which is newer"),
    "contradicts": gettext_noop("it contradicts what your unit has answered already"),
    "closed": gettext_noop("the call was closed before it came"),
    "needs": gettext_noop("some needs were read with little confidence"),
}
VALUES = {
    "title": gettext_noop("title"),
    "countries": gettext_noop("countries"),
    "field": gettext_noop("field"),
    "action": gettext_noop("action"),
}
UNREAD = ("unread", "values only", "too long")


def account_of(number: int, file: IntakeFile, needs: list[Need]) -> str:
    """One file: a line that says what it was taken as, and below it what a person would want to check."""
    name = "/".join(file.path) or _("the text of your mail")
    lines = [f"{number}. {name} — {_fate(file, len(needs))}"]
    lines += [f"     {line}" for line in _titles(needs)]
    if file.state in ("accepted", "triage"):
        lines += [f"   ! {line}" for line in _not_understood(file, needs)]
    return "\n".join(lines)


def _fate(file: IntakeFile, count: int) -> str:
    if file.duplicate_of is not None:
        return _("the same as “%(name)s”, which was taken already; it is not counted twice.") % {
            "name": file.duplicate_of.name
        }
    if file.state == "accepted":
        return _accepted(file, count)
    if file.state == "no_needs":
        return _("taken as your answer: no needs.")
    if file.state == "unreadable":
        said = _(UNREADABLE.get(file.problem, UNREADABLE["damaged"]))
        return _("could not be read: %(reason)s") % {"reason": said}
    if file.state == "triage":
        why = "; ".join(dict.fromkeys(_(WAITS[one]) for one in file.reasons if one in WAITS))
        return _("waits for a person of the office: %(why)s.") % {
            "why": why or _("it is not sure that it is an answer")
        }
    if file.state == "superseded":
        name = file.superseded_by.name if file.superseded_by else ""
        return _("replaced by a newer version: %(name)s") % {"name": name or "—"}
    return _("kept, and not taken for an answer.")


def _accepted(file: IntakeFile, count: int) -> str:
    said = ngettext("taken as your answer: %(count)s need.", "taken as your answer: %(count)s needs.", count)
    said %= {"count": count}
    version = file.reply.version if file.reply else 1
    if version > 1:
        said += " " + _("Your answer is now version %(version)s.") % {"version": version}
    for old in file.supersedes.all():
        said += " " + _("It replaces “%(name)s”.") % {"name": old.name}
    return said


def _titles(needs: list[Need]) -> Iterator[str]:
    for need in needs[:MOST_TITLES]:
        yield f"({need.number}) {_short(need.title)}"
    if len(needs) > MOST_TITLES:
        yield _("… and %(count)s more") % {"count": len(needs) - MOST_TITLES}


def _not_understood(file: IntakeFile, needs: list[Need]) -> Iterator[str]:
    """Mistakes in our form, values read with little confidence, words no value was read from: each with its place."""
    for problem in (file.reading.get("problems") or [])[:MOST_UNSURE]:
        yield str(problem.get(get_language() or "") or next(iter(problem.values()), ""))
    yield from _bounded(list(_unsure(needs)), MOST_UNSURE)
    leftover = [left for left in file.reading.get("leftover") or [] if left.get("why") in UNREAD]
    yield from _bounded([_unread(left) for left in leftover], MOST_UNREAD)


def _unread(left: Mapping[str, Any]) -> str:
    return _("Not understood: “%(text)s”%(place)s") % {"text": _short(left["text"]), "place": _in(left.get("place"))}


def _bounded(lines: list[str], most: int) -> Iterator[str]:
    yield from lines[:most]
    if len(lines) > most:
        yield _("… and %(count)s more") % {"count": len(lines) - most}


def _unsure(needs: list[Need]) -> Iterator[str]:
    for need in needs:
        unsure = [one for one in JUDGED if (need.places.get(one) or {}).get("confidence", 1) < SURE]
        if unsure:
            named = {"number": need.number, "values": ", ".join(_(VALUES[one]) for one in unsure)}
            spot = (need.places.get(unsure[0]) or {}).get("place") or need.places.get("need")
            yield _("Need %(number)s: not sure: %(values)s%(place)s") % (named | {"place": _in(spot)})


def _in(place: Mapping[str, Any] | None) -> str:
    """Where it stands, as a person finds it: “ (sheet 1, row 5, column B)”."""
    place = place or {}
    told = [
        _("sheet “%(name)s”") % {"name": place["sheet"]} if place.get("sheet") else "",
        _("table %(number)s") % {"number": place["table"]} if place.get("table") and not place.get("sheet") else "",
        _("row %(number)s") % {"number": place["row"]} if place.get("row") else "",
        _("column %(number)s") % {"number": place["column"]} if place.get("column") and place.get("row") else "",
        _("paragraph %(number)s") % {"number": place["paragraph"]} if place.get("paragraph") else "",
        _("line %(number)s") % {"number": place["line"]} if place.get("line") else "",
        _("page %(number)s") % {"number": place["page"]} if place.get("page") else "",
    ]
    words = ", ".join(one for one in told if one)
    return f" ({words})" if words else ""


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"
