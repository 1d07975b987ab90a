"""What events make of presses on people's own screens: pressed, answered at the desk, told more, withdrawn, gone with their call."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from dispatch.domain.actor import DESK_ROLES
from dispatch.domain.devices import LATE_AFTER
from dispatch.domain.draft import Draft
from dispatch.domain.events import AlarmAcknowledged, PanicRaised
from dispatch.domain.folds.clock import drop_alarms, raise_alarm
from dispatch.domain.folds.times import once
from dispatch.domain.panic_events import PanicAnswered, PanicEvent, PanicWithdrawn
from dispatch.domain.panics import AppPanic
from dispatch.domain.record import Recorded
from dispatch.domain.vocabulary import AlarmKind, PanicLevel


def fold_panic(draft: Draft, recorded: Recorded, event: PanicEvent) -> None:
    """What its sender says after a press."""
    at = recorded.happened_at
    match event:
        case PanicAnswered():
            said = {
                name: value
                for name in ("safe", "medical", "people", "building", "zone", "room")
                if (value := getattr(event, name)) is not None
            }
            draft.change("panics", event.panic, told_at=at, **said)
        case PanicWithdrawn():
            draft.change("panics", event.panic, withdrawn_at=at)
        case _:
            assert_never(event)


def pressed(draft: Draft, recorded: Recorded, event: PanicRaised) -> None:
    """A press, and the alarm of its call. One that comes long after it was made rings once, and says that it is late."""
    at = recorded.recorded_at
    place = event.place
    draft.put(
        "panics",
        AppPanic(
            id=recorded.command,
            site=event.site,
            call=event.call,
            number=event.number,
            level=event.level,
            building=place.building,
            zone=place.zone,
            room=place.room,
            by=recorded.actor.person,
            by_name=recorded.actor.name,
            pressed_at=recorded.happened_at,
            received_at=at,
            test=event.test,
            version=recorded.seq,
        ),
    )
    if event.test:
        return
    late = at - recorded.happened_at > LATE_AFTER
    alarm_id = f"panic:{event.call}"
    present = draft.alarms.get(alarm_id)
    if present is not None and present.late and not late:
        # What was old news has become the present.
        drop_alarms(draft, alarm_id)
    raise_alarm(
        draft,
        alarm_id,
        AlarmKind.PANIC,
        at,
        call=event.call,
        site=event.site,
        stage=1 if event.level is PanicLevel.LOCKDOWN else 0,
    )
    alarm = draft.alarms[alarm_id]
    if late and alarm.version == draft.seq and alarm.count == 1:
        draft.change("alarms", alarm_id, late=True)


def desk_has(draft: Draft, recorded: Recorded, event: AlarmAcknowledged) -> None:
    """Somebody at the desk has answered the alarm of these presses."""
    if recorded.actor.role not in DESK_ROLES:
        return
    call = draft.calls.get(event.call or "")
    if call is not None and event.alarm_kind in (AlarmKind.PANIC, AlarmKind.NEW_P1):
        draft.change("calls", call.id, times=once(call.times, "t_ack", recorded.recorded_at))
    if event.alarm_kind is not AlarmKind.PANIC:
        return
    for panic in [one for one in draft.panics.values() if one.call == event.call and one.desk_at is None]:
        draft.change("panics", panic.id, desk_at=recorded.recorded_at, desk_by=recorded.actor.name)


def over(draft: Draft, call: str, at: datetime | None) -> None:
    """The desk has ended the call of these presses; None: it is open again."""
    for panic in [one.id for one in draft.panics.values() if one.call == call]:
        draft.change("panics", panic, over_at=at)


def forget(draft: Draft, call: str) -> None:
    """A call has gone to history, and its presses with it."""
    for panic in [one.id for one in draft.panics.values() if one.call == call]:
        draft.drop("panics", panic)
