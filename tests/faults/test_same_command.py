"""The same command, sent fifty times at once to two servers: one effect, and everybody is told the same.

The same id with other words is another command, and refused.
"""

from __future__ import annotations

import asyncio
import time
import uuid

import httpx
import pytest

from tests.faults.conftest import Town
from tests.faults.history import History, Op
from tests.faults.servers import serving
from tests.faults.shift import audit

CALL = {"kind": "CreateCall", "call_type": "THEFT", "site": "GRHS", "distinct": True}


IN_FLIGHT = 50
"""More at once would wait in the test's own process, and be timed as if the server had kept them waiting."""


async def send(
    gate: asyncio.Semaphore, client: httpx.AsyncClient, op: Op, command: dict[str, object]
) -> None:
    """One sending; an answer that is not final is asked for again, as every client must."""
    async with gate:
        await _send(client, op, command)


async def _send(client: httpx.AsyncClient, op: Op, command: dict[str, object]) -> None:
    while True:
        op.sent += 1
        began = time.monotonic()
        answer = await client.post("/api/commands", json={"id": op.id, **command}, timeout=30)
        op.answered(answer.json(), time.monotonic() - began)
        if answer.status_code != 503:
            return


async def at_once(town: Town, times: int) -> None:
    """The same id so many times at once, then as many different ones."""
    history = History()
    gate = asyncio.Semaphore(IN_FLIGHT)
    async with serving(town.data, town.environment, count=2) as servers:
        session = await servers[0].sign_in()
        clients = [server.client(session.cookie) for server in servers]
        try:
            same = history.op("everybody", str(uuid.uuid4()), "CreateCall", "one call")
            order = {**CALL, "text": "one call"}
            await asyncio.gather(*(send(gate, clients[n % 2], same, order) for n in range(times)))
            others = [
                history.op("everybody", str(uuid.uuid4()), "CreateCall", f"call {n}") for n in range(times)
            ]
            await asyncio.gather(
                *(send(gate, clients[n % 2], op, {**CALL, "text": op.mark}) for n, op in enumerate(others))
            )
            reused = await clients[1].post(
                "/api/commands", json={"id": same.id, **CALL, "text": "something else"}
            )
        finally:
            for client in clients:
                await client.aclose()
    log = await town.log()
    await audit(history, log, after=town.seq)
    calls = [one.command for one in log.events if one.event.kind == "CallCreated"]
    answers = same.answers
    print(f"    {len(answers)} answers to one id; effects {calls.count(same.id)}")
    assert len(answers) >= times
    assert calls.count(same.id) == 1
    assert sum(1 for one in answers if one.outcome == "ok" and not one.body["duplicate"]) <= 1
    assert (reused.status_code, reused.json()["code"]) == (422, "command_id_reused")
    # The control: it is the id that makes them one, not a server that takes only one call.
    assert len([one for one in calls if one != same.id]) == times


async def test_fifty_times_the_same_command_has_one_effect_and_fifty_ids_have_fifty(town: Town) -> None:
    await at_once(town, 50)


@pytest.mark.long
async def test_five_hundred_times_the_same_command_has_one_effect(town: Town) -> None:
    await at_once(town, 500)
