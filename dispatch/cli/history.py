"""``dispatch history``: where history stands, and making it anew beside the one that is read. Servers may run meanwhile."""

from __future__ import annotations

import argparse
import asyncio
import sys

from dispatch import wiring
from dispatch.cli.running import run
from dispatch.log import builds
from dispatch.log.builds import Build
from dispatch.log.history import History
from dispatch.settings import Settings
from dispatch.wiring import Records

_AGAIN_SECONDS = 0.2


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    history = commands.add_parser("history", help="the tables that search and reports read")
    asked = history.add_subparsers(metavar="WHAT", required=True)
    status = asked.add_parser("status", help="how far history is behind the log")
    status.set_defaults(run=lambda _: run(_status))
    rebuild = asked.add_parser("rebuild", help="make history anew from the log; searches go on meanwhile")
    rebuild.set_defaults(run=lambda _: run(_rebuild))


async def _status(settings: Settings) -> int:
    async with wiring.records(settings) as records:
        log = await wiring.live_log(records.store, settings.log)
        head = await _head(records, log)
        for build in await _builds(records, log):
            use = "is read" if build.serving else "is cleared away" if build.given_up else "is being made"
            rest = "" if build.whole else ", without what an erasure took"
            print(f"build {build.number} {use}: {build.seq} of {head} events{rest}")
    return 0


async def _rebuild(settings: Settings) -> int:
    """Goes on with a build that was begun and not finished. Whatever ends it, what was readable stays so."""
    async with wiring.records(settings) as records:
        log = await wiring.live_log(records.store, settings.log)
        history = History(records.store, log)
        while await history.follow():
            pass
        wanted = await _begin(records, log)
        while not await _done(records, log, wanted):
            if not await history.make():
                # Another node is at it.
                await asyncio.sleep(_AGAIN_SECONDS)
        print(f"History of {log} was made anew, up to event {await history.cursor()}.")
    return 0


async def _begin(records: Records, log: str) -> int:
    found = await _builds(records, log)
    if all(one.serving or one.given_up for one in found):
        async with records.store.connection() as connection:
            await builds.begin_next(connection, log)
        found = await _builds(records, log)
    return max(one.number for one in found)


async def _done(records: Records, log: str, wanted: int) -> bool:
    found = await _builds(records, log)
    made = next((one for one in found if not one.serving and not one.given_up and one.number >= wanted), None)
    if made is not None and sys.stderr.isatty():
        head = await _head(records, log)
        print(f"\r{made.seq} of {head} events", end="", file=sys.stderr, flush=True)
    return all(one.serving and one.number >= wanted for one in found)


async def _builds(records: Records, log: str) -> list[Build]:
    async with records.store.connection() as connection:
        return await builds.every(connection, log)


async def _head(records: Records, log: str) -> int:
    row = await records.store.log(log)
    assert row is not None
    return row.head.seq
