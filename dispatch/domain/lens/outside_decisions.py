"""What a partner agency is shown of an incident's decisions and critical facts.

Of a decision what was asked, what was decided, by whom and when; not what was weighed, who was against it or whom it has reached. Of a
proposal of a partner agency all that the agency said itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from dispatch.domain.catalog.decision_matrix import PARTY_NAMES
from dispatch.domain.decision_records import Decision, DecisionStatus
from dispatch.domain.evolve import evolve
from dispatch.domain.incidents import Incident
from dispatch.domain.lens import outside_views as v
from dispatch.domain.lens.incidents import commander_view
from dispatch.domain.lens.texts import text_view
from dispatch.domain.seats import Seat, ShareClass
from dispatch.domain.sharing_class import SharingClass, sharing_class
from dispatch.domain.standing import in_the_matter, regime
from dispatch.domain.state import State

_SHARED_AS = {
    SharingClass.OPERATIONAL: ShareClass.OPERATIONAL,
    SharingClass.MEDICAL_COUNTS: ShareClass.MEDICAL,
    SharingClass.STUDENT_DATA: ShareClass.STUDENT,
    SharingClass.FLOOR_PLANS: ShareClass.FLOOR_PLANS,
}


def decision_views(state: State, seat: Seat) -> Iterator[v.SharedDecisionView]:
    """Decisions and open questions in the order in which they were asked; a question that was withdrawn only if a partner proposed it."""
    for one in state.decisions.values():
        hidden = one.status is DecisionStatus.WITHDRAWN and one.asker is None
        if one.incident == seat.incident and not hidden:
            yield _decision(one, seat)


def _decision(one: Decision, seat: Seat) -> v.SharedDecisionView:
    readable = seat.readable
    proposed = one.asker is not None
    return v.SharedDecisionView(
        id=one.id if proposed and one.asker == seat.agency and one.status is DecisionStatus.OPEN else None,
        label=one.row.label if one.row is not None else None,
        question=text_view(one.question, readable),
        status=one.status,
        since=one.raised_at,
        may=tuple(PARTY_NAMES[each] for each in one.may),
        text=text_view(one.text, readable),
        made_by=evolve(commander_view(one.made_by), {"unit": None}) if one.made_by is not None else None,
        decided_at=one.decided_at,
        asker=one.asker,
        options=tuple(text_view(each, readable) for each in one.options)
        if proposed and _is_open(one)
        else (),
        rationale=text_view(one.rationale, readable) if proposed and _is_open(one) else None,
        ended=text_view(one.ended, readable) if proposed else None,
        taken_back=one.taken_back,
    )


def matrix_views(state: State, seat: Seat, incident: Incident) -> Iterator[v.SharedMatrixView]:
    """What the agency may propose by its name: the rows of the district's matrix that concern it, and no others."""
    now = regime(state, incident)
    for row in in_the_matter(state, incident, seat.agency):
        yield v.SharedMatrixView(
            id=f"{seat.id}/{row.code}",
            version=0,
            incident=seat.id,
            code=row.code,
            label=row.label,
            question=row.question,
            may=tuple(PARTY_NAMES[each] for each in row.may(now)),
        )


def _is_open(one: Decision) -> bool:
    """What was said with a proposal stands until it is decided; then options and reasons are the decision's."""
    return one.made_by is None


def undecided_views(incident: Incident) -> Iterator[v.SharedOpenView]:
    """What the orders in force call for and nobody has decided or owns, the longest open first."""
    for one in incident.owed:
        yield v.SharedOpenView(open_kind=one.open_kind, label=one.label, since=one.since)


def fact_views(state: State, seat: Seat, incident: Incident) -> Iterator[v.SharedFactView]:
    """Critical facts that stand. Those of victims count people and go with the counts of the hurt."""
    for one in state.facts.values():
        kind = sharing_class(state, "facts", one.id)
        shown = kind is not None and _SHARED_AS[kind] in seat.shares
        if one.incident == incident.id and one.ended is None and shown:
            yield v.SharedFactView(
                fact_kind=one.fact_kind,
                text=text_view(one.text, seat.readable),
                count=one.count,
                site=one.site if one.site in incident.sites else None,
                at=one.at,
                acknowledged=one.acknowledged.at if one.acknowledged is not None else None,
            )
