"""The needs form, a form with every kind of ask, and English messages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from tests.forms.shapes import EVERY_KIND
from wutong.forms.definition import Form, load

NEEDS_FORM = Path(__file__).parents[2] / "wutong" / "calls" / "data" / "needs_form.toml"


@pytest.fixture(scope="session")
def needs() -> Form:
    return load(NEEDS_FORM)


@pytest.fixture(scope="session")
def every_kind() -> Form:
    return Form.from_dict(EVERY_KIND)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield
