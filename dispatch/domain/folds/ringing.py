"""Alarms that nobody answers, as folds move them on: one timer each, a step at a time, and where each rings."""

from __future__ import annotations

from datetime import datetime

from dispatch.domain.catalog.alarm_plans import PLANS, AlarmStep
from dispatch.domain.draft import Draft
from dispatch.domain.folds.timing import set_timer
from dispatch.domain.records import Alarm
from dispatch.domain.ringing import ringing_at
from dispatch.domain.vocabulary import TimerKind


def timer_of(alarm_id: str) -> str:
    """The timer of an alarm's next step."""
    return f"alarm:{alarm_id}"


def ring(draft: Draft, alarm: Alarm, at: datetime, step: AlarmStep) -> None:
    """Put an alarm at a step, from when its next one is counted, and where it rings now."""
    following = PLANS[alarm.alarm_kind].after(step)
    due = None if following is None else max(at, alarm.rung_at + following[1])
    draft.change("alarms", alarm.id, step=step, next_at=due)
    _seat(draft, alarm.id)
    if due is None:
        draft.drop("timers", timer_of(alarm.id))
        return
    set_timer(
        draft,
        timer_of(alarm.id),
        TimerKind.ALARM,
        at,
        due,
        stage=list(AlarmStep).index(step),
        call=alarm.call,
        site=alarm.site,
        unit=alarm.unit,
        action=alarm.action,
        alarm=alarm.id,
    )


def seats_changed(draft: Draft) -> None:
    """Somebody sat down or left: what rings, rings where people are."""
    for alarm_id in list(draft.alarms):
        _seat(draft, alarm_id)


def silence(draft: Draft, alarm_id: str) -> None:
    """An alarm is acknowledged or its cause is gone."""
    draft.drop("alarms", alarm_id)
    draft.drop("timers", timer_of(alarm_id))


def _seat(draft: Draft, alarm_id: str) -> None:
    alarm = draft.alarms[alarm_id]
    rung = ringing_at(alarm, draft.desk_positions.values(), draft.calls, draft.sites)
    if rung != alarm.ring:
        draft.change("alarms", alarm_id, ring=rung)
