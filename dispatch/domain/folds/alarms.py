"""What acknowledgements and fallen timers make of a state."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from dispatch.domain.audience import recipient_of
from dispatch.domain.draft import Draft
from dispatch.domain.events import AlarmAcknowledged, AlarmEscalated, AlarmEvent, TimerFell
from dispatch.domain.folds import apart, decisions, no_command, par, rolls
from dispatch.domain.folds.clock import CHECK_GRACE, HEARD_AFTER, HEARD_STAGES, raise_alarm
from dispatch.domain.folds.notices import action_notice, drop_message, drop_notice, know
from dispatch.domain.folds.panics import desk_has
from dispatch.domain.folds.psap import ask_again
from dispatch.domain.folds.ringing import ring, silence
from dispatch.domain.folds.rooms import forget_rooms
from dispatch.domain.folds.stacks import alert_again
from dispatch.domain.folds.timing import set_timer
from dispatch.domain.record import Recorded
from dispatch.domain.records import Timer
from dispatch.domain.vocabulary import AlarmKind, KnownWay, TimerKind

CHECK_STAGES = 2
"""A check missed this often in a row is treated as an officer emergency (decided with the fall)."""


def fold_alarm(draft: Draft, recorded: Recorded, event: AlarmEvent) -> None:
    """Alarms acknowledged; timers fallen: what they raise, and when they fall again."""
    match event:
        case AlarmAcknowledged():
            silence(draft, event.alarm)
            # The alarm of an order or an emergency has the id of its notice: whoever answers it knows.
            actor = recorded.actor
            desk_has(draft, recorded, event)
            know(draft, recorded, event.alarm, recipient_of(actor), actor.name, KnownWay.ACKNOWLEDGED)
        case AlarmEscalated():
            alarm = draft.alarms.get(event.alarm)
            if alarm is not None:
                ring(draft, alarm, recorded.recorded_at, event.step)
        case TimerFell():
            timer = draft.timers.get(event.timer)
            draft.drop("timers", event.timer)
            if timer is not None:
                _fell(draft, recorded, timer)
        case _:
            assert_never(event)


def _fell(draft: Draft, recorded: Recorded, timer: Timer) -> None:
    at = recorded.recorded_at
    subject = {"call": timer.call, "site": timer.site, "unit": timer.unit, "action": timer.action}
    match timer.timer_kind:
        case TimerKind.STATUS_CHECK:
            missed = timer.stage >= 1
            kind = AlarmKind.MISSED_CHECK if missed else AlarmKind.OVERDUE_TIMER
            raise_alarm(draft, timer.id, kind, at, stage=timer.stage, **subject)
            if timer.stage < CHECK_STAGES:
                _again(draft, timer, at + CHECK_GRACE)
        case TimerKind.ACTION_HEARD:
            action = draft.actions.get(timer.action or "")
            if action is not None:
                raise_alarm(
                    draft,
                    timer.id,
                    AlarmKind.UNHEARD_ACTION,
                    at,
                    stage=timer.stage,
                    mode=action.mode,
                    **subject,
                )
                if timer.stage < HEARD_STAGES:
                    _again(draft, timer, at + HEARD_AFTER)
        case TimerKind.STACKED:
            alert_again(draft, timer, at)
        case TimerKind.PSAP:
            ask_again(draft, timer, at)
        case TimerKind.ROLL_CALL:
            rolls.missed(draft, timer, at)
        case TimerKind.ROLL_CALL_DUE:
            rolls.fell_due(draft, timer, at)
        case TimerKind.PAR:
            par.missed(draft, timer, at)
        case TimerKind.FACT | TimerKind.REASSESS:
            decisions.fell(draft, timer, at)
        case TimerKind.NO_COMMAND:
            no_command.fell(draft, timer, at)
        case TimerKind.UNIFIED:
            apart.fell(draft, timer, at)
        case TimerKind.RETIRE:
            # A call leaves by its own event (Retired), decided with the fall; an ended action leaves here.
            if timer.action is not None:
                drop_notice(draft, action_notice(timer.action))
                draft.drop("actions", timer.action)
                forget_rooms(draft, timer.site)
        case TimerKind.MESSAGE:
            drop_message(draft, timer.id.removeprefix("message:"))
        case (
            TimerKind.HOLD
            | TimerKind.SCHEDULED
            | TimerKind.BOLO_EXPIRY
            | TimerKind.ALARM
            | TimerKind.SILENCE
            | TimerKind.DEVICES
            | TimerKind.SEAT
            | TimerKind.TEST_WINDOW
            | TimerKind.COMMAND_TRANSFER
        ):
            # What comes of it is an event of its own, decided with the fall.
            pass
        case _:
            assert_never(timer.timer_kind)


def _again(draft: Draft, timer: Timer, due: datetime) -> None:
    set_timer(
        draft,
        timer.id,
        timer.timer_kind,
        timer.started,
        due,
        stage=timer.stage + 1,
        call=timer.call,
        site=timer.site,
        unit=timer.unit,
        action=timer.action,
    )
