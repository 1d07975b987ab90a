"""What events about calls and lines make of a state."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from dispatch.domain.actor import DESK_ROLES
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.sources import PANIC_SOURCES, PSAP_SOURCES
from dispatch.domain.draft import Draft
from dispatch.domain.events import (
    CallClosed,
    CallCreated,
    CallEnded,
    CallEvent,
    CallHeld,
    CallMerged,
    CallReopened,
    CallResumed,
    CallsLinked,
    CallSplit,
    CallTaken,
    CallUpdated,
    LineWritten,
    PsapNotified,
    Recalled,
    ReportAdded,
    Retired,
)
from dispatch.domain.folds import panics, rolls
from dispatch.domain.folds.checks import bring_forward
from dispatch.domain.folds.clock import drop_alarms, raise_alarm, retire_later
from dispatch.domain.folds.lines import write_line
from dispatch.domain.folds.psap import watch_psap
from dispatch.domain.folds.ringing import seats_changed
from dispatch.domain.folds.stacks import unstack_all, watch_wait
from dispatch.domain.folds.threats import watch_threats
from dispatch.domain.folds.ties import link_both, merge, owner_of, split
from dispatch.domain.folds.times import once
from dispatch.domain.folds.timing import set_timer
from dispatch.domain.record import Recorded
from dispatch.domain.records import Call, Report
from dispatch.domain.vocabulary import ENDED, AlarmKind, CallEnd, CallStatus, Priority, TimerKind


def fold_call(draft: Draft, recorded: Recorded, event: CallEvent) -> None:
    """Calls: entered, reported again, changed, held, ended, linked, merged, closed, reopened, retired, recalled; lines."""
    at = recorded.recorded_at
    match event:
        case CallCreated():
            _created(draft, recorded, event)
        case ReportAdded():
            _reported(draft, recorded, event)
        case CallUpdated():
            _updated(draft, recorded, event)
        case CallHeld() | CallResumed():
            _hold_or_resume(draft, event, at)
        case PsapNotified():
            _stamp(draft, event.call, "t_911_notified", recorded.happened_at)
            watch_psap(draft, event.call, at)
        case CallTaken():
            draft.change("calls", event.call, owner=owner_of(recorded))
            seats_changed(draft)
        case CallsLinked() | CallSplit():
            if isinstance(event, CallSplit):
                split(draft, recorded, event)
            else:
                link_both(draft, event)
        case CallEnded():
            status = CallStatus.REFERRED if event.end is CallEnd.REFERRED else CallStatus.CANCELLED
            disposition = "REFER" if event.end is CallEnd.REFERRED else "CANC"
            draft.change("calls", event.call, disposition=disposition, outcome=event.text)
            end_call(draft, event.call, status, at)
        case CallMerged():
            merge(draft, event, at)
            end_call(draft, event.call, CallStatus.DUPLICATE, at)
        case CallClosed():
            draft.change(
                "calls",
                event.call,
                disposition=event.disposition,
                secondary=event.secondary,
                outcome=event.outcome,
            )
            _stamp(draft, event.call, "t_disposition", at)
            end_call(draft, event.call, CallStatus.CLOSED, at)
        case CallReopened():
            draft.change(
                "calls",
                event.call,
                status=CallStatus.PENDING,
                disposition=None,
                secondary=None,
                outcome=None,
            )
            draft.drop("timers", f"retire:{event.call}")
            panics.over(draft, event.call, None)
            watch_psap(draft, event.call, at)
        case Retired():
            for call_id in event.calls:
                _retire(draft, call_id)
        case Recalled():
            draft.put("calls", event.call)
            for assignment in event.assignments:
                draft.put("assignments", assignment)
            for line in event.lines:
                draft.remember(line)
            retire_later(draft, event.call.id, at, call=event.call.id)
        case LineWritten():
            write_line(draft, recorded, event)
        case _:
            assert_never(event)


def _created(draft: Draft, recorded: Recorded, event: CallCreated) -> None:
    at = recorded.recorded_at
    times = {"t_received": recorded.happened_at, "t_entered": at}
    if event.t_event is not None:
        times["t_event"] = event.t_event
    if event.t_ring is not None:
        times["t_ring"] = event.t_ring
    if event.source in PSAP_SOURCES:
        # Whoever gave us the call has it.
        times["t_911_notified"] = recorded.happened_at
    report = Report(
        source=event.source,
        place=event.place,
        at=at,
        caller=event.caller,
        callback=event.callback,
        device=event.device,
    )
    draft.put(
        "calls",
        Call(
            id=event.call,
            number=event.number,
            type=event.type,
            priority=event.priority,
            mode=event.mode,
            status=CallStatus.SCHEDULED if event.scheduled_for else CallStatus.PENDING,
            source=event.source,
            place=event.place,
            caller=event.caller,
            callback=event.callback,
            text=event.text,
            reports=(report,),
            times=times,
            until=event.scheduled_for,
            created_by=recorded.actor.person,
            owner=owner_of(recorded) if recorded.actor.role in DESK_ROLES else None,
            version=recorded.seq,
        ),
    )
    year, _, count = event.number.partition("-")
    draft.writable("numbers")[year] = int(count)
    if event.scheduled_for is not None:
        set_timer(draft, f"hold:{event.call}", TimerKind.SCHEDULED, at, event.scheduled_for, call=event.call)
    elif event.priority is Priority.P1 and not _is_quiet(event):
        raise_alarm(
            draft,
            f"p1:{event.call}",
            AlarmKind.NEW_P1,
            at,
            mode=event.mode,
            call=event.call,
            site=event.place.site,
        )
    watch_psap(draft, event.call, at)
    watch_threats(draft, event.call)


def _is_quiet(call: CallCreated | Call) -> bool:
    """A test alarms nobody; a panic press and an officer emergency raise their own, louder alarm."""
    return call.mode is Mode.TEST or call.source in PANIC_SOURCES or call.type == "OFCEMR"


def _hold_or_resume(draft: Draft, event: CallHeld | CallResumed, at: datetime) -> None:
    hold = f"hold:{event.call}"
    if isinstance(event, CallHeld):
        draft.change("calls", event.call, status=CallStatus.HELD, until=event.until)
        set_timer(draft, hold, TimerKind.HOLD, at, event.until, call=event.call)
    else:
        draft.change("calls", event.call, status=CallStatus.PENDING, until=None)
        draft.drop("timers", hold)
    watch_wait(draft, event.call, at)
    watch_psap(draft, event.call, at)


def _updated(draft: Draft, recorded: Recorded, event: CallUpdated) -> None:
    names = ("type", "priority", "place", "caller", "callback")
    changes = {name: value for name in names if (value := getattr(event, name)) is not None}
    if event.place is not None and event.call in draft.calls:
        draft.touch_ground(draft.calls[event.call].place.site)
        draft.touch_ground(event.place.site)
        for unit in draft.calls[event.call].units:
            draft.change("units", unit, site=event.place.site)
    before = draft.calls.get(event.call)
    draft.change("calls", event.call, **changes)
    if before is not None:
        _graver(draft, before, recorded.recorded_at)
        watch_threats(draft, event.call)


def _graver(draft: Draft, before: Call, at: datetime) -> None:
    """What follows from a call's new type or priority: who is asked sooner, who has waited too long, a new P1 for all to hear."""
    call = draft.calls[before.id]
    bring_forward(draft, call.id, at)
    watch_wait(draft, call.id, at)
    watch_psap(draft, call.id, at)
    rolls.watch(draft, call.id, at)
    raised = call.priority is Priority.P1 and before.priority is not Priority.P1
    if raised and call.status not in {CallStatus.SCHEDULED, *ENDED} and not _is_quiet(call):
        raise_alarm(
            draft, f"p1:{call.id}", AlarmKind.NEW_P1, at, mode=call.mode, call=call.id, site=call.place.site
        )


def _reported(draft: Draft, recorded: Recorded, event: ReportAdded) -> None:
    call = draft.calls.get(event.call)
    if call is None:
        return
    report = Report(
        source=event.source,
        place=event.place,
        at=recorded.recorded_at,
        caller=event.caller,
        callback=event.callback,
        device=event.device,
    )
    draft.change(
        "calls", event.call, reports=(*call.reports, report), priority=event.priority or call.priority
    )
    _graver(draft, call, recorded.recorded_at)


def _stamp(draft: Draft, call_id: str, name: str, at: datetime) -> None:
    call = draft.calls.get(call_id)
    if call is not None:
        draft.change("calls", call_id, times=once(call.times, name, at))


def end_call(draft: Draft, call_id: str, status: CallStatus, at: datetime) -> None:
    """An open call ends, by hand or by a timer: the same fields, the same timers and alarms."""
    call = draft.calls.get(call_id)
    if call is None:
        return
    draft.change(
        "calls", call_id, status=status, until=None, preempted=False, times=once(call.times, "t_closed", at)
    )
    draft.drop("timers", f"hold:{call_id}")
    draft.drop("timers", f"psap:{call_id}")
    drop_alarms(draft, f"p1:{call_id}", f"panic:{call_id}", f"psap:{call_id}")
    panics.over(draft, call_id, at)
    unstack_all(draft, call_id)
    rolls.watch(draft, call_id, at)
    watch_threats(draft, call_id)
    retire_later(draft, call_id, at, call=call_id)


def _retire(draft: Draft, call_id: str) -> None:
    draft.drop("calls", call_id)
    draft.drop("timers", f"retire:{call_id}")
    for assignment in [one.id for one in draft.assignments.values() if one.call == call_id]:
        draft.drop("assignments", assignment)
    rolls.forget(draft, call_id)
    for press in [one.id for one in draft.presses.values() if one.call == call_id]:
        draft.drop("presses", press)
    panics.forget(draft, call_id)
    draft.forget_lines(call_id)
