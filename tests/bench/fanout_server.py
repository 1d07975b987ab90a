"""The server half of the fan-out measurement: uvicorn with the product's own protocol, and three ways to send the same frame.

A control message ``MODE COUNT`` makes it send COUNT events to everybody: ``text`` awaits ``send_text`` socket by socket, ``shared``
writes the one encoded frame to each transport, ``joined`` writes ten of them at once (what a tick does).
"""

from __future__ import annotations

import asyncio
import resource
import sys

import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from dispatch.desk.frames import text_frame
from dispatch.desk.pace import SCREENS_A_TURN
from dispatch.web.fanout import FanoutProtocol, Way, way_to

TEXT = "x" * 440
FRAME = text_frame(TEXT.encode())
JOINED = 10

screens: dict[WebSocket, Way] = {}


async def screen(websocket: WebSocket) -> None:
    """A screen that only listens."""
    await websocket.accept()
    screens[websocket] = way_to(websocket, drained=lambda: None)
    try:
        while True:
            await websocket.receive_text()
    except WebSocketDisconnect:
        del screens[websocket]


async def control(websocket: WebSocket) -> None:
    """Sends on demand and answers with the seconds of processor time that it took."""
    await websocket.accept()
    try:
        while True:
            mode, count = (await websocket.receive_text()).split()
            before = _processor_seconds()
            await _send(mode, int(count))
            await websocket.send_text(str(_processor_seconds() - before))
    except WebSocketDisconnect:
        return


async def _send(mode: str, count: int) -> None:
    if mode == "text":
        for _ in range(count):
            for websocket in list(screens):
                await websocket.send_text(TEXT)
        return
    data, step = (FRAME, 1) if mode == "shared" else (FRAME * JOINED, JOINED)
    for _ in range(0, count, step):
        for place, way in enumerate(list(screens.values()), start=1):
            way.write(data)
            if place % SCREENS_A_TURN == 0:
                await asyncio.sleep(0)
        # What the loop holds leaves now: the next event is a write of its own.
        await asyncio.sleep(0)


def _processor_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Serve on the port given as the first argument."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    app = Starlette(routes=[WebSocketRoute("/screen", screen), WebSocketRoute("/control", control)])
    uvicorn.run(
        app,
        port=int(sys.argv[1]),
        ws=FanoutProtocol,
        ws_per_message_deflate=False,
        loop="uvloop",
        log_level="warning",
        ws_ping_interval=None,
    )


if __name__ == "__main__":
    main()
