"""What is measured of a call, an order, an alarm and a status check: one small fact for each key figure that it counts in.

Pure: records in, measures out. A case that is still running counts nowhere; one that is over and lacks a timestamp counts as missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from dispatch.domain.catalog.kpis import CALLS, KPIS, Form, Kpi, Target
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.sources import PANIC_SOURCES, CallSource
from dispatch.domain.catalog.unit_statuses import CHECKED
from dispatch.domain.events import (
    ActionAnnounced,
    ActionEnded,
    ActionStarted,
    AlarmAcknowledged,
    CheckReset,
    TimerFell,
)
from dispatch.domain.incident_events import CommandEstablished, IncidentClosed, UnifiedFormed
from dispatch.domain.record import Recorded
from dispatch.domain.records import Action, Alarm, Assignment, Call
from dispatch.domain.roster import AgencyKind
from dispatch.domain.state import Key, State
from dispatch.domain.vocabulary import (
    ENDED,
    ActionEnd,
    AlarmKind,
    AssignmentStatus,
    CallStatus,
    Priority,
    TimerKind,
)

OF_CALLS: Final = (CALLS, "K01", "K04", "K05", "K06", "K07.2", "K07.3", "K10", "K11", "K12", "K22", "K27")
"""Measured anew whenever a call changes."""
_ALERTS: Final = frozenset({AlarmKind.PANIC, AlarmKind.OFFICER_EMERGENCY, AlarmKind.ACTION_STARTED})
_FALSE: Final = frozenset({"ACCID", "FA", "UNFND"})
_LEFT: Final = frozenset({AssignmentStatus.CLEARED, AssignmentStatus.PREEMPTED})
_MANDATORY: Final = ("t_received", "t_entered", "t_dispatched", "t_enroute", "t_onscene", "t_closed")
_LATE_STAGE: Final = 1
"""The second fall of a status check: the timer and its 60 s have passed without an answer."""

AgencyOf = Callable[[str], AgencyKind | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One case of one key figure. ``ms`` of a duration, ``hit`` of a share; ``lacks`` names what is missing."""

    kpi: str
    subject: str
    """The call, assignment, action, alarm or check that was measured."""
    at: datetime
    mode: Mode
    call: str | None = None
    number: str | None = None
    type: str | None = None
    priority: int | None = None
    site: str | None = None
    unit: str | None = None
    ms: int | None = None
    hit: bool | None = None
    lacks: str | None = None


def of_call(call: Call, sent: Sequence[Assignment], agency_of: AgencyOf) -> tuple[Measure, ...]:
    """Everything that is measured of a call as it stands."""
    return tuple(_of_call(call, sent, agency_of))


def _of_call(call: Call, sent: Sequence[Assignment], agency_of: AgencyOf) -> Iterator[Measure]:
    times, received = call.times, call.times["t_received"]
    yield _case(call, CALLS, received)
    if call.status is CallStatus.DUPLICATE:
        # Its case is the call that it was merged into.
        return
    if "t_ring" in times and call.source is CallSource.PHONE_DISTRICT_EMERGENCY_LINE:
        yield _case(call, "K01", received, ms=_ms(times["t_ring"], received))
    is_first = call.priority is Priority.P1
    if is_first:
        yield from _span(call, "K04", "t_received", "t_entered")
        yield from _span(call, "K05", "t_received", "t_911_notified")
        yield from _span(call, "K06", "t_received", "t_dispatched")
        yield from _first_there(call, "K11", _by(sent, agency_of, AgencyKind.DISTRICT))
        yield from _first_there(call, "K12", _by(sent, agency_of, AgencyKind.LAW))
    elif call.priority in (Priority.P2, Priority.P3) and call.source is not CallSource.SCHEDULED:
        yield from _span(call, f"K07.{call.priority.value}", "t_entered", "t_dispatched")
    for one in sent:
        yield from _turnout(call, one)
    if call.source in PANIC_SOURCES and call.status in ENDED:
        yield _case(call, "K22", received, hit=call.disposition in _FALSE)
    if call.status is CallStatus.CLOSED and call.priority in (Priority.P1, Priority.P2):
        lacks = _lacking(call)
        yield _case(call, "K27", received, hit=not lacks, lacks=" ".join(lacks) or None)


def of_event(before: State, after: State, recorded: Recorded, touched: Iterable[Key]) -> Iterator[Measure]:
    """What an event measures by itself: an order and when it was heard, an alarm answered or never answered, a status check."""
    event = recorded.event
    match event:
        case CommandEstablished() | UnifiedFormed() | IncidentClosed():
            yield from _commanded(before, recorded, event)
        case ActionStarted():
            yield from _ordered(after, event)
        case ActionAnnounced():
            yield from _heard(after.actions.get(event.action))
        case ActionEnded():
            yield from _unheard(after.actions.get(event.action), event.end)
        case AlarmAcknowledged():
            alarm = before.alarms.get(event.alarm)
            if alarm is not None and alarm.alarm_kind in _ALERTS:
                yield _alert(after, alarm, ms=event.after_ms)
        case CheckReset():
            running = before.timers.get(f"check:{event.unit}")
            unit = before.units.get(event.unit)
            in_time = running is not None and running.stage <= _LATE_STAGE
            if in_time and unit is not None and unit.status in CHECKED:
                yield _check(after, recorded, event.call, event.unit, answered=True)
        case TimerFell(timer_kind=TimerKind.STATUS_CHECK, stage=stage) if stage == _LATE_STAGE:
            yield _check(after, recorded, event.call, event.unit, answered=False)
        case _:
            pass
    if not isinstance(event, AlarmAcknowledged):
        for table, record_id in touched:
            gone = before.alarms.get(record_id) if table == "alarms" else None
            if gone is not None and record_id not in after.alarms and gone.alarm_kind in _ALERTS:
                yield _alert(after, gone, lacks="t_ack")


def met(kpi: Kpi, counted: int, within: Sequence[int]) -> bool | None:
    """Whether every target is reached; None when there is no target, or nothing was counted."""
    if not kpi.targets or not counted:
        return None
    return all(_reached(kpi, one, counted, good) for one, good in zip(kpi.targets, within, strict=True))


def _reached(kpi: Kpi, target: Target, counted: int, good: int) -> bool:
    if kpi.form is Form.SHARE and kpi.below:
        return good * 100 < target.percent * counted
    return good * 100 >= target.percent * counted


def limits(kpi_id: str) -> tuple[int, ...]:
    """The milliseconds of a duration's targets."""
    return tuple(one.seconds * 1000 for one in KPIS[kpi_id].targets if one.seconds is not None)


def _case(
    call: Call,
    kpi: str,
    at: datetime,
    *,
    subject: str | None = None,
    unit: str | None = None,
    ms: int | None = None,
    hit: bool | None = None,
    lacks: str | None = None,
) -> Measure:
    return Measure(
        kpi=kpi,
        subject=subject or call.id,
        at=at,
        mode=call.mode,
        call=call.id,
        number=call.number,
        type=call.type,
        priority=call.priority.value,
        site=call.place.site,
        unit=unit,
        ms=ms,
        hit=hit,
        lacks=lacks,
    )


def _span(call: Call, kpi: str, start: str, end: str) -> Iterator[Measure]:
    """A span of the call itself. One that ended without units was never due to be dispatched."""
    at = call.times["t_received"]
    if end in call.times:
        yield _case(call, kpi, at, ms=_ms(call.times[start], call.times[end]))
    elif call.status is CallStatus.CLOSED:
        yield _case(call, kpi, at, lacks=end)


def _first_there(call: Call, kpi: str, sent: Sequence[Assignment]) -> Iterator[Measure]:
    received = call.times["t_received"]
    there = [one for one in sent if "t_onscene" in one.times]
    if there:
        first = min(there, key=lambda one: one.times["t_onscene"])
        yield _case(call, kpi, received, unit=first.unit, ms=_ms(received, first.times["t_onscene"]))
    elif sent and call.status is CallStatus.CLOSED:
        yield _case(call, kpi, received, lacks="t_onscene")


def _turnout(call: Call, one: Assignment) -> Iterator[Measure]:
    start, moving, there = (one.times.get(name) for name in ("t_dispatched", "t_enroute", "t_onscene"))
    if start is None or there == start:
        # Stacked and never sent, or on view: there was no way to go.
        return
    if moving is not None:
        yield _case(call, "K10", start, subject=one.id, unit=one.unit, ms=_ms(start, moving))
    elif one.status in _LEFT and there is not None:
        yield _case(call, "K10", start, subject=one.id, unit=one.unit, lacks="t_enroute")


def _lacking(call: Call) -> list[str]:
    wanted = [*_MANDATORY, *(["t_911_notified"] if call.priority is Priority.P1 else [])]
    if call.source is CallSource.OFFICER_INITIATED:
        wanted.remove("t_enroute")
    lacks = [name for name in wanted if name not in call.times]
    return lacks if call.disposition is not None else [*lacks, "disposition"]


def _commanded(
    before: State, recorded: Recorded, event: CommandEstablished | UnifiedFormed | IncidentClosed
) -> Iterator[Measure]:
    """How long an incident was without anybody named, and how long until its agencies had one command."""
    incident = before.incidents.get(event.incident)
    named = incident is not None and "t_command_established" in incident.times

    def case(kpi: str, ms: int | None, lacks: str | None = None) -> Measure:
        call = before.calls.get(event.call or "")
        usual = Mode.ACTUAL if before.home is None or before.home.nature == "live" else Mode.EXERCISE
        return Measure(
            kpi=kpi,
            subject=event.incident,
            at=incident.opened_at if incident is not None else recorded.recorded_at,
            mode=incident.mode if incident is not None else usual,
            call=event.call,
            number=event.number,
            type=call.type if call is not None else None,
            priority=call.priority.value if call is not None else None,
            site=call.place.site if call is not None else None,
            ms=ms,
            lacks=lacks,
        )

    if isinstance(event, IncidentClosed):
        yield case("K15", event.gap_ms)
        if not named and event.gap_ms:
            yield case("K13", None, "t_command_established")
        return
    if not named:
        yield case("K13", event.waited_ms or 0)
    if isinstance(event, UnifiedFormed) and event.after_ms is not None:
        yield case("K14", event.after_ms)


def _ordered(state: State, event: ActionStarted) -> Iterator[Measure]:
    """The first order of a call, from when the desk had the call."""
    call, action = state.calls.get(event.call or ""), state.actions.get(event.action)
    if call is None or action is None or call.actions[:1] != (event.action,):
        return
    spent = _ms(call.times["t_received"], action.started_at)
    yield _case(call, "K08", action.started_at, ms=spent)


def _heard(action: Action | None) -> Iterator[Measure]:
    if action is not None and action.announced_at is not None:
        yield _order(action, ms=_ms(action.started_at, action.announced_at))


def _unheard(action: Action | None, end: ActionEnd) -> Iterator[Measure]:
    """Over without anybody having heard it. What was entered in error was never to be heard."""
    if action is not None and action.announced_at is None and end is not ActionEnd.ENTERED_IN_ERROR:
        yield _order(action, lacks="t_action_announced")


def _order(action: Action, *, ms: int | None = None, lacks: str | None = None) -> Measure:
    return Measure(
        kpi="K09",
        subject=action.id,
        at=action.started_at,
        mode=action.mode,
        call=action.call,
        site=action.site,
        type=action.type.value,
        ms=ms,
        lacks=lacks,
    )


def _alert(state: State, alarm: Alarm, *, ms: int | None = None, lacks: str | None = None) -> Measure:
    """One raising of an alarm is one case, however often it is answered."""
    call = state.calls.get(alarm.call or "")
    return Measure(
        kpi="K03",
        subject=f"{alarm.id}@{alarm.raised_at.isoformat()}",
        at=alarm.raised_at,
        mode=alarm.mode,
        call=alarm.call,
        number=call.number if call is not None else None,
        type=alarm.alarm_kind.value,
        priority=call.priority.value if call is not None else None,
        site=alarm.site,
        unit=alarm.unit,
        ms=ms,
        lacks=lacks,
    )


def _check(
    state: State, recorded: Recorded, call_id: str | None, unit: str | None, *, answered: bool
) -> Measure:
    call = state.calls.get(call_id or "")
    home = state.home
    usual = Mode.ACTUAL if home is None or home.nature == "live" else Mode.EXERCISE
    return Measure(
        kpi="K21",
        subject=recorded.id,
        at=recorded.recorded_at,
        mode=call.mode if call is not None else usual,
        call=call_id,
        number=call.number if call is not None else None,
        type=call.type if call is not None else None,
        priority=call.priority.value if call is not None else None,
        site=call.place.site if call is not None else None,
        unit=unit,
        hit=answered,
    )


def _by(sent: Sequence[Assignment], agency_of: AgencyOf, kind: AgencyKind) -> list[Assignment]:
    return [one for one in sent if agency_of(one.unit) is kind]


def _ms(start: datetime, end: datetime) -> int:
    """A claimed time may lie before the one it follows: then nothing was lost."""
    return max(0, (end - start) // timedelta(milliseconds=1))
