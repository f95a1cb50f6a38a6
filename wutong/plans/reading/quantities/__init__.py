"""Numbers with a unit in a text: 2500人次, 6—12个月, 百分之八十, 翻一番, fifty labs, 1,5 млрд рублей."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wutong.plans.reading.numerals import half_width
from wutong.plans.reading.quantities.chinese import chinese_quantities
from wutong.plans.reading.quantities.english import english_quantities
from wutong.plans.reading.quantities.model import Quantity, kind_of, scaled_unit
from wutong.plans.reading.quantities.russian import russian_quantities

__all__ = ["Quantity", "find_quantities", "kind_of", "scaled_unit"]


def find_quantities(text: str) -> Iterator[Quantity]:
    """Every number with the unit behind it, in order; numbers without a unit come with kind "bare"."""
    plain = half_width(text)
    if re.search("[\u4e00-\u9fff]", plain):
        yield from chinese_quantities(plain)
    elif re.search("[А-яЁё]", plain):
        yield from russian_quantities(plain)
    else:
        yield from english_quantities(plain)
