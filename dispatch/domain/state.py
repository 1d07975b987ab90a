"""What is true now in one log: the fold of all its events, in memory, immutable.

A change makes a new ``State`` that shares every table it did not touch. Keys name records across tables: they are what the fold
reports as touched and what the lens projects.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal

from dispatch.domain.bolos import Bolo, BoloAck
from dispatch.domain.catalog.decision_matrix import MatrixRow, in_force
from dispatch.domain.crews import Crew
from dispatch.domain.decision_records import Decision, Fact
from dispatch.domain.devices import DeviceState, Press, TestWindow
from dispatch.domain.incident_work import CheckIn, Objective, Patients, ResourceRequest
from dispatch.domain.incidents import Incident
from dispatch.domain.organisation import FunctionState
from dispatch.domain.panics import AppPanic
from dispatch.domain.records import (
    Action,
    AgencyState,
    Alarm,
    Assignment,
    Call,
    DeskPositionState,
    District,
    LineMeta,
    Message,
    Notice,
    RollCall,
    SiteState,
    Timer,
    UnitState,
    WorkOrder,
)
from dispatch.domain.rooms import Accounting, DayList, Matches, RoomState
from dispatch.domain.seats import PartnerUnit, Seat, SharedLine
from dispatch.domain.shifts import Handover, ShiftEntry
from dispatch.domain.srt import SrtState
from dispatch.domain.threats import Threat
from dispatch.domain.walls import Wall

Table = Literal[
    "district",
    "agencies",
    "sites",
    "units",
    "calls",
    "assignments",
    "actions",
    "alarms",
    "timers",
    "work_orders",
    "roll_calls",
    "bolos",
    "bolo_acks",
    "desk_positions",
    "shift_entries",
    "handovers",
    "messages",
    "notices",
    "devices",
    "presses",
    "test_windows",
    "crews",
    "incidents",
    "decisions",
    "facts",
    "functions",
    "objectives",
    "requests",
    "check_ins",
    "patients",
    "panics",
    "srt",
    "accountings",
    "rooms",
    "matches",
    "day_lists",
    "seats",
    "shared_lines",
    "partner_units",
    "walls",
]
Key = tuple[Table, str]
"""A record: its table and its id."""

FOLD_VERSION = 3
"""Raised by whoever changes what the fold makes of the same events; snapshots of another number are not used."""

_NOTHING: Mapping[str, Any] = MappingProxyType({})


def _empty() -> Mapping[str, Any]:
    return _NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One log, now. ``seq`` is the last event folded; ``at`` its ``recorded_at``."""

    seq: int = 0
    at: datetime | None = None
    district: Mapping[str, District] = field(default_factory=_empty)
    agencies: Mapping[str, AgencyState] = field(default_factory=_empty)
    sites: Mapping[str, SiteState] = field(default_factory=_empty)
    units: Mapping[str, UnitState] = field(default_factory=_empty)
    calls: Mapping[str, Call] = field(default_factory=_empty)
    assignments: Mapping[str, Assignment] = field(default_factory=_empty)
    actions: Mapping[str, Action] = field(default_factory=_empty)
    alarms: Mapping[str, Alarm] = field(default_factory=_empty)
    timers: Mapping[str, Timer] = field(default_factory=_empty)
    desk_positions: Mapping[str, DeskPositionState] = field(default_factory=_empty)
    work_orders: Mapping[str, WorkOrder] = field(default_factory=_empty)
    roll_calls: Mapping[str, RollCall] = field(default_factory=_empty)
    """The last one of each call."""
    bolos: Mapping[str, Bolo] = field(default_factory=_empty)
    bolo_acks: Mapping[str, BoloAck] = field(default_factory=_empty)
    shift_entries: Mapping[str, ShiftEntry] = field(default_factory=_empty)
    handovers: Mapping[str, Handover] = field(default_factory=_empty)
    messages: Mapping[str, Message] = field(default_factory=_empty)
    notices: Mapping[str, Notice] = field(default_factory=_empty)
    devices: Mapping[str, DeviceState] = field(default_factory=_empty)
    presses: Mapping[str, Press] = field(default_factory=_empty)
    """Those of calls that are live, by device and place."""
    test_windows: Mapping[str, TestWindow] = field(default_factory=_empty)
    crews: Mapping[str, Crew] = field(default_factory=_empty)
    """Of units whose people signed on themselves, by unit."""
    incidents: Mapping[str, Incident] = field(default_factory=_empty)
    decisions: Mapping[str, Decision] = field(default_factory=_empty)
    """Of the incidents above, as what follows; with the questions that nobody has decided."""
    facts: Mapping[str, Fact] = field(default_factory=_empty)
    functions: Mapping[str, FunctionState] = field(default_factory=_empty)
    objectives: Mapping[str, Objective] = field(default_factory=_empty)
    requests: Mapping[str, ResourceRequest] = field(default_factory=_empty)
    check_ins: Mapping[str, CheckIn] = field(default_factory=_empty)
    patients: Mapping[str, Patients] = field(default_factory=_empty)
    """By incident."""
    panics: Mapping[str, AppPanic] = field(default_factory=_empty)
    """Presses on people's own screens, of calls that are live."""
    srt: Mapping[str, SrtState] = field(default_factory=_empty)
    """The schools' own teams, by site."""
    accountings: Mapping[str, Accounting] = field(default_factory=_empty)
    """What the rooms of a site are asked, by site."""
    rooms: Mapping[str, RoomState] = field(default_factory=_empty)
    """By site and room, those of which anything is known."""
    matches: Mapping[str, Matches] = field(default_factory=_empty)
    """Who of a site's missing may be whom, by site."""
    day_lists: Mapping[str, DayList] = field(default_factory=_empty)
    """Who is absent or away today, by site."""
    seats: Mapping[str, Seat] = field(default_factory=_empty)
    """Seats of partner agencies at incidents."""
    shared_lines: Mapping[str, SharedLine] = field(default_factory=_empty)
    """The logs that are shared with them."""
    partner_units: Mapping[str, PartnerUnit] = field(default_factory=_empty)
    walls: Mapping[str, Wall] = field(default_factory=_empty)
    """Wall displays."""
    rooms_at: Mapping[str, tuple[str, ...]] = field(default_factory=_empty)
    """The ids of ``rooms`` by site; not shown from here."""
    threats: Mapping[str, Threat] = field(default_factory=_empty)
    """Violent threats of the last two hours, by call; not shown from here."""
    lines: Mapping[str, LineMeta] = field(default_factory=_empty)
    """People's lines about live records, for corrections; not shown from here."""
    numbers: Mapping[str, int] = field(default_factory=_empty)
    """Last call number given, by two-digit year; last BOLO number, by B and the year; last incident number, by I and the year."""

    @property
    def home(self) -> District | None:
        """The district, once the log has been opened."""
        return next(iter(self.district.values()), None)

    @property
    def matrix(self) -> Mapping[str, MatrixRow]:
        """The decision matrix in force, by code."""
        return in_force(self.home.decisions if self.home is not None else ())


EMPTY = State()
