"""Two hundred panic presses in ten seconds while a thousand screens are open: from the device's sending to the consoles.

A thousand links are held and read by the compiled receiver (tests/bench/cscreens.c), which meanwhile gives a command a second and sees
when the last screen has it. Some more consoles are watched from here: for each press, when each of them had it.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx
import orjson
from websockets.asyncio.client import ClientConnection, connect

from dispatch.links.panic.signing import HEADER, sign
from tests.bench.crowd import Run, crowd
from tests.bench.demo import Demo, demo
from tests.bench.measure import percentile
from tests.bench.native import LEFT_OUT, built, compiler
from tests.bench.report import table

SCREENS = 1_000
WATCHED = 20
PRESSES = 200
SECONDS = 10.0
DEVICE = "B-GRHS-1"
_BEAT = 1
_REST = 5.0


@dataclass(slots=True)
class Watch:
    """What the watched consoles saw: by room, when each console had the press."""

    sent: dict[str, float] = field(default_factory=dict)
    answered: dict[str, float] = field(default_factory=dict)
    seen: dict[str, list[float]] = field(default_factory=dict)
    outcomes: list[str] = field(default_factory=list)

    def waits(self) -> list[float]:
        """From sending to each console, in milliseconds."""
        return [(at - self.sent[room]) * 1000 for room, times in self.seen.items() for at in times]

    def answers(self) -> list[float]:
        """From sending to the answer, in milliseconds."""
        return [(at - self.sent[room]) * 1000 for room, at in self.answered.items()]


async def run(screens: int = SCREENS, presses: int = PRESSES, seconds: float = SECONDS) -> str:
    """The section of the report."""
    if compiler() is None:
        return LEFT_OUT
    with built("cscreens") as program:
        async with demo() as served, crowd(program, served, screens) as people:
            await people.gather(screens, _BEAT)
            key = await _key(served)
            watch = Watch()
            cookies = await served.sessions("dispatcher", WATCHED)
            links = [await _console(served, cookies[place % len(cookies)]) for place in range(WATCHED)]
            reading = [asyncio.create_task(_read(link, watch)) for link in links]
            beat = asyncio.create_task(people.offer(_BEAT, seconds + 2))
            await _press_all(served, key, watch, presses, seconds)
            beside = await beat
            await asyncio.sleep(_REST)
            for task in reading:
                task.cancel()
            await asyncio.gather(*reading, return_exceptions=True)
            for link in links:
                await link.close()
    return f"{_head(screens, presses, seconds, len(links))}\n{_table(watch, beside, presses, len(links))}\n"


def _head(screens: int, presses: int, seconds: float, watched: int) -> str:
    return (
        f"{presses} signed presses of one building in {seconds:.0f} s, each from a room of its own, with {screens} screens "
        f"open. Each press is timed from its sending until each of {watched} further consoles has it.\n"
    )


def _table(watch: Watch, beside: Run, presses: int, watched: int) -> str:
    waits, answers = watch.waits(), watch.answers()
    whole = sum(len(times) == watched for times in watch.seen.values())
    rows = [
        ["press to each console, p99", f"{percentile(waits, 99):.0f} ms", "≤ 1,000 ms"],
        ["press to each console, longest", f"{max(waits):.0f} ms", ""],
        ["press to its answer, p99", f"{percentile(answers, 99):.0f} ms", ""],
        ["a command meanwhile to the last screen, longest", f"{max(beside.event, default=0.0):.0f} ms", "≤ 1,000 ms"],
        ["presses on every watched console", f"{whole} of {presses}", "all"],
        ["presses that were saved", f"{watch.outcomes.count('saved')} of {presses}", "all"],
        ["server, of one core", f"{beside.server_share:.0%}", ""],
    ]  # fmt: skip
    return table(("what", "measured", "target"), rows)


async def _key(served: Demo) -> str:
    """A key for the device, as an operator issues it."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "dispatch", "device", "key", "--device", DEVICE,
        env={**os.environ, "DISPATCH_DATA": served.data, "DISPATCH_PORT": str(served.port)},
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    printed, _ = await child.communicate()
    assert child.returncode == 0, "no key was issued"
    # The node reads new keys every two seconds.
    await asyncio.sleep(3)
    return printed.decode().strip()


async def _console(served: Demo, cookie: str) -> ClientConnection:
    link = await connect(
        f"ws://127.0.0.1:{served.port}/live",
        additional_headers={"Cookie": cookie, "Origin": f"http://127.0.0.1:{served.port}"},
        max_size=None,
        compression=None,
    )
    await link.send('{"type":"hello","protocol":1}')
    return link


async def _read(link: ClientConnection, watch: Watch) -> None:
    seen: set[str] = set()
    async for text in link:
        message = orjson.loads(text)
        if message["type"] == "frame":
            for press in message["upserts"].get("presses", ()):
                room = press["place"]["room"]
                if room in watch.sent and room not in seen:
                    seen.add(room)
                    watch.seen.setdefault(room, []).append(time.perf_counter())


async def _press_all(served: Demo, key: str, watch: Watch, presses: int, seconds: float) -> None:
    """Open loop: each leaves when it is due, whatever became of the one before."""
    began = time.perf_counter()
    limits = httpx.Limits(max_connections=100, max_keepalive_connections=100)
    async with (
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{served.port}", limits=limits, timeout=30) as client,
        asyncio.TaskGroup() as group,
    ):
        for number in range(presses):
            await asyncio.sleep(max(0.0, began + number * seconds / presses - time.perf_counter()))
            group.create_task(_press(client, key, watch, number))


async def _press(client: httpx.AsyncClient, key: str, watch: Watch, number: int) -> None:
    room = f"BENCH-{number}"
    body = orjson.dumps(
        {
            "device_id": DEVICE,
            "counter": number + 1,
            "ts_device": datetime.now(UTC),
            "alert_level": "STAFF_ASSIST",
            "building": "MAIN",
            "room": room,
        }
    )
    watch.sent[room] = time.perf_counter()
    answer = await client.post("/api/panic", content=body, headers={HEADER: sign(key, body)})
    watch.answered[room] = time.perf_counter()
    found = answer.json()
    watch.outcomes.append(found["outcome"] if found["trust"] == "verified" else str(found["trust"]))
