"""What commands about rooms usually name."""

from __future__ import annotations

from random import Random
from typing import Any

from dispatch.domain import commands as c
from dispatch.domain.disclosures import DisclosedField
from dispatch.domain.rooms import Away, DayEntrySaid, Hurt, PersonStatus, RoomStatus, Severity
from dispatch.domain.state import State

NAMES = ["Ana Diaz", "DIAZ, Ana", "Bo Reyes", "B. Reyes", "Wilhelmina Quist", "Cy"]
_KINDS = (
    c.ReportRoom,
    c.SetPersonStatus,
    c.ListPeople,
    c.StrikeFromList,
    c.ListDay,
    c.RecordDisclosure,
)


def room_pool(chance: Random, kind: type, name: str, state: State) -> list[Any] | None:
    """The values of a field of a command about rooms; None: those of any other command."""
    if kind not in _KINDS:
        return None
    people = [one for room in state.rooms.values() for one in room.people]
    entries = [one.id for day in state.day_lists.values() for one in day.entries]
    pools: dict[str, list[Any]] = {
        "status": [*PersonStatus] if kind is c.SetPersonStatus else [*RoomStatus, RoomStatus.MISSING],
        "missing": NAMES,
        "extra": NAMES,
        "injured": [Hurt(severity=one, count=chance.randint(0, 3)) for one in Severity],
        "under": [*state.actions, "no-such-action"],
        "person": [*(one.id for one in people), "nobody"],
        "match": [*(one.id for one in people), *entries, "nobody"],
        "found_in": ["101", "GYM"],
        "day": ["2026-09-14", "2026-09-15"],
        "entry": [*entries, "no-such-entry"],
        "schools": [
            c.SchoolDay(site=site, entries=(DayEntrySaid(name=chance.choice(NAMES), away=Away.ABSENT),))
            for site in ("GRHS", "ELMS", "NONE")
        ],
        "entries": [DayEntrySaid(name=one, away=chance.choice(list(Away))) for one in NAMES],
        "fields": list(DisclosedField),
    }
    return pools.get(name)
