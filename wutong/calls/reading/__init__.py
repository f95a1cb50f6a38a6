"""Reads replies in any shape: which kind of file, from which unit, with which needs, each value with its place."""

from .folder import FolderReading, files_of, folder_json, need_json, read_folder, read_path
from .reply import read_reply
from .results import Found, KnownUnit, Leftover, Money, NeedReading, Period, ReadingContext, ReplyReading
from .settle import settle

__all__ = [
    "FolderReading",
    "Found",
    "KnownUnit",
    "Leftover",
    "Money",
    "NeedReading",
    "Period",
    "ReadingContext",
    "ReplyReading",
    "files_of",
    "folder_json",
    "need_json",
    "read_folder",
    "read_path",
    "read_reply",
    "settle",
]
