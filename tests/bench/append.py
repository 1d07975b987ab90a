"""Durable append: the log's own statement against pgbench inserting the same rows, on one server with fsync on.

The limit for batches is pgbench copying 256 staged rows with all their columns in one statement on one connection: no network payload,
no chain, no Python. The limit for a single command is pgbench inserting one such row.
"""

from __future__ import annotations

import asyncio
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from uuid import UUID

import asyncpg

from dispatch.log.embedded import Embedded, start_embedded
from dispatch.log.migrate import upgrade
from dispatch.log.rows import Appended, Batch, CommandRow, EventRow, Head
from dispatch.log.store import LogStore
from tests.bench.measure import Figure, compare, wait_until_quiet

PAIRS = 5
BATCH = 256
SECONDS = 2.0
_BODY = (
    b'{"actor":{"agency":"PMSD","name":"D. Castillo","person":"p-17","position":"04","role":"dispatcher"},'
    b'"x":"' + b"y" * 330 + b'"}'
)
_STAGED = """
INSERT INTO bench_rows SELECT * FROM bench_staged;
"""
_SINGLE = """
INSERT INTO bench_rows SELECT * FROM bench_staged LIMIT 1;
"""


async def run() -> list[Figure]:
    """Batches of 256 and single commands, each beside its limit."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        server = await start_embedded(_enterable(name) / "data")
        try:
            await upgrade(server.dsn)
            await _stage(server)
            return await _figures(server, Path(name))
        finally:
            await server.stop(force=True)


def _enterable(name: str) -> Path:
    """Root's server runs as an ordinary user, who must be able to enter the folder."""
    folder = Path(name)
    folder.chmod(0o755)
    return folder


async def _figures(server: Embedded, folder: Path) -> list[Figure]:
    batches: list[float] = []
    batch_limits: list[float] = []
    singles: list[float] = []
    single_limits: list[float] = []
    async with LogStore(server.app_dsn, node="bench") as store:
        log = await store.create_log("bench", nature="canary", epoch="bench")
        head = log.head
        numbers = count(1)
        for _ in range(PAIRS):
            wait_until_quiet()
            head, rate = await _append(store, head, numbers, BATCH)
            batches.append(rate)
            batch_limits.append(await asyncio.to_thread(_pgbench, server, folder, _STAGED) * BATCH)
            head, rate = await _append(store, head, numbers, 1)
            singles.append(rate)
            single_limits.append(await asyncio.to_thread(_pgbench, server, folder, _SINGLE))
    return [
        compare(
            "append, batches of 256, with chain",
            "events/s",
            batches,
            "pgbench, 256 staged rows",
            batch_limits,
        ),
        compare(
            "append, one command at a time, with chain",
            "events/s",
            singles,
            "pgbench, one row",
            single_limits,
        ),
    ]


async def _append(store: LogStore, head: Head, numbers: Iterator[int], size: int) -> tuple[Head, float]:
    started = time.perf_counter()
    done = 0
    while time.perf_counter() - started < SECONDS:
        batch = _batch(head, numbers, size)
        result = await store.append(batch)
        assert isinstance(result, Appended), result
        head = result.head
        done += size
    return head, done / (time.perf_counter() - started)


def _batch(head: Head, numbers: Iterator[int], size: int) -> Batch:
    at = datetime.now(UTC)
    ids = [str(UUID(int=next(numbers))) for _ in range(size)]
    return Batch(
        log_id="bench",
        expected=head,
        at=at,
        events=[
            EventRow(head.seq + place, "Bench", one, at, _BODY) for place, one in enumerate(ids, start=1)
        ],
        commands=[CommandRow(one, "p-17", b"h" * 32, b"{}", head.seq + 1) for one in ids],
    )


async def _stage(server: Embedded) -> None:
    connection = await asyncpg.connect(server.dsn)
    try:
        await connection.execute("CREATE TABLE bench_rows (LIKE events)")
        await connection.execute("CREATE TABLE bench_staged (LIKE events)")
        await connection.execute(
            "INSERT INTO bench_staged (log_id, seq, kind, command_id, recorded_at, body, leaf, chain) "
            "SELECT 'bench', n, 'Bench', gen_random_uuid(), now(), $1, $2, $2 FROM generate_series(1, 256) n",
            _BODY,
            b"h" * 32,
        )
    finally:
        await connection.close()


def _pgbench(server: Embedded, folder: Path, script: str) -> float:
    """Transactions a second of one connection running a script."""
    path = folder / "limit.sql"
    path.write_text(script)
    command = [str(server.binaries.folder / "pgbench"), "-n", "-c1", "-M", "prepared", f"-T{SECONDS:.0f}"]
    where = ["-h", server.socket_dir, "-U", "dispatch_owner", "-f", str(path), "dispatch"]
    done = subprocess.run([*command, *where], capture_output=True, text=True, check=True)
    found = re.search(r"tps = ([0-9.]+)", done.stdout)
    assert found is not None, done.stdout
    return float(found[1])
