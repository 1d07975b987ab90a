"""``dispatch import`` and ``dispatch play``: reference data and scenarios from files."""

from __future__ import annotations

import argparse
from pathlib import Path

from dispatch import wiring
from dispatch.cli.running import run
from dispatch.cli.serve import LIVE_LOG
from dispatch.links import importers, play
from dispatch.settings import Settings
from dispatch.wiring import NoDistrict, Trouble

FILE_MAX = 64 * 1024 * 1024


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    what = commands.add_parser("import", help="take over reference data").add_subparsers(
        metavar="WHAT", required=True
    )
    sites = what.add_parser("sites", help="schools and other sites from GeoJSON; all of the file or nothing")
    sites.add_argument("file", type=Path)
    sites.add_argument("--district-code", help="short code of the district, when there is none yet")
    sites.add_argument("--district-name", help="its name, when there is none yet")
    sites.add_argument(
        "--law",
        action="append",
        default=[],
        metavar="JURISDICTION=CODE",
        help="law agency of a jurisdiction; may be given several times",
    )
    sites.add_argument("--merge-repeats", action="store_true", help="leave out features that repeat another")
    sites.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    sites.set_defaults(run=lambda given: run(lambda settings: _import_sites(settings, given)))
    scenario = commands.add_parser("play", help="play a scenario through the commands that people give")
    scenario.add_argument("file", type=Path, help="YAML with one scenario a document")
    scenario.add_argument("scenario", help="its id, SC01 say")
    scenario.add_argument(
        "--speed", type=float, default=1.0, metavar="N", help="N times as fast as life; 0: without waiting"
    )
    scenario.set_defaults(run=lambda given: run(lambda settings: _play(settings, given)))


async def _play(settings: Settings, given: argparse.Namespace) -> int:
    if not 0 <= given.speed <= 1000:
        raise Trouble("--speed is a number from 0 to 1000.")
    scenario = play.read(_contents(given.file), given.scenario)
    async with wiring.node(settings, timers=False) as running:
        # Before a log is begun for it.
        play.check(scenario, running.desk.state)
        if not play.needs_exercise(scenario, running.desk.state):
            summary = await play.run(running.desk, scenario, running.clock, given.speed, _say)
            return 1 if summary.refused else 0
        log = play.exercise_log(running.desk, running.clock)
        async with wiring.exercise(running, log) as desk:
            await play.open_exercise(running.desk.state, desk, running.clock)
            _say(f"This is an exercise in a log of its own: {log}")
            summary = await play.run(desk, scenario, running.clock, given.speed, _say)
            return 1 if summary.refused else 0


def _say(line: str) -> None:
    print(line, flush=True)


async def _import_sites(settings: Settings, given: argparse.Namespace) -> int:
    data = _contents(given.file)
    options = importers.Options(
        district_code=given.district_code,
        district_name=given.district_name,
        law=dict(_pair(one) for one in given.law),
        merge_repeats=given.merge_repeats,
        dry_run=given.dry_run,
    )
    # No log is begun for a file that will not do, nor for a district that nobody named.
    importers.check_file(data, print)
    begin = LIVE_LOG if options.names_district and not options.dry_run else None
    try:
        async with wiring.node(settings, create=begin, timers=False) as running:
            await importers.run(running.desk, data, options, running.clock, print)
    except NoDistrict:
        importers.check(data, options, print)
    return 0


def _contents(file: Path) -> bytes:
    try:
        if file.stat().st_size > FILE_MAX:
            raise Trouble(f"{file} is larger than {FILE_MAX // 1_048_576} MB; nothing was imported.")
        return file.read_bytes()
    except OSError as problem:
        raise Trouble(f"{file} cannot be read ({problem.strerror}); nothing was imported.") from None


def _pair(given: str) -> tuple[str, str]:
    jurisdiction, sign, code = given.partition("=")
    if not sign or not jurisdiction.strip() or not code.strip():
        raise Trouble(f"--law takes JURISDICTION=CODE, not {given!r}.")
    return jurisdiction.strip(), code.strip()
