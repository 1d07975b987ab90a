"""The small websocket client of load runs, against a library's server: every length, pieces, pings, both kinds of end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from websockets.asyncio.server import ServerConnection, serve

from dispatch.links.load.wire import Address, Refused, Socket, address, connect

Talk = Callable[[ServerConnection], Awaitable[None]]
SIZES = (0, 1, 125, 126, 127, 65535, 65536, 300_000)


class Client:
    def __init__(self) -> None:
        self.got: list[bytes] = []
        self.ended: asyncio.Future[tuple[int | None, str]] = asyncio.get_running_loop().create_future()

    def end(self, code: int | None, reason: str) -> None:
        assert not self.ended.done(), "the end is told once"
        self.ended.set_result((code, reason))


@asynccontextmanager
async def talking(talk: Talk) -> AsyncIterator[tuple[Socket, Client]]:
    client = Client()
    async with serve(talk, "127.0.0.1", 0, compression=None, max_size=None) as server:
        port = server.sockets[0].getsockname()[1]
        to = Address("127.0.0.1", port, tls=False, path="")
        socket = await connect(to, "/live", {"Origin": to.origin}, client.got.append, client.end)
        try:
            yield socket, client
        finally:
            socket.abort()


async def test_every_length_goes_both_ways() -> None:
    async def echo(peer: ServerConnection) -> None:
        async for text in peer:
            assert isinstance(text, str)
            await peer.send(text)
            if len(text) == SIZES[-1]:
                await peer.close(4000, "restart")

    async with talking(echo) as (socket, client):
        for size in SIZES:
            assert socket.send(b"x" * size)
        assert await client.ended == (4000, "restart")
        assert [len(text) for text in client.got] == list(SIZES)
        assert not socket.send(b"more")


async def test_pieces_are_joined_and_pings_are_answered() -> None:
    async def talk(peer: ServerConnection) -> None:
        await peer.send(["one ", "two ", "three"])
        await (await peer.ping())
        await peer.send("last")

    async with talking(talk) as (_, client):
        await client.ended
        assert client.got == [b"one two three", b"last"]


async def test_a_broken_connection_has_no_code() -> None:
    async def talk(peer: ServerConnection) -> None:
        peer.transport.abort()

    async with talking(talk) as (_, client):
        assert await client.ended == (None, "")


async def test_saying_goodbye_ends_in_order() -> None:
    heard: asyncio.Future[int | None] = asyncio.get_running_loop().create_future()

    async def talk(peer: ServerConnection) -> None:
        await peer.wait_closed()
        heard.set_result(peer.close_code)

    async with talking(talk) as (socket, _):
        socket.close()
        assert await heard == 1000


async def test_a_refused_upgrade_says_what_the_server_said() -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 403 Forbidden\r\n\r\n")
        writer.close()

    client = Client()
    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(Refused, match="403 Forbidden"):
            await connect(
                Address("127.0.0.1", port, tls=False, path=""), "/live", {}, client.got.append, client.end
            )
    with pytest.raises(OSError):  # noqa: PT011 refused, reset: whatever the machine says
        await connect(
            Address("127.0.0.1", port, tls=False, path=""), "/live", {}, client.got.append, client.end
        )


def test_an_address_is_taken_apart() -> None:
    assert address("http://127.0.0.1:8000/") == Address("127.0.0.1", 8000, tls=False, path="")
    assert address("https://d.example.org/x").origin == "https://d.example.org"
    assert address("http://[::1]:8000").origin == "http://[::1]:8000"
    for wrong in ("127.0.0.1:8000", "ftp://x", "http://", "http://x/?a=1"):
        with pytest.raises(ValueError, match="looks like"):
            address(wrong)
