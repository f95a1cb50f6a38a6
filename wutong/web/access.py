"""The one table of who may open which page: route name → roles. A route not named here opens for nobody.

A role in the table may open the page; which records it finds there is decided by `queries` and `sight`, and what it
may do by `rules`.
"""

from __future__ import annotations

PUBLIC = frozenset({"public"})
PROGRAMME = frozenset({"programme_officer", "programme_leader"})
MIDDLE = frozenset({"middle_officer", "middle_leader"})
UNIT = frozenset({"unit_coordinator", "unit_leader"})
OFFICES = PROGRAMME | MIDDLE
ABROAD = frozenset({"partner_officer"})
WATCH = frozenset({"auditor", "administrator"})
OUTSIDE = frozenset({"applicant", "reviewer"})
SEATED = OFFICES | UNIT | ABROAD | WATCH | OUTSIDE
SIGNED_IN = SEATED | {"none"}
EVERYONE = SIGNED_IN | PUBLIC
INSIDE = OFFICES | UNIT | ABROAD | WATCH
ANSWERING = OFFICES | UNIT | ABROAD

ROLES = tuple(sorted(EVERYONE))

ACCESS: dict[str, frozenset[str]] = {
    # the shell
    "home": EVERYONE,
    "set_language": EVERYONE,
    "desk": SIGNED_IN,
    "sit": SIGNED_IN,
    "work": SEATED,
    "delegations": SEATED,
    "delegation_end": SEATED,
    "journal": WATCH,
    # accounts (allauth)
    "account_login": EVERYONE,
    "account_logout": EVERYONE,
    "account_change_password": SIGNED_IN,
    "account_reset_password": EVERYONE,
    "account_reset_password_done": EVERYONE,
    "account_reset_password_from_key": EVERYONE,
    "account_reset_password_from_key_done": EVERYONE,
}


def roles_for(route: str) -> frozenset[str]:
    """The roles that may open a route; an unknown route opens for nobody."""
    return ACCESS.get(route, frozenset())
