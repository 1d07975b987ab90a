"""Blocks that several forms have: name, number, operational period, who prepared it; and the sheet around them."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dispatch.domain.forms.matter import Copy, Matter, mode_mark, person
from dispatch.domain.forms.sheet import Block, Sheet, Sign, Signature, Text, cell, led, plain, together
from dispatch.domain.incident_work import ObjectiveStatus
from dispatch.domain.incidents import CommandEnd, SaidHow, Tenure

FOR_RELEASE: Final = "COPY FOR RELEASE: WHAT IS WITHHELD IS MARKED"
ENDS: Final = {
    CommandEnd.TRANSFERRED: "transferred",
    CommandEnd.ASSUMED: "assumed by another",
    CommandEnd.UNIFIED: "into unified command",
    CommandEnd.ONE_LEFT: "one member left",
    CommandEnd.TERMINATED: "terminated",
}


def sheet(
    matter: Matter, form: str, title: str, rows: tuple[tuple[Block, ...], ...], *, landscape: bool = False
) -> Sheet:
    """The form around its blocks."""
    made, home = matter.made, matter.state.home
    exercise = home is not None and home.nature == "exercise"
    marks = (
        mode_mark(matter.incident.mode),
        "EXERCISE" if exercise else "",
        "DEMO" if home is not None and home.demo else "",
        FOR_RELEASE if made.copy is Copy.RELEASE else "",
    )
    code = f"ICS {form[:3]}" if form[:3].isdecimal() else ""
    return Sheet(
        form=form,
        code=code,
        title=title,
        district=plain(f"{home.name}, {home.department}") if home is not None else "",
        incident="; ".join(one.text for one in matter.words(matter.incident.name)),
        number=matter.incident.number,
        rows=rows,
        marks=tuple(dict.fromkeys(filter(None, marks))),
        made=plain(f"{matter.when(made.at)} for {made.who}"),
        zone=_zone(matter),
        head=made.head,
        landscape=landscape,
    )


def _zone(matter: Matter) -> str:
    """The zone by name, how far it is from UTC, and that clocks were changed in between if they were."""
    made = matter.made
    if made.zone.key == "UTC":
        return "UTC"
    began, now = (at.astimezone(made.zone).isoformat()[-6:] for at in (matter.started, made.at))
    if began == now:
        return f"{made.zone.key} (UTC{now})"
    return f"{made.zone.key} (UTC{began} when it began, UTC{now} when this was made)"


def name(matter: Matter, span: int, no: str = "1") -> Text:
    """1 Incident Name."""
    return Text(
        no=no, label="Incident Name", lines=matter.words(matter.incident.name), span=span, strong=True
    )


def number(matter: Matter, span: int, no: str = "2") -> Text:
    """2 Incident Number."""
    return Text(no=no, label="Incident Number", lines=cell(matter.incident.number), span=span, strong=True)


def period(
    matter: Matter, no: str, span: int, *, since: datetime | None = None, until: datetime | None = None
) -> Text:
    """Operational Period, or the part of it that is asked for."""
    begin, end = since or matter.incident.period_from, until or matter.incident.period_to
    ends = matter.when(end) or (matter.when(matter.incident.closed_at) or "until the incident is over")
    return Text(
        no=no,
        label="Operational Period",
        lines=cell(f"From: {matter.when(begin)}", f"To: {ends}"),
        span=span,
    )


def prepared(matter: Matter, no: str) -> Sign:
    """Prepared by whoever had it made."""
    made = matter.made
    who = Signature(
        role="Prepared by", name=plain(made.who), title=plain(made.title), at=matter.when(made.at)
    )
    return Sign(no=no, label="Prepared by", who=(who,))


def approved(matter: Matter, no: str, label: str) -> Sign:
    """A line for each who is in command."""
    who = [
        Signature(role=label, name=plain(one.name), title=plain(f"{one.title}, {one.agency}"))
        for one in matter.commanders
    ]
    return Sign(no=no, label=label, who=tuple(who) or (Signature(role=label),))


def tenure(matter: Matter, one: Tenure) -> str:
    """Who was in command: one, or several together."""
    held = one.members if one.commander is None else (one.commander,)
    return " and ".join(person(who) for who in held)


def basis(matter: Matter, one: Tenure) -> str:
    """Assumed, ratified, or by whose word."""
    how = "" if one.said.how is SaidHow.SELF else f" {one.said.how.value.replace('_', ' ')}"
    if not one.assumed:
        return plain(f"Said by {one.said.said_by},{how}".rstrip(","))
    if one.ratified is None:
        return "ASSUMED, not ratified"
    return plain(f"Assumed; ratified by {one.ratified.said_by} {matter.when(one.ratified.at)}")


def objectives(matter: Matter, no: str, label: str, *, span: int = 12, ended: bool = False) -> Text:
    """Objectives and priorities in their order."""
    lines = []
    for one in matter.objectives:
        if one.status is ObjectiveStatus.OPEN or ended:
            at = matter.when(one.ended.at) if one.ended is not None else ""
            done = "" if one.status is ObjectiveStatus.OPEN else f" ({one.status.value} {at})"
            lines.append(led(f"{one.place}. ", matter.words(one.text), done))
    plan = matter.incident.plan
    lines += [led(f"Priority {place}: ", matter.words(one)) for place, one in enumerate(plan.priorities, 1)]
    return Text(no=no, label=label, lines=together(*lines) or cell("None set."), span=span)
