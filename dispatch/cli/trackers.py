"""``dispatch tracker`` and ``dispatch track``: keys of trackers, and where units have been, from the machine itself."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from dispatch import wiring
from dispatch.cli.running import run
from dispatch.log import tracks
from dispatch.log.tracks import Point
from dispatch.settings import Settings
from dispatch.wiring import Trouble

Given = argparse.Namespace
NAME_MAX = 60


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    tracker = commands.add_parser("tracker", help="phones and vehicles that tell positions, and their keys")
    asked = tracker.add_subparsers(metavar="ACTION", required=True)
    shown = asked.add_parser("list", help="all keys that hold: unit, name, when it was issued")
    shown.set_defaults(run=lambda _: run(_list))
    key = asked.add_parser("key", help="a new key that tells the position of one unit; it is shown once")
    key.add_argument("--unit", required=True, help="call sign of the unit")
    key.add_argument("--name", required=True, help="what it is in: 'vehicle 12', 'phone 4'")
    key.set_defaults(run=lambda given: run(lambda settings: _key(settings, given)))
    end = asked.add_parser("end-key", help="end keys of a unit now, as when a phone is lost")
    end.add_argument("--unit", required=True, help="call sign of the unit")
    end.add_argument("--name", help="only the one of this name")
    end.set_defaults(run=lambda given: run(lambda settings: _end(settings, given)))

    track = commands.add_parser("track", help="where units have been, as GeoJSON into a new file")
    track.add_argument("file", type=Path, help="a new file, which only you can read")
    which = track.add_mutually_exclusive_group(required=True)
    which.add_argument("--call", help="number of a call: the ways of all units while they were on it")
    which.add_argument("--unit", help="call sign: the way of one unit; with --since")
    track.add_argument("--since", type=_moment, help="with its offset, as in 2026-03-02T08:00:00-07:00")
    track.add_argument("--until", type=_moment, help="default: a day after --since")
    track.set_defaults(run=lambda given: run(lambda settings: _track(settings, given)))


async def _list(settings: Settings) -> int:
    async with wiring.records(settings) as records:
        log = await wiring.live_log(records.store, settings.log)
        async with wiring.people(records.addresses, records.clock, "command line") as people:
            for one in await people.tracker_keys.all(log):
                print(f"{one.unit:<12} {one.issued_at:%Y-%m-%d %H:%M}Z  {one.name}")
    return 0


async def _key(settings: Settings, given: Given) -> int:
    name = " ".join(given.name.split())
    if not name or len(name) > NAME_MAX or not name.isprintable():
        raise Trouble(f"--name is a text of at most {NAME_MAX} characters.")
    async with wiring.node(settings, timers=False) as node:
        unit = given.unit.upper()
        if unit not in node.desk.state.units:
            raise Trouble(f"There is no unit {unit}.")
        print(await node.people.tracker_keys.issue(node.desk.log, unit, name))
    print(
        f"Shown only now. It tells the position of {unit}. docs/positions.md says where it belongs.",
        file=sys.stderr,
    )
    return 0


async def _end(settings: Settings, given: Given) -> int:
    async with wiring.records(settings) as records:
        log = await wiring.live_log(records.store, settings.log)
        async with wiring.people(records.addresses, records.clock, "command line") as people:
            ended = await people.tracker_keys.end(log, given.unit.upper(), given.name)
    if not ended:
        raise Trouble(f"{given.unit.upper()} has no such key.")
    print(f"Ended {ended}. Within seconds nothing is taken from what uses them.")
    return 0


async def _track(settings: Settings, given: Given) -> int:
    if given.unit and given.since is None:
        raise Trouble("Say from when with --since.")
    async with wiring.records(settings) as records:
        log = await wiring.live_log(records.store, settings.log)
        async with records.store.connection() as connection:
            if given.call:
                call = await tracks.call_of_number(connection, log, given.call.upper())
                if call is None:
                    raise Trouble(f"There is no call {given.call}.")
                points = await tracks.of_call(connection, log, call)
            else:
                until = given.until or given.since + timedelta(days=1)
                points = await tracks.of_unit(connection, log, given.unit.upper(), given.since, until)
    _write(given.file, geojson(points))
    print(f"{len(points)} points are in {given.file}, which only you can read.")
    return 0


def geojson(points: Iterable[Point]) -> dict[str, Any]:
    """A line with the times of its points for each unit; a unit with one point is that point."""
    return {
        "type": "FeatureCollection",
        "features": [_feature(unit, list(way)) for unit, way in groupby(points, lambda one: one.unit)],
    }


def _feature(unit: str, way: Sequence[Point]) -> dict[str, Any]:
    spots = [[one.lon_e7 / 1e7, one.lat_e7 / 1e7] for one in way]
    shape = (
        {"type": "LineString", "coordinates": spots}
        if len(spots) > 1
        else {"type": "Point", "coordinates": spots[0]}
    )
    return {
        "type": "Feature",
        "geometry": shape,
        "properties": {
            "unit": unit,
            "times": [one.at.isoformat() for one in way],
            "accuracy_m": [one.accuracy_m for one in way],
            "speed_kmh": [one.speed_kmh for one in way],
        },
    }


def _write(path: Path, value: dict[str, Any]) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError as problem:
        raise Trouble(f"{path} cannot be made ({problem.strerror}). Name a new file.") from None
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(value, file)


def _moment(given: str) -> datetime:
    wanted = "a time with its offset is wanted, as in 2026-03-02T08:00:00-07:00"
    try:
        found = datetime.fromisoformat(given)
    except ValueError:
        raise argparse.ArgumentTypeError(wanted) from None
    if found.tzinfo is None:
        raise argparse.ArgumentTypeError(wanted)
    return found
