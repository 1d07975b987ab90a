"""Calls that wait for a unit: which comes next when it is free, and letting them go when it goes home."""

from __future__ import annotations

from dispatch.domain import events as e
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.records import UnitState
from dispatch.domain.state import State


def next_in_stack(state: State, unit: UnitState) -> tuple[e.Event, ...]:
    """The call that waited longest for this unit, unless it is only reserved for later."""
    for assignment_id in unit.stack:
        call = state.calls.get(state.assignments[assignment_id].call)
        if call is not None and call.until is None:
            return (
                e.UnitAssigned(
                    assignment=assignment_id,
                    unit=unit.id,
                    call=call.id,
                    number=call.number,
                    site=call.place.site,
                    stacked=False,
                    status=UnitStatus.DP,
                    warning=None,
                ),
            )
    return ()


def unstack(state: State, unit: UnitState) -> tuple[e.Event, ...]:
    """Nothing waits for a unit that goes off duty: the calls are the desk's again."""
    return tuple(
        e.UnitCleared(
            assignment=one.id,
            unit=unit.id,
            call=one.call,
            number=state.calls[one.call].number,
            status=UnitStatus.OFF,
            last=not state.calls[one.call].units,
            warning=None,
        )
        for one in (state.assignments[assignment_id] for assignment_id in unit.stack)
    )
