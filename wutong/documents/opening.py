"""The door: any file in, blocks that know their place out, or `Unreadable` with the reason."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

from wutong.documents.archives import read_zip
from wutong.documents.blocks import Document, Unreadable
from wutong.documents.converted import has_converter, read_converted, read_pdf
from wutong.documents.limits import DEFAULT, Budget, Limits
from wutong.documents.mail.outlook import read_msg
from wutong.documents.mail.reading import read_eml
from wutong.documents.ole import Ole
from wutong.documents.plain import read_json, read_txt
from wutong.documents.separated import read_csv
from wutong.documents.sheets.old import read_xls
from wutong.documents.sheets.xlsx import read_xlsx
from wutong.documents.sniffing import sniff
from wutong.documents.source import Source
from wutong.documents.web import read_html
from wutong.documents.word.reading import read_docx

_MACROS = ("Macros", "_VBA_PROJECT_CUR")  # storages of old Word and Excel files


def open_file(name: str, data: bytes, limits: Limits = DEFAULT) -> Document:
    """Read a file by its content; `name` is only a label. Raises `Unreadable` and nothing else.

    A zip or mail opens even when members do not: such a part carries `problem` and `detail`.
    """
    return _open(Source(name, data, limits, Budget(name, limits), _open))


def open_path(path: Path, limits: Limits = DEFAULT) -> Document:
    """`open_file` for a file on disk; a file that is too large is not loaded. OSError when it cannot be reached."""
    if path.stat().st_size > limits.max_bytes:
        raise Unreadable("too_large", path.name, f"{path.stat().st_size} bytes")
    return open_file(path.name, path.read_bytes(), limits)


def _read_old_word(source: Source) -> Document:
    return _with_macros(source, read_converted(source, "doc"))


def _read_old_sheet(source: Source) -> Document:
    """Directly; by LibreOffice when the direct reader stumbles over the file."""
    try:
        document = read_xls(source)
    except Unreadable as problem:
        if problem.code != "damaged" or not has_converter():
            raise
        document = read_converted(source, "xls")
    return _with_macros(source, document)


def _with_macros(source: Source, document: Document) -> Document:
    container = Ole(source.data)
    if any(storage in container for storage in _MACROS):
        document.meta["macros"] = "1"
    return document


_READERS: dict[str, Callable[[Source], Document]] = {
    "docx": read_docx,
    "xlsx": read_xlsx,
    "doc": _read_old_word,
    "xls": _read_old_sheet,
    "zip": read_zip,
    "eml": read_eml,
    "msg": read_msg,
    "html": read_html,
    "json": read_json,
    "csv": read_csv,
    "txt": read_txt,
    "pdf": read_pdf,
}
_READERS |= {
    media: partial(read_converted, media=media) for media in ("rtf", "odt", "ods", "xlsb", "word-xml", "excel-xml")
}
_log = logging.getLogger(__name__)
_FOREIGN = {"pptx": "PowerPoint presentation"}


def _open(source: Source) -> Document:
    """One source, with every surprise turned into `Unreadable`: strangers' files break every library in some way."""
    try:
        return _read(source)
    except Unreadable:
        raise
    except MemoryError as error:
        raise source.unreadable("too_large", "out of memory") from error
    except RecursionError as error:
        raise source.unreadable("damaged", "nested too deeply") from error
    except Exception as error:
        # Mostly the file's fault, sometimes ours: the log tells them apart, the batch goes on either way.
        _log.warning("%s could not be read", source.name, exc_info=True)
        raise source.unreadable("damaged", f"{type(error).__name__}: {error}"[:300]) from error


def _read(source: Source) -> Document:
    if len(source.data) > source.limits.max_bytes:
        raise source.unreadable("too_large", f"{len(source.data)} bytes")
    media = sniff(source.name, source.data)
    if media in _FOREIGN:
        raise source.unreadable("unknown_type", _FOREIGN[media])
    document = _READERS[media](source)
    if media != "json" and not document.blocks and not document.parts and document.problem is None:
        document.meta["blank"] = "1"
    return document
