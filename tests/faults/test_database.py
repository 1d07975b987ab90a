"""PostgreSQL dies, stands still, throws connections out or fills its disk. The server stays, says so, and comes back by itself.

These run the embedded database of a data folder of their own, as an operator's machine does.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import shutil
import signal
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest

from dispatch.log.embedded import Embedded, start_embedded, status
from dispatch.log.migrate import upgrade
from tests.faults import checks
from tests.faults.console import Address, Console
from tests.faults.history import History, LogCopy, read_log
from tests.faults.servers import LOG, Server, furnish, serving
from tests.faults.shift import Person, at_work, audit, settle
from tests.faults.waiting import eventually
from tests.folders import folder_for

BACK_SECONDS = 6.0
SAID_SECONDS = 2.0
PEOPLE = 4


@dataclass(slots=True)
class House:
    """A server with its own embedded database, people at work, and what they met."""

    server: Server
    session: Address
    history: History
    consoles: list[Console]
    embedded: Embedded
    seq: int

    @property
    def people(self) -> list[Person]:
        """Whoever gives orders here."""
        return [Person(console, random.Random(number)) for number, console in enumerate(self.consoles)]

    def postgres(self) -> list[int]:
        """Every process of the database, the postmaster first."""
        found = status(self.server.data)
        assert found.pid is not None
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(found.pid)], capture_output=True, text=True, check=False
        )
        return [found.pid, *(int(one) for one in listed.stdout.split())]

    async def ready(self) -> tuple[bool, str]:
        """``/readyz``: yes or no, and the reasons; and the process answers in any case."""
        async with self.server.client() as client:
            assert (await client.get("/healthz")).status_code == 200
            answer = await client.get("/readyz")
        return answer.status_code == 200, " ".join(answer.json()["reasons"])

    async def until_ready(self, seconds: float) -> float:
        """Wait until the server calls itself ready."""

        async def look() -> bool:
            return (await self.ready())[0]

        return await eventually("the server is ready again", look, seconds)

    async def until_said(self, reason: str, seconds: float) -> float:
        """Wait until ``/readyz`` names this reason."""

        async def look() -> bool:
            is_ready, why = await self.ready()
            return not is_ready and reason in why

        return await eventually(f"/readyz says {reason}", look, seconds)

    async def log(self) -> LogCopy:
        """The record as it now stands."""
        return await read_log(self.embedded.dsn_as("postgres"), LOG)

    async def audit(self) -> None:
        """Every screen is right, nothing acknowledged is lost, nothing is there twice."""
        shown = [await settle(console, self.server, self.session) for console in self.consoles]
        await audit(self.history, await self.log(), after=self.seq)
        checks.require(*shown)


@contextlib.asynccontextmanager
async def house(data: Path, *, prepare: str | None = None) -> AsyncIterator[House]:
    """A house on this data folder, taken down afterwards. ``prepare``: what the superuser does to it first."""
    embedded = await start_embedded(data)
    await upgrade(embedded.dsn)
    seq = await furnish(embedded.app_dsn, data)
    if prepare is not None:
        superuser = await asyncpg.connect(embedded.dsn_as("postgres"))
        await superuser.execute(prepare)
        await superuser.close()
    # The server starts its own, as on an operator's machine.
    await embedded.stop(force=True)
    try:
        async with serving(data, {}) as [server], contextlib.AsyncExitStack() as stack:
            session, history = await server.sign_in(), History()
            consoles = [
                await stack.enter_async_context(Console(f"p{number}", history, lambda: session))
                for number in range(PEOPLE)
            ]
            yield House(server, session, history, consoles, await start_embedded(data), seq)
    finally:
        left = status(data).pid
        if left is not None:
            os.kill(left, signal.SIGCONT)
            await (await start_embedded(data)).stop(force=True)


@pytest.fixture
def data() -> Iterator[Path]:
    """A data folder that the database's own user may enter."""
    folder = folder_for("house-")
    yield folder / "data"
    shutil.rmtree(folder)


async def test_postgresql_is_killed_under_load_and_stands_still(data: Path) -> None:
    """Both on one database, because making one is what takes long."""
    async with house(data) as one:
        async with at_work(one.people):
            await asyncio.sleep(0.5)
            await kill(one)
            await freeze(one, 3.0)
            await asyncio.sleep(0.3)
        await one.audit()


async def kill(one: House) -> None:
    """SIGKILL to every process of the database; nobody helps the server to bring it back."""
    before = one.postgres()
    for pid in before:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    back = await one.history.acknowledged_again(BACK_SECONDS)
    gap = one.history.longest_gap
    print(f"\n    PostgreSQL killed; acknowledging again after {back:.1f} s, longest gap {gap:.1f} s")
    assert one.postgres()[0] != before[0], "it was never gone"
    assert gap <= BACK_SECONDS
    await one.until_ready(BACK_SECONDS)


async def freeze(one: House, seconds: float) -> None:
    """SIGSTOP to every process of the database: said within two seconds, and gone by itself after SIGCONT."""
    for pid in one.postgres():
        os.kill(pid, signal.SIGSTOP)
    try:
        said = await one.until_said("database", SAID_SECONDS + 1.0)
        print(f"    PostgreSQL stands still; /readyz said so after {said:.1f} s")
        await asyncio.sleep(seconds)
    finally:
        for pid in reversed(one.postgres()):
            os.kill(pid, signal.SIGCONT)
    back = await one.until_ready(BACK_SECONDS)
    print(f"    it goes on; ready again after {back:.1f} s")
    assert said <= SAID_SECONDS + 0.2


@pytest.mark.long
async def test_postgresql_is_killed_five_times_under_load(data: Path) -> None:
    async with house(data) as one:
        async with at_work(one.people):
            for _ in range(5):
                await asyncio.sleep(0.7)
                await kill(one)
            # An operator restarts it in the middle of the day.
            os.kill(one.postgres()[0], signal.SIGINT)
            await asyncio.sleep(0.5)
            await one.history.acknowledged_again(BACK_SECONDS)
            # The postmaster alone: its children go on for a moment, and may even commit.
            os.kill(one.postgres()[0], signal.SIGKILL)
            await asyncio.sleep(1.0)
            await one.history.acknowledged_again(BACK_SECONDS)
        await one.audit()


@pytest.mark.long
async def test_postgresql_stands_still_for_longer_than_anybody_waits(data: Path) -> None:
    async with house(data) as one:
        async with at_work(one.people):
            await asyncio.sleep(0.5)
            await freeze(one, 12.0)
            await one.history.acknowledged_again(BACK_SECONDS)
        await one.audit()


@pytest.mark.long
async def test_a_database_told_not_to_wait_for_its_disk_loses_nothing_of_ours(data: Path) -> None:
    """The control of every kill here: another writer on the same server, who believes it, does lose what it was told."""
    async with house(data, prepare="ALTER SYSTEM SET synchronous_commit = off") as one:
        told = 0
        lost = 0
        async with at_work(one.people):
            for _ in range(5):
                careless = await asyncpg.connect(one.embedded.dsn_as("postgres"))
                assert await careless.fetchval("SHOW synchronous_commit") == "off"
                await careless.execute("CREATE TABLE IF NOT EXISTS told (n int)")
                for _ in range(200):
                    await careless.execute("INSERT INTO told VALUES ($1)", told)
                    told += 1
                await kill(one)
                careless.terminate()
                again = await asyncpg.connect(one.embedded.dsn_as("postgres"))
                lost = told - await again.fetchval("SELECT count(*) FROM told")
                await again.close()
        print(f"\n    the careless writer was told {told:,} times that it is saved, and lost {lost}")
        assert lost > 0, "the kill loses nothing that was not flushed: it shows nothing"
        await one.audit()


async def throw_out(superuser: asyncpg.Connection, database: str) -> int:
    """End every connection to a database that is not our own; how many."""
    ended: int = await superuser.fetchval(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
        "WHERE backend_type = 'client backend' AND datname = $1 AND pid <> pg_backend_pid()",
        database,
    )
    return ended


# --- a full disk ------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """A disk of its own for one data folder. Needs root: only root may mount."""
    folder = Path(tempfile.mkdtemp(prefix="disk-"))
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0755", "tmpfs", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        assert made.returncode == 0, (
            f"A small disk cannot be mounted ({made.stderr.strip()}): only root may. "
            "Run it as root, or leave it out with ARGS=\"-k 'not disk'\"."
        )
        yield folder / "data"
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False, capture_output=True)
        folder.rmdir()


def fill(data: Path) -> Path:
    """Put something in the way until nothing more fits."""
    stone = data.parent / "in-the-way"
    with stone.open("wb") as file, contextlib.suppress(OSError):
        while True:
            file.write(b"x" * 65_536)
            file.flush()
    return stone


@pytest.mark.long
async def test_the_disk_is_full() -> None:
    with small_disk(400) as data:
        async with house(data) as one:
            async with at_work(one.people, pause=0.01):
                await one.history.acknowledged_again(BACK_SECONDS)
                stone = fill(data)
                said = await one.until_said("disk", SAID_SECONDS + 1)
                await asyncio.sleep(4)
                stone.unlink()
                back = await one.until_ready(BACK_SECONDS * 2)
                await one.history.acknowledged_again(BACK_SECONDS)
            refused = [
                answer.body["message"]
                for op in one.history.ops
                for answer in op.answers
                if answer.outcome == "not_saved"
            ]
            print(f"\n    while it was full: {refused[0]}")
            assert any("disk" in message.lower() or "space" in message.lower() for message in refused)
            print(f"    disk full: said after {said:.1f} s; ready {back:.1f} s after there was room again")
            await one.audit()
