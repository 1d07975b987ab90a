"""Agencies on scene, each under its own command: since when, and the clock until unified command is formed.

A second agency has arrived when its units are on scene, when it says so of its own, when its people are checked in, or when one
of it is in command. Fifteen minutes later it is an alarm, and again every fifteen, until unified command is formed or command has
said why one commander stands for all who are there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.draft import Draft
from dispatch.domain.folds.clock import drop_alarms, raise_alarm
from dispatch.domain.folds.times import once
from dispatch.domain.folds.timing import set_timer
from dispatch.domain.incident_work import not_left
from dispatch.domain.incidents import CommandEnd, CommandForm, Incident, Presence
from dispatch.domain.record import Recorded
from dispatch.domain.records import Call, Timer
from dispatch.domain.roster import AgencyKind
from dispatch.domain.vocabulary import ENDED, AlarmKind, TimerKind

UNIFIED_WITHIN = timedelta(minutes=15)
"""The target of K14: from the second agency on scene to unified command."""
THERE = frozenset({UnitStatus.OS, UnitStatus.AI, UnitStatus.EM})
_LIAISES = frozenset({AgencyKind.OTHER, AgencyKind.PSAP})
"""Not every agency that is present shares command: these send somebody to the liaison officer."""
_ANEW = frozenset({CommandEnd.TERMINATED, CommandEnd.ONE_LEFT})


def apart_id(incident_id: str) -> str:
    """The id of an incident's clock, and of its alarm."""
    return f"apart:{incident_id}"


def watch_agencies(draft: Draft, incident: Incident, calls: list[Call], recorded: Recorded) -> None:
    """Count which agencies are on scene, and let the clock until unified command run or stop."""
    present = _present(draft, incident, calls, recorded)
    second = _second(draft, present)
    times = incident.times if second is None else once(incident.times, "t_second_agency", second)
    since = _apart(draft, incident, present)
    wanted = {"present": present, "times": times, "apart_since": since}
    changes = {name: value for name, value in wanted.items() if getattr(incident, name) != value}
    if changes:
        draft.change("incidents", incident.id, **changes)
    _run(draft, draft.incidents[incident.id], calls, recorded.recorded_at)


def fell(draft: Draft, timer: Timer, at: datetime) -> None:
    """Fifteen minutes, and each agency still commands for itself."""
    incident = draft.incidents.get(timer.id.removeprefix("apart:"))
    if incident is None or incident.apart_since is None:
        return
    subject = {"call": timer.call, "site": timer.site}
    raise_alarm(draft, timer.id, AlarmKind.NOT_UNIFIED, at, stage=timer.stage, mode=incident.mode, **subject)
    due = at + UNIFIED_WITHIN
    set_timer(draft, timer.id, TimerKind.UNIFIED, timer.started, due, stage=timer.stage + 1, **subject)


def stop_apart(draft: Draft, incident_id: str) -> None:
    """The incident is over: nothing waits for unified command."""
    draft.drop("timers", apart_id(incident_id))
    drop_alarms(draft, apart_id(incident_id))


def shares_command(draft: Draft, agency: str) -> bool:
    """Whether an agency's arrival asks for unified command. One that nobody knows does: it is somebody's with authority until told."""
    known = draft.table("agencies").get(agency)
    return known is None or known.agency_kind not in _LIAISES


def _present(draft: Draft, incident: Incident, calls: list[Call], recorded: Recorded) -> tuple[Presence, ...]:
    """The agencies that are there, the first arrived first. Who was there already keeps its time."""
    before = {one.agency: one.since for one in incident.present}
    found: dict[str, datetime] = {}
    for agency, at in _arrived(draft, incident, calls, recorded.happened_at):
        at = before.get(agency, min(at, recorded.recorded_at))
        found[agency] = min(at, found.get(agency, at))
    here = (Presence(agency=agency, since=at) for agency, at in found.items())
    return tuple(sorted(here, key=lambda one: (one.since, one.agency)))


def _arrived(
    draft: Draft, incident: Incident, calls: list[Call], now: datetime
) -> Iterator[tuple[str, datetime]]:
    for unit in (draft.units[one] for call in calls for one in call.units if one in draft.units):
        work = draft.assignments.get(unit.assignment or "")
        if work is not None and work.unit_status in THERE:
            yield unit.roster.agency, work.times.get("t_onscene", now)
    for theirs in draft.table("partner_units").values():
        if theirs.incident == incident.id and theirs.status in THERE:
            yield theirs.agency, theirs.since
    for one in not_left(draft.check_ins.values(), incident.id):
        yield one.agency, one.arrived_at
    if incident.command is not None:
        held = incident.command
        for who in (*((held.commander,) if held.commander is not None else ()), *held.members):
            yield who.agency, held.since


def _sharing(draft: Draft, present: Iterable[Presence]) -> list[Presence]:
    return [one for one in present if shares_command(draft, one.agency)]


def _second(draft: Draft, present: tuple[Presence, ...]) -> datetime | None:
    """When the second agency was there."""
    sharing = _sharing(draft, present)
    return sharing[1].since if len(sharing) > 1 else None


def _apart(draft: Draft, incident: Incident, present: tuple[Presence, ...]) -> datetime | None:
    """Since when there are several agencies and no unified command that anybody has agreed to do without."""
    held = incident.command
    second = _second(draft, present)
    unified = held is not None and held.form is CommandForm.UNIFIED
    if second is None or unified or (held is None and incident.terminated_at is not None):
        return None
    if incident.single is not None:
        further = [one for one in _sharing(draft, present) if one.agency not in incident.single.agencies]
        if not further:
            return None
        second = max(second, further[0].since)
    if held is not None and incident.history and incident.history[-1].end in _ANEW:
        # What was shared or over begins anew with whoever commands alone now.
        second = max(second, held.since)
    return second


def _run(draft: Draft, incident: Incident, calls: list[Call], at: datetime) -> None:
    timer_id, since = apart_id(incident.id), incident.apart_since
    if since is None:
        stop_apart(draft, incident.id)
        return
    call = next((one.id for one in calls if one.status not in ENDED), None)
    site = incident.sites[0] if incident.sites else None
    running = draft.timers.get(timer_id)
    if running is None or running.started != since:
        drop_alarms(draft, timer_id)
        due = max(at, since + UNIFIED_WITHIN)
        set_timer(draft, timer_id, TimerKind.UNIFIED, since, due, call=call, site=site)
    elif (running.call, running.site) != (call, site):
        draft.change("timers", timer_id, call=call, site=site)
    alarm = draft.alarms.get(timer_id)
    if alarm is not None and alarm.call != call:
        draft.change("alarms", timer_id, call=call)
