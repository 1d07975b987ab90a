"""For whom an activity log can be made, and which lines of the incident are theirs.

A position is command, a function of the organisation, a unit, or a position of the desk. A line is of a position when whoever held it then
did it, said it or is named in it. So a relief splits the lines of the two holders at the moment of the relief.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dispatch.domain.catalog.ics_roles import ICS_ROLES, IcsRole
from dispatch.domain.events import AlarmEvent
from dispatch.domain.forms.matter import Matter, person
from dispatch.domain.forms.sheet import plain
from dispatch.domain.incident_events import CommandEvent
from dispatch.domain.incidents import Commander
from dispatch.domain.organisation import FunctionState
from dispatch.domain.record import Recorded

COMMAND = "COMMAND"


@dataclass(frozen=True, slots=True)
class Turn:
    """Who held a position, from when until when (None: still does)."""

    who: Commander
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Whose activity log it is. ``turns``: those who held it, for what is held by name."""

    code: str
    title: str
    name: str
    agency: str
    turns: tuple[Turn, ...] = ()
    role: IcsRole | None = None
    unit: str | None = None
    desk: str | None = None


def position(matter: Matter, code: str) -> Position | None:
    """The position of this code; None: there is none at this incident."""
    if code == COMMAND:
        return _command(matter)
    if code in IcsRole.__members__:
        return _function(matter, IcsRole(code))
    unit = matter.state.units.get(code)
    if unit is not None:
        members = ", ".join(unit.members) or unit.roster.name
        return Position(
            code=code, title=f"Unit {code}", name=plain(members), agency=unit.roster.agency, unit=code
        )
    if code in matter.state.desk_positions:
        names = dict.fromkeys(one.actor.name for one in matter.lines if one.actor.position == code)
        agencies = dict.fromkeys(one.actor.agency for one in matter.lines if one.actor.position == code)
        return Position(
            code=code,
            title=f"Dispatch, position {code}",
            name=plain(", ".join(names)),
            agency=", ".join(filter(None, agencies)),
            desk=code,
        )
    return None


def positions(matter: Matter) -> list[Position]:
    """All of whom an activity log can be made: command, functions that somebody held, units that were sent, positions that wrote."""
    units = dict.fromkeys(sorted({one.unit for one in matter.sent}))
    desks = dict.fromkeys(sorted({one.actor.position for one in matter.lines if one.actor.position}))
    roles = [one.role.value for one in matter.functions if one.held or one.deputy or one.history]
    codes = (COMMAND, *(role.value for role in ICS_ROLES if role.value in roles), *units, *desks)
    return [one for one in (position(matter, code) for code in codes) if one is not None]


def acted(matter: Matter, of: Position) -> list[Recorded]:
    """The lines that are of this position."""
    return [one for one in matter.lines if _is_of(one, of)]


def _command(matter: Matter) -> Position:
    incident = matter.incident
    held = [*incident.history, *((incident.command,) if incident.command is not None else ())]
    turns = tuple(
        Turn(who, one.since, one.until)
        for one in held
        for who in (one.members if one.commander is None else (one.commander,))
    )
    unified = len(matter.commanders) > 1
    return Position(
        code=COMMAND,
        title="Unified Command" if unified else "Incident Commander",
        turns=turns,
        **_named(turns),
    )


def _function(matter: Matter, role: IcsRole) -> Position:
    of = next((one for one in matter.functions if one.role is role), None)
    turns = tuple(_turns(of)) if of is not None else ()
    return Position(code=role.value, title=ICS_ROLES[role].title, turns=turns, role=role, **_named(turns))


def _turns(of: FunctionState) -> Iterator[Turn]:
    for was in of.history:
        yield Turn(was.who, was.since, was.until)
    for now in (of.held, of.deputy):
        if now is not None:
            yield Turn(now.who, now.since, None)


def _named(turns: tuple[Turn, ...]) -> dict[str, Any]:
    names = dict.fromkeys(person(one.who) for one in turns)
    agencies = dict.fromkeys(one.who.agency for one in turns)
    return {"name": "; ".join(names), "agency": plain(", ".join(agencies))}


def _is_of(line: Recorded, of: Position) -> bool:
    event: Any = line.event
    if of.desk is not None:
        return line.actor.position == of.desk
    if of.unit is not None:
        return line.actor.unit == of.unit or (
            getattr(event, "unit", None) == of.unit and not isinstance(event, AlarmEvent)
        )
    if of.role is not None and getattr(event, "role", None) is of.role:
        return True
    if of.code == COMMAND and isinstance(event, CommandEvent):
        return True
    names, units = _named_in(line)
    return any(
        one.since <= line.recorded_at
        and (one.until is None or line.recorded_at <= one.until)
        and (one.who.name in names or (one.who.unit is not None and one.who.unit in units))
        for one in of.turns
    )


def _named_in(line: Recorded) -> tuple[set[str], set[str]]:
    """The people and units who did, said or are named in a line."""
    event: Any = line.event
    who = [getattr(event, name, None) for name in ("who", "commander", "outgoing", "incoming", "made_by")]
    people = [one for one in who if isinstance(one, Commander)]
    word = getattr(event, "word", None)
    names = {line.actor.name, *(one.name for one in people)}
    if word is not None:
        names.add(word.said_by)
    units = {one.unit for one in people if one.unit is not None}
    units |= {one for one in (line.actor.unit, getattr(event, "unit", None)) if isinstance(one, str)}
    return names, units
