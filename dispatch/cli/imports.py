"""``dispatch import``: reference data and people from files, all of a file or nothing."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from dispatch import wiring
from dispatch.cli.running import run
from dispatch.cli.serve import LIVE_LOG
from dispatch.domain.state import EMPTY, State
from dispatch.links.importing import (
    accounts,
    alias_table,
    day_table,
    decision_table,
    device_table,
    floor_plans,
    geojson,
    position_table,
    reading,
    room_table,
    running,
    site_plan,
    team_table,
    unit_table,
)
from dispatch.links.importing.cells import BadCell, code
from dispatch.links.importing.nces import district
from dispatch.links.importing.oneroster import STAFF
from dispatch.links.importing.people_table import plan_people
from dispatch.links.importing.problems import refuse
from dispatch.links.importing.roster_plan import RosterPlan
from dispatch.links.importing.rows import Rows
from dispatch.links.importing.site_plan import Options, SiteRows
from dispatch.links.importing.source import Format, opened
from dispatch.settings import Settings
from dispatch.wiring import NoDistrict, Trouble

Given = argparse.Namespace
Found = TypeVar("Found", Rows, SiteRows)
Plan = Callable[[State, Options], RosterPlan]

ABOUT = """\
Take over reference data from files. The order for a new district is
  agencies, sites, units, positions, rooms, floors, devices, teams, people, and at any time aliases, decisions and absences.
All of a file is taken, or nothing of it: then every wrong line is named with its field and what to do, and the exit code is 1.
Columns are found by their headings, in any order; an empty cell leaves what is there, a dash (-) takes it away. Importing the
same file again changes nothing. --dry-run says for each line what it would do, and writes nothing.
docs/operations.md has a short example of each file."""


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    what = commands.add_parser(
        "import",
        help="take over sites, units, rooms, panic devices, people, own words, the decision matrix and more from a file",
        description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    ).add_subparsers(metavar="WHAT", required=True)
    _add_sites(what)
    agencies = _parser(
        what, "agencies", "law, fire, PSAP and other agencies from CSV: code, name, kind", _agencies
    )
    _new_district(agencies)
    units = _parser(
        what, "units", "units from CSV: code, kind, agency, name, home_site, sector, capabilities", _units
    )
    _site_option(units)
    _add_words_and_rules(what)
    rooms = _parser(
        what,
        "rooms",
        "rooms from CSV (site, room, name, building, building_name, zone) or a OneRoster zip",
        _rooms,
    )
    _format_option(rooms, reading.ROSTER_FORMATS)
    _site_option(rooms)
    rooms.add_argument(
        "--replace", action="store_true", help="take out rooms of these sites that the file does not name"
    )
    floors = _parser(
        what,
        "floors",
        "floor plans from GeoJSON: a feature a room, corridor, stairs, door or outline, with site, building, level, kind, room",
        _floors,
    )
    _site_option(floors)
    devices = _parser(
        what,
        "devices",
        "panic devices from CSV: device_id, kind, site, building, floor, room, name, vendor, silence_hours, in_service",
        _devices,
    )
    _site_option(devices)
    teams = _parser(
        what,
        "teams",
        "the schools' own teams from CSV: site, role, name, title, phone; the first of a role holds it, the next two are deputies",
        _teams,
    )
    _site_option(teams)
    absences = _parser(
        what,
        "absences",
        "who is away on a day from CSV: site, name, kind (absent, early_checkout, field_trip, substitute, visitor), room, note, day",
        _absences,
    )
    _site_option(absences)
    absences.add_argument("--day", metavar="YYYY-MM-DD", help="the day of the list (default: today here)")
    absences.add_argument(
        "--add", action="store_true", help="beside what the schools have for that day, not in its place"
    )
    _add_people(what)


def _add_words_and_rules(what: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    _parser(
        what, "positions", "seats of the desk from CSV: code, name, order, sector, supervisor", _positions
    )
    _parser(
        what,
        "aliases",
        "the district's own words for the command line from CSV: said, means, asks",
        _aliases,
    )
    _parser(
        what,
        "decisions",
        "the district's decision matrix from CSV: code, label, question, school, law, fire, unified, consult, tell, needed",
        _decisions,
    )


def _add_sites(what: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    sites = _parser(
        what,
        "sites",
        "schools and other sites from GeoJSON, CSV, or the NCES files (EDGE geocodes, CCD directory); the content tells which",
        _sites,
    )
    _format_option(sites, reading.SITE_FORMATS)
    _new_district(sites)
    sites.add_argument(
        "--law",
        action="append",
        default=[],
        metavar="JURISDICTION=CODE",
        help="law agency of a jurisdiction; may be given several times",
    )
    sites.add_argument("--merge-repeats", action="store_true", help="leave out lines that repeat another")
    sites.add_argument(
        "--lea",
        metavar="NUMBER",
        help="NCES number of the district (7 digits), for files of the whole country",
    )
    sites.add_argument(
        "--geocodes",
        type=Path,
        metavar="FILE",
        help="NCES EDGE file with the places of the schools in a CCD directory",
    )


def _add_people(what: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    people = _parser(
        what,
        "people",
        "accounts from CSV (username, name, role, agency, unit, site), or a school's staff from a OneRoster zip",
        _people,
    )
    _format_option(people, reading.ROSTER_FORMATS)
    _site_option(people)
    people.add_argument(
        "--passwords",
        type=Path,
        metavar="FILE",
        help="give new accounts first passwords, and write them to this new file, which only you can read",
    )
    people.add_argument(
        "--staff",
        action="append",
        default=[],
        metavar="ROLE",
        choices=STAFF,
        help=f"only these of OneRoster's roles ({', '.join(STAFF)}); may be given several times",
    )


def _parser(
    what: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    about: str,
    work: Callable[[Settings, Given], Coroutine[Any, Any, int]],
) -> argparse.ArgumentParser:
    found = what.add_parser(name, help=about, description=about)
    found.add_argument("file", type=Path)
    found.add_argument(
        "--dry-run", action="store_true", help="say what each line would change, and change nothing"
    )
    found.add_argument(
        "--encoding", choices=reading.ENCODINGS, default="utf-8", help="of the text in it (default utf-8)"
    )
    found.set_defaults(run=lambda given: run(lambda settings: work(settings, given)))
    return found


def _format_option(parser: argparse.ArgumentParser, formats: tuple[Format, ...]) -> None:
    names = [one.value for one in formats]
    parser.add_argument("--format", choices=names, help="what the file is, when its content does not tell")


def _site_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--site",
        action="append",
        default=[],
        metavar="NAME=CODE",
        help="which site the file means by a name; may be given several times",
    )


def _new_district(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--district-code", help="short code of the district, when there is none yet")
    parser.add_argument("--district-name", help="its name, when there is none yet")


async def _sites(settings: Settings, given: Given) -> int:
    rows = _read(given, reading.read_sites)
    return await _take_over(settings, given, lambda state, options: site_plan.plan(rows, state, options))


async def _agencies(settings: Settings, given: Given) -> int:
    rows = _read(given, reading.read_agencies)
    return await _take_over(
        settings, given, lambda state, options: unit_table.plan_agencies(rows, state, options)
    )


async def _units(settings: Settings, given: Given) -> int:
    rows, sites = _read(given, reading.read_units), _pairs(given.site, "--site NAME=CODE")
    return await _take_over(settings, given, lambda state, _: unit_table.plan_units(rows, state, sites))


async def _positions(settings: Settings, given: Given) -> int:
    rows = _read(given, reading.read_positions)
    return await _take_over(settings, given, lambda state, _: position_table.plan_positions(rows, state))


async def _aliases(settings: Settings, given: Given) -> int:
    rows = _read(given, reading.read_aliases)
    return await _take_over(settings, given, lambda state, _: alias_table.plan_aliases(rows, state))


async def _decisions(settings: Settings, given: Given) -> int:
    rows = _read(given, reading.read_decisions)
    return await _take_over(settings, given, lambda state, _: decision_table.plan_decisions(rows, state))


async def _rooms(settings: Settings, given: Given) -> int:
    rows, sites = _read(given, reading.read_rooms), _pairs(given.site, "--site NAME=CODE")
    return await _take_over(
        settings, given, lambda state, _: room_table.plan_rooms(rows, state, sites, replace_all=given.replace)
    )


async def _floors(settings: Settings, given: Given) -> int:
    with opened(given.file) as stream:
        drawings = floor_plans.read_floors(stream.read(geojson.BYTES_MAX + 1))
    refuse(drawings.problems, print, all_of_them=given.dry_run)
    sites = _pairs(given.site, "--site NAME=CODE")
    return await _take_over(settings, given, lambda state, _: floor_plans.plan_floors(drawings, state, sites))


async def _teams(settings: Settings, given: Given) -> int:
    rows, sites = _read(given, reading.read_teams), _pairs(given.site, "--site NAME=CODE")
    return await _take_over(settings, given, lambda state, _: team_table.plan_teams(rows, state, sites))


async def _devices(settings: Settings, given: Given) -> int:
    rows, sites = _read(given, reading.read_devices), _pairs(given.site, "--site NAME=CODE")
    done = await _take_over(settings, given, lambda state, _: device_table.plan_devices(rows, state, sites))
    if not given.dry_run:
        print("Devices without a key are shown as unverified; issue keys with: dispatch device keys FILE")
    return done


async def _absences(settings: Settings, given: Given) -> int:
    try:
        wanted = None if given.day is None else day_table.day_of(given.day)
    except BadCell as bad:
        raise Trouble(f"--day: {bad}.") from None
    rows, sites = _read(given, reading.read_days), _pairs(given.site, "--site NAME=CODE")
    async with wiring.node(settings, timers=False) as node:
        if node.desk.state.home is None:
            raise NoDistrict(wiring.EMPTY)
        zone = wiring.zone(settings, node.desk.state.home)
        day = wanted or node.clock.now().astimezone(zone).date()
        plan = day_table.plan_day(rows, node.desk.state, sites, day, add=given.add)
        await running.take_day(node.desk, plan, day, node.clock, print, add=given.add, dry_run=given.dry_run)
    return 0


async def _people(settings: Settings, given: Given) -> int:
    with opened(given.file) as stream:
        of_others = reading.is_roster(stream, _how(given))
    rows, sites = _read(given, reading.read_people), _pairs(given.site, "--site NAME=CODE")
    async with wiring.node(settings, timers=False) as node:
        if node.desk.state.home is None:
            raise NoDistrict(wiring.EMPTY)
        administration = node.people.administration
        known = await administration.accounts()
        plan = plan_people(rows, node.desk.state, node.desk.log, known, sites, staff_of_others=of_others)
        running.report(plan, print, dry_run=given.dry_run)
        if not given.dry_run:
            await accounts.make_accounts(administration, plan, given.passwords, print)
    return 0


def _read(given: Given, read: Callable[[BinaryIO, reading.How], Found]) -> Found:
    """The lines of the file. No database is opened for one that would not do in any district."""
    with opened(given.file) as stream:
        found = read(stream, _how(given))
    refuse(found.problems, print, all_of_them=given.dry_run)
    return found


def _how(given: Given) -> reading.How:
    wanted, lea = getattr(given, "format", None), getattr(given, "lea", None)
    try:
        number = None if lea is None else district(lea)
    except BadCell as bad:
        raise Trouble(f"--lea: {bad}.") from None
    return reading.How(
        wanted=None if wanted is None else Format(wanted),
        encoding=given.encoding,
        lea=number,
        geocodes=getattr(given, "geocodes", None),
        roles=frozenset(getattr(given, "staff", ())),
    )


async def _take_over(settings: Settings, given: Given, plan: Plan) -> int:
    options = Options(
        district_code=getattr(given, "district_code", None),
        district_name=getattr(given, "district_name", None),
        law=_pairs(getattr(given, "law", []), "--law JURISDICTION=CODE"),
        merge_repeats=getattr(given, "merge_repeats", False),
        dry_run=given.dry_run,
    )
    may_open = hasattr(given, "district_code")
    try:
        async with wiring.node(settings, timers=False) as node:
            if node.desk.state.home is None and not may_open:
                raise NoDistrict(wiring.EMPTY)
            await running.take_over(node.desk, plan(node.desk.state, options), options, node.clock, print)
            return 0
    except NoDistrict:
        if not may_open:
            raise
    # No log is begun for a file that will not do, nor for a district that nobody named.
    first = plan(EMPTY, options)
    if options.dry_run or first.problems:
        running.report(first, print, dry_run=options.dry_run)
        return 0
    async with wiring.node(settings, create=LIVE_LOG, timers=False) as node:
        await running.take_over(node.desk, plan(node.desk.state, options), options, node.clock, print)
    return 0


def _pairs(given: list[str], usage: str) -> dict[str, str]:
    """What was said as NAME=CODE."""
    found = {}
    for one in given:
        name, sign, word = one.rpartition("=")
        try:
            found[name.strip()] = code(word.strip())
        except BadCell as bad:
            raise Trouble(f"{usage}: {bad}.") from None
        if not sign or not name.strip():
            raise Trouble(f"{usage} is wanted, not {one!r}.")
    return found
