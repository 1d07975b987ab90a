"""A million events read again: the chain proved beside psql's own copy of the same rows, then decoded and folded, then verified.

The log is written through COPY, as a day of the demo district told again and again (``mix``); so it holds what a real one holds, also
the texts that lie beside it. A child process starts from it as a node does, and says how long that took and how large it became.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import asyncpg
import httpx
import uvloop

from dispatch.desk.clock import SystemClock
from dispatch.desk.desk import Desk, DeskSettings
from dispatch.domain.fold import fold
from dispatch.domain.state import EMPTY, State
from dispatch.log import snapshots
from dispatch.log.chain import genesis, leaf_of, link
from dispatch.log.codec import decode
from dispatch.log.embedded import Embedded, start_embedded
from dispatch.log.migrate import upgrade
from dispatch.log.sql import Connection
from dispatch.log.store import LogStore
from tests.bench.calibration import Moment, calibrate, said, valid
from tests.bench.measure import compare, wait_until_quiet
from tests.bench.mix import LOG, Log, Rows
from tests.bench.report import ratio, spread, table
from tests.bench.sockets import free_port

EVENTS: Final = 1_000_000
PAIRS: Final = 5
TAIL: Final = 20_000
"""So many events came after the newest snapshot: four busy days of this district."""
FOLDED: Final = 200_000
RESTARTS: Final = 3
_PATIENCE: Final = 60.0

_EVENTS_SQL: Final = f"SELECT seq, body, chain FROM events WHERE log_id = '{LOG}' ORDER BY seq"
_TEXTS_SQL: Final = (
    f"SELECT seq, field, class, salt, value FROM protected WHERE log_id = '{LOG}' ORDER BY seq"
)
_COLUMNS: Final = {
    "events": ["log_id", "seq", "kind", "command_id", "recorded_at", "body", "leaf", "chain"],
    "commands": ["log_id", "id", "person", "body_hash", "answer", "first_seq", "at"],
    "protected": ["log_id", "seq", "field", "class", "salt", "value"],
}


@dataclass(slots=True)
class _Taken:
    """What was measured, in seconds unless it says otherwise."""

    events: int
    moments: list[Moment] = field(default_factory=list)
    chain: list[float] = field(default_factory=list)
    copy: list[float] = field(default_factory=list)
    decoding: list[float] = field(default_factory=list)
    """Microseconds an event, as ``folding``."""
    folding: list[float] = field(default_factory=list)
    start: dict[str, float] = field(default_factory=dict)
    restarts: list[float] = field(default_factory=list)
    verified: float = 0.0


async def run(events: int = EVENTS, pairs: int = PAIRS) -> str:
    """The section of the report."""
    taken = _Taken(events)
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        # The store stays open throughout: a program that ends stops a database which nobody else uses.
        async with _server(folder) as server, LogStore(server.app_dsn, node="bench") as store:
            await store.create_log(LOG, nature="live", epoch="bench")
            log = Log()
            tail = min(TAIL, events // 10)
            await _fill(server, log, events - tail)
            taken.start = await _child(server, folder)
            await _fill(server, log, events)
            for _ in range(RESTARTS):
                taken.restarts.append(await _restart(folder))
            taken.verified = await asyncio.to_thread(_verify, folder)
            for _ in range(pairs):
                await asyncio.to_thread(wait_until_quiet)
                taken.moments.append(calibrate())
                taken.copy.append(await asyncio.to_thread(_copy, server))
                taken.chain.append(await _prove(store, events))
                await _fold(store, min(FOLDED, events), taken)
    return _section(taken, tail)


def _section(taken: _Taken, tail: int) -> str:
    places = valid(taken.moments)
    chain = compare("", "", [taken.chain[one] for one in places], "", [taken.copy[one] for one in places])
    start, count = taken.start, f"{taken.events:,} events"
    each = start["seconds"] / start["events"]
    copied = chain.limit / taken.events
    decoding, folding = (
        spread([values[one] for one in places]) for values in (taken.decoding, taken.folding)
    )
    restarts = spread(taken.restarts)
    from_nothing = f"a node's start from nothing, {start['events']:,.0f} events"
    psql = f"psql {copied * start['events']:.1f} s"
    memory = f"{start['now']:.0f} MB, {start['most']:.0f} MB"
    proved = [f"{chain.ours:.1f} s", f"psql `\\copy` {chain.limit:.1f} s", ratio(chain), "≤ 4.2"]
    rows = [
        [f"{count}: read, every hash and the chain proved", *proved],
        ["decoding an event", f"{decoding} µs", "", "", ""],
        ["folding an event", f"{folding} µs", "", "", ""],
        [from_nothing, f"{start['seconds']:.1f} s", psql, f"{each / copied:.1f}", ""],
        ["memory of that node: in the end, at most", memory, f"{start['before']:.0f} MB before", "", ""],
        [
            f"`dispatch serve`, snapshot {tail:,} events ago: until `/readyz`",
            f"{restarts} s",
            "",
            "",
            "< 2 s",
        ],
        [f"`dispatch verify`, {count}", f"{taken.verified:.1f} s", "", "", "< 30 s"],
    ]
    head = ("what", "ours", "beside it", "ratio (least to most)", "target")
    return f"{_HEAD}\n{table(head, rows)}\n{said(taken.moments)}\n"


_HEAD: Final = """\
Beside ours psql copies the same rows, events and protected texts in order, to `/dev/null` in binary. Decoding and folding are apart: the
limit has no like of them. Ten million take ten times as long: every step looks at one event, and none at how many there were; a node
needs its snapshot, which bounds a start by the events since. By the profile half of a start is folding, most of it copies of changed
records; a third is decoding, half of which is parsing JSON; the rest is reading and hashing. All of it is one thread of Python: only a
younger snapshot makes a start quicker. The server runs already when `dispatch serve` starts, and history is made anew beside it.
"""


# --- the log -----------------------------------------------------------------------------------------------


@asynccontextmanager
async def _server(folder: Path) -> AsyncIterator[Embedded]:
    # Root's server runs as an ordinary user, who must be able to enter the folder.
    await asyncio.to_thread(folder.chmod, 0o755)
    server = await start_embedded(folder / "data")
    try:
        await upgrade(server.dsn)
        yield server
    finally:
        await server.stop(force=True)


async def _fill(server: Embedded, log: Log, events: int) -> None:
    connection = await asyncpg.connect(server.dsn)
    try:
        for rows in log.days(events):
            await _write(connection, rows)
        head = log.head
        await connection.execute("UPDATE logs SET head_seq = $1, head_hash = $2", head.seq, head.hash)
        # What a running server does by itself, later.
        await connection.execute("VACUUM ANALYZE events, commands, protected")
    finally:
        await connection.close()


async def _write(connection: Connection, rows: Rows) -> None:
    for name, columns in _COLUMNS.items():
        await connection.copy_records_to_table(name, records=getattr(rows, name), columns=columns)


# --- turns -------------------------------------------------------------------------------------------------


def _copy(server: Embedded) -> float:
    """The server's own speed, to nowhere."""
    command = [
        str(server.binaries.folder / "psql"),
        "-X",
        "-q",
        "-h",
        server.socket_dir,
        "-U",
        "dispatch_owner",
    ]
    for one in (_EVENTS_SQL, _TEXTS_SQL):
        command += ["-c", f"\\copy ({one}) to '/dev/null' with binary"]
    started = time.perf_counter()
    subprocess.run([*command, "dispatch"], check=True)
    return time.perf_counter() - started


async def _prove(store: LogStore, events: int) -> float:
    """All events and their texts as a node reads them, and their chain."""
    with _no_collector():
        started = time.perf_counter()
        chain = genesis(LOG)
        async for stored in store.stream(LOG, 0, events):
            for one in stored:
                chain = link(chain, leaf_of(one.body))
                assert chain == one.chain
        return time.perf_counter() - started


async def _fold(store: LogStore, events: int, taken: _Taken) -> None:
    decoding = folding = 0.0
    state: State = EMPTY
    with _no_collector():
        async for stored in store.stream(LOG, 0, events):
            began = time.perf_counter()
            recorded = [decode(one) for one in stored]
            decoded = time.perf_counter()
            state = fold(state, recorded).state
            folding += time.perf_counter() - decoded
            decoding += decoded - began
    assert state.seq == events
    taken.decoding.append(decoding / events * 1e6)
    taken.folding.append(folding / events * 1e6)


@contextmanager
def _no_collector() -> Iterator[None]:
    """As a node's start does."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _environment(folder: Path, port: int) -> dict[str, str]:
    return {**os.environ, "DISPATCH_DATA": str(folder / "data"), "DISPATCH_PORT": str(port)}


async def _restart(folder: Path) -> float:
    """The whole program on a database that runs: from its first instruction until it says that it is ready."""
    port = free_port()
    started = time.perf_counter()
    node = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "dispatch", "serve"),
        env=_environment(folder, port),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            while node.returncode is None and time.perf_counter() - started < _PATIENCE:
                try:
                    if (await client.get("/readyz")).status_code == httpx.codes.OK:
                        return time.perf_counter() - started
                except httpx.TransportError:
                    pass
                await asyncio.sleep(0.01)
        raise RuntimeError("The node did not become ready.")
    finally:
        if node.returncode is None:
            node.terminate()
        await node.wait()


def _verify(folder: Path) -> float:
    started = time.perf_counter()
    command = [sys.executable, "-m", "dispatch", "verify"]
    subprocess.run(command, check=True, env=_environment(folder, free_port()), stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


# --- a node of its own -------------------------------------------------------------------------------------


async def _child(server: Embedded, folder: Path) -> dict[str, float]:
    """Start from nothing in a process of its own, and leave a snapshot behind."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench.rebuild", server.app_dsn, str(folder / "child")),
        stdout=subprocess.PIPE,
    )
    out, _ = await child.communicate()
    if child.returncode:
        raise RuntimeError("The node did not start.")
    found: dict[str, float] = json.loads(out)
    return found


async def _start(dsn: str, folder: Path) -> dict[str, float]:
    async with LogStore(dsn, node="rebuilt") as store:
        before = _megabytes()
        desk = Desk(store, LOG, SystemClock(), data=folder, settings=DeskSettings(timers=False))
        started = time.perf_counter()
        await desk.start()
        seconds = time.perf_counter() - started
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
        found = {"seconds": seconds, "before": before, "now": _megabytes(), "most": most}
        state, head = desk.state, desk.head

        async def keep(connection: Connection) -> None:
            await snapshots.save(connection, LOG, state, head)

        await store.run(keep, _PATIENCE)
        await desk.stop()
    return {**found, "events": float(head.seq)}


def _megabytes() -> float:
    """Resident now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


if __name__ == "__main__":
    print(json.dumps(uvloop.run(_start(sys.argv[1], Path(sys.argv[2])))))
