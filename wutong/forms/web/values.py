"""Between kept answers and what stands in the inputs of the page."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from wutong.forms import asks, notation
from wutong.forms.parts import gather, parts
from wutong.forms.spelling import one_line
from wutong.forms.web.fields import DROP, KEPT, field_name

_KEYS = {"countries": {"countries", "words"}, "organisation": {"id", "name"}, "file": {"sha256", "name", "size"}}


def initial(ask: asks.Ask, value: Any) -> dict[str, Any]:
    """What the ask's fields show for a kept answer."""
    if value is None:
        return {}
    match ask:
        case asks.Money() | asks.Period() | asks.Person():
            return {field_name(ask, part): text for part, text in value.items()}
        case asks.Countries() | asks.Organisation():
            return {ask.code: _words(ask, value), field_name(ask, KEPT): json.dumps(value, ensure_ascii=False)}
        case asks.File():
            return {field_name(ask, KEPT): json.dumps(value, ensure_ascii=False)}
    return {ask.code: value}


def _words(ask: asks.Ask, value: Mapping[str, Any]) -> str:
    """Without words the codes themselves are shown, so that they can be taken away."""
    if isinstance(ask, asks.Countries):
        return value["words"] or notation.countries_text(dict(value))
    return value["name"] or notation.organisation_text(dict(value))


class Sent:
    """What the browser sent for one list of asks; `prefix` is that of the table row."""

    def __init__(self, data: Any, files: MultiValueDict | None, prefix: str, known: set[str]) -> None:
        self.data, self.files, self.prefix = data, files or MultiValueDict(), f"{prefix}-" if prefix else ""
        self.known = known  # digests of files the page was made with
        self.uploads: dict[str, UploadedFile] = {}

    def get(self, ask: asks.Ask, part: str = "") -> str:
        return self.data.get(self.prefix + field_name(ask, part), "")

    def answer(self, ask: asks.Ask) -> Any:
        """The answer as typed."""
        match ask:
            case asks.Choices():
                return self.data.getlist(self.prefix + ask.code)
            case asks.File():
                return self._file(ask)
            case asks.Countries() | asks.Organisation():
                kept, typed = self._kept(ask), self.get(ask)
                return kept if kept and one_line(typed) == one_line(_words(ask, kept)) else typed
        texts = {part.name: self.get(ask, part.name) for part in parts(ask)}
        return gather(ask, {name: text for name, text in texts.items() if text})

    def _kept(self, ask: asks.Ask) -> dict[str, Any] | None:
        """The hidden answer, when it is one: the browser can send anything."""
        try:
            kept = json.loads(self.get(ask, KEPT))
        except (ValueError, RecursionError):
            return None
        if not isinstance(kept, dict) or kept.keys() != _KEYS[ask.kind]:
            return None
        listed = kept.get("countries", [])
        lists = isinstance(listed, list) and all(isinstance(code, str) for code in listed)
        return kept if lists and isinstance(kept.get("words", kept.get("name")), str) else None

    def _file(self, ask: asks.Ask) -> dict[str, Any] | None:
        """A new upload, else the file the page was made with. A digest nobody gave this page is not believed."""
        upload = self.files.get(self.prefix + ask.code)
        if upload:
            digest = _digest(upload)
            self.uploads[digest] = upload
            return {"sha256": digest, "name": upload.name, "size": upload.size}
        kept = self._kept(ask)
        if kept is None or self.get(ask, DROP):
            return None
        return kept if kept["sha256"] is None or kept["sha256"] in self.known else None


def _digest(upload: UploadedFile) -> str:
    found = hashlib.sha256()
    for chunk in upload.chunks():
        found.update(chunk)
    upload.seek(0)
    return found.hexdigest()


def digests_in(answers: Any) -> set[str]:
    """Every file digest anywhere in kept answers."""
    if isinstance(answers, Mapping):
        own = {answers["sha256"]} if isinstance(answers.get("sha256"), str) else set()
        return own.union(*(digests_in(value) for value in answers.values()))
    return set().union(*(digests_in(value) for value in answers)) if isinstance(answers, list) else set()
