"""Whatever a list holds: once taken in, the same list changes nothing, and the tree and the journal are whole."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from wutong.base import journal
from wutong.base.actors import system
from wutong.base.rules import Refused
from wutong.directory.importing import OrganisationRow, compare
from wutong.directory.models import Organisation
from wutong.directory.queries import known_rows
from wutong.directory.steps import import_organisations

AT, BY = datetime(2026, 9, 1, tzinfo=UTC), system("tests")
NAMES = [f"单位{letter}" for letter in "甲乙丙丁戊"]


@st.composite
def rows(draw: st.DrawFn) -> OrganisationRow:
    name = draw(st.sampled_from(NAMES))
    english = draw(st.sampled_from(["", "Alpha", "Beta"]))
    above = [other for other in NAMES if other > name]  # nobody lies under itself
    parent = draw(st.sampled_from(["", *above]))
    return OrganisationRow(
        names={"zh-hans": name} | ({"en": f"{english} {name}"} if english else {}),
        kind=draw(st.sampled_from(["", "university", "park"])),
        email=draw(st.sampled_from(["", "a@unit.example", "b@unit.example"])),
        aliases=tuple(draw(st.lists(st.sampled_from(["别名一", "别名二"]), unique=True, max_size=2))),
        parents=(parent,) if parent else (),
    )


class TestTakingIn(HypothesisTestCase):
    """Lists of five units with names, parents, kinds and aliases in any mixture, twice over."""

    @settings(max_examples=15, deadline=None)
    @given(first=st.lists(rows(), max_size=5), second=st.lists(rows(), max_size=5))
    def test_taking_in_settles(self, first: list[OrganisationRow], second: list[OrganisationRow]) -> None:
        for wanted in (first, second):
            changes = compare(known_rows(), wanted)
            unknown = {problem.detail for problem in changes.problems if problem.code == "unknown_parent"}
            if unknown:
                continue  # such rows are shown with their problem and keep their place
            try:
                import_organisations(changes, by=BY, at=AT)
            except Refused:
                continue
            again = compare(known_rows(), [*changes.new, *(change.incoming for change in changes.changed)])
            assert not again.new and not again.changed
        for unit in Organisation.objects.select_related("parent"):
            assert unit.path == f"{unit.parent.path if unit.parent else '/'}{unit.pk}/"
        assert list(journal.verify()) == []
