"""The launcher: from nothing, again, after every way of dying, and one clear line when it cannot."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import shutil
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio

from dispatch.log import cluster, datafolder, superuser
from dispatch.log.binaries import PostgresProblem, find
from dispatch.log.embedded import Embedded, start_embedded, status
from dispatch.log.ordinary import choose
from tests.folders import folder_for
from tests.pg import TEST_SETTINGS

ROOT = os.geteuid() == 0
REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that anybody may enter, as a data folder's parent must be when we are root."""
    made = folder_for("dispatch-pg-")
    yield made
    shutil.rmtree(made)


def is_private(path: Path) -> bool:
    return (path.stat().st_mode & 0o077) == 0


def is_there(path: Path) -> bool:
    return path.exists()


Start = Callable[[Path], Coroutine[None, None, Embedded]]


@pytest_asyncio.fixture
async def start() -> AsyncIterator[Start]:
    """Starts servers and ends them after the test, however it went."""
    started: list[Embedded] = []

    async def begin(data: Path) -> Embedded:
        server = await start_embedded(data, settings=TEST_SETTINGS)
        started.append(server)
        return server

    yield begin
    for server in started:
        with contextlib.suppress(PostgresProblem):
            await server.stop(force=True)


async def note(server: Embedded, number: int) -> None:
    connection = await asyncpg.connect(server.dsn)
    try:
        await connection.execute("CREATE TABLE IF NOT EXISTS notes (n int)")
        await connection.execute("INSERT INTO notes VALUES ($1)", number)
    finally:
        await connection.close()


async def notes(server: Embedded) -> list[int]:
    connection = await asyncpg.connect(server.dsn)
    try:
        return [row["n"] for row in await connection.fetch("SELECT n FROM notes ORDER BY n")]
    finally:
        await connection.close()


async def notes_if_it_answers(server: Embedded) -> list[int] | None:
    with contextlib.suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
        return await notes(server)
    return None


async def test_from_nothing_and_again(folder: Path, start: Start) -> None:
    data = folder / "new" / "data"
    assert status(data).made is False
    server = await start(data)
    await note(server, 1)
    connection = await asyncpg.connect(server.app_dsn)
    try:
        row = await connection.fetchrow(
            "SELECT current_user AS who, current_setting('listen_addresses') AS tcp, "
            "current_setting('server_encoding') AS encoding, current_setting('data_checksums') AS checked, "
            "(SELECT datcollate FROM pg_database WHERE datname = current_database()) AS collation"
        )
    finally:
        await connection.close()
    assert row is not None
    assert tuple(row.values()) == ("dispatch_app", "", "UTF8", "on", "C")
    found = status(data)
    assert (found.made, found.major, found.pid) == (True, server.binaries.major, server.pid)
    assert await server.stop()
    assert status(data).pid is None
    again = await start(data)
    assert again.pid != server.pid
    assert await notes(again) == [1]


async def test_nobody_else_may_enter(folder: Path, start: Start) -> None:
    server = await start(folder / "data")
    assert is_private(server.cluster)
    assert len(os.fsencode(Path(server.socket_dir) / ".s.PGSQL.5432")) <= 103


async def test_a_second_start_attaches_and_only_the_last_one_ends_it(folder: Path, start: Start) -> None:
    first = await start(folder / "data")
    second = await start(folder / "data")
    assert second.pid == first.pid
    connection = await asyncpg.connect(second.app_dsn)
    try:
        assert await first.stop() is False, "somebody is connected"
        assert status(folder / "data").pid == first.pid
    finally:
        await connection.close()
    assert await second.stop() is True
    assert status(folder / "data").pid is None


async def test_two_starts_at_once_make_one_server(folder: Path, start: Start) -> None:
    first, second = await asyncio.gather(start(folder / "data"), start(folder / "data"))
    assert first.pid == second.pid


async def test_killed_with_children_it_is_back_soon_with_what_was_saved(folder: Path, start: Start) -> None:
    server = await start(folder / "data")
    supervisor = asyncio.create_task(server.supervise())
    try:
        for number in range(3):
            await note(server, number)
            idle = [await asyncpg.connect(server.app_dsn) for _ in range(8)]
            dead = server.pid
            began = time.monotonic()
            os.kill(dead, signal.SIGKILL)
            while server.pid == dead or await notes_if_it_answers(server) != list(range(number + 1)):
                assert time.monotonic() - began < 6
                await asyncio.sleep(0.02)
            for connection in idle:
                connection.terminate()
    finally:
        supervisor.cancel()
        await asyncio.gather(supervisor, return_exceptions=True)


async def test_killed_while_it_is_being_prepared_it_is_started_once_more(
    folder: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It answers before its roles are made: killed in between, the supervisor must not end with it."""
    make_roles = superuser.make_roles
    killed: list[int] = []
    server = await start(folder / "data")

    async def killed_first(dsn: str) -> None:
        if not killed:
            killed.append(server.pid)
            os.kill(server.pid, signal.SIGKILL)
        await make_roles(dsn)

    monkeypatch.setattr(superuser, "make_roles", killed_first)
    os.kill(server.pid, signal.SIGKILL)
    while not await server.ensure_running():  # noqa: ASYNC110 -- nobody tells of its end
        await asyncio.sleep(0.02)
    assert killed
    assert server.pid not in killed
    await note(server, 1)
    assert await notes(server) == [1]


async def test_killed_with_its_parent_it_lives_on_and_the_next_start_attaches(
    folder: Path, start: Start
) -> None:
    program = (
        "import asyncio, sys, pathlib\n"
        "from dispatch.log.embedded import start_embedded\n"
        "async def main():\n"
        "    server = await start_embedded(pathlib.Path(sys.argv[1]))\n"
        "    print(server.pid, flush=True)\n"
        "    await asyncio.sleep(60)\n"
        "asyncio.run(main())\n"
    )
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, str(folder / "data"), cwd=REPOSITORY, stdout=asyncio.subprocess.PIPE
    )
    assert parent.stdout is not None
    pid = int(await parent.stdout.readline())
    parent.kill()
    await parent.wait()
    server = await start(folder / "data")
    assert server.pid == pid


async def test_a_stale_pid_of_another_program_does_not_stop_it(folder: Path, start: Start) -> None:
    """After a restart of a container the number in the file may be anybody's."""
    server = await start(folder / "data")
    lines = (server.cluster / "postmaster.pid").read_text().splitlines()
    await server.stop()
    stale = server.cluster / "postmaster.pid"
    stale.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    again = await start(folder / "data")
    assert again.pid not in {os.getpid(), server.pid}


async def test_a_path_too_long_for_a_socket_gets_a_short_one(folder: Path, start: Start) -> None:
    data = folder / ("long" * 20) / "data"
    server = await start(data)
    short = Path(server.socket_dir)
    assert short != server.cluster
    assert is_private(short)
    await note(server, 1)
    attached = await start(data)
    assert attached.socket_dir == server.socket_dir
    await server.stop()
    assert not is_there(short)
    assert server.cluster.is_dir(), "stopping takes the socket's folder and never the data"


async def test_a_folder_of_another_version_is_said_and_left_alone(folder: Path) -> None:
    made = folder / "data" / "pg"
    made.mkdir(parents=True)
    (made / "PG_VERSION").write_text("9\n")
    with pytest.raises(PostgresProblem, match=r"No PostgreSQL 9 was found here \(found: "):
        await start_embedded(folder / "data")
    assert [path.name for path in made.iterdir()] == ["PG_VERSION"]


async def test_a_folder_that_is_no_database_is_said_and_left_alone(folder: Path) -> None:
    made = folder / "data" / "pg"
    made.mkdir(parents=True)
    (made / "photos.zip").write_text("")
    with pytest.raises(PostgresProblem, match="holds no database of PostgreSQL; nothing was changed"):
        await start_embedded(folder / "data")
    assert [path.name for path in made.iterdir()] == ["photos.zip"]


async def test_a_file_in_the_way_is_said(folder: Path) -> None:
    (folder / "data").write_text("")
    with pytest.raises(PostgresProblem, match="cannot be made"):
        await start_embedded(folder / "data")


async def test_a_server_that_ends_at_once_says_why_in_one_line(folder: Path) -> None:
    with pytest.raises(PostgresProblem, match=r"does not start: .*max_connections") as said:
        await start_embedded(folder / "data", settings={"max_connections": "many"})
    assert "\n" not in str(said.value)


async def test_a_start_that_another_program_holds_up_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(datafolder, "LOCK_SECONDS", 0.2)
    data = folder / "data"
    data.mkdir()
    async with datafolder.locked(data):
        with pytest.raises(PostgresProblem, match="Another program has been starting"):
            await start_embedded(data)


def test_missing_programs_are_said() -> None:
    with pytest.raises(PostgresProblem, match="PG_BIN"):
        find(14)


def test_a_chosen_folder_comes_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = find()
    (folder / "bin").symlink_to(usual.folder)
    monkeypatch.setenv("PG_BIN", str(folder / "bin"))
    assert find().origin == "PG_BIN"
    with pytest.raises(PostgresProblem, match="no-such-tool is not part of"):
        find().tool("no-such-tool")


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("LOG: x\nFATAL:  could not write: No space left on device\n", "the disk that holds .* is full"),
        ("FATAL:  could not open file: Permission denied\n", "a permission is missing"),
        ("FATAL:  database files are incompatible with server\n", "another version of PostgreSQL"),
        ("LOG:  starting\nFATAL:  something odd\nLOG:  gone\n", "something odd"),
        ("", "without a word"),
    ],
)
def test_what_the_server_says_becomes_one_line(said: str, line: str) -> None:
    found = cluster.explain(said, Path("/data"))
    assert "\n" not in found
    assert re.search(line, found)


async def test_root_is_given_up_for_an_ordinary_user_who_may_enter(
    folder: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A data folder and programs below root's home. Run as anybody else, they are that user's own and stay there."""
    closed = folder / "root"
    closed.mkdir(mode=0o700)
    os.symlink(find().folder.parents[2], closed / "site")  # noqa: PTH211 -- one system call
    package = find().folder.parents[1].name
    monkeypatch.setenv("PG_BIN", str(closed / "site" / package / "pginstall" / "bin"))
    monkeypatch.setattr(datafolder, "SHARED", folder / "shared")
    data = closed / "data"
    server = await start(data)
    await note(server, 1)
    assert choose(server.cluster, data).uid != 0
    assert server.cluster.is_relative_to(folder / "shared") is ROOT
    assert server.binaries.folder.is_relative_to(folder / "shared") is ROOT
    assert (data / "pg").is_symlink() is ROOT
    assert status(data).pid == server.pid
    await server.stop()
    assert await notes(await start(data)) == [1]


async def test_a_database_that_its_user_can_no_longer_enter_is_said(folder: Path, start: Start) -> None:
    server = await start(folder / "data")
    await server.stop()
    os.chmod(folder, 0o700)  # noqa: PTH101 -- one system call
    if choose(server.cluster, folder / "data").dropped:
        with pytest.raises(PostgresProblem, match=f"may not enter {folder}; set DISPATCH_DATA"):
            await start(folder / "data")
    else:
        assert (await start(folder / "data")).pid
