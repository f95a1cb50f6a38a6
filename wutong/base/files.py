"""Files kept by content: the same bytes are stored once, whatever their name."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models


class StoredFile(models.Model):
    """One content. The name is that of its first arrival; records that use it keep their own."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    name = models.CharField(max_length=255)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        return f"files/{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"

    def data(self) -> bytes:
        with default_storage.open(self.path, "rb") as stream:
            return bytes(stream.read())


def keep(name: str, data: bytes, *, at: datetime) -> StoredFile:
    """Store bytes once and answer their record. Content is stored before the row, so a row never points to nothing."""
    sha = hashlib.sha256(data).hexdigest()
    known = StoredFile.objects.filter(sha256=sha).first()
    if known:
        return known
    stored = StoredFile(sha256=sha, size=len(data), name=name[:255], added_at=at)
    write_whole(stored.path, data)
    return StoredFile.objects.get_or_create(
        sha256=sha, defaults={"size": stored.size, "name": stored.name, "added_at": at}
    )[0]


def write_whole(path: str, data: bytes) -> None:
    """Content under a path of its own. What a process that died while writing has left there is written again."""
    if default_storage.exists(path):
        with default_storage.open(path, "rb") as stream:
            if stream.read() == data:
                return
        default_storage.delete(path)
    default_storage.save(path, ContentFile(data))
