"""`dispatch demo --serve` as a process of its own, and as many sessions of its people as a measurement needs."""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.bench.sockets import free_port

LINKS_PER_SESSION = 18
"""As tests/bench/cscreens.c shares them; the product allows 20."""
_READY_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Demo:
    """A served demo district."""

    port: int
    pid: int
    client: httpx.AsyncClient
    """For what is asked again and again: making one costs more than asking."""

    async def sessions(self, name: str, links: int) -> list[str]:
        """Cookies for so many links of one person."""
        return [await self._signed_in(name) for _ in range(-(-links // LINKS_PER_SESSION))]

    async def metric(self, name: str) -> float:
        """A number of `/metrics`."""
        text = (await self.client.get(f"http://127.0.0.1:{self.port}/metrics")).text
        found = re.search(rf"^{name} (\S+)$", text, re.MULTILINE)
        assert found is not None, name
        return float(found[1])

    async def state(self, cookie: str) -> dict[str, list[dict[str, object]]]:
        """What the district looks like to somebody."""
        answer = await self.client.get(f"http://127.0.0.1:{self.port}/api/state", headers={"Cookie": cookie})
        found: dict[str, list[dict[str, object]]] = answer.raise_for_status().json()["state"]
        return found

    def resident_kib(self) -> int:
        """The server's memory, without its database. 0 where the system does not tell."""
        status = Path(f"/proc/{self.pid}/status")
        if not status.exists():
            return 0
        found = re.search(r"VmRSS:\s+(\d+)", status.read_text())
        return int(found[1]) if found else 0

    def processor_seconds(self) -> float:
        """What the server has used so far, without its database. 0 where the system does not tell."""
        stat = Path(f"/proc/{self.pid}/stat")
        if not stat.exists():
            return 0.0
        fields = stat.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    async def _signed_in(self, name: str) -> str:
        origin = f"http://127.0.0.1:{self.port}"
        async with httpx.AsyncClient(base_url=origin) as client:
            who = {"username": name, "password": f"demo-{name}"}
            answer = await client.post("/api/session", json=who, headers={"Origin": origin})
            answer.raise_for_status()
            return "; ".join(f"{key}={value}" for key, value in client.cookies.items())


@asynccontextmanager
async def demo(module: str = "dispatch") -> AsyncIterator[Demo]:
    """Served on an embedded database with fsync on, by this module."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        os.chmod(name, 0o755)  # noqa: PTH101 -- root's database runs as an ordinary user, who must be able to enter
        port = free_port()
        server = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", module, "demo", "--serve"),
            env={**_clean(), "DISPATCH_DATA": f"{name}/data", "DISPATCH_PORT": str(port)},
            stdout=asyncio.subprocess.DEVNULL,
        )
        try:
            await _ready(port, server)
            async with httpx.AsyncClient() as client:
                yield Demo(port, server.pid, client)
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
    until = time.perf_counter() + _READY_SECONDS
    async with httpx.AsyncClient() as client:
        while time.perf_counter() < until and server.returncode is None:
            try:
                if (await client.get(f"http://127.0.0.1:{port}/readyz")).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.1)
    raise RuntimeError("The server did not become ready.")
