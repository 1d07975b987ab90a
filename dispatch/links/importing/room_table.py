"""Rooms: what a Lockdown release goes through, door by door. From a table, or from what ``oneroster`` found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, BinaryIO, Final

from dispatch.domain.roster import Building, Room, Site
from dispatch.domain.state import State
from dispatch.links.importing.cells import Cells, code, text
from dispatch.links.importing.changes import Change, Verdict, change
from dispatch.links.importing.problems import Problems, shown
from dispatch.links.importing.roster_plan import RosterPlan
from dispatch.links.importing.rows import Row, Rows, SiteNames, read_rows
from dispatch.links.importing.table import Column

SITE_ROOMS_MAX, BUILDINGS_MAX, ZONES_MAX = 1_000, 100, 50
MAIN: Final = "MAIN"
"""The building of rooms that say no other, in a site that has none or several."""
_COLUMNS = (
    Column("site", ("school", "site code", "school code", "site name", "school name"), needed=True),
    Column("code", ("room", "room code", "room number", "room no", "number"), needed=True),
    Column("name", ("room name", "description", "label")),
    Column("building", ("building code", "bldg", "wing code")),
    Column("building_name", ("building name", "bldg name")),
    Column("zone", ("area", "floor", "wing", "hall", "hallway")),
)


def read_rooms(stream: BinaryIO, encoding: str) -> Rows:
    """The lines of a table of rooms."""
    return read_rows(stream, encoding, _COLUMNS, _row, "code")


def _row(taken: Cells) -> Row:
    site = taken.one("site", text, needed="which school is the room in?")
    room = taken.one("code", room_code, needed="what stands on its door?")
    taken.told |= {"site": site, "code": room}
    taken.tell("name", text, nothing="")
    taken.tell("building", room_code)
    taken.tell("building_name", text)
    taken.tell("zone", room_code)
    return Row(taken.where, f"{(site or '').casefold()} {room}", taken.told)


def room_code(value: str) -> str:
    """What people call a door: ``Rm 12 B`` is 12-B, as it would be typed."""
    words = text(value).upper().replace(".", " ").replace("/", " ").split()
    if len(words) > 1 and words[0] in ("ROOM", "RM"):
        words = words[1:]
    return code("-".join(words).replace("#", ""))


def plan_rooms(
    read: Rows, state: State, sites: Mapping[str, str], *, replace_all: bool = False
) -> RosterPlan:
    """What the lines would change. ``replace_all``: rooms of these sites that the file does not name go."""
    result = RosterPlan(noun="rooms", problems=read.problems, notes=list(read.notes))
    names = SiteNames(state, sites)
    by_site: dict[str, list[Row]] = defaultdict(list)
    for row in read.rows:
        found = names.find(row.told["site"], row.where, "site", result.problems)
        if found is not None:
            by_site[found].append(row)
    if result.problems:
        return result
    not_named = 0
    for site_code, rows in by_site.items():
        present = state.sites[site_code].roster
        site = _with_rooms(present, rows, result, replace_all=replace_all)
        if site != present:
            result.sites.append(site)
        not_named += len({room.code for room in present.rooms} - {row.told["code"] for row in rows})
    result.changes.sort(key=lambda one: int(one.where.rpartition(" ")[2]))
    if not_named:
        what = "they would be taken out" if replace_all else "they stay; --replace takes them out"
        result.notes.append(f"Rooms of these sites that the file does not name: {not_named}; {what}.")
    return result


def _with_rooms(site: Site, rows: Sequence[Row], result: RosterPlan, *, replace_all: bool) -> Site:
    """The site with what the lines say about its rooms."""
    buildings = {one.code: one for one in site.buildings}
    rooms = {one.code: one for one in site.rooms}
    kept = {} if replace_all else dict(rooms)
    named: dict[str, tuple[str, str]] = {}
    seen: dict[str, str] = {}
    for row in rows:
        told: dict[str, Any] = dict(row.told)
        room_key = told["code"]
        if seen.setdefault(room_key, row.where) != row.where:
            message = (
                f"{site.code} has a room {room_key} in {seen[room_key]} already; take one of the two out"
            )
            result.problems.add(row.where, "code", message)
            continue
        old = rooms.get(room_key)
        building = told.get("building") or (old.building if old is not None else _only(buildings))
        zone = told.get("zone", old.zone if old is not None else None)
        new_name = told.get("name") or (old.name if old is not None else f"Room {room_key}")
        called = told.get("building_name")
        if called and named.setdefault(building, (called, row.where))[0] != called:
            message = f"{building} is called {shown(named[building][0])} in {named[building][1]}; one building has one name"
            result.problems.add(row.where, "building_name", message)
        renamed = _put_building(buildings, building, called, zone)
        new = Room(code=room_key, name=new_name, building=building, zone=zone)
        kept[room_key] = new
        found = change(row.where, f"{site.code} room {room_key}", old, new)
        if renamed and found.verdict is Verdict.LEFT:
            found = Change(found.where, found.what, Verdict.CHANGED, f"building {building} {renamed}")
        result.changes.append(found)
    site = replace(site, buildings=tuple(buildings.values()), rooms=tuple(kept.values()))
    _check_size(site, rows[0].where, result.problems)
    return site


def _only(buildings: dict[str, Building]) -> str:
    return next(iter(buildings)) if len(buildings) == 1 else MAIN


def _put_building(buildings: dict[str, Building], key: str, called: str | None, zone: str | None) -> str:
    """The building as a line wants it; what was changed in words."""
    old = buildings.get(key)
    if old is None:
        name = called or ("Main building" if key == MAIN else f"Building {key}")
        buildings[key] = Building(code=key, name=name, zones=() if zone is None else (zone,))
        return "is new"
    zones = old.zones if zone is None or zone in old.zones else (*old.zones, zone)
    buildings[key] = replace(old, name=called or old.name, zones=zones)
    if buildings[key] == old:
        return ""
    return f"gets the zone {zone}" if zones != old.zones else f"is now called {shown(called)}"


def _check_size(site: Site, where: str, problems: Problems) -> None:
    zones = max((len(one.zones) for one in site.buildings), default=0)
    for count, most, what in (
        (len(site.rooms), SITE_ROOMS_MAX, "rooms"),
        (len(site.buildings), BUILDINGS_MAX, "buildings"),
        (zones, ZONES_MAX, "zones in one building"),
    ):
        if count > most:
            message = (
                f"{site.code} would have {count:,} {what}; at most {most:,} are kept (its lines begin here)"
            )
            problems.add(where, "site", message)
