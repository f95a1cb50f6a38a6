"""`python -m bench [PART …]`: every part in a process of its own, one table, and the rows as var/bench.json."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.measuring import Row, failed
from bench.throwaway import postgres_cluster

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("needs_list", "matching", "plan_reading", "reply_reading", "intake", "thousand", "plan_document")
MINUTES = 10  # no part may take longer
COLUMNS = ("name", "ours", "against", "unit", "ratio", "aim", "holds", "note")
TO_THE_RIGHT = ("ours", "against", "ratio")


def rows_of(part: str, environment: Mapping[str, str]) -> list[Row]:
    """The rows of a part, measured with an empty data folder; one row that says why where it could not be."""
    with tempfile.TemporaryDirectory(prefix="wutong-bench-") as folder:
        into = Path(folder) / "rows.json"
        env = {"DJANGO_SETTINGS_MODULE": "wutong.settings", **environment, "WUTONG_VAR": f"{folder}/var"}
        command = [sys.executable, "-m", "bench.one", part, str(into)]
        try:
            done = subprocess.run(command, cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True, timeout=60 * MINUTES)
        except subprocess.TimeoutExpired:
            return [failed(part, f"stopped after {MINUTES} minutes")]
        if done.returncode:
            last = done.stderr.strip().splitlines()[-1:] or [f"ended with {done.returncode}"]
            return [failed(part, last[0])]
        rows: list[Row] = json.loads(into.read_text(encoding="utf-8"))
        return rows


def table(rows: Sequence[Row]) -> str:
    """Rows as lines of text; a Chinese character takes two places."""
    lines = [COLUMNS, *(tuple(_cell(row[column]) for column in COLUMNS) for row in rows)]
    widths = [max(_width(line[at]) for line in lines) for at in range(len(COLUMNS))]
    return "\n".join("  ".join(map(_padded, line, widths, COLUMNS)).rstrip() for line in lines)


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "NO"
    return "" if value is None else f"{value:,.6g}" if isinstance(value, int | float) else str(value)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _padded(text: str, width: int, column: str) -> str:
    space = " " * (width - _width(text))
    return space + text if column in TO_THE_RIGHT else text + space


def measure(parts: Sequence[str], *, postgres: bool) -> list[Row]:
    if not postgres:
        return [row for part in parts for row in rows_of(part, os.environ)]
    with postgres_cluster() as address:
        return [row for part in parts for row in rows_of(part, os.environ | {"WUTONG_DATABASE_URL": address})]


def main(words: Sequence[str] | None = None) -> int:
    asked = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    asked.add_argument("parts", nargs="*", metavar="PART", help=f"any of {', '.join(PARTS)} (default: all)")
    asked.add_argument("--postgres", action="store_true", help="in a throw-away PostgreSQL instead of SQLite")
    asked.add_argument("--strict", action="store_true", help="fail where an aim does not hold")
    chosen = asked.parse_args(words)
    rows = measure(chosen.parts or PARTS, postgres=chosen.postgres)
    out = Path(os.environ.get("WUTONG_VAR") or ROOT / "var") / "bench.json"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(table(rows))
    return int(chosen.strict and not all(row["holds"] for row in rows))


if __name__ == "__main__":
    sys.exit(main())
