"""Files that an office suite has opened and saved again are still read rightly."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from wutong.forms import excel, word
from wutong.forms.checking import check
from wutong.forms.definition import Form

KEPT = {
    "unit": {"id": 5, "name": "甲大学"},
    "contact": {"name": "张三", "phone": "+86 10 12345678", "email": "z@example.cn"},
    "has_needs": "yes",
    "remarks": "=1+1\n  缩进",
    "needs": [
        {
            "title": "-5 °C 冷链", "text": "第一行\n第二行", "field": "transport", "priority": "low",
            "countries": {"countries": ["KZ", "UZ"], "words": "中亚"},
            "money": {"amount": "123456789012345678.25", "currency": "USD"},
            "period": {"start": "2027-01-01", "end": "2028-12-31"},
            "partner": {"id": None, "name": "Университет"},
            "attachment": {"sha256": "ab" * 32, "name": "план.pdf", "size": 12},
        },
        {"title": "الري", "text": "@x", "money": {"amount": "0.10", "currency": "CNY"}},
    ],
}  # fmt: skip


@pytest.mark.office
@pytest.mark.parametrize(("face", "ending"), [(word, "docx"), (excel, "xlsx")], ids=["word", "excel"])
def test_saved_again_by_libreoffice(needs: Form, tmp_path: Path, face: object, ending: str) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    file = tmp_path / f"reply.{ending}"
    file.write_bytes(face.write(needs, KEPT))  # type: ignore[attr-defined]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    saving = [office, profile, "--headless", "--convert-to", ending, "--outdir", str(tmp_path / "saved"), str(file)]
    subprocess.run(saving, check=True, capture_output=True, timeout=120)
    filled = face.read(needs, (tmp_path / "saved" / file.name).read_bytes())  # type: ignore[attr-defined]
    checked = check(needs, filled)
    assert checked.values == KEPT
    assert not checked.problems
    assert filled.stamp == needs.stamp
