"""Panic devices that are not there: presses and signs of life over the real interface, and a summary of what was answered.

Which press is of which kind follows from the seed alone, so that a run can be made again. Knows the outside of the intake only.
"""

from __future__ import annotations

import asyncio
import csv
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import httpx
import orjson

from dispatch.domain.vocabulary import PanicLevel
from dispatch.links.panic.signing import HEADER, sign

PRESS: Final = "/api/panic"
HEARTBEAT: Final = "/api/panic/heartbeat"
_TRIES: Final = 5
_ANSWER_SECONDS: Final = 30.0


class SimulationProblem(Exception):
    """Why nothing can be simulated, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedDevice:
    """A device that can sign."""

    id: str
    key: str
    site: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to send. ``wrong``, ``replay`` and ``late`` are so many of the ``presses``; ``late_hours``: how long those were queued."""

    presses: int = 20
    seconds: float = 10.0
    level: PanicLevel = PanicLevel.STAFF_ASSIST
    wrong: int = 0
    replay: int = 0
    late: int = 0
    late_hours: float = 3.0
    seed: int = 1
    heartbeats: bool = False
    low_batteries: int = 0


@dataclass(slots=True)
class Summary:
    """What was answered. ``seconds``: how long each press waited for it."""

    sent: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    trusts: Counter[str] = field(default_factory=Counter)
    incidents: set[str] = field(default_factory=set)
    heard: int = 0
    failed: int = 0
    seconds: list[float] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The summary in words."""
        told = [
            f"Sent: {self.sent} presses. No answer: {self.failed}.",
            f"Answers: {_counted(self.outcomes)}.",
            f"Trust: {_counted(self.trusts)}.",
            f"Incidents of verified presses: {len(self.incidents)} ({', '.join(sorted(self.incidents)[:10])}).",
        ]
        if self.seconds:
            told.append(
                f"From sending to the answer: median {self.part(50):.0f} ms, p99 {self.part(99):.0f} ms, "
                f"longest {max(self.seconds) * 1000:.0f} ms."
            )
        if self.heard:
            told.append(f"Signs of life taken: {self.heard}.")
        return told

    def part(self, percent: int) -> float:
        """A percentile by nearest rank, in milliseconds."""
        ranked = sorted(self.seconds)
        return ranked[max(0, math.ceil(percent / 100 * len(ranked)) - 1)] * 1000


def read_keys(path: Path, sites: Sequence[str] = ()) -> list[SimulatedDevice]:
    """Devices with their keys, as ``dispatch device keys`` writes them; only those of these sites, if any is named."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        found = [
            SimulatedDevice(id=row["device_id"], key=row["key"], site=row.get("site") or "") for row in rows
        ]
    except (OSError, KeyError, UnicodeDecodeError, csv.Error) as problem:
        raise SimulationProblem(
            f"{path} cannot be read ({type(problem).__name__}). Make it with: dispatch device keys FILE"
        ) from None
    chosen = [one for one in found if not sites or one.site in sites]
    if not chosen:
        raise SimulationProblem(f"{path} names no device of {', '.join(sites) or 'any site'}.")
    return chosen


async def simulate(
    client: httpx.AsyncClient,
    devices: Sequence[SimulatedDevice],
    plan: Plan,
    now: Callable[[], datetime],
) -> Summary:
    """Send what is planned, spread evenly over its time."""
    summary = Summary()
    kinds = [*["wrong"] * plan.wrong, *["late"] * plan.late]
    kinds += ["plain"] * max(0, plan.presses - len(kinds))
    kinds = [kinds[place] for place in _shuffled(len(kinds), f"{plan.seed}/kinds")]
    counters: Counter[str] = Counter()
    step = plan.seconds / max(1, len(kinds))
    repeats = set(_shuffled(len(kinds), f"{plan.seed}/again")[: plan.replay])
    async with asyncio.TaskGroup() as group:
        for place, kind in enumerate(kinds):
            device = devices[place % len(devices)]
            counters[device.id] += 1
            age = timedelta(hours=plan.late_hours) if kind == "late" else timedelta()
            # A counter that no earlier run has used: it begins with the second of this run.
            counter = int(now().timestamp()) * 1000 + counters[device.id]
            body = press_body(device, counter=counter, pressed_at=now() - age, level=plan.level)
            key = "not the key" if kind == "wrong" else device.key
            group.create_task(_press(client, body, key, summary, again=place in repeats))
            await asyncio.sleep(step)
    if plan.heartbeats:
        await _hearts(client, devices, plan, now, summary)
    return summary


def press_body(device: SimulatedDevice, *, counter: int, pressed_at: datetime, level: PanicLevel) -> bytes:
    """The bytes of one press."""
    return orjson.dumps(
        {
            "device_id": device.id,
            "counter": counter,
            "ts_device": pressed_at,
            "alert_level": level,
            "press_count": 8 if level is PanicLevel.LOCKDOWN else 3,
            "battery": 88,
            "signal": -61,
        }
    )


def _shuffled(many: int, seed: str) -> list[int]:
    """The numbers below ``many`` in an order that the seed makes."""
    return sorted(range(many), key=lambda one: sha256(f"{seed}/{one}".encode()).digest())


async def _press(client: httpx.AsyncClient, body: bytes, key: str, summary: Summary, *, again: bool) -> None:
    for _ in range(2 if again else 1):
        summary.sent += 1
        began = asyncio.get_running_loop().time()
        answer = await _send(client, PRESS, body, key)
        if answer is None:
            summary.failed += 1
            continue
        summary.seconds.append(asyncio.get_running_loop().time() - began)
        summary.outcomes[str(answer.get("outcome"))] += 1
        summary.trusts[str(answer.get("trust"))] += 1
        if "number" in answer:
            summary.incidents.add(str(answer["number"]))


async def _hearts(
    client: httpx.AsyncClient,
    devices: Sequence[SimulatedDevice],
    plan: Plan,
    now: Callable[[], datetime],
    summary: Summary,
) -> None:
    for place, device in enumerate(devices):
        battery = 9 if place < plan.low_batteries else 88
        body = orjson.dumps({"device_id": device.id, "battery": battery, "sent_at": now()})
        answer = await _send(client, HEARTBEAT, body, device.key)
        summary.heard += int((answer or {}).get("heard", 0))


async def _send(client: httpx.AsyncClient, to: str, body: bytes, key: str) -> Mapping[str, Any] | None:
    """Send, and send again, unchanged, what was not saved: as a device has to."""
    for attempt in range(_TRIES):
        try:
            answer = await client.post(
                to,
                content=body,
                headers={HEADER: sign(key, body), "content-type": "application/json"},
                timeout=_ANSWER_SECONDS,
            )
        except httpx.HTTPError:
            answer = None
        if answer is not None and answer.status_code != 503:
            found = answer.json()
            return found if isinstance(found, dict) else {}
        await asyncio.sleep(0.2 * 2**attempt)
    return None


def _counted(counter: Counter[str]) -> str:
    return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counter.most_common()) or "none"
