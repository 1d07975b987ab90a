"""Roll calls as folds keep them: each unit's own answer and time, who is missing, and when the next one is owed.

A roll call is owed on a call with several units when its protective action changes, when one of them is in EMERGENCY, and every 20 minutes
of a P1. It is an alarm until it is taken or seen. One unit alone is asked by its status checks.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from dispatch.domain.draft import Draft
from dispatch.domain.events import RollCallAnswered, RollCallStarted
from dispatch.domain.folds.clock import drop_alarms, raise_alarm
from dispatch.domain.folds.timing import set_timer
from dispatch.domain.record import Recorded
from dispatch.domain.records import Call, RollCall, RollMark, Timer
from dispatch.domain.text import Secret
from dispatch.domain.vocabulary import ENDED, AlarmKind, Priority, TimerKind

ANSWER_WITHIN = timedelta(minutes=2)
"""Who has not answered by then is missing: an alarm, and again each minute, three times."""
ASK_AGAIN = timedelta(seconds=60)
STAGES = 3
EVERY = timedelta(minutes=20)
LEAST_UNITS = 2


def start(draft: Draft, recorded: Recorded, event: RollCallStarted) -> None:
    """A roll call runs; an older one of the call is read in the log."""
    at = recorded.recorded_at
    forget(draft, event.call)
    draft.put(
        "roll_calls",
        RollCall(
            id=event.roll_call,
            call=event.call,
            number=event.number,
            site=event.site,
            cause=event.cause,
            started_at=at,
            started_by=recorded.actor.name,
            due=at + ANSWER_WITHIN,
            marks=tuple(RollMark(unit=one) for one in event.units),
            version=recorded.seq,
        ),
    )
    set_timer(
        draft,
        f"roll:{event.call}",
        TimerKind.ROLL_CALL,
        at,
        at + ANSWER_WITHIN,
        call=event.call,
        site=event.site,
    )
    # The next one of a P1 is owed from now on.
    draft.drop("timers", f"par:{event.call}")
    drop_alarms(draft, f"par:{event.call}")
    watch(draft, event.call, at)


def answered(draft: Draft, recorded: Recorded, event: RollCallAnswered) -> None:
    """One unit's answer, once; a second word of it changes nothing."""
    roll = draft.roll_calls.get(event.roll_call)
    if roll is None or event.unit not in roll.missing:
        return
    at, by = recorded.happened_at, recorded.actor.name
    marks = tuple(
        replace(one, answered_at=at, by=by, text=event.text) if one.unit == event.unit else one
        for one in roll.marks
    )
    draft.change("roll_calls", roll.id, marks=marks)
    _settle(draft, roll.id, recorded.recorded_at)


def left(draft: Draft, call_id: str, unit: str, at: datetime) -> None:
    """A unit left the call: nobody waits for its answer any more."""
    roll = running(draft, call_id)
    if roll is None or unit not in roll.missing:
        return
    marks = tuple(replace(one, left_at=at) if one.unit == unit else one for one in roll.marks)
    draft.change("roll_calls", roll.id, marks=marks)
    _settle(draft, roll.id, at)


def end(draft: Draft, roll_id: str, at: datetime, *, complete: bool, reason: Secret | None = None) -> None:
    """Nobody is waited for any more."""
    roll = draft.roll_calls.get(roll_id)
    if roll is None or roll.ended_at is not None:
        return
    draft.change("roll_calls", roll_id, ended_at=at, complete=complete, reason=reason)
    draft.drop("timers", f"roll:{roll.call}")
    drop_alarms(draft, f"roll:{roll.call}")


def running(draft: Draft, call_id: str) -> RollCall | None:
    """The roll call that a call's units are answering."""
    return next(
        (one for one in draft.roll_calls.values() if one.call == call_id and one.ended_at is None), None
    )


def missed(draft: Draft, timer: Timer, at: datetime) -> None:
    """Answers are missing: an alarm, and some time more."""
    roll = running(draft, timer.call or "")
    if roll is None:
        return
    raise_alarm(
        draft,
        timer.id,
        AlarmKind.ROLL_CALL_MISSING,
        at,
        stage=timer.stage,
        call=timer.call,
        site=timer.site,
    )
    if timer.stage + 1 < STAGES:
        set_timer(
            draft,
            timer.id,
            TimerKind.ROLL_CALL,
            timer.started,
            at + ASK_AGAIN,
            stage=timer.stage + 1,
            call=timer.call,
            site=timer.site,
        )


def owe(draft: Draft, call_id: str | None, at: datetime) -> None:
    """Something happened after which a call with several units owes a roll call, unless one runs."""
    call = draft.calls.get(call_id or "")
    if call is None or len(call.units) < LEAST_UNITS or running(draft, call.id) is not None:
        return
    raise_alarm(
        draft,
        f"par:{call.id}",
        AlarmKind.ROLL_CALL_DUE,
        at,
        mode=call.mode,
        call=call.id,
        site=call.place.site,
    )


def fell_due(draft: Draft, timer: Timer, at: datetime) -> None:
    """Twenty minutes of a P1 without a roll call."""
    owe(draft, timer.call, at)
    watch(draft, timer.call or "", at)


def watch(draft: Draft, call_id: str, at: datetime) -> None:
    """Start or end the timer of a call whose units, priority or status have changed."""
    timer_id = f"par:{call_id}"
    call = draft.calls.get(call_id)
    if call is None or not _kept(call):
        draft.drop("timers", timer_id)
        drop_alarms(draft, timer_id)
        roll = running(draft, call_id)
        if roll is not None and (call is None or not call.units):
            end(draft, roll.id, at, complete=not roll.missing)
    elif call.priority is Priority.P1 and timer_id not in draft.timers:
        set_timer(
            draft, timer_id, TimerKind.ROLL_CALL_DUE, at, at + EVERY, call=call.id, site=call.place.site
        )
    elif call.priority is not Priority.P1:
        draft.drop("timers", timer_id)


def _kept(call: Call) -> bool:
    return len(call.units) >= LEAST_UNITS and call.status not in ENDED


def _settle(draft: Draft, roll_id: str, at: datetime) -> None:
    if not draft.roll_calls[roll_id].missing:
        end(draft, roll_id, at, complete=True)


def forget(draft: Draft, call_id: str) -> None:
    """The call leaves the state, or another roll call takes this one's place."""
    for roll in [one for one in draft.roll_calls.values() if one.call == call_id]:
        draft.drop("roll_calls", roll.id)
