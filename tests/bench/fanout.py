"""Fan-out: one event to many screens, awaiting ``send_text`` per socket against the shared frame, in one run."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time

from tests.bench.measure import Figure, compare, wait_until_quiet
from tests.bench.sockets import RawClient, connect, free_port

SCREENS = (100, 500)
EVENTS = 200
PAIRS = 5


class _Counter:
    """Counts messages until all are there."""

    def __init__(self) -> None:
        self.left = 0
        self.done = asyncio.Event()

    def take(self, _text: bytes) -> None:
        self.left -= 1
        if self.left <= 0:
            self.done.set()

    def expect(self, count: int) -> None:
        self.left = count
        self.done.clear()


async def run() -> list[Figure]:
    """Rates and processor time per message of the three ways."""
    port = free_port()
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.fanout_server", str(port), stderr=subprocess.DEVNULL
    )
    try:
        await _listening(port)
        return [figure for screens in SCREENS for figure in await _at(port, screens)]
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


async def _at(port: int, screens: int) -> list[Figure]:
    counter = _Counter()
    answers: asyncio.Queue[float] = asyncio.Queue()
    control = await connect(port, "/control", lambda text: answers.put_nowait(float(text)))
    clients = [await connect(port, "/screen", counter.take) for _ in range(screens)]
    rates: dict[str, list[float]] = {"text": [], "shared": [], "joined": []}
    cpu: dict[str, list[float]] = {"text": [], "shared": [], "joined": []}
    for _ in range(PAIRS):
        wait_until_quiet()
        for mode, found_rates in rates.items():
            rate, used = await _once(control, counter, answers, mode, screens)
            found_rates.append(rate)
            cpu[mode].append(used)
    for client in (*clients, control):
        client.close()
    found = []
    for mode, way in (("shared", "shared frame"), ("joined", "shared frame, 10 events a write")):
        name = f"fan-out, {screens} screens, {way}"
        found.append(compare(name, "messages/s", rates[mode], "send_text", rates["text"]))
        found.append(compare(f"{name}: processor", "µs/message", cpu[mode], "send_text", cpu["text"]))
    return found


async def _once(
    control: RawClient, counter: _Counter, answers: asyncio.Queue[float], mode: str, screens: int
) -> tuple[float, float]:
    messages = screens * EVENTS
    counter.expect(messages)
    started = time.perf_counter()
    control.send(f"{mode} {EVENTS}")
    used = await answers.get()
    await counter.done.wait()
    return messages / (time.perf_counter() - started), used / messages * 1e6
