"""Whoever begins something and does not finish it is let go; whoever is only slow is not."""

from __future__ import annotations

import asyncio

import pytest
from websockets.frames import Frame, Opcode

from dispatch.web import patience
from tests.web.serving import Serving

SOON = 0.3
HEAD = b"POST /api/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 20\r\n"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HEAD_SECONDS", "BODY_SECONDS", "MESSAGE_SECONDS"):
        monkeypatch.setattr(patience, name, SOON)


@pytest.mark.parametrize("begun", [b"", HEAD[:30], HEAD + b"\r\n", HEAD + b'\r\n{"username"'])
async def test_a_request_that_does_not_go_on_is_let_go(served: Serving, begun: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    writer.write(begun)
    async with asyncio.timeout(5):
        assert await reader.read() == b""
    writer.close()
    await writer.wait_closed()


async def test_a_connection_in_use_is_kept(served: Serving) -> None:
    async with served.client() as client:
        for _ in range(3):
            assert (await client.get("/healthz")).status_code == 200
            await asyncio.sleep(SOON)


BEGINNING = Frame(Opcode.TEXT, b'{"type":', fin=False).serialize(mask=True)


@pytest.mark.parametrize(
    "begun",
    [BEGINNING, BEGINNING[:3], BEGINNING + BEGINNING[:1]],
    ids=["no body", "half a head", "and another"],
)
async def test_a_message_that_does_not_go_on_ends_its_link(served: Serving, begun: bytes) -> None:
    async with served.link("dispatcher") as link:
        await link.next("snapshot")
        link.socket.transport.write(begun)
        await link.end()


async def test_a_link_that_says_nothing_is_kept(served: Serving) -> None:
    async with served.link("dispatcher") as link:
        await link.next("snapshot")
        for _ in range(3):
            await link.next("beat")
        await link.send({"type": "resync", "part": "desk"})
        await link.next("snapshot")
