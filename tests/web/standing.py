"""A served district in which time stands still and nothing is left to chance: the whole web layer on a log in memory.

HTTP goes through the application as the server calls it. Websockets go through the server's own protocol, with a transport that keeps
every write with the moment it was made, so that bytes, writes and moments can be compared. Only accounts stand in a list instead of
tables: what needs tables of its own (search, history, files, panic devices) is tried with a real database elsewhere.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import httpx
import orjson
import uvicorn
from uvicorn.server import ServerState

from dispatch.desk import frames
from dispatch.desk.desk import Desk
from dispatch.desk.results import Envelope, Refused, Result, Saved
from dispatch.domain.actor import SYSTEM, Actor, Role
from dispatch.domain.commands import Command
from dispatch.domain.seats import guest_person
from dispatch.people.accounts import Account
from dispatch.people.session_store import SessionRow, SessionStore
from dispatch.people.sessions import Sessions
from dispatch.web.access import COOKIE
from dispatch.web.app import create_app
from dispatch.web.archive import Archive
from dispatch.web.fanout import FanoutProtocol
from dispatch.web.metrics import Metrics
from dispatch.web.services import Services, Site
from tests.desk.world import FakeClock
from tests.memory import MemoryStore

LOG = "pm"
ORIGIN = "http://127.0.0.1:8000"
SPACE = UUID(int=7)
_TURNS = 15
"""Turns of the loop after which everybody who could go on has done so."""
_MASK = b"\x01\x02\x03\x04"


class Rows(SessionStore):
    """Sessions in a list."""

    def __init__(self) -> None:
        self.rows: dict[bytes, SessionRow] = {}

    async def open_session(self, row: SessionRow, token_hash: bytes, source: str) -> None:
        self.rows[token_hash] = row

    async def find_session(self, token_hash: bytes) -> SessionRow | None:
        return self.rows.get(token_hash)

    async def sessions_now(self, ids: Iterable[str]) -> dict[str, SessionRow]:
        return {row.id: row for row in self.rows.values() if row.id in set(ids)}

    async def sessions_of(self, person: str, kind: str) -> list[SessionRow]:
        return [row for row in self.rows.values() if (row.account.person, row.kind) == (person, kind)]


class Wire(asyncio.Transport):
    """A socket that keeps what is written to it, and when."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__({"peername": ("127.0.0.1", 50_000), "sockname": ("127.0.0.1", 8000)})
        self._clock = clock
        self.writes: list[tuple[float, bytes]] = []
        self.closing = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.writes.append((round(self._clock.monotonic(), 3), bytes(data)))

    def get_write_buffer_size(self) -> int:
        return 0

    def is_closing(self) -> bool:
        return self.closing

    def close(self) -> None:
        self.closing = True

    def abort(self) -> None:
        self.closing = True

    def pause_reading(self) -> None:
        """Nobody sends more than is read."""

    def resume_reading(self) -> None:
        """Nobody was held."""


@dataclass
class Socket:
    """A browser's end of one websocket."""

    protocol: FanoutProtocol
    wire: Wire
    taken: int = 0

    def send(self, message: dict[str, Any]) -> None:
        payload = orjson.dumps(message)
        head = bytes((0x81, 0x80 | len(payload))) if len(payload) < 126 else b""
        head = head or bytes((0x81, 0xFE)) + len(payload).to_bytes(2, "big")
        masked = bytes(byte ^ _MASK[place % 4] for place, byte in enumerate(payload))
        self.protocol.data_received(head + _MASK + masked)

    def messages(self) -> list[dict[str, Any]]:
        """Every message so far."""
        data = b"".join(data for _, data in self.wire.writes[1:])
        return [orjson.loads(one) for one in frames.payloads(data) if one[:1] == b"{"]


@dataclass
class Standing:
    """The served district."""

    desk: Desk
    clock: FakeClock
    app: Any
    services: Services
    sessions: Sessions
    people: dict[str, Account]
    client: httpx.AsyncClient
    open: list[Socket] = field(default_factory=list)
    _tokens: dict[str, str] = field(default_factory=dict)

    async def give(self, who: Actor, wanted: Command, name: str) -> dict[str, Any]:
        """One command of the district's side that must be saved; its id is derived from its name."""
        result = await self.ask(who, wanted, name)
        assert isinstance(result, Saved), (name, result)
        return dict(result.refs)

    async def ask(self, who: Actor, wanted: Command, name: str) -> Result:
        """One command, whatever is answered."""
        envelope = Envelope(id=str(uuid5(SPACE, name)), command=wanted)
        result = await self.desk.submit(who, envelope)
        assert isinstance(result, Saved | Refused), result
        return result

    async def token(self, username: str) -> str:
        """The session of somebody, opened once."""
        if username not in self._tokens:
            self._tokens[username], _ = await self.sessions.open(
                self.people[username], kind="browser", name="", source="test", lifetime=timedelta(hours=72)
            )
        return self._tokens[username]

    def seat_guest(self, guest: str, name: str, agency: str) -> str:
        """An account for a guest who has come in; gives its user name."""
        person = guest_person(guest)
        self.people[person] = Account(
            log=LOG, person=person, username=person, name=name, role=Role.LIAISON, agency=agency
        )
        return person

    async def request(self, username: str | None, method: str, path: str, **more: Any) -> httpx.Response:
        """One request, by the application as the server calls it."""
        headers = {"Origin": ORIGIN}
        if username is not None:
            headers["Cookie"] = f"{COOKIE}={await self.token(username)}"
        return await self.client.request(method, path, headers=headers, **more)

    async def order(self, username: str, called: str, /, **fields: Any) -> httpx.Response:
        """One command by HTTP; its id is derived from what it is called."""
        body = {"id": str(uuid5(SPACE, called)), **fields}
        return await self.request(username, "POST", "/api/commands", json=body)

    async def socket(self, username: str, since: dict[str, Any] | None = None) -> Socket:
        """A websocket that has said hello."""
        config = uvicorn.Config(
            self.app,
            ws=FanoutProtocol,
            ws_ping_interval=None,
            ws_per_message_deflate=False,
            lifespan="off",
            log_config=None,
        )
        config.load()
        protocol = FanoutProtocol(config=config, server_state=ServerState(), app_state={})
        wire = Wire(self.clock)
        protocol.connection_made(wire)
        key = base64.b64encode(bytes(16)).decode()
        asked = (
            # In small letters, as the server hands a request on that becomes a websocket.
            f"GET /live HTTP/1.1\r\nhost: 127.0.0.1:8000\r\nupgrade: websocket\r\nconnection: Upgrade\r\n"
            f"sec-websocket-key: {key}\r\nsec-websocket-version: 13\r\norigin: {ORIGIN}\r\n"
            f"cookie: {COOKIE}={await self.token(username)}\r\n\r\n"
        )
        protocol.data_received(asked.encode())
        await self.settle()
        opened = Socket(protocol, wire)
        self.open.append(opened)
        hello = {"type": "hello", "protocol": 1}
        opened.send(hello if since is None else {**hello, "since": since})
        await self.settle()
        return opened

    async def settle(self) -> None:
        """Let everybody run who can without more time."""
        for _ in range(_TURNS):
            await asyncio.sleep(0)

    async def wait(self, seconds: float) -> None:
        """Time goes on."""
        await self.settle()
        await self.clock.advance(seconds)
        await self.settle()


class _Nobody:
    """A service that these tests do not come to: whoever reaches it has found a door that should be shut."""

    def __getattr__(self, name: str) -> Any:
        raise NotImplementedError(name)


async def _ready() -> list[str]:
    return []


@contextlib.asynccontextmanager
async def standing(
    data: Path, opening: Iterable[Command], people: Iterable[Account]
) -> AsyncIterator[Standing]:
    """A district with these accounts, opened by these commands."""
    clock = FakeClock()
    # Turns of the loop are counted here by the ten thousand; in debug mode each costs five times as much.
    asyncio.get_running_loop().set_debug(False)

    def now() -> datetime:
        return clock.now()

    store = MemoryStore(LOG, now)
    desk = Desk(store, LOG, clock, data=data)
    await desk.start()
    sessions = Sessions(cast(Any, _Nobody()), Rows(), now, clock.new_id)
    nobody = cast(Any, _Nobody())
    services = Services(
        desk=desk,
        sessions=sessions,
        sign_in=nobody,
        invites=nobody,
        guests=nobody,
        walls=nobody,
        zone=ZoneInfo("America/Denver"),
        archive=Archive(desk, nobody),
        panic=nobody,
        trackers=nobody,
        push=None,
        site=Site(
            origins=frozenset({ORIGIN}), demo=False, demo_password_replaced=False, dist=data / "no-dist"
        ),
        clock=clock,
        metrics=Metrics(),
        reasons=_ready,
        node="n1",
        started=now(),
    )
    app = create_app(services)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    client = httpx.AsyncClient(transport=transport, base_url=ORIGIN, verify=False)
    made = Standing(desk, clock, app, services, sessions, {one.username: one for one in people}, client)
    try:
        for place, command in enumerate(opening):
            await made.give(SYSTEM, command, f"opening-{place}")
        yield made
    finally:
        await desk.stop()
        for one in made.open:
            one.protocol.connection_lost(None)
        await made.settle()
        await client.aclose()
