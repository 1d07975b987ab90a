"""A state being changed: each table is copied at its first change, once a batch, and the touched keys are kept.

The only mutable thing in the domain. It never leaves ``fold``: from outside, a fold is a pure function.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any

from dispatch.domain.bolos import Bolo
from dispatch.domain.catalog.modes import Nature
from dispatch.domain.crews import Crew
from dispatch.domain.decision_records import Decision, Fact
from dispatch.domain.devices import DeviceState, Press, TestWindow
from dispatch.domain.evolve import evolve
from dispatch.domain.incident_work import CheckIn, Objective, ResourceRequest
from dispatch.domain.incidents import Incident
from dispatch.domain.organisation import FunctionState
from dispatch.domain.panics import AppPanic
from dispatch.domain.records import (
    Action,
    Alarm,
    Assignment,
    Call,
    DeskPositionState,
    LineMeta,
    Message,
    Notice,
    RollCall,
    SiteState,
    Timer,
    UnitState,
    WorkOrder,
)
from dispatch.domain.rooms import Accounting, RoomState
from dispatch.domain.srt import SrtState
from dispatch.domain.state import Key, State, Table

LINES_MAX = 5_000
"""People's lines about nothing live that stay correctable; older ones are let go, oldest first."""


class Draft:
    """Working copy of a state. ``seq`` and ``at`` are those of the event being folded."""

    __slots__ = ("_lines_of", "_own", "at", "base", "owed", "seq", "touched")

    def __init__(self, base: State) -> None:
        self.base = base
        self.seq = base.seq
        self.at: datetime | None = base.at
        self.touched: set[Key] = set()
        self.owed: set[Key] = set()
        """Records that the present event is a line about and that have not counted it yet."""
        self._own: dict[str, dict[str, Any]] = {}
        self._lines_of: dict[str, dict[str, None]] | None = None

    def table(self, name: str) -> Mapping[str, Any]:
        """A table as it now stands."""
        owned = self._own.get(name)
        return owned if owned is not None else getattr(self.base, name)

    def writable(self, name: str) -> dict[str, Any]:
        """A table that may be changed: copied when it still belongs to the base state."""
        owned = self._own.get(name)
        if owned is None:
            owned = self._own[name] = dict(getattr(self.base, name))
        return owned

    @property
    def calls(self) -> Mapping[str, Call]:
        """Calls as they now stand."""
        return self.table("calls")

    @property
    def units(self) -> Mapping[str, UnitState]:
        """Units as they now stand."""
        return self.table("units")

    @property
    def sites(self) -> Mapping[str, SiteState]:
        """Sites as they now stand."""
        return self.table("sites")

    @property
    def assignments(self) -> Mapping[str, Assignment]:
        """Assignments as they now stand."""
        return self.table("assignments")

    @property
    def actions(self) -> Mapping[str, Action]:
        """Protective actions as they now stand."""
        return self.table("actions")

    @property
    def alarms(self) -> Mapping[str, Alarm]:
        """Alarms as they now stand."""
        return self.table("alarms")

    @property
    def timers(self) -> Mapping[str, Timer]:
        """Timers as they now stand."""
        return self.table("timers")

    @property
    def desk_positions(self) -> Mapping[str, DeskPositionState]:
        """Positions of the desk and who sits there."""
        return self.table("desk_positions")

    @property
    def work_orders(self) -> Mapping[str, WorkOrder]:
        """Defects that are not put right yet."""
        return self.table("work_orders")

    @property
    def roll_calls(self) -> Mapping[str, RollCall]:
        """The last roll call of each call."""
        return self.table("roll_calls")

    @property
    def messages(self) -> Mapping[str, Message]:
        """Messages as they now stand."""
        return self.table("messages")

    @property
    def crews(self) -> Mapping[str, Crew]:
        """Who is in which unit."""
        return self.table("crews")

    @property
    def bolos(self) -> Mapping[str, Bolo]:
        """BOLOs in force."""
        return self.table("bolos")

    @property
    def notices(self) -> Mapping[str, Notice]:
        """What people must know, and who is known to know it."""
        return self.table("notices")

    @property
    def devices(self) -> Mapping[str, DeviceState]:
        """Panic devices as they now stand."""
        return self.table("devices")

    @property
    def presses(self) -> Mapping[str, Press]:
        """Presses of calls that are live."""
        return self.table("presses")

    @property
    def test_windows(self) -> Mapping[str, TestWindow]:
        """What is in test."""
        return self.table("test_windows")

    @property
    def incidents(self) -> Mapping[str, Incident]:
        """Incidents that have not gone to history."""
        return self.table("incidents")

    @property
    def decisions(self) -> Mapping[str, Decision]:
        """What was asked and decided in incidents."""
        return self.table("decisions")

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Critical facts of incidents."""
        return self.table("facts")

    @property
    def functions(self) -> Mapping[str, FunctionState]:
        """Functions of incidents' organisations."""
        return self.table("functions")

    @property
    def objectives(self) -> Mapping[str, Objective]:
        """What commands want to reach."""
        return self.table("objectives")

    @property
    def requests(self) -> Mapping[str, ResourceRequest]:
        """What incidents need."""
        return self.table("requests")

    @property
    def check_ins(self) -> Mapping[str, CheckIn]:
        """Who has arrived."""
        return self.table("check_ins")

    @property
    def panics(self) -> Mapping[str, AppPanic]:
        """Presses on people's own screens, of calls that are live."""
        return self.table("panics")

    @property
    def srt(self) -> Mapping[str, SrtState]:
        """The schools' own teams."""
        return self.table("srt")

    @property
    def accountings(self) -> Mapping[str, Accounting]:
        """What the rooms of sites are asked."""
        return self.table("accountings")

    @property
    def rooms(self) -> Mapping[str, RoomState]:
        """What rooms reported."""
        return self.table("rooms")

    @property
    def lines(self) -> Mapping[str, LineMeta]:
        """People's lines that can still be corrected."""
        return self.table("lines")

    @property
    def is_live(self) -> bool:
        """Whether things in this log are real."""
        return all(home.nature is Nature.LIVE for home in self.table("district").values())

    def put(self, name: Table, record: Any) -> None:
        """Add or replace a record that already carries this event's version."""
        self.writable(name)[record.id] = record
        self.touched.add((name, record.id))

    def change(self, name: Table, record_id: str, /, **changes: Any) -> None:
        """Replace fields of a record; a record that is not there stays not there (what was recorded is true, not complete)."""
        record = self.table(name).get(record_id)
        if record is None:
            return
        key = (name, record_id)
        if key in self.owed:
            self.owed.remove(key)
            changes["lines"] = record.lines + 1
        changes["version"] = self.seq
        self.writable(name)[record_id] = evolve(record, changes)
        self.touched.add(key)
        if name == "calls" and ("units" in changes or "stacked" in changes):
            # Whoever goes there sees every place of a panic, and who is taken off no longer does.
            self.touched.update(("presses", one.id) for one in self.presses.values() if one.call == record_id)
            self.touched.update(("panics", one.id) for one in self.panics.values() if one.call == record_id)

    def drop(self, name: Table, record_id: str) -> None:
        """Remove a record if it is there."""
        if record_id in self.table(name):
            del self.writable(name)[record_id]
            self.touched.add((name, record_id))

    def touch(self, name: Table, record_id: str) -> None:
        """Say that a record's audience changed although the record did not."""
        if record_id in self.table(name):
            self.touched.add((name, record_id))

    def touch_ground(self, site: str | None) -> None:
        """Who may read about a site changed (a unit was sent there or left): its record, team, actions and work orders."""
        if site is not None:
            self.touch("sites", site)
            self.touch("srt", site)
            for action in self.actions.values():
                if action.site == site:
                    self.touched.add(("actions", action.id))
            self.touched.update(("rooms", one) for one in self.table("rooms_at").get(site, ()))
            self.touch("accountings", site)
            for order in self.work_orders.values():
                if order.site == site:
                    self.touched.add(("work_orders", order.id))

    def remember(self, line: LineMeta) -> None:
        """Keep what a correction needs of a person's line."""
        lines = self.writable("lines")
        lines[line.id] = line
        if self._lines_of is not None and line.call is not None:
            self._lines_of.setdefault(line.call, {})[line.id] = None
        if len(lines) > LINES_MAX:
            # One at a time, as a rule: whoever looks through all of them for that makes a start several times longer.
            homeless = (one.id for one in lines.values() if one.call is None)
            for old in tuple(islice(homeless, len(lines) - LINES_MAX)):
                del lines[old]

    def forget_lines(self, call_id: str) -> None:
        """A call leaves the state, and its lines with it. They are looked for once a batch, not once a call."""
        if self._lines_of is None:
            self._lines_of = {}
            for line in self.lines.values():
                if line.call is not None:
                    self._lines_of.setdefault(line.call, {})[line.id] = None
        for line_id in self._lines_of.pop(call_id, ()):
            del self.writable("lines")[line_id]

    def seal(self) -> State:
        """The finished state, sharing every table that was not touched."""
        return replace(self.base, seq=self.seq, at=self.at, **self._own)
