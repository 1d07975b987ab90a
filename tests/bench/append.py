"""Durable append: the log's own store against pgbench inserting the same rows, on one server with fsync on.

Ours begins with decided events and ends with the commit: codec, hashes of texts, chain, arguments, one statement that also moves the
head, asks for known ids and notifies. The limit is pgbench copying the very same rows of events, commands and texts inside the server
into tables with the same columns and indexes, prepared, in one statement on one connection: no payload, no hash, no head, no Python.
"""

from __future__ import annotations

import asyncio
import re
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Final

import asyncpg

from dispatch.log.append import arguments
from dispatch.log.embedded import Embedded, start_embedded
from dispatch.log.migrate import upgrade
from dispatch.log.rows import Appended, Head
from dispatch.log.store import LogStore
from tests.bench.calibration import Moment, calibrate, said, valid
from tests.bench.measure import Figure, compare, percentile, wait_until_quiet
from tests.bench.mix import LOG
from tests.bench.relay import relay_to
from tests.bench.report import ratio, spread, table
from tests.bench.supply import Decided, Supply

PAIRS: Final = 7
BATCH: Final = 256
SECONDS: Final = 2.0
_BATCHES: Final = 500
_READY: Final = 150
_NOTES: Final = 8_000
"""More than fit into the seconds of a turn."""

_HEAD: Final = f"""\
Ours begins with decided events (a mix of a day: {BATCH} events with their commands and protected texts) and ends with the commit. Beside
it pgbench inserts the very same rows inside the server, into tables with the same indexes, prepared, one statement, one connection: no
payload on a wire, no codec, no hash, no head to move, no id to ask for, nobody to notify. One connection waits for each commit before it
computes the next batch, so what this process computes adds to the time: that is a batch's next limit (about a third codec and hashes, a
fifth driver and event loop); deciding ahead of a commit would hide it. A note's next limit is the statement: with parts of it left out,
its arrays, the look for known ids and the notification were a third of the time, the commit and the rows themselves the rest.
"""
_COLUMNS: Final = {
    "events": "seq, kind, command_id, recorded_at, body, leaf, chain",
    "commands": "id, person, body_hash, answer, first_seq, asked, at",
    "protected": "seq, field, class, salt, value",
}
# Each turn of the script is a log of its own: the same rows again, and yet new at the end of each index.
_LIMIT: Final = """
\\set n :n + 1
WITH e AS (INSERT INTO limit_events SELECT :n::text, {events} FROM {name}_events),
     c AS (INSERT INTO limit_commands SELECT :n::text, {commands} FROM {name}_commands)
INSERT INTO limit_protected SELECT :n::text, {protected} FROM {name}_protected;
"""


async def run(pairs: int = PAIRS) -> str:
    """The section of the report."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        # Root's server runs as an ordinary user, who must be able to enter the folder.
        await asyncio.to_thread(folder.chmod, 0o755)
        server = await start_embedded(folder / "data")
        try:
            await upgrade(server.dsn)
            async with LogStore(server.app_dsn, node="bench") as store:
                taken = await _measured(server, store, folder, pairs)
            return _section(taken, await _turns(server))
        finally:
            await server.stop(force=True)


class _Ours:
    """Appends to one log, in turns."""

    def __init__(self, store: LogStore, head: Head) -> None:
        self._store = store
        self._head = head
        self.supply = Supply(head.seq)
        self.each: list[float] = []
        """Seconds of each append of the last turn."""
        self.processor = 0.0
        """Processor seconds of this process for each of its events."""

    async def turn(self, batches: Sequence[Decided]) -> float:
        """Events a second, as long as there is something and time."""
        self.each.clear()
        first = self._head.seq
        began, processor = time.perf_counter(), time.process_time()
        for one in batches:
            before = time.perf_counter()
            result = await self._store.append(one.batch(self._head))
            assert isinstance(result, Appended), result
            self._head = result.head
            self.each.append(time.perf_counter() - before)
            if time.perf_counter() - began > SECONDS:
                break
        seconds = time.perf_counter() - began
        events = self._head.seq - first
        self.processor = (time.process_time() - processor) / events
        # What was not needed was never written: its numbers are given out again.
        self.supply.seq = self._head.seq
        return events / seconds

    async def ready(self, batches: Sequence[Decided]) -> float:
        """Events a second when all that this process computes was computed before: driver, wire and server alone."""
        head, made = self._head, []
        for one in batches:
            made.append(one.batch(head))
            head = made[-1].head
        first, began = self._head.seq, time.perf_counter()
        for batch in made:
            result = await self._store.append(batch)
            assert isinstance(result, Appended), result
            self._head = result.head
        return (self._head.seq - first) / (time.perf_counter() - began)

    def building(self, size: int) -> float:
        """Processor seconds of codec, hashes, chain and arguments for each event."""
        batches = [self.supply.mixed(size) for _ in range(40)]
        head = self._head
        processor = time.process_time()
        for one in batches:
            batch = one.batch(head)
            arguments(batch)
            head = batch.head
        used = time.process_time() - processor
        self.supply.seq = self._head.seq
        return used / (size * len(batches))


@dataclass(slots=True)
class _Taken:
    """What the pairs gave."""

    moments: list[Moment] = field(default_factory=list)
    batch: list[float] = field(default_factory=list)
    """Events a second."""
    ready: list[float] = field(default_factory=list)
    batch_limit: list[float] = field(default_factory=list)
    note: list[float] = field(default_factory=list)
    """Milliseconds, median."""
    note_limit: list[float] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)
    """Events a second, one a statement."""
    ping: list[float] = field(default_factory=list)
    """Milliseconds, median."""
    processor: list[float] = field(default_factory=list)
    """Microseconds an event, as ``building``."""
    building: list[float] = field(default_factory=list)


async def _measured(server: Embedded, store: LogStore, folder: Path, pairs: int) -> _Taken:
    ours = _Ours(store, (await store.create_log(LOG, nature="canary", epoch="bench")).head)
    first = [ours.supply.note(), ours.supply.mixed(BATCH)]
    await ours.turn(first)
    await _stage(server)
    taken = _Taken()
    for _ in range(pairs):
        notes = [ours.supply.note() for _ in range(_NOTES)]
        await asyncio.to_thread(wait_until_quiet)
        taken.moments.append(calibrate())
        taken.alone.append(await ours.turn(notes))
        taken.note.append(percentile(ours.each, 50) * 1e3)
        taken.ping.append(await _nothing(store))
        taken.note_limit.append((await asyncio.to_thread(_pgbench, server, folder, "note"))[1])
        batches = [ours.supply.mixed(BATCH) for _ in range(_BATCHES)]
        taken.batch.append(await ours.turn(batches))
        taken.processor.append(ours.processor * 1e6)
        taken.ready.append(await ours.ready([ours.supply.mixed(BATCH) for _ in range(_READY)]))
        rate, _ = await asyncio.to_thread(_pgbench, server, folder, "batch")
        taken.batch_limit.append(rate * BATCH)
        taken.building.append(ours.building(BATCH) * 1e6)
    return taken


def _section(taken: _Taken, turns: Sequence[int]) -> str:
    places = valid(taken.moments)

    def figure(ours: list[float], limit: list[float]) -> Figure:
        return compare("", "", [ours[one] for one in places], "", [limit[one] for one in places])

    def micro(values: list[float], digits: int = 1) -> str:
        return spread([values[one] for one in places], digits)

    def rate(value: float) -> str:
        return f"{value:,.0f} events/s"

    batch, note = figure(taken.batch, taken.batch_limit), figure(taken.note, taken.note_limit)
    ready, grouped = figure(taken.ready, taken.batch_limit), figure(taken.batch, taken.alone)
    trips = " and ".join(str(one) for one in turns)
    rows = [
        [f"{BATCH} events a statement", rate(batch.ours), rate(batch.limit), ratio(batch), "≥ 0.7"],
        ["of that, driver, wire and server alone", rate(ready.ours), rate(ready.limit), ratio(ready), ""],
        ["one note: median time", f"{note.ours:.2f} ms", f"{note.limit:.2f} ms", ratio(note), "≤ 1.6"],
        ["of that, a round trip that does nothing", f"{micro(taken.ping, 2)} ms", "", "", ""],
        [
            f"{BATCH} events a statement, against one",
            rate(grouped.ours),
            f"ours: {rate(grouped.limit)}",
            ratio(grouped),
            "≥ 15",
        ],
        ["processor an event: codec, hashes, chain, arguments", f"{micro(taken.building)} µs", "", "", "≤ 5"],
        ["processor an event: with driver and event loop", f"{micro(taken.processor)} µs", "", "", ""],
        ["round trips a batch, of 1 and of 256", trips, "", "", "1"],
    ]
    head = ("what", "ours", "beside it", "ratio (least to most)", "target")
    return f"{_HEAD}\n{table(head, rows)}\n{said(taken.moments)}\n"


async def _turns(server: Embedded) -> list[int]:
    """How often a node asks and waits for one batch: of one command, and of many."""
    async with relay_to(server) as relay, LogStore(relay.dsn, node="counted") as store:
        log = await store.create_log(LOG, nature="canary", epoch="bench")
        ours = _Ours(store, log.head)
        found = []
        for batch in (ours.supply.note(), ours.supply.mixed(BATCH)):
            before = relay.turns
            await ours.turn([batch])
            found.append(relay.turns - before)
        return found


async def _nothing(store: LogStore) -> float:
    """The median of asking for nothing, in milliseconds: driver, wire and two wake-ups."""
    found = []
    async with store.connection() as connection:
        asking = await connection.prepare("SELECT 1")
        for _ in range(500):
            began = time.perf_counter()
            await asking.fetchval()
            found.append((time.perf_counter() - began) * 1e3)
    return percentile(found, 50)


async def _stage(server: Embedded) -> None:
    """The rows of the first two appends, where pgbench takes them from, and empty tables as the log's own."""
    connection = await asyncpg.connect(server.dsn)
    try:
        for table_name, columns in _COLUMNS.items():
            await connection.execute(f"CREATE TABLE limit_{table_name} (LIKE {table_name} INCLUDING ALL)")
            seq = "first_seq" if table_name == "commands" else "seq"
            for name, which in (("note", f"{seq} = 1"), ("batch", f"{seq} BETWEEN 2 AND {BATCH + 1}")):
                await connection.execute(
                    f"CREATE TABLE {name}_{table_name} AS SELECT {columns} FROM {table_name} WHERE {which}"
                )
            await connection.execute(f"ANALYZE note_{table_name}, batch_{table_name}")
    finally:
        await connection.close()


_runs = count(1)


def _pgbench(server: Embedded, folder: Path, name: str) -> tuple[float, float]:
    """Transactions a second, and their median time in milliseconds."""
    script = folder / "limit.sql"
    script.write_text(_LIMIT.format(name=name, **_COLUMNS))
    command = [str(server.binaries.folder / "pgbench"), "-n", "-c1", "-M", "prepared", f"-T{SECONDS:.0f}"]
    # Numbers of as many digits: each run goes on at the end of the indexes.
    where = ["-D", f"n={next(_runs)}000000000", "-l", "-h", server.socket_dir, "-U", "dispatch_owner"]
    done = subprocess.run(
        [*command, *where, "-f", str(script), "dispatch"],
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
    )
    found = re.search(r"tps = ([0-9.]+)", done.stdout)
    assert found is not None, done.stdout
    times = []
    for log in folder.glob("pgbench_log.*"):
        times += [float(line.split()[2]) / 1e3 for line in log.read_text().splitlines()]
        log.unlink()
    return float(found[1]), percentile(times, 50)
