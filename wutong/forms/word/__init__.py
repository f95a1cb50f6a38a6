"""The Word face: `write` a document with content controls for a form, `read` one back."""

from wutong.forms.word.reading import read
from wutong.forms.word.writing import write

__all__ = ["read", "write"]
