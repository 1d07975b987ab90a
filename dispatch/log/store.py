"""The door to the record for a node: append, look up, read, and hear of other nodes' appends.

One writing connection, one that listens, a few that read. What is lost is made again; what is certain about
a failed append is said by the exception (``faults``). Knows rows of bytes and nothing of what events mean.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self, TypeVar

import asyncpg

from dispatch.log import reading
from dispatch.log.append import Appender, lock_head, lookup
from dispatch.log.chain import genesis
from dispatch.log.connect import Door, Pool, close
from dispatch.log.faults import (
    DATABASE_ERRORS,
    UNDECIDED,
    ConnectionLost,
    NothingWritten,
    ends_connection,
    judge,
)
from dispatch.log.listen import Listener
from dispatch.log.rows import (
    Appended,
    AppendResult,
    Batch,
    Head,
    KnownCommands,
    LogRow,
    LostRace,
    SavedAnswer,
    StoredEvent,
)
from dispatch.log.sql import Connection

T = TypeVar("T")

READ_SECONDS = 5.0
PING_SECONDS = 1.5
TAIL_LIMIT = 10_000
CHUNK = 10_000
_CLOSE_SECONDS = 5.0


@dataclass(slots=True)
class _Writer:
    """The writing connection. ``undecided``: the server warned that a commit of it may still be lost."""

    connection: Connection
    appender: Appender
    undecided: bool = False

    def hear(self, _connection: object, message: asyncpg.PostgresLogMessage) -> None:
        if UNDECIDED in str(message):
            self.undecided = True


class LogStore:
    """Use as ``async with LogStore(dsn, node="n1") as store``."""

    def __init__(self, dsn: str, *, node: str, readers: int = 2, side_readers: int = 4) -> None:
        self._door = Door(dsn, node)
        self._pool = Pool(self._door.open, readers)
        # Searches, history and telemetry have their own: however many people search, the tail is read.
        self._side = Pool(self._door.open, side_readers)
        self._listener = Listener(self._door, self._writer_pid)
        self._writer: _Writer | None = None
        self._writing = asyncio.Lock()
        self._under_way: set[asyncio.Task[Any]] = set()
        self.node = node

    @property
    def warnings(self) -> list[str]:
        """What an operator should know about this database; complete once a connection was made."""
        return sorted(self._door.warnings)

    async def __aenter__(self) -> Self:
        async with self._writing:
            await self._connected_writer()
        self._listener.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._listener.stop()
        if self._under_way:
            # A statement on its way is waited for, never cancelled; a dead server is not waited for long.
            await asyncio.wait(self._under_way, timeout=_CLOSE_SECONDS)
        if self._writer is not None:
            if self._under_way:
                self._writer.connection.terminate()
            else:
                await close(self._writer.connection)
        if self._under_way:
            await asyncio.wait(self._under_way)
        await self._pool.close()
        await self._side.close()

    # --- writing -----------------------------------------------------------------------------------

    async def append(self, batch: Batch) -> AppendResult:
        """Adds a batch. Raises ``NothingWritten`` or ``ConnectionLost``.

        Cancelling the caller cancels nothing here: the statement runs to its end.
        """
        return await self._unbroken(self._append(batch))

    async def append_locked(
        self,
        log_id: str,
        after: int,
        build: Callable[[Head, Sequence[StoredEvent]], Batch | None],
    ) -> AppendResult | None:
        """Adds a batch that is decided under the head's row lock, so that no other node can be faster.

        ``build`` gets the head and all events after ``after``, and must not wait. The lock ends by itself
        if this node stalls: the session may idle in its transaction for 2 s.
        """
        return await self._unbroken(self._append_locked(log_id, after, build))

    async def lookup(self, log_id: str, ids: Sequence[str]) -> dict[str, SavedAnswer]:
        """The answers of commands answered before. Writes, so that what it reports cannot be lost later."""
        return await self._unbroken(self._lookup(log_id, ids))

    async def create_log(self, log_id: str, *, nature: str, epoch: str) -> LogRow:
        """The row of a new log; the row that is there if it exists."""

        async def work(connection: Connection) -> LogRow:
            await connection.execute(
                "INSERT INTO logs (log_id, head_seq, head_hash, epoch, nature, reader_min) "
                "VALUES ($1, 0, $2, $3, $4, 1) ON CONFLICT DO NOTHING",
                log_id,
                genesis(log_id),
                epoch,
                nature,
            )
            row = await reading.log_row(connection, log_id)
            assert row is not None
            return row

        return await self._unbroken(self._pool.run(work, READ_SECONDS))

    # --- reading -----------------------------------------------------------------------------------

    async def log(self, log_id: str) -> LogRow | None:
        return await self._pool.run(lambda connection: reading.log_row(connection, log_id), READ_SECONDS)

    async def logs(self) -> list[LogRow]:
        return await self._pool.run(reading.log_rows, READ_SECONDS)

    async def read(self, log_id: str, after: int, limit: int = TAIL_LIMIT) -> list[StoredEvent]:
        return await self._pool.run(
            lambda connection: reading.tail(connection, log_id, after, limit), READ_SECONDS
        )

    async def read_some(self, log_id: str, seqs: Sequence[int]) -> list[StoredEvent]:
        """Single events by number, in order: what a retired record is recalled from."""
        return await self._pool.run(lambda connection: reading.some(connection, log_id, seqs), READ_SECONDS)

    async def stream(
        self, log_id: str, after: int, until: int, *, chunk: int = CHUNK
    ) -> AsyncGenerator[list[StoredEvent], None]:
        """All events of a range for a rebuild; see ``reading.stream``."""
        async with (
            self._side.lend(READ_SECONDS) as connection,
            # Closed before the connection is given back: a reader that leaves has a chunk on its way.
            aclosing(reading.stream(connection, log_id, after, until, chunk)) as chunks,
        ):
            async for events in chunks:
                yield events

    async def ping(self) -> datetime:
        """The database's clock. Raises ``NothingWritten`` when it does not answer soon."""

        async def work(connection: Connection) -> datetime:
            return await connection.fetchval("SELECT clock_timestamp()")  # type: ignore[no-any-return]

        return await self._pool.run(work, PING_SECONDS)

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connection]:
        """A reading connection for other rooms of the record (history, telemetry, snapshots)."""
        async with self._side.lend(READ_SECONDS) as connection:
            yield connection

    async def run(self, work: Callable[[Connection], Awaitable[T]], seconds: float = READ_SECONDS) -> T:
        """One piece of work on a reading connection, given up after ``seconds``."""
        return await self._unbroken(self._side.run(work, seconds))

    def on_wake(self, call: Callable[[str | None], None], *, own: bool = True) -> Callable[[], None]:
        """Calls back with the log that grew, or None after a new connection: anything may have happened.

        Only a hint: whoever needs the tail polls besides. ``own`` False: not for what this node itself appended.
        Returns what ends it.
        """
        return self._listener.subscribe(call, own=own)

    # --- inside ------------------------------------------------------------------------------------

    async def _unbroken(self, work: Coroutine[Any, Any, T]) -> T:
        """Runs to its end whatever happens to the caller: cancelling a query would cancel its commit."""
        task = asyncio.get_running_loop().create_task(work, name=f"log-write-{self.node}")
        self._under_way.add(task)
        task.add_done_callback(self._finished)
        return await asyncio.shield(task)

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._under_way.discard(task)
        if not task.cancelled():
            # The caller may be gone; what came out is then nobody's, and must not be reported as never read.
            task.exception()

    def _writer_pid(self) -> int | None:
        if self._writer is None or self._writer.connection.is_closed():
            return None
        return self._writer.connection.get_server_pid()

    async def _connected_writer(self) -> _Writer:
        if self._writer is None or self._writer.connection.is_closed():
            connection = await self._door.open()
            self._writer = _Writer(connection, await Appender.prepare(connection))
            connection.add_log_listener(self._writer.hear)
        return self._writer

    def _drop_writer(self) -> None:
        if self._writer is not None:
            self._writer.connection.terminate()
            self._writer = None

    async def _append(self, batch: Batch) -> AppendResult:
        async with self._writing:
            sent = False
            try:
                writer = await self._connected_writer()
                sent = True
                result = await writer.appender.append(batch)
            except NothingWritten:
                self._drop_writer()
                raise
            except DATABASE_ERRORS as problem:
                if ends_connection(problem):
                    self._drop_writer()
                raise judge(problem, sent=sent) from problem
            self._assert_decided(writer)
        return await self._answered(batch, result)

    async def _append_locked(
        self, log_id: str, after: int, build: Callable[[Head, Sequence[StoredEvent]], Batch | None]
    ) -> AppendResult | None:
        async with self._writing:
            committing = False
            try:
                writer = await self._connected_writer()
                transaction = writer.connection.transaction()
                await transaction.start()
                await writer.connection.execute("SET LOCAL idle_in_transaction_session_timeout = '2s'")
                head = await lock_head(writer.connection, log_id)
                events = await reading.tail(writer.connection, log_id, after, head.seq - after)
                batch = build(head, events)
                result = None if batch is None else await writer.appender.append(batch)
                committing = isinstance(result, Appended)
                await (transaction.commit() if committing else transaction.rollback())
            except DATABASE_ERRORS as problem:
                self._drop_writer()
                raise judge(problem, sent=committing) from problem
            except BaseException:
                # Whatever `build` raised: an open transaction would keep the head locked.
                self._drop_writer()
                raise
            self._assert_decided(writer)
        return None if batch is None or result is None else await self._answered(batch, result)

    def _assert_decided(self, writer: _Writer) -> None:
        if writer.undecided:
            # A new connection passes the barrier before anything is served from it.
            self._drop_writer()
            raise ConnectionLost(
                "The database stopped waiting for its standby: saved here, perhaps not there."
            )

    async def _answered(self, batch: Batch, result: Appended | LostRace | frozenset[str]) -> AppendResult:
        if isinstance(result, (Appended, LostRace)):
            return result
        return KnownCommands(await self._lookup(batch.log_id, sorted(result)))

    async def _lookup(self, log_id: str, ids: Sequence[str]) -> dict[str, SavedAnswer]:
        async def work(connection: Connection) -> dict[str, SavedAnswer]:
            return await lookup(connection, log_id, ids)

        return await self._pool.run(work, READ_SECONDS)
