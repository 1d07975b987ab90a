"""Says what a plan would change, and does it: one command through a desk, or one transaction among the accounts."""

from __future__ import annotations

from collections import Counter
from datetime import date

from dispatch.desk.clock import Clock
from dispatch.desk.desk import Desk
from dispatch.desk.results import Envelope, Refused
from dispatch.domain.actor import SYSTEM
from dispatch.domain.commands import Command, DefineRoster, OpenDistrict
from dispatch.domain.state import State
from dispatch.links.giving import give
from dispatch.links.importing.changes import Verdict
from dispatch.links.importing.day_table import DayPlan
from dispatch.links.importing.people_table import PeoplePlan
from dispatch.links.importing.problems import ImportProblem, Say, refuse, say_some
from dispatch.links.importing.roster_plan import RosterPlan, agency_of
from dispatch.links.importing.site_plan import Options

DEPARTMENT = "Department of School Safety"


def report(found: RosterPlan | PeoplePlan | DayPlan, say: Say, *, dry_run: bool) -> None:
    """What would change, line by line in a dry run. Raises ``ImportProblem`` when it will not do."""
    refuse(found.problems, say, all_of_them=dry_run)
    if dry_run:
        say_some((str(one) for one in found.changes), len(found.changes), say, all_of_them=True)
    say_some(found.notes, len(found.notes), say, all_of_them=dry_run)
    if isinstance(found, RosterPlan) and found.sites and found.noun == "sites":
        levels = Counter(site.level.value for site in found.sites)
        what = ", ".join(f"{count} {level}" for level, count in sorted(levels.items()))
        say(f"Sites: {len(found.sites)} ({what}). New law agencies: {len(found.agencies)}.")
    counts = Counter(one.verdict for one in found.changes)
    new, changed, left = (counts[one] for one in Verdict)
    if dry_run:
        say(
            f"Dry run: {new} {found.noun} would be new, {changed} would change, {left} would be left alone. Nothing was written."
        )
    else:
        say(f"{found.noun.capitalize()} in the file: {new} new, {changed} to change, {left} left alone.")


async def take_over(desk: Desk, found: RosterPlan, options: Options, clock: Clock, say: Say) -> int:
    """Import what is planned; how many records changed. Raises ``ImportProblem``, or ``Ungiven`` from the log."""
    report(found, say, dry_run=options.dry_run)
    if options.dry_run:
        return 0
    if desk.state.home is None:
        await _done(desk, clock, opening(options))
    command, expect = order(found, desk.state)
    # Nothing that differs, nothing that is asked: the second import of a file leaves no trace.
    changes = 0 if command == DefineRoster() else await _done(desk, clock, command, expect)
    say(
        f"New or changed records: {changes}." if changes else "Everything was there already; nothing changed."
    )
    return changes


async def take_day(
    desk: Desk, found: DayPlan, day: date, clock: Clock, say: Say, *, add: bool, dry_run: bool
) -> int:
    """Import the lists of a day, all schools in one command; how many lists changed."""
    report(found, say, dry_run=dry_run)
    command = None if dry_run else found.order(day, add=add)
    if command is not None:
        await _done(desk, clock, command)
        people = sum(len(one.entries) for one in command.schools)
        say(f"Lists of {day}: {len(command.schools)}, with {people} people.")
    elif not dry_run:
        say("Everything was there already; nothing changed.")
    return 0 if command is None else len(command.schools)


def opening(options: Options) -> OpenDistrict:
    """The command that opens the district which the operator named."""
    assert options.district_code is not None
    assert options.district_name is not None
    return OpenDistrict(
        code=options.district_code,
        name=options.district_name,
        department=DEPARTMENT,
        callsign=options.district_code,
    )


def order(found: RosterPlan, state: State) -> tuple[DefineRoster, dict[str, int]]:
    """The command for what differs, and the versions of the sites that it was made from.

    Units need no version: all that a file may say of them comes from the roster, which nobody changes in passing.
    """
    sites = tuple(
        one for one in found.sites if one.code not in state.sites or state.sites[one.code].roster != one
    )
    units = tuple(
        one for one in found.units if one.code not in state.units or state.units[one.code].roster != one
    )
    agencies = tuple(
        one
        for one in found.agencies
        if one.code not in state.agencies or one != agency_of(state.agencies[one.code])
    )
    positions = tuple(
        one
        for one in found.positions
        if one.code not in state.desk_positions or state.desk_positions[one.code].roster != one
    )
    devices = tuple(
        one for one in found.devices if one.code not in state.devices or state.devices[one.code].roster != one
    )
    teams = tuple(
        one for one in found.teams if one.site not in state.srt or state.srt[one.site].seats != one.seats
    )
    expect = {one.code: state.sites[one.code].version for one in sites if one.code in state.sites}
    words = found.aliases if state.home is None or found.aliases != state.home.aliases else None
    matrix = found.decisions if state.home is None or found.decisions != state.home.decisions else None
    command = DefineRoster(
        agencies=agencies,
        sites=sites,
        units=units,
        positions=positions,
        aliases=words,
        devices=devices,
        teams=teams,
        decisions=matrix,
    )
    return command, expect


async def _done(desk: Desk, clock: Clock, command: Command, expect: dict[str, int] | None = None) -> int:
    result = await give(desk, SYSTEM, Envelope(id=clock.new_id(), command=command, expect=expect or {}))
    if isinstance(result, Refused):
        raise ImportProblem(f"Nothing was imported: {result.refusal.message}")
    return int(result.refs.get("changed", 0))
