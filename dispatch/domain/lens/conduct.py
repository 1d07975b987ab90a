"""Who is shown the decisions, facts, functions and work of an incident, and how much of it.

The desk, auditors and the units of the incident all of it. A school the decisions that are its to make or to know, and who holds which
function, and of facts and requests those that its own team told; no number that counts, no patient, nothing that others reported.
"""

from __future__ import annotations

from typing import Any, Literal, assert_never
from zlib import crc32

from dispatch.domain.catalog.decision_matrix import Party
from dispatch.domain.decision_records import Decision, Fact
from dispatch.domain.evolve import evolve
from dispatch.domain.incident_work import CheckIn, Objective, ResourceRequest
from dispatch.domain.incidents import Commander, Said
from dispatch.domain.lens import conduct_views as v
from dispatch.domain.lens.classes import kind_of, readable_classes
from dispatch.domain.lens.incident_views import CommanderView, SaidView
from dispatch.domain.lens.incidents import commander_view, incident_parts, said_view
from dispatch.domain.lens.texts import text_view
from dispatch.domain.organisation import FunctionState, Held
from dispatch.domain.state import State
from dispatch.domain.text import TextClass

Conduct = Literal["decisions", "facts", "functions", "objectives", "requests", "check_ins", "patients"]
Readable = frozenset[TextClass]
_FOR_SCHOOLS = frozenset({"decisions", "functions"})
_OWN_OF_SCHOOLS = frozenset({"facts", "requests"})


def conduct_parts(state: State, table: Conduct, record_id: str) -> frozenset[str]:
    """The units of its incident; of what a school may know also the schools of the incident."""
    record = getattr(state, table)[record_id]
    incident = state.incidents.get(record.incident)
    if incident is None:
        return frozenset()
    parts = incident_parts(state, incident)
    if table in _FOR_SCHOOLS and (table != "decisions" or _is_schools(state.decisions[record_id])):
        return frozenset(parts)
    own = f"site:{record.of_site}" if table in _OWN_OF_SCHOOLS else None
    return frozenset(one for one in parts if kind_of(one) != "site" or one == own)


def _is_schools(decision: Decision) -> bool:
    return Party.SCHOOL in decision.may or any(one.party is Party.SCHOOL for one in decision.asks)


def conduct_views(state: State, table: Conduct, record_id: str, kind: str) -> tuple[tuple[str, Any], ...]:
    """A record as a kind of part sees it."""
    readable = readable_classes(kind)
    match table:
        case "decisions":
            return (("decisions", _for(kind, _decision(state.decisions[record_id], readable))),)
        case "facts":
            return (("facts", _for(kind, _fact(state.facts[record_id], readable))),)
        case "functions":
            return (("functions", _for(kind, _function(state.functions[record_id]))),)
        case "objectives":
            return (("objectives", _objective(state.objectives[record_id], readable)),)
        case "requests":
            return (("requests", _for(kind, _request(state.requests[record_id], readable))),)
        case "check_ins":
            return (("check_ins", _check_in(state.check_ins[record_id], readable)),)
        case "patients":
            one = state.patients[record_id]
            shown = v.PatientsView(
                id=one.id,
                version=one.version,
                incident=one.incident,
                red=one.red,
                yellow=one.yellow,
                green=one.green,
                black=one.black,
                at=one.at,
                said=said_view(one.said),
            )
            return (("patients", shown),)
        case _:
            assert_never(table)


def _for(kind: str, view: Any) -> Any:
    """For a school nothing that counts: neither its place among others nor how often it changed. The desk's own note is not for it."""
    if kind != "site":
        return view
    hidden: dict[str, Any] = {"version": 0}
    if isinstance(view, v.DecisionView | v.RequestView):
        hidden |= {"place": 0}
    if isinstance(view, v.RequestView):
        hidden |= {"note": None}
    shown = evolve(view, hidden)
    return evolve(shown, {"version": crc32(repr(shown).encode())})


def _or_none(one: Said | None) -> SaidView | None:
    return None if one is None else said_view(one)


def _who(one: Commander | None) -> CommanderView | None:
    return None if one is None else commander_view(one)


def _decision(one: Decision, readable: Readable) -> v.DecisionView:
    return v.DecisionView(
        id=one.id,
        version=one.version,
        incident=one.incident,
        place=one.place,
        decision_type=one.decision_type,
        label=one.row.label if one.row is not None else None,
        status=one.status,
        question=text_view(one.question, readable),
        raised_at=one.raised_at,
        raised_by=one.raised_by,
        asker=one.asker,
        may=one.may,
        text=text_view(one.text, readable),
        made_by=_who(one.made_by),
        authority=one.authority,
        said=_or_none(one.said),
        decided_at=one.decided_at,
        options=tuple(text_view(option, readable) for option in one.options),
        rationale=text_view(one.rationale, readable),
        known=text_view(one.known, readable),
        dissent=text_view(one.dissent, readable),
        review_at=one.review_at,
        flags=one.flags,
        asks=tuple(v.AskView(party=ask.party, part=ask.part, said=_or_none(ask.said)) for ask in one.asks),
        supersedes=one.supersedes,
        superseded_by=one.superseded_by,
        ended=text_view(one.ended, readable),
    )


def _fact(one: Fact, readable: Readable) -> v.FactView:
    return v.FactView(
        id=one.id,
        version=one.version,
        incident=one.incident,
        fact_kind=one.fact_kind,
        text=text_view(one.text, readable),
        count=one.count,
        site=one.site,
        room=one.room,
        source=text_view(one.source, readable),
        at=one.at,
        by=one.by,
        acknowledged=_or_none(one.acknowledged),
        ended=one.ended,
    )


def _held(one: Held | None) -> v.HeldView | None:
    if one is None:
        return None
    return v.HeldView(who=commander_view(one.who), since=one.since, said=said_view(one.said))


def _function(one: FunctionState) -> v.FunctionView:
    return v.FunctionView(
        id=one.id,
        version=one.version,
        incident=one.incident,
        role=one.role,
        held=_held(one.held),
        deputy=_held(one.deputy),
        history=tuple(
            v.WasHeldView(who=commander_view(was.who), since=was.since, until=was.until, deputy=was.deputy)
            for was in one.history
        ),
    )


def _objective(one: Objective, readable: Readable) -> v.ObjectiveView:
    return v.ObjectiveView(
        id=one.id,
        version=one.version,
        incident=one.incident,
        place=one.place,
        text=text_view(one.text, readable),
        status=one.status,
        set_at=one.set_at,
        said=said_view(one.said),
        ended=_or_none(one.ended),
    )


def _request(one: ResourceRequest, readable: Readable) -> v.RequestView:
    return v.RequestView(
        id=one.id,
        version=one.version,
        incident=one.incident,
        place=one.place,
        what=text_view(one.what, readable),
        count=one.count,
        agency=one.agency,
        owner=one.owner,
        status=one.status,
        said=said_view(one.said),
        times=one.times,
        due=one.due,
        note=text_view(one.note, readable),
        asker=one.asker,
        resource_kind=one.resource_kind,
        where=text_view(one.where, readable),
    )


def _check_in(one: CheckIn, readable: Readable) -> v.CheckInView:
    return v.CheckInView(
        id=one.id,
        version=one.version,
        incident=one.incident,
        name=one.name,
        agency=one.agency,
        unit=one.unit,
        resource=one.resource,
        people=one.people,
        status=one.status,
        arrived_at=one.arrived_at,
        since=one.since,
        said=said_view(one.said),
        sent_for=one.sent_for,
        assignment=one.assignment,
        contact=text_view(one.contact, readable),
        qualifications=one.qualifications,
        departed_from=text_view(one.departed_from, readable),
        departed_at=one.departed_at,
        travel=text_view(one.travel, readable),
    )
