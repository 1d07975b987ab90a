"""What events about wall displays make of a state."""

from __future__ import annotations

from typing import assert_never

from dispatch.domain.draft import Draft
from dispatch.domain.record import Recorded
from dispatch.domain.wall_events import WallAdded, WallEnded, WallEvent, WallSet
from dispatch.domain.walls import Wall


def fold_wall(draft: Draft, recorded: Recorded, event: WallEvent) -> None:
    """Added, set, ended."""
    match event:
        case WallAdded():
            draft.put(
                "walls",
                Wall(
                    id=event.wall,
                    name=event.name,
                    show=event.show,
                    incident=event.shown,
                    added_at=recorded.recorded_at,
                    added_by=recorded.actor.name,
                    set_at=recorded.recorded_at,
                    set_by=recorded.actor.name,
                    version=recorded.seq,
                ),
            )
        case WallSet():
            draft.change(
                "walls",
                event.wall,
                show=event.show,
                incident=event.shown,
                set_at=recorded.recorded_at,
                set_by=recorded.actor.name,
            )
        case WallEnded():
            draft.drop("walls", event.wall)
        case _:
            assert_never(event)
