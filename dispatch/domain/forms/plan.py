"""ICS 202, the objectives of an operational period, and ICS 211, who has checked in."""

from __future__ import annotations

from typing import Final

from dispatch.domain.forms import parts
from dispatch.domain.forms.matter import Matter, said
from dispatch.domain.forms.organisation import commands_emphasis
from dispatch.domain.forms.sheet import Cell, Column, Sheet, Table, Text, cell, led, together
from dispatch.domain.incident_work import CheckIn, CheckInStatus
from dispatch.domain.lens.conduct_titles import FACTS

_PARTS: Final = ("203", "204", "205", "205A", "206", "207", "208")
_STATUS: Final = {
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
            (
                parts.prepared(matter, "7", span=6),
                parts.approved(matter, "8", "Approved by Incident Commander"),
            ),
        ),
    )


def check_in(matter: Matter) -> Sheet:
    """ICS 211, collapsed to what the console asks for; each row says who checked them in."""
    post = matter.incident.post
    where = together(matter.words(post.place), cell(matter.site(post.site))) if post is not None else ()
    return parts.sheet(
        matter,
        "211",
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
                Text(no="4", label="Start Date/Time", lines=cell(matter.when(matter.started)), span=3),
            ),
            (
                Table(
                    no="5",
                    label="Check-In Information (blocks 5 to 16)",
                    columns=(
                        Column("5. Agency, Name or Identifier", 6),
                        Column("Kind", 4),
                        Column("7. Check-In", 4),
                        Column("9. People", 2),
                        Column("10. Contact", 4),
                        Column("6. Sent for", 2),
                        Column("14. Assignment", 5),
                        Column("15. Other Qualifications", 4),
                        Column("16. Checked in by", 5),
                    ),
                    rows=tuple(_row(matter, one) for one in matter.check_ins),
                    nothing="Nobody has checked in.",
                ),
            ),
            (parts.prepared(matter, "17"),),
        ),
        landscape=True,
    )


def _row(matter: Matter, one: CheckIn) -> tuple[Cell, ...]:
    return (
        cell(one.name, " ".join(filter(None, (matter.agency(one.agency), one.unit)))),
        cell(one.resource),
        cell(matter.when(one.arrived_at)),
        cell(str(one.people)),
        matter.words(one.contact),
        cell("Yes" if one.sent_for else "No"),
        cell(one.assignment, f"{_STATUS[one.status]} since {matter.when(one.since)}"),
        cell(one.qualifications),
        cell(said(one.said)),
    )
