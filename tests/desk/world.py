"""A small district for the desk's tests, clocks that stand still, and sockets that are lists."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import orjson

from dispatch.desk import frames
from dispatch.desk.clock import SystemClock
from dispatch.desk.desk import Desk, DeskSettings
from dispatch.desk.results import Envelope, Result, Saved
from dispatch.domain.actor import SYSTEM, Actor, Role
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import (
    Command,
    CreateCall,
    DefineRoster,
    OpenDistrict,
    SetUnitStatus,
)
from dispatch.domain.roster import Agency, AgencyKind, Building, Room, Site, SiteLevel, Unit, UnitKind
from dispatch.log.store import LogStore
from tests.pg import Database

LOG = "pm"
DISPATCHER = Actor(person="p-disp", name="D. Reyes", role=Role.DISPATCHER, agency="PMSD", position="CON1")
SUPERVISOR = Actor(person="p-sup", name="S. Voss", role=Role.SUPERVISOR, agency="PMSD", position="CON2")
AUDITOR = Actor(person="p-aud", name="A. Bell", role=Role.AUDITOR, agency="PMSD")
LIAISON = Actor(person="p-mpd", name="L. Ortiz", role=Role.LIAISON, agency="MPD")
UNITS = tuple(f"A{number}" for number in range(1, 9))
SITES = ("GRHS", "PMES", "MVMS")


def officer(unit: str) -> Actor:
    return Actor(person=f"p-{unit}", name=f"Ofc {unit}", role=Role.PATROL_OFFICER, agency="PMSD", unit=unit)


def principal(site: str) -> Actor:
    return Actor(
        person=f"p-{site}", name=f"Principal {site}", role=Role.SITE_TEAM_MEMBER, agency="PMSD", site=site
    )


OPEN = OpenDistrict(code="PMSD", name="Pine Mesa", department="School Safety", callsign="MESA")
ROSTER = DefineRoster(
    agencies=(
        Agency(code="PMSD", name="Pine Mesa School District", agency_kind=AgencyKind.DISTRICT),
        Agency(code="MPD", name="Mesa Police", agency_kind=AgencyKind.LAW),
    ),
    sites=tuple(
        Site(
            code=code,
            name=f"School {code}",
            level=SiteLevel.HIGH,
            lat_e7=395_000_000 + place,
            lon_e7=-1_049_000_000,
            law="MPD",
            buildings=(Building(code="M", name="Main"),),
            rooms=(Room(code="101", name="Room 101", building="M"),),
        )
        for place, code in enumerate(SITES)
    ),
    units=tuple(Unit(code=code, unit_kind=UnitKind.PATROL, agency="PMSD") for code in UNITS),
)


def command(wanted: Command, **more: Any) -> Envelope:
    """An envelope with an id of its own."""
    return Envelope(id=str(uuid4()), command=wanted, **more)


def call(site: str = "GRHS", kind: str = "FIGHT", **more: Any) -> CreateCall:
    return CreateCall(type=kind, site=site, distinct=True, **more)


@dataclass
class FakeClock:
    """Time moves when a test says so; whoever sleeps wakes then."""

    wall: datetime = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
    seconds: float = 1000.0
    _sleepers: list[tuple[float, asyncio.Future[None]]] = field(default_factory=list)
    _ids: Any = field(default_factory=lambda: itertools.count(1))

    def now(self) -> datetime:
        return self.wall

    def monotonic(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleepers.append((self.seconds + seconds, waiting))
        await waiting

    def new_id(self) -> str:
        return str(UUID(int=next(self._ids)))

    def salt(self) -> bytes:
        return bytes(32)

    def share(self, limit: float) -> float:
        return limit / 2

    async def advance(self, seconds: float) -> None:
        """Move time on, waking sleepers in order, and let everybody run."""
        end = self.seconds + seconds
        while True:
            for _ in range(10):
                await asyncio.sleep(0)
            due = sorted((one for one in self._sleepers if one[0] <= end), key=lambda one: one[0])
            if not due:
                break
            self._move(due[0][0])
            for at, waiting in due:
                if at <= self.seconds:
                    self._sleepers.remove((at, waiting))
                    if not waiting.done():
                        waiting.set_result(None)
        self._move(end)
        for _ in range(10):
            await asyncio.sleep(0)

    def _move(self, to: float) -> None:
        self.wall += timedelta(seconds=max(0.0, to - self.seconds))
        self.seconds = max(self.seconds, to)


@dataclass
class Screen:
    """A socket that is a list of messages. ``stuck``: its peer reads nothing."""

    messages: list[dict[str, Any]] = field(default_factory=list)
    writes: int = 0
    stuck: bool = False
    waiting: int = 0
    aborted: bool = False
    closed: tuple[int, str] | None = None
    broken: bool = False

    def write(self, data: bytes) -> None:
        if self.broken:
            raise RuntimeError("unable to perform operation on a closed transport")
        self.writes += 1
        if self.stuck:
            self.waiting += len(data)
        self.messages += [orjson.loads(text) for text in frames.payloads(data)]

    def buffered(self) -> int:
        if self.broken:
            raise RuntimeError("the transport is closed")
        return self.waiting

    def close(self, code: int, reason: str) -> None:
        self.closed = (code, reason)

    def abort(self) -> None:
        self.aborted = True
        self.waiting = 0

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [message for message in self.messages if message["type"] == kind]


class Mirror:
    """What a client makes of its messages: the rules of the live link, and nothing else."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[tuple[str, str], Any]] = {}
        self.n: dict[str, int] = {}
        self.seq = 0
        self.epoch = ""
        self.gaps = 0
        self.lines: list[str] = []

    def take(self, messages: list[dict[str, Any]]) -> None:
        for message in messages:
            handler: Callable[[dict[str, Any]], None] | None = getattr(self, f"_{message['type']}", None)
            if handler is not None:
                handler(message)

    def shown(self) -> dict[tuple[str, str], Any]:
        """Rows by collection and id, over all parts."""
        return {key: row for part in sorted(self.rows) for key, row in self.rows[part].items()}

    def _welcome(self, message: dict[str, Any]) -> None:
        self.epoch = message["epoch"]
        if message["mode"] == "snapshot":
            self.rows.clear()
        for part in [part for part in self.rows if part not in message["parts"]]:
            del self.rows[part]
        for rows in self.rows.values():
            for key in [key for key in rows if key[0] == "unsaved"]:
                del rows[key]
        self.n = dict(message["parts"])

    def _snapshot(self, message: dict[str, Any]) -> None:
        part = message["part"]
        self.rows[part] = {
            (collection, row["id"]): row for collection, rows in message["state"].items() for row in rows
        }
        self.n[part] = message["n"]
        self.seq = max(self.seq, message["seq"])

    def _frame(self, message: dict[str, Any]) -> None:
        part, n = message["part"], message["n"]
        if n <= self.n[part]:
            return
        if n > self.n[part] + 1:
            self.gaps += 1
            return
        rows = self.rows.setdefault(part, {})
        for collection, changed in message["upserts"].items():
            rows.update({(collection, row["id"]): row for row in changed})
        for collection, ids in message["removed"].items():
            for gone in ids:
                rows.pop((collection, gone), None)
        self.lines += [line["id"] for line in message["lines"]]
        self.n[part] = n
        self.seq = max(self.seq, message["seq"])

    def _drop(self, message: dict[str, Any]) -> None:
        self.rows.pop(message["part"], None)
        self.n.pop(message["part"], None)

    def _beat(self, message: dict[str, Any]) -> None:
        self.seq = max(self.seq, message["seq"])
        for part, n in message["parts"].items():
            self.gaps += part in self.n and self.n[part] < n


@asynccontextmanager
async def desk_on(
    database: Database, data: Path, node: str = "n1", *, store: LogStore | None = None, **settings: Any
) -> AsyncIterator[Desk]:
    """A desk on its own connections, as one node is."""
    async with AsyncExitStack() as stack:
        if store is None:
            store = await stack.enter_async_context(LogStore(database.app_dsn, node=node))
        await store.create_log(LOG, nature="live", epoch="e1")
        desk = Desk(
            store, LOG, SystemClock(), data=data, settings=DeskSettings(**{"timers": False} | settings)
        )
        await desk.start()
        try:
            yield desk
        finally:
            await desk.stop()


async def furnish(desk: Desk) -> None:
    """Open the district, take over its roster, and sign the units on."""
    for one in (OPEN, ROSTER):
        await saved(desk, SYSTEM, one)
    for unit in UNITS:
        await saved(desk, DISPATCHER, SetUnitStatus(unit=unit, status=UnitStatus.AV))


async def saved(desk: Desk, who: Actor, wanted: Command) -> Saved:
    """Submit what must be saved."""
    result: Result = await desk.submit(who, command(wanted))
    assert isinstance(result, Saved), result
    return result


async def until(true: Callable[[], bool | Awaitable[bool]], seconds: float = 8.0) -> None:
    """Look again and again: what is waited for is in other tasks or in the database."""
    async with asyncio.timeout(seconds):
        while True:
            found = true()
            if await found if isinstance(found, Awaitable) else found:
                return
            await asyncio.sleep(0.02)
