"""Fan-out: one event to many sockets. The product's shared frame against a C writer with epoll, and ``send_text`` per socket beside it.

The writer has one core and the receiver, a C program too, the other. Time counts from the order to send until the receiver has read
the last byte; both sides' sockets have the same buffers.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.calibration import Moment, calibrate, said, valid
from tests.bench.fanout_server import FRAME, JOINED
from tests.bench.measure import QUIET_SECONDS, Figure, compare, wait_until_quiet
from tests.bench.native import LEFT_OUT, Pump, built, compiler, pin, pump
from tests.bench.report import ratio, table
from tests.bench.sockets import connect, free_port

SOCKETS = (100, 1_000, 5_000)
PAIRS = 5
MESSAGES = {"c": 100_000, "shared": 100_000, "c joined": 500_000, "joined": 500_000, "text": 40_000}
"""Messages of one turn of each way."""
TARGETS = {100: ("", ""), 1_000: ("≤ 1.5", "≤ 1.6"), 5_000: ("≤ 1.25", "≤ 1.6")}
_WRITER_CORE, _READER_CORE = 0, 1
Order = Callable[[str, int], Awaitable[float]]
"""Sends so many events in a way; the seconds of processor time that it took."""


@dataclass(slots=True)
class Way:
    """Turns of one way to send."""

    rates: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    """Microseconds a message."""


async def run(sizes: Sequence[int] = SOCKETS, pairs: int = PAIRS) -> str:
    """The section of the report."""
    if compiler() is None:
        return LEFT_OUT
    with built("cwriter") as program:
        taken = [(size, *await _at(program, size, pairs)) for size in sizes]
    rows = [row for size, ways, moments in taken for row in _rows(size, ways, valid(moments))]
    head = ("sockets", "what", "ours", "beside it", "ratio (least to most)", "target")
    moments = [one for _, _, found in taken for one in found]
    return f"{_HEAD}\n{table(head, rows)}\n{said(moments)}\n"


_HEAD = f"""\
A text frame of {len(FRAME)} bytes; `C` is a writer with epoll and nothing else (tests/bench/cwriter.c). The writer has one core, the
receiver, in C too, the other. Ten a write is what one tick of a busy desk does.
"""


def _rows(size: int, ways: dict[str, Way], places: Sequence[int]) -> list[list[str]]:
    def pick(values: Sequence[float]) -> list[float]:
        return [values[place] for place in places]

    def rates(ours: str, limit: str) -> Figure:
        return compare("", "", pick(ways[ours].rates), limit, pick(ways[limit].rates))

    def processors(ours: str, limit: str) -> Figure:
        return compare("", "", pick(ways[ours].processor), limit, pick(ways[limit].processor))

    time_target, processor_target = TARGETS.get(size, ("", ""))
    times = compare(
        "",
        "",
        [1 / one for one in pick(ways["shared"].rates)],
        "",
        [1 / one for one in pick(ways["c"].rates)],
    )
    used = processors("shared", "c")
    joined, joined_to_one = rates("joined", "c joined"), rates("joined", "c")
    to_text, text_used = rates("shared", "text"), processors("shared", "text")
    return [
        [f"{size:,}", *cells]
        for cells in (
            _row("one event a write: time", "C", times, _as_rate, time_target),
            _row("one event a write: processor a message", "C", used, _micro, processor_target),
            _row("ten a write: rate", "C", joined, _rate, "≥ 0.65"),
            _row("ten a write: rate", "C, one a write", joined_to_one, _rate, "≥ 4"),
            _row("one event a write: rate", "`send_text`", to_text, _rate, ""),
            _row("one event a write: processor a message", "`send_text`", text_used, _micro, ""),
        )
    ]


def _row(what: str, beside: str, figure: Figure, shown: Callable[[float], str], target: str) -> list[str]:
    return [what, shown(figure.ours), f"{beside}: {shown(figure.limit)}", ratio(figure), target]


def _rate(value: float) -> str:
    return f"{value:,.0f}/s"


def _as_rate(value: float) -> str:
    return f"{1 / value:,.0f}/s"


def _micro(value: float) -> str:
    return f"{value:.2f} µs"


async def _at(program: Path, size: int, pairs: int) -> tuple[dict[str, Way], list[Moment]]:
    ways = {name: Way() for name in MESSAGES}
    moments = []
    async with AsyncExitStack() as stack:
        writer_port, port = free_port(), free_port()
        writer = await stack.enter_async_context(pump(program, "write", str(writer_port), core=_WRITER_CORE))
        await writer.line()
        # It accepts while they come: there are more of them than may wait at a door.
        writer.tell(f"{size} 0 1")
        ours = await stack.enter_async_context(_server(port))
        readers = {
            "c": await stack.enter_async_context(_reader(program, writer_port, size, "-")),
            "ours": await stack.enter_async_context(_reader(program, port, size, "/screen")),
        }
        await writer.line()

        async def c(mode: str, events: int) -> float:
            joined = JOINED if mode == "c joined" else 1
            return float(await writer.ask(f"{size} {events} {joined}"))

        await _once(c, readers["c"], "c", size, 2)
        await _once(ours, readers["ours"], "shared", size, 2)
        for _ in range(pairs):
            await asyncio.to_thread(wait_until_quiet, seconds=QUIET_SECONDS)
            moments.append(calibrate())
            for mode, way in ways.items():
                order, reader = (c, readers["c"]) if mode.startswith("c") else (ours, readers["ours"])
                events = max(JOINED, MESSAGES[mode] // size // JOINED * JOINED)
                rate, used = await _once(order, reader, mode, size, events)
                way.rates.append(rate)
                way.processor.append(used)
    return ways, moments


async def _once(order: Order, reader: Pump, mode: str, size: int, events: int) -> tuple[float, float]:
    messages = size * events
    reader.tell(str(messages * len(FRAME)))
    await asyncio.sleep(0.01)
    started = time.perf_counter_ns()
    used = await order(mode, events)
    ended = int((await reader.line()).split()[0])
    return messages / (ended - started) * 1e9, used / messages * 1e6


@asynccontextmanager
async def _reader(program: Path, port: int, size: int, path: str) -> AsyncIterator[Pump]:
    async with pump(program, "drain", str(port), str(size), path, core=_READER_CORE) as reader:
        await reader.line()
        yield reader


@asynccontextmanager
async def _server(port: int) -> AsyncIterator[Order]:
    """The product's protocol; gives what orders it to send."""
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.fanout_server", str(port), stderr=subprocess.DEVNULL
    )
    pin(server.pid, _WRITER_CORE)
    try:
        await _listening(port)
        answers: asyncio.Queue[float] = asyncio.Queue()
        control = await connect(port, "/control", lambda text: answers.put_nowait(float(text)))

        async def order(mode: str, events: int) -> float:
            control.send(f"{mode} {events}")
            return await answers.get()

        yield order
        control.close()
    finally:
        server.terminate()
        await server.wait()


async def _listening(port: int) -> None:
    for _ in range(200):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.05)
        else:
            writer.close()
            return
    raise RuntimeError("The fan-out server did not start.")
