"""Who is absent, leaves early, is on a trip, stands in or visits on one day, from a table: a line for each person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO, Final

from dispatch.domain.room_orders import ListDay, SchoolDay
from dispatch.domain.rooms import Away, DayEntrySaid
from dispatch.domain.state import State
from dispatch.domain.text import Protected
from dispatch.links.importing.cells import BadCell, Cells, code, plain, text, word_of
from dispatch.links.importing.changes import Change, Verdict
from dispatch.links.importing.problems import Problems, shown
from dispatch.links.importing.rows import Row, Rows, SiteNames, read_rows
from dispatch.links.importing.table import Column

ENTRIES_MAX: Final = 2_000
"""At one school: what one command takes."""
_COLUMNS = (
    Column("site", ("school", "site code", "school code", "site name", "school name"), needed=True),
    Column("name", ("student", "student name", "full name", "person"), needed=True),
    Column("kind", ("status", "reason", "absence", "type", "away"), needed=True),
    Column("room", ("homeroom", "room code", "room number")),
    Column("note", ("remark", "remarks", "comment", "detail")),
    Column("day", ("date",)),
)
_KINDS: Final = {
    **{plain(one.value): one for one in Away},
    **dict.fromkeys(("absence", "absentexcused", "excused", "sick", "ill"), Away.ABSENT),
    **dict.fromkeys(("checkout", "earlycheckout", "leftearly", "earlydismissal"), Away.EARLY_CHECKOUT),
    **dict.fromkeys(("trip", "offsiteactivity"), Away.FIELD_TRIP),
    **dict.fromkeys(("sub", "substituteteacher"), Away.SUBSTITUTE),
}


@dataclass(slots=True)
class DayPlan:
    """The lists of a day, school by school; with problems, nothing of it is taken."""

    schools: dict[str, tuple[DayEntrySaid, ...]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    noun: str = "lists"

    def order(self, day: date, *, add: bool) -> ListDay | None:
        """The command for what differs; None: everything is there already."""
        left = {one.what for one in self.changes if one.verdict is Verdict.LEFT}
        wanted = tuple(
            SchoolDay(site=site, entries=entries)
            for site, entries in self.schools.items()
            if site not in left
        )
        return ListDay(day=day.isoformat(), schools=wanted, add=add) if wanted else None


def day_of(value: str) -> date:
    """A day as the calendar's standard writes it: no other way of writing one means the same everywhere."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadCell(f"a day like 2026-09-14 is wanted, not {shown(value)}") from None


def read_days(stream: BinaryIO, encoding: str) -> Rows:
    """The lines of a table of absences."""
    return read_rows(stream, encoding, _COLUMNS, _row, "name")


def _row(taken: Cells) -> Row:
    site = taken.one("site", text, needed="which school's list is it?")
    name = taken.one("name", text, needed="who is it?")
    kind = taken.one("kind", word_of(_KINDS), needed=", ".join(Away))
    taken.told |= {"site": site, "name": name, "kind": kind}
    taken.tell("room", code)
    taken.tell("note", text, nothing="")
    taken.tell("day", day_of)
    # Two people of one name may be absent from two rooms; the same one twice is a slip.
    key = f"{(site or '').casefold()} {(name or '').casefold()} {kind} {taken.told.get('room') or ''}".strip()
    return Row(taken.where, key, taken.told)


def plan_day(read: Rows, state: State, sites: Mapping[str, str], day: date, *, add: bool) -> DayPlan:
    """What the lines would change on this day. A line that names another day is a problem: nobody should be absent on the wrong one."""
    result = DayPlan(problems=read.problems, notes=list(read.notes))
    names = SiteNames(state, sites)
    found: dict[str, list[DayEntrySaid]] = defaultdict(list)
    first: dict[str, str] = {}
    for row in read.rows:
        told = row.told
        site = names.find(told["site"], row.where, "site", result.problems)
        own = told.get("day") or day
        if own != day:
            result.problems.add(
                row.where,
                "day",
                f"is {own}, and the list of {day} is imported; name its day with --day {own}",
            )
        if site is None:
            continue
        first.setdefault(site, row.where)
        if len(found[site]) == ENTRIES_MAX:
            result.problems.add(row.where, "site", f"more than {ENTRIES_MAX:,} people at {site} on one day")
        room = told.get("room")
        rooms = {one.code for one in state.sites[site].roster.rooms}
        if room is not None and rooms and room not in rooms:
            result.problems.add(row.where, "room", f"{site} has no room {room}")
        found[site].append(
            DayEntrySaid(name=told["name"], away=told["kind"], room=room, note=told.get("note") or "")
        )
    for site, entries in found.items():
        result.schools[site] = tuple(entries)
        before = _listed(state, site, day)
        same = before is not None and before == set(entries) and not add
        verdict = Verdict.LEFT if same else Verdict.NEW if before is None else Verdict.CHANGED
        result.changes.append(Change(first[site], site, verdict, f"{len(entries)} people"))
    return result


def _listed(state: State, site: str, day: date) -> set[DayEntrySaid] | None:
    """Who stands on a school's list of that day; None: it has none. Words that were erased are nobody's any more."""
    known = state.day_lists.get(site)
    if known is None or known.day != day.isoformat():
        return None
    return {
        DayEntrySaid(
            name=one.name.value,
            away=one.away,
            room=one.room,
            note=one.note.value if isinstance(one.note, Protected) else "",
        )
        for one in known.entries
        if isinstance(one.name, Protected)
    }
