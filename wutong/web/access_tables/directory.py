"""Who may open the pages: directory. Names, countries and agreements are open to everyone with a seat."""

from wutong.web.roles import OFFICES, PROGRAMME, SEATED

ADMINISTRATOR = frozenset({"administrator"})
KEEPERS = OFFICES | ADMINISTRATOR
LEADERS = frozenset({"programme_leader", "middle_leader", "unit_leader"}) | ADMINISTRATOR

ACCESS: dict[str, frozenset[str]] = {
    "organisations": SEATED,
    "organisation": SEATED,
    "organisation_add": KEEPERS,
    "organisation_change": KEEPERS,
    "organisation_import": KEEPERS,
    "organisation_import_look": KEEPERS,
    "seat_give": LEADERS,
    "seat_end": LEADERS,
    "countries": SEATED,
    "country": SEATED,
    "region_group": SEATED,
    "agreements": SEATED,
    "agreement_record": PROGRAMME | ADMINISTRATOR,
}
