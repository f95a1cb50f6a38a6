"""The list of needs at 5,000 and at 500,000 rows, beside a bare Django view over the same rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.bare import PAGE, ROUTE, admit
from bench.measuring import Row, Spent, in_turn, once, row
from bench.needs_world import SPECIAL, first_layer, more_layers, new_call
from bench.throwaway import empty_database
from wutong.calls.models import Call, Need
from wutong.directory.models import User

SMALL, LAYERS = 5_000, 100
LARGE = SMALL * LAYERS
TIMES, SECONDS = 25, 5.0
MOST_QUERIES, MOST_TIMES_BARE, MOST_GROWTH = 20, 2.0, 1.3
AT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
WHOLE = "all"


@dataclass(frozen=True, slots=True)
class Seen:
    """One list looked at: time and queries, ours and the bare view's."""

    ours: Spent
    bare: Spent
    our_queries: int
    bare_queries: int


class Lists:
    """Both lists as the programme officer opens them."""

    def __init__(self, call: Call) -> None:
        self.client = Client()
        self.client.force_login(User.objects.get(is_demo=True, seats__role="programme_officer"))
        self.ours = reverse("needs", args=[call.pk])
        self.bare = reverse(ROUTE, args=[call.pk, call.issuer_id])

    def look(self, ours: dict[str, object], bare: dict[str, object] | None = None) -> Seen:
        """Both sides in turn; `bare` where the same page has another address there."""
        one, other = f"{self.ours}?{urlencode(ours)}", f"{self.bare}?{urlencode(ours if bare is None else bare)}"
        spent = in_turn(lambda: self._get(one), lambda: self._get(other), times=TIMES, within=SECONDS)
        return Seen(*spent, self._queries(one), self._queries(other))

    def _get(self, address: str) -> None:
        answer = self.client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")

    def _queries(self, address: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            self._get(address)
        return len(seen)


def narrowings(call: Call) -> dict[str, dict[str, object]]:
    """Ways of narrowing the list, from what the needs themselves say."""
    need = Need.objects.filter(call=call).order_by("id")[SMALL // 3]
    return {
        WHOLE: {},
        "by country": {"country": need.countries[0]},
        "by field": {"field": need.field},
        "by unit": {"unit": need.unit_id},
        "by a word many say": {"text": "联合实验室"},
        "by a word one says": {"text": SPECIAL},
    }


def millis(spent: Spent) -> float:
    """What counts: with SQLite all work is done in this process, so its own time, which neighbours do not disturb."""
    return 1000 * (spent.cpu if connection.vendor == "sqlite" else spent.wall)


def against_bare(name: str, seen: Seen) -> Row:
    note = f"on the wall {1000 * seen.ours.wall:.1f} : {1000 * seen.bare.wall:.1f} ms; {connection.vendor}"
    ours, bare = millis(seen.ours), millis(seen.bare)
    return row(f"needs list, {name}", ours, bare, most=MOST_TIMES_BARE, unit=unit(), note=note)


def queries(rows: int, seen: Seen) -> Row:
    ours, bare = seen.our_queries, seen.bare_queries
    made = row(f"needs list, {rows:,} rows: queries", ours, None, most=MOST_QUERIES, unit="queries")
    return made | {"against": bare, "ratio": round(ours / bare, 3)}


def growth(name: str, small: Seen, large: Seen) -> Row:
    note = f"against our own at {SMALL:,}; the bare view grows {millis(large.bare) / millis(small.bare):.1f} ×"
    name = f"needs list, {name}, {SMALL:,} to {LARGE:,} rows"
    return row(name, millis(large.ours), millis(small.ours), most=MOST_GROWTH, unit=unit(), note=note)


def last_page(lists: Lists, call: Call) -> Row:
    """Where a list that counts its way to the page pays for every row before it."""
    after = Need.objects.filter(call=call).order_by("-id").values_list("id", flat=True)[PAGE]
    seen = lists.look({"after": after}, {"page": LARGE // PAGE})
    return against_bare(f"last page of {LARGE:,} rows", seen)


def unit() -> str:
    return "ms CPU" if connection.vendor == "sqlite" else "ms"


def cases() -> list[Row]:
    """All rows of this part of the bench."""
    admit()
    with empty_database(), override_settings(ROOT_URLCONF="bench.bare", ALLOWED_HOSTS=["testserver"]):
        call = new_call(AT)
        first_layer(call, SMALL)
        lists, ways = Lists(call), narrowings(call)
        small = {name: lists.look(chosen) for name, chosen in ways.items()}
        filling = once(lambda: more_layers(LAYERS, SMALL))
        large = {name: lists.look(chosen) for name, chosen in ways.items()}
        return [
            *(queries(rows, seen[WHOLE]) for rows, seen in ((SMALL, small), (LARGE, large))),
            *(against_bare(f"{name}, {SMALL:,} rows", seen) for name, seen in small.items()),
            *(against_bare(f"{name}, {LARGE:,} rows", seen) for name, seen in large.items()),
            *(growth(name, small[name], large[name]) for name in ways),
            last_page(lists, call),
            row(f"filling up to {LARGE:,} rows", millis(filling) / 1000, None, most=60, unit="s"),
        ]
