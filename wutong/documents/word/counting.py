"""How Word prints the number of a list item: 一、 (二) iii, ③ and the rest of its number formats."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]  # fmt: skip
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщыэюя"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def chinese(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """12 → 十二, 105 → 一百〇五; digit by digit from ten thousand on."""
    if not 0 < number < 10_000:
        return "".join(digits[int(figure)] for figure in str(max(number, 0)))
    printed, gap = "", False
    for power in (3, 2, 1, 0):
        figure = number // 10**power % 10
        if figure:
            printed += (digits[0] if gap else "") + digits[figure] + (units[power - 1] if power else "")
        gap = bool(printed) and not figure
    return printed.removeprefix(digits[1]) if 10 <= number < 20 and digits is _DIGITS else printed


def roman(number: int) -> str:
    """14 → xiv; plain digits beyond what Roman signs are used for."""
    if not 0 < number < 4000:
        return str(number)
    printed = ""
    for value, sign in _ROMAN:
        printed += sign * (number // value)
        number %= value
    return printed


def letters(number: int, alphabet: str = "abcdefghijklmnopqrstuvwxyz") -> str:
    """1 → a, 27 → aa, as Word does (the letter repeated, not base 26)."""
    if number < 1:
        return ""
    return alphabet[(number - 1) % len(alphabet)] * min((number - 1) // len(alphabet) + 1, 20)


def _run(first: str, count: int) -> Callable[[int], str]:
    """Enclosed numbers that Unicode keeps in a row; plain digits beyond its end."""
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= count else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": "{:02d}".format,
    "ordinal": str,
    "upperRoman": lambda number: roman(number).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerLetter": letters,
    "russianUpper": lambda number: letters(number, _CYRILLIC).upper(),
    "russianLower": lambda number: letters(number, _CYRILLIC),
    "chineseLegalSimplified": lambda number: chinese(number, _LEGAL, "拾佰仟"),
    "ideographTraditional": lambda number: letters(number, _STEMS),
    "ideographZodiac": lambda number: letters(number, _BRANCHES),
    "ideographDigital": lambda number: "".join(_DIGITS[int(figure)] for figure in str(abs(number))),
    "japaneseDigitalTenThousand": lambda number: "".join(_DIGITS[int(figure)] for figure in str(abs(number))),
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _run("①", 20),
    "decimalEnclosedCircleChinese": _run("①", 20),
    "decimalEnclosedParen": _run("⑴", 20),
    "decimalEnclosedFullstop": _run("⒈", 20),
    "ideographEnclosedCircle": _run("㊀", 10),
    "none": lambda number: "",
}
for _name in ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
              "taiwaneseCountingThousand", "ideographLegalTraditional", "koreanCounting"):  # fmt: skip
    _FORMATS[_name] = chinese


def printed(number: int, number_format: str) -> str:
    """The number in one of Word's formats; decimal for a format we do not know."""
    return _FORMATS.get(number_format, str)(number)
