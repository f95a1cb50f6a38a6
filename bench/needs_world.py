"""A call with as many needs as one likes: a first layer written by rows, more copied inside the database."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import cycle, islice, product
from pathlib import Path
from random import Random
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from wutong.base.files import StoredFile
from wutong.calls.models import Call, Inquiry, IntakeBatch, IntakeFile, Need, NeedCountry, Reply
from wutong.management.demo.installing import install
from wutong.matching.words import tokens

PARTS = Path(__file__).parent / "needs.toml"
BATCH = 500
SPECIAL = "演示独有词"  # stands in one need of the first layer only: the search that finds nearly nothing


def new_call(at: datetime) -> Call:
    """The demo call with its units and accounts; every unit has sent a reply, from a file."""
    call = install(at=at)
    batch = IntakeBatch.objects.create(call=call, office=call.issuer, way="command", taken_at=at)
    for inquiry in call.inquiries.filter(parent=None).select_related("unit"):
        _reply(inquiry, batch, at)
    return call


def _reply(inquiry: Inquiry, batch: IntakeBatch, at: datetime) -> None:
    reply = Reply.objects.create(
        inquiry=inquiry, version=1, source="free", state="sent", written_at=at, sent_at=at, taken_in=True
    )
    name = f"{inquiry.unit}的回函.docx"
    stored = StoredFile.objects.create(sha256=f"{inquiry.pk:064}", size=40_000, name=name, added_at=at)
    IntakeFile.objects.create(
        batch=batch, call=batch.call, stored=stored, name=name, kind="reply", state="accepted", unit=inquiry.unit,
        reply=reply, arrived_at=at, settled_at=at,
    )  # fmt: skip


def sayings() -> Iterator[dict[str, Any]]:
    """Made-up needs without end, countries, topics and actions well mixed."""
    parts = tomllib.loads(PARTS.read_text(encoding="utf-8"))
    actions = [(action, way) for action, ways in parts["actions"].items() for way in ways]
    mixed = list(product(parts["topics"], parts["aspects"], parts["countries"], actions))
    Random(20_261_124).shuffle(mixed)
    for topic, aspect, country, (action, way) in cycle(mixed):
        said = way.format(c=country[1], t=topic[1] + aspect[0])
        text = f"{said}。{topic[2]}; {topic[3]}。" * 3
        yield {"title": said, "text": text, "field": topic[0], "action": action, "country": country[0]}


@transaction.atomic
def first_layer(call: Call, count: int) -> None:
    """`count` needs, dealt in equal runs to the replies; each names its own country and that of the need before it."""
    replies = list(Reply.objects.filter(inquiry__call=call).select_related("inquiry__unit").prefetch_related("files"))
    each = -(-count // len(replies))
    needs = [
        _need(call, replies[at // each], at, said, places=_places(at, said))
        for at, said in enumerate(islice(sayings(), count))
    ]
    needs[count // 2].text += SPECIAL
    for before, need in zip([needs[-1], *needs[:-1]], needs, strict=True):
        need.countries = list(dict.fromkeys([need.country_words, before.country_words]))
    Need.objects.bulk_create(needs, batch_size=BATCH)
    NeedCountry.objects.bulk_create(
        [NeedCountry(need=need, call=call, country_id=code) for need in needs for code in need.countries],
        batch_size=BATCH,
    )
    let_it_settle()


def _places(at: int, said: dict[str, Any]) -> dict[str, Any]:
    """Where each value was read and how surely, as intake keeps it."""
    place = {"kind": "paragraph", "paragraph": at}
    quotes = {"title": said["title"], "text": said["text"][:120], "countries": said["country"], "field": said["title"]}
    return {name: {"place": place, "quote": quote, "confidence": 0.9} for name, quote in quotes.items()}


def _need(call: Call, reply: Reply, at: int, said: dict[str, Any], **more: Any) -> Need:
    unit = reply.inquiry.unit
    starts = reply.written_at.date() + timedelta(days=at % 400)
    return Need(
        reply=reply, call=call, unit=unit, unit_path=str(unit.path), office_id=call.issuer_id, number=at + 1,
        title=said["title"], text=said["text"], field=said["field"], action=said["action"], language="zh",
        country_words=said["country"], amount=(at % 90 + 10) * 10_000, currency="CNY", starts_on=starts,
        ends_on=starts + timedelta(days=720), partner="演示合作方", contact="演示联系人", file=reply.files.all()[0],
        is_current=True, **more,
    )  # fmt: skip


def more_layers(layers: int, size: int) -> None:
    """Copies the first layer of `size` needs inside the database until there are `layers` of it."""
    with transaction.atomic(), connection.cursor() as cursor:
        _copy(cursor, Need, {"id": size, "number": size}, layers, without=SPECIAL)
        _copy(cursor, NeedCountry, {"id": NeedCountry.objects.count(), "need_id": size}, layers)
    let_it_settle()


def let_it_settle() -> None:
    """What autovacuum does by itself within a minute; SQLite is left as it is in use."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _copy(cursor: Any, model: type[Model], moved: dict[str, int], layers: int, *, without: str = "") -> None:
    """Rows of the model once more for every layer, with the columns in `moved` further by so much a layer. What only
    one need is to say goes from the copies and from the words they are found by."""
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    columns = [str(field.column) for field in model._meta.concrete_fields]
    values = [f"{quote(one)} + layer * {moved[one]}" if one in moved else quote(one) for one in columns]
    if without:
        values[columns.index("text")] = f"replace({quote('text')}, '{without}', '')"
        values[columns.index("words")] = f"replace({quote('words')}, '{tokens(without)[1]}', '')"
    cursor.execute(
        f"WITH RECURSIVE layers(layer) AS (SELECT 1 UNION ALL SELECT layer + 1 FROM layers WHERE layer + 1 < {layers})"
        f" INSERT INTO {table} ({', '.join(map(quote, columns))})"
        f" SELECT {', '.join(values)} FROM layers CROSS JOIN (SELECT * FROM {table}) AS first"
    )
