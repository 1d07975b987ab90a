"""ICS 201, the incident briefing: what whoever takes command is told."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.catalog.protective_actions import ACTIONS
from dispatch.domain.conduct_events import BenchmarkReached
from dispatch.domain.decision_events import DecisionMade
from dispatch.domain.events import ActionChanged, ActionEnded, ActionStarted, ReleaseBegun
from dispatch.domain.forms import parts
from dispatch.domain.forms.entries import entries
from dispatch.domain.forms.matter import Matter
from dispatch.domain.forms.organisation import chart_of
from dispatch.domain.forms.plan import CHECKED_IN
from dispatch.domain.forms.report import patients
from dispatch.domain.forms.sheet import Cell, Column, Sheet, Table, Text, cell, led, together
from dispatch.domain.forms.sketch import sketch
from dispatch.domain.incident_events import CommandEvent
from dispatch.domain.incident_work import ResourceRequest
from dispatch.domain.lens.conduct_titles import FACTS
from dispatch.domain.lens.views import AssignmentView
from dispatch.domain.vocabulary import AssignmentStatus

_ACTED: Final = (
    ActionStarted
    | ActionChanged
    | ActionEnded
    | ReleaseBegun
    | DecisionMade
    | BenchmarkReached
    | CommandEvent
)
"""What was done about it, out of everything that happened."""
_STEPS: Final = (("t_onscene", "On scene"), ("t_enroute", "En route"), ("t_dispatched", "Dispatched"))
_ENDS: Final = {AssignmentStatus.CLEARED: "Cleared", AssignmentStatus.PREEMPTED: "Sent elsewhere"}


def briefing(matter: Matter) -> Sheet:
    """ICS 201, built from the incident as it is now."""
    done = entries(matter, (one for one in matter.lines if isinstance(one.event, _ACTED)))
    return parts.sheet(
        matter,
        "201",
        "INCIDENT BRIEFING",
        (
            (
                parts.name(matter, 5),
                parts.number(matter, 3),
                Text(no="3", label="Date/Time Initiated", lines=cell(matter.when(matter.started)), span=4),
            ),
            (sketch(matter, "4"),),
            (_situation(matter),),
            (parts.prepared(matter, "6"),),
            (parts.objectives(matter, "7", "Current and Planned Objectives"),),
            (
                Table(
                    no="8",
                    label="Current and Planned Actions, Strategies, and Tactics",
                    columns=(Column("Time", 2), Column("Actions", 8)),
                    rows=tuple((cell(matter.when(one.at)), one.what) for one in done),
                ),
            ),
            (chart_of(matter, "9", "Current Organization"),),
            (_resources(matter),),
        ),
        landscape=True,
    )


def _situation(matter: Matter) -> Text:
    calls = [
        led(
            f"{INCIDENT_TYPES[one.type].label} at {matter.site(one.place.site) or 'no site'}: ",
            matter.shown(one.text),
        )
        or cell(f"{INCIDENT_TYPES[one.type].label} at {matter.site(one.place.site) or 'no site'}")
        for one in matter.calls
    ]
    orders = [
        f"{ACTIONS[one.type].term} at {matter.site(one.site)} since {matter.when(one.started_at)}"
        for one in matter.actions
        if one.ended_at is None
    ]
    facts = [
        led(f"{FACTS[one.fact_kind].capitalize()}: ", matter.words(one.text))
        for one in matter.facts
        if one.ended is None
    ]
    return Text(
        no="5",
        label="Situation Summary and Health and Safety Briefing",
        lines=together(*calls, cell(*orders), *facts, patients(matter)),
    )


def _resources(matter: Matter) -> Table:
    return Table(
        no="10",
        label="Resource Summary",
        columns=(
            Column("Resource", 4),
            Column("Resource Identifier", 4),
            Column("Date/Time Ordered", 4),
            Column("ETA", 4),
            Column("Arrived", 4),
            Column("Notes (location/assignment/status)", 6),
        ),
        rows=(*_sent(matter), *(_asked(matter, one) for one in matter.requests), *_came(matter)),
    )


def _sent(matter: Matter) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (
            cell("Unit"),
            cell(one.unit),
            cell(matter.when(one.times.get("t_dispatched"))),
            (),
            _arrived(matter, one.times.get("t_onscene")),
            cell(_unit(one)),
        )
        for one in matter.sent
    )


def _arrived(matter: Matter, at: datetime | None) -> Cell:
    return cell(f"☒ {matter.when(at)}" if at is not None else "☐")


def _unit(one: AssignmentView) -> str:
    """How far a unit has got, and where it does not go by that what became of it."""
    if one.status in _ENDS:
        return _ENDS[one.status]
    return next((words for name, words in _STEPS if name in one.times), "Not sent yet")


def _asked(matter: Matter, one: ResourceRequest) -> tuple[Cell, ...]:
    arrived = one.times.get("arrived")
    return (
        together(led(f"{one.count} × ", matter.words(one.what))),
        cell(matter.agency(one.agency) if one.agency else ""),
        cell(matter.when(one.said.at)),
        cell(matter.when(one.due)),
        _arrived(matter, arrived),
        together(
            cell(
                one.status.value.replace("_", " ").capitalize(),
                f"{one.owner} follows it up" if one.owner else "Nobody follows it up",
            ),
            matter.words(one.note),
        ),
    )


def _came(matter: Matter) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (
            cell(one.resource),
            cell(one.name, matter.agency(one.agency)),
            (),
            (),
            _arrived(matter, one.arrived_at),
            cell(one.assignment or CHECKED_IN[one.status]),
        )
        for one in matter.check_ins
    )
