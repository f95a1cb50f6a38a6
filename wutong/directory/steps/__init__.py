"""Verbs of the directory: the only writers of its tables."""

from wutong.directory.steps.importing import import_file, import_organisations
from wutong.directory.steps.organisations import add_organisation, change_organisation
from wutong.directory.steps.people import delegate, end_delegation, end_seat, give_seat, seat_by_email
from wutong.directory.steps.reference import load_reference_data, record_agreement

__all__ = [
    "add_organisation",
    "change_organisation",
    "delegate",
    "end_delegation",
    "end_seat",
    "give_seat",
    "import_file",
    "import_organisations",
    "load_reference_data",
    "record_agreement",
    "seat_by_email",
]
