"""The form's stamp as it stands in the custom properties of Word and Excel files."""

from __future__ import annotations

import re
from collections.abc import Mapping

from wutong.forms.definition import Form, Stamp

FORM, VERSION, DIGEST = "WutongForm", "WutongVersion", "WutongDigest"


def properties(form: Form) -> dict[str, str]:
    return {FORM: form.id, VERSION: str(form.version), DIGEST: form.digest}


def stamp_from(properties: Mapping[str, str]) -> Stamp | None:
    """None when the file does not say which form it is."""
    form, version = properties.get(FORM, ""), properties.get(VERSION, "")
    if not form or not re.fullmatch("[0-9]{1,9}", version):
        return None
    return Stamp(form, int(version), properties.get(DIGEST, ""))
