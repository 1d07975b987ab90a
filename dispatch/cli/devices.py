"""``dispatch device``: the keys of panic devices and of their vendors, from the machine itself; and which devices there are."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import TextIO

from dispatch import wiring
from dispatch.cli.running import run
from dispatch.people.device_keys import OVERLAP, DeviceKeys, holder_of_device, holder_of_vendor
from dispatch.settings import Settings
from dispatch.wiring import Trouble

Given = argparse.Namespace


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    device = commands.add_parser("device", help="panic devices and their keys").add_subparsers(
        metavar="ACTION", required=True
    )
    shown = device.add_parser("list", help="all registered devices, and whether each has a key")
    shown.set_defaults(run=lambda _: run(_list))
    keys = device.add_parser("keys", help="issue a key to every device that has none, into a new file")
    keys.add_argument("file", type=Path, help="device_id,key,site: a new file, which only you can read")
    keys.add_argument("--site", help="only devices of this site")
    keys.set_defaults(run=lambda given: run(lambda settings: _keys(settings, given)))
    key = device.add_parser("key", help="a new key for one device or one vendor; it is shown once")
    _holder(key)
    key.add_argument(
        "--overlap-hours",
        type=int,
        default=OVERLAP // timedelta(hours=1),
        help="so long the key before is good as well (default 24; 0 when it may be known to others)",
    )
    key.set_defaults(run=lambda given: run(lambda settings: _key(settings, given)))
    end = device.add_parser(
        "end-key", help="end the keys of a device or vendor now: what they sign is unverified"
    )
    _holder(end)
    end.set_defaults(run=lambda given: run(lambda settings: _end(settings, given)))


def _holder(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--device", help="id of the device")
    which.add_argument("--vendor", help="as the devices are registered; its key signs for all of them")


def _named(given: Given) -> str:
    return holder_of_device(given.device) if given.device else holder_of_vendor(given.vendor)


@asynccontextmanager
async def _room(settings: Settings) -> AsyncIterator[tuple[DeviceKeys, str]]:
    async with wiring.records(settings) as records:
        log = await wiring.live_log(records.store, settings.log)
        async with wiring.people(records.addresses, records.clock, "command line") as people:
            yield people.device_keys, log


async def _list(settings: Settings) -> int:
    async with wiring.node(settings, timers=False) as node:
        holders = await node.people.device_keys.holders(node.desk.log)
        for one in node.desk.state.devices.values():
            roster = one.roster
            spot = " ".join(filter(None, (roster.site, roster.building, roster.room)))
            signed = {holder_of_device(one.id), holder_of_vendor(roster.vendor)} & holders
            marks = [
                "" if roster.in_service else "out of service",
                "" if signed else "no key",
                f"battery {one.battery} %" if one.battery is not None else "",
                f"silent since {one.silent_since:%Y-%m-%d %H:%M}" if one.silent_since else "",
            ]
            print(
                f"{one.id:<24} {roster.device_kind:<13} {spot:<24} {', '.join(filter(None, marks))}".rstrip()
            )
    return 0


async def _keys(settings: Settings, given: Given) -> int:
    async with wiring.node(settings, timers=False) as node:
        keys, log = node.people.device_keys, node.desk.log
        holders = await keys.holders(log)
        without = [
            one.id
            for one in node.desk.state.devices.values()
            if one.roster.in_service
            and given.site in (None, one.roster.site)
            and holder_of_device(one.id) not in holders
        ]
        if not without:
            print("Every device has a key; nothing was issued.")
            return 0
        # The file is made first: a key that was issued and could not be written down would be lost.
        with _private(given.file) as file:
            issued = await keys.issue(log, [holder_of_device(one) for one in without])
            sites = {one: node.desk.state.devices[one].roster.site for one in without}
            file.write(_lines({one: issued[holder_of_device(one)] for one in without}, sites))
    print(
        f"Keys issued: {len(without)}. They are in {given.file}, which only you can read; shown only there."
    )
    return 0


async def _key(settings: Settings, given: Given) -> int:
    if not 0 <= given.overlap_hours <= 720:
        raise Trouble("--overlap-hours is from 0 to 720.")
    async with _room(settings) as (keys, log):
        issued = await keys.issue(log, [_named(given)], overlap=timedelta(hours=given.overlap_hours))
    print(issued[_named(given)])
    print(f"Shown only now. The key before is good for {given.overlap_hours} hours more.", file=sys.stderr)
    return 0


async def _end(settings: Settings, given: Given) -> int:
    async with _room(settings) as (keys, log):
        ended = await keys.end(log, _named(given))
    if not ended:
        raise Trouble(f"{given.device or given.vendor} has no key.")
    print(f"Ended {ended} keys. Presses that are signed with them are shown as unverified.")
    return 0


def _private(path: Path) -> TextIO:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError as problem:
        raise Trouble(
            f"{path} cannot be made ({problem.strerror}); no key was issued. Name a new file."
        ) from None
    return os.fdopen(descriptor, "w", encoding="utf-8")


def _lines(keys: Mapping[str, str], sites: Mapping[str, str]) -> str:
    rows = (f"{device},{key},{sites[device]}" for device, key in keys.items())
    return "".join(f"{one}\n" for one in ("device_id,key,site", *rows))
