"""Officer emergency: never blocked on the way in; cleared only by voice or face, with the code word, recorded who and how."""

from __future__ import annotations

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.catalog.unit_statuses import FREE, UnitStatus
from dispatch.domain.decision import Context, Done, LastPosition, Outcome
from dispatch.domain.records import Call, Place, UnitState
from dispatch.domain.refusals import Refusal, bad_field, rule
from dispatch.domain.rules.common import mode_for, next_number, officer_of, the_unit
from dispatch.domain.rules.net import hold_for
from dispatch.domain.rules.stacks import next_in_stack
from dispatch.domain.state import State
from dispatch.domain.text import protect
from dispatch.domain.vocabulary import ENDED, EmergencySource, LinkKind, Priority


def declare(state: State, command: c.DeclareEmergency, context: Context) -> Outcome:
    """Unit to EMERGENCY, with its last known place; opens an OFCEMR call, or adds to the one that is open for it."""
    unit = the_unit(state, command.unit)
    if isinstance(unit, Refusal):
        return unit
    return emergency(state, unit, command, context)


def emergency(state: State, unit: UnitState, command: c.DeclareEmergency, context: Context) -> Done:
    """The events of an officer emergency, however it was raised."""
    last = context.positions.get(unit.id)
    spot = last
    if command.lat_e7 is not None and command.lon_e7 is not None:
        spot = LastPosition(
            lat_e7=command.lat_e7,
            lon_e7=command.lon_e7,
            at=command.position_at or context.now,
            accuracy_m=command.accuracy_m,
        )
    open_one = _open_emergency_call(state, unit)
    events: list[e.Event] = []
    if open_one is None:
        number, call_id = next_number(state, context.now), context.id("call")
        events.append(_created(state, unit, call_id, number, spot))
        events.extend(_linked(state, unit, call_id, number))
    else:
        number, call_id = open_one.number, open_one.id
    events.append(
        e.EmergencyDeclared(
            unit=unit.id,
            source=command.source,
            call=call_id,
            number=number,
            site=unit.site,
            lat_e7=spot.lat_e7 if spot else None,
            lon_e7=spot.lon_e7 if spot else None,
            accuracy_m=spot.accuracy_m if spot else None,
            position_at=spot.at if spot else None,
            text=protect(command.text),
        )
    )
    events.extend(hold_for(state, unit, call_id, number))
    return Done(tuple(events), {"call": call_id, "number": number})


def _open_emergency_call(state: State, unit: UnitState) -> Call | None:
    for call in state.calls.values():
        if call.type == "OFCEMR" and call.status not in ENDED and officer_of(state, call) is unit:
            return call
    return None


def _created(
    state: State, unit: UnitState, call_id: str, number: str, spot: LastPosition | None
) -> e.CallCreated:
    return e.CallCreated(
        call=call_id,
        number=number,
        type="OFCEMR",
        source=CallSource.RADIO,
        priority=Priority.P1,
        mode=mode_for(state, None),
        place=Place(
            site=unit.site,
            lat_e7=spot.lat_e7 if spot else None,
            lon_e7=spot.lon_e7 if spot else None,
        ),
        caller=None,
        callback=None,
        text=None,
        device=unit.id,
        t_event=None,
        t_ring=None,
        scheduled_for=None,
    )


def _linked(state: State, unit: UnitState, call_id: str, number: str) -> tuple[e.Event, ...]:
    on = state.calls.get(unit.call or "")
    if on is None:
        return ()
    return (
        e.CallsLinked(
            call=call_id, number=number, other=on.id, other_number=on.number, link=LinkKind.RELATED
        ),
    )


def clear_emergency(state: State, command: c.ClearEmergency) -> Outcome:
    """Back from EMERGENCY, with how and by whom it was confirmed."""
    unit = the_unit(state, command.unit)
    if isinstance(unit, Refusal):
        return unit
    if unit.emergency is None:
        return rule("no_emergency", f"{unit.id} is not in EMERGENCY.", "unit", status=unit.status)
    if not command.code_word_given:
        return rule(
            "code_word_needed", "Cleared only when the officer gave the code word.", "code_word_given"
        )
    if command.status not in (UnitStatus.OS, UnitStatus.AV):
        return bad_field("status", "After an emergency a unit is on scene or available.")
    on_call = unit.assignment is not None
    status = UnitStatus.OS if on_call else command.status
    cleared = e.EmergencyCleared(
        unit=unit.id,
        confirmed_how=command.confirmed_how,
        confirmed_by=command.confirmed_by,
        code_word_given=command.code_word_given,
        status=status,
        call=unit.call,
        number=unit.call_number,
    )
    following = next_in_stack(state, unit) if status in FREE else ()
    warnings = (
        (f"{unit.id} is still on call {unit.call_number}: it stands as on scene.",)
        if status is not command.status
        else ()
    )
    return Done((cleared, *following), {}, warnings)


MISSED = c.DeclareEmergency(unit="-", source=EmergencySource.MISSED_CHECKS)
"""What a second missed status check asks for, in the unit's stead."""
