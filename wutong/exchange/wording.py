"""Frame words, dates, money and places, said in the language of the document."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from wutong.documents.blocks import Place
from wutong.documents.official import Language
from wutong.exchange.values import Money, Source

HERE = Path(__file__).parent / "words"


class Words:
    """The words of one language; `say("plan.figures", units=3)` fills in a sentence."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._table = _table(language)

    def get(self, key: str) -> Any:
        found: Any = self._table
        for part in key.split("."):
            found = found[part]
        return found

    def say(self, key: str, **values: object) -> str:
        text: str = self.get(key)
        return text.format(**values) if values else text

    def join(self, parts: Iterable[str], mark: str = "list") -> str:
        return self.say(mark).join(part for part in parts if part)

    def sentences(self, *said: str) -> str:
        """One after another: Chinese ones touch, others keep a space between them."""
        return self.say("between").join(sentence for sentence in said if sentence)

    def contact(self, **known: str) -> str:
        """“联系人：…　电话：…” of what is known among contact, phone and email."""
        parts = (self.say(f"letter.{name}", **{name: value}) for name, value in known.items() if value)
        return self.say("letter.gap").join(parts)

    def day(self, day: date) -> str:
        return self.say("date.day", year=day.year, month=day.month, day=day.day, month_name=self._month(day))

    def moment(self, moment: datetime) -> str:
        """Day and time with the name of the zone: a deadline without one is no deadline."""
        if moment.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return self.say(
            "date.moment", year=moment.year, month=moment.month, day=moment.day, month_name=self._month(moment),
            hour=moment.hour, minute=moment.minute, zone=self._zone(moment),
        )  # fmt: skip

    def _month(self, day: date) -> str:
        names: list[str] = self._table["date"].get("month_names", [""] * 12)
        return names[day.month - 1]

    def _zone(self, moment: datetime) -> str:
        name = getattr(moment.tzinfo, "key", None) or moment.tzname() or ""
        shift = moment.strftime("%z")
        offset = f"UTC{shift[:3]}:{shift[3:5]}"
        zones = self._table["zone"]
        if name.startswith("UTC"):
            return str(zones["UTC"]) if shift == "+0000" else offset
        return str(zones.get(name, zones["other"])).format(name=name, offset=offset)

    def money(self, amounts: Iterable[Money]) -> str:
        """Every amount exactly; round ones in 万 where the language counts so."""
        return self.join((self._amount(money) for money in amounts), "clause")

    def _amount(self, money: Money) -> str:
        names = self._table["currency"]
        name = names.get(money.currency)
        tens = money.amount / 10_000
        if name and "ten_thousand" in names and abs(tens) >= 1 and tens == round(tens, 2):
            return str(names["ten_thousand"]).format(amount=_plain(tens), currency=name)
        pattern = names["plain"] if name or "{code}" in names["plain"] else names["other"]
        return str(pattern).format(amount=_plain(money.amount), currency=name, code=money.currency)

    def place(self, place: Place) -> str:
        """Where in the file, as a person would point to it."""
        inside = self.say("place.path", path=" / ".join(place.path)) if place.path else ""
        return inside + self._spot(place)

    def _spot(self, place: Place) -> str:
        if place.sheet is not None:
            cell = f"{get_column_letter(place.column or 1)}{place.row}" if place.row else ""
            return self.say("place.sheet", sheet=place.sheet, cell=cell) if cell else place.sheet
        if place.table is not None or place.row is not None:
            table = self.say("place.table", table=place.table) if place.table is not None else ""
            return table + self.say("place.cell", row=place.row or 1, column=place.column or 1)
        for kind in ("paragraph", "line"):
            if (count := getattr(place, kind)) is not None:
                return self.say(f"place.{kind}", **{kind: count})
        return ""

    def source(self, source: Source, *, unit_said: bool = False) -> str:
        """Unit, file and place in one line; without the unit where it has been named already."""
        where = self.place(source.place) if source.place else ""
        spot = self.say("source.spot" if where else "source.file", file=source.file, place=where)
        return spot if unit_said or not source.unit else self.say("source.unit", unit=source.unit, spot=spot)


def _plain(amount: Decimal) -> str:
    """1,234.5 — grouped, no exponent, no trailing zeros."""
    text = f"{amount:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@cache
def _table(language: str) -> dict[str, Any]:
    with (HERE / f"{language}.toml").open("rb") as file:
        return tomllib.load(file)
