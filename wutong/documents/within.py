"""The bytes of files that lie inside a mail or an archive, found again by the path their places carry."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from wutong.documents.archives import read_zip
from wutong.documents.blocks import Document, Unreadable
from wutong.documents.limits import DEFAULT, Budget, Limits
from wutong.documents.mail.outlook import read_msg
from wutong.documents.mail.reading import read_eml
from wutong.documents.sniffing import sniff
from wutong.documents.source import Source

Path = tuple[str, ...]
_CONTAINERS: dict[str, Callable[[Source], Document]] = {"zip": read_zip, "eml": read_eml, "msg": read_msg}
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Search:
    """Opens containers only, and of those only the ones that lead to a wanted file."""

    wanted: frozenset[Path]
    at_most: int  # bytes kept, all files together
    found: dict[Path, bytes] = field(default_factory=dict)

    def open(self, source: Source) -> Document:
        if source.path in self.wanted:
            self._keep(source)
        if any(path[: len(source.path)] == source.path != path for path in self.wanted):
            reader = _CONTAINERS.get(sniff(source.name, source.data))
            if reader is not None:
                reader(source)
        return Document(source.name, "unknown")

    def _keep(self, source: Source) -> None:
        if sum(map(len, self.found.values())) + len(source.data) <= self.at_most:
            self.found[source.path] = source.data


def bytes_within(name: str, data: bytes, wanted: Collection[Path], limits: Limits = DEFAULT) -> dict[Path, bytes]:
    """The files at these paths (as in `Place.path`); one that is not there, or does not fit into `limits.max_bytes`
    beside the others, is missing in the answer. The container has been opened before, and so found harmless."""
    search = _Search(frozenset(path for path in wanted if path), limits.max_bytes)
    if not search.wanted:
        return {}
    try:
        search.open(Source(name, data, limits, Budget(name, limits), search.open))
    except Unreadable:
        pass
    except Exception:
        _log.warning("%s could not be searched", name, exc_info=True)
    return search.found
