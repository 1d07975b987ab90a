"""Statuses that come in any order leave a unit the same: as the one that was true last has it."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch.domain import commands as c
from dispatch.domain.catalog.unit_statuses import UnitStatus
from tests.domain.district import T0
from tests.domain.playbook import Playbook

# The desk's word: every change is allowed to it, so that only the order decides.
STATUSES = [one for one in UnitStatus if one is not UnitStatus.EM]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 3_000), st.sampled_from(STATUSES)), unique_by=lambda one: one[0])
    .filter(len)
    .flatmap(st.permutations)
)
def test_the_status_that_was_true_last_stands(told: list[tuple[int, UnitStatus]]) -> None:
    p = Playbook.opened(lawful=False)
    p.wait(hours=1)
    for second, status in told:
        p.given(c.SetUnitStatus(unit="A7", status=status), at=T0 + timedelta(seconds=second))
        p.wait(seconds=1)
    assert p.the_unit("A7").status is max(told)[1]
    known = [
        one for one in p.log if one.command.startswith("command-") and getattr(one.event, "unit", "") == "A7"
    ]
    assert len(known) == len(told) + 1, "each is in the log"
