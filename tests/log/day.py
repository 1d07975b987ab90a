"""A day in a small district, made by commands as people give them, and written to a log event by event."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from dispatch.domain.actor import SYSTEM, Actor, Role
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import (
    AddNote,
    AnnounceAction,
    AssignUnits,
    ClearUnit,
    CloseCall,
    Command,
    CreateCall,
    DefineRoster,
    OpenDistrict,
    ReleaseAction,
    SetUnitStatus,
    StartAction,
    TimerDue,
)
from dispatch.domain.decide import Accepted, Context, decide
from dispatch.domain.files import StoredFile
from dispatch.domain.fold import fold
from dispatch.domain.record import Recorded
from dispatch.domain.roster import Agency, AgencyKind, Building, Site, SiteLevel, Unit, UnitKind
from dispatch.domain.state import EMPTY, State
from dispatch.domain.text import TextClass
from dispatch.log.codec import encode
from dispatch.log.rows import Appended, Batch, CommandRow, Head
from dispatch.log.store import LogStore

LOG = "district"
DISPATCHER = Actor(person="p-disp", name="D. Reyes", role=Role.DISPATCHER, agency="PMSD", position="CON1")
OFFICER = Actor(person="p-a7", name="Ofc A7", role=Role.PATROL_OFFICER, agency="PMSD", unit="A7")
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


class Day:
    """The events of a day as they are decided. ``now`` moves a second with every command."""

    def __init__(self) -> None:
        self.state: State = EMPTY
        self.recorded: list[Recorded] = []
        self.batches: list[tuple[str, tuple[Recorded, ...]]] = []
        self.now = START
        self.files: dict[str, StoredFile] = {}
        self._ids = itertools.count(1)

    def do(self, actor: Actor, command: Command) -> dict[str, Any]:
        self.now += timedelta(seconds=1)
        command_id = str(UUID(int=next(self._ids)))
        context = Context(actor=actor, command_id=command_id, log=LOG, now=self.now, files=self.files)
        accepted = decide(self.state, command, context)
        assert isinstance(accepted, Accepted), accepted
        self.state = fold(self.state, accepted.recorded).state
        self.recorded += accepted.recorded
        self.batches.append((command_id, accepted.recorded))
        return dict(accepted.refs)

    def call(self, **more: Any) -> str:
        return str(
            self.do(DISPATCHER, CreateCall(**{"type": "FIGHT", "site": "GRHS", "distinct": True, **more}))[
                "call"
            ]
        )

    def fire(self, timer_id: str) -> None:
        timer = self.state.timers[timer_id]
        self.now = max(self.now, timer.due)
        self.do(SYSTEM, TimerDue(timer=timer_id, generation=timer.generation))

    def begin(self) -> None:
        self.do(
            SYSTEM, OpenDistrict(code="PMSD", name="Pine Mesa", department="School Safety", callsign="MESA")
        )
        self.do(
            SYSTEM,
            DefineRoster(
                agencies=(
                    Agency(code="PMSD", name="Pine Mesa School District", agency_kind=AgencyKind.DISTRICT),
                    Agency(code="MPD", name="Mesa Police", agency_kind=AgencyKind.LAW),
                ),
                sites=(
                    Site(
                        code="GRHS",
                        name="Granite Ridge High School",
                        level=SiteLevel.HIGH,
                        lat_e7=395_000_000,
                        lon_e7=-1_049_000_000,
                        law="MPD",
                        buildings=(Building(code="M", name="Main"),),
                    ),
                ),
                units=tuple(
                    Unit(code=code, unit_kind=UnitKind.PATROL, agency="PMSD") for code in ("A3", "A7")
                ),
            ),
        )
        for unit in ("A3", "A7"):
            self.do(DISPATCHER, SetUnitStatus(unit=unit, status=UnitStatus.AV))

    def whole(self) -> str:
        """A call from ring to close, with a note of a class that few may read, and a Secure."""
        self.begin()
        call = self.call(caller="Ana Novak", callback="555-0117", text="two boys behind the gym")
        self.do(DISPATCHER, AssignUnits(call=call, units=("A7",)))
        self.do(OFFICER, SetUnitStatus(unit="A7", status=UnitStatus.ER))
        self.do(OFFICER, SetUnitStatus(unit="A7", status=UnitStatus.OS))
        self.do(DISPATCHER, AddNote(text="asthma inhaler in locker", text_class=TextClass.MEDICAL, call=call))
        started = self.do(
            DISPATCHER, StartAction(sites=("GRHS",), type=ActionType.SECURE, call=call, reason="fight")
        )
        action = next(iter(self.state.actions))
        assert started
        self.do(DISPATCHER, AnnounceAction(action=action, announced_by="Principal Okafor"))
        self.do(
            DISPATCHER,
            ReleaseAction(
                action=action, released_by="Ofc A7", confirmed_by="Sgt Lee", confirmed_agency="MPD"
            ),
        )
        self.do(DISPATCHER, ClearUnit(unit="A7"))
        self.do(DISPATCHER, CloseCall(call=call, disposition="RPT", outcome="parents called"))
        return call

    def closed_call(self, *, note: str, **more: Any) -> str:
        """A call that a unit was sent to, with a note, closed."""
        call = self.call(**more)
        self.do(DISPATCHER, AssignUnits(call=call, units=("A7",)))
        for status in (UnitStatus.ER, UnitStatus.OS):
            self.do(OFFICER, SetUnitStatus(unit="A7", status=status))
        self.do(DISPATCHER, AddNote(text=note, text_class=TextClass.OPERATIONAL, call=call))
        self.do(DISPATCHER, ClearUnit(unit="A7"))
        self.do(DISPATCHER, CloseCall(call=call, disposition="RPT", outcome="parents called"))
        return call

    async def write(self, store: LogStore, after: int = 0) -> Head:
        """Appends what comes after an event, a batch a command."""
        row = await store.create_log(LOG, nature="live", epoch="e1")
        head = row.head
        assert head.seq == after
        salts = itertools.count(1)
        for command_id, recorded in self.batches:
            if not recorded or recorded[0].seq <= after:
                continue
            encoded = [encode(one, lambda: next(salts).to_bytes(32, "big")) for one in recorded]
            result = await store.append(
                Batch(
                    log_id=LOG,
                    expected=head,
                    at=recorded[-1].recorded_at,
                    events=[one.event for one in encoded],
                    protected=[row for one in encoded for row in one.protected],
                    commands=[CommandRow(command_id, "p", b"h" * 32, b"{}", recorded[0].seq)],
                )
            )
            assert isinstance(result, Appended)
            head = result.head
        return head
