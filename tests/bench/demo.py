"""`dispatch demo --serve` as a process of its own, and as many sessions of its people as a measurement needs."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.bench.program import serving
from tests.bench.sockets import free_port

LINKS_PER_SESSION = 18
"""As tests/bench/cscreens.c shares them; the product allows 20."""


@dataclass(frozen=True, slots=True)
class Demo:
    """A served demo district."""

    port: int
    pid: int
    client: httpx.AsyncClient
    """For what is asked again and again: making one costs more than asking."""
    data: str
    """Its data folder."""

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
        async with (
            serving("demo", "--serve", "--quiet", port=port, data=f"{name}/data", module=module) as server,
            httpx.AsyncClient() as client,
        ):
            yield Demo(port, server.pid, client, f"{name}/data")
