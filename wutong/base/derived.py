"""Columns worked out from other columns of their row whenever it is written, so that lists can be found by them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models


class Derived[Value]:
    """A field whose value is `of(row)` whenever the row is saved, alone or in bulk. A query's update() passes by it."""

    def __init__(self, *args: Any, of: Callable[[Any], Value] | None = None, **options: Any) -> None:
        self.of = of
        super().__init__(*args, **options | {"editable": False})

    def deconstruct(self) -> Any:
        """For migrations a plain column: the rule is the model's, and changes without them."""
        name, _path, args, options = super().deconstruct()  # type: ignore[misc]
        plain = next(kind for kind in type(self).__mro__ if kind.__module__.startswith("django."))
        return name, f"django.db.models.{plain.__name__}", args, options

    def pre_save(self, row: models.Model, add: bool) -> Value:
        assert self.of is not None
        value = self.of(row)
        setattr(row, self.attname, value)  # type: ignore[attr-defined]
        return value


class DerivedText(Derived[str], models.TextField):
    """Words worked out of a row."""


class DerivedBoolean(Derived[bool], models.BooleanField):
    """A yes or no worked out of a row."""
