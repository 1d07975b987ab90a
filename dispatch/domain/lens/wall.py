"""A wall display as one part: all that a part ``wall:…`` is ever given comes from here. Default deny.

Like a partner's picture it is made whole, anew from the state, and what changed is what differs: nothing reaches a wall because it was
touched. It has no ``seq`` and no lines of the log.
"""

from __future__ import annotations

from collections.abc import Mapping
from zlib import crc32

from dispatch.domain.actor import Actor, Role
from dispatch.domain.incidents import Incident
from dispatch.domain.lens.wall_incident import incident_view
from dispatch.domain.lens.wall_sites import district_view, worst_incident
from dispatch.domain.lens.wall_views import WallPictureView, WallRecordView
from dispatch.domain.state import Key, State
from dispatch.domain.walls import WALL, Wall, WallShow, wall_part, wall_person

_TABLES = frozenset(
    {
        "district",
        "agencies",
        "sites",
        "units",
        "calls",
        "actions",
        "alarms",
        "incidents",
        "decisions",
        "facts",
        "functions",
        "objectives",
        "roll_calls",
        "accountings",
        "rooms",
        "seats",
        "shared_lines",
        "partner_units",
        "walls",
    }
)
"""Tables of which anything stands in the picture."""


def wall_of(state: State, person: str) -> Wall | None:
    """The display behind an account, while it is one."""
    wall = state.walls.get(person.removeprefix(WALL))
    return wall if wall is not None and wall_person(wall.id) == person else None


def wall_parts(state: State, actor: Actor) -> tuple[str, ...]:
    """The one part of a wall display, while it may be let in."""
    wall = wall_of(state, actor.person) if actor.role is Role.WALL else None
    return (wall_part(wall),) if wall is not None else ()


def wall_concerns(touched: frozenset[Key]) -> bool:
    """Whether anything of what was touched may stand on a wall: looked at first, because looking is cheap."""
    return any(table in _TABLES for table, _ in touched)


def wall_shown(state: State, part: str) -> Mapping[tuple[str, str], WallPictureView]:
    """All that a part shows now; nothing when no display is set to it."""
    if all(wall_part(one) != part for one in state.walls.values()):
        return {}
    view = _picture(state, part)
    return {("wall_pictures", view.id): view} if view is not None else {}


def wall_record_view(wall: Wall) -> WallRecordView:
    """A display as the desk and auditors have it."""
    return WallRecordView(
        id=wall.id,
        version=wall.version,
        name=wall.name,
        show=wall.show,
        incident=wall.incident,
        added_at=wall.added_at,
        added_by=wall.added_by,
        set_at=wall.set_at,
        set_by=wall.set_by,
    )


def _picture(state: State, part: str) -> WallPictureView | None:
    home = state.home
    if home is None:
        return None
    kind, _, incident_id = part.removeprefix(WALL).partition(":")
    show = WallShow(kind)
    incident = _incident(state, show, incident_id)
    view = WallPictureView(
        id="wall",
        version=0,
        show=show,
        home=home.name,
        department=home.department,
        nature=home.nature,
        demo=home.demo,
        district=district_view(state) if incident is None else None,
        incident=incident_view(state, incident) if incident is not None else None,
    )
    # Nobody else has seen this view yet.
    object.__setattr__(view, "version", crc32(repr(view).encode()))
    return view


def _incident(state: State, show: WallShow, incident_id: str) -> Incident | None:
    """Which incident is shown now. There is never nothing on the wall: without one it is the district."""
    if show is WallShow.WORST:
        return worst_incident(state)
    return state.incidents.get(incident_id) if show is WallShow.INCIDENT else None
