"""ICS 202, the objectives of an operational period, and ICS 211, who has checked in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from dispatch.domain.forms import parts
from dispatch.domain.forms.matter import Matter, said
from dispatch.domain.forms.organisation import commands_emphasis
from dispatch.domain.forms.sheet import Cell, Column, Sheet, Table, Text, cell, led, together
from dispatch.domain.incident_work import CheckIn, CheckInStatus
from dispatch.domain.lens.conduct_titles import FACTS
from dispatch.domain.seats import Guest

_PARTS: Final = ("203", "204", "205", "205A", "206", "207", "208")
_SEAT: Final = cell("Agency's seat: sees the common picture")
CHECKED_IN: Final = {
    CheckInStatus.STAGED: "In staging",
    CheckInStatus.ASSIGNED: "Assigned",
    CheckInStatus.RESTING: "Out of service, rest",
    CheckInStatus.OUT: "Demobilized",
}


def objectives(matter: Matter) -> Sheet:
    """ICS 202."""
    emphasis = commands_emphasis(matter, "4")
    facts = [
        led(f"{FACTS[one.fact_kind].capitalize()}: ", matter.words(one.text))
        for one in matter.facts
        if one.ended is None
    ]
    channels = led("Communications: ", matter.words(matter.incident.plan.channels))
    return parts.sheet(
        matter,
        "202",
        "INCIDENT OBJECTIVES",
        (
            (parts.name(matter, 7), parts.period(matter, "2", 5)),
            (parts.objectives(matter, "3", "Objective(s)", ended=True),),
            (
                Text(
                    no="4",
                    label=emphasis.label,
                    lines=together(
                        emphasis.lines if facts == [] or matter.incident.plan.priorities else (),
                        *facts,
                        channels,
                    ),
                ),
            ),
            (
                Text(
                    no="5",
                    label="Site Safety Plan Required?",
                    lines=cell("☐ Yes   ☐ No", "Approved plan(s) located at:"),
                    span=5,
                ),
                Text(
                    no="6",
                    label="Incident Action Plan (the items checked below are included)",
                    lines=cell(
                        "   ".join(f"☐\u00a0ICS\u00a0{one}" for one in _PARTS),
                        "☐\u00a0Map/Chart   ☐\u00a0Weather   ☐\u00a0Other:",
                    ),
                    span=7,
                ),
            ),
            (parts.prepared(matter, "7"),),
            (parts.approved(matter, "8", "Approved by Incident Commander"),),
        ),
    )


def check_in(matter: Matter) -> Sheet:
    """ICS 211, every block; what was not said at check-in is left to be written by hand."""
    return _list(
        matter,
        "211",
        "Check-In Information (blocks 5 to 16)",
        (
            Column("5. Resource (agency, kind, identifier)", 6),
            Column("6. Order Request #", 3),
            Column("7. Date/Time Check-In", 4),
            Column("Date/Time Out", 4),
            Column("8. Leader's Name", 4),
            Column("9. Total No.", 2),
            Column("10. Contact", 4),
            Column("11. Home Unit or Agency", 5),
            Column("12. Departure Point, Date and Time", 5),
            Column("13. Method of Travel", 4),
            Column("14. Incident Assignment", 5),
            Column("15. Other Qualifications", 5),
            Column("16. Data Provided by, to Resources Unit", 5),
        ),
        _in_order(
            matter,
            [(one.arrived_at, _whole(matter, one)) for one in matter.check_ins],
            _guest_whole,
        ),
    )


def check_in_short(matter: Matter) -> Sheet:
    """The same list on fewer columns: who is here, since when, as what."""
    return _list(
        matter,
        "211-short",
        "Who Has Checked In",
        (
            Column("Name", 5),
            Column("Agency", 5),
            Column("Role/Unit", 4),
            Column("People", 2),
            Column("Time In", 4),
            Column("Time Out", 4),
            Column("How Checked In", 5),
            Column("Assignment", 6),
        ),
        _in_order(
            matter,
            [(one.arrived_at, _brief(matter, one)) for one in matter.check_ins],
            _guest_brief,
        ),
    )


def _list(
    matter: Matter, form: str, label: str, columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...]
) -> Sheet:
    post = matter.incident.post
    where = together(matter.words(post.place), cell(matter.site(post.site))) if post is not None else ()
    here = [one for one in matter.check_ins if one.status is not CheckInStatus.OUT]
    people = sum(one.people for one in here)
    seated = sum(one.ended_at is None for _, one in matter.guests)
    return parts.sheet(
        matter,
        form,
        "INCIDENT CHECK-IN LIST",
        (
            (
                parts.name(matter, 4),
                parts.number(matter, 2),
                Text(
                    no="3",
                    label="Check-In Location",
                    lines=where or cell("No command post recorded."),
                    span=3,
                ),
                Text(
                    no="4",
                    label="Start Date/Time",
                    lines=cell(
                        matter.when(matter.started),
                        f"Here now: {len(here)} resources, {people} people",
                        f"By their own device: {seated} of partner agencies" if seated else "",
                    ),
                    span=3,
                ),
            ),
            (Table(no="5", label=label, columns=columns, rows=rows, nothing="Nobody has checked in."),),
            (parts.prepared(matter, "17"),),
        ),
        landscape=True,
    )


def _whole(matter: Matter, one: CheckIn) -> tuple[Cell, ...]:
    return (
        cell(one.unit or one.resource, one.resource if one.unit else None, matter.agency(one.agency)),
        cell("Sent for" if one.sent_for else "Not sent for"),
        cell(matter.when(one.arrived_at)),
        cell(_out(matter, one)),
        cell(one.name),
        cell(str(one.people)),
        matter.words(one.contact),
        cell(one.unit, matter.agency(one.agency)),
        together(matter.words(one.departed_from), cell(matter.when(one.departed_at))),
        matter.words(one.travel),
        _assignment(matter, one),
        cell(one.qualifications),
        cell(_said(one)),
    )


def _brief(matter: Matter, one: CheckIn) -> tuple[Cell, ...]:
    return (
        cell(one.name),
        cell(matter.agency(one.agency)),
        cell(one.resource, one.unit),
        cell(str(one.people)),
        cell(matter.when(one.arrived_at)),
        cell(_out(matter, one)),
        cell(_said(one)),
        _assignment(matter, one),
    )


_Row = tuple[Cell, ...]


def _in_order(
    matter: Matter, came: list[tuple[datetime, _Row]], drawn: Callable[[Matter, str, Guest], _Row]
) -> tuple[_Row, ...]:
    """Resources and the guests of partner agencies, as they came."""
    guests = [(one.entered_at or matter.made.at, drawn(matter, agency, one)) for agency, one in matter.guests]
    return tuple(row for _, row in sorted((*came, *guests), key=lambda one: one[0]))


def _guest_whole(matter: Matter, agency: str, one: Guest) -> _Row:
    name, role, home, since, until, how = _guest(matter, agency, one)
    empty: Cell = ()
    return (
        role,
        cell("Invited"),
        since,
        until,
        name,
        cell("1"),
        empty,
        home,
        empty,
        empty,
        _SEAT,
        empty,
        how,
    )


def _guest_brief(matter: Matter, agency: str, one: Guest) -> _Row:
    name, role, home, since, until, how = _guest(matter, agency, one)
    return (name, home, role, cell("1"), since, until, how, _SEAT)


def _guest(matter: Matter, agency: str, one: Guest) -> tuple[Cell, ...]:
    return (
        cell(one.name),
        cell(one.title or "Agency representative"),
        cell(matter.agency(agency)),
        cell(matter.when(one.entered_at)),
        cell(matter.when(one.ended_at)),
        cell(f"By their own device, invited by {one.invited_by}"),
    )


def _out(matter: Matter, one: CheckIn) -> str:
    return matter.when(one.since) if one.status is CheckInStatus.OUT else ""


def _said(one: CheckIn) -> str:
    said_so = said(one.said)
    return said_so[:1].upper() + said_so[1:]


def _assignment(matter: Matter, one: CheckIn) -> Cell:
    return cell(one.assignment, f"{CHECKED_IN[one.status]} since {matter.when(one.since)}")
