"""A district of any size with a shift under way: the demo's sites and units first, then others like them, and open calls.

Made through the same commands that people give.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final
from uuid import uuid4

from dispatch.desk.desk import Desk
from dispatch.desk.results import Envelope, Saved
from dispatch.domain.actor import SYSTEM, Actor
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import (
    AcknowledgeAlarm,
    AssignUnits,
    Command,
    CreateCall,
    DefineRoster,
    SetUnitStatus,
)
from dispatch.domain.roster import Room, Site, Unit, UnitKind
from dispatch.domain.vocabulary import Priority
from dispatch.links.demo.district import crew_name, opening, roster
from dispatch.links.demo.people import DISTRICT, actor

TYPES: Final = ("FIGHT", "DOOR", "MEDNON", "VANDAL", "TRAFIC", "WELFAR")
P1_EVERY: Final = 40
"""One call in so many is a P1."""
_AT_ONCE: Final = 100
_SECTORS: Final = ("North", "Central", "South", "Foothills")
_APART_E7: Final = 9_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large. ``rooms``: of every site; None: those that the demo knows."""

    units: int
    sites: int
    rooms: int | None = None
    calls: int = 0


def sites(size: Size) -> tuple[Site, ...]:
    """The demo's sites, then copies of them under other names, a little further on."""
    own = roster().sites
    found = []
    for place in range(size.sites):
        copy, like = place // len(own), own[place % len(own)]
        site = replace(like, sros=(), csos=())
        if copy:
            site = replace(
                site,
                code=f"{like.code}{copy}",
                name=f"{like.name} {copy + 1}",
                lat_e7=like.lat_e7 + copy * _APART_E7,
                aliases=(),
            )
        found.append(site if size.rooms is None else replace(site, rooms=_rooms(site, size.rooms)))
    return tuple(found)


def _rooms(site: Site, count: int) -> tuple[Room, ...]:
    if not site.buildings:
        return ()
    where = site.buildings[0].code
    return tuple(Room(code=f"R{one}", name=f"Room {one}", building=where) for one in range(1, count + 1))


def units(size: Size) -> tuple[Unit, ...]:
    """The demo's units without a home, then patrol cars."""
    own = [replace(one, home_site=None) for one in roster().units][: size.units]
    more = [
        Unit(
            code=f"P{number}",
            unit_kind=UnitKind.PATROL,
            agency=DISTRICT,
            name=f"Patrol {number}",
            sector=_SECTORS[number % len(_SECTORS)],
            capabilities=("armed", "naloxone", "keys"),
        )
        for number in range(1, size.units - len(own) + 1)
    ]
    return (*own, *more)


async def furnish(desk: Desk, size: Size) -> None:
    """Open the district and bring its shift under way: all units on duty, half of the calls worked by half of them."""
    desk_person = actor("dispatcher")
    await give(desk, SYSTEM, replace(opening(), demo=False))
    roster_wanted = DefineRoster(agencies=roster().agencies, sites=sites(size), units=units(size))
    await give(desk, SYSTEM, roster_wanted)
    names = [one.code for one in roster_wanted.units]
    on = [SetUnitStatus(unit=one, status=UnitStatus.AV, members=(crew_name(one),)) for one in names]
    await give_all(desk, desk_person, on)
    codes = [one.code for one in roster_wanted.sites]
    entered = await give_all(
        desk, desk_person, [_call(place, codes[place * 7 % len(codes)]) for place in range(size.calls)]
    )
    calls = [str(one.refs["call"]) for one in entered]
    await give_all(desk, desk_person, [AcknowledgeAlarm(alarm=one) for one in desk.state.alarms])
    worked = calls[::2]
    if not worked:
        return
    teams: dict[str, list[str]] = {one: [] for one in worked}
    for place, unit in enumerate(names[: size.units // 2]):
        teams[worked[place % len(worked)]].append(unit)
    sent = [AssignUnits(call=call, units=tuple(team)) for call, team in teams.items() if team]
    await give_all(desk, desk_person, sent)


def _call(place: int, site: str) -> CreateCall:
    urgent = place % P1_EVERY == 0
    return CreateCall(
        type="WEAPON" if urgent else TYPES[place % len(TYPES)],
        priority=None if urgent else (Priority.P3, Priority.P4, Priority.P2, Priority.P3)[place % 4],
        site=site,
        caller="Ana Novak, front office",
        callback="303-555-0117",
        text="Two students behind the gym; staff is with them and the hall is clear.",
        distinct=True,
    )


async def give(desk: Desk, who: Actor, command: Command) -> Saved:
    """Submit what must be saved."""
    result = await desk.submit(who, Envelope(id=str(uuid4()), command=command))
    assert isinstance(result, Saved), result
    return result


async def give_all(desk: Desk, who: Actor, commands: Iterable[Command]) -> list[Saved]:
    """Several that do not rest on one another."""
    todo = list(commands)
    found: list[Saved] = []
    for place in range(0, len(todo), _AT_ONCE):
        found += await asyncio.gather(*(give(desk, who, one) for one in todo[place : place + _AT_ONCE]))
    return found
