"""The bytes of files, stored beside the record under their SHA-256, a piece at a time.

The record names a file by its hash; what stands here can be emptied without breaking a proof. Knows bytes and which events name
them, and nothing of who may read them. A store that is full says so, and the log beside it goes on.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final

import asyncpg

from dispatch.domain.events import BoloPhotoAttached, FileAttached
from dispatch.domain.files import FileCopy, MediaType, StoredFile
from dispatch.log.codec import decode
from dispatch.log.faults import LogUnavailable
from dispatch.log.rows import StoredEvent
from dispatch.log.sql import Connection
from dispatch.log.store import LogStore

FILE_MAX: Final = 15_000_000
PIECE: Final = 1_000_000
KEPT_UNNAMED: Final = timedelta(days=1)
"""So long the bytes of a file wait for the command that names them; each time it is tried they wait anew."""
CAPACITY: Final = 20_000_000_000
DISK_FLOOR: Final = 512 * 1024 * 1024
"""What files must leave free: the log needs it more."""
_STORE_SECONDS: Final = 60.0
_TIDY_SECONDS: Final = 60.0

_TOUCH = """
UPDATE files SET asked_at = greatest(asked_at, $3) WHERE log_id = $1 AND sha256 = ANY($2::bytea[])
"""
_TAKEN = "SELECT coalesce(sum(size), 0) FROM files WHERE log_id = $1 AND emptied_at IS NULL"
_KNOWN = "SELECT emptied_at FROM files WHERE log_id = $1 AND sha256 = $2"
_ADD = """
INSERT INTO files (log_id, sha256, size, media_type, shared, stored_at, asked_at)
VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT (log_id, sha256) DO NOTHING RETURNING true
"""
_ADD_PIECE = "INSERT INTO file_pieces (log_id, sha256, n, bytes) VALUES ($1, $2, $3, $4)"
_SHARES = "UPDATE files SET shared = $3 WHERE log_id = $1 AND sha256 = $2 AND shared IS NULL"
_SENT = "INSERT INTO file_senders (log_id, sha256, person) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"
_SENT_BY = """
SELECT f.sha256, f.size, f.media_type, c.sha256 AS copy, c.size AS copy_size, c.media_type AS copy_type
FROM files f
JOIN file_senders s ON s.log_id = f.log_id AND s.sha256 = f.sha256 AND s.person = $3
LEFT JOIN files c ON c.log_id = f.log_id AND c.sha256 = f.shared
WHERE f.log_id = $1 AND f.sha256 = $2 AND f.emptied_at IS NULL
"""
_PIECE = "SELECT bytes FROM file_pieces WHERE log_id = $1 AND sha256 = $2 AND n = $3"
_CURSOR = "INSERT INTO file_cursors (log_id, seq) VALUES ($1, 0) ON CONFLICT DO NOTHING"
_TAKE_CURSOR = "SELECT seq FROM file_cursors WHERE log_id = $1 FOR UPDATE"
_HEAD = "SELECT head_seq FROM logs WHERE log_id = $1"
_NAMING = """
SELECT seq, body, chain FROM events
WHERE log_id = $1 AND seq > $2 AND seq <= $3 AND kind = ANY($4) ORDER BY seq
"""
_NAMING_KINDS = [FileAttached.kind, BoloPhotoAttached.kind]
_USE = "INSERT INTO file_uses (log_id, sha256, call) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"
_MOVE_CURSOR = "UPDATE file_cursors SET seq = $2 WHERE log_id = $1"
_CALLS = "SELECT call FROM file_uses WHERE log_id = $1 AND sha256 = $2 ORDER BY call"
_UNNAMED = """
DELETE FROM files f WHERE f.log_id = $1 AND f.asked_at < $2 AND f.emptied_at IS NULL
  AND NOT EXISTS (SELECT FROM file_uses u WHERE u.log_id = $1 AND u.sha256 = f.sha256)
RETURNING f.sha256
"""
_EMPTY = """
UPDATE files SET emptied_at = $3
WHERE log_id = $1 AND emptied_at IS NULL
  AND (sha256 = $2 OR sha256 = (SELECT shared FROM files WHERE log_id = $1 AND sha256 = $2))
RETURNING sha256
"""
_DROP_PIECES = "DELETE FROM file_pieces WHERE log_id = $1 AND sha256 = ANY($2::bytea[])"
_DROP_SENDERS = "DELETE FROM file_senders WHERE log_id = $1 AND sha256 = ANY($2::bytea[])"


class FilesFull(Exception):
    """There is no room for this file. Nothing of it was stored, and nothing else is touched by that."""


class FileEmptied(Exception):
    """The bytes of this file were erased by order; they do not come back by being sent again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A file as it was sent, and the copy of it that may be shared; None: there is none of its kind."""

    content: bytes
    media_type: MediaType
    shared: bytes | None
    shared_type: MediaType


class Files:
    """The files of one log."""

    def __init__(
        self,
        store: LogStore,
        log_id: str,
        now: Callable[[], datetime],
        *,
        folder: Path,
        capacity: int = CAPACITY,
    ) -> None:
        self._store = store
        self._log_id = log_id
        self._now = now
        self._folder = folder
        self._capacity = capacity

    async def put(self, person: str, sent: Sent) -> StoredFile:
        """Store a file and its copy. The same bytes again are the same file. Raises ``FilesFull``, ``FileEmptied``."""
        evidence = _copy_of(sent.content, sent.media_type)
        shared = None if sent.shared is None else _copy_of(sent.shared, sent.shared_type)
        stored = StoredFile(evidence=evidence, shared=shared)
        weight = evidence.size + (shared.size if shared is not None else 0)
        free = (await asyncio.to_thread(shutil.disk_usage, self._folder)).free
        if free < DISK_FLOOR + weight:
            raise FilesFull

        async def work(connection: Connection) -> None:
            async with connection.transaction():
                await self._put(connection, person, stored, sent, weight)

        try:
            await self._store.run(work, _STORE_SECONDS)
        except LogUnavailable as problem:
            if isinstance(problem.__cause__, asyncpg.DiskFullError):
                raise FilesFull from None
            raise
        return stored

    async def _put(
        self, connection: Connection, person: str, stored: StoredFile, sent: Sent, weight: int
    ) -> None:
        evidence, shared = stored.evidence, stored.shared
        address = bytes.fromhex(evidence.sha256)
        known = await connection.fetchrow(_KNOWN, self._log_id, address)
        if known is not None and known["emptied_at"] is not None:
            raise FileEmptied
        if known is None and await connection.fetchval(_TAKEN, self._log_id) + weight > self._capacity:
            raise FilesFull
        copies = [(evidence, sent.content)]
        if shared is not None and sent.shared is not None and shared.sha256 != evidence.sha256:
            copies.append((shared, sent.shared))
        # In one order everywhere, so that two who send the same never wait for each other in a ring.
        for copy, content in sorted(copies, key=lambda one: one[0].sha256):
            await self._add(connection, copy, content)
        if shared is not None:
            await connection.execute(_SHARES, self._log_id, address, bytes.fromhex(shared.sha256))
        await connection.execute(_SENT, self._log_id, address, person)
        await connection.execute(_TOUCH, self._log_id, _addresses(stored), self._now())

    async def _add(self, connection: Connection, copy: FileCopy, content: bytes) -> None:
        address = bytes.fromhex(copy.sha256)
        new = await connection.fetchval(
            _ADD, self._log_id, address, copy.size, copy.media_type.value, None, self._now()
        )
        if new:
            for n, start in enumerate(range(0, len(content), PIECE)):
                await connection.execute(_ADD_PIECE, self._log_id, address, n, content[start : start + PIECE])

    async def sent_by(self, person: str, address: str) -> StoredFile | None:
        """A file that this person has sent and that is still there; it then waits another day to be named."""

        async def work(connection: Connection) -> StoredFile | None:
            row = await connection.fetchrow(_SENT_BY, self._log_id, bytes.fromhex(address), person)
            if row is None:
                return None
            shared = None
            if row["copy"] is not None:
                shared = FileCopy(
                    sha256=row["copy"].hex(), size=row["copy_size"], media_type=MediaType(row["copy_type"])
                )
            evidence = FileCopy(
                sha256=row["sha256"].hex(), size=row["size"], media_type=MediaType(row["media_type"])
            )
            found = StoredFile(evidence=evidence, shared=shared)
            await connection.execute(_TOUCH, self._log_id, _addresses(found), self._now())
            return found

        return await self._store.run(work)

    async def naming(self, address: str) -> tuple[str, ...]:
        """The calls and BOLOs (``of_bolo``) that have this file, live and past."""

        async def work(connection: Connection) -> tuple[str, ...]:
            await self._note_uses(connection)
            rows = await connection.fetch(_CALLS, self._log_id, bytes.fromhex(address))
            return tuple(row["call"] for row in rows)

        return await self._store.run(work)

    async def first_piece(self, address: str) -> bytes | None:
        """Where its bytes begin; None when they have been erased."""
        return await self._piece(address, 0)

    async def pieces(self, address: str, first: bytes) -> AsyncIterator[bytes]:
        """Its bytes, a piece at a time; no connection is held while somebody slow reads them."""
        n, piece = 0, first
        while True:
            yield piece
            if len(piece) < PIECE:
                return
            n += 1
            following = await self._piece(address, n)
            if following is None:
                return
            piece = following

    async def _piece(self, address: str, n: int) -> bytes | None:
        async def work(connection: Connection) -> bytes | None:
            piece: bytes | None = await connection.fetchval(_PIECE, self._log_id, bytes.fromhex(address), n)
            return piece

        return await self._store.run(work)

    async def let_go(self) -> int:
        """Forget what no event names and nobody has asked for since a day. How many files that were."""

        async def work(connection: Connection) -> int:
            await self._note_uses(connection)
            async with connection.transaction():
                rows = await connection.fetch(_UNNAMED, self._log_id, self._now() - KEPT_UNNAMED)
                gone = [row["sha256"] for row in rows]
                await connection.execute(_DROP_PIECES, self._log_id, gone)
                await connection.execute(_DROP_SENDERS, self._log_id, gone)
            return len(gone)

        return await self._store.run(work, _TIDY_SECONDS)

    async def empty(self, address: str) -> int:
        """Erase the bytes of a file and of its shared copy. Their hashes stay. How many copies that were."""

        async def work(connection: Connection) -> int:
            async with connection.transaction():
                rows = await connection.fetch(_EMPTY, self._log_id, bytes.fromhex(address), self._now())
                await connection.execute(_DROP_PIECES, self._log_id, [row["sha256"] for row in rows])
            return len(rows)

        return await self._store.run(work, _TIDY_SECONDS)

    async def _note_uses(self, connection: Connection) -> None:
        """Read on in the log which files are named. The cursor's row makes the nodes take turns."""
        async with connection.transaction():
            await connection.execute(_CURSOR, self._log_id)
            after = await connection.fetchval(_TAKE_CURSOR, self._log_id)
            head = await connection.fetchval(_HEAD, self._log_id) or 0
            if head <= after:
                return
            for row in await connection.fetch(_NAMING, self._log_id, after, head, _NAMING_KINDS):
                event = decode(StoredEvent(row["seq"], row["body"], row["chain"])).event
                assert isinstance(event, FileAttached | BoloPhotoAttached)
                user = event.call if isinstance(event, FileAttached) else of_bolo(event.bolo)
                for address in {event.evidence.sha256, (event.shared or event.evidence).sha256}:
                    await connection.execute(_USE, self._log_id, bytes.fromhex(address), user)
            await connection.execute(_MOVE_CURSOR, self._log_id, head)


def of_bolo(bolo: str) -> str:
    """How a BOLO is named among those that have a file."""
    return f"bolo:{bolo}"


def _copy_of(content: bytes, media_type: MediaType) -> FileCopy:
    return FileCopy(sha256=sha256(content).hexdigest(), size=len(content), media_type=media_type)


def _addresses(stored: StoredFile) -> list[bytes]:
    copies = (stored.evidence, stored.shared)
    return [bytes.fromhex(one.sha256) for one in copies if one is not None]
