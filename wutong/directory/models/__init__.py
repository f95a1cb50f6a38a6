"""Tables of the directory."""

from wutong.directory.models.countries import Agreement, Country, GroupMember, Partnership, RegionGroup
from wutong.directory.models.organisations import Organisation, OrganisationName
from wutong.directory.models.people import Delegation, Person, Seat, User

__all__ = [
    "Agreement",
    "Country",
    "Delegation",
    "GroupMember",
    "Organisation",
    "OrganisationName",
    "Partnership",
    "Person",
    "RegionGroup",
    "Seat",
    "User",
]
