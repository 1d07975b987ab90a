"""The same command, sent fifty times at once to two servers: one effect, and everybody is told the same."""

from __future__ import annotations

import asyncio
import time
import uuid

import httpx

from tests.faults import checks
from tests.faults.conftest import Town
from tests.faults.history import History, Op
from tests.faults.servers import Server, serving
from tests.faults.shift import audit

TIMES = 50
CALL = {"kind": "CreateCall", "call_type": "THEFT", "site": "GRHS", "distinct": True}


async def send(client: httpx.AsyncClient, op: Op, command: dict[str, object]) -> None:
    """One sending; an answer that is not final is asked for again, as every client must."""
    while True:
        op.sent += 1
        began = time.monotonic()
        answer = await client.post("/api/commands", json={"id": op.id, **command}, timeout=20)
        op.answered(answer.json(), time.monotonic() - began)
        if answer.status_code != 503:
            return


async def test_fifty_times_the_same_command_has_one_effect_and_fifty_ids_have_fifty(town: Town) -> None:
    history = History()
    async with serving(town.data, town.environment, count=2) as servers:
        session = await servers[0].sign_in()
        clients = [client_of(server, session.cookie) for server in servers]
        try:
            same = history.op("everybody", str(uuid.uuid4()), "CreateCall", "one call")
            order = {**CALL, "text": "one call"}
            await asyncio.gather(*(send(clients[n % 2], same, order) for n in range(TIMES)))
            others = [
                history.op("everybody", str(uuid.uuid4()), "CreateCall", f"call {n}") for n in range(TIMES)
            ]
            await asyncio.gather(
                *(send(clients[n % 2], op, {**CALL, "text": op.mark}) for n, op in enumerate(others))
            )
        finally:
            for client in clients:
                await client.aclose()
    log = await town.log()
    await audit(history, log, after=town.seq)
    calls = [one.command for one in log.events if one.event.kind == "CallCreated"]
    answers = same.answers
    print(f"    {len(answers)} answers to one id; effects {calls.count(same.id)}")
    assert len(answers) >= TIMES
    assert calls.count(same.id) == 1
    assert sum(1 for one in answers if one.outcome == "ok" and not one.body["duplicate"]) <= 1
    # The control: it is the id that makes them one, not a server that takes only one call.
    assert len([one for one in calls if one != same.id]) == TIMES


async def test_the_same_id_with_other_words_is_refused(town: Town) -> None:
    async with serving(town.data, town.environment) as [server]:
        ana = await server.sign_in()
        command_id = str(uuid.uuid4())
        async with client_of(server, ana.cookie) as client:
            command = {"id": command_id, **CALL, "text": "as it was meant"}
            first = (await client.post("/api/commands", json=command)).json()
            other = await client.post("/api/commands", json={**command, "text": "something else"})
            again = (await client.post("/api/commands", json=command)).json()
    assert first["outcome"] == "saved"
    assert (other.status_code, other.json()["code"]) == (422, "command_id_reused")
    assert again["duplicate"] is True
    assert again["seq"] == first["seq"]
    marks = [Op("ana", command_id, "CreateCall", text) for text in ("as it was meant", "something else")]
    log = await town.log()
    checks.require(checks.nothing_twice(marks, log))
    assert len(log.of(command_id)) == 1


def client_of(server: Server, cookie: str) -> httpx.AsyncClient:
    """A program that gives commands over HTTP."""
    limits = httpx.Limits(max_connections=TIMES)
    return httpx.AsyncClient(
        base_url=server.url, headers={"Cookie": cookie, "Origin": server.url}, limits=limits
    )
