"""Many people at work on a real server: dispatchers who give commands over their links, officers whose phones say where they are.

Open loop: an update leaves on a fixed beat whatever comes back.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import orjson

from tests.bench.sockets import RawClient, connect
from tests.bench.updates import Board, Update, Updates

UPDATES_PER_LINK = 50
LINKS_PER_SESSION = 10


@dataclass(slots=True)
class Fed:
    """What became of the updates of one run."""

    offered: int = 0
    commands: int = 0
    saved: int = 0
    refused: int = 0
    seconds: float = 0.0
    ack: list[float] = field(default_factory=list)
    """Milliseconds from when a command was due to its answer."""

    @property
    def rate(self) -> float:
        """Updates a second that left."""
        return self.offered / self.seconds if self.seconds else 0.0


class Feeder:
    """Links of many people. ``watcher`` knows the board; ``arrived`` is told of each message that a screen gets."""

    def __init__(self, port: int, desk_cookies: list[str], officers: dict[str, str], most: int) -> None:
        self._port = port
        self._desk_cookies = desk_cookies
        self._officers = officers
        self._count = max(1, most // UPDATES_PER_LINK)
        self._senders: list[RawClient] = []
        self._phones: dict[str, RawClient] = {}
        self._watcher: RawClient | None = None
        self._due: dict[str, float] = {}
        self._fed = Fed()
        self.board = Board()
        self.arrived: Any = lambda text: None

    async def __aenter__(self) -> Self:
        self._watcher = await self._open(self._desk_cookies[0], self._watch)
        for place in range(self._count):
            cookie = self._desk_cookies[1 + place // LINKS_PER_SESSION]
            self._senders.append(await self._open(cookie, self._answered))
        for unit, cookie in self._officers.items():
            self._phones[unit] = await self._open(cookie, lambda text: None)
        await asyncio.sleep(0.5)
        self.updates = Updates(self.board, list(self._officers))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        for client in (self._watcher, *self._senders, *self._phones.values()):
            if client is not None:
                client.close()

    async def feed(self, rate: int, seconds: float) -> Fed:
        """So many updates a second, for so long."""
        self._fed = fed = Fed()
        senders = self._senders[: max(1, rate // UPDATES_PER_LINK)]
        start = time.perf_counter()
        for number in range(int(rate * seconds)):
            due = start + number / rate
            early = due - time.perf_counter()
            if early > 0:
                # At least a millisecond: a generator that spins steals a core from what it measures.
                await asyncio.sleep(max(0.001, early))
            elif number % 20 == 0:
                await asyncio.sleep(0)
            self._give(senders[number % len(senders)], self.updates.next(), due)
            fed.offered += 1
        fed.seconds = time.perf_counter() - start
        return fed

    def _give(self, sender: RawClient, update: Update, due: float) -> None:
        if update.position is not None:
            self._phones[update.unit].send(orjson.dumps(update.position).decode())
        for command in update.commands:
            self._due[command["id"]] = due
            self._fed.commands += 1
            sender.send(orjson.dumps(command).decode())

    def _watch(self, text: bytes) -> None:
        self.arrived(text)
        self.board.take(text)

    def _answered(self, text: bytes) -> None:
        if not text.startswith(b'{"type":"result"'):
            return
        message = orjson.loads(text)
        due = self._due.pop(message["id"], None)
        if due is None:
            return
        if message["outcome"] == "saved":
            self._fed.saved += 1
            self._fed.ack.append((time.perf_counter() - due) * 1e3)
        else:
            self._fed.refused += 1

    async def _open(self, cookie: str, take: Any) -> RawClient:
        headers = {"Cookie": cookie, "Origin": f"http://127.0.0.1:{self._port}"}
        client = await connect(self._port, "/live", take, headers)
        client.send('{"type":"hello","protocol":1}')
        return client
