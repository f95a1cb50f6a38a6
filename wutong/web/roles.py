"""Sets of roles the access tables speak of."""

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
