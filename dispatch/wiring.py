"""The one place where the parts of the program are put together, started in order, and ended in reverse.

Knows every room and no rule. Whatever is opened here is closed here.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import logging
import os
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dispatch.desk.clock import Clock, SystemClock
from dispatch.desk.desk import Desk, DeskSettings
from dispatch.domain.records import District
from dispatch.links.files import tidy_files
from dispatch.links.panic.intake import PanicIntake
from dispatch.links.positions import share_positions
from dispatch.links.receipts import share_receipts
from dispatch.links.seats import Seats
from dispatch.links.teams import tell_teams
from dispatch.links.trackers.intake import TrackerIntake
from dispatch.log import revision
from dispatch.log.archive import LogArchive
from dispatch.log.embedded import Embedded, start_embedded
from dispatch.log.heads import HeadsFile
from dispatch.log.history import History
from dispatch.log.store import LogStore
from dispatch.people.account_store import AccountStore
from dispatch.people.administration import Administration
from dispatch.people.database import Database
from dispatch.people.device_keys import DeviceKeys
from dispatch.people.guests import Guests
from dispatch.people.invites import Invites, Lifetimes
from dispatch.people.passwords import Passwords
from dispatch.people.session_store import SessionStore
from dispatch.people.sessions import Sessions
from dispatch.people.sign_in import PasswordStep, SignIn
from dispatch.people.tracker_keys import TrackerKeys
from dispatch.people.walls import Walls
from dispatch.settings import Settings
from dispatch.web.archive import Archive
from dispatch.web.metrics import Metrics
from dispatch.web.readiness import Readiness
from dispatch.web.services import Services, Site

if TYPE_CHECKING:
    from dispatch.links.push.service import Push

_log = logging.getLogger(__name__)

HEADS_SECONDS = 60.0
EMPTY = "There is no district in this database yet. Begin with `dispatch demo`, or with `dispatch import sites FILE`."
DEMO_ZONE = "America/Denver"
"""Where the fictional district of a demo lies."""
DIST = Path(__file__).resolve().parent.parent / "frontend" / "dist"


class Trouble(Exception):
    """Why something cannot be done: one line for whoever runs this machine."""


class NoDistrict(Trouble):
    """Nothing has been loaded yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where the database is. ``embedded``: it is our own, in the data folder."""

    application: str
    owner: str
    embedded: Embedded | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """The record and where it is."""

    addresses: Addresses
    store: LogStore
    clock: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The room of accounts and sessions."""

    accounts: AccountStore
    administration: Administration
    sessions: Sessions
    sign_in: SignIn
    device_keys: DeviceKeys
    tracker_keys: TrackerKeys
    database: Database
    invites: Invites
    guests: Guests
    walls: Walls


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A running node: one live log, its desk, and who may use it."""

    settings: Settings
    clock: Clock
    store: LogStore
    desk: Desk
    people: People
    addresses: Addresses
    push: Push | None = None
    """Web Push, where it is on."""


@contextlib.asynccontextmanager
async def database(settings: Settings) -> AsyncIterator[Addresses]:
    """A database with today's tables: the one that is configured, or the embedded one."""
    if settings.database_url is not None:
        _make_data_folder(settings.data)
        owner = settings.migrate_url or settings.database_url
        await _migrate(owner)
        yield Addresses(application=settings.database_url, owner=owner, embedded=None)
        return
    embedded = await _started(settings.data)
    try:
        await _migrate(embedded.dsn)
        yield Addresses(application=embedded.app_dsn, owner=embedded.dsn, embedded=embedded)
    finally:
        await embedded.stop()


async def _started(data: Path) -> Embedded:
    """The embedded database. Whoever is stopped meanwhile does not leave it running behind."""
    starting = asyncio.create_task(start_embedded(data), name="database-start")
    try:
        return await asyncio.shield(starting)
    except asyncio.CancelledError:
        await (await starting).stop()
        raise


@contextlib.asynccontextmanager
async def records(settings: Settings) -> AsyncIterator[Records]:
    """The record without a desk, for work beside the running nodes."""
    name = settings.node or f"{socket.gethostname()}:{settings.port}:{os.getpid()}"
    async with database(settings) as addresses, LogStore(addresses.application, node=name) as store:
        yield Records(addresses=addresses, store=store, clock=SystemClock())


@contextlib.asynccontextmanager
async def people(
    addresses: Addresses, clock: Clock, node: str, lifetimes: Lifetimes | None = None
) -> AsyncIterator[People]:
    """Accounts and sessions of this database."""
    connections = Database(addresses.application, node)
    passwords = Passwords()
    accounts, rows = AccountStore(connections), SessionStore(connections)
    sessions = Sessions(connections, rows, clock.now, clock.new_id)
    try:
        yield People(
            accounts=accounts,
            administration=Administration(accounts, rows, passwords, clock.now, clock.new_id),
            sessions=sessions,
            sign_in=SignIn(accounts, sessions, (PasswordStep(passwords),), clock.now),
            device_keys=DeviceKeys(connections, clock.now, clock.new_id),
            tracker_keys=TrackerKeys(connections, clock.now, clock.new_id),
            database=connections,
            guests=Guests(connections, sessions, clock.now),
            walls=Walls(connections, sessions, clock.now),
            invites=Invites(connections, sessions, clock.now, clock.new_id, lifetimes or Lifetimes()),
        )
    finally:
        await sessions.stop()
        passwords.close()
        await connections.close()


def lifetimes(settings: Settings) -> Lifetimes:
    """How long codes and the devices that used them are good."""
    return Lifetimes(code=timedelta(days=settings.code_days), device=timedelta(days=settings.device_days))


@contextlib.asynccontextmanager
async def node(settings: Settings, *, create: str | None = None, timers: bool = True) -> AsyncIterator[Node]:
    """A node with its desk started. ``create``: the id of the live log to begin when there is none yet."""
    async with (
        records(settings) as found,
        people(found.addresses, found.clock, found.store.node, lifetimes(settings)) as room,
    ):
        store, clock = found.store, found.clock
        log = await live_log(store, settings.log, begin=(create, clock.new_id()) if create else None)
        chosen = DeskSettings(timers=timers, files_bytes=settings.files_mb * 1_000_000)
        desk = Desk(store, log, clock, data=settings.data, settings=chosen)
        await desk.start()
        running = Node(
            settings=settings,
            clock=clock,
            store=store,
            desk=desk,
            people=room,
            addresses=found.addresses,
            push=_push(settings, room.database, clock) if timers else None,
        )
        hub = desk.hub
        seats = Seats(desk, room.sessions, clock)

        def ended(session: str, _why: str) -> None:
            hub.close_session(session)
            seats.wake()

        room.sessions.start(ended, hub.refresh)
        tasks = [
            asyncio.create_task(seats.run(), name="seats"),
            asyncio.create_task(_keep_heads(running), name="heads"),
            asyncio.create_task(History(store, log, live=lambda: desk.state).run(), name="history"),
            asyncio.create_task(
                share_positions(desk, store, clock, track_days=settings.track_days), name="positions"
            ),
            asyncio.create_task(share_receipts(desk, store, clock), name="receipts"),
            asyncio.create_task(tell_teams(desk, room.accounts, clock), name="teams"),
            asyncio.create_task(room.device_keys.run(log), name="device-keys"),
            asyncio.create_task(tidy_files(desk.files, clock), name="files"),
            asyncio.create_task(room.tracker_keys.run(log), name="tracker-keys"),
        ]
        if running.push is not None:
            tasks.append(asyncio.create_task(running.push.run(desk), name="push"))
        if found.addresses.embedded is not None:
            tasks.append(
                asyncio.create_task(found.addresses.embedded.supervise(), name="database-supervisor")
            )
        try:
            yield running
        finally:
            await desk.stop()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await _note_heads(running, HeadsFile(settings.data))


@contextlib.asynccontextmanager
async def exercise(parent: Node, log: str) -> AsyncIterator[Desk]:
    """A desk on a new log of its own, beside the live one."""
    await parent.store.create_log(log, nature="exercise", epoch=parent.clock.new_id())
    desk = Desk(parent.store, log, parent.clock, data=parent.settings.data)
    await desk.start()
    try:
        yield desk
    finally:
        await desk.stop()


def services(running: Node, *, dist: Path = DIST) -> Services:
    """What the routes of a node work with."""
    settings, desk = running.settings, running.desk
    home = desk.state.home
    demo = home is not None and home.demo
    metrics = Metrics()
    if running.push is not None:
        running.push.count = lambda pushed: metrics.pushes.labels(pushed).inc()
    return Services(
        desk=desk,
        sessions=running.people.sessions,
        sign_in=running.people.sign_in,
        invites=running.people.invites,
        guests=running.people.guests,
        walls=running.people.walls,
        archive=Archive(desk, LogArchive(running.store, desk.log)),
        panic=PanicIntake(desk, running.people.device_keys, running.clock),
        trackers=TrackerIntake(
            desk.positions,
            running.people.tracker_keys,
            running.clock,
            lambda taken: metrics.positions.labels(taken).inc(),
        ),
        push=running.push,
        site=Site(
            origins=frozenset(
                {
                    *(f"http://{host}:{settings.port}" for host in ("127.0.0.1", "localhost", "[::1]")),
                    *settings.origins,
                }
            ),
            demo=demo,
            demo_password_replaced=demo and settings.demo_password is not None,
            dist=dist,
        ),
        clock=running.clock,
        metrics=metrics,
        reasons=Readiness(desk, settings.data).reasons,
        node=running.store.node,
        started=running.clock.now(),
        zone=zone(settings, desk.state.home),
    )


def zone(settings: Settings, home: District | None) -> ZoneInfo:
    """The district's time: as set; a demo has the time of where it plays; else UTC, never that of some machine."""
    return settings.time_zone or ZoneInfo(DEMO_ZONE if home is not None and home.demo else "UTC")


def _push(settings: Settings, connections: Database, clock: Clock) -> Push | None:
    """Web Push, if it is on. Its cryptography is loaded only then."""
    if settings.push is None:
        return None
    service = importlib.import_module("dispatch.links.push.service")
    path = settings.data / service.KEY_FILE
    try:
        made: Push = service.push(path, settings.push, connections, clock)
    except (OSError, ValueError) as problem:
        raise Trouble(f"The key for Web Push in {path} will not do ({problem}).") from None
    return made


def check_servable(running: Node) -> None:
    """There is a district; and a demo, whose passwords everybody knows, is served to this machine only."""
    home, settings = running.desk.state.home, running.settings
    if home is None:
        raise NoDistrict(EMPTY)
    if home.demo and not settings.loopback and settings.demo_password is None:
        raise Trouble(
            f"{settings.data} holds a demo, whose passwords everybody knows: it is not served on {settings.host}. "
            "Set DISPATCH_HOST=127.0.0.1, or DISPATCH_DEMO_PASSWORD to a password of your own."
        )


async def _migrate(owner: str) -> None:
    """Bring the tables to this program's form. Usually they have it, and alembic need not be loaded."""
    try:
        found, needed = await revision.present(owner), revision.needed()
    except revision.UNREACHABLE as problem:
        raise Trouble(f"The database cannot be reached ({type(problem).__name__}: {problem}).") from problem
    if found == needed:
        return
    if found is not None and found > needed:
        raise Trouble(
            f"The database was made by a newer version of Dispatch (tables {found}, this one knows {needed}). "
            "Nothing was changed; start the newer version."
        )
    # Loading alembic takes seconds, so it is loaded when there is something for it to do.
    migrate = importlib.import_module("dispatch.log.migrate")
    await migrate.upgrade(owner)


async def live_log(store: LogStore, wanted: str | None, *, begin: tuple[str, str] | None = None) -> str:
    """The id of the live log that is meant. ``begin``: id and epoch of one to make when there is none."""
    known = [row.log_id for row in await store.logs() if row.nature == "live"]
    if wanted is not None and wanted in known:
        return wanted
    if wanted is None and len(known) == 1:
        return known[0]
    if begin is not None and (wanted is not None or not known):
        row = await store.create_log(wanted or begin[0], nature="live", epoch=begin[1])
        return row.log_id
    if not known:
        raise NoDistrict(EMPTY)
    if wanted is not None:
        raise Trouble(f"There is no live log {wanted}; there are: {', '.join(known)}.")
    raise Trouble(f"This database has several live logs ({', '.join(known)}). Say which one: DISPATCH_LOG.")


async def _keep_heads(running: Node) -> None:
    """A cut tail shows only against a head that was kept somewhere else."""
    file = HeadsFile(running.settings.data)
    while True:
        await _note_heads(running, file)
        await asyncio.sleep(HEADS_SECONDS)


async def _note_heads(running: Node, file: HeadsFile) -> None:
    heads = [(running.desk.log, running.desk.head)]
    try:
        await asyncio.to_thread(file.note, running.clock.now(), heads)
    except OSError as problem:
        _log.warning("The head of the log could not be noted in %s: %s", file.path, problem)


def _make_data_folder(data: Path) -> None:
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise Trouble(
            f"The data folder {data} cannot be made ({problem.strerror}). Set DISPATCH_DATA."
        ) from None
    if not os.access(data, os.W_OK | os.X_OK):
        raise Trouble(f"The data folder {data} cannot be written by this user. Set DISPATCH_DATA.")
