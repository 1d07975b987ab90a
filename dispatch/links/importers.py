"""Taking over reference data from files: everything of a file in one command, or nothing and the reasons.

Importing the same file again changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Final

from dispatch.desk.clock import Clock
from dispatch.desk.desk import Desk
from dispatch.desk.results import Envelope, Refused
from dispatch.domain.actor import SYSTEM
from dispatch.domain.commands import DefineRoster, OpenDistrict
from dispatch.domain.state import EMPTY, State
from dispatch.links.geojson import read
from dispatch.links.giving import give
from dispatch.links.site_plan import Options as Options
from dispatch.links.site_plan import Plan, plan

Say = Callable[[str], None]

LINES_MAX: Final = 50
"""More problems or notes than these are counted, not listed; a dry run lists all."""


class ImportProblem(Exception):
    """Why nothing was imported: one line; the details have been said."""


def check_file(data: bytes, say: Say) -> None:
    """Raises ``ImportProblem`` for a file that would not do in any district; says what is wrong with it."""
    some_district = Options(district_code="X", district_name="X")
    _refuse(plan(read(data), EMPTY, some_district), say, LINES_MAX)


def check(data: bytes, options: Options, say: Say, state: State = EMPTY) -> Plan:
    """Read a file and say what it would change. Raises ``ImportProblem`` when it will not do."""
    found = plan(read(data), state, options)
    most = None if options.dry_run else LINES_MAX
    _refuse(found, say, most)
    _list(found.notes, say, most)
    levels = Counter(site.level.value for site in found.sites)
    what = ", ".join(f"{count} {level}" for level, count in sorted(levels.items()))
    say(f"Sites: {len(found.sites)} ({what}). New law agencies: {len(found.agencies)}.")
    return found


def _refuse(found: Plan, say: Say, most: int | None) -> None:
    if found.problems:
        _list([str(one) for one in found.problems], say, most)
        count = len(found.problems)
        raise ImportProblem(f"Nothing was imported: {count} problem{'s' if count > 1 else ''}.")


async def run(desk: Desk, data: bytes, options: Options, clock: Clock, say: Say) -> int:
    """Import the sites of a GeoJSON file; how many records changed. Raises ``ImportProblem``, or ``Ungiven`` from the log."""
    found = check(data, options, say, desk.state)
    command = DefineRoster(agencies=tuple(found.agencies), sites=tuple(found.sites))
    if options.dry_run:
        new = sum(site.code not in desk.state.sites for site in found.sites)
        changed = sum(
            site.code in desk.state.sites and desk.state.sites[site.code].roster != site
            for site in found.sites
        )
        say(f"Dry run: {new} sites would be new, {changed} would change. Nothing was written.")
        return 0
    if desk.state.home is None:
        assert options.district_code is not None
        assert options.district_name is not None
        opening = OpenDistrict(
            code=options.district_code,
            name=options.district_name,
            department="Department of School Safety",
            callsign=options.district_code,
        )
        await _done(desk, Envelope(id=clock.new_id(), command=opening))
    changes = await _done(desk, Envelope(id=clock.new_id(), command=command))
    say(
        f"New or changed records: {changes}." if changes else "Everything was there already; nothing changed."
    )
    return changes


async def _done(desk: Desk, envelope: Envelope) -> int:
    result = await give(desk, SYSTEM, envelope)
    if isinstance(result, Refused):
        raise ImportProblem(f"Nothing was imported: {result.refusal.message}")
    return int(result.refs.get("changed", 0))


def _list(lines: list[str], say: Say, most: int | None) -> None:
    for line in lines[:most]:
        say(line)
    if most is not None and len(lines) > most:
        say(f"… and {len(lines) - most} more (a dry run lists all).")
