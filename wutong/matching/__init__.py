"""Which texts say the same, across languages and offline: encode, compare, group, find. Pure: no Django."""

from .encoders import Encoder, LexicalEncoder, SentenceEncoder, load_encoder
from .grouping import Contradiction, Group, Grouping, Suspect, group
from .items import Item
from .languages import Coverage, coverage, detect_language
from .likeness import Likeness, Reason, compare
from .pool import Pool, encode_items
from .search import ExactIndex, Found, VectorIndex, nearest
from .vectors import StaleVectors, Vectors, pack, stamp, unpack
from .words import tokens

__all__ = [
    "Contradiction",
    "Coverage",
    "Encoder",
    "ExactIndex",
    "Found",
    "Group",
    "Grouping",
    "Item",
    "LexicalEncoder",
    "Likeness",
    "Pool",
    "Reason",
    "SentenceEncoder",
    "StaleVectors",
    "Suspect",
    "VectorIndex",
    "Vectors",
    "compare",
    "coverage",
    "detect_language",
    "encode_items",
    "group",
    "load_encoder",
    "nearest",
    "pack",
    "stamp",
    "tokens",
    "unpack",
]
