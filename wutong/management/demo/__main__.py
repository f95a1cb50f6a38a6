"""`python -m wutong.management.demo --out DIR` writes the demo replies and says what was written."""

from __future__ import annotations

import argparse
from pathlib import Path

from .build import write_demo


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="wutong demo", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for replies/, letter.toml and truth.json")
    index = write_demo(parser.parse_args(arguments).out)
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(index.counts().items()))
    print(
        f"{len(index.files)} files in {index.folder}: {kinds}; {len(index.keys())} needs, {len(index.groups)} groups."
    )
    for name in index.skipped:
        print(f"Not written, no office suite found for the old format: {name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
