"""Who sits where at the desk, and with that where alarms ring."""

from __future__ import annotations

from typing import assert_never

from dispatch.domain.draft import Draft
from dispatch.domain.events import DeskEvent, PositionDefined, PositionLeft, PositionTaken
from dispatch.domain.folds.ringing import seats_changed
from dispatch.domain.folds.unrelieved import desk_is_held, watch_desk
from dispatch.domain.record import Recorded
from dispatch.domain.records import DeskPositionState


def fold_desk(draft: Draft, recorded: Recorded, event: DeskEvent) -> None:
    """Positions defined, taken and left."""
    match event:
        case PositionDefined():
            code = event.position.code
            if code in draft.desk_positions:
                draft.change("desk_positions", code, roster=event.position)
            else:
                draft.put(
                    "desk_positions",
                    DeskPositionState(id=code, roster=event.position, version=recorded.seq),
                )
        case PositionTaken():
            draft.change(
                "desk_positions",
                event.position,
                person=recorded.actor.person,
                person_name=recorded.actor.name,
                role=recorded.actor.role,
                since=recorded.recorded_at,
            )
            desk_is_held(draft)
        case PositionLeft():
            draft.change(
                "desk_positions",
                event.position,
                person=None,
                person_name=None,
                role=None,
                since=recorded.recorded_at,
            )
            watch_desk(draft, recorded.recorded_at)
        case _:
            assert_never(event)
    seats_changed(draft)
