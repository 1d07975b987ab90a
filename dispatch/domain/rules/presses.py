"""A press of a panic device or an alarm of a panel: never refused for what it lacks, gathered with those of the same building.

What it claims is believed as far as it is verified: an unverified press is shown and rings, and orders no Lockdown. Nor does a late one:
what was so hours ago is for the desk to ask about, not for a school to lock its doors for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.decision import FUTURE_MAX, Context, Done, Outcome
from dispatch.domain.devices import (
    LATE_AFTER,
    AlarmCategory,
    DeviceKind,
    DeviceState,
    Press,
    PressFacts,
    PressTrust,
    TestWindow,
)
from dispatch.domain.records import Call, Place
from dispatch.domain.roster import Building, Room
from dispatch.domain.rules.common import mode_for, next_number
from dispatch.domain.rules.panic import tied
from dispatch.domain.state import State
from dispatch.domain.text import Protected, protect
from dispatch.domain.vocabulary import ENDED, ActionSource, PanicLevel, Priority

Start = Callable[[State, c.StartAction, Context], Outcome]

DEVICE_PERSON = "device:"
"""How the person of an actor begins that is a panic device."""
DOUBTFUL_MAX = 200
"""Unverified presses of one call that are each shown for themselves; the log has a line of every one."""
_CODE = re.compile(r"[A-Z0-9][A-Z0-9_-]{0,31}")
_FLOOR = re.compile(r"[\w .-]{1,16}")
_SOURCES = {
    DeviceKind.WEARABLE: CallSource.PANIC_WEARABLE,
    DeviceKind.FIXED_BUTTON: CallSource.PANIC_FIXED,
    DeviceKind.APP: CallSource.PANIC_APP,
    # What a panel reports that is no intrusion and no fire is somebody pressing a hold-up button.
    DeviceKind.ALARM_PANEL: CallSource.PANIC_FIXED,
}
_TYPES = {
    AlarmCategory.BURG: ("INTALM", CallSource.ALARM_INTRUSION),
    AlarmCategory.FIRE: ("FIRALM", CallSource.ALARM_FIRE),
    AlarmCategory.MEDICAL: ("MEDLIF", CallSource.PANIC_FIXED),
    AlarmCategory.COMM: ("INFO", CallSource.ALARM_INTRUSION),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What a press comes to: of which device, where, what of it, in which test."""

    device: DeviceState | None
    place: Place
    claimed: Protected | None
    facts: PressFacts
    mode: Mode
    window: TestWindow | None
    type: str
    source: CallSource

    @property
    def urgent(self) -> bool:
        """Verified, and of now."""
        return self.facts.trust is PressTrust.VERIFIED and not self.facts.late


def decide(state: State, command: c.ReceivePress, context: Context, start: Start) -> Outcome:
    """A new call or one more press of an open one; a line marked TEST within a test window."""
    found = _find(state, command)
    if found.window is not None:
        event = _received(command, found, context.id("press"), call=None, opens=False)
        return Done((event,), {"test": True})
    present = _gathering(state, found)
    events: list[e.Event] = []
    if present is None:
        number, call_id = next_number(state, context.now), context.id("call")
        events.append(_created(command, found, call_id, number))
    else:
        number, call_id = present.number, present.id
        if found.urgent and found.type == "PANIC" and present.priority > Priority.P1:
            events.append(_raised(present))
    same = _same(state, command, found, call_id)
    press = same.id if same is not None else context.id("press")
    events.append(_received(command, found, press, call=(call_id, number), opens=present is None))
    refs: dict[str, object] = {"call": call_id, "number": number}
    warnings = list(_doubts(command, found))
    if _locks_down(state, found, present):
        order = c.StartAction(
            sites=(found.place.site or "",), type=ActionType.LOCKDOWN, source=ActionSource.PANIC
        )
        started = start(state, order, context)
        if isinstance(started, Done):
            events.extend(tied(event, call_id, number) for event in started.events)
            refs["action"] = started.refs["actions"][0]
            warnings.extend(started.warnings)
    return Done(tuple(events), refs, tuple(warnings))


def _locks_down(state: State, found: _Found, present: Call | None) -> bool:
    """Whether this press orders a Lockdown that an earlier one of the same call has not ordered already."""
    if not found.urgent or found.facts.level is not PanicLevel.LOCKDOWN or found.place.site is None:
        return False
    actions = (state.actions.get(one) for one in (present.actions if present is not None else ()))
    return found.type == "PANIC" and not any(
        one is not None and one.type is ActionType.LOCKDOWN and one.ended_at is None for one in actions
    )


def _doubts(command: c.ReceivePress, found: _Found) -> Iterator[str]:
    """What its sender should know although it was taken."""
    if command.test:
        yield "Taken as real: only a test window that the desk has opened makes a press a test."
    if found.facts.trust is not PressTrust.VERIFIED:
        yield f"Shown as unverified ({found.facts.trust.replace('_', ' ')})."
    if found.facts.level is PanicLevel.LOCKDOWN and found.type == "PANIC" and not found.urgent:
        yield "It started no Lockdown by itself: the desk decides."


# --- what it says ---------------------------------------------------------------------------------------------------------------


def _find(state: State, command: c.ReceivePress) -> _Found:
    device = state.devices.get(command.device or "")
    trust = command.trust
    if device is None:
        trust = PressTrust.UNKNOWN_DEVICE
    elif not device.roster.in_service:
        trust = PressTrust.OUT_OF_SERVICE
    place, claimed = _placed(state, command, device, verified=trust is PressTrust.VERIFIED)
    window = _window(state, place.site, command.device)
    kind_of_call, source = _TYPES.get(command.category or AlarmCategory.HOLDUP, ("PANIC", None))
    said = _SOURCES[device.roster.device_kind] if device is not None else command.source
    return _Found(
        device=device,
        place=place,
        claimed=claimed,
        facts=_facts(command, device, trust),
        mode=mode_for(state, Mode.TEST if window is not None else Mode.ACTUAL),
        window=window,
        type=kind_of_call,
        source=source or said or CallSource.PANIC_FIXED,
    )


def _facts(command: c.ReceivePress, device: DeviceState | None, trust: PressTrust) -> PressFacts:
    pressed = command.pressed_at
    behind = (
        trust is PressTrust.VERIFIED
        and device is not None
        and device.counter is not None
        and command.counter is not None
        and command.counter <= device.counter
    )
    return PressFacts(
        trust=trust,
        level=command.level,
        late=pressed is not None and command.received_at - pressed > LATE_AFTER,
        unordered=behind,
        floor=_floor(command, device),
        # A clock that runs ahead says nothing of when it was.
        pressed_at=pressed if pressed is not None and pressed <= command.received_at + FUTURE_MAX else None,
        gateway_at=command.gateway_at,
        counter=command.counter,
        press_count=command.press_count,
        battery=command.battery,
        signal=command.signal,
        category=command.category,
        more=command.more,
        also=command.also,
    )


def _floor(command: c.ReceivePress, device: DeviceState | None) -> str:
    if command.floor is not None and _FLOOR.fullmatch(command.floor):
        return command.floor
    return device.roster.floor if device is not None else ""


def _placed(
    state: State, command: c.ReceivePress, device: DeviceState | None, *, verified: bool
) -> tuple[Place, Protected | None]:
    """Where it is: as registered; where a verified device says that it is now; else as far as its words name something that we know."""
    said = {name: getattr(command, name) for name in ("site", "building", "floor", "room")}
    told = ", ".join(f"{name} {value}" for name, value in said.items() if value)
    site = _site(state, command.site)
    claimed = protect("; ".join(one for one in (told, command.text) if one) or None)
    if device is not None and not verified:
        return _registered(device), claimed
    if device is not None and site in (None, device.roster.site):
        spot = _spot(state, device.roster.site, command)
        if spot.building or spot.room:
            # A badge knows in which room it is.
            return _fixed(spot, command), claimed
        return _fixed(_registered(device), command), claimed
    if site is None:
        words = told or f"device {command.device or 'without an id'}, place not known"
        return _fixed(Place(address=protect(words)), command), claimed
    return _fixed(_spot(state, site, command), command), claimed


def _registered(device: DeviceState) -> Place:
    return Place(site=device.roster.site, building=device.roster.building, room=device.roster.room)


def _spot(state: State, site: str, command: c.ReceivePress) -> Place:
    """Building and room of a site by code or by name. Words that are neither stay with what it claimed, which is protected.

    A verified device may know a room that the roster does not have yet. Whoever else may say anything: that makes no new buildings.
    """
    roster = state.sites[site].roster
    new = command.trust is PressTrust.VERIFIED and command.device in state.devices
    room = _code(command.room, roster.rooms, new=new)
    inside = next((one.building for one in roster.rooms if one.code == room), None)
    return Place(site=site, building=_code(command.building, roster.buildings, new=new) or inside, room=room)


def _code(said: str | None, known: Sequence[Building | Room], *, new: bool) -> str | None:
    if said is None:
        return None
    words = said.casefold()
    for one in known:
        if words in (one.code.casefold(), one.name.casefold()):
            return one.code
    return said.upper() if new and _CODE.fullmatch(said.upper()) else None


def _fixed(place: Place, command: c.ReceivePress) -> Place:
    """With the coordinates that it gave, if it gave both."""
    if command.lat_e7 is None or command.lon_e7 is None:
        return place
    return replace(place, lat_e7=command.lat_e7, lon_e7=command.lon_e7)


def _site(state: State, said: str | None) -> str | None:
    """The site that these words name, by code or by name."""
    if said is None:
        return None
    if said.upper() in state.sites:
        return said.upper()
    words = said.casefold()
    return next((one.id for one in state.sites.values() if one.roster.name.casefold() == words), None)


def _window(state: State, site: str | None, device: str | None) -> TestWindow | None:
    for window in state.test_windows.values():
        if window.device == device if window.device is not None else window.site == site:
            return window
    return None


# --- where it belongs -------------------------------------------------------------------------------------------------------------


def _gathering(state: State, found: _Found) -> Call | None:
    """The open call of this building and kind; a press that names no building joins any of its site."""
    for call in state.calls.values():
        if call.type != found.type or call.status in ENDED or call.mode is not found.mode:
            continue
        if call.place.site != found.place.site:
            continue
        if found.place.site is None:
            # Of a place that nobody knows there is one incident, whatever words come in.
            if call.created_by.startswith(DEVICE_PERSON):
                return call
        elif found.place.building is None or call.place.building in (None, found.place.building):
            return call
    return None


def _same(state: State, command: c.ReceivePress, found: _Found, call: str) -> Press | None:
    """Earlier presses of this device from the same place, of which this is one more."""
    earlier = [one for one in state.presses.values() if one.call == call]
    alike = _alike(found.facts)
    for press in earlier:
        if (
            press.device == command.device
            and _same_spot(press.place, found.place)
            and _alike(press.facts) == alike
        ):
            return press
    if found.facts.trust is PressTrust.VERIFIED:
        return None
    doubtful = [one for one in earlier if one.facts.trust is not PressTrust.VERIFIED]
    return max(doubtful, key=lambda one: (one.last_at, one.id)) if len(doubtful) >= DOUBTFUL_MAX else None


def _alike(facts: PressFacts) -> tuple[PressTrust, str, AlarmCategory | None]:
    return facts.trust, facts.floor, facts.category


def _same_spot(one: Place, other: Place) -> bool:
    """Coordinates waver; they make no other place."""
    return replace(one, lat_e7=None, lon_e7=None) == replace(other, lat_e7=None, lon_e7=None)


# --- what happened ----------------------------------------------------------------------------------------------------------------


def _created(command: c.ReceivePress, found: _Found, call_id: str, number: str) -> e.CallCreated:
    priority = Priority.P1 if found.type == "PANIC" else Priority(INCIDENT_TYPES[found.type].priority)
    return e.CallCreated(
        call=call_id,
        number=number,
        type=found.type,
        source=found.source,
        priority=priority,
        mode=found.mode,
        place=found.place,
        caller=protect(command.holder),
        callback=None,
        text=found.claimed,
        device=command.device,
        t_event=found.facts.pressed_at,
        t_ring=None,
        scheduled_for=None,
    )


def _raised(call: Call) -> e.CallUpdated:
    return e.CallUpdated(
        call=call.id,
        number=call.number,
        type=None,
        priority=Priority.P1,
        place=None,
        caller=None,
        callback=None,
    )


def _received(
    command: c.ReceivePress, found: _Found, press: str, *, call: tuple[str, str] | None, opens: bool
) -> e.PressReceived:
    return e.PressReceived(
        press=press,
        call=call[0] if call is not None else None,
        number=call[1] if call is not None else None,
        site=found.place.site,
        device=command.device,
        place=found.place,
        mode=found.mode,
        facts=found.facts,
        alarms=found.type == "PANIC" and call is not None,
        opens=opens,
        window=found.window.id if found.window is not None else None,
        holder=protect(command.holder),
        text=found.claimed,
    )
