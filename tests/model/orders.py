"""Any command that somebody might give about the district as it now is: mostly sensible, sometimes not.

Chance comes as a seeded generator: one number makes a whole command, so that long lives stay cheap to draw and can be lived again.
"""

from __future__ import annotations

import types
from dataclasses import MISSING, fields, replace
from datetime import datetime, timedelta
from enum import Enum
from itertools import count
from random import Random
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from dispatch.domain import commands as c
from dispatch.domain.actor import Actor, Role
from dispatch.domain.authority import may
from dispatch.domain.bolos import Caution, VehicleSaid
from dispatch.domain.catalog.decision_matrix import DECISIONS
from dispatch.domain.catalog.protective_actions import ActionType, RoomClear
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import Command
from dispatch.domain.conduct_orders import MoveCheckIn, MoveRequest
from dispatch.domain.crews import Equipment, EquipmentMark
from dispatch.domain.devices import Device, DeviceKind, Heard
from dispatch.domain.incident_orders import (
    AddUnifiedMember,
    AssumeCommand,
    EstablishCommand,
    OfferTransfer,
    PromoteCall,
)
from dispatch.domain.incidents import SaidHow
from dispatch.domain.records import Action
from dispatch.domain.roster import UnitKind
from dispatch.domain.shifts import Topic
from dispatch.domain.state import State
from dispatch.domain.vocabulary import ENDED, ActionStatus
from tests.domain.district import PEOPLE
from tests.model.room_orders import room_pool
from tests.model.seat_orders import seat_pool

TYPES = (
    "FIGHT",
    "WEAPON",
    "PANIC",
    "SEXOFF",
    "SUSPER",
    "PATROL",
    "THEFT",
    "RADCHK",
    "DRILL",
    "OFCEMR",
    "NONE",
)
DISPOSITIONS = ("RPT", "NRPT", "GOA", "DUP", "NONE")
WORK = (
    UnitStatus.ER,
    UnitStatus.OS,
    UnitStatus.OS,
    UnitStatus.AI,
    UnitStatus.AV,
    UnitStatus.AV,
    UnitStatus.BC,
)
PROTECTED = {
    *("text", "caller", "callback", "address", "reason", "strategy", "location", "area", "outcome"),
    *("subject", "last_seen", "direction", "contact", "note", "faults"),
    *("post", "channels"),
}
LIKELY: tuple[type, ...] = (
    *(4 * [c.AssignUnits, c.SetUnitStatus]),
    *(2 * [c.ClearEmergency]),
    *(2 * [c.CreateCall, c.StartAction, c.ClearUnit, c.CloseCall]),
    *(2 * [c.RequestLockdownRelease, c.ConfirmLockdownRelease, c.MarkRoom, c.MarkRoom]),
)
KINDS: tuple[type, ...] = (*(one for one in get_args(Command) if one is not c.OpenDistrict), *LIKELY)
HINTS = {kind: get_type_hints(kind, include_extras=True) for kind in get_args(Command)}
NAMES_A_COMMANDER = (EstablishCommand, OfferTransfer, AssumeCommand, AddUnifiedMember)
NEEDS_LOCKDOWN = (
    c.RequestLockdownRelease,
    c.ConfirmLockdownRelease,
    c.MarkRoom,
    c.OverrideLockdownRelease,
)


class Orders:
    """Makes commands. Every protected text in one is a canary of its own number."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def make(self, chance: Random, state: State, now: datetime) -> tuple[Command, Actor]:
        """A command and who gives it: most of what it names is there, and most often its sender may."""
        kind = _possible(chance.choice(KINDS), state)
        command = (
            self._roster(chance, state) if kind is c.DefineRoster else self._any(chance, kind, state, now)
        )
        able = [one for one in PEOPLE if may(one, kind) and _fits(one, command)]
        desk = [one for one in able if one.role in (Role.DISPATCHER, Role.SUPERVISOR)]
        if chance.random() < 0.08 or not able:
            return command, chance.choice(PEOPLE)
        return command, chance.choice(desk if desk and chance.random() < 0.6 else able)

    def of(self, kind: type, state: State, now: datetime) -> Command:
        """A command of this kind."""
        chance = Random(kind.__name__)
        return self._roster(chance, state) if kind is c.DefineRoster else self._any(chance, kind, state, now)

    def _any(self, chance: Random, kind: type, state: State, now: datetime) -> Command:
        given: dict[str, Any] = {}
        for one in fields(kind):
            if one.default is MISSING or chance.random() < 0.25:
                given[one.name] = self._value(chance, kind, one.name, state, now)
        _mend(given, kind, state, chance)
        command: Command = kind(**given)
        return command

    def _roster(self, chance: Random, state: State) -> Command:
        site = chance.choice([one.roster for one in state.sites.values()])
        new = replace(site, code=f"NEW{chance.randint(1, 3)}")
        devices = tuple(
            Device(code=f"W-{number}", device_kind=DeviceKind.WEARABLE, site=site.code, silence_hours=number)
            for number in range(chance.randint(0, 3))
        )
        return c.DefineRoster(sites=(replace(site, students=chance.randint(0, 3)), new), devices=devices)

    def _value(self, chance: Random, kind: type, name: str, state: State, now: datetime) -> Any:
        if name in PROTECTED:
            return f"canary-{next(self._numbers)}"
        hint = _bare(HINTS[kind][name])
        pool = _pool(chance, kind, name, state)
        if pool is None:
            return _plain(chance, hint, now)
        if get_origin(hint) is tuple:
            return tuple(chance.choices(pool, k=chance.randint(1, 3)))
        return chance.choice(pool)


def _possible(kind: type, state: State) -> type:
    """What has nothing to be about yet is ordered first."""
    names = {one.name for one in fields(kind) if one.default is MISSING}
    if names & {"call", "other", "into"} and not _open(state):
        return c.CreateCall
    if "incident" in names and not _incidents(state):
        return PromoteCall if _open(state) else c.CreateCall
    if "action" in names and not (_lockdowns(state) if kind in NEEDS_LOCKDOWN else _live(state)):
        return c.StartAction
    return kind


def _fits(actor: Actor, command: Command) -> bool:
    """Whether the command is about the actor's own unit or site, where that matters."""
    if actor.unit is not None:
        return getattr(command, "unit", actor.unit) in (actor.unit, None)
    if actor.site is not None:
        return getattr(command, "site", actor.site) == actor.site
    return True


def _lockdowns(state: State) -> list[str]:
    return [
        one.id
        for one in state.actions.values()
        if one.type is ActionType.LOCKDOWN and one.status is not ActionStatus.ENDED
    ]


def _open(state: State) -> list[str]:
    return [one.id for one in state.calls.values() if one.status not in ENDED]


def _incidents(state: State) -> list[str]:
    return [one.id for one in state.incidents.values() if one.closed_at is None]


def _live(state: State) -> list[str]:
    return [one.id for one in state.actions.values() if one.status is not ActionStatus.ENDED]


def _apt(kind: type, name: str, state: State) -> list[str]:
    """What a command of this kind is usually about, where that is narrower than what its field may name."""
    if (kind, name) == (c.ClearEmergency, "unit"):
        return [one.id for one in state.units.values() if one.emergency is not None]
    if (kind, name) in ((c.ClearUnit, "unit"), (c.ResetCheck, "unit")):
        return [one.id for one in state.units.values() if one.call is not None]
    if (kind, name) == (c.ReopenCall, "call"):
        return [one.id for one in state.calls.values() if one.status in ENDED]
    if (kind, name) == (c.MakeReal, "action"):
        return [one for one in _live(state) if state.actions[one].mode == "DRILL"]
    wanted = {
        c.MarkRoom: ActionStatus.RELEASING,
        c.OverrideLockdownRelease: ActionStatus.RELEASING,
        c.ConfirmLockdownRelease: ActionStatus.RELEASE_REQUESTED,
    }
    if name == "action" and kind in wanted:
        return [one for one in _lockdowns(state) if state.actions[one].status is wanted[kind]]
    return []


def _pool(chance: Random, kind: type, name: str, state: State) -> list[Any] | None:
    """The values that a field of this name usually has."""
    apt = _apt(kind, name, state)
    if apt and chance.random() < 0.8:
        return apt
    if name in ("call", "other", "into"):
        return [*_open(state), *_open(state), *_open(state), *state.calls, "no-such-call"]
    if name == "action":
        wanted = _lockdowns(state) if kind in NEEDS_LOCKDOWN else _live(state)
        return [*wanted, *wanted, *wanted, *state.actions, "no-such-action"]
    if (kind, name) == (c.SignOff, "person"):
        return [*(member.person for one in state.crews.values() for member in one.members), "nobody"]
    if name == "person" and kind in NAMES_A_COMMANDER:
        return [*(one.person for team in state.srt.values() for one in team.held), None, None, "nobody"]
    about = room_pool(chance, kind, name, state) or seat_pool(chance, kind, name, state)
    if about is not None:
        return about
    if name == "status" and kind not in (MoveRequest, MoveCheckIn):
        return list(WORK) + list(UnitStatus)
    if name == "type":
        return [*ActionType, ActionType.LOCKDOWN] if kind is c.StartAction else list(TYPES)
    if name == "state":
        return [RoomClear.RELEASED, RoomClear.RELEASED, *RoomClear]
    return _usual(chance, kind, state).get(name)


def _usual(chance: Random, kind: type, state: State) -> dict[str, list[Any]]:
    rooms = ["101", "102", "201", "GYM", "EAST", "WEST", "ANNEX", "FARM"]
    units, sites = list(state.units), list(state.sites)
    return {
        "alarm": [*state.alarms, "no-such-alarm"],
        "device": [*state.devices, *state.devices, "NEW-9"],
        "window": [*state.test_windows, "no-such-window"],
        "heard": [
            Heard(device=one, battery=chance.choice([None, 9, 80])) for one in (*state.devices, "NEW-9")
        ],
        "battery": [3, 50, 97],
        "also": ["W-1", "W-2"],
        "timer": [*state.timers, "no-such-timer"],
        "order": [*state.work_orders, *state.work_orders, "no-such-order"],
        "reports": [0, 1, 1, 2],
        "bolo": [*state.bolos, *state.bolos, *state.bolos, "no-such-bolo"],
        "entry": [*state.shift_entries, "no-such-entry"],
        "handover": [*state.handovers, *state.handovers, "no-such-handover"],
        "checked": [*Topic],
        "cautions": list(Caution),
        "vehicle": ["12", "14"] if kind is c.SignOn else [VehicleSaid(plate="KPR-4412"), VehicleSaid()],
        "partners": ["A. Quinn", "Abel", "Carl"],
        "capabilities": ["armed", "naloxone", "keys"],
        "equipment": [EquipmentMark(item=one, ok=chance.random() < 0.7) for one in Equipment],
        "agencies": ["MPD", "PMCOM", "MPD", "NONE"],
        "panic": [*state.panics, *state.panics, "no-such-press"],
        "item": ["NAME", "CALL", "DOORS", "NONE"],
        "notice": [*state.notices, *state.notices, *state.notices, "no-such-notice"],
        "recipient": ["desk", *(f"unit:{one}" for one in units), *(f"site:{one}" for one in sites)],
        "reply_to": [*state.messages, *state.messages, "no-such-message"],
        "sectors": ["Nowhere"],
        "positions": [*state.desk_positions, *state.desk_positions, "p1"],
        "unit_kinds": list(UnitKind),
        "template": ["SRP-LOCKDOWN", "CALL-DESK", "NONE"],
        "incident": [*_incidents(state), *_incidents(state), *state.incidents, "no-such-incident"],
        "member": [*(b.id for a in state.incidents.values() for b in a.members), "no-such-member"],
        "name": ["Lt. Moreno", "BC Lund", "Chief Green", "Ana"],
        "how": [SaidHow.RADIO, SaidHow.RADIO, *SaidHow],
        "decision": [*state.decisions, *state.decisions, "no-such-decision"],
        "answers": [*state.decisions, "no-such-decision"],
        "decision_type": [*DECISIONS, "NOSUCH"],
        "options": ["East first", "East last"],
        "fact": [*state.facts, *state.facts, "no-such-fact"],
        "objective": [*state.objectives, "no-such-objective"],
        "request": [*state.requests, *state.requests, "no-such-request"],
        "check_in": [*state.check_ins, *state.check_ins, "no-such-check-in"],
        "objectives": ["Life safety", "Find the missing"],
        "priorities": ["North wing first"],
        "line": [*state.lines, "no-such-line"],
        "unit": [*units, *units, "NONE"],
        "units": [*units, *units, *units, "NONE"],
        "site": ["GRHS", "GRHS", "GRHS", *sites, "NONE"],
        "sites": ["GRHS", "GRHS", "GRHS", *sites, "NONE"],
        "building": ["MAIN", "GYM"],
        "zone": ["NORTH", "SOUTH"],
        "zones": ["NORTH", "SOUTH"],
        "room": rooms,
        "rooms": rooms[:4],
        "agency": ["PMCOM", "MPD", "WRFPD", "NONE"],
        "confirmed_agency": ["MPD", "MPD", "NONE"],
        "disposition": list(DISPOSITIONS),
        "secondary": list(DISPOSITIONS),
        "lat_e7": [395_000_000, 395_010_000, 399_000_000],
        "lon_e7": [-1_051_000_000],
        "members": ["A. Quinn", "B. Ruiz"],
    }


def _bare(hint: Any) -> Any:
    """A type without its limits and without None."""
    if get_origin(hint) is Annotated:
        return _bare(get_args(hint)[0])
    if get_origin(hint) in (Union, types.UnionType):
        return _bare(next(one for one in get_args(hint) if one is not type(None)))
    return hint


def _plain(chance: Random, hint: Any, now: datetime) -> Any:
    if hint is bool:
        return chance.random() < 0.7
    if hint is int:
        return chance.randint(1, 60)
    if hint is str:
        return chance.choice(["R1", "north door", "Lt. Moreno"])
    if hint is datetime:
        return now + timedelta(seconds=chance.randint(-900, 3600))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return chance.choice(list(hint))
    raise TypeError(f"no values for {hint}")


def _mend(given: dict[str, Any], kind: type, state: State, chance: Random) -> None:
    """What belongs together comes together, most of the time."""
    if ("lat_e7" in given) != ("lon_e7" in given):
        given.pop("lat_e7", None)
        given.pop("lon_e7", None)
    timer = state.timers.get(given.get("timer", ""))
    if timer is not None and chance.random() < 0.9:
        given["generation"] = timer.generation
    if kind is c.CreateCall:
        given.setdefault("site", "GRHS")
        given.setdefault("distinct", chance.random() < 0.7)
    if kind in (c.CloseCall, c.ClearUnit) and chance.random() < 0.8:
        given.setdefault("outcome", "told")
    if kind is c.ReleaseAction and chance.random() < 0.8:
        given.setdefault("confirmed_by", "Lt. Moreno")
    if kind is c.StartAction and chance.random() < 0.6:
        given.pop("zones", None)
        given.pop("rooms", None)
    if kind is c.StartAction and chance.random() < 0.7:
        given.pop("mode", None)
        given.pop("call", None)
    action: Action | None = state.actions.get(given.get("action", ""))
    if kind is c.MarkRoom and action is not None and action.board and chance.random() < 0.9:
        given["room"] = chance.choice(list(action.board))
