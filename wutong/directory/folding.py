"""Folds a name for finding: width, case, spaces and brackets do not matter."""

import re
import unicodedata

_DROPPED = re.compile(r"[\s·・,，.。、()（）\[\]【】〔〕\"“”'‘’\-—_/]+")


def fold(name: str) -> str:
    return _DROPPED.sub("", unicodedata.normalize("NFKC", name).casefold())
