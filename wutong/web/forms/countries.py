"""A field for countries as people write them: names in any of the six languages or codes, separated by commas."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wutong.directory.folding import fold
from wutong.directory.gazetteer import LANGUAGES, all_countries, country_name

_BETWEEN = re.compile(r"[,，;；、\n]+")


def country_choices() -> list[tuple[str, str]]:
    """Code and name of every country, by name in the reader's language."""
    language = get_language() or "zh-hans"
    return sorted(
        ((one.iso2, country_name(one.iso2, language)) for one in all_countries()), key=lambda pair: pair[1].casefold()
    )


def country_codes(text: str) -> tuple[list[str], list[str]]:
    """Codes of the countries named in a text, and the pieces that name none."""
    known = {fold(word): one.iso2 for one in all_countries() for word in _words(one.iso2, one.iso3)}
    pieces = [piece.strip() for piece in _BETWEEN.split(text) if piece.strip()]
    found = [(piece, known.get(fold(piece))) for piece in pieces]
    return list(dict.fromkeys(code for _piece, code in found if code)), [piece for piece, code in found if not code]


def _words(iso2: str, iso3: str) -> list[str]:
    return [iso2, iso3, *(country_name(iso2, language) for language in LANGUAGES)]


class CountriesField(forms.CharField):
    """Cleans to a list of ISO codes; an unknown name is an error that quotes it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 2}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        codes, unknown = country_codes(text or "")
        if unknown:
            raise forms.ValidationError(_("No country is called “%(name)s”.") % {"name": "”, “".join(unknown)})
        return codes
