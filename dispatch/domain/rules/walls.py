"""Wall displays: added, set to what they show, ended."""

from __future__ import annotations

from typing import assert_never

from dispatch.domain import wall_events as e
from dispatch.domain import wall_orders as c
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.incidents import Incident
from dispatch.domain.refusals import NOT_FOUND, Refusal, bad_field, rule
from dispatch.domain.rules.incidents import the_incident
from dispatch.domain.state import State
from dispatch.domain.text import protect
from dispatch.domain.walls import WallShow

WALLS_MAX = 100
"""So many screens hang in no district; and each could be shown something of its own."""


def decide(state: State, command: c.WallCommand, context: Context) -> Outcome:
    """Add, set, end."""
    match command:
        case c.AddWall():
            return _add(state, command, context)
        case c.SetWall():
            return _set(state, command)
        case c.EndWall():
            wall = state.walls.get(command.wall)
            if wall is None:
                return NOT_FOUND
            return Done((e.WallEnded(wall=wall.id, name=wall.name, reason=protect(command.reason)),))
        case _:
            assert_never(command)


def _add(state: State, command: c.AddWall, context: Context) -> Outcome:
    name = " ".join(command.name.split())
    if not name:
        return bad_field("name", "Name the wall display by the room that it hangs in.")
    if any(one.name.casefold() == name.casefold() for one in state.walls.values()):
        return rule("wall_name_taken", f"There is a wall display {name} already.", "name")
    if len(state.walls) >= WALLS_MAX:
        return rule("too_many_walls", f"There are {WALLS_MAX} wall displays already; end one first.")
    shown = _shown(state, command.show, command.incident)
    if isinstance(shown, Refusal):
        return shown
    event = e.WallAdded(
        wall=context.id("wall"),
        name=name,
        show=command.show,
        shown=shown.id if shown is not None else None,
        shown_no=shown.number if shown is not None else None,
    )
    return Done((event,), {"wall": event.wall})


def _set(state: State, command: c.SetWall) -> Outcome:
    wall = state.walls.get(command.wall)
    if wall is None:
        return NOT_FOUND
    shown = _shown(state, command.show, command.incident)
    if isinstance(shown, Refusal):
        return shown
    if (wall.show, wall.incident) == (command.show, shown.id if shown is not None else None):
        return rule("wall_shows_that", f"{wall.name} shows that already.", "show")
    event = e.WallSet(
        wall=wall.id,
        name=wall.name,
        show=command.show,
        shown=shown.id if shown is not None else None,
        shown_no=shown.number if shown is not None else None,
    )
    return Done((event,))


def _shown(state: State, show: WallShow, incident: str | None) -> Incident | Refusal | None:
    """The incident that is to be shown; None: it is not set to one."""
    if show is not WallShow.INCIDENT:
        return None if incident is None else bad_field("incident", "Name an incident only to show that one.")
    if incident is None:
        return bad_field("incident", "Name the incident that it is to show.")
    return the_incident(state, incident)
