"""The schools' own teams from a table: a line for each person and role; the first of a role is its holder, the next two the deputies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import BinaryIO, Final

from dispatch.domain.catalog.srt_roles import SRT_ROLES, SrtRole
from dispatch.domain.srt import SrtPerson, SrtSeat, SrtTeam
from dispatch.domain.state import State
from dispatch.links.importing.cells import Cells, plain, text, word_of
from dispatch.links.importing.changes import Change, Verdict
from dispatch.links.importing.roster_plan import RosterPlan
from dispatch.links.importing.rows import Row, Rows, SiteNames, read_rows
from dispatch.links.importing.table import Column

TEAM_LINES_MAX: Final = 60_000
PEOPLE_MAX: Final = 3
_COLUMNS = (
    Column("site", ("school", "site code", "school code", "site name", "school name"), needed=True),
    Column("role", ("team role", "srt role", "function"), needed=True),
    Column("name", ("full name", "person", "holder"), needed=True),
    Column("title", ("position", "job", "job title")),
    Column("phone", ("telephone", "mobile", "cell")),
)
_ROLES: Final = {
    **{plain(role.value): role for role in SrtRole},
    **{plain(info.label): role for role, info in SRT_ROLES.items()},
    **dict.fromkeys(("ic", "incidentcommander", "incharge"), SrtRole.INCIDENT_COMMANDER),
}


def read_teams(stream: BinaryIO, encoding: str) -> Rows:
    """The lines of a table of teams."""
    return read_rows(stream, encoding, _COLUMNS, _row, "name")


def _row(taken: Cells) -> Row:
    site = taken.one("site", text, needed="which school's team is it?")
    role = taken.one("role", word_of(_ROLES), needed=", ".join(SrtRole))
    name = taken.one("name", text, needed="who is meant for it?")
    taken.told |= {"site": site, "role": role, "name": name}
    taken.tell("title", text, nothing="")
    taken.tell("phone", text, nothing="")
    return Row(taken.where, f"{(site or '').casefold()} {role} {(name or '').casefold()}", taken.told)


def plan_teams(read: Rows, state: State, sites: Mapping[str, str]) -> RosterPlan:
    """What the lines would change. A school that the file names gets the team that the file gives it, and no other."""
    result = RosterPlan(noun="teams", problems=read.problems, notes=list(read.notes))
    read.check_most(TEAM_LINES_MAX)
    names = SiteNames(state, sites)
    found: dict[str, dict[SrtRole, list[SrtPerson]]] = defaultdict(lambda: defaultdict(list))
    first: dict[str, str] = {}
    for row in read.rows:
        told = row.told
        site = names.find(told["site"], row.where, "site", result.problems)
        if site is None:
            continue
        first.setdefault(site, row.where)
        people = found[site][told["role"]]
        if len(people) == PEOPLE_MAX:
            message = f"{SRT_ROLES[told['role']].label} at {site} has a holder and two deputies already; take one out"
            result.problems.add(row.where, "role", message)
            continue
        people.append(
            SrtPerson(name=told["name"], title=told.get("title") or "", phone=told.get("phone") or "")
        )
    for site, roles in found.items():
        seats = tuple(SrtSeat(role=role, people=tuple(roles[role])) for role in SrtRole if roles.get(role))
        present = state.srt.get(site)
        before = present.seats if present is not None else ()
        result.teams.append(SrtTeam(site=site, seats=seats))
        verdict = Verdict.LEFT if before == seats else Verdict.CHANGED if before else Verdict.NEW
        result.changes.append(Change(first[site], f"{site} team", verdict, f"{len(seats)} roles"))
    return result
