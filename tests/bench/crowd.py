"""Many screens of the demo district and people who give commands (tests/bench/cscreens.c), and what a run of them saw.

Open loop: commands leave on a beat whatever comes back; each latency counts from when its command was due. ``ack`` is due → the answer at
its sender, ``event`` is due → the last screen has the frame.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.demo import Demo
from tests.bench.measure import percentile
from tests.bench.native import Pump, pump

COMMANDS_PER_SENDER = 25
"""One person may not flood: many give the commands."""
SENDERS_MAX = 80
STUCK_MAX = 10
_UNITS = 12
_GONE_TRIES = 300


@dataclass(frozen=True, slots=True)
class Run:
    """What one run saw, in milliseconds."""

    screens: int
    rate: int
    offered: int
    answered: int
    saved: int
    complete: int
    """Commands whose events are on every screen."""
    ack: Sequence[float]
    event: Sequence[float]
    frames: int
    gaps: int
    restarts: int
    """Screens that fell behind and were served anew."""
    receiver_share: float
    """Of one core."""
    server_share: float
    frames_a_second: float

    @property
    def whole(self) -> bool:
        """Whether nothing was lost: every command answered, every event on every screen, no frame missing."""
        return self.complete == self.offered and self.gaps == 0

    def at(self, what: str, percent: float) -> float:
        """A percentile of ``ack`` or ``event``."""
        values = self.ack if what == "ack" else self.event
        return percentile(values, percent) if values else float("inf")


@dataclass(slots=True)
class Crowd:
    """Open links to one server."""

    demo: Demo
    pump: Pump
    screens: int = 0
    senders: int = 0

    async def gather(self, screens: int, rate: int, stuck: int = 0) -> None:
        """So many screens, and as many senders as the rate needs; whoever was there before is gone."""
        await self.pump.ask("close")
        for _ in range(_GONE_TRIES):
            # A busy server sees only later that somebody has left, and counts the links of a session.
            if await self.demo.metric("dispatch_sockets") == 0:
                break
            await asyncio.sleep(0.1)
        self.screens, self.senders = screens, max(1, min(SENDERS_MAX, -(-rate // COMMANDS_PER_SENDER)))
        await self.pump.ask(f"open screen {screens}")
        await self.pump.ask(f"open sender {self.senders}")
        if stuck:
            await self.pump.ask(f"open stuck {stuck}")

    async def stop_reading(self, count: int) -> None:
        """Some more that say hello and never read."""
        await self.pump.ask(f"open stuck {count}")

    async def offer(self, rate: int, seconds: float) -> Run:
        """Give commands, and wait for what comes of them."""
        before = self.demo.processor_seconds()
        self.pump.tell(f"offer {rate} {int(seconds * 1000)}")
        rows: list[tuple[int, int, int, int, int, int]] = []
        while True:
            words = (await self.pump.line()).split()
            if words[0] == "end":
                break
            due, answered, seq, last, seen, saved = map(int, words[1:])
            rows.append((due, answered, seq, last, seen, saved))
        frames, _, gaps, restarts = map(int, words[1:5])
        spent, wall = map(float, words[5:7])
        # A command that changed nothing has no event to show.
        complete = [one for one in rows if one[5] and (one[2] == 0 or one[4] >= self.screens)]
        return Run(
            screens=self.screens,
            rate=rate,
            offered=len(rows),
            answered=sum(one[1] > 0 for one in rows),
            saved=sum(one[5] for one in rows),
            complete=len(complete),
            ack=[(one[1] - one[0]) / 1e6 for one in rows if one[1]],
            event=[(one[3] - one[0]) / 1e6 for one in complete if one[2]],
            frames=frames,
            gaps=gaps,
            restarts=restarts,
            receiver_share=spent / wall,
            server_share=(self.demo.processor_seconds() - before) / wall,
            frames_a_second=frames / wall,
        )


@asynccontextmanager
async def crowd(program: Path, demo: Demo, screens: int) -> AsyncIterator[Crowd]:
    """A crowd that can have so many screens: two thirds dispatchers, one third auditors."""
    async with pump(program, str(demo.port)) as found:
        auditors = screens // 3
        cookies = [
            *[("screen", one) for one in await demo.sessions("dispatcher", screens - auditors)],
            *[("screen", one) for one in await demo.sessions("auditor", auditors)],
        ]
        cookies = cookies[::3] + cookies[1::3] + cookies[2::3]
        senders = await demo.sessions("dispatcher2", SENDERS_MAX)
        cookies += [("sender", one) for one in senders]
        cookies += [("stuck", one) for one in await demo.sessions("supervisor", STUCK_MAX)]
        for kind, cookie in cookies:
            found.tell(f"cookie {kind} {cookie}")
        for body in await bodies(demo, senders[0]):
            found.tell(f"body {json.dumps(body)[1:]}")
        yield Crowd(demo, found)


async def bodies(demo: Demo, cookie: str) -> list[dict[str, object]]:
    """Commands in turn: a note about a school, and a free unit that goes to a station and back, each unit after the other."""
    units = [one["id"] for one in (await demo.state(cookie))["units"] if one["status"] == "AV"][:_UNITS]
    found: list[dict[str, object]] = []
    for status in ("ML", "AV"):
        for unit in units:
            found.append({"kind": "AddNote", "text": "Front office told by phone.", "site": "GRHS"})
            found.append({"kind": "SetUnitStatus", "unit": unit, "status": status})
    return found
