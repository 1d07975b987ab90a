"""``dispatch db``: the embedded database by hand."""

from __future__ import annotations

import argparse
import os

from dispatch.cli.running import run
from dispatch.log import embedded
from dispatch.log.superuser import SUPERUSER
from dispatch.settings import Settings
from dispatch.wiring import Trouble


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    actions = commands.add_parser("db", help="the embedded database").add_subparsers(
        metavar="ACTION", required=True
    )
    for name, work, about in (
        ("start", _start, "start it and leave it running"),
        ("stop", _stop, "stop it, also when something is connected"),
        ("status", _status, "say whether it runs"),
        ("psql", _psql, "open psql as its superuser"),
    ):
        actions.add_parser(name, help=about).set_defaults(run=lambda _, work=work: run(work))


def _only_embedded(settings: Settings) -> None:
    if settings.database_url is not None:
        raise Trouble("DATABASE_URL names a database of your own; `dispatch db` is about the embedded one.")


async def _start(settings: Settings) -> int:
    _only_embedded(settings)
    running = await embedded.start_embedded(settings.data)
    print(f"Runs as process {running.pid}; {running.dsn}")
    return 0


async def _stop(settings: Settings) -> int:
    _only_embedded(settings)
    if embedded.status(settings.data).pid is None:
        print("It does not run.")
        return 0
    running = await embedded.start_embedded(settings.data)
    await running.stop(force=True)
    print("Stopped.")
    return 0


async def _status(settings: Settings) -> int:
    _only_embedded(settings)
    found = embedded.status(settings.data)
    if not found.made:
        print(f"There is no embedded database in {settings.data} yet.")
    elif found.pid is None:
        print(f"PostgreSQL {found.major} in {settings.data} does not run.")
    else:
        print(
            f"PostgreSQL {found.major} in {settings.data} runs as process {found.pid}; "
            f"its socket is in {found.socket_dir}."
        )
    return 0


async def _psql(settings: Settings) -> int:
    _only_embedded(settings)
    running = await embedded.start_embedded(settings.data)
    psql = running.binaries.tool("psql")
    # In place of ourselves: the terminal belongs to it.
    os.execv(psql, [str(psql), running.dsn_as(SUPERUSER)])  # noqa: S606
