"""``dispatch backup`` and ``dispatch restore``: the whole database in one file, and back into an empty data
folder.
"""

from __future__ import annotations

import argparse
import asyncio
import os
from pathlib import Path

from dispatch import wiring
from dispatch.cli.running import run
from dispatch.desk.clock import SystemClock
from dispatch.log import cluster, datafolder
from dispatch.log.binaries import find
from dispatch.log.embedded import start_embedded
from dispatch.log.restored import begin_new_epochs
from dispatch.log.superuser import SUPERUSER
from dispatch.settings import Settings
from dispatch.wiring import Trouble


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    out = commands.add_parser("backup", help="write the whole database to a file, while it runs")
    out.add_argument("file", type=Path)
    out.set_defaults(run=lambda given: run(lambda settings: _backup(settings, given.file)))
    back = commands.add_parser("restore", help="read a backup into an empty data folder")
    back.add_argument("file", type=Path)
    back.set_defaults(run=lambda given: run(lambda settings: _restore(settings, given.file)))


async def _backup(settings: Settings, file: Path) -> int:
    partly = _part_of(file)
    async with wiring.database(settings) as addresses:
        binaries = addresses.embedded.binaries if addresses.embedded is not None else find()
        dsn = addresses.owner if addresses.embedded is None else addresses.embedded.dsn_as(SUPERUSER)
        await _tool(binaries.tool("pg_dump"), "--format=custom", f"--file={partly}", dsn)
    print(f"Wrote {file} ({_finish(partly, file):.1f} MB). It holds personal data: keep it safe.")
    return 0


def _part_of(file: Path) -> Path:
    """Where the backup is written until it is whole."""
    if file.exists():
        raise Trouble(f"{file} exists; nothing was written.")
    return file.with_name(f"{file.name}.part")


def _finish(partly: Path, file: Path) -> float:
    """A file of that name is a whole backup or it is not there. Its size in megabytes."""
    partly.rename(file)
    return file.stat().st_size / 1_048_576


async def _restore(settings: Settings, file: Path) -> int:
    if settings.database_url is not None:
        raise Trouble(
            "Restore into a database of your own with pg_restore; this command fills an empty data folder."
        )
    _check_restorable(settings, file)
    embedded = await start_embedded(settings.data)
    try:
        await _tool(
            embedded.binaries.tool("pg_restore"),
            "--exit-on-error",
            f"--dbname={embedded.dsn_as(SUPERUSER)}",
            file,
        )
        logs = await begin_new_epochs(embedded.dsn_as(SUPERUSER), SystemClock().new_id)
    finally:
        await embedded.stop()
    print(
        f"Restored {', '.join(logs) or 'an empty database'} into {settings.data}. Check it: dispatch verify"
    )
    return 0


def _check_restorable(settings: Settings, file: Path) -> None:
    if not file.is_file():
        raise Trouble(f"There is no file {file}.")
    if cluster.major_of(datafolder.cluster_of(settings.data.absolute())) is not None:
        raise Trouble(
            f"{settings.data} holds a database already; nothing was changed. Set DISPATCH_DATA to an empty folder."
        )


async def _tool(program: Path, *arguments: str | Path) -> None:
    """Run one of PostgreSQL's programs; what it says when it fails is the reason."""
    process = await asyncio.create_subprocess_exec(
        program,
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env={**os.environ, "LC_ALL": "C"},
    )
    output, _ = await process.communicate()
    if process.returncode != 0:
        said = output.decode(errors="replace").strip().splitlines()
        raise Trouble(f"{program.name} failed: {said[0] if said else 'it said nothing'}")
