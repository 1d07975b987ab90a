"""Whole servers: ``dispatch serve`` in processes of their own, with a small district and its people on a real database."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from dispatch.desk.clock import SystemClock
from dispatch.domain.actor import Actor
from dispatch.log.store import LogStore
from dispatch.people.account_store import AccountStore
from dispatch.people.accounts import Account
from dispatch.people.administration import Administration
from dispatch.people.database import Database as PeopleDatabase
from dispatch.people.passwords import Passwords
from dispatch.people.session_store import SessionStore
from tests.faults.console import Address
from tests.faults.desks import DeskStage, desk_on
from tests.faults.roster import DISPATCHER, SECOND, SUPERVISOR
from tests.faults.stage import open_district
from tests.programs import Program

ROOT = Path(__file__).parents[2]
LOG = "pine-mesa"
START_SECONDS = 60.0
"""Only so that a test ends: on a crowded machine Python alone takes many seconds to start."""
PASSWORD = "a-password-for-tests"
PEOPLE = (DISPATCHER, SECOND, SUPERVISOR)


async def furnish(dsn: str, data: Path) -> int:
    """A live log with an open district, and its accounts; returns the last event."""
    await _accounts(dsn)
    async with LogStore(dsn, node="furnisher") as store:
        await store.create_log(LOG, nature="live", epoch="e1")
        async with desk_on(store, LOG, data) as desk:
            await open_district(DeskStage(desk))
            return desk.head.seq


async def _accounts(dsn: str) -> None:
    connections = PeopleDatabase(dsn, "furnisher")
    # What a password costs is tested elsewhere; here it only has to fit.
    passwords = Passwords(memory_kib=64, passes=1, lanes=1)
    try:
        administration = Administration(
            AccountStore(connections),
            SessionStore(connections),
            passwords,
            lambda: datetime.now(UTC),
            SystemClock().new_id,
        )
        for one in PEOPLE:
            await administration.add(_account(one), PASSWORD)
    finally:
        passwords.close()
        await connections.close()


def _account(actor: Actor) -> Account:
    return Account(
        log=LOG,
        person=actor.person,
        username=actor.person,
        name=actor.name,
        role=actor.role,
        agency=actor.agency,
    )


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return int(asking.getsockname()[1])


@dataclass(slots=True)
class Server:
    """One server that can be started, killed, stopped and started again on the same port and data."""

    data: Path
    environment: dict[str, str]
    port: int = field(default_factory=free_port)
    process: Program | subprocess.Popen[bytes] | None = None
    starts: int = 0

    @property
    def url(self) -> str:
        """Where it serves."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """Its process."""
        assert self.process is not None
        return self.process.pid

    @property
    def said(self) -> str:
        """What it wrote on standard output and error."""
        return (self.data / f"server-{self.port}.log").read_text(errors="replace")

    def launch(self, crash_at: str = "") -> None:
        """Start it and return at once."""
        self.starts += 1
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("DISPATCH_")},
            **self.environment,
            "DISPATCH_DATA": str(self.data),
            "DISPATCH_PORT": str(self.port),
            "DISPATCH_CRASH_AT": crash_at,
        }
        with (self.data / f"server-{self.port}.log").open("ab") as out:
            if not crash_at:
                self.process = Program(("serve",), env=environment, stdout=out, stderr=out)
                return
            # Where it dies is read once, at import.
            self.process = subprocess.Popen(
                [sys.executable, "-m", "dispatch", "serve"],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
            )

    async def start(self, crash_at: str = "") -> float:
        """Start it and wait until it is ready; returns how long that took."""
        began = time.monotonic()
        self.launch(crash_at)
        await self.ready()
        return time.monotonic() - began

    async def ready(self, seconds: float = START_SECONDS) -> None:
        """Wait until ``/readyz`` says yes."""
        async with asyncio.timeout(seconds), self.client() as client:
            while True:
                assert self.process is not None
                assert self.process.poll() is None, f"the server has ended:\n{self.said}"
                with contextlib.suppress(httpx.TransportError):
                    if (await client.get("/readyz", timeout=2)).status_code == 200:
                        return
                await asyncio.sleep(0.03)

    def client(self, cookie: str | None = None) -> httpx.AsyncClient:
        """A program that talks to this server, with or without a session."""
        headers = {"Origin": self.url} | ({} if cookie is None else {"Cookie": cookie})
        # No TLS here: reading the machine's certificates would take longer than the request.
        return httpx.AsyncClient(base_url=self.url, headers=headers, verify=False, timeout=10)

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(10)

    async def died(self, seconds: float = 20.0) -> int:
        """Wait until it has ended by itself; its status."""
        assert self.process is not None
        return await asyncio.to_thread(self.process.wait, seconds)

    def freeze(self) -> None:
        """Let it stand still, alive."""
        os.kill(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        os.kill(self.pid, signal.SIGCONT)

    async def end(self) -> None:
        """Stop it in order, at the end of a test."""
        if self.process is None or self.process.poll() is not None:
            return
        self.thaw()
        self.process.terminate()
        try:
            await asyncio.to_thread(self.process.wait, 15)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    async def sign_in(self, actor: Actor = DISPATCHER) -> Address:
        """A session on this server, good on every server of its database."""
        async with self.client() as client:
            answer = await client.post(
                "/api/session",
                json={"username": actor.person, "password": PASSWORD, "position": actor.position},
            )
            assert answer.status_code == 200, answer.text
            cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        return Address(self.url, cookie)

    async def state(self, session: Address) -> tuple[int, dict[str, Any]]:
        """A fresh load: the event that it stands at, and the collections."""
        async with self.client(session.cookie) as client:
            answer = await client.get("/api/state")
        assert answer.status_code == 200, answer.text
        body = answer.json()
        return body["seq"], body["state"]


@contextlib.asynccontextmanager
async def serving(
    data: Path, environment: dict[str, str], count: int = 1, crash_at: str = ""
) -> AsyncIterator[list[Server]]:
    """So many servers on one database, ready; ended afterwards, whatever was done to them.

    ``crash_at``: where the first of them is to die.
    """
    servers = []
    for number in range(count):
        folder = data if count == 1 else data / f"node-{number}"
        folder.mkdir(parents=True, exist_ok=True)
        servers.append(Server(folder, {**environment, "DISPATCH_NODE": f"n{number}"}))
    try:
        for number, server in enumerate(servers):
            server.launch("" if number else crash_at)
        await asyncio.gather(*(server.ready() for server in servers))
        yield servers
    finally:
        await asyncio.gather(*(server.end() for server in servers))
