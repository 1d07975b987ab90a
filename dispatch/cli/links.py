"""``dispatch import``: reference data from files."""

from __future__ import annotations

import argparse
from pathlib import Path

from dispatch import wiring
from dispatch.cli.running import run
from dispatch.cli.serve import LIVE_LOG
from dispatch.links import importers
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


async def _import_sites(settings: Settings, given: argparse.Namespace) -> int:
    data = _contents(given.file)
    options = importers.Options(
        district_code=given.district_code,
        district_name=given.district_name,
        law=dict(_pair(one) for one in given.law),
        merge_repeats=given.merge_repeats,
        dry_run=given.dry_run,
    )
    try:
        async with wiring.node(settings, create=None if given.dry_run else LIVE_LOG, timers=False) as running:
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
