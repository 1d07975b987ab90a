"""``dispatch files empty``: erase the bytes of a file by order. What the record says of it, and its hash, stay."""

from __future__ import annotations

import argparse
import re

from dispatch import wiring
from dispatch.cli.running import run
from dispatch.log.files import Files
from dispatch.settings import Settings
from dispatch.wiring import Trouble


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    files = commands.add_parser("files", help="files of calls").add_subparsers(metavar="WHAT", required=True)
    empty = files.add_parser(
        "empty", help="erase the bytes of a file and of its shared copy; the hashes stay"
    )
    empty.add_argument("sha256", help="the hash as the report of the call prints it")
    empty.set_defaults(run=lambda given: run(lambda settings: _empty(settings, given.sha256)))


async def _empty(settings: Settings, address: str) -> int:
    if not re.fullmatch(r"[0-9a-f]{64}", address):
        raise Trouble("A hash has 64 digits from 0 to 9 and a to f; nothing was erased.")
    async with wiring.records(settings) as records:
        log = await wiring.live_log(records.store, settings.log)
        files = Files(records.store, log, records.clock.now, folder=settings.data)
        gone = await files.empty(address)
    if gone == 0:
        raise Trouble("There is no such file, or it has been erased before.")
    print(
        f"Erased {gone} {'copy' if gone == 1 else 'copies'}. The record still proves that the file was there."
    )
    return 0
