"""From a command to the last of many screens, through the whole product: `dispatch serve` on an embedded database with fsync on.

Open loop: commands leave on a fixed beat whatever comes back, and each latency counts from when its command was due. ``ack`` is due →
the answer at its sender, ``event`` is due → the last screen has the frame. Screens and sender share this machine with the server.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
import tempfile
import time
from dataclasses import dataclass, field
from uuid import uuid4

import httpx

from tests.bench.measure import percentile, wait_until_quiet
from tests.bench.sockets import RawClient, connect, free_port

SCREENS = (200, 500)
RATES = (50, 500)
SECONDS = 4.0
ROUNDS = 3
COMMANDS_PER_SENDER = 25
LINKS_PER_SESSION = 15
"""One screen may not flood: many people give the commands."""
_SEQ = re.compile(rb'"seq":(\d+)')


@dataclass(slots=True)
class Run:
    """What one run saw, in milliseconds."""

    screens: int
    rate: int
    offered: int
    answered: int = 0
    complete: int = 0
    ack: list[float] = field(default_factory=list)
    event: list[float] = field(default_factory=list)

    def line(self) -> str:
        """One row of the report."""
        parts = [f"{self.screens} screens", f"{self.rate}/s", f"{self.answered}/{self.offered} answered"]
        parts.append(f"{self.complete}/{self.offered} on every screen")
        for name, values in (("ack", self.ack), ("event to last screen", self.event)):
            parts.append(f"{name} p50 {percentile(values, 50):.1f} p99 {percentile(values, 99):.1f} ms")
        return " · ".join(parts)


@dataclass(slots=True)
class _Screen:
    """When a screen had reached which event."""

    reached: list[tuple[float, int]] = field(default_factory=list)

    def take(self, text: bytes) -> None:
        """Only frames, and of those only their number."""
        if text.startswith(b'{"type":"frame"'):
            found = _SEQ.search(text)
            if found is not None:
                self.reached.append((time.perf_counter(), int(found[1])))


async def run() -> list[Run]:
    """All combinations; of each the round with the median event p99."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        os.chmod(name, 0o755)  # noqa: PTH101 -- root's database runs as an ordinary user, who must be able to enter
        port = free_port()
        environment = {**os.environ, "DISPATCH_DATA": f"{name}/data", "DISPATCH_PORT": str(port)}
        server = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "dispatch",
            "demo",
            "--serve",
            env=environment,
            stdout=asyncio.subprocess.DEVNULL,
        )
        try:
            await _ready(port)
            found = []
            for screens in SCREENS:
                for rate in RATES:
                    rounds = [await _measure(port, screens, rate) for _ in range(ROUNDS)]
                    rounds.sort(key=lambda one: percentile(one.event, 99))
                    found.append(rounds[len(rounds) // 2])
            return found
        finally:
            server.terminate()
            await server.wait()


async def _ready(port: int) -> None:
    async with httpx.AsyncClient() as client:
        for _ in range(600):
            try:
                if (await client.get(f"http://127.0.0.1:{port}/readyz")).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.1)
    raise RuntimeError("The server did not become ready.")


async def _sign_in(port: int, name: str) -> str:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
        answer = await client.post(
            "/api/session",
            json={"username": name, "password": f"demo-{name}"},
            headers={"Origin": f"http://127.0.0.1:{port}"},
        )
        answer.raise_for_status()
        return "; ".join(f"{key}={value}" for key, value in client.cookies.items())


async def _open(port: int, cookie: str, take: object) -> RawClient:
    headers = {"Cookie": cookie, "Origin": f"http://127.0.0.1:{port}"}
    client = await connect(port, "/live", take, headers)  # type: ignore[arg-type]
    client.send('{"type":"hello","protocol":1}')
    return client


async def _measure(port: int, screens: int, rate: int) -> Run:
    wait_until_quiet()
    seen = [_Screen() for _ in range(screens)]
    clients: list[RawClient] = []
    cookie = ""
    for place, one in enumerate(seen):
        if place % LINKS_PER_SESSION == 0:
            cookie = await _sign_in(port, "dispatcher")
        clients.append(await _open(port, cookie, one.take))
    due: dict[str, float] = {}
    answers: dict[str, tuple[float, int]] = {}

    def answered(text: bytes) -> None:
        if text.startswith(b'{"type":"result"'):
            message = json.loads(text)
            if message["outcome"] == "saved":
                answers[message["id"]] = (time.perf_counter(), message["seq"])

    senders: list[RawClient] = []
    for place in range(max(1, rate // COMMANDS_PER_SENDER)):
        if place % LINKS_PER_SESSION == 0:
            cookie = await _sign_in(port, "dispatcher2")
        senders.append(await _open(port, cookie, answered))
    await asyncio.sleep(1.0)
    await _offer(senders, rate, due)
    await asyncio.sleep(1.5)
    for client in (*clients, *senders):
        client.close()
    return _result(screens, rate, due, answers, seen)


async def _offer(senders: list[RawClient], rate: int, due: dict[str, float]) -> None:
    start = time.perf_counter() + 0.1
    for number in range(int(rate * SECONDS)):
        moment = start + number / rate
        early = moment - time.perf_counter()
        if early > 0:
            # At least a millisecond: a generator that spins steals a core from what it measures.
            await asyncio.sleep(max(0.001, early))
        command = str(uuid4())
        due[command] = moment
        body = {
            "type": "command",
            "id": command,
            "kind": "AddNote",
            "text": f"bench {number}",
            "site": "GRHS",
        }
        senders[number % len(senders)].send(json.dumps(body))


def _result(
    screens: int,
    rate: int,
    due: dict[str, float],
    answers: dict[str, tuple[float, int]],
    seen: list[_Screen],
) -> Run:
    run = Run(screens, rate, len(due), len(answers))
    order = sorted(answers, key=lambda one: answers[one][1])
    places = [0] * len(seen)
    for command in order:
        at, seq = answers[command]
        run.ack.append((at - due[command]) * 1e3)
        last = 0.0
        for index, screen in enumerate(seen):
            while places[index] < len(screen.reached) and screen.reached[places[index]][1] < seq:
                places[index] += 1
            if places[index] == len(screen.reached):
                break
            last = max(last, screen.reached[places[index]][0])
        else:
            run.complete += 1
            run.event.append((last - due[command]) * 1e3)
    return run
