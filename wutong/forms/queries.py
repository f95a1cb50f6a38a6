"""Doors to stored forms."""

from __future__ import annotations

from wutong.forms.definition import Form
from wutong.forms.models import FormVersion


def form_of(stored: FormVersion) -> Form:
    """The definition as it was when it was stored."""
    return Form.from_dict(stored.definition, source=str(stored))


def latest(code: str) -> FormVersion:
    """The newest version of a form; raises FormVersion.DoesNotExist."""
    return FormVersion.objects.filter(code=code).latest("version")
