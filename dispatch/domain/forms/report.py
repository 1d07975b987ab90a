"""The incident report: what it was, who was in command, what was ordered, who came, and the whole timeline."""

from __future__ import annotations

from typing import Final

from dispatch.domain.catalog.dispositions import DISPOSITIONS
from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.protective_actions import ACTIONS
from dispatch.domain.forms import parts
from dispatch.domain.forms.entries import entries, rows
from dispatch.domain.forms.matter import Matter, redacted, said
from dispatch.domain.forms.sheet import Cell, Column, Sheet, Table, Text, cell, together
from dispatch.domain.incidents import Tenure
from dispatch.domain.lens.conduct_titles import FACTS
from dispatch.domain.lens.views import ActionView, AssignmentView, CallView
from dispatch.domain.text import TextClass

_BENCHMARKS: Final = {
    "t_command_established": "Command established",
    "t_uc_formed": "Unified command formed",
    "t_second_agency": "Second agency on scene",
    "t_contained": "Contained",
    "t_threat_neutralised": "Threat neutralised",
    "t_fire_control": "Fire under control",
}


def report(matter: Matter) -> Sheet:
    """The whole incident, with its timeline at the end."""
    told = entries(matter, matter.lines)
    omitted = (
        f"The timeline has the first {len(told):,} entries; {matter.omitted:,} more are in the log."
        if matter.omitted
        else ""
    )
    return parts.sheet(
        matter,
        "report",
        "INCIDENT REPORT",
        (
            (parts.name(matter, 5), parts.number(matter, 3), _kind(matter)),
            (_times(matter), _where(matter), _outcome(matter)),
            (_commands(matter),),
            (_calls(matter),),
            (_orders(matter),),
            (_units(matter),),
            (_benchmarks(matter), _people(matter)),
            (_facts(matter),),
            (
                Table(
                    no="13",
                    label="Timeline",
                    columns=(Column("Date/Time", 17), Column("What happened", 53), Column("Entered by", 30)),
                    rows=(*rows(matter, told), *(((), cell(omitted), ()),) * bool(omitted)),
                ),
            ),
            (parts.prepared(matter, "14"),),
            (parts.approved(matter, "15", "Reviewed by command"),),
        ),
    )


def _kind(matter: Matter) -> Text:
    one = matter.incident
    level = f"Type {one.complexity.value}" if one.complexity is not None else "Not set by command"
    return Text(
        no="3",
        label="Complexity and Mode",
        lines=cell(
            level,
            f"By the counts Type {one.proposed.complexity.value}",
            f"{one.mode.value.capitalize()} {'event' if one.mode is Mode.ACTUAL else ''}".strip(),
        ),
        span=4,
    )


def _times(matter: Matter) -> Text:
    one = matter.incident
    over = f"Closed {matter.when(one.closed_at)}" if one.closed_at is not None else "Still open"
    return Text(
        no="4",
        label="Date/Time",
        lines=cell(f"Initiated {matter.when(matter.started)}", over),
        span=4,
    )


def _where(matter: Matter) -> Text:
    return Text(
        no="5", label="Sites", lines=cell(*(matter.site(one) for one in matter.incident.sites)), span=4
    )


def _outcome(matter: Matter) -> Text:
    lines = matter.words(matter.incident.outcome)
    return Text(no="6", label="Outcome", lines=lines or cell("None recorded."), span=4)


def _commands(matter: Matter) -> Table:
    one = matter.incident
    held = [*one.history, *((one.command,) if one.command is not None else ())]
    gap = one.gap_ms // 1000
    without = (
        f"Without command while units were on scene or an order was in force: {gap // 60} min {gap % 60} s"
    )
    return Table(
        no="7",
        label="Command",
        columns=(Column("From", 3), Column("Until", 3), Column("In command", 6), Column("By whose word", 4)),
        rows=(*(_tenure(matter, of) for of in held), ((), (), cell(without), ())),
    )


def _tenure(matter: Matter, one: Tenure) -> tuple[Cell, ...]:
    end = parts.ENDS[one.end] if one.end is not None else ""
    return (
        cell(matter.when(one.since)),
        cell(matter.when(one.until) or "still", end),
        cell(parts.tenure(matter, one)),
        together(cell(parts.basis(matter, one)), matter.words(one.reason)),
    )


def _calls(matter: Matter) -> Table:
    return Table(
        no="8",
        label="Calls",
        columns=(
            Column("Number", 3),
            Column("Type", 4),
            Column("Where", 4),
            Column("Received", 3),
            Column("Closed", 3),
            Column("Disposition", 4),
            Column("What was said", 7),
        ),
        rows=tuple(_call(matter, one) for one in matter.calls),
    )


def _call(matter: Matter, one: CallView) -> tuple[Cell, ...]:
    known = DISPOSITIONS.get(one.disposition or "")
    place = ", ".join(dict.fromkeys(filter(None, (one.place.building, one.place.zone, one.place.room))))
    return (
        cell(one.number, f"P{one.priority}"),
        cell(INCIDENT_TYPES[one.type].label),
        together(cell(matter.site(one.place.site), place), matter.shown(one.place.address)),
        cell(matter.when(one.times.get("t_received"))),
        cell(matter.when(one.times.get("t_closed")) or "open"),
        cell(known.label if known is not None else one.disposition),
        together(matter.shown(one.text), matter.shown(one.outcome)),
    )


def _orders(matter: Matter) -> Table:
    return Table(
        no="9",
        label="Protective Actions",
        columns=(
            Column("Action", 3),
            Column("Site", 4),
            Column("Started", 4),
            Column("Announced or heard", 4),
            Column("Ended", 4),
        ),
        rows=tuple(_order(matter, one) for one in matter.actions),
        nothing="None.",
    )


def _order(matter: Matter, one: ActionView) -> tuple[Cell, ...]:
    end = one.end.value.replace("_", " ") if one.end is not None else ""
    return (
        cell(ACTIONS[one.type].term, "" if one.mode == "ACTUAL" else one.mode.value),
        cell(matter.site(one.site), ", ".join((*one.zones, *one.rooms)) or "whole site"),
        cell(
            matter.when(one.started_at), f"by {one.started_by_name}, {one.started_by_role.replace('_', ' ')}"
        ),
        cell(
            matter.when(one.announced_at) or "not recorded",
            f"by {one.announced_by}" if one.announced_by else "",
        ),
        cell(
            matter.when(one.ended_at) or "in force",
            end,
            f"released by {one.released_by}" if one.released_by else "",
            f"confirmed by {one.confirmed_by}" if one.confirmed_by else "",
        ),
    )


def _units(matter: Matter) -> Table:
    numbers = {one.id: one.number for one in matter.calls}
    times = ("t_dispatched", "t_enroute", "t_onscene", "t_unit_cleared")
    return Table(
        no="10",
        label="Units",
        columns=(
            Column("Unit", 2),
            Column("Call", 3),
            Column("Dispatched", 3),
            Column("En route", 3),
            Column("On scene", 3),
            Column("Clear", 3),
        ),
        rows=tuple(
            (
                cell(one.unit),
                cell(numbers.get(one.call, "")),
                *(cell(matter.when(one.times.get(at))) for at in times),
            )
            for one in sorted(matter.sent, key=_first)
        ),
        nothing="No unit was sent.",
    )


def _first(one: AssignmentView) -> tuple[float, str]:
    return min((at.timestamp() for at in one.times.values()), default=0.0), one.unit


def _benchmarks(matter: Matter) -> Text:
    times = sorted(matter.incident.times.items(), key=lambda one: one[1])
    said_at = [f"{_BENCHMARKS.get(name, name)}: {matter.when(at)}" for name, at in times]
    return Text(no="11", label="Benchmarks", lines=cell(*said_at) or cell("None recorded."), span=6)


def patients(matter: Matter) -> Cell:
    """The last count of patients, or its mark."""
    if TextClass.MEDICAL not in matter.readable:
        return (redacted(TextClass.MEDICAL),)
    counted = matter.patients
    if counted is None:
        return cell("No count of patients.")
    return cell(
        f"Patients {matter.when(counted.at)}: {counted.red} red, {counted.yellow} yellow, "
        f"{counted.green} green, {counted.black} black, {said(counted.said)}"
    )


def _people(matter: Matter) -> Text:
    heads = [
        f"PAR {one.agency}: {one.people} people, "
        + ("all accounted for" if one.missing == 0 else f"{one.missing} MISSING")
        + f" ({matter.when(one.said.at)})"
        for one in matter.incident.head_counts
    ]
    return Text(no="", label="Patients and PAR", lines=together(patients(matter), cell(*heads)), span=6)


def _facts(matter: Matter) -> Table:
    return Table(
        no="12",
        label="Critical Facts",
        columns=(Column("Known at", 3), Column("Fact", 8), Column("Where", 4), Column("Command knew", 5)),
        rows=tuple(
            (
                cell(matter.when(one.at), f"entered by {one.by}"),
                together(
                    cell(
                        FACTS[one.fact_kind].capitalize()
                        + (f" ({one.count})" if one.count is not None else "")
                    ),
                    matter.words(one.text),
                ),
                cell(matter.site(one.site), one.room),
                cell(
                    matter.when(one.acknowledged.at) if one.acknowledged is not None else "NOT acknowledged",
                    f"no longer so from {matter.when(one.ended)}" if one.ended is not None else "",
                ),
            )
            for one in matter.facts
        ),
        nothing="None.",
    )
