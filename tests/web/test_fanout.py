"""Frames on the wire in all three length forms, by the transport and by the fallback."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from dispatch.desk.frames import text_frame
from dispatch.web.fanout import FanoutProtocol, MessageWay, TransportWay, way_to
from dispatch.web.server import Server, listen
from tests.web.serving import free_port

SIZES = (0, 1, 125, 126, 65_535, 65_536, 200_000)


async def endpoint(websocket: WebSocket) -> None:
    await websocket.accept()
    drained = asyncio.Event()
    way = way_to(websocket, drained=drained.set)
    await websocket.send_text(type(way).__name__)
    way.write(b"".join(text_frame(b"a" * size) for size in SIZES))
    assert (await websocket.receive_text()) == "read"
    way.close(4000, "done")
    await way.finish()


@contextlib.asynccontextmanager
async def running(protocol: type[asyncio.Protocol] | str) -> AsyncIterator[str]:
    port = free_port()
    ready = asyncio.Event()

    async def nothing() -> None:
        return

    app = Starlette(routes=[WebSocketRoute("/", endpoint)])
    server = Server(app, trusted_proxy=(), ready=ready.set, farewell=nothing)
    server.config = uvicorn.Config(app, ws=protocol, lifespan="off", log_config=None)
    with listen("127.0.0.1", port) as listener:
        task = asyncio.create_task(server.serve(sockets=[listener]))
        await ready.wait()
        try:
            yield f"ws://127.0.0.1:{port}/"
        finally:
            server.should_exit = True
            await task


@pytest.mark.parametrize(
    ("protocol", "way"),
    [(FanoutProtocol, TransportWay.__name__), ("websockets-sansio", MessageWay.__name__)],
)
async def test_every_length_arrives_whole_and_in_order(
    protocol: type[asyncio.Protocol] | str, way: str
) -> None:
    async with running(protocol) as address, connect(address, max_size=None) as client:
        assert await client.recv() == way
        for size in SIZES:
            assert await client.recv() == "a" * size
        await client.send("read")
        with pytest.raises(ConnectionClosed):
            await client.recv()
        assert (client.close_code, client.close_reason) == (4000, "done")


def test_the_length_has_the_shortest_form() -> None:
    for size, head in ((125, 2), (126, 4), (65_535, 4), (65_536, 10)):
        assert len(text_frame(b"a" * size)) == size + head


class GoneWebSocket(WebSocket):
    """A peer that has left: each send says so."""

    def __init__(self) -> None:
        self.asked = 0

    async def send_text(self, data: str) -> None:
        self.asked += 1
        raise WebSocketDisconnect(1006)


async def test_the_fallback_ends_without_a_word_when_the_peer_has_left() -> None:
    gone = GoneWebSocket()
    way = MessageWay(gone)
    way.write(text_frame(b"a"))
    await way.finish()
    assert gone.asked == 1
    assert way._task.exception() is None
    with pytest.raises(ConnectionResetError):
        way.write(text_frame(b"b"))
