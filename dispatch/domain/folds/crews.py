"""What events about crews make of a state."""

from __future__ import annotations

from typing import assert_never

from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.crew_events import CrewEvent, CrewSignedOff, CrewSignedOn
from dispatch.domain.crews import Crew, CrewMember
from dispatch.domain.draft import Draft
from dispatch.domain.evolve import evolve
from dispatch.domain.folds.units import set_status
from dispatch.domain.record import Recorded


def fold_crew(draft: Draft, recorded: Recorded, event: CrewEvent) -> None:
    """Somebody signed on, or off."""
    match event:
        case CrewSignedOn():
            _on(draft, recorded, event)
        case CrewSignedOff():
            _off(draft, recorded, event)
        case _:
            assert_never(event)


def _on(draft: Draft, recorded: Recorded, event: CrewSignedOn) -> None:
    if event.unit not in draft.units:
        return
    before = draft.crews.get(event.unit)
    member = CrewMember(
        person=event.person,
        name=event.name,
        role=event.role,
        since=recorded.happened_at,
        capabilities=event.capabilities,
    )
    others = () if before is None else tuple(one for one in before.members if one.person != event.person)
    there = {one.name.casefold() for one in (*others, member)}
    # A partner who signs on himself is no longer one who is only named; whoever signs on again names them anew.
    kept = before.partners if before is not None and not before.has(event.person) else ()
    named = dict.fromkeys((*kept, *event.partners))
    crew = Crew(
        id=event.unit,
        shift=event.shift,
        members=(*others, member),
        partners=tuple(one for one in named if one.casefold() not in there),
        vehicle=event.vehicle or (before.vehicle if before is not None else None),
        equipment=before.equipment if before is not None else (),
        faults=before.faults if before is not None else None,
        checked_at=before.checked_at if before is not None else None,
        checked_by=before.checked_by if before is not None else None,
        version=recorded.seq,
    )
    if event.equipment or event.text is not None:
        crew = evolve(
            crew,
            {
                "equipment": event.equipment,
                "faults": event.text,
                "checked_at": recorded.happened_at,
                "checked_by": event.name,
            },
        )
    if event.status is not None:
        set_status(draft, event.unit, event.status, recorded)
    _show(draft, crew)


def _off(draft: Draft, recorded: Recorded, event: CrewSignedOff) -> None:
    crew = draft.crews.get(event.unit)
    if event.last:
        # Off duty the crew is gone with everything else of the shift.
        set_status(draft, event.unit, UnitStatus.OFF, recorded)
    elif crew is not None:
        members = tuple(one for one in crew.members if one.person != event.person)
        _show(draft, evolve(crew, {"members": members, "version": recorded.seq}))


def _show(draft: Draft, crew: Crew) -> None:
    draft.put("crews", crew)
    draft.change("units", crew.id, members=crew.names, capabilities=crew.capabilities)
