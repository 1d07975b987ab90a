"""Assignments that wait behind another call, and how long a call may wait like that before the desk is told again.

A P2 at most 10 minutes, a P3 at most 30; a P1 never waits (rules/sending); a P4 may wait for the end of the shift (domain, 2.5).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from dispatch.domain.draft import Draft
from dispatch.domain.folds.clock import drop_alarms, raise_alarm
from dispatch.domain.folds.timing import set_timer
from dispatch.domain.records import Call, Timer
from dispatch.domain.vocabulary import ENDED, AlarmKind, AssignmentStatus, Priority, TimerKind

LONGEST_WAIT: Final = {Priority.P2: timedelta(minutes=10), Priority.P3: timedelta(minutes=30)}


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
    watch_wait(draft, call_id, None)


def watch_wait(draft: Draft, call_id: str, at: datetime | None) -> None:
    """Start, move or end the timer of a call whose units, priority or hold have changed.

    A changed priority counts from when the call began to wait. ``at``: None when it can only end.
    """
    timer_id = f"stacked:{call_id}"
    call = draft.calls.get(call_id)
    longest = _longest(call)
    if call is None or longest is None or at is None:
        draft.drop("timers", timer_id)
        drop_alarms(draft, timer_id)
        return
    running = draft.timers.get(timer_id)
    since = at if running is None else running.started
    if running is None or running.due - since != longest:
        stage = 0 if running is None else running.stage
        _set(draft, call, since, max(at, since + longest), stage)


def alert_again(draft: Draft, timer: Timer, at: datetime) -> None:
    """The longest wait is over: the desk is told, and again each time as long has passed."""
    call = draft.calls.get(timer.call or "")
    longest = _longest(call)
    if call is None or longest is None:
        return
    raise_alarm(
        draft,
        timer.id,
        AlarmKind.STACKED_CALL,
        at,
        stage=timer.stage,
        mode=call.mode,
        call=call.id,
        site=call.place.site,
    )
    _set(draft, call, at, at + longest, timer.stage + 1)


def _longest(call: Call | None) -> timedelta | None:
    """How long a call may wait that is stacked, has nobody on it, and is not held for later by anybody's own wish."""
    if call is None or not call.stacked or call.units or call.until is not None or call.status in ENDED:
        return None
    return LONGEST_WAIT.get(call.priority)


def _set(draft: Draft, call: Call, since: datetime, due: datetime, stage: int) -> None:
    timer_id = f"stacked:{call.id}"
    set_timer(draft, timer_id, TimerKind.STACKED, since, due, stage=stage, call=call.id, site=call.place.site)
