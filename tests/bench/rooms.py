"""A district-wide Secure: every site acts at once, and four thousand rooms say how it is there within three minutes.

Phones are those of the sites' own teams, signed in by the codes that a school hands out; each reports its rooms over its own link and
reads what its site is shown. Consoles are the desk's. Both are read here, in one process beside the server and its database.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import orjson
from websockets.asyncio.client import ClientConnection, connect

from tests.bench.demo import Demo, demo
from tests.bench.measure import percentile
from tests.bench.report import table

PHONES = 300
CONSOLES = 30
ROOMS = 4_000
SECONDS = 180.0
LATE_MS = 1_000
_REST = 5.0
_MISSING = 40
"""One room in so many misses somebody; all others are all accounted for."""
_HEAD = (
    "{sites} sites in one Secure, {rooms:,} rooms reporting within {seconds:.0f} s from {phones} phones of the sites' own teams, "
    "{consoles} consoles open. Each report is timed from its sending.\n"
)


@dataclass(slots=True)
class Watch:
    """What was sent, what was answered, and when each console had it; by room."""

    sent: dict[str, float] = field(default_factory=dict)
    rooms: dict[str, str] = field(default_factory=dict)
    """Command to room."""
    answered: dict[str, float] = field(default_factory=dict)
    seen: dict[str, list[float]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def waits(self) -> list[float]:
        """From sending to each console, in milliseconds."""
        return [(at - self.sent[room]) * 1000 for room, times in self.seen.items() for at in times]

    def answers(self) -> list[float]:
        """From sending to the answer, in milliseconds."""
        return [(at - self.sent[room]) * 1000 for room, at in self.answered.items()]


async def run(
    phones: int = PHONES, consoles: int = CONSOLES, rooms: int = ROOMS, seconds: float = SECONDS
) -> str:
    """The section of the report."""
    watch = Watch()
    async with demo() as served:
        desk = (await served.sessions("dispatcher", consoles))[0]
        sites = sorted(str(one["id"]) for one in (await served.state(desk))["sites"])
        teams = await _teams(served, sites, phones)
        cookies = await served.sessions("dispatcher", consoles)
        screens = [await _link(served, cookies[place % len(cookies)]) for place in range(consoles)]
        links = {place: await _link(served, cookie) for place, (_, cookie) in enumerate(teams)}
        reading = [asyncio.create_task(_console(link, watch)) for link in screens]
        reading += [asyncio.create_task(_phone(link, watch)) for link in links.values()]
        await asyncio.sleep(_REST)
        before = served.resident_kib()
        ordered = await _secure(served, desk, sites)
        spent, began = served.processor_seconds(), time.perf_counter()
        await _report_all(links, [site for site, _ in teams], watch, rooms, seconds)
        share = (served.processor_seconds() - spent) / (time.perf_counter() - began)
        await asyncio.sleep(_REST)
        after = served.resident_kib()
        for task in reading:
            task.cancel()
        await asyncio.gather(*reading, return_exceptions=True)
        await asyncio.gather(*(link.close() for link in (*screens, *links.values())))
    head = _HEAD.format(sites=len(sites), rooms=rooms, seconds=seconds, phones=phones, consoles=consoles)
    return f"{head}\n{_table(watch, rooms, consoles, ordered, before, after, share)}\n"


def _table(
    watch: Watch, rooms: int, consoles: int, ordered: float, before: int, after: int, share: float
) -> str:
    waits, answers = watch.waits(), watch.answers()
    whole = sum(len(times) == consoles for times in watch.seen.values())
    late = sum(one > LATE_MS for one in waits)
    rows = [
        ["the order for all sites, to its answer", f"{ordered:.0f} ms", ""],
        ["a room's report to its answer, p50 and p99", f"{percentile(answers, 50):.0f} and {percentile(answers, 99):.0f} ms", ""],
        ["a room's report to each console, p50 and p99", f"{percentile(waits, 50):.0f} and {percentile(waits, 99):.0f} ms", ""],
        ["longest", f"{max(waits, default=0.0):.0f} ms", "≤ 1,000 ms"],
        ["later than a second, of all reports on all consoles", f"{late:,} of {len(waits):,}", "none"],
        ["reports on every console", f"{whole:,} of {rooms:,}", "all"],
        ["reports that were saved", f"{len(watch.answered):,} of {rooms:,}", "all"],
        ["server's memory, without its database", f"{before / 1024:.0f} MiB before, {after / 1024:.0f} MiB after", ""],
        ["server, of one core", f"{share:.0%}", ""],
    ]  # fmt: skip
    refused = f"\n\nRefused: {watch.refused[0]}" if watch.refused else ""
    return table(("what", "measured", "target"), rows) + refused


async def _teams(served: Demo, sites: Sequence[str], phones: int) -> list[tuple[str, str]]:
    """A site and the cookie of a phone there, for each phone: accounts as an operator imports them, codes as the desk hands them out."""
    people = [
        (f"phone-{number}", site) for number, site in zip(range(phones), itertools.cycle(sites), strict=False)
    ]
    file = Path(served.data) / "people.csv"
    lines = [f"{name},Phone {name},site_team_member,{site}" for name, site in people]
    file.write_text("\n".join(["username,name,role,site", *lines]) + "\n")
    await _dispatch(served, "import", "people", str(file), "--passwords", str(file.with_name("first.csv")))
    origin = f"http://127.0.0.1:{served.port}"
    (supervisor,) = await served.sessions("supervisor", 1)
    headers = {"Origin": origin, "Cookie": supervisor}
    codes: dict[str, str] = {}
    for site in dict.fromkeys(site for _, site in people):
        made = await served.client.post(f"{origin}/api/invites", json={"site": site}, headers=headers)
        codes |= {one["username"]: one["code"] for one in made.raise_for_status().json()}
    found = []
    for name, site in people:
        async with httpx.AsyncClient(base_url=origin, headers={"Origin": origin}) as client:
            answer = await client.post("/api/session/code", json={"code": codes[name], "device": uuid4().hex})
            answer.raise_for_status()
            found.append((site, "; ".join(f"{key}={value}" for key, value in client.cookies.items())))
    return found


async def _dispatch(served: Demo, *words: str) -> None:
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "dispatch", *words,
        env={**os.environ, "DISPATCH_DATA": served.data, "DISPATCH_PORT": str(served.port)},
        stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert await child.wait() == 0, f"dispatch {' '.join(words)} failed; it said why above"


async def _link(served: Demo, cookie: str) -> ClientConnection:
    origin = f"http://127.0.0.1:{served.port}"
    link = await connect(
        f"ws://127.0.0.1:{served.port}/live",
        additional_headers={"Cookie": cookie, "Origin": origin},
        max_size=None,
        compression=None,
    )
    await link.send('{"type":"hello","protocol":1}')
    return link


async def _secure(served: Demo, cookie: str, sites: Sequence[str]) -> float:
    """All sites in one command; milliseconds to its answer."""
    origin = f"http://127.0.0.1:{served.port}"
    order = {"id": str(uuid4()), "kind": "StartAction", "action_type": "SECURE", "sites": list(sites)}
    began = time.perf_counter()
    answer = await served.client.post(
        f"{origin}/api/commands", json=order, headers={"Cookie": cookie, "Origin": origin}, timeout=60
    )
    assert answer.json()["outcome"] == "saved", answer.text
    return (time.perf_counter() - began) * 1000


async def _console(link: ClientConnection, watch: Watch) -> None:
    seen: set[str] = set()
    async for text in link:
        if '"rooms":[' not in str(text):
            continue
        message = orjson.loads(text)
        if message["type"] != "frame":
            continue
        now = time.perf_counter()
        for room in message["upserts"].get("rooms", ()):
            if room["id"] in watch.sent and room["id"] not in seen and room["status"] != "NO_REPORT":
                seen.add(room["id"])
                watch.seen.setdefault(room["id"], []).append(now)


async def _phone(link: ClientConnection, watch: Watch) -> None:
    async for text in link:
        if not str(text).startswith('{"type":"result"'):
            continue
        message: dict[str, Any] = orjson.loads(text)
        room = watch.rooms.get(str(message.get("id")))
        if room is None:
            continue
        if message["outcome"] == "saved":
            watch.answered[room] = time.perf_counter()
        else:
            watch.refused.append(f"{message.get('code')}: {message.get('message')}")


def _turns(
    links: dict[int, ClientConnection], sites: Sequence[str]
) -> Iterator[tuple[ClientConnection, str, str]]:
    """Phone after phone, each with the next of its site's rooms."""
    number = itertools.count(1)
    while True:
        for place, link in links.items():
            yield link, sites[place], f"BENCH-{next(number)}"


async def _report_all(
    links: dict[int, ClientConnection], sites: Sequence[str], watch: Watch, rooms: int, seconds: float
) -> None:
    """Open loop: each leaves when it is due, whatever became of the one before."""
    began = time.perf_counter()
    for number, (link, site, room) in zip(range(rooms), _turns(links, sites), strict=False):
        await asyncio.sleep(max(0.0, began + number * seconds / rooms - time.perf_counter()))
        command = str(uuid4())
        said: dict[str, Any] = {"status": "ALL_ACCOUNTED"}
        if number % _MISSING == 0:
            said = {"status": "MISSING", "missing": [f"Student {number}"]}
        key = f"{site}/{room}"
        watch.rooms[command] = key
        watch.sent[key] = time.perf_counter()
        body = {"type": "command", "id": command, "kind": "ReportRoom", "site": site, "room": room, **said}
        await link.send(orjson.dumps(body).decode())
