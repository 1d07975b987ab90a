"""Chromium reads back what the frame encoder writes, at the edges of the three length forms of RFC 6455, 5.2.

Chromium closes a connection on a length that is not in its shortest form: the negative control writes one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Queue
from threading import Thread

import pytest
from playwright.sync_api import Browser
from websockets.asyncio.server import ServerConnection, serve

from dispatch.desk.frames import text_frame

SIZES = (125, 126, 65_535, 65_536)
_READ = """
(address) => new Promise((resolve) => {
    const sizes = [];
    const socket = new WebSocket(address);
    socket.onmessage = (event) => sizes.push(event.data.length);
    socket.onclose = (event) => resolve({ sizes, code: event.code });
})
"""


def _not_minimal(payload: bytes) -> bytes:
    """A frame whose length stands in the longest form although a shorter one would do."""
    return bytes((0x81, 127)) + len(payload).to_bytes(8, "big") + payload


@contextmanager
def _writing(frames: list[bytes]) -> Iterator[str]:
    """A websocket server on a free port that writes these bytes to whoever connects, then says goodbye."""
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()
    address: Queue[str] = Queue()

    async def handler(connection: ServerConnection) -> None:
        for frame in frames:
            connection.transport.write(frame)
        await connection.close(1000)

    async def main() -> None:
        async with serve(handler, "127.0.0.1", 0, compression=None) as server:
            address.put(f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
            await stop.wait()

    thread = Thread(target=loop.run_until_complete, args=(main(),))
    thread.start()
    try:
        yield address.get(timeout=10)
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()


def _read(browser: Browser, frames: list[bytes]) -> dict[str, object]:
    page = browser.new_page()
    try:
        with _writing(frames) as address:
            read: dict[str, object] = page.evaluate(_READ, address)
            return read
    finally:
        page.close()


def test_every_length_form_is_read_back(browser: Browser) -> None:
    read = _read(browser, [text_frame(b"x" * size) for size in SIZES])
    assert read == {"sizes": list(SIZES), "code": 1000}


@pytest.mark.parametrize("size", [125, 65_535])
def test_a_longer_form_than_needed_ends_the_connection(browser: Browser, size: int) -> None:
    read = _read(browser, [_not_minimal(b"x" * size)])
    assert read["sizes"] == []
    assert read["code"] == 1006
