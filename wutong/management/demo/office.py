"""Saves files in the old Office formats through LibreOffice, when there is one."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

TIME_LIMIT = 120  # seconds for one start of the suite; it takes 3 to 10
OLD_FORMATS = {".docx": "doc:MS Word 97", ".xlsx": "xls:MS Excel 97"}


def office_found() -> bool:
    return shutil.which("soffice") is not None


def to_old_formats(files: dict[str, bytes]) -> dict[str, bytes]:
    """New-format files by name → the same in .doc or .xls, one start of the suite for each format.

    The suite gets a profile of its own, so it neither meets nor disturbs one that is open.
    """
    converted: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name, content in files.items():
            (folder / name).write_bytes(content)
        for suffix, target in OLD_FORMATS.items():
            _convert(sorted(folder.glob(f"*{suffix}")), target, folder)
        for name in files:
            extension = OLD_FORMATS[Path(name).suffix].split(":")[0]
            converted[name] = (folder / "old" / name).with_suffix(f".{extension}").read_bytes()
    return converted


def _convert(paths: Iterable[Path], target: str, folder: Path) -> None:
    names = [str(path) for path in paths]
    if not names:
        return
    soffice = shutil.which("soffice") or "soffice"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", target, "--outdir", str(folder / "old"), *names]
    subprocess.run(command, check=True, capture_output=True, timeout=TIME_LIMIT)  # noqa: S603 - fixed words, own files
