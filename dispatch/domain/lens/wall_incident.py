"""One incident on a wall: who is in charge, what nobody has decided or owns, how it stands. What may hang in a room full of agencies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dispatch.domain.catalog.decision_matrix import PARTY_NAMES
from dispatch.domain.catalog.ics_roles import ICS_ROLES
from dispatch.domain.decision_records import DecisionStatus, Fact, FactKind
from dispatch.domain.incident_work import Benchmark, ObjectiveStatus
from dispatch.domain.incidents import Commander, Incident, OpenKind, Par
from dispatch.domain.lens import wall_views as v
from dispatch.domain.lens.incidents import in_charge_view
from dispatch.domain.lens.shared_titles import shared_title
from dispatch.domain.lens.texts import text_view
from dispatch.domain.lens.wall_sites import READABLE, emergencies, site_view, status_counts
from dispatch.domain.state import State

LINES = 12
"""The last lines of the shared log: more can't be read from the other end of a room."""
_MARKED = {
    "t_uc_formed": "Unified command",
    "t_second_agency": "Second agency",
    Benchmark.CONTAINED: "Contained",
    Benchmark.THREAT_NEUTRALISED: "Threat neutralised",
    Benchmark.FIRE_CONTROL: "Fire under control",
}


def incident_view(state: State, incident: Incident) -> v.WallIncidentView:
    """The incident as a wall may have it."""
    units = [one for one in state.units.values() if one.call in incident.call_ids]
    return v.WallIncidentView(
        name=text_view(incident.name, READABLE),
        mode=incident.mode,
        complexity=incident.complexity or incident.proposed.complexity,
        opened_at=incident.opened_at,
        terminated_at=incident.terminated_at,
        closed_at=incident.closed_at,
        charge=in_charge_view(incident),
        transfer=_transfer(incident),
        sites=tuple(
            site_view(state, site, None, counted=True) for site in incident.sites if site in state.sites
        ),
        open=tuple(sorted(_open(state, incident), key=lambda one: (one.since, one.label))),
        objectives=tuple(_objectives(state, incident)),
        functions=tuple(_functions(state, incident)),
        agencies=tuple(_agencies(state, incident)),
        par=_par(state, incident),
        emergencies=emergencies(units),
        units=status_counts(units),
        benchmarks=tuple(
            v.WallBenchmarkView(label=label, at=incident.times[mark])
            for mark, label in _MARKED.items()
            if mark in incident.times
        ),
        facts=tuple(
            _fact(one) for one in state.facts.values() if one.incident == incident.id and one.ended is None
        ),
        lines=_lines(state, incident),
        next_meeting=incident.plan.next_meeting,
        period_to=incident.period_to,
    )


def _transfer(incident: Incident) -> v.WallTransferView | None:
    going = incident.transfer
    if going is None:
        return None
    return v.WallTransferView(
        outgoing=_named(going.outgoing),
        incoming=_named(going.incoming),
        offered_at=going.offered_at,
        effective_at=going.effective_at,
    )


def _named(one: Commander) -> str:
    return f"{one.title} {one.name}".strip()


def _open(state: State, incident: Incident) -> Iterator[v.WallOpenView]:
    """Questions that nobody has decided, and what the orders in force call for and nobody has taken; each once."""
    asked = set()
    for one in state.decisions.values():
        if one.incident == incident.id and one.status is DecisionStatus.OPEN:
            asked.add(one.decision_type)
            yield v.WallOpenView(
                open_kind=OpenKind.DECISION,
                label=one.row.label if one.row is not None else "A matter that is not listed",
                question=text_view(one.question, READABLE),
                may=tuple(PARTY_NAMES[party] for party in one.may),
                since=one.raised_at,
            )
    for owed in incident.owed:
        if owed.open_kind is not OpenKind.DECISION or owed.code not in asked:
            yield v.WallOpenView(
                open_kind=owed.open_kind, label=owed.label, question=None, may=(), since=owed.since
            )


def _objectives(state: State, incident: Incident) -> Iterator[v.WallObjectiveView]:
    for one in state.objectives.values():
        if one.incident == incident.id and one.status is not ObjectiveStatus.DROPPED:
            yield v.WallObjectiveView(text=text_view(one.text, READABLE), status=one.status)


def _functions(state: State, incident: Incident) -> Iterator[v.WallFunctionView]:
    """Functions that somebody holds, in the order of the chart."""
    held = {one.role: one for one in state.functions.values() if one.incident == incident.id}
    for role, info in ICS_ROLES.items():
        one = held.get(role)
        holds = (one.held or one.deputy) if one is not None else None
        if holds is not None:
            yield v.WallFunctionView(label=info.label, name=holds.who.name, agency=holds.who.agency)


def _agencies(state: State, incident: Incident) -> Iterator[v.WallAgencyView]:
    """The agencies at the incident by their names. Guests are counted with nobody: only who commands or stands for one is named."""
    calls = incident.call_ids
    units = Counter(one.roster.agency for one in state.units.values() if one.call in calls)
    units += Counter(one.agency for one in state.partner_units.values() if one.incident == incident.id)
    seated = {
        one.agency for one in state.seats.values() if one.incident == incident.id and one.ended_at is None
    }
    speaks = {one.agency: _named(one) for one in reversed(incident.parties)}
    heads = {one.agency: one for one in incident.head_counts}
    for code in sorted({*units, *seated, *speaks, *heads} & state.agencies.keys()):
        head = heads.get(code)
        yield v.WallAgencyView(
            code=code,
            name=state.agencies[code].name,
            speaks=speaks.get(code),
            units=units[code],
            people=head.people if head is not None else None,
            missing=head.missing if head is not None else None,
        )


def _par(state: State, incident: Incident) -> v.WallParView | None:
    """Agencies and groups as they are asked, and our units as the roll calls of its calls have them."""
    par = incident.par
    if par is None:
        return None
    said = [
        (one.agency if one.role is None else ICS_ROLES[one.role].label, one.answer is not None)
        for one in par.asks
    ]
    said += [
        (mark.unit, mark.answered_at is not None)
        for roll in state.roll_calls.values()
        if roll.call in incident.call_ids
        for mark in roll.marks
        if mark.left_at is None
    ]
    counts = [_counted(par, agency) for agency in dict.fromkeys(one.agency for one in par.asks)]
    return v.WallParView(
        started_at=par.started_at,
        asked=len(said),
        answered=sum(answered for _, answered in said),
        people=sum(people for people, _ in counts),
        missing=sum(missing for _, missing in counts),
        silent=tuple(name for name, answered in said if not answered),
    )


def _counted(par: Par, agency: str) -> tuple[int, int]:
    """How many people an agency has there, and how many are missing. A group's are its agency's: whoever says more of them is believed."""
    answers = [(one.role, one.answer) for one in par.asks if one.agency == agency and one.answer is not None]
    whole = [(one.people, one.missing) for role, one in answers if role is None]
    groups = [(one.people, one.missing) for role, one in answers if role is not None]
    people, missing = (max(sum(one[at] for one in part) for part in (whole, groups)) for at in (0, 1))
    return people, missing


def _fact(fact: Fact) -> v.WallFactView:
    counts_people = fact.fact_kind is FactKind.VICTIMS
    return v.WallFactView(
        fact_kind=fact.fact_kind,
        text=None if counts_people else text_view(fact.text, READABLE),
        count=None if counts_people else fact.count,
        site=fact.site,
        at=fact.at,
        acknowledged=fact.acknowledged is not None,
    )


def _lines(state: State, incident: Incident) -> tuple[v.WallLineView, ...]:
    """The newest first; a line whose text a wall may not show is not there at all."""
    own = [
        one
        for one in state.shared_lines.values()
        if one.incident == incident.id and (one.text is None or one.text.text_class in READABLE)
    ]
    own.sort(key=lambda one: one.at, reverse=True)
    return tuple(
        v.WallLineView(
            at=one.at,
            tag=one.tag,
            agency=one.agency,
            title=shared_title(state, one),
            text=text_view(one.text, READABLE),
        )
        for one in own[:LINES]
    )
