"""How often a unit is asked whether it is all right.

Default 15 min on scene; 10 min on a P1; 5 min for a lone officer with a suspicious person; 20 min for a building check. A dispatcher
may set another interval for the assignment.
"""

from __future__ import annotations

from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.records import Call, UnitState
from dispatch.domain.vocabulary import Priority

DEFAULT_MINUTES = 15
P1_MINUTES = 10
LONE_MINUTES = 5
BUILDING_CHECK_MINUTES = 20


def check_minutes(unit: UnitState, call: Call | None) -> int:
    """Minutes until the next status check of a unit in its present status."""
    if unit.check_minutes is not None:
        return unit.check_minutes
    if unit.status is UnitStatus.BC:
        return BUILDING_CHECK_MINUTES
    if call is not None and call.type == "SUSPER" and len(call.units) == 1 and len(unit.members) <= 1:
        return LONE_MINUTES
    if call is not None and call.priority is Priority.P1:
        return P1_MINUTES
    return DEFAULT_MINUTES
