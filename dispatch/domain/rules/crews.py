"""Signing on to a unit and off. Each person for himself; the desk may sign off whoever went home without a word."""

from __future__ import annotations

from typing import assert_never

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.actor import DESK_ROLES
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.crews import Crew, crew_of
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.records import UnitState
from dispatch.domain.refusals import Refusal, bad_field, rule
from dispatch.domain.rules.common import the_unit
from dispatch.domain.rules.late import came_late
from dispatch.domain.rules.stacks import unstack
from dispatch.domain.state import State
from dispatch.domain.text import protect


def decide(state: State, command: c.SignOn | c.SignOff, context: Context) -> Outcome:
    """On to a unit, or off."""
    match command:
        case c.SignOn():
            return _sign_on(state, command, context)
        case c.SignOff():
            return _sign_off(state, command, context)
        case _:
            assert_never(command)


def _sign_on(state: State, command: c.SignOn, context: Context) -> Outcome:
    actor = context.actor
    unit = the_unit(state, command.unit)
    if isinstance(unit, Refusal):
        return unit
    if unit.id != actor.unit and unit.roster.agency != actor.agency:
        return rule(
            "other_agency",
            f"{unit.id} is a unit of {unit.roster.agency}. Ask the desk.",
            "unit",
            unit=unit.id,
        )
    seen = [one.item for one in command.equipment]
    if len(seen) != len(set(seen)):
        return bad_field("equipment", "One piece of equipment is marked twice.")
    status = None
    if unit.status is UnitStatus.OFF:
        status = UnitStatus.AV if command.ready else UnitStatus.LOG
        late = came_late(state, unit, c.SetUnitStatus(unit=unit.id, status=status), context)
        if late is not None:
            return late
    leaving: tuple[e.Event, ...] = ()
    crew = crew_of(state, actor.person)
    if crew is not None and crew.id != unit.id:
        left = _leaves(state, state.units[crew.id], crew, actor.person, actor.name)
        if isinstance(left, Refusal):
            return left
        leaving = left
    event = e.CrewSignedOn(
        unit=unit.id,
        person=actor.person,
        name=actor.name,
        role=actor.role,
        shift=command.shift,
        vehicle=command.vehicle,
        partners=tuple(dict.fromkeys(one for one in command.partners if one != actor.name)),
        capabilities=tuple(dict.fromkeys(command.capabilities)),
        equipment=command.equipment,
        text=protect(command.faults),
        status=status,
    )
    return Done((*leaving, event), {"unit": unit.id})


def _sign_off(state: State, command: c.SignOff, context: Context) -> Outcome:
    actor = context.actor
    unit = the_unit(state, command.unit)
    if isinstance(unit, Refusal):
        return unit
    desk = actor.role in DESK_ROLES
    person = command.person if desk else actor.person
    if command.person is not None and command.person != person:
        return rule("not_yours", "You may sign off yourself only. Ask the desk.", "person")
    if unit.status is UnitStatus.OFF:
        return Done((), {"unit": unit.id})
    crew = state.crews.get(unit.id)
    if crew is None or not crew.members:
        person = None
    elif person is not None and not crew.has(person):
        return rule("not_in_crew", f"That person is not signed on to {unit.id}.", "person", unit=unit.id)
    name = next((one.name for one in crew.members if one.person == person), "") if crew is not None else ""
    last = crew is None or person is None or len(crew.members) == 1
    if last:
        late = came_late(state, unit, c.SetUnitStatus(unit=unit.id, status=UnitStatus.OFF), context)
        if late is not None:
            return late
    left = _leaves(state, unit, crew, person, name)
    return left if isinstance(left, Refusal) else Done(left, {"unit": unit.id})


def _leaves(
    state: State, unit: UnitState, crew: Crew | None, person: str | None, name: str
) -> tuple[e.Event, ...] | Refusal:
    """Somebody leaves a unit; None: everybody does. The last one does not leave it on a call."""
    last = person is None or crew is None or len(crew.members) == 1
    if last and unit.status is UnitStatus.EM:
        return rule(
            "emergency_in_force",
            f"{unit.id} is in EMERGENCY. Only the desk clears it, by voice or face, with the code word.",
            "unit",
            status=unit.status,
        )
    if last and unit.call is not None:
        return rule(
            "on_call",
            f"{unit.id} is on call {unit.call_number} and nobody else is in it. Clear the call first.",
            "unit",
            status=unit.status,
        )
    off = e.CrewSignedOff(unit=unit.id, person=person, name=name, last=last)
    return (off, *unstack(state, unit)) if last else (off,)
