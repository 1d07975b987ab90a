"""A status that waited for the network: what it says was true once, and may have been overtaken.

It changes the unit only if nothing that was true later is known. A status was true when its sender says so, by a clock that is
trusted, and otherwise when it was recorded. So the same statuses leave a unit the same, in whatever order they come.
"""

from __future__ import annotations

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.catalog.unit_statuses import STATUS_INFO
from dispatch.domain.decision import Context, Done, happened_at
from dispatch.domain.records import UnitState
from dispatch.domain.state import State
from dispatch.domain.text import protect


def came_late(state: State, unit: UnitState, command: c.SetUnitStatus, context: Context) -> Done | None:
    """The line that it becomes; None: it is the newest that is known of the unit."""
    if unit.told_at is None or happened_at(state, context) >= unit.told_at:
        return None
    call = state.calls.get(command.call or "")
    event = e.StatusCameLate(
        unit=unit.id,
        status=command.status,
        stands=unit.status,
        call=call.id if call is not None else None,
        number=call.number if call is not None else None,
        site=command.site,
        members=command.members,
        text=protect(command.text),
    )
    stands = STATUS_INFO[unit.status].label
    return Done(
        (event,), {}, (f"It came late: {unit.id} stays {stands}, which was said later. It is logged.",)
    )
