"""The text index: both databases find the few rows that say a word without reading the many that do not.

The index stands over a column of words with spaces between them. SQLite: a full-text table kept by triggers.
PostgreSQL: an inverted index over an expression.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connections, models, transaction

_LEXEMES = "array_to_tsvector(array_remove(string_to_array({column}, ' '), ''))"  # an empty word would be refused


def keys_saying(
    rows: models.QuerySet[Any], column: str, whole: Sequence[str], begun: Sequence[str] = (), *, after: int, most: int
) -> list[int]:
    """The first `most` keys after `after`, in order, of rows whose column holds every word in `whole` and a word for
    each beginning in `begun`. The filters of `rows` do not count."""
    connection = connections[rows.db]
    found = connection.ops.quote_name
    table = found(rows.model._meta.db_table)
    if connection.vendor == "postgresql":
        said = _LEXEMES.format(column=found(column))
        query = f"SELECT id FROM {table} WHERE {said} @@ %s::tsquery AND id > %s ORDER BY id LIMIT %s"  # noqa: S608 - own names
        asked = " & ".join([*(f"'{word}'" for word in whole), *(f"'{word}':*" for word in begun)])
    else:
        index = found(f"{rows.model._meta.db_table}_{column}")
        query = f"SELECT rowid FROM {index} WHERE {index} MATCH %s AND rowid > %s ORDER BY rowid LIMIT %s"  # noqa: S608 - own names
        asked = " AND ".join([*(f'"{word}"' for word in whole), *(f'"{word}" *' for word in begun)])
    with connection.cursor() as cursor:
        cursor.execute(query, [asked, after, most])
        return [key for (key,) in cursor.fetchall()]


def ensure_index(database: str, table: str, column: str) -> bool:
    """Make the index over `column` where it is missing, filled from the rows that stand. Answers whether it was.

    Called after every migration: SQLite loses triggers when Django builds a table anew.
    """
    connection = connections[database]
    make, there = (_POSTGRESQL, _HAS_INDEX) if connection.vendor == "postgresql" else (_SQLITE, _HAS_TRIGGER)
    with transaction.atomic(using=database), connection.cursor() as cursor:
        cursor.execute(there, [f"{table}_{column}"])
        if cursor.fetchone():
            return False
        for statement in make:
            cursor.execute(statement.format(table=table, column=column, lexemes=_LEXEMES.format(column=column)))
    return True


_HAS_INDEX = "SELECT 1 FROM pg_indexes WHERE indexname = %s"
_POSTGRESQL = ('CREATE INDEX "{table}_{column}" ON "{table}" USING gin ({lexemes})',)
_HAS_TRIGGER = "SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = %s || '_changed'"
_ADD = 'INSERT INTO "{table}_{column}"(rowid, {column}) VALUES (new.id, new.{column});'
_REMOVE = (
    'INSERT INTO "{table}_{column}"("{table}_{column}", rowid, {column}) VALUES (\'delete\', old.id, old.{column});'
)
_SQLITE = (
    'DROP TABLE IF EXISTS "{table}_{column}"',
    "CREATE VIRTUAL TABLE \"{table}_{column}\" USING fts5({column}, content='{table}', content_rowid='id',"
    ' tokenize="unicode61 remove_diacritics 0")',
    'INSERT INTO "{table}_{column}"("{table}_{column}") VALUES (\'rebuild\')',
    f'CREATE TRIGGER "{{table}}_{{column}}_added" AFTER INSERT ON "{{table}}" BEGIN {_ADD} END',
    f'CREATE TRIGGER "{{table}}_{{column}}_removed" AFTER DELETE ON "{{table}}" BEGIN {_REMOVE} END',
    f'CREATE TRIGGER "{{table}}_{{column}}_changed" AFTER UPDATE OF "{{column}}" ON "{{table}}"'
    f" BEGIN {_REMOVE} {_ADD} END",
)
