"""What is wrong with an answer, and where: a code with its parameters, and the words for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl.utils import get_column_letter

from wutong.base.texts import in_language
from wutong.documents.blocks import Place
from wutong.forms.asks import Labels


class Spot(NamedTuple):
    """Which answer: an ask, in a table also the row (1-based) and column, and the part (amount, currency …)."""

    ask: str
    row: int | None = None
    column: str = ""
    part: str = ""

    def whole(self) -> Spot:
        return self._replace(part="")

    def path(self) -> str:
        """needs[2].money.amount, with rows counted from 0 as in JSON."""
        row = f"[{self.row - 1}]" if self.row else ""
        return ".".join(filter(None, (self.ask + row, self.column, self.part)))


WORDS = {
    "missing": gettext_lazy("an answer is needed"),
    "too_long": gettext_lazy("%(length)s characters, at most %(limit)s are allowed"),
    "not_text": gettext_lazy("a text is expected, not %(given)s"),
    "not_number": gettext_lazy("“%(given)s” is not a number"),
    "too_small": gettext_lazy("%(given)s is below the least allowed, %(limit)s"),
    "too_large": gettext_lazy("%(given)s is above the most allowed, %(limit)s"),
    "too_precise": gettext_lazy("%(given)s has more than %(limit)s digits after the point"),
    "no_currency": gettext_lazy("the currency of %(given)s is missing; one of %(limit)s"),
    "unknown_currency": gettext_lazy("currency “%(given)s” is not one of %(limit)s"),
    "not_date": gettext_lazy("“%(given)s” is not a date; write it like 2026-01-31"),
    "too_early": gettext_lazy("%(given)s is before %(limit)s"),
    "too_late": gettext_lazy("%(given)s is after %(limit)s"),
    "period_order": gettext_lazy("the period ends (%(end)s) before it starts (%(start)s)"),
    "unknown_choice": gettext_lazy("“%(given)s” is not one of the choices: %(limit)s"),
    "unknown_country": gettext_lazy("“%(given)s” is not a country code"),
    "countries_not_found": gettext_lazy("no country was recognised in “%(given)s”"),
    "no_name": gettext_lazy("the name is missing"),
    "not_email": gettext_lazy("“%(given)s” is not an e-mail address"),
    "unknown_file": gettext_lazy("the file “%(given)s” was not sent"),
    "file_too_large": gettext_lazy("the file has %(given)s bytes, at most %(limit)s are allowed"),
    "few_rows": gettext_lazy("%(given)s rows, at least %(limit)s are needed"),
    "many_rows": gettext_lazy("%(given)s rows, at most %(limit)s are allowed"),
    "not_rows": gettext_lazy("a list of rows is expected"),
    "unknown_field": gettext_lazy("the form has no such field; it held “%(given)s”"),
    "two_answers": gettext_lazy("answered twice; “%(given)s” was not taken"),
    "outside_field": gettext_lazy("“%(given)s” stands outside the fields and was not taken"),
    "formula_blank": gettext_lazy(
        "the formula in the cell has no saved value; type the value, or save the file in Excel"
    ),
    "beyond_reading": gettext_lazy("%(given)s filled cells from here on lie beyond what is read (%(limit)s)"),
    "cell_error": gettext_lazy("the cell shows the error %(given)s"),
    "no_stamp": gettext_lazy("the file does not say which form it is; it was read by its labels"),
    "other_form": gettext_lazy("the file belongs to another form, “%(given)s”; fields with the same code were read"),
    "other_version": gettext_lazy("the file is version %(given)s of the form, now %(limit)s; same fields were read"),
    "changed_form": gettext_lazy("the file was made from a changed copy of this form; same fields were read"),
    "not_json": gettext_lazy("the file is not valid JSON: %(given)s"),
    "unreadable": gettext_lazy("the file cannot be opened: %(given)s"),
}
WARNINGS = {
    "unknown_field", "two_answers", "outside_field", "no_stamp", "other_form", "other_version", "changed_form",
    "countries_not_found",
}  # fmt: skip


@dataclass(frozen=True)
class Problem:
    spot: Spot
    code: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    place: Place | None = None
    labels: tuple[Labels, ...] = ()  # of the ask, and of the column when it stands in a table

    @property
    def ask(self) -> str:
        return self.spot.ask

    @property
    def row(self) -> int | None:
        return self.spot.row

    @property
    def is_error(self) -> bool:
        """A warning is told, but the answers can be used."""
        return self.code not in WARNINGS

    @property
    def text(self) -> str:
        """What is wrong, without the place, in the reader's language."""
        return str(WORDS[self.code]) % {name: _short(value) for name, value in self.parameters.items()}

    @property
    def message(self) -> str:
        where = self.where
        return _("%(where)s: %(what)s") % {"where": where, "what": self.text} if where else self.text

    @property
    def where(self) -> str:
        """Sheet 需求, cell C7 · Table 2, row 3, field 经费 · Needs, row 3, field Money."""
        names = [in_language(labels) for labels in self.labels] or [self.spot.path()]
        place, parts = self.place, []
        if place and place.path:
            parts.append(" / ".join(place.path))
        if place and place.sheet and place.row:
            cell = f"{get_column_letter(place.column or 1)}{place.row}"
            parts.append(_("Sheet %(sheet)s, cell %(cell)s") % {"sheet": place.sheet, "cell": cell})
        elif place and place.table:
            parts.append(_("Table %(table)s, row %(row)s") % {"table": place.table, "row": place.row})
            parts.append(_("field %(field)s") % {"field": names[-1]})
        elif self.spot.row:
            parts.append(_("%(table)s, row %(row)s") % {"table": names[0], "row": self.spot.row})
            parts += [_("field %(field)s") % {"field": names[-1]}] if self.spot.column else []
        elif self.spot.ask:
            parts.append(_("Field %(field)s") % {"field": names[0]})
        return ", ".join(parts)


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 80 else text[:79] + "…"
