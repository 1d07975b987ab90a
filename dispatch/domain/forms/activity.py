"""ICS 214, the activity log of one position: a filter of the incident's log."""

from __future__ import annotations

from datetime import datetime

from dispatch.domain.forms import parts
from dispatch.domain.forms.entries import entries, rows
from dispatch.domain.forms.matter import Matter
from dispatch.domain.forms.positions import COMMAND, Position, acted
from dispatch.domain.forms.sheet import Cell, Column, Sheet, Sign, Signature, Table, Text, cell, plain
from dispatch.domain.incident_work import CheckInStatus
from dispatch.domain.record import Recorded


def activity(
    matter: Matter, of: Position, since: datetime | None = None, until: datetime | None = None
) -> Sheet:
    """The blocks of ICS 214 for a position, of all the time or of a part of it."""
    lines = [one for one in acted(matter, of) if _within(one, since, until)]
    told = entries(matter, lines)
    return parts.sheet(
        matter,
        "214",
        "ACTIVITY LOG",
        (
            (
                parts.name(matter, 5),
                parts.period(matter, "2", 7, since=since, until=until),
            ),
            (
                Text(no="3", label="Name", lines=cell(of.name or "Nobody named"), span=5),
                Text(no="4", label="ICS Position", lines=cell(of.title), span=4),
                Text(no="5", label="Home Agency (and Unit)", lines=_home(matter, of), span=3),
            ),
            (
                Table(
                    no="6",
                    label="Resources Assigned",
                    columns=(
                        Column("Name", 4),
                        Column("ICS Position", 4),
                        Column("Home Agency (and Unit)", 4),
                    ),
                    rows=_resources(matter, of),
                    nothing="None recorded as assigned to this position.",
                ),
            ),
            (
                Table(
                    no="7",
                    label="Activity Log",
                    columns=(
                        Column("Date/Time", 17),
                        Column("Notable Activities", 53),
                        Column("Entered by", 30),
                    ),
                    rows=rows(matter, told),
                    nothing="No entries of this position in this time.",
                ),
            ),
            (_prepared(matter, of),),
        ),
    )


def _within(line: Recorded, since: datetime | None, until: datetime | None) -> bool:
    at = line.happened_at
    return (since is None or since <= at) and (until is None or at <= until)


def _prepared(matter: Matter, of: Position) -> Sign:
    """Whoever holds the position signs; of one that nobody holds any more whoever was last."""
    now = [one.who for one in of.turns if one.until is None] or [one.who for one in of.turns[-1:]]
    at = matter.when(matter.made.at)
    who = [
        Signature(role="Prepared by", name=plain(one.name), title=plain(f"{of.title}, {one.agency}"), at=at)
        for one in now
    ]
    usual = Signature(role="Prepared by", name=of.name or plain(matter.made.who), title=of.title, at=at)
    return Sign(no="8", label="Prepared by", who=tuple(who) or (usual,))


def _home(matter: Matter, of: Position) -> Cell:
    names = [matter.agency(one) for one in of.agency.split(", ") if one]
    return cell(", ".join(names), of.unit)


def _resources(matter: Matter, of: Position) -> tuple[tuple[Cell, ...], ...]:
    """A unit's crew; of command whoever is checked in and works; of a function those whose assignment names it."""
    if of.unit is not None:
        crew = matter.state.units[of.unit].members
        return tuple((cell(one), cell("Crew"), cell(matter.agency(of.agency), of.unit)) for one in crew)
    found = [one for one in matter.check_ins if one.status is not CheckInStatus.OUT]
    if of.code != COMMAND:
        named = (of.code.casefold(), of.title.casefold())
        found = [one for one in found if any(word in (one.assignment or "").casefold() for word in named)]
    return tuple(
        (
            cell(one.name),
            cell(one.assignment or one.status.value.capitalize()),
            cell(matter.agency(one.agency), one.unit),
        )
        for one in found
    )
