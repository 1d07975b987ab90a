"""Acknowledging alarms, and what falls due when a timer does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import assert_never

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.catalog.alarm_plans import PLANS
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.folds.alarms import CHECK_STAGES
from dispatch.domain.records import Timer
from dispatch.domain.refusals import NOT_FOUND, rule
from dispatch.domain.rules.bolos import expired
from dispatch.domain.rules.command import agreed
from dispatch.domain.rules.devices import checked, test_over
from dispatch.domain.rules.emergencies import MISSED, emergency
from dispatch.domain.rules.incidents import retired
from dispatch.domain.rules.notices import silence
from dispatch.domain.rules.seats import over
from dispatch.domain.state import State
from dispatch.domain.vocabulary import ENDED, CallStatus, TimerKind


def decide(state: State, command: c.AcknowledgeAlarm | c.TimerDue, context: Context) -> Outcome:
    """A person answers an alarm; the clock says that something fell due."""
    match command:
        case c.AcknowledgeAlarm():
            alarm = state.alarms.get(command.alarm)
            if alarm is None:
                return rule(
                    "no_such_alarm", "This alarm has been acknowledged or its cause is gone.", "alarm"
                )
            after = max(context.now - alarm.raised_at, timedelta())
            event = e.AlarmAcknowledged(
                alarm=alarm.id,
                alarm_kind=alarm.alarm_kind,
                after_ms=after // timedelta(milliseconds=1),
                step=alarm.step,
                desk_position=_seat_of(state, context),
                call=alarm.call,
                number=_number(state, alarm.call),
                site=alarm.site,
                unit=alarm.unit,
            )
            return Done((event,))
        case c.TimerDue():
            return _due(state, command, context)
        case _:
            assert_never(command)


def _number(state: State, call_id: str | None) -> str | None:
    call = state.calls.get(call_id or "")
    return call.number if call is not None else None


def _seat_of(state: State, context: Context) -> str | None:
    person = context.actor.person
    return next((one.id for one in state.desk_positions.values() if one.person == person), None)


def _escalated(state: State, timer: Timer, context: Context) -> Outcome:
    alarm = state.alarms.get(timer.alarm or "")
    following = None if alarm is None else PLANS[alarm.alarm_kind].after(alarm.step)
    if alarm is None or following is None:
        return NOT_FOUND
    event = e.AlarmEscalated(
        alarm=alarm.id,
        alarm_kind=alarm.alarm_kind,
        step=following[0],
        after_ms=max(context.now - alarm.raised_at, timedelta()) // timedelta(milliseconds=1),
        call=alarm.call,
        number=_number(state, alarm.call),
        site=alarm.site,
        unit=alarm.unit,
    )
    return Done((event,))


def _due(state: State, command: c.TimerDue, context: Context) -> Outcome:
    timer = state.timers.get(command.timer)
    if timer is None:
        return NOT_FOUND
    if timer.generation != command.generation:
        return rule(
            "timer_moved", "This timer has been set anew since.", "generation", generation=timer.generation
        )
    if context.now < timer.due:
        return rule("timer_not_due", "This timer is not due yet.", "timer", due=timer.due.isoformat())
    if timer.timer_kind is TimerKind.ALARM:
        # The step says all there is to say: no line of its own that a timer fell.
        return _escalated(state, timer, context)
    if timer.timer_kind is TimerKind.DEVICES:
        return checked(state, timer, context)
    number = _number(state, timer.call)
    fell = e.TimerFell(
        timer=timer.id,
        timer_kind=timer.timer_kind,
        stage=timer.stage,
        call=timer.call,
        number=number,
        site=timer.site,
        unit=timer.unit,
        action=timer.action,
    )
    return Done((fell, *_consequence(state, timer, context)))


def _consequence(state: State, timer: Timer, context: Context) -> tuple[e.Event, ...]:
    match timer.timer_kind:
        case TimerKind.HOLD | TimerKind.SCHEDULED:
            call = state.calls.get(timer.call or "")
            if call is None or call.status not in (CallStatus.HELD, CallStatus.SCHEDULED):
                return ()
            return (e.CallResumed(call=call.id, number=call.number, by_timer=True),)
        case TimerKind.RETIRE:
            if timer.call is None and timer.action is None:
                return retired(state, timer)
            call = state.calls.get(timer.call or "") if timer.action is None else None
            if call is None or call.status not in ENDED:
                return ()
            return (e.Retired(calls=(call.id,)),)
        case TimerKind.STATUS_CHECK:
            unit = state.units.get(timer.unit or "")
            if unit is None or timer.stage < CHECK_STAGES:
                return ()
            return emergency(state, unit, replace(MISSED, unit=unit.id), context).events
        case TimerKind.BOLO_EXPIRY:
            return expired(state, timer.id)
        case TimerKind.SILENCE:
            return silence(state, timer, context)
        case TimerKind.COMMAND_TRANSFER:
            return agreed(state, timer)
        case TimerKind.SEAT:
            return over(state, timer)
        case TimerKind.TEST_WINDOW:
            return test_over(state, timer.id)
        case (
            TimerKind.ALARM
            | TimerKind.DEVICES
            | TimerKind.ACTION_HEARD
            | TimerKind.STACKED
            | TimerKind.PSAP
            | TimerKind.NO_COMMAND
            | TimerKind.UNIFIED
            | TimerKind.FACT
            | TimerKind.REASSESS
            | TimerKind.ROLL_CALL
            | TimerKind.ROLL_CALL_DUE
            | TimerKind.PAR
            | TimerKind.MESSAGE
        ):
            return ()
        case _:
            assert_never(timer.timer_kind)
