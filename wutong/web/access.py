"""The one table of who may open which page: route name → roles. A route not named here opens for nobody.

A role in the table may open the page; which records it finds there is decided by `queries` and `sight`, and what it
may do by `rules`.
"""

from __future__ import annotations

from wutong.web.access_tables import calls, directory, inquiries, intake, mailbox, merging, outbox, plans, results
from wutong.web.roles import EVERYONE, SEATED, SIGNED_IN, WATCH

SHELL: dict[str, frozenset[str]] = {
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

AREAS = (
    SHELL,
    directory.ACCESS,
    plans.ACCESS,
    calls.ACCESS,
    inquiries.ACCESS,
    intake.ACCESS,
    merging.ACCESS,
    results.ACCESS,
    mailbox.ACCESS,
    outbox.ACCESS,
)
ACCESS: dict[str, frozenset[str]] = {route: roles for table in AREAS for route, roles in table.items()}


def roles_for(route: str) -> frozenset[str]:
    """The roles that may open a route; an unknown route opens for nobody."""
    return ACCESS.get(route, frozenset())
