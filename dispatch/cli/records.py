"""``dispatch verify``, ``export`` and ``snapshot``: work on the record beside the running nodes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dispatch import wiring
from dispatch.cli.running import run
from dispatch.log import snapshots
from dispatch.log.heads import HeadsFile, parse_head
from dispatch.log.rows import Head
from dispatch.log.sql import Connection
from dispatch.log.verify import Verified, homeless, verify
from dispatch.settings import Settings
from dispatch.wiring import Trouble

_VERIFY_SECONDS = 3600.0


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = commands.add_parser("verify", help="recompute every proof of the record")
    check.add_argument(
        "--head",
        action="append",
        default=[],
        metavar="SEQ:HASH",
        help="a head as a console showed or a report printed it; may be given several times",
    )
    check.set_defaults(run=lambda given: run(lambda settings: _verify(settings, given.head)))
    out = commands.add_parser("export", help="write the events of the live log, one JSON object a line")
    out.add_argument("file", nargs="?", type=Path, help="where to; without it, standard output")
    out.set_defaults(run=lambda given: run(lambda settings: _export(settings, given.file)))
    shot = commands.add_parser("snapshot", help="store the folded state, so that starts are quick")
    shot.set_defaults(run=lambda _: run(_snapshot))


async def _verify(settings: Settings, given: list[str]) -> int:
    try:
        heads = [parse_head(one) for one in given]
    except ValueError as problem:
        raise Trouble(str(problem)) from None
    noted = HeadsFile(settings.data)
    code = 0
    async with wiring.records(settings) as records:
        live = {row.log_id: row.nature == "live" for row in await records.store.logs()}
        # A log that heads were noted of and that is not there any more was taken away as a whole.
        for log in sorted(live.keys() | noted.logs()):
            kept = [one.head for one in noted.read(log)]
            # A head that was given is one of the log that is served here.
            found = await _verify_log(records, log, [*kept, *(heads if live.get(log) else [])])
            if found.wrong is not None:
                print(f"dispatch: wrong: {found.wrong}", file=sys.stderr)
                code = 1
            else:
                print(f"{log}: {found.events} events, {found.erased} texts erased, head {found.head}")
        stray = await records.store.run(homeless, _VERIFY_SECONDS)
        if stray is not None:
            print(f"dispatch: wrong: {stray}", file=sys.stderr)
            code = 1
    return code


async def _verify_log(records: wiring.Records, log: str, heads: list[Head]) -> Verified:
    async def work(connection: Connection) -> Verified:
        return await verify(connection, log, heads)

    return await records.store.run(work, _VERIFY_SECONDS)


async def _export(settings: Settings, file: Path | None) -> int:
    try:
        out = sys.stdout.buffer if file is None else file.open("xb")
    except FileExistsError:
        raise Trouble(f"{file} exists; nothing was written.") from None
    except OSError as problem:
        raise Trouble(f"{file} cannot be written ({problem.strerror}).") from None
    count = 0
    try:
        async with wiring.records(settings) as records:
            log = await wiring.live_log(records.store, settings.log)
            row = await records.store.log(log)
            assert row is not None
            async for events in records.store.stream(log, 0, row.head.seq):
                for event in events:
                    # The body goes out as it was hashed: whoever has the file can recompute the chain.
                    out.write(b'{"chain":"%s","body":%s}\n' % (event.chain.hex().encode(), event.body))
                count += len(events)
    finally:
        if file is not None:
            out.close()
    print(f"{count} events of {log}, head {row.head}", file=sys.stderr)
    return 0


async def _snapshot(settings: Settings) -> int:
    async with wiring.node(settings, timers=False) as running:
        state, head, log = running.desk.state, running.desk.head, running.desk.log

        async def work(connection: Connection) -> None:
            await snapshots.save(connection, log, state, head)

        await running.store.run(work, 60.0)
    print(f"Stored the state of {log} at event {head.seq}.")
    return 0
