"""What events make of a school's team: meant, held, away, ticked; and when a role that was held is free again."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from dispatch.domain.draft import Draft
from dispatch.domain.record import Recorded
from dispatch.domain.srt import HELD_FOR, SrtAway, SrtHeld, SrtState, SrtTick, same_name
from dispatch.domain.srt_events import (
    SrtAwayMarked,
    SrtDefined,
    SrtEvent,
    SrtItemTicked,
    SrtRoleLeft,
    SrtRolePassed,
    SrtRoleTaken,
)
from dispatch.domain.vocabulary import ActionEnd

_GOES_ON = frozenset({ActionEnd.SUPERSEDED, ActionEnd.ENDED_BY_ACTUAL})
"""Another action stands in the place of the one that ended: whoever is in charge stays in charge."""


def fold_srt(draft: Draft, recorded: Recorded, event: SrtEvent) -> None:
    """Teams defined; roles taken, passed, left; people away; lines of cards ticked."""
    site = event.team.site if isinstance(event, SrtDefined) else event.site
    team = draft.srt.get(site)
    if team is None:
        team = SrtState(id=site, version=recorded.seq)
        draft.put("srt", team)
    at, by = recorded.recorded_at, recorded.actor.name
    match event:
        case SrtDefined():
            draft.change("srt", site, seats=event.team.seats)
        case SrtRoleTaken() | SrtRolePassed():
            person = event.person if isinstance(event, SrtRoleTaken) else None
            held = SrtHeld(role=event.role, name=event.name, person=person, since=at, by=by)
            draft.change(
                "srt",
                site,
                held=(*(one for one in team.held if one.role is not event.role), held),
                # Whoever holds a role is there.
                away=tuple(one for one in team.away if not same_name(one.name, event.name)),
            )
        case SrtRoleLeft():
            draft.change("srt", site, held=tuple(one for one in team.held if one.role is not event.role))
        case SrtAwayMarked():
            rest = tuple(one for one in team.away if not same_name(one.name, event.name))
            new = (SrtAway(name=event.name, since=at, by=by),) if event.away else ()
            draft.change("srt", site, away=(*rest, *new))
        case SrtItemTicked():
            key = (event.action, event.role, event.item)
            ticks = tuple(one for one in team.ticks if (one.action, one.role, one.item) != key)
            new_tick = SrtTick(action=event.action, role=event.role, item=event.item, by=by, at=at)
            draft.change("srt", site, ticks=(*ticks, new_tick) if event.done else ticks)
        case _:
            assert_never(event)


def action_begins(draft: Draft, site: str, at: datetime) -> None:
    """Who took a role on another day is not in charge of what begins now."""
    team = draft.srt.get(site)
    if team is None:
        return
    held = tuple(one for one in team.held if at - one.since <= HELD_FOR)
    if held != team.held:
        draft.change("srt", site, held=held)


def action_ends(draft: Draft, site: str, action: str, end: ActionEnd) -> None:
    """What was ticked for an action goes with it; with the last action at a site its roles are free."""
    team = draft.srt.get(site)
    if team is None:
        return
    ticks = tuple(one for one in team.ticks if one.action != action)
    over = end not in _GOES_ON and not any(
        one.site == site and one.ended_at is None and one.id != action for one in draft.actions.values()
    )
    held = () if over else team.held
    if (ticks, held) != (team.ticks, team.held):
        draft.change("srt", site, ticks=ticks, held=held)
