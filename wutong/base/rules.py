"""Rules in pairs: `check_x()` raises Refused with the reason, `may_x()` answers yes or no from the same rule."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.utils.functional import Promise


class Refused(Exception):
    """The rule says no. `reason` is shown to the person, in their language; `place` names the field it is about."""

    def __init__(self, reason: str | Promise, *, place: str = "") -> None:
        self.reason, self.place = reason, place
        super().__init__(str(reason))


def may[**P](check: Callable[P, None]) -> Callable[P, bool]:
    """The yes-or-no twin of a check, for templates and menus."""

    @wraps(check)
    def answer(*args: P.args, **kwargs: P.kwargs) -> bool:
        try:
            check(*args, **kwargs)
        except Refused:
            return False
        return True

    return answer


def refuse_unless(condition: object, reason: str | Promise, *, place: str = "") -> None:
    """One line of a rule."""
    if not condition:
        raise Refused(reason, place=place)
