"""A served district of a given size, with sessions for the people who work in it, and a recording of its desk under load."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from dispatch import settings as program_settings
from dispatch import wiring
from dispatch.domain.actor import Role
from dispatch.links import demo
from dispatch.people.accounts import Account
from dispatch.web.access import COOKIE
from tests.bench.busy import Size, furnish
from tests.bench.program import serving
from tests.bench.replay import Recording, record
from tests.bench.sockets import free_port
from tests.e2e.district import data_folder

LOG = "bench"
MOVERS = 30
DESKS = 6


@dataclass(frozen=True, slots=True)
class Served:
    """Where it is served, and the cookies of those who are signed in. ``officers``: by their unit."""

    port: int
    desks: list[str]
    officers: dict[str, str]
    recording: Recording


@asynccontextmanager
async def served(size: Size, record_rate: int, record_seconds: float) -> AsyncIterator[Served]:
    """Made, recorded, then served by a process of its own on an embedded database with fsync on."""
    with data_folder() as folder:
        port = free_port()
        environment = {"DISPATCH_DATA": f"{folder}/data", "DISPATCH_PORT": str(port)}
        desks, officers, recording = await _made(environment, size, record_rate, record_seconds)
        async with serving("serve", port=port, data=environment["DISPATCH_DATA"]):
            yield Served(port, desks, officers, recording)


async def _made(
    environment: Mapping[str, str], size: Size, rate: int, seconds: float
) -> tuple[list[str], dict[str, str], Recording]:
    wanted = program_settings.read(environment)
    async with wiring.node(wanted, create=LOG, timers=False) as node:
        await furnish(node.desk, size)
        units = sorted(node.desk.state.units)[:MOVERS]
        accounts = [one for one in demo.accounts(LOG) if one.username == "dispatcher"]
        accounts += [_officer(unit, number) for number, unit in enumerate(units)]
        for account in accounts:
            await node.people.accounts.add_account(account, None, node.clock.now())
        desks = [await _signed_in(node, accounts[0], f"CON{number}") for number in range(DESKS)]
        officers = {str(one.unit): await _signed_in(node, one, "phone") for one in accounts[1:]}
        return desks, officers, await record(node.desk, units, rate, seconds)


def _officer(unit: str, number: int) -> Account:
    dispatcher = demo.accounts(LOG)[0]
    return replace(
        dispatcher,
        person=f"bench-officer-{number}",
        username=f"bench{number}",
        name=f"Officer {unit}",
        role=Role.PATROL_OFFICER,
        unit=unit,
    )


async def _signed_in(node: wiring.Node, account: Account, where: str) -> str:
    token, _ = await node.people.sessions.open(
        account, kind="browser", name=where, source="bench", lifetime=timedelta(hours=1)
    )
    return f"{COOKIE}={token}"
