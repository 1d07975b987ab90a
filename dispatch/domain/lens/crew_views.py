"""A unit's crew as the desk and the crew itself get it. Other units read names on the unit's own record, and no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from dispatch.domain import crew_events as e
from dispatch.domain.actor import Role
from dispatch.domain.crews import Crew, DutyShift, Equipment
from dispatch.domain.lens.text_view import TextView
from dispatch.domain.lens.texts import text_view
from dispatch.domain.text import TextClass


@dataclass(frozen=True, slots=True, kw_only=True)
class CrewMemberView:
    """Somebody who signed on himself."""

    person: str
    name: str
    role: Role
    since: datetime
    capabilities: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrewView:
    """Collection ``crews``: by unit, desk and auditors all, a unit its own. ``not_in_order``: equipment that was looked at and is not."""

    id: str
    version: int
    shift: DutyShift
    members: tuple[CrewMemberView, ...]
    partners: tuple[str, ...]
    vehicle: str | None
    looked_at: tuple[Equipment, ...]
    not_in_order: tuple[Equipment, ...]
    faults: TextView | None
    checked_at: datetime | None
    checked_by: str | None


def crew_view(crew: Crew, readable: frozenset[TextClass]) -> CrewView:
    """Who is in it, and with what."""
    return CrewView(
        id=crew.id,
        version=crew.version,
        shift=crew.shift,
        members=tuple(
            CrewMemberView(
                person=one.person,
                name=one.name,
                role=one.role,
                since=one.since,
                capabilities=one.capabilities,
            )
            for one in crew.members
        ),
        partners=crew.partners,
        vehicle=crew.vehicle,
        looked_at=tuple(one.item for one in crew.equipment),
        not_in_order=crew.not_in_order,
        faults=text_view(crew.faults, readable),
        checked_at=crew.checked_at,
        checked_by=crew.checked_by,
    )


def crew_title(event: e.CrewEvent) -> str:
    """The sentence of the line. Who it is stands beside it; partners are counted, not named."""
    match event:
        case e.CrewSignedOn():
            more = f" with {len(event.partners)} more" if event.partners else ""
            vehicle = f", vehicle {event.vehicle}" if event.vehicle else ""
            broken = [one.item.replace("_", " ") for one in event.equipment if not one.ok]
            faults = f"; not in order: {', '.join(broken)}" if broken else ""
            return f"Signed on to {event.unit}{more}, {event.shift} shift{vehicle}{faults}"
        case e.CrewSignedOff():
            return f"{event.unit} signed off duty" if event.last else f"Signed off from {event.unit}"
        case _:
            assert_never(event)
