"""Recomputes everything that can be proved about a log and names the first row that is wrong.

Reads the tables as they are, with any role that may read them. Compares bytes with hashes, columns with the bytes,
protected values with the hashes in the bytes, commands with events, the head row with the last event, and all of
it with heads that were written down elsewhere.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import orjson

from dispatch.log.chain import genesis
from dispatch.log.rows import Head
from dispatch.log.shapes import moment_of
from dispatch.log.sql import Connection, Record

CHUNK = 10_000

_EVENTS = """
SELECT seq, kind, command_id::text, recorded_at, body, leaf, chain FROM events
WHERE log_id = $1 AND seq > $2 ORDER BY seq LIMIT $3
"""
_PROTECTED = """
SELECT seq, field, class, salt, value FROM protected WHERE log_id = $1 AND seq > $2 AND seq <= $3
"""
# Every saved command names its first event, and that event names it.
_COMMANDS = """
SELECT c.id, c.first_seq, e.command_id FROM commands c
LEFT JOIN events e ON e.log_id = c.log_id AND e.seq = c.first_seq
WHERE c.log_id = $1 AND c.first_seq IS NOT NULL AND c.id IS DISTINCT FROM e.command_id
ORDER BY c.first_seq LIMIT 1
"""
_STRAY = "SELECT seq FROM {table} WHERE log_id = $1 AND (seq < 1 OR seq > $2) ORDER BY seq LIMIT 1"
_HOMELESS = """
SELECT t.log_id FROM (SELECT DISTINCT log_id FROM events) t
WHERE NOT EXISTS (SELECT FROM logs WHERE logs.log_id = t.log_id) ORDER BY 1 LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Wrong:
    """The first row that is wrong. ``seq`` is nothing when it is not about one event."""

    log_id: str
    seq: int | None
    what: str

    def __str__(self) -> str:
        where = f"event {self.seq} of log {self.log_id}" if self.seq is not None else f"log {self.log_id}"
        return f"{where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked. ``wrong`` is nothing when everything holds."""

    log_id: str
    head: Head
    events: int
    erased: int
    wrong: Wrong | None


class _Found(Exception):
    """Ends the search: the first wrong row."""

    def __init__(self, seq: int | None, what: str) -> None:
        super().__init__(what)
        self.seq = seq
        self.what = what


async def verify(connection: Connection, log_id: str, heads: Sequence[Head] = ()) -> Verified:
    """Checks one log. ``heads``: what consoles showed, reports printed or the heads file kept, at any time; a hash
    may be the beginning of one.
    """
    check = _Check(log_id, heads)
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            await _run(connection, check)
    except _Found as found:
        return check.result(Wrong(log_id, found.seq, found.what))
    return check.result(None)


async def homeless(connection: Connection) -> Wrong | None:
    """Events under the name of a log that does not exist."""
    log_id = await connection.fetchval(_HOMELESS)
    return None if log_id is None else Wrong(log_id, None, "there are events and no such log")


async def _run(connection: Connection, check: _Check) -> None:
    row = await connection.fetchrow("SELECT head_seq, head_hash FROM logs WHERE log_id = $1", check.log_id)
    if row is None:
        raise _Found(None, "there is no such log")
    coming = await _fetch(connection, check.log_id, 0)
    while coming:
        events, protected = (
            coming,
            await connection.fetch(_PROTECTED, check.log_id, check.seq, coming[-1]["seq"]),
        )
        # The next rows are on their way while these are hashed, in a thread that leaves the loop free.
        hashing = asyncio.ensure_future(asyncio.to_thread(check.walk, events, protected))
        try:
            coming = await _fetch(connection, check.log_id, events[-1]["seq"])
        finally:
            await asyncio.wait({hashing})
        hashing.result()
    for table in ("events", "protected"):
        stray = await connection.fetchval(_STRAY.format(table=table), check.log_id, check.seq)
        if stray is not None:
            raise _Found(stray, f"a row of {table} that belongs to no event of the log")
    check.finish(Head(row["head_seq"], row["head_hash"]))
    if odd := await connection.fetchrow(_COMMANDS, check.log_id):
        raise _Found(odd["first_seq"], f"command {odd['id']} says that this is its first event; it is not")


async def _fetch(connection: Connection, log_id: str, after: int) -> list[Record]:
    return await connection.fetch(_EVENTS, log_id, after, CHUNK)


class _Check:
    """Walks a log, row by row."""

    def __init__(self, log_id: str, heads: Iterable[Head]) -> None:
        self.log_id = log_id
        self.seq = 0
        self.chain = genesis(log_id)
        self.erased = 0
        self._noted: dict[int, set[bytes]] = {}
        for head in heads:
            self._noted.setdefault(head.seq, set()).add(head.hash)
        self._compare_noted()

    def result(self, wrong: Wrong | None) -> Verified:
        return Verified(self.log_id, Head(self.seq, self.chain), self.seq, self.erased, wrong)

    def walk(self, events: Sequence[Record], protected: Sequence[Record]) -> None:
        beside: dict[int, list[Record]] = {}
        for row in protected:
            beside.setdefault(row["seq"], []).append(row)
        for event in events:
            self._event(event, beside.pop(event["seq"], []))
        for seq in beside:
            raise _Found(seq, "a protected value without its event")

    def finish(self, head: Head) -> None:
        """The head row says what the last event says, and nobody ever saw a later one."""
        later = [seq for seq in self._noted if seq > self.seq]
        if later:
            raise _Found(
                self.seq + 1, f"missing; a head was noted at {min(later)}: the end of the log was cut off"
            )
        if head.seq > self.seq:
            raise _Found(
                self.seq + 1, f"missing; the head row says {head.seq}: the end of the log was cut off"
            )
        if head.seq < self.seq:
            raise _Found(head.seq + 1, f"beyond the head row, which says {head.seq}")
        if head.hash != self.chain:
            raise _Found(self.seq, "its chain is not that of the head row")

    def _event(self, row: Record, protected: Sequence[Record]) -> None:
        # A million times over: unpacked once, compared before anything is explained.
        seq, kind, command, at, body_bytes, stored_leaf, stored_chain = row
        if seq != self.seq + 1:
            if seq < 1:
                raise _Found(seq, "a number that no event has")
            raise _Found(self.seq + 1, f"missing; the next one there is {seq}")
        leaf = sha256(b"\x00" + body_bytes).digest()
        if leaf != stored_leaf:
            raise _Found(seq, "the body is not the one that was hashed (body or leaf was changed)")
        chain = sha256(self.chain + leaf).digest()
        if chain != stored_chain:
            raise _Found(
                seq, "it does not follow the event before it (chain, order or an earlier row was changed)"
            )
        try:
            body = orjson.loads(body_bytes)
            original = (
                body["log"],
                body["seq"],
                body["kind"],
                body["command"],
                moment_of(body["recorded_at"]),
            )
        except (ValueError, KeyError, TypeError):
            raise _Found(seq, "the body is not an event") from None
        copied = (self.log_id, seq, kind, command, at)
        if copied != original:
            raise _Found(seq, _difference(copied, original))
        if protected or b'"sha256"' in body_bytes:
            self._protected(seq, dict(_hashes(body.get("event"))), protected)
        self.seq, self.chain = seq, chain
        if self._noted:
            self._compare_noted()

    def _protected(self, seq: int, hashes: dict[str, tuple[str, str]], rows: Sequence[Record]) -> None:
        found = {row["field"]: row for row in rows}
        for field in hashes.keys() - found.keys():
            raise _Found(seq, f"the protected value of {field} is missing (erasing leaves its row)")
        for field, row in found.items():
            if field not in hashes:
                raise _Found(seq, f"a protected value for {field}, which the event does not have")
            digest, text_class = hashes[field]
            if row["class"] != text_class:
                raise _Found(
                    seq, f"the protected value of {field} has class {row['class']}, the body {text_class}"
                )
            if row["value"] is None:
                self.erased += 1
            elif sha256(row["salt"] + row["value"]).hexdigest() != digest:
                raise _Found(seq, f"the protected value of {field} is not the one that was hashed")

    def _compare_noted(self) -> None:
        if not all(self.chain.startswith(noted) for noted in self._noted.get(self.seq, ())):
            raise _Found(self.seq, "a head noted here has another hash: the log was rewritten up to here")


def _difference(copied: Sequence[object], original: Sequence[object]) -> str:
    names = ("log_id", "seq", "kind", "command_id", "recorded_at")
    for name, copy, truth in zip(names, copied, original, strict=True):
        if copy != truth:
            return f"column {name} says {copy}, the body {truth}"
    raise AssertionError("no difference")


def _hashes(value: Any, path: str = "") -> Iterator[tuple[str, tuple[str, str]]]:
    """The places of protected values in an event, with their hash and class."""
    if isinstance(value, dict):
        if "sha256" in value and "class" in value:
            yield path, (value["sha256"], value["class"])
            return
        for name, inner in value.items():
            yield from _hashes(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        # A mapping is written as pairs; its path has the key, not the place.
        pairs = value and all(
            isinstance(one, list) and len(one) == 2 and isinstance(one[0], str) for one in value
        )
        for place, inner in enumerate(value):
            yield from _hashes(inner[1], f"{path}.{inner[0]}") if pairs else _hashes(inner, f"{path}.{place}")
