"""Keeping versions of forms."""

from __future__ import annotations

from datetime import datetime

from wutong.forms.definition import Form
from wutong.forms.models import FormVersion


def keep_form(form: Form, *, at: datetime) -> FormVersion:
    """Store this version of a form, or answer the stored one. Raises ValueError when the same version was stored with
    other words: what a call asked with never changes."""
    stored, _ = FormVersion.objects.get_or_create(
        code=form.id,
        version=form.version,
        defaults={"digest": form.digest, "definition": form.to_dict(), "added_at": at},
    )
    if stored.digest != form.digest:
        raise ValueError(f"form {form.id} version {form.version} is stored with other words: give it a new version")
    return stored
