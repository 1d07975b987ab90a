"""Two nodes behind the nginx configuration that is shipped: TLS, websockets, one node killed, and nobody who lies about himself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import orjson
import pytest
import pytest_asyncio
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.faults.nginx import Front, fronting, secure_cookie
from tests.faults.roster import DISPATCHER
from tests.faults.servers import PASSWORD, Server, free_port, furnish, serving
from tests.pg import Database

SCREENS = 6


@dataclass(slots=True)
class Site:
    """Nodes and the way in."""

    nodes: list[Server]
    front: Front
    cookie: str

    async def screen(self, since: dict[str, Any] | None = None) -> Screen:
        opened = await connect(
            f"wss://127.0.0.1:{self.front.port}/live",
            ssl=self.front.trust,
            origin=self.front.url,  # type: ignore[arg-type]
            additional_headers={"Cookie": self.cookie},
            max_size=None,
        )
        screen = Screen(opened)
        hello = {"type": "hello", "protocol": 1} | ({} if since is None else {"since": since})
        await opened.send(orjson.dumps(hello).decode())
        screen.welcome = await screen.next("welcome")
        return screen


@dataclass(slots=True)
class Screen:
    """One link through the proxy, and what came over it."""

    socket: ClientConnection
    welcome: dict[str, Any] = field(default_factory=dict)
    seq: int = 0

    async def next(self, *kinds: str, seconds: float = 10) -> dict[str, Any]:
        async with asyncio.timeout(seconds):
            while True:
                message: dict[str, Any] = orjson.loads(await self.socket.recv())
                self.seq = max(self.seq, message.get("seq", 0))
                if message["type"] in kinds:
                    return message

    async def sees(self, text: str) -> dict[str, Any]:
        """The frame that brings a call with these words."""
        while True:
            frame = await self.next("frame", "snapshot")
            if text.encode() in orjson.dumps(frame):
                return frame

    async def ended(self) -> None:
        async with asyncio.timeout(10):
            try:
                while True:
                    await self.socket.recv()
            except ConnectionClosed:
                return


@pytest_asyncio.fixture
async def site(database: Database, tmp_path: Path) -> AsyncIterator[Site]:
    await furnish(database.app_dsn, tmp_path)
    port = free_port()
    environment = {
        "DATABASE_URL": database.app_dsn,
        "DISPATCH_MIGRATE_URL": database.dsn,
        "DISPATCH_ORIGINS": f"https://127.0.0.1:{port}",
        "DISPATCH_TRUSTED_PROXY": "127.0.0.1",
    }
    folder = tmp_path / "nginx"
    folder.mkdir()
    async with (
        serving(tmp_path, environment, 2) as nodes,
        fronting(folder, [node.port for node in nodes], port) as front,
        front.client() as client,
    ):
        answer = await client.post("/api/session", json={"username": DISPATCHER.person, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        yield Site(nodes, front, secure_cookie(answer))


async def sockets_of(node: Server) -> int:
    async with node.client() as client:
        for line in (await client.get("/metrics")).text.splitlines():
            if line.startswith("dispatch_sockets "):
                return int(float(line.split()[1]))
    raise AssertionError("no such figure")


async def screens_on_both(site: Site, stack: AsyncExitStack) -> tuple[list[Screen], list[Screen]]:
    """Screens by the node that they are linked to."""
    by_node: tuple[list[Screen], list[Screen]] = ([], [])
    for _ in range(SCREENS):
        before = [await sockets_of(node) for node in site.nodes]
        screen = await site.screen()
        stack.push_async_callback(screen.socket.close)
        after = [await sockets_of(node) for node in site.nodes]
        (which,) = [n for n in range(2) if after[n] == before[n] + 1]
        by_node[which].append(screen)
    assert all(by_node), "the proxy sends everybody to one node"
    return by_node


def call(text: str) -> dict[str, Any]:
    return {"type": "command", "kind": "CreateCall", "id": str(uuid4()), "call_type": "FIGHT", "text": text}


async def give(screen: Screen, text: str, site: str) -> None:
    await screen.socket.send(orjson.dumps(call(text) | {"site": site, "distinct": True}).decode())
    result = await screen.next("result")
    assert result["outcome"] == "saved", result


async def test_what_is_done_at_one_node_is_seen_at_the_other_and_outlives_a_killed_one(site: Site) -> None:
    where = await a_site(site)
    async with AsyncExitStack() as stack:
        first, second = await screens_on_both(site, stack)
        await give(first[0], "done at the first", where)
        await asyncio.gather(*(one.sees("done at the first") for one in second))
        await give(second[0], "done at the second", where)
        await asyncio.gather(*(one.sees("done at the second") for one in first))

        site.nodes[0].kill()
        await asyncio.gather(*(one.ended() for one in first))
        # Meanwhile work goes on, and those who were cut come back to what is left, where they left off.
        await give(second[0], "done while they were away", where)
        for one in first:
            again = await site.screen({"epoch": one.welcome["epoch"], "seq": one.seq})
            stack.push_async_callback(again.socket.close)
            assert again.welcome["mode"] == "resume"
            await again.sees("done while they were away")
        async with site.front.client(Cookie=site.cookie) as client:
            for _ in range(4):
                assert (await client.get("/api/state")).status_code == 200, "no request meets the dead node"
        await site.nodes[0].start()
        async with asyncio.timeout(30):
            while not await sockets_of(site.nodes[0]):
                late = await site.screen()
                stack.push_async_callback(late.socket.close)
                await asyncio.sleep(0.3)


async def a_site(site: Site) -> str:
    async with site.front.client(Cookie=site.cookie) as client:
        state = (await client.get("/api/state")).json()["state"]
    return str(state["sites"][0]["id"])


async def test_only_the_proxy_is_believed_and_only_our_page_let_in(site: Site) -> None:
    async with site.front.client(Cookie=site.cookie) as client:
        page = await client.get("/healthz")
        assert page.headers["strict-transport-security"]
        for inside in ("/metrics", "/readyz"):
            assert (await client.get(inside)).status_code == 403, inside
        foreign = await client.delete("/api/session", headers={"Origin": "https://elsewhere.example"})
        assert foreign.json()["code"] == "foreign_origin"
        plain = await client.delete(
            "/api/session", headers={"Origin": site.front.url.replace("https", "http")}
        )
        assert plain.json()["code"] == "foreign_origin", "the same name without TLS is another page"
    for origin in ("https://elsewhere.example", None):
        with pytest.raises(InvalidStatus) as refused:
            await connect(
                f"wss://127.0.0.1:{site.front.port}/live",
                ssl=site.front.trust,
                origin=origin,  # type: ignore[arg-type]
                additional_headers={"Cookie": site.cookie},
            )
        assert refused.value.response.status_code == 403
    async with httpx.AsyncClient() as stranger:
        moved = await stranger.get(f"http://127.0.0.1:{site.front.plain_port}/console")
        assert moved.status_code == 301
        assert moved.headers["location"].startswith("https://")


async def test_what_a_client_claims_of_itself_stays_outside(site: Site, database: Database) -> None:
    """The address in the throttle and in the sessions is the peer's, whatever he writes into the headers."""
    claims = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "http", "Forwarded": "for=203.0.113.7"}
    async with site.front.client(**claims) as client:
        answer = await client.post("/api/session", json={"username": DISPATCHER.person, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    secure_cookie(answer)
    assert await sources(database) == {"127.0.0.1"}


async def sources(database: Database) -> set[str]:
    connection = await asyncpg.connect(database.dsn)
    try:
        return {row["source"] for row in await connection.fetch("SELECT source FROM sessions")}
    finally:
        await connection.close()


async def test_a_node_believes_nobody_whom_it_was_not_told_to(database: Database, tmp_path: Path) -> None:
    await furnish(database.app_dsn, tmp_path)
    environment = {
        "DATABASE_URL": database.app_dsn,
        "DISPATCH_MIGRATE_URL": database.dsn,
        "DISPATCH_TRUSTED_PROXY": "192.0.2.1",
    }
    async with serving(tmp_path, environment) as (node,), node.client() as client:
        claims = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https"}
        answer = await client.post(
            "/api/session", json={"username": DISPATCHER.person, "password": PASSWORD}, headers=claims
        )
    assert answer.status_code == 200, answer.text
    (given,) = answer.headers.get_list("set-cookie")
    assert "__Host-" not in given, "it came by plain http, whatever it says"
    assert "strict-transport-security" not in answer.headers
    assert await sources(database) == {"127.0.0.1"}
