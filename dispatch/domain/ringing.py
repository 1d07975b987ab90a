"""At which positions an alarm rings. The same answer on every console and node: from the alarm, who sits where, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dispatch.domain.catalog.alarm_plans import PLANS, AlarmStep
from dispatch.domain.records import Alarm, Call, DeskPositionState, SiteState


def ringing_at(
    alarm: Alarm,
    positions: Iterable[DeskPositionState],
    calls: Mapping[str, Call],
    sites: Mapping[str, SiteState],
) -> tuple[str, ...]:
    """Codes of the positions where it rings, in their order; empty when nobody sits anywhere: then every console rings.

    First whoever works the call, else whose sector it is, else the first position. The second position joins, then the supervisor; where no
    supervisor sits, everybody.
    """
    taken = sorted((one for one in positions if one.person is not None), key=_order)
    if not taken:
        return ()
    desk = [one for one in taken if not one.roster.supervisor] or taken
    if PLANS[alarm.alarm_kind].everybody:
        rung = taken
    else:
        first = _first(alarm, desk, calls, sites)
        rest = [one for one in desk if one is not first]
        supervisors = [one for one in taken if one.roster.supervisor]
        rung = {
            AlarmStep.RAISED: [first],
            AlarmStep.LOUDER: [first],
            AlarmStep.SECOND_POSITION: [first, *rest[:1]] if rest else [first, *supervisors],
            AlarmStep.SUPERVISOR: [first, *rest[:1], *supervisors] if supervisors else taken,
        }[alarm.step]
    return tuple(dict.fromkeys(one.id for one in sorted(rung, key=_order)))


def _order(one: DeskPositionState) -> tuple[int, str]:
    return one.roster.order, one.id


def _first(
    alarm: Alarm,
    desk: list[DeskPositionState],
    calls: Mapping[str, Call],
    sites: Mapping[str, SiteState],
) -> DeskPositionState:
    call = calls.get(alarm.call or "")
    if call is not None and call.owner is not None:
        for one in desk:
            if one.person == call.owner.person:
                return one
    site = sites.get(alarm.site or "")
    if site is not None and site.roster.sector:
        for one in desk:
            if one.roster.sector == site.roster.sector:
                return one
    return desk[0]
