"""A whole load run against a whole server in a process of its own; and the same through a wire that forges, which must be found out."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest_asyncio

from dispatch.desk.frames import payloads, text_frame
from dispatch.links.shipped import shipped_text
from tests.pg import Database
from tests.programs import Program
from tests.web.serving import free_port

START_SECONDS = 60.0
FILE = "calls-san-francisco-fire-sample.csv"


@dataclass
class Served:
    """A demo that is served, and how it is loaded."""

    port: int
    environment: dict[str, str]
    file: Path
    process: Program | None = None

    async def start(self) -> None:
        self.process = Program(
            ("demo", "--serve", "--quiet"), env=self.environment, stdout=subprocess.DEVNULL
        )
        async with asyncio.timeout(START_SECONDS), httpx.AsyncClient(verify=False) as client:
            while True:
                assert self.process.poll() is None
                with contextlib.suppress(httpx.TransportError):
                    if (await client.get(f"http://127.0.0.1:{self.port}/readyz")).status_code == 200:
                        return
                await asyncio.sleep(0.05)

    async def stop(self, *, kill: bool = False) -> None:
        assert self.process is not None
        if self.process.poll() is None:
            (self.process.kill if kill else self.process.terminate)()
            await asyncio.to_thread(self.process.wait)

    async def load(
        self, *words: str, once_up: Callable[[Program], Awaitable[None]] | None = None
    ) -> tuple[int, list[dict[str, Any]], str]:
        """Exit code, reports, and what was said beside them. ``once_up``: done when all screens are up."""
        process = Program(
            ("load", str(self.file), "--json", *words),
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stderr is not None
        said = []
        while once_up is not None and (line := await asyncio.to_thread(process.stderr.readline)):
            said.append(line)
            if b" are up" in line:
                await once_up(process)
                break
        out, err = await asyncio.to_thread(process.communicate)
        assert process.returncode is not None
        return (
            process.returncode,
            [orjson.loads(line) for line in out.splitlines()],
            b"".join([*said, err]).decode(),
        )


@pytest_asyncio.fixture
async def served(demo_database: Database, tmp_path: Path) -> AsyncIterator[Served]:
    port, proxy = free_port(), free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DISPATCH_")}
    environment |= {
        "DATABASE_URL": demo_database.app_dsn,
        "DISPATCH_MIGRATE_URL": demo_database.dsn,
        "DISPATCH_DATA": str(tmp_path / "data"),
        "DISPATCH_PORT": str(port),
        "DISPATCH_ORIGINS": f"http://127.0.0.1:{proxy}",
        "PROXY": str(proxy),
    }
    file = tmp_path / FILE
    file.write_text(shipped_text(FILE))
    one = Served(port, environment, file)
    await one.start()
    try:
        yield one
    finally:
        await one.stop()


async def test_twenty_screens_and_five_phones_that_come_and_go_lose_nothing(served: Served) -> None:
    code, reports, said = await served.load(
        *("--rate", "20", "--for", "5s", "--screens", "20", "--phones", "5", "--churn", "8", "--every", "2s")
    )
    assert code == 0, said
    *_, end = reports
    assert [one["kind"] for one in reports] == ["interval"] * (len(reports) - 1) + ["end"]
    assert end["findings"] == {"counts": {}, "sentences": []}
    commands = end["commands"]
    assert commands["given"] == commands["saved"] > 30
    assert (commands["refused"], commands["unknown"], end["open_calls"]) == ({}, 0, 0)
    assert end["calls"] > 0
    assert end["frames"] > 20 * 10
    assert end["cut"] > 0
    assert end["resumed"] + end["snapshots"] >= end["cut"]
    assert end["disconnects"] == end["resyncs"] == 0
    assert 0 < end["ack_ms"]["p50"] <= end["ack_ms"]["p99"] <= end["ack_ms"]["max"]
    assert end["event_ms"]["count"] > 0
    assert end["reconnect_ms"]["count"] >= end["cut"]


async def test_a_server_that_dies_loses_no_command(served: Served) -> None:
    """Every command is given again with its own id until it is answered; screens come back by themselves."""

    async def die(_: Program) -> None:
        await asyncio.sleep(1.0)
        await served.stop(kill=True)
        await served.start()

    code, reports, said = await served.load(
        *("--rate", "20", "--for", "6s", "--screens", "6", "--phones", "2", "--every", "60s"), once_up=die
    )
    assert code == 0, (said, reports)
    end = reports[-1]
    assert end["disconnects"] >= 8
    assert end["commands"]["given"] == end["commands"]["saved"] + sum(end["commands"]["refused"].values())


async def test_a_run_that_is_stopped_leaves_nothing_open(served: Served) -> None:
    async def stop(process: Program) -> None:
        await asyncio.sleep(1.5)
        process.send_signal(signal.SIGINT)

    code, reports, said = await served.load("--rate", "20", "--for", "1h", "--screens", "2", once_up=stop)
    assert code == 1
    assert said.splitlines()[-1] == "dispatch: Stopped before it was done. What was saved stays saved."
    assert (reports[-1]["kind"], reports[-1]["open_calls"]) == ("end", 0)
    assert reports[-1]["findings"]["counts"] == {}
    assert reports[-1]["calls"] > 0


async def test_by_http_the_same_is_given_and_what_cannot_begin_is_one_line(
    served: Served, tmp_path: Path
) -> None:
    code, reports, said = await served.load("--rate", "10", "--for", "2s", "--screens", "2", "--http")
    assert code == 0, said
    assert reports[-1]["commands"]["given"] == reports[-1]["commands"]["saved"] > 3
    nobody = f"http://127.0.0.1:{free_port()}"
    wrong = {
        ("--rate", "1"): "--for",
        ("--url", nobody): "No server answers",
        ("--user", "nobody"): "nobody was not let in",
        ("--user", "officer"): "officer may not give AcknowledgeAlarm, AssignUnits",
        ("--phones", "1", "--phone-user", "nobody"): "nobody was not let in",
    }
    answers = await asyncio.gather(*(served.load(*words) for words in wrong))
    for (code, reports, said), part in zip(answers, wrong.values(), strict=True):
        assert (code, reports) == (1, [])
        assert part in said.splitlines()[-1]
    served.file = tmp_path / "nothing.csv"
    code, _, said = await served.load()
    assert code == 1
    assert "cannot be read" in said


# --- negative controls -------------------------------------------------------------------------------------------

Forge = Callable[[int, bytes], list[bytes]]
"""What becomes of the n-th frame of a screen."""


def dropped(n: int, text: bytes) -> list[bytes]:
    return [] if n == 6 else [text]


def repeated(n: int, text: bytes) -> list[bytes]:
    return [text, text] if n == 6 else [text]


def wrong(n: int, text: bytes) -> list[bytes]:
    return [text.replace(b'"CLOSED"', b'"HELD"')]


def strange(n: int, text: bytes) -> list[bytes]:
    return [text, text.replace(b'"part":"desk"', b'"part":"site:GRHS"')] if n == 6 else [text]


FORGES = {
    2: (dropped, "lost"),
    3: (repeated, "repeated"),
    4: (wrong, "board_differs"),
    5: (strange, "unknown_part"),
}


@dataclass
class Forger:
    """A wire to the server that forges what some of the screens get."""

    port: int
    to: int
    forged: Counter[int] = field(default_factory=Counter)
    _links: int = 0
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @contextlib.asynccontextmanager
    async def wire(self) -> AsyncIterator[None]:
        server = await asyncio.start_server(self._accept, "127.0.0.1", self.port)
        try:
            yield
        finally:
            server.close()
            for task in list(self._tasks):
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        there, here = await asyncio.open_connection("127.0.0.1", self.to)
        try:
            first = await reader.read(65_536)
            here.write(first)
            live = first.startswith(b"GET /live")
            self._links += live
            link = self._links if live else 0
            async with asyncio.TaskGroup() as both:
                both.create_task(_pass(reader, here))
                both.create_task(self._forge(link, there, writer) if link in FORGES else _pass(there, writer))
        except* (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            here.transport.abort()
            writer.transport.abort()
            self._tasks.discard(task)

    async def _forge(self, link: int, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        forge, _ = FORGES[link]
        target.write(await source.readuntil(b"\r\n\r\n"))
        n = 0
        while True:
            raw = await source.readexactly(2)
            more = {126: 2, 127: 8}.get(raw[1], 0)
            raw += await source.readexactly(more)
            raw += await source.readexactly(int.from_bytes(raw[2:], "big") if more else raw[1])
            texts = payloads(raw) if raw[0] == 0x81 else []
            if not texts or not texts[0].startswith(b'{"type":"frame"'):
                target.write(raw)
                continue
            n += 1
            made = forge(n, texts[0])
            self.forged[link] += made != texts
            for text in made:
                target.write(text_frame(text))


async def _pass(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    while data := await source.read(65_536):
        target.write(data)
    with contextlib.suppress(OSError):
        target.write_eof()


async def test_each_thing_that_is_forged_on_the_wire_is_found(served: Served) -> None:
    forger = Forger(int(served.environment["PROXY"]), served.port)
    async with forger.wire():
        code, reports, said = await served.load(
            *("--url", f"http://127.0.0.1:{forger.port}", "--rate", "20", "--for", "3s", "--screens", "6")
        )
    assert code == 1, said
    assert set(forger.forged) == set(FORGES)
    findings = reports[-1]["findings"]
    counts = findings["counts"]
    assert set(counts) == {found for _, found in FORGES.values()}
    assert counts["lost"] == counts["repeated"] == counts["unknown_part"] == 1
    # Each on the screen that got it, and on no other.
    named = {sentence.partition(":")[0] for sentence in findings["sentences"]}
    assert len(named) == len(FORGES)
