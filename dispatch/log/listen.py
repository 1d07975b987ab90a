"""Hears that a log grew. A hint and no more: it may be lost, so whoever needs the tail polls besides."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable

from dispatch.log.append import CHANNEL
from dispatch.log.connect import Door, close, within
from dispatch.log.faults import DATABASE_ERRORS, LogUnavailable
from dispatch.log.sql import Connection

_log = logging.getLogger(__name__)

_RETRY_SECONDS = 0.25
_CHECK_SECONDS = 5.0
"""A connection that died without a word (a pulled cable) is found by asking."""

Wake = Callable[[str | None], None]


class Listener:
    """Keeps one listening connection as long as it runs."""

    def __init__(self, door: Door, own: Callable[[], int | None] = lambda: None) -> None:
        self._door = door
        self._own = own
        """The process of the database that serves this node's writer."""
        self._wakes: list[Wake] = []
        self._wakes_by_others: list[Wake] = []
        self._task: asyncio.Task[None] | None = None

    def subscribe(self, wake: Wake, *, own: bool = True) -> Callable[[], None]:
        wakes = self._wakes if own else self._wakes_by_others
        wakes.append(wake)

        def end() -> None:
            if wake in wakes:
                wakes.remove(wake)

        return end

    def start(self) -> None:
        self._task = asyncio.create_task(self._keep_listening(), name=f"log-listener-{self._door.node}")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def _wake(self, log_id: str | None, *, own: bool = False) -> None:
        for wake in (*self._wakes, *(() if own else self._wakes_by_others)):
            wake(log_id)

    async def _keep_listening(self) -> None:
        while True:
            with contextlib.suppress(LogUnavailable, *DATABASE_ERRORS):
                await self._listen()
            # Whatever happened while we were deaf, the tail tells.
            self._wake(None)
            await asyncio.sleep(_RETRY_SECONDS)

    async def _listen(self) -> None:
        connection = await self._door.open()
        ended = asyncio.Event()

        def heard(_connection: object, pid: int, _channel: str, payload: object) -> None:
            self._wake(str(payload), own=pid == self._own())

        def gone(_connection: object) -> None:
            ended.set()

        try:
            connection.add_termination_listener(gone)
            await within(connection, connection.add_listener(CHANNEL, heard), _CHECK_SECONDS)
            self._wake(None)
            await self._until_gone(connection, ended)
            _log.warning("The connection that hears of other nodes was lost; it is made again.")
        finally:
            connection.remove_termination_listener(gone)
            await close(connection)

    @staticmethod
    async def _until_gone(connection: Connection, ended: asyncio.Event) -> None:
        while not ended.is_set():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_CHECK_SECONDS):
                    await ended.wait()
            if not ended.is_set():
                await within(connection, connection.execute("SELECT 1"), _CHECK_SECONDS)
