"""A really running server for the tests of the edge: real database, real sockets, a small district."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import orjson
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from dispatch import wiring
from dispatch.desk.results import Envelope, Saved
from dispatch.domain.actor import SYSTEM, Role
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import DefineRoster, OpenDistrict, SetUnitStatus
from dispatch.domain.roster import Agency, AgencyKind, Building, Room, Site, Unit, UnitKind
from dispatch.people.accounts import Account
from dispatch.settings import Settings, read
from dispatch.web.access import COOKIE
from dispatch.web.app import create_app
from dispatch.web.server import Server, listen
from dispatch.web.services import Services
from dispatch.wiring import Node
from tests.pg import Database

LOG = "pm"
ROSTER = DefineRoster(
    agencies=(
        Agency(code="PMSD", name="Pine Mesa School District", agency_kind=AgencyKind.DISTRICT),
        Agency(code="MPD", name="Mesa Police", agency_kind=AgencyKind.LAW),
        Agency(code="FIRE", name="Mesa Fire", agency_kind=AgencyKind.FIRE_EMS),
    ),
    sites=tuple(
        Site(
            code=code,
            name=f"School {code}",
            lat_e7=395_000_000,
            lon_e7=-1_049_000_000,
            buildings=(Building(code="M", name="Main"),),
            rooms=(Room(code="101", name="Room 101", building="M"),),
        )
        for code in ("GRHS", "PMES")
    ),
    units=tuple(Unit(code=code, unit_kind=UnitKind.PATROL, agency="PMSD") for code in ("A3", "A7")),
)
PEOPLE: dict[str, tuple[Role, str | None, str | None]] = {
    "dispatcher": (Role.DISPATCHER, None, None),
    "officer": (Role.PATROL_OFFICER, "A7", None),
    "principal": (Role.SITE_TEAM_MEMBER, None, "GRHS"),
    "auditor": (Role.AUDITOR, None, None),
    "admin": (Role.ADMINISTRATOR, None, None),
    "liaison": (Role.LIAISON, None, None),
}


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@dataclass
class Link:
    """A websocket client that keeps what it got."""

    socket: ClientConnection
    got: list[dict[str, Any]] = field(default_factory=list)

    async def send(self, message: dict[str, Any]) -> None:
        await self.socket.send(orjson.dumps(message).decode())

    async def next(self, kind: str, seconds: float = 5.0, **having: Any) -> dict[str, Any]:
        """The next message of a type (and content); what comes before it is kept."""
        async with asyncio.timeout(seconds):
            while True:
                message: dict[str, Any] = orjson.loads(await self.socket.recv())
                self.got.append(message)
                if message["type"] == kind and having.items() <= message.items():
                    return message

    async def end(self, seconds: float = 5.0) -> tuple[int, str]:
        """Code and reason of the close; messages before it are kept."""
        with contextlib.suppress(ConnectionClosed):
            async with asyncio.timeout(seconds):
                while True:
                    self.got.append(orjson.loads(await self.socket.recv()))
        assert self.socket.close_code is not None
        return self.socket.close_code, self.socket.close_reason or ""


@dataclass
class Serving:
    """A server that runs, and ways in."""

    node: Node
    services: Services
    server: Server
    origin: str
    port: int

    async def token(self, username: str, *, kind: str = "browser") -> str:
        """A session without the cost of a password."""
        found = await self.node.people.accounts.find_account(username)
        assert found is not None
        token, _ = await self.node.people.sessions.open(
            found[0], kind=kind, name="CON1", source="test", lifetime=timedelta(hours=1)
        )
        return token

    @contextlib.asynccontextmanager
    async def client(self, username: str | None = None, **more: Any) -> AsyncIterator[httpx.AsyncClient]:
        cookies = {} if username is None else {COOKIE: await self.token(username)}
        async with httpx.AsyncClient(base_url=self.origin, cookies=cookies, timeout=20, **more) as client:
            yield client

    @contextlib.asynccontextmanager
    async def link(
        self, username: str | None, *, hello: bool = True, origin: str | None = "", **more: Any
    ) -> AsyncIterator[Link]:
        headers = {} if username is None else {"Cookie": f"{COOKIE}={await self.token(username)}"}
        async with connect(
            f"ws://127.0.0.1:{self.port}/live",
            origin=self.origin if origin == "" else origin,  # type: ignore[arg-type]
            additional_headers=headers | more.pop("headers", {}),
            max_size=None,
            compression=more.pop("compression", None),
            **more,
        ) as opened:
            link = Link(opened)
            if hello:
                await link.send({"type": "hello", "protocol": 1})
                await link.next("welcome")
            yield link

    async def give(self, username: str, kind: str, **fields: Any) -> httpx.Response:
        """One command by HTTP."""
        async with self.client(username) as client:
            body = {"id": str(uuid4()), "kind": kind, **fields}
            return await client.post("/api/commands", json=body, headers={"Origin": self.origin})


def settings_for(database: Database, data: Path, **changes: str) -> Settings:
    return read(
        {
            "DATABASE_URL": database.app_dsn,
            "DISPATCH_MIGRATE_URL": database.dsn,
            "DISPATCH_DATA": str(data),
            "DISPATCH_TIME_ZONE": "America/Denver",
            "DISPATCH_PORT": str(free_port()),
            **changes,
        }
    )


@contextlib.asynccontextmanager
async def serving(
    settings: Settings,
    *,
    demo: bool = False,
    dist: Path | None = None,
    furnished: bool = True,
    timers: bool = True,
) -> AsyncIterator[Serving]:
    async with wiring.node(settings, create=LOG, timers=timers) as node:
        if furnished:
            await furnish(node, demo=demo)
        services = wiring.services(node, dist=dist or settings.data / "no-dist")
        ready = asyncio.Event()
        server = Server(
            create_app(services),
            trusted_proxy=settings.trusted_proxy,
            ready=ready.set,
            farewell=node.desk.stop,
        )
        with listen(settings.host, settings.port) as listener:
            task = asyncio.create_task(server.serve(sockets=[listener]), name="server")
            try:
                await ready.wait()
                yield Serving(
                    node=node,
                    services=services,
                    server=server,
                    origin=f"http://127.0.0.1:{settings.port}",
                    port=settings.port,
                )
            finally:
                server.should_exit = True
                await task


async def furnish(node: Node, *, demo: bool) -> None:
    """A district with two schools, two units on duty, and an account for each role."""
    opening = OpenDistrict(
        code="PMSD", name="Pine Mesa", department="School Safety", callsign="MESA", demo=demo
    )
    for command in (opening, ROSTER):
        assert isinstance(await node.desk.submit(SYSTEM, Envelope(id=str(uuid4()), command=command)), Saved)
    for username, (role, unit, site) in PEOPLE.items():
        account = Account(
            log=LOG,
            person=f"p-{username}",
            username=username,
            name=username.title(),
            role=role,
            agency="MPD" if role is Role.LIAISON else "PMSD",
            unit=unit,
            site=site,
        )
        await node.people.accounts.add_account(account, None, node.clock.now())
    dispatcher = Account(
        log=LOG,
        person="p-dispatcher",
        username="dispatcher",
        name="Dispatcher",
        role=Role.DISPATCHER,
        agency="PMSD",
    ).actor("CON1")
    for unit in ("A3", "A7"):
        for status in (UnitStatus.LOG, UnitStatus.AV):
            given = Envelope(id=str(uuid4()), command=SetUnitStatus(unit=unit, status=status))
            assert isinstance(await node.desk.submit(dispatcher, given), Saved)
