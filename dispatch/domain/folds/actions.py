"""What events about protective actions make of a state."""

from __future__ import annotations

from typing import assert_never

from dispatch.domain.actor import DESK_ROLES
from dispatch.domain.audience import recipient_of
from dispatch.domain.catalog.protective_actions import RoomClear
from dispatch.domain.draft import Draft
from dispatch.domain.events import (
    ActionAnnounced,
    ActionChanged,
    ActionEnded,
    ActionEvent,
    ActionRepeated,
    ActionStarted,
    PanicRaised,
    ReleaseBegun,
    ReleaseRequested,
    RoomMarked,
)
from dispatch.domain.folds import rolls
from dispatch.domain.folds.clock import HEARD_AFTER, drop_alarms, raise_alarm, retire_later
from dispatch.domain.folds.notices import action_notice, end_notice, know, open_notice
from dispatch.domain.folds.panics import pressed
from dispatch.domain.folds.rooms import ask_rooms, rest_rooms
from dispatch.domain.folds.srt import action_begins, action_ends
from dispatch.domain.folds.times import once
from dispatch.domain.folds.timing import set_timer
from dispatch.domain.record import Recorded
from dispatch.domain.records import Action
from dispatch.domain.vocabulary import (
    AT_SITE,
    ActionEnd,
    ActionStatus,
    AlarmKind,
    KnownWay,
    NoticeKind,
    TimerKind,
)


def fold_action(draft: Draft, recorded: Recorded, event: ActionEvent) -> None:
    """Protective actions: started, repeated, changed, announced, released door by door, ended; panic presses."""
    at = recorded.recorded_at
    match event:
        case ActionStarted():
            action_begins(draft, event.site, at)
            _started(draft, recorded, event)
        case ActionRepeated():
            action = draft.actions.get(event.action)
            if action is not None and event.source in AT_SITE and action.source not in AT_SITE:
                # Now people at the site act on it: it can't be undone as a slip of the desk.
                draft.change("actions", event.action, source=event.source)
        case ActionChanged():
            changes = {
                name: value
                for name in ("entry_mode", "hazard", "strategy", "location", "area", "reason")
                if (value := getattr(event, name)) is not None
            }
            draft.change("actions", event.action, **changes)
            changed = draft.actions.get(event.action)
            rolls.owe(draft, changed.call if changed is not None else None, at)
        case ActionAnnounced():
            _announced(draft, recorded, event)
        case ReleaseRequested():
            draft.change(
                "actions",
                event.action,
                status=ActionStatus.RELEASE_REQUESTED,
                release_requested_at=at,
                release_requested_by=recorded.actor.person,
                release_authority=event.authority,
            )
        case ReleaseBegun():
            draft.change(
                "actions",
                event.action,
                status=ActionStatus.RELEASING,
                release_begun_at=at,
                board=dict.fromkeys(event.doors, RoomClear.NOT_REACHED),
            )
        case RoomMarked():
            action = draft.actions.get(event.action)
            if action is not None and action.board is not None:
                draft.change("actions", event.action, board={**action.board, event.room: event.state})
        case ActionEnded():
            _ended(draft, recorded, event)
        case PanicRaised():
            pressed(draft, recorded, event)
        case _:
            assert_never(event)


def _started(draft: Draft, recorded: Recorded, event: ActionStarted) -> None:
    at = recorded.recorded_at
    draft.put(
        "actions",
        Action(
            id=event.action,
            site=event.site,
            type=event.type,
            mode=event.mode,
            status=ActionStatus.ACTIVE,
            source=event.source,
            call=event.call,
            zones=event.zones,
            rooms=event.rooms,
            entry_mode=event.entry_mode,
            hazard=event.hazard,
            police_led=event.police_led,
            strategy=event.strategy,
            location=event.location,
            area=event.area,
            reason=event.reason,
            started_at=at,
            started_by=recorded.actor.person,
            started_by_name=recorded.actor.name,
            started_by_role=recorded.actor.role,
            desk_at=at if recorded.actor.role in DESK_ROLES else None,
            heard_due=at + HEARD_AFTER,
            version=recorded.seq,
        ),
    )
    ask_rooms(draft, draft.actions[event.action], at)
    _to_be_known(draft, recorded, event)
    call = draft.calls.get(event.call or "")
    if call is not None:
        draft.change(
            "calls",
            call.id,
            actions=(*call.actions, event.action),
            times=once(call.times, "t_action_started", at),
        )
        rolls.owe(draft, call.id, at)


def _to_be_known(draft: Draft, recorded: Recorded, event: ActionStarted) -> None:
    """Somebody must hear it at the site, and whoever it concerns must know it."""
    at = recorded.recorded_at
    set_timer(
        draft,
        f"heard:{event.action}",
        TimerKind.ACTION_HEARD,
        at,
        at + HEARD_AFTER,
        action=event.action,
        site=event.site,
        call=event.call,
    )
    if recorded.actor.role not in DESK_ROLES:
        # The desk did not order it itself: somebody there must see it and say so.
        raise_alarm(
            draft,
            f"action:{event.action}",
            AlarmKind.ACTION_STARTED,
            at,
            mode=event.mode,
            action=event.action,
            site=event.site,
            call=event.call,
        )
    open_notice(
        draft,
        recorded,
        action_notice(event.action),
        NoticeKind.ACTION,
        "actions",
        event.action,
        mode=event.mode,
    )


def _announced(draft: Draft, recorded: Recorded, event: ActionAnnounced) -> None:
    action = draft.actions.get(event.action)
    draft.drop("timers", f"heard:{event.action}")
    drop_alarms(draft, f"heard:{event.action}")
    if action is None:
        return
    there = f"site:{action.site}"
    own = recipient_of(recorded.actor) == there
    way, name = (
        (KnownWay.ACKNOWLEDGED, recorded.actor.name) if own else (KnownWay.ANNOUNCED, event.announced_by)
    )
    know(draft, recorded, action_notice(event.action), there, name, way)
    if action.announced_at is None:
        draft.change(
            "actions",
            event.action,
            announced_at=recorded.happened_at,
            announced_by=event.announced_by,
            heard_due=None,
        )
    call = draft.calls.get(action.call or "")
    if call is not None:
        draft.change("calls", call.id, times=once(call.times, "t_action_announced", recorded.happened_at))


def _ended(draft: Draft, recorded: Recorded, event: ActionEnded) -> None:
    at = recorded.recorded_at
    action = draft.actions.get(event.action)
    draft.change(
        "actions",
        event.action,
        status=ActionStatus.ENDED,
        ended_at=at,
        end=event.end,
        released_by=event.released_by,
        confirmed_by=event.confirmed_by,
        superseded_by=event.superseded_by,
        heard_due=None,
    )
    if action is not None:
        action_ends(draft, action.site, action.id, event.end)
    draft.drop("timers", f"heard:{event.action}")
    drop_alarms(draft, f"heard:{event.action}", f"action:{event.action}")
    end_notice(draft, action_notice(event.action))
    rest_rooms(draft, event.site, event.action, at, superseded=event.superseded_by is not None)
    retire_later(draft, event.action, at, action=event.action, site=event.site)
    call = draft.calls.get(action.call or "") if action is not None else None
    released = event.end in (ActionEnd.RELEASED, ActionEnd.RELEASED_BY_OVERRIDE)
    if call is not None and released:
        draft.change("calls", call.id, times=once(call.times, "t_action_released", at))
