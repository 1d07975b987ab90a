"""A load run against a real district: refused unless it is meant, and marked as a test in the record that keeps it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from dispatch.desk.clock import SystemClock
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.vocabulary import CallStatus
from dispatch.links import load
from dispatch.links.load import LoadProblem, Options, Progress
from dispatch.links.load.run import NEEDED
from dispatch.links.load.sessions import Session
from dispatch.links.shipped import shipped_text
from dispatch.web.access import COOKIE
from tests.pg import Database
from tests.web.serving import Serving, serving, settings_for

READING = load.read(shipped_text("calls-san-francisco-fire-sample.csv").encode())


class WithoutPasswords(load.Server):
    """Sessions made at the server itself: what a password costs is tested elsewhere."""

    def __init__(self, serving: Serving) -> None:
        super().__init__(serving.origin, {})
        self._serving = serving

    async def _sign_in(self, username: str) -> Session:
        about = {"demo": False, "permissions": sorted(NEEDED)}
        return Session(username, f"{COOKIE}={await self._serving.token(username)}", about)


@pytest_asyncio.fixture
async def served(database: Database, tmp_path: Path) -> AsyncIterator[Serving]:
    async with serving(settings_for(database, tmp_path)) as one:
        yield one


async def run(served: Serving, options: Options) -> tuple[Progress, list[Progress]]:
    told: list[Progress] = []
    async with WithoutPasswords(served) as server:
        end = await load.run(
            options,
            lambda units: load.plan(options, READING, units),
            server,
            SystemClock(),
            told.append,
            lambda _: None,
        )
    return end, told


async def test_a_real_district_is_left_alone_unless_it_is_meant(served: Serving) -> None:
    head = served.node.desk.head.seq
    with pytest.raises(LoadProblem, match="--really"):
        await run(served, Options(user="dispatcher", rate=5.0, seconds=1.0))
    assert served.node.desk.head.seq == head
    options = Options(
        user="dispatcher",
        phone_users=("officer",),
        rate=10.0,
        seconds=2.0,
        screens=4,
        phones=2,
        churn=20.0,
        every=1.0,
        really=True,
    )
    end, told = await run(served, options)
    assert not end.failed, end.findings
    assert told[-1] is end
    assert end.figures.saved == end.figures.given > 0
    calls = served.node.desk.state.calls.values()
    assert len(calls) == end.calls
    assert {one.mode for one in calls} == {Mode.TEST}
    assert {one.status for one in calls} <= {CallStatus.CLOSED, CallStatus.CANCELLED}
    assert {unit.status for unit in served.node.desk.state.units.values()} == {"AV"}
    assert any("nothing lost" in line for line in end.lines())


async def test_a_file_is_replayed_to_its_end(served: Serving) -> None:
    first = load.Reading(READING.records[:40], ())
    options = Options(user="dispatcher", speed=300_000.0, really=True)
    told: list[Progress] = []
    async with WithoutPasswords(served) as server:
        end = await load.run(
            options,
            lambda units: load.plan(options, first, units),
            server,
            SystemClock(),
            told.append,
            lambda _: None,
        )
    assert not end.failed, end.findings
    assert end.figures.refused.total() == 0
    assert end.calls == len({one.call for one in first.records})
    assert len(served.node.desk.state.calls) == end.calls
