"""Whether the PSAP has a P1: the desk is reminded until somebody says that it has. The district's desk never delays the 911 call.

Half a minute after a P1 came whose plan begins with 911, and then each minute, until ``t_911_notified`` is set or the call is over.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.draft import Draft
from dispatch.domain.folds.clock import drop_alarms, raise_alarm
from dispatch.domain.folds.timing import set_timer
from dispatch.domain.records import Call, Timer
from dispatch.domain.vocabulary import ENDED, AlarmKind, CallStatus, Priority, TimerKind

TOLD_AFTER = timedelta(seconds=30)
TOLD_AGAIN = timedelta(seconds=60)
_LATER = frozenset({CallStatus.SCHEDULED, CallStatus.HELD})


def watch_psap(draft: Draft, call_id: str, at: datetime) -> None:
    """Start or end the reminder of a call whose type, priority or status has changed, or of which the PSAP was told."""
    timer_id = f"psap:{call_id}"
    call = draft.calls.get(call_id)
    if not _owed(call):
        draft.drop("timers", timer_id)
        drop_alarms(draft, timer_id)
    elif call is not None and timer_id not in draft.timers:
        _set(draft, call, at, at + TOLD_AFTER, 0)


def ask_again(draft: Draft, timer: Timer, at: datetime) -> None:
    """Nobody has said that the PSAP has it: an alarm, and the next one in a minute."""
    call = draft.calls.get(timer.call or "")
    if call is None or not _owed(call):
        return
    raise_alarm(
        draft,
        timer.id,
        AlarmKind.PSAP_NOT_TOLD,
        at,
        stage=timer.stage,
        mode=call.mode,
        call=call.id,
        site=call.place.site,
    )
    _set(draft, call, timer.started, at + TOLD_AGAIN, timer.stage + 1)


def _owed(call: Call | None) -> bool:
    """A drill tells the PSAP nothing; in an exercise somebody plays it."""
    return (
        call is not None
        and call.priority is Priority.P1
        and call.mode in (Mode.ACTUAL, Mode.EXERCISE)
        and call.status not in ENDED | _LATER
        and "t_911_notified" not in call.times
        and "911" in INCIDENT_TYPES[call.type].units
    )


def _set(draft: Draft, call: Call, started: datetime, due: datetime, stage: int) -> None:
    set_timer(
        draft,
        f"psap:{call.id}",
        TimerKind.PSAP,
        started,
        due,
        stage=stage,
        call=call.id,
        site=call.place.site,
    )
