"""Public identifiers of organisations and people: brought to one written form, refused with the reason when wrong."""

from __future__ import annotations

import re

import idutils
from stdnum.cn import uscc

_ROR = re.compile(r"(?:https?://)?(?:www\.)?(?:ror\.org/)?(0[a-z0-9]{8})", re.IGNORECASE)
_ROR_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u
_USCC = re.compile(r"[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}")
_ORCID = re.compile(r"(?:https?://)?(?:www\.)?(?:orcid\.org/)?(\d{4}-?\d{4}-?\d{4}-?\d{3}[\dxX])")


def check_ror(text: str) -> str:
    """The nine characters of a Research Organization Registry identifier. Raises ValueError with the reason.

    The last two are a check (ISO/IEC 7064, modulus 97-10) over the seven before them.
    """
    match = _ROR.fullmatch(text.strip().rstrip("/"))
    if match is None or not idutils.is_ror(match[1].lower()):
        raise ValueError("a ROR identifier is nine characters beginning with 0, alone or after https://ror.org/")
    found = match[1].lower()
    if not found[-2:].isdigit() or _ror_check(found[:-2]) != int(found[-2:]):
        raise ValueError("the check digits of the ROR identifier do not fit: mistyped?")
    return found


def check_uscc(text: str) -> str:
    """The 18 characters of a unified social credit code (GB 32100-2015). Raises ValueError with the reason.

    The registering office may be a letter (N for rural collectives): the form is ours, the check digit the library's.
    """
    found = uscc.compact(text)
    if len(found) != 18:
        raise ValueError("a unified social credit code has 18 characters")
    if not _USCC.fullmatch(found):
        raise ValueError("a unified social credit code has digits and capital letters without I, O, S, V, Z")
    if uscc.calc_check_digit(found[:17]) != found[17]:
        raise ValueError("the check character of the unified social credit code does not fit: mistyped?")
    return found


def check_orcid(text: str) -> str:
    """The sixteen digits of an ORCID iD in groups of four. Raises ValueError with the reason."""
    match = _ORCID.fullmatch(text.strip().rstrip("/"))
    if match is None:
        raise ValueError("an ORCID iD is sixteen digits in groups of four, alone or after https://orcid.org/")
    if not idutils.is_orcid(match[1].upper()):
        raise ValueError("the check digit of the ORCID iD does not fit: mistyped?")
    found: str = idutils.normalize_orcid(match[1].upper())
    return found


def _ror_check(body: str) -> int:
    number = 0
    for digit in body:
        if digit not in _ROR_DIGITS:
            raise ValueError("a ROR identifier has no letters i, l, o, u")
        number = number * 32 + _ROR_DIGITS.index(digit)
    return 98 - (number * 100) % 97
