"""The connection between server and database is cut, swallows everything, or loses the answers. Under load, on a real server.

A lost answer is the worst of them: the commit happened and nobody was told.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import tempfile
from pathlib import Path

import asyncpg
import pytest

from tests.faults import checks
from tests.faults.conftest import Town
from tests.faults.console import Console
from tests.faults.history import History
from tests.faults.proxy import Proxy, Wire
from tests.faults.servers import Server, serving
from tests.faults.shift import Person, at_work, audit, settle
from tests.faults.test_database import throw_out

BACK_SECONDS = 10.0
PEOPLE = 4


async def trouble_on_the_wire(town: Town, what: list[tuple[Wire, float]], terminations: int) -> None:
    history = History()
    real = Path(town.database.server.socket_dir)
    with tempfile.TemporaryDirectory(prefix="wire-") as folder:
        async with Proxy(real, Path(folder)) as wire, contextlib.AsyncExitStack() as stack:
            environment = {**town.environment, "DATABASE_URL": wire.dsn("dispatch_app", town.database.name)}
            [server] = await stack.enter_async_context(serving(town.data, environment))
            session = await server.sign_in()
            consoles = [
                await stack.enter_async_context(Console(f"p{number}", history, lambda: session))
                for number in range(PEOPLE)
            ]
            async with at_work([Person(one, random.Random(n)) for n, one in enumerate(consoles)]):
                for does, seconds in what:
                    await asyncio.sleep(0.4)
                    await one_trouble(wire, does, seconds, server)
                    took = await history.acknowledged_again(BACK_SECONDS)
                    print(
                        f"\n    wire {does.name.lower()} for {seconds} s; acknowledging again after {took:.1f} s"
                    )
                await terminate(town, terminations)
                await history.acknowledged_again(BACK_SECONDS)
            shown = [await settle(console, server, session) for console in consoles]
    print(f"    {wire.swallowed:,} bytes of answers were lost on the wire")
    await audit(history, await town.log(), after=town.seq)
    checks.require(*shown)


async def one_trouble(wire: Proxy, does: Wire, seconds: float, server: Server) -> None:
    """The wire does this for a while; one that lost answers is cut, so that they never come."""
    await wire.set(does)
    await asyncio.sleep(seconds)
    if does is Wire.DEAF:
        await wire.set(Wire.CUT)
        await asyncio.sleep(0.2)
    async with server.client() as client:
        assert (await client.get("/healthz")).status_code == 200
    await wire.set(Wire.WHOLE)


async def terminate(town: Town, times: int) -> None:
    """The database ends our connections in the middle of commits."""
    superuser = await asyncpg.connect(town.database.superuser_dsn)
    thrown = 0
    try:
        for _ in range(times):
            await asyncio.sleep(0.12)
            thrown += await throw_out(superuser, town.database.name)
    finally:
        await superuser.close()
    print(f"    {thrown} connections ended by the database")
    assert thrown >= times


async def test_the_wire_to_the_database_is_cut_frozen_and_deaf(town: Town) -> None:
    trouble = [(Wire.CUT, 0.3), (Wire.DEAF, 0.3), (Wire.FROZEN, 1.5), (Wire.DEAF, 0.1)]
    await trouble_on_the_wire(town, trouble, terminations=8)


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2])
async def test_the_wire_to_the_database_is_bad_for_long(town: Town, seed: int) -> None:
    dice = random.Random(seed)
    trouble = [(dice.choice([Wire.CUT, Wire.DEAF, Wire.FROZEN]), dice.uniform(0.05, 3.0)) for _ in range(25)]
    await trouble_on_the_wire(town, trouble, terminations=40)
