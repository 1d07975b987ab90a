"""Staff and rooms out of a OneRoster 1.1 or 1.2 zip (CSV binding): what a school's information system exports.

It is an education record. Only what is needed is taken: the names and user names of staff, the schools they work at, and the rooms in
which classes meet. Lines of students, parents and guardians are passed over unread; passwords are never looked at.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Sized
from dataclasses import dataclass, field
from typing import Final

from dispatch.domain.actor import Role
from dispatch.links.importing.cells import BadCell, Cells, code, plain, text
from dispatch.links.importing.problems import BadFile, Problems, shown
from dispatch.links.importing.room_table import room_code
from dispatch.links.importing.rows import ROWS_MAX, Row, Rows, SiteWords
from dispatch.links.importing.table import Column, Line, Table
from dispatch.links.importing.zipped import Zipped

MANIFEST: Final = "manifest.csv"
STAFF: Final = (
    "administrator",
    "aide",
    "counselor",
    "districtAdministrator",
    "principal",
    "proctor",
    "siteAdministrator",
    "teacher",
)
"""The roles of people who work at a school. Everybody else is passed over."""
_STAFF = {plain(role) for role in STAFF}
_NO_ROOM = frozenset(
    plain(word) for word in ("TBD", "TBA", "N/A", "None", "Online", "Virtual", "Unknown", "Unassigned")
)
_VERSIONS = ("1.1", "1.2")
_LIST = re.compile(r"\s*,\s*")


@dataclass(frozen=True, slots=True)
class _Org:
    where: str
    name: str
    identifier: str
    school: bool


@dataclass(slots=True)
class _Roster:
    """A zip being read."""

    zipped: Zipped
    found: Rows = field(default_factory=Rows)
    passed: Counter[str] = field(default_factory=Counter)
    """Lines that were passed over, by why."""

    @property
    def problems(self) -> Problems:
        return self.found.problems

    def lines(self, name: str, columns: Sequence[str], needed: Sequence[str]) -> Iterator[Line]:
        """The lines of one file of the zip that are not deleted; its problems name the file."""
        if name not in self.zipped.names:
            raise BadFile("the file", "zip", f"there is no {name} at the root of it")
        problems = Problems()
        try:
            with self.zipped.stream(name) as stream:
                wanted = [Column(one, (), needed=one in needed) for one in ("status", *columns)]
                for line in Table(stream, wanted, problems):
                    if plain(line.cells.get("status", "")) == "tobedeleted":
                        self.passed["are marked as deleted"] += 1
                    else:
                        yield line
        except BadFile as bad:
            inside = bad.problem.where if bad.problem.where == name else f"{name} {bad.problem.where}"
            raise BadFile(inside, bad.problem.field, bad.problem.message) from None
        finally:
            for one in problems:
                self.problems.add(f"{name} {one.where}", one.field, one.message)

    def done(self) -> Rows:
        """What was found, and what was passed over."""
        for why, count in sorted(self.passed.items()):
            self.found.notes.append(f"Lines that {why}, passed over: {count}.")
        return self.found


def read_staff(zipped: Zipped, roles: frozenset[str]) -> Rows:
    """The staff of the schools. ``roles``: only these of OneRoster's roles; empty: all staff."""
    roster = _Roster(zipped)
    wanted = {plain(role) for role in roles} or _STAFF
    try:
        version = _version(roster)
        orgs = _orgs(roster)
        works_at = _roles(roster, wanted) if version == "1.2" else {}
        columns = (
            *("sourcedId", "enabledUser", "username", "givenName", "familyName", "preferredGivenName"),
            *("role", "orgSourcedIds", "primaryOrgSourcedId"),
        )
        first: dict[str, str] = {}
        for line in roster.lines("users.csv", columns, ("sourcedId", "username", "givenName", "familyName")):
            if version == "1.2":
                at = works_at.get(line.cells["sourcedId"], [])
                at.sort(key=lambda one: one != line.cells.get("primaryOrgSourcedId"))
            else:
                at = _LIST.split(line.cells.get("orgSourcedIds", "").strip())
                if plain(line.cells.get("role", "")) not in wanted:
                    continue
            _check_most(first, "users.csv")
            if at:
                _staff_row(roster, line, [orgs[one] for one in at if one in orgs], first)
    except BadFile as bad:
        roster.problems.add(bad.problem.where, bad.problem.field, bad.problem.message)
    return roster.done()


def _staff_row(roster: _Roster, line: Line, orgs: list[_Org], first: dict[str, str]) -> None:
    schools = [one for one in orgs if one.school]
    if plain(line.cells.get("enabledUser", "")) == "false":
        roster.passed["are of people who may not sign in there"] += 1
    elif not schools:
        roster.passed["are of staff of no school"] += 1
    else:
        taken = Cells(f"users.csv {line.where}", line.cells, roster.problems)
        username = taken.raw("username").partition("@")[0].casefold()
        if not username:
            taken.wrong("username", "missing: nobody could sign in with it")
        elif first.setdefault(username, taken.where) != taken.where:
            taken.wrong(
                "username", f"{username} is also the user name in {first[username]}; give them different ones"
            )
        given = taken.one("preferredGivenName", text) or taken.one("givenName", text) or ""
        family = taken.one("familyName", text) or ""
        if taken.good and not (given or family):
            taken.wrong("familyName", "missing: colleagues could not call them anything")
        name = " ".join(filter(None, (given, family)))
        if len(name) > 200:
            taken.wrong("familyName", "longer than 200 characters with the given name")
        taken.told |= {"name": name, "role": Role.SITE_TEAM_MEMBER, "site": _words(schools[0])}
        if taken.good:
            roster.found.rows.append(Row(taken.where, username, taken.told))


def read_rooms(zipped: Zipped) -> Rows:
    """The rooms in which classes meet, each once."""
    roster = _Roster(zipped)
    seen: set[tuple[str, str]] = set()
    try:
        _version(roster)
        orgs = _orgs(roster)
        for line in roster.lines(
            "classes.csv", ("location", "schoolSourcedId"), ("location", "schoolSourcedId")
        ):
            where, location = f"classes.csv {line.where}", line.cells["location"].strip()
            if not location or plain(location) in _NO_ROOM:
                roster.passed["are of classes without a room"] += 1
                continue
            taken = Cells(where, line.cells, roster.problems)
            _check_most(seen, "classes.csv")
            org = orgs.get(line.cells["schoolSourcedId"])
            if org is None:
                taken.wrong(
                    "schoolSourcedId", f"there is no org {shown(line.cells['schoolSourcedId'])} in orgs.csv"
                )
            room = taken.one("location", _door)
            name = taken.one("location", text) if taken.good else None
            if org is None or room is None or name is None or (org.where, room) in seen:
                continue
            seen.add((org.where, room))
            told = {"site": _words(org), "code": room, "name": name}
            roster.found.rows.append(Row(where, f"{org.where} {room}", told))
    except BadFile as bad:
        roster.problems.add(bad.problem.where, bad.problem.field, bad.problem.message)
    return roster.done()


def _door(value: str) -> str:
    """The code of a place that somebody wrote in words: Gym (north) is GYM-NORTH."""
    try:
        return room_code(value)
    except BadCell:
        whole = re.sub(r"[^A-Z0-9_-]+", "-", text(value).upper()).strip("-_")
        return code(whole[:32])


def _version(roster: _Roster) -> str:
    found: dict[str, str] = {}
    for line in roster.lines(MANIFEST, ("propertyName", "value"), ("propertyName", "value")):
        found[line.cells["propertyName"].strip()] = line.cells["value"].strip()
    told = found.get("oneroster.version", "")
    version = next((one for one in _VERSIONS if told == one or told.startswith(f"{one}.")), None)
    if version is None:
        said = f"the version {shown(told)}" if told else "no oneroster.version"
        raise BadFile(MANIFEST, "oneroster.version", f"{said}; 1.1 and 1.2 are read")
    if "delta" in found.values():
        roster.found.notes.append("This is a delta: what it does not name stays as it is.")
    return version


def _orgs(roster: _Roster) -> dict[str, _Org]:
    found: dict[str, _Org] = {}
    for line in roster.lines(
        "orgs.csv", ("sourcedId", "name", "type", "identifier"), ("sourcedId", "name", "type")
    ):
        _check_most(found, "orgs.csv")
        found[line.cells["sourcedId"]] = _Org(
            where=f"orgs.csv {line.where}",
            name=" ".join(line.cells["name"].split()),
            identifier=line.cells.get("identifier", "").strip(),
            school=plain(line.cells["type"]) == "school",
        )
    return found


def _roles(roster: _Roster, wanted: set[str]) -> dict[str, list[str]]:
    """Where each person of the staff works (1.2 has that in a file of its own), the main place first."""
    found: dict[str, list[str]] = defaultdict(list)
    columns = ("userSourcedId", "roleType", "role", "orgSourcedId")
    for line in roster.lines("roles.csv", columns, ("userSourcedId", "role", "orgSourcedId")):
        if plain(line.cells["role"]) not in wanted:
            continue
        _check_most(found, "roles.csv")
        places = found[line.cells["userSourcedId"]]
        if plain(line.cells.get("roleType", "")) == "primary":
            places.insert(0, line.cells["orgSourcedId"])
        else:
            places.append(line.cells["orgSourcedId"])
    return found


def _check_most(found: Sized, name: str) -> None:
    if len(found) > ROWS_MAX:
        raise BadFile(name, "lines", f"more than {ROWS_MAX:,} of a kind, the most that are taken at once")


def _words(org: _Org) -> SiteWords:
    return SiteWords(org.where, (org.name, *filter(None, (org.identifier,))))
