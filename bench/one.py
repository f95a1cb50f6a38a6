"""One part of the bench in a process of its own: `python -m bench.one PART FILE` writes its rows to the file."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path

import django


def main(part: str, into: Path) -> None:
    django.setup()
    rows = import_module(f"bench.{part}").cases()
    into.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
