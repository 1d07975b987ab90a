"""What the lines about wall displays say."""

from __future__ import annotations

from typing import assert_never

from dispatch.domain.wall_events import WallAdded, WallEnded, WallEvent, WallSet
from dispatch.domain.walls import WallShow


def wall_title(event: WallEvent) -> str:
    """The sentence of such a line."""
    match event:
        case WallAdded():
            return f"Wall display {event.name} added, showing {_what(event)}"
        case WallSet():
            return f"Wall display {event.name} shows {_what(event)}"
        case WallEnded():
            return f"Wall display {event.name} ended"
        case _:
            assert_never(event)


def _what(event: WallAdded | WallSet) -> str:
    match event.show:
        case WallShow.DISTRICT:
            return "the district"
        case WallShow.WORST:
            return "the worst open incident"
        case WallShow.INCIDENT:
            return f"incident {event.shown_no}"
        case _:
            assert_never(event.show)
