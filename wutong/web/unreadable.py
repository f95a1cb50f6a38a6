"""Why a file could not be read, in words for people."""

from django.utils.translation import gettext_lazy as _

REASONS = {
    "empty": _("The file is empty."),
    "encrypted": _("The file is protected by a password: send it without one."),
    "damaged": _("The file is damaged and cannot be opened."),
    "unknown_type": _("This kind of file is not read here."),
    "macro": _("The file holds macros only."),
    "too_large": _("The file is too large to be read."),
    "too_many_files": _("There are too many files inside."),
    "bomb": _("The file unpacks to far more than it should and was not opened."),
    "no_converter": _("This old format needs an office programme that is not installed here."),
    "no_text": _("There is no text in the file: it may be a scanned picture."),
}


def reason_for(code: str) -> str:
    """The sentence for a problem code of the document readers."""
    return str(REASONS.get(code, REASONS["damaged"]))
