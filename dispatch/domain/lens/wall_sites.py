"""The district on a wall: sites with their orders, incidents, alarms, and what is only counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dispatch.domain.catalog.alarm_plans import PLANS
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.protective_actions import ACTIONS, RoomClear
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.incidents import Incident
from dispatch.domain.lens import wall_views as v
from dispatch.domain.lens.classes import readable_classes
from dispatch.domain.lens.incidents import in_charge_view
from dispatch.domain.lens.outside_sites import accountability
from dispatch.domain.lens.sight import site_may_see
from dispatch.domain.lens.texts import text_view
from dispatch.domain.records import Action, Alarm, UnitState
from dispatch.domain.state import State
from dispatch.domain.vocabulary import AT_SITE, ENDED, WAITING, ActionStatus, CallStatus

READABLE = readable_classes("wall")
_UNREAL = frozenset({Mode.DRILL, Mode.TEST})


def district_view(state: State) -> v.WallDistrictView:
    """All sites, the acting ones first and the worst before the others; what is open; what is counted."""
    acting = _acting(state)
    incidents = sorted(open_incidents(state), key=lambda one: badness(state, one))
    of_site = {site: one for one in reversed(incidents) for site in one.sites}
    waiting = [one for one in state.calls.values() if one.status in WAITING - {CallStatus.SCHEDULED}]
    under_way = sum(one.status not in ENDED and one.status not in WAITING for one in state.calls.values())
    return v.WallDistrictView(
        acting=tuple(site_view(state, site, of_site.get(site)) for site in acting),
        normal=tuple(sorted(site for site in state.sites if site not in acting)),
        incidents=tuple(_headline(one) for one in incidents),
        alarms=tuple(_alarm(state, one) for one in sorted(state.alarms.values(), key=_alarm_order)),
        emergencies=emergencies(state.units.values()),
        units=status_counts(one for one in state.units.values()),
        calls_waiting=len(waiting),
        waiting_since=min((one.times["t_received"] for one in waiting), default=None),
        calls_active=under_way,
    )


def open_incidents(state: State) -> list[Incident]:
    """Incidents that are not closed."""
    return [one for one in state.incidents.values() if one.closed_at is None]


def worst_incident(state: State) -> Incident | None:
    """The one that a wall shows that follows the worst."""
    return min(open_incidents(state), key=lambda one: badness(state, one), default=None)


def badness(state: State, incident: Incident) -> tuple[bool, int, int, str]:
    """What makes one incident stand before another: it is no drill, how large it is, what is ordered there, which is older."""
    ranks = [
        -ACTIONS[one.type].rank
        for one in state.actions.values()
        if one.site in incident.sites and one.status is not ActionStatus.ENDED
    ]
    return (
        incident.mode in _UNREAL,
        int(incident.complexity or incident.proposed.complexity),
        min(ranks, default=0),
        incident.opened_at.isoformat(),
    )


def site_view(state: State, code: str, incident: Incident | None, *, counted: bool = False) -> v.WallSiteView:
    """A site. ``counted``: with how it stands with its people."""
    site = state.sites[code]
    orders = sorted(
        (one for one in state.actions.values() if one.site == code and one.status is not ActionStatus.ENDED),
        key=_order,
    )
    return v.WallSiteView(
        code=code,
        name=site.roster.name,
        actions=tuple(_action(one) for one in orders),
        charge=in_charge_view(incident) if incident is not None else None,
        accountability=accountability(state, code) if counted else None,
    )


def emergencies(units: Iterable[UnitState]) -> tuple[v.WallEmergencyView, ...]:
    """Officers whose emergency is not over, the oldest first."""
    found = (
        v.WallEmergencyView(unit=one.id, since=one.emergency.since, site=one.site)
        for one in units
        if one.emergency is not None
    )
    return tuple(sorted(found, key=lambda one: (one.since, one.unit)))


def status_counts(units: Iterable[UnitState]) -> tuple[v.WallCountView, ...]:
    """How many units on duty are in each status."""
    counts = Counter(one.status for one in units)
    return tuple(
        v.WallCountView(status=status, count=counts[status])
        for status in UnitStatus
        if counts[status] and status is not UnitStatus.OFF
    )


def _acting(state: State) -> list[str]:
    worst: dict[str, tuple[bool, int, str]] = {}
    for one in state.actions.values():
        if one.status is not ActionStatus.ENDED and one.site in state.sites:
            worst[one.site] = min(worst.get(one.site, _order(one)), _order(one))
    return sorted(worst, key=lambda site: (worst[site], site))


def _order(action: Action) -> tuple[bool, int, str]:
    return (action.mode in _UNREAL, -ACTIONS[action.type].rank, action.started_at.isoformat())


def _action(action: Action) -> v.WallActionView:
    doors = action.board
    return v.WallActionView(
        action_type=action.type,
        mode=action.mode,
        status=action.status,
        since=action.started_at,
        heard=action.announced_at is not None or action.source in AT_SITE,
        whole_site=not (action.zones or action.rooms),
        released=sum(one is RoomClear.RELEASED for one in doors.values()) if doors is not None else 0,
        doors=len(doors) if doors is not None else None,
    )


def _headline(incident: Incident) -> v.WallHeadlineView:
    return v.WallHeadlineView(
        number=incident.number,
        name=text_view(incident.name, READABLE),
        mode=incident.mode,
        opened_at=incident.opened_at,
        complexity=incident.complexity or incident.proposed.complexity,
        sites=incident.sites,
        charge=in_charge_view(incident),
        owed=len(incident.owed),
    )


def _alarm_order(alarm: Alarm) -> tuple[bool, str, str]:
    return (alarm.mode in _UNREAL, alarm.raised_at.isoformat(), alarm.id)


def _alarm(state: State, alarm: Alarm) -> v.WallAlarmView:
    call = state.calls.get(alarm.call or "")
    told = call is None or site_may_see(call)
    return v.WallAlarmView(
        label=PLANS[alarm.alarm_kind].name,
        mode=alarm.mode,
        site=alarm.site if told else None,
        unit=alarm.unit if told else None,
        since=alarm.raised_at,
        count=alarm.count,
    )
