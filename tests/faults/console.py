"""A screen with somebody at it: holds one link, comes back when it is cut, and sends each command until it is answered.

Everything it asks, is told and sees goes into the history. It knows the protocol from outside only.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

import orjson
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException

from tests.faults.board import Board
from tests.faults.history import FINAL, Answer, History, Op, received

BACK_SECONDS = 0.05
AGAIN_SECONDS = 0.15
PATIENCE_SECONDS = 60.0
SILENCE_SECONDS = 3.0
"""A link on which nothing has come for so long is given up: each second has its beat."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is and whom the session belongs to."""

    url: str
    cookie: str

    @property
    def live(self) -> str:
        """The websocket's address."""
        return self.url.replace("http", "ws", 1) + "/live"


@dataclass(slots=True)
class _Waiting:
    """A command on its way."""

    op: Op
    message: bytes
    answer: asyncio.Future[Answer]
    sent_at: float = 0.0
    on_link: int = 0


class Console:
    """Use as ``async with Console(...) as console``. ``where`` is asked anew for each connection."""

    def __init__(
        self, name: str, history: History, where: Callable[[], Address], board: Board | None = None
    ) -> None:
        self.name = name
        self.board = board or Board()
        self.links = 0
        self.cuts = 0
        self.live = asyncio.Event()
        self._history = history
        self._seen = history.screens.setdefault(name, [])
        self._where = where
        self._socket: ClientConnection | None = None
        self._waiting: dict[str, _Waiting] = {}
        self._moved = asyncio.Event()
        self._numbers = 0
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._keep_link(), name=f"console-{self.name}")
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._task is not None
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    # --- what its person does -----------------------------------------------------------------------------------

    async def ask(
        self, command: Mapping[str, Any], *, mark: str | None = None, command_id: str | None = None
    ) -> Answer:
        """Give a command, again and again with the same id, until it is saved or refused."""
        message = {"type": "command", "id": command_id or str(uuid.uuid4()), **command}
        op = self._history.op(self.name, message["id"], message["kind"], mark)
        waiting = _Waiting(op, orjson.dumps(message), asyncio.get_running_loop().create_future())
        self._waiting[op.id] = waiting
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._send(waiting)
                return await waiting.answer
        finally:
            del self._waiting[op.id]

    def mark(self) -> str:
        """A text that nobody else writes."""
        self._numbers += 1
        return f"{self.name} {self._numbers}"

    def cut(self) -> None:
        """Break the link as a pulled cable does: nothing is said, nothing is waited for."""
        if self._socket is not None:
            self.cuts += 1
            self._socket.transport.abort()

    async def reached(self, seq: int, seconds: float = 20.0) -> None:
        """Wait until the screen has heard of an event."""
        async with asyncio.timeout(seconds):
            while self.board.seq < seq:
                self._moved.clear()
                await self._moved.wait()

    # --- the link -----------------------------------------------------------------------------------------------

    async def _keep_link(self) -> None:
        while True:
            with contextlib.suppress(
                OSError, TimeoutError, ConnectionClosed, InvalidStatus, WebSocketException
            ):
                await self._one_link()
            self._ended()
            await asyncio.sleep(BACK_SECONDS)

    async def _one_link(self) -> None:
        address = self._where()
        async with connect(
            address.live,
            origin=address.url,  # type: ignore[arg-type]
            additional_headers={"Cookie": address.cookie},
            compression=None,
            max_size=None,
            open_timeout=5,
            close_timeout=0.5,
            ping_interval=None,
            proxy=None,
        ) as socket:
            self.links += 1
            self._socket = socket
            hello: dict[str, Any] = {"type": "hello", "protocol": 1}
            if self.board.since is not None:
                hello["since"] = self.board.since
            await socket.send(orjson.dumps(hello).decode())
            while True:
                async with asyncio.timeout(SILENCE_SECONDS):
                    raw = await socket.recv()
                await self._heard(socket, orjson.loads(raw))

    async def _heard(self, socket: ClientConnection, message: dict[str, Any]) -> None:
        if message["type"] == "result":
            self._answered(message)
            return
        self._seen.append(received(self.links, message))
        for said in self.board.take(message):
            await socket.send(orjson.dumps(said).decode())
        self._moved.set()
        if message["type"] == "welcome":
            self.live.set()
            for waiting in list(self._waiting.values()):
                await self._send(waiting)

    async def _send(self, waiting: _Waiting) -> None:
        if self._socket is None or not self.live.is_set() or waiting.on_link == self.links:
            return
        waiting.on_link = self.links
        waiting.sent_at = time.monotonic()
        waiting.op.sent += 1
        with contextlib.suppress(ConnectionClosed):
            await self._socket.send(waiting.message.decode())

    def _answered(self, message: dict[str, Any]) -> None:
        waiting = self._waiting.get(message.get("id", ""))
        if waiting is None:
            return
        answer = waiting.op.answered(message, time.monotonic() - waiting.sent_at)
        waiting.on_link = 0
        if answer.outcome not in FINAL:
            asyncio.get_running_loop().call_later(AGAIN_SECONDS, self._again, waiting)
        elif not waiting.answer.done():
            waiting.answer.set_result(answer)

    def _again(self, waiting: _Waiting) -> None:
        if waiting.op.id in self._waiting and self._task is not None and not self._task.done():
            task = asyncio.create_task(self._send(waiting))
            self._task.add_done_callback(lambda _: task.cancel())

    def _ended(self) -> None:
        self._socket = None
        self.live.clear()
        for waiting in self._waiting.values():
            if waiting.on_link:
                waiting.on_link = 0
                waiting.op.lost(time.monotonic() - waiting.sent_at)
