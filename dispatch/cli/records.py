"""``dispatch verify``, ``export`` and ``snapshot``: work on the record beside the running nodes."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import BinaryIO, Final
from zoneinfo import ZoneInfo

from dispatch import wiring
from dispatch.cli.running import fail, run
from dispatch.domain.lens.sought import CallFilter
from dispatch.log import snapshots
from dispatch.log.finding import CallsWanted
from dispatch.log.heads import HeadsFile, parse_head
from dispatch.log.rows import Head
from dispatch.log.sql import Connection
from dispatch.log.verify import Verified, homeless, verify
from dispatch.settings import Settings
from dispatch.web import reports
from dispatch.wiring import Trouble

DESK: Final = ("desk",)
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
    out.add_argument(
        "--calls", choices=("csv", "json"), help="instead: a list of calls as the desk sees them"
    )
    out.add_argument(
        "--from",
        dest="since",
        metavar="DAY",
        type=_day,
        help="calls from this day on, in the district's time",
    )
    out.add_argument("--until", metavar="DAY", type=_day, help="calls before this day")
    out.set_defaults(run=_run_export)
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


def _day(given: str) -> date:
    """A day as it stands in a command."""
    return date.fromisoformat(given)


def _begin(day: date | None, zone: ZoneInfo) -> datetime | None:
    """When a day begins where the district is."""
    return None if day is None else datetime.combine(day, time(), zone).astimezone(UTC)


def _run_export(given: argparse.Namespace) -> int:
    if given.calls is None:
        if given.since is not None or given.until is not None:
            return fail("--from and --until are for --calls; the record is exported whole.")
        return run(lambda settings: _export(settings, given.file))
    days = (given.since, given.until)
    return run(lambda settings: _export_calls(settings, given.file, given.calls, days))


@contextlib.contextmanager
def _new_file(file: Path | None) -> Iterator[BinaryIO]:
    """Where to write: standard output, or a file that is not there yet."""
    if file is None:
        yield sys.stdout.buffer
        return
    try:
        out = file.open("xb")
    except FileExistsError:
        raise Trouble(f"{file} exists; nothing was written.") from None
    except OSError as problem:
        raise Trouble(f"{file} cannot be written ({problem.strerror}).") from None
    with out:
        yield out


async def _export_calls(
    settings: Settings, file: Path | None, form: str, days: tuple[date | None, date | None]
) -> int:
    count = 0
    with _new_file(file) as out:
        async with wiring.node(settings, timers=False) as running:
            archive = wiring.services(running).archive
            since, until = (_begin(day, wiring.zone(settings, running.desk.state.home)) for day in days)
            which = CallFilter(since=since, until=until)
            wanted = CallsWanted(parts=DESK, limit=reports.PAGE, which=which)
            first = await archive.find(wanted)
            pages = reports.list_pages(archive, running.desk, wanted, lambda: DESK, first)
            ended: list[reports.End] = []

            async def noted() -> AsyncIterator[reports.Listed]:
                nonlocal count
                async for listed in pages:
                    if isinstance(listed, reports.End):
                        ended.append(listed)
                    else:
                        count += len(listed)
                    yield listed

            made = reports.list_csv(noted()) if form == "csv" else reports.list_json(noted())
            async for piece in made:
                out.write(piece)
    if ended[0].missing is not None:
        raise Trouble(f"{count} calls were written, but the list is not whole: {ended[0].missing}")
    print(f"{count} calls, head {ended[0].head}", file=sys.stderr)
    return 0


async def _export(settings: Settings, file: Path | None) -> int:
    count = 0
    with _new_file(file) as out:
        async with wiring.records(settings) as records:
            log = await wiring.live_log(records.store, settings.log)
            row = await records.store.log(log)
            assert row is not None
            async for events in records.store.stream(log, 0, row.head.seq):
                for event in events:
                    # The body goes out as it was hashed: whoever has the file can recompute the chain.
                    out.write(b'{"chain":"%s","body":%s}\n' % (event.chain.hex().encode(), event.body))
                count += len(events)
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
