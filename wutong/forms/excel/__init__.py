"""The Excel face: `write` a workbook for a form, `read` one back."""

from wutong.forms.excel.reading import read
from wutong.forms.excel.writing import write

__all__ = ["read", "write"]
