"""Telephones that are not there, on the real wire: they sign in, keep what waits until it is answered, and know what they are shown.

Each is somebody's: an officer's, a teacher's, a desk's. It names no record that its own screen does not show, and it loses its first
answer on the way, so that everything it says first is said twice with one id.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import datetime
from enum import Enum
from http.cookies import SimpleCookie
from typing import Any
from uuid import uuid4

import httpx
import orjson
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from dispatch.desk.clock import SystemClock, truncated
from dispatch.domain.commands import Command
from dispatch.web.access import COOKIE
from dispatch.web.command_models import wire_name

SECONDS = 20.0
NAMED = {
    "call": ("calls", "headlines"),
    "action": ("actions",),
    "incident": ("incidents",),
    "notice": ("notices",),
}
"""Fields of commands that name a record, and the tables in which the sender's screen shows it, whole or its headline."""


class StandingClock(SystemClock):
    """The wall clock stands until somebody sets it; everything that only waits goes on as it is."""

    def __init__(self) -> None:
        self.wall = truncated(SystemClock().now())

    def now(self) -> datetime:
        return self.wall


def message_of(command: Command, command_id: str, **envelope: Any) -> dict[str, Any]:
    """A command as a page says it."""
    own = {wire_name(command.kind, one.name): _plain(getattr(command, one.name)) for one in fields(command)}
    told = {name: value for name, value in {**own, **envelope}.items() if value is not None}
    return {**told, "type": "command", "id": command_id, "kind": command.kind}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    return value


@dataclass
class Phone:
    """One device: its session, its link, its picture and its outbox."""

    name: str
    origin: str
    clock: StandingClock
    cookie: str = ""
    parts: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    """What it is shown, by part and table; what it was shown before, in ``ever``."""
    ever: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    outbox: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What has no answer yet, in the order in which it was said."""
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    loses: bool = True
    """The first answer is lost with the link."""
    said: int = 0
    _socket: ClientConnection | None = None
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    # --- in and out ------------------------------------------------------------------------------------------------

    async def sign_in(self, username: str, password: str, position: str = "") -> None:
        """With a password, as units and desks do."""
        body = {"username": username, "password": password, "position": position}
        await self._enter("/api/session", body)

    async def enter(self, code: str) -> None:
        """With a code from the sheet, as people of a school do."""
        await self._enter("/api/session/code", {"code": code, "device": uuid4().hex})

    async def _enter(self, path: str, body: Mapping[str, str]) -> None:
        async with httpx.AsyncClient(base_url=self.origin, timeout=SECONDS) as client:
            answer = await client.post(path, json=body, headers={"Origin": self.origin})
        assert answer.status_code == 200, answer.text
        self.cookie = SimpleCookie(answer.headers["set-cookie"])[COOKIE].value

    @contextlib.asynccontextmanager
    async def http(self) -> AsyncIterator[httpx.AsyncClient]:
        """Requests of this device's session."""
        headers, cookies = {"Origin": self.origin}, {COOKIE: self.cookie}
        async with httpx.AsyncClient(
            base_url=self.origin, cookies=cookies, headers=headers, timeout=SECONDS
        ) as client:
            yield client

    async def run(self) -> None:
        """Keep a link until cancelled; whatever has no answer is sent again with each."""
        while True:
            with contextlib.suppress(ConnectionClosed):
                async with connect(
                    f"{self.origin.replace('http', 'ws', 1)}/live",
                    origin=self.origin,  # type: ignore[arg-type]
                    additional_headers={"Cookie": f"{COOKIE}={self.cookie}"},
                    max_size=None,
                    compression=None,
                ) as socket:
                    now = self.clock.now().isoformat()
                    await self._send(socket, {"type": "hello", "protocol": 1, "device_time": now})
                    await self._hear(socket)

    # --- what it hears ---------------------------------------------------------------------------------------------

    async def _hear(self, socket: ClientConnection) -> None:
        async for raw in socket:
            message = orjson.loads(raw)
            match message["type"]:
                case "welcome":
                    self.parts = {part: {} for part in message["parts"]}
                    self._socket = socket
                    await self._next()
                case "snapshot":
                    self.parts[message["part"]] = {}
                    self._take(message["part"], message["state"], {})
                case "frame":
                    self._take(message["part"], message["upserts"], message["removed"])
                case "drop":
                    self.parts.pop(message["part"], None)
                case "result":
                    if await self._answered(socket, message):
                        return
                case "beat":
                    await self._send(socket, {"type": "beat"})
                case "bye":
                    return
                case _:
                    pass
            self._news.set()

    def _take(self, part: str, upserts: Mapping[str, Any], removed: Mapping[str, list[str]]) -> None:
        for table, records in upserts.items():
            self.parts[part].setdefault(table, {}).update({one["id"]: one for one in records})
            self.ever.setdefault(table, []).extend(records)
        for table, ids in removed.items():
            for one in ids:
                self.parts[part].get(table, {}).pop(one, None)

    async def _answered(self, socket: ClientConnection, result: dict[str, Any]) -> bool:
        """Whether the link is gone with the answer."""
        if result["outcome"] in ("not_saved", "unknown"):
            return False
        if self.loses and result["outcome"] == "saved":
            self.loses, self._socket = False, None
            return True
        self.outbox.pop(result["id"], None)
        self.answers[result["id"]] = result
        await self._next()
        return False

    # --- what it says ----------------------------------------------------------------------------------------------

    async def _next(self) -> None:
        """The first of what waits, and only when that is answered the next."""
        for message in [*self.outbox.values()][:1]:
            if self._socket is not None:
                await self._send(self._socket, message)

    @staticmethod
    async def _send(socket: ClientConnection, message: dict[str, Any]) -> None:
        await socket.send(orjson.dumps(message).decode())

    async def give(
        self, command: Command, expect: Mapping[str, int] | None = None, content: bytes | None = None
    ) -> dict[str, Any]:
        """Say it, and the answer when there is one. What it names must have come to this screen first; bytes go before."""
        if content is not None:
            async with self.http() as client:
                assert (await client.put("/api/files", content=content)).status_code == 200
        for name, tables in NAMED.items():
            named = getattr(command, name, None)
            if named is not None:
                await self.shows(named, *tables)
        command_id = str(uuid4())
        now = self.clock.now().isoformat()
        message = message_of(command, command_id, occurred_at=now, expect=dict(expect or {}))
        self.outbox[command_id] = message
        self.said += 1
        if len(self.outbox) == 1:
            await self._next()
        await self._until(lambda: command_id in self.answers)
        return self.answers[command_id]

    async def shows(self, record: str, *tables: str) -> None:
        """Return as soon as this screen has it."""
        shown = lambda: any(record in self.table(one) for one in tables)  # noqa: E731
        await self._until(shown, f"{self.name} is not shown {record} in its {' or '.join(tables)}")

    def table(self, name: str) -> dict[str, dict[str, Any]]:
        """A table as this screen has it, whatever part it came with."""
        return {key: one for part in self.parts.values() for key, one in part.get(name, {}).items()}

    async def _until(self, true: Any, otherwise: str = "") -> None:
        try:
            async with asyncio.timeout(SECONDS):
                while not true():
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(otherwise or f"{self.name} got no answer") from None
