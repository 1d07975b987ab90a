"""What touched keys mean for parts: to whom they belonged, and what whoever was away gets of them now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dispatch.domain.actor import Actor, Role
from dispatch.domain.lens.parts import parts_of, parts_of_actor
from dispatch.domain.lens.project import COLLECTIONS_OF, project
from dispatch.domain.lens.views import RecordView
from dispatch.domain.naming import readers
from dispatch.domain.srt import SrtState
from dispatch.domain.state import Key, State

Content = tuple[dict[str, list[RecordView]], dict[str, list[str]]]
"""Upserts and removed ids, by collection."""


def touched_parts(before: State, after: State, touched: frozenset[Key]) -> Iterator[tuple[str, Key]]:
    """Every part that a touched record belonged to before or belongs to now."""
    for key in touched:
        for part in parts_of(before, key) | parts_of(after, key):
            yield part, key


def units_moved(before: State, after: State, touched: frozenset[Key]) -> list[str]:
    """The units whose people hold other parts than before, because they were signed on or off; and those people themselves."""
    moved = []
    for table, unit in touched:
        if table == "units":
            nobody = Actor(person="", name="", role=Role.PATROL_OFFICER, agency="", unit=unit)
            if parts_of_actor(before, nobody) != parts_of_actor(after, nobody):
                moved.append(unit)
        elif table == "crews":
            people = _people(before, unit) ^ _people(after, unit)
            moved += (moved_person(one) for one in sorted(people))
    return moved


def teams_moved(before: State, after: State, touched: frozenset[Key]) -> list[str]:
    """Teams of schools, and people of them, who read other names than before: a role or a room has changed hands."""
    moved = set()
    for table, record in touched:
        if table == "srt":
            old, new = before.srt.get(record), after.srt.get(record)
            if _roles(old) != _roles(new):
                moved.add(moved_team(record))
        elif table == "rooms":
            was, now = before.rooms.get(record), after.rooms.get(record)
            moved |= {moved_person(one) for one in readers(was) ^ readers(now)}
    return sorted(moved)


def _roles(team: SrtState | None) -> tuple[object, ...]:
    return () if team is None else (team.seats, team.held, team.away)


def moved_team(site: str) -> str:
    """How a school's team in which a role changed hands is remembered beside units."""
    return f"team:{site}"


def moved_person(person: str) -> str:
    """How somebody who signed on or off is remembered beside units."""
    return f"person:{person}"


def _people(state: State, unit: str) -> set[str]:
    crew = state.crews.get(unit)
    return set() if crew is None else {one.person for one in crew.members}


def resume_content(state: State, keys: Mapping[str, set[Key]]) -> dict[str, Content]:
    """For each part: its touched records as they now are, and what it no longer holds of them.

    A removal of something that the reader never held does no harm; only internal lenses resume.
    """
    content: dict[str, Content] = {}
    for part, touched in keys.items():
        upserts: dict[str, list[RecordView]] = {}
        removed: dict[str, list[str]] = {}
        for table, record_id in sorted(touched):
            gone = set(COLLECTIONS_OF[table])
            for collection, view in project(state, (table, record_id), part):
                upserts.setdefault(collection, []).append(view)
                gone.discard(collection)
            for collection in sorted(gone):
                removed.setdefault(collection, []).append(record_id)
        content[part] = (upserts, removed)
    return content
