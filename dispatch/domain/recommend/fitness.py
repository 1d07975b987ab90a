"""Whether a unit can be sent, and the numbers that candidates are put in order by.

``order`` is lexicographic, and each of its parts only gets worse as a shown criterion does: so whoever stands first is never beaten on
everything by somebody further down. That is tested with any districts and positions.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from dispatch.domain.catalog.unit_statuses import STATUS_INFO, Availability, UnitStatus
from dispatch.domain.recommend.views import Source, Wanted
from dispatch.domain.recommend.where import Whereabouts, metres_between, seconds_for
from dispatch.domain.records import UnitState
from dispatch.domain.state import State
from dispatch.domain.vocabulary import Priority

MEAL_LEAST = timedelta(minutes=10)
"""A meal that has just begun is left alone, unless life is at risk."""
SAME_ETA_S = 30
"""Estimates within this step are taken as equal: the next criterion decides."""
_NEVER = 10**9
_CARRIES = frozenset({UnitStatus.TR, UnitStatus.AH})
"""Somebody is in the vehicle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitness:
    """One unit as the order sees it."""

    unit: UnitState
    where: Whereabouts
    eligible: bool
    barred: str | None
    """Why it can't be sent."""
    pulled: bool
    interrupts: bool
    on_call: str | None
    metres: int | None
    eta_s: int | None
    assigned: bool
    on_beat: bool
    idle_s: int

    @property
    def ties(self) -> int:
        """Its own site first, then its own beat."""
        return 0 if self.assigned else 1 if self.on_beat else 2

    @property
    def order(self) -> tuple[int | bool | str, ...]:
        """Smaller is better."""
        eta = _NEVER if self.eta_s is None else self.eta_s
        return (
            not self.eligible,
            self.pulled,
            eta // SAME_ETA_S,
            self.interrupts,
            self.ties,
            self.unit.calls_this_shift,
            -self.idle_s,
            eta,
            self.unit.id,
        )


def fitness(
    state: State,
    unit: UnitState,
    wanted: Wanted,
    goal: tuple[int, int] | None,
    where: Whereabouts,
    now: datetime,
) -> Fitness:
    """All criteria of one unit."""
    barred, pulled, interrupts = _free(state, unit, wanted, now)
    if barred is None:
        barred = lacks(state, unit, wanted)
    present = state.calls.get(unit.call or "")
    metres = None if goal is None or where.point is None else metres_between(where.point, goal)
    site = state.sites.get(wanted.site or "")
    roster = unit.roster
    own = site is not None and (
        roster.home_site == site.id or unit.id in (*site.roster.sros, *site.roster.csos)
    )
    beat = site is not None and bool(roster.sector) and roster.sector == site.roster.sector
    return Fitness(
        unit=unit,
        where=where,
        eligible=barred is None,
        barred=barred,
        pulled=pulled,
        interrupts=interrupts,
        on_call=present.number if present is not None else None,
        metres=metres,
        eta_s=None if metres is None or where.source is Source.NONE else seconds_for(metres, where.source),
        assigned=own,
        on_beat=beat and not own,
        idle_s=max(now - unit.since, timedelta()) // timedelta(seconds=1),
    )


def _free(state: State, unit: UnitState, wanted: Wanted, now: datetime) -> tuple[str | None, bool, bool]:
    """Why it is barred, whether it must be pulled off a call, whether it is interrupted at something."""
    label = STATUS_INFO[unit.status].label
    if unit.status is UnitStatus.EM:
        return "in EMERGENCY itself", False, False
    waits = {state.assignments[one].call for one in unit.stack if one in state.assignments}
    if wanted.call is not None and wanted.call in waits:
        return "this call waits for it already", False, False
    present = state.calls.get(unit.call or "")
    if present is not None:
        if unit.status in _CARRIES:
            return f"on {present.number}, {label.lower()}", False, False
        if not outranks(present.priority, wanted.priority):
            return f"on {present.number} (P{present.priority}), not outranked", False, False
        return None, True, False
    if unit.status is UnitStatus.ML and wanted.priority > Priority.P1 and now - unit.since < MEAL_LEAST:
        return f"at a meal since {(now - unit.since) // timedelta(minutes=1)} min", False, False
    primary = STATUS_INFO[unit.status].primary
    if primary is Availability.NOT_AVAILABLE:
        return label.lower(), False, False
    return None, False, primary is Availability.CONDITIONAL


def lacks(state: State, unit: UnitState, wanted: Wanted) -> str | None:
    """What is asked for and the unit does not bring, in words. Equipment that nobody has looked at this shift is not counted on."""
    can = {one.casefold() for one in unit.can}
    crew = state.crews.get(unit.id)
    found = {one.item: one.ok for one in crew.equipment} if crew is not None else {}
    said = [f"without {one}" for one in wanted.skills if one.casefold() not in can]
    for item in wanted.equipment:
        name = item.replace("_", " ")
        if item not in found:
            said.append(f"{name} not looked at this shift")
        elif not found[item]:
            said.append(f"{name} not in order")
    return ", ".join(said) or None


def outranks(present: Priority, wanted: Priority) -> bool:
    """Whether a call may pull a unit off another: by one step for a P1, by two otherwise."""
    return present - wanted >= (1 if wanted is Priority.P1 else 2)
