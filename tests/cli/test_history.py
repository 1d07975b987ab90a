"""``dispatch history``: made anew while a desk keeps writing and people keep searching; killed in the middle nothing is lost."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import os
import re
import subprocess
from pathlib import Path
from uuid import uuid4

from dispatch.desk.results import Envelope, Saved
from dispatch.domain.actor import Actor, Role
from dispatch.domain.commands import AddNote
from dispatch.domain.text import TextClass
from dispatch.log import builds
from dispatch.log.builds import Build
from dispatch.log.history import History
from dispatch.log.store import LogStore
from tests.pg import Database
from tests.programs import Program
from tests.web.serving import LOG, Serving, serving, settings_for

NOTES = 2500
WRITER = Actor(person="p-dispatcher", name="Dispatcher", role=Role.DISPATCHER, agency="PMSD", position="CON1")


async def write(served: Serving, call: str, text: str) -> None:
    note = AddNote(text=text, text_class=TextClass.OPERATIONAL, call=call)
    result = await served.node.desk.submit(WRITER, Envelope(id=str(uuid4()), command=note))
    assert isinstance(result, Saved), result


def command(database: Database, data: Path, *words: str, first: str = "history") -> Program:
    return Program(
        (first, *words),
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("DISPATCH_")},
            "DATABASE_URL": database.app_dsn,
            "DISPATCH_MIGRATE_URL": database.dsn,
            "DISPATCH_DATA": str(data),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


async def every(served: Serving) -> list[Build]:
    async with served.node.store.connection() as connection:
        return await builds.every(connection, LOG)


async def caught_up(served: Serving) -> None:
    async with asyncio.timeout(60):
        while (await every(served))[0].seq < served.node.desk.head.seq:  # noqa: ASYNC110 -- the database moves
            await asyncio.sleep(0.05)


class Work:
    """A desk that keeps writing and a reader who keeps searching; the reader must always find everything."""

    def __init__(self, served: Serving, call: str) -> None:
        self._served = served
        self._call = call
        self.written = 0
        self.searched = 0

    async def write(self) -> None:
        while True:
            await write(self._served, self._call, f"meanwhile {self.written}")
            self.written += 1
            await asyncio.sleep(0.02)

    async def search(self) -> None:
        async with self._served.client("dispatcher") as client:
            while True:
                found = (await client.get("/api/history", params={"q": "umbrella"})).json()
                assert [one["id"] for one in found["calls"]] == [self._call], found
                assert found["complete"] is True
                lines = await client.get("/api/log", params={"q": "first", "limit": 500})
                assert len(lines.json()["lines"]) == 10, "none missing, none twice"
                self.searched += 1


async def test_history_is_made_anew_under_a_running_desk_whoever_is_killed(
    database: Database, tmp_path: Path
) -> None:
    async with serving(settings_for(database, tmp_path / "node")) as served:
        created = await served.give(
            "dispatcher", "CreateCall", call_type="FIGHT", site="GRHS", text="umbrella"
        )
        call = created.json()["refs"]["call"]
        for number in range(10):
            await write(served, call, f"first {number}")
        for hundred in range(NOTES // 100):
            await asyncio.gather(*(write(served, call, f"filler {hundred} {one}") for one in range(100)))
        await caught_up(served)
        work = Work(served, call)
        tasks = [asyncio.create_task(work.write()), asyncio.create_task(work.search())]
        try:
            await _killed_in_the_middle(served, database, tmp_path)
            await _finished(database, tmp_path)
        finally:
            for task in tasks:
                task.cancel()
            ended = await asyncio.gather(*tasks, return_exceptions=True)
        assert all(isinstance(one, asyncio.CancelledError) for one in ended), ended
        assert work.written > 10
        assert work.searched > 2
        await caught_up(served)
        (build,) = await every(served)
        assert build.serving
        assert build.number >= 2
        async with served.client("dispatcher") as client:
            lines = await client.get("/api/log", params={"q": "meanwhile", "limit": 500})
            texts = {line["detail"]["text"] for line in lines.json()["lines"]}
        last = range(max(0, work.written - 500), work.written)
        assert texts >= {f"meanwhile {number}" for number in last}


async def _killed_in_the_middle(served: Serving, database: Database, data: Path) -> None:
    process = command(database, data / "killed", "rebuild")
    async with asyncio.timeout(60):
        while True:
            found = await every(served)
            if len(found) == 2 and found[1].seq > 0:
                break
            await asyncio.sleep(0.005)
    process.kill()
    await asyncio.to_thread(process.communicate)
    found = await every(served)
    assert [one.serving for one in found] == [True, False], "it was killed in the middle"
    assert 0 < found[1].seq < served.node.desk.head.seq


async def _finished(database: Database, data: Path) -> None:
    process = command(database, data / "second", "rebuild")
    said, wrong = await asyncio.to_thread(process.communicate)
    assert process.returncode == 0, wrong
    assert re.fullmatch(rf"History of {LOG} was made anew, up to event \d+\.\n", said.decode())


async def test_status_says_how_far_history_is(database: Database, tmp_path: Path) -> None:
    async with serving(settings_for(database, tmp_path / "node")) as served:
        await caught_up(served)
        head = served.node.desk.head.seq
    process = command(database, tmp_path / "other", "status")
    said, wrong = await asyncio.to_thread(process.communicate)
    assert process.returncode == 0, wrong
    assert said.decode() == f"build 1 is read: {head} of {head} events\n"


async def test_a_rebuild_without_a_server_does_all_itself(
    database: Database, store: LogStore, tmp_path: Path
) -> None:
    async with serving(settings_for(database, tmp_path / "node")) as served:
        head = served.node.desk.head.seq
    process = command(database, tmp_path / "other", "rebuild")
    said, wrong = await asyncio.to_thread(process.communicate)
    assert process.returncode == 0, wrong
    assert f"up to event {head}" in said.decode()
    assert not await History(store, LOG).step(), "nothing is left to do"


async def test_calls_are_exported_as_the_desk_sees_them(database: Database, tmp_path: Path) -> None:
    async with serving(settings_for(database, tmp_path / "node")) as served:
        for text in ("=1+1", "second"):
            given = {"call_type": "FIGHT", "site": "GRHS", "text": text, "distinct": True}
            assert (await served.give("dispatcher", "CreateCall", **given)).status_code == 200
        await caught_up(served)

    async def export(*words: str) -> tuple[int | None, bytes, bytes]:
        process = command(database, tmp_path / "other", *words, first="export")
        said, wrong = await asyncio.to_thread(process.communicate)
        return process.returncode, said, wrong

    code, said, wrong = await export("--calls", "csv")
    assert code == 0, wrong
    rows = list(csv.DictReader(io.StringIO(said.decode(), newline="")))
    assert [row["text"] for row in rows[:-1]] == ["second", "'=1+1"]
    assert re.search(r"^2 calls, head [0-9a-f]{64}$", wrong.decode(), re.MULTILINE)
    code, said, wrong = await export("--calls", "json", "--until", "2020-01-01")
    assert code == 0, wrong
    assert json.loads(said)["calls"] == []
    code, said, wrong = await export("--from", "2020-01-01")
    assert (code, said) == (1, b"")
    assert b"--calls" in wrong
    assert (await export("--calls", "csv", "--from", "yesterday"))[0] == 2
