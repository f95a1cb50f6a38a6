"""Every word on screen is gathered, translated into Chinese, and keeps its placeholders."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "wutong/locale/zh_Hans/LC_MESSAGES/django.po"
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|%[sd]")
HAN = re.compile(r"[\u4e00-\u9fff]")
# Words that are the same in both languages: names, marks, formats.
SAME = re.compile(r"^(%\([a-z]+\)s|[\W\d_])*$|^(English|Wutong|JSON|ROR|ORCID|Word|Excel|v%\(.*)$")


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    return polib.pofile(str(CATALOGUE))


def test_every_word_is_translated(catalogue):
    missing = [entry.msgid for entry in catalogue if not entry.translated() and not entry.obsolete]
    assert missing == []


def test_no_translation_is_doubtful(catalogue):
    assert [entry.msgid for entry in catalogue if entry.fuzzy] == []


def test_translations_are_chinese(catalogue):
    english = [
        entry.msgid
        for entry in catalogue
        if not SAME.match(entry.msgid) and not HAN.search(entry.msgstr or "".join(entry.msgstr_plural.values()))
    ]
    assert english == []


def test_placeholders_survive(catalogue):
    wrong = []
    for entry in catalogue:
        wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        for told in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            if set(PLACEHOLDER.findall(told)) - wanted or (
                not entry.msgid_plural and set(PLACEHOLDER.findall(told)) != wanted
            ):
                wrong.append(entry.msgid)
    assert wrong == []


@pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is not installed")
def test_the_catalogue_knows_every_word_of_the_code(tmp_path):
    """Gather afresh into a copy: nothing new may turn up."""
    copy = tmp_path / "wutong"
    shutil.copytree(ROOT / "wutong", copy, ignore=shutil.ignore_patterns("vendor", "*.mo", "__pycache__", "content"))
    command = [
        sys.executable,
        str(ROOT / "manage.py"),
        "makemessages",
        "--locale",
        "zh_Hans",
        "--no-location",
        "--no-obsolete",
    ]
    subprocess.run([*command, "--ignore", "migrations/*"], cwd=copy, check=True, capture_output=True)
    fresh = polib.pofile(str(copy / "locale/zh_Hans/LC_MESSAGES/django.po"))
    known = {(entry.msgid, entry.msgctxt) for entry in polib.pofile(str(CATALOGUE))}
    assert [entry.msgid for entry in fresh if (entry.msgid, entry.msgctxt) not in known] == []
