"""The product as a process of its own: started without the settings of whoever measures, waited for, and ended."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import httpx

_READY_SECONDS = 60.0


@asynccontextmanager
async def serving(
    *words: str, port: int, data: str, module: str = "dispatch"
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A server on this port and data folder that is ready."""
    server = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, *words),
        env={**_clean(), "DISPATCH_DATA": data, "DISPATCH_PORT": str(port)},
        stdout=asyncio.subprocess.DEVNULL,
    )
    try:
        await _ready(port, server)
        yield server
    finally:
        if server.returncode is None:
            server.terminate()
        await server.wait()


def _clean() -> Mapping[str, str]:
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("DISPATCH_") and name != "DATABASE_URL"
    }


async def _ready(port: int, server: asyncio.subprocess.Process) -> None:
    async with httpx.AsyncClient() as client, asyncio.timeout(_READY_SECONDS):
        while server.returncode is None:
            try:
                if (await client.get(f"http://127.0.0.1:{port}/readyz")).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.1)
    raise RuntimeError(f"The server ended with {server.returncode}; it said why above.")
