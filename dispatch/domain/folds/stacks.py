"""Assignments that wait behind another call."""

from __future__ import annotations

from dispatch.domain.draft import Draft
from dispatch.domain.vocabulary import AssignmentStatus


def unstack_all(draft: Draft, call_id: str) -> None:
    """A call ended: units for which it waited no longer have it in their stack."""
    call = draft.calls.get(call_id)
    if call is None or not call.stacked:
        return
    for assignment in [one for one in draft.assignments.values() if one.call == call_id]:
        if assignment.status is AssignmentStatus.STACKED:
            draft.change("assignments", assignment.id, status=AssignmentStatus.CLEARED)
            unit = draft.units.get(assignment.unit)
            if unit is not None:
                draft.change("units", unit.id, stack=tuple(one for one in unit.stack if one != assignment.id))
    draft.change("calls", call_id, stacked=())
