"""``/readyz`` says why not, soon, whatever the database does; ``/healthz`` goes on."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from dispatch.log import cluster
from dispatch.settings import read
from tests.folders import folder_for
from tests.web.serving import Serving, free_port, serving


@pytest.fixture
def own_folder() -> Iterator[Path]:
    """A data folder of this test's own: its PostgreSQL may be stopped without troubling other tests."""
    folder = folder_for("ready-")
    yield folder / "data"
    shutil.rmtree(folder)


async def reasons(served: Serving) -> tuple[int, list[str]]:
    async with served.client() as client:
        answer = await client.get("/readyz")
        assert (await client.get("/healthz")).status_code == 200
        return answer.status_code, answer.json()["reasons"]


async def until(served: Serving, status: int, seconds: float) -> tuple[float, list[str]]:
    began = time.monotonic()
    while True:
        found, why = await reasons(served)
        if found == status:
            return time.monotonic() - began, why
        assert time.monotonic() - began < seconds, (found, why)
        await asyncio.sleep(0.05)


async def test_a_database_that_stands_still_is_noticed_and_so_is_its_return(own_folder: Path) -> None:
    settings = read({"DISPATCH_DATA": str(own_folder), "DISPATCH_PORT": str(free_port())})
    async with serving(settings) as served:
        await until(served, 200, 5)
        found = cluster.running(own_folder / "pg")
        assert found is not None
        processes = [found.pid, *children(found.pid)]
        for pid in processes:
            os.kill(pid, signal.SIGSTOP)
        try:
            took, why = await until(served, 503, 4)
            assert took < 2.5, took
            assert any(reason.startswith(("database:", "tail:")) for reason in why), why
        finally:
            for pid in processes:
                os.kill(pid, signal.SIGCONT)
        await until(served, 200, 10)


async def test_a_full_disk_and_a_stopped_tail_are_named(
    served: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    await until(served, 200, 5)
    with monkeypatch.context() as patched:
        usage = SimpleNamespace(total=10**12, used=10**12, free=1_000_000)
        patched.setattr("dispatch.web.readiness.shutil.disk_usage", lambda _path: usage)
        status, why = await reasons(served)
        assert status == 503
        assert [reason.partition(":")[0] for reason in why] == ["disk"]
    await until(served, 200, 5)
    (tail,) = [task for task in asyncio.all_tasks() if task.get_name() == f"desk-{served.node.desk.log}-tail"]
    tail.cancel()
    _, why = await until(served, 503, 4)
    assert any(reason.startswith("tail:") for reason in why)


def children(pid: int) -> list[int]:
    """The processes of a server: stopping only the first one leaves the others answering."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.append(int(path.parent.name))
    return found


async def test_the_check_of_the_image_asks_the_server_and_notices_when_there_is_none(served: Serving) -> None:
    """The very command that stands in the Dockerfile, as a container runs it."""
    dockerfile = (Path(__file__).parents[2] / "Dockerfile").read_text().replace("\\\n", " ")
    (check,) = re.findall(r"^HEALTHCHECK .*? CMD (\[.*\])$", dockerfile, re.MULTILINE)
    _, *words = json.loads(check)

    async def ends_with(port: int) -> int:
        command = await asyncio.create_subprocess_exec(
            *(sys.executable, *words), env={"DISPATCH_PORT": str(port)}, stderr=asyncio.subprocess.DEVNULL
        )
        return await command.wait()

    assert await ends_with(served.port) == 0
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    assert await ends_with(port) != 0
