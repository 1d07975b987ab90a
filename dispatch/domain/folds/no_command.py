"""The clock of NO COMMAND: from the first unit on scene or the first protective action until somebody is named.

It runs in the record, so that every screen and every node shows the same; after two minutes it is an alarm, and again every two.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.complexity import Counts, propose
from dispatch.domain.draft import Draft
from dispatch.domain.folds.apart import THERE, watch_agencies
from dispatch.domain.folds.clock import drop_alarms, raise_alarm
from dispatch.domain.folds.owed import owed, too_many
from dispatch.domain.folds.timing import set_timer
from dispatch.domain.incidents import Incident
from dispatch.domain.record import Recorded
from dispatch.domain.records import Action, Call, Timer, UnitState
from dispatch.domain.vocabulary import ENDED, ActionStatus, AlarmKind, CallStatus, TimerKind

NAMED_WITHIN = timedelta(seconds=120)
"""The target: somebody in command by name. After it an alarm, and again each time it passes."""
_REAL = frozenset({Mode.ACTUAL, Mode.EXERCISE})
_GRAVE = frozenset({ActionType.LOCKDOWN, ActionType.EVACUATE})


def clock_id(incident_id: str) -> str:
    """The id of an incident's clock, and of its alarm."""
    return f"no_command:{incident_id}"


def watch(draft: Draft, incident_id: str, recorded: Recorded) -> None:
    """Count an open incident anew, and let its clock run or stop."""
    incident = draft.incidents.get(incident_id)
    if incident is None or incident.closed_at is not None:
        return
    calls = [draft.calls[one.id] for one in incident.calls if one.id in draft.calls]
    acting = list(_acting(draft, incident))
    _count(draft, incident, calls, acting)
    watch_agencies(draft, draft.incidents[incident_id], calls, recorded)
    since = _since(draft.incidents[incident_id], calls, acting, recorded.recorded_at)
    _run(draft, draft.incidents[incident_id], calls, since, recorded.recorded_at)


def fell(draft: Draft, timer: Timer, at: datetime) -> None:
    """Two minutes, and nobody is named."""
    incident = draft.incidents.get(timer.id.removeprefix("no_command:"))
    if incident is None or incident.no_command_since is None:
        return
    raise_alarm(
        draft,
        timer.id,
        AlarmKind.NO_COMMAND,
        at,
        stage=timer.stage,
        mode=incident.mode,
        call=timer.call,
        site=timer.site,
    )
    set_timer(
        draft,
        timer.id,
        TimerKind.NO_COMMAND,
        timer.started,
        at + NAMED_WITHIN,
        stage=timer.stage + 1,
        call=timer.call,
        site=timer.site,
    )


def run_until(draft: Draft, incident: Incident, at: datetime) -> None:
    """The clock stops: what it showed is kept."""
    if incident.no_command_since is not None:
        spent = max(timedelta(), at - incident.no_command_since) // timedelta(milliseconds=1)
        draft.change("incidents", incident.id, no_command_since=None, gap_ms=incident.gap_ms + spent)


def _acting(draft: Draft, incident: Incident) -> Iterator[Action]:
    """Real protective actions in force that were ordered for its calls, or at its sites for no call at all."""
    mine = incident.call_ids
    for action in draft.actions.values():
        if action.status is ActionStatus.ENDED or action.mode not in _REAL | {incident.mode}:
            continue
        if action.call in mine or (action.call is None and action.site in incident.sites):
            yield action


def _count(draft: Draft, incident: Incident, calls: list[Call], acting: list[Action]) -> None:
    units = [draft.units[unit] for call in calls for unit in call.units if unit in draft.units]
    there_now = [one.id for one in units if _is_there(draft, one)]
    sites = dict.fromkeys(
        (
            *incident.sites,
            *(one.place.site for one in calls if one.place.site is not None),
            *(one.site for one in acting),
        )
    )
    usual = [kind for one in calls if (kind := INCIDENT_TYPES[one.type].ics_type) is not None]
    proposed = propose(
        Counts(
            sites=len(sites),
            units=len(units),
            agencies=len({one.roster.agency for one in units}),
            grave=len({one.site for one in acting if one.type in _GRAVE}),
            acting=len({one.site for one in acting if one.type is not ActionType.HOLD}),
            usual=min(usual, default=None),
        )
    )
    wanted = {
        "sites": tuple(sites),
        "proposed": proposed,
        "owed": owed(draft, incident, acting),
        "spans": too_many(draft, incident, there_now),
    }
    changes = {name: value for name, value in wanted.items() if getattr(incident, name) != value}
    if changes:
        draft.change("incidents", incident.id, **changes)


def _is_there(draft: Draft, unit: UnitState) -> bool:
    assignment = draft.assignments.get(unit.assignment or "")
    return assignment is not None and assignment.unit_status in THERE


def _since(incident: Incident, calls: list[Call], acting: list[Action], at: datetime) -> datetime | None:
    """Since when somebody should be in command; None: nobody needs to be, or somebody is."""
    if incident.command is not None:
        return None
    began = [
        *(one.times.get("t_onscene", at) for one in calls if one.status is CallStatus.ON_SCENE),
        *(one.started_at for one in acting if one.type is not ActionType.HOLD),
    ]
    if incident.terminated_at is not None:
        # Who is still there packs up; only what began after command was terminated needs a new one.
        began = [one for one in began if one > incident.terminated_at]
    return incident.no_command_since or min((*began, at)) if began else None


def _run(draft: Draft, incident: Incident, calls: list[Call], since: datetime | None, at: datetime) -> None:
    timer_id = clock_id(incident.id)
    if since is None:
        run_until(draft, incident, at)
        draft.drop("timers", timer_id)
        drop_alarms(draft, timer_id)
        return
    if incident.no_command_since is None:
        draft.change("incidents", incident.id, no_command_since=since)
    call = next((one.id for one in calls if one.status not in ENDED), None)
    site = incident.sites[0] if incident.sites else None
    running = draft.timers.get(timer_id)
    if running is None:
        due = max(at, since + NAMED_WITHIN)
        set_timer(draft, timer_id, TimerKind.NO_COMMAND, since, due, call=call, site=site)
    elif (running.call, running.site) != (call, site):
        draft.change("timers", timer_id, call=call, site=site)
    alarm = draft.alarms.get(timer_id)
    if alarm is not None and alarm.call != call:
        draft.change("alarms", timer_id, call=call)
