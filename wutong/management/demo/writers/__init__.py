"""One writer per shape of file, each a function from a reply to bytes."""

from .shapes import write_shape

__all__ = ["write_shape"]
