"""What a partner agency is shown of an incident's work: objectives, who holds which function, and what was asked for."""

from __future__ import annotations

from collections.abc import Iterator

from dispatch.domain.catalog.ics_roles import ICS_ROLES
from dispatch.domain.incident_work import REQUEST_ENDS, Benchmark
from dispatch.domain.incidents import Incident
from dispatch.domain.lens import outside_views as v
from dispatch.domain.lens.texts import text_view
from dispatch.domain.seats import Seat, ShareClass
from dispatch.domain.state import State


def objective_views(state: State, seat: Seat) -> Iterator[v.SharedObjectiveView]:
    """Objectives in the order in which they were set."""
    for one in state.objectives.values():
        if one.incident == seat.incident:
            yield v.SharedObjectiveView(text=text_view(one.text, seat.readable), status=one.status)


def function_views(state: State, seat: Seat) -> Iterator[v.SharedFunctionView]:
    """Functions that somebody holds, in the order of the chart."""
    held = {one.role: one for one in state.functions.values() if one.incident == seat.incident}
    for role, info in ICS_ROLES.items():
        one = held.get(role)
        if one is not None and one.held is not None:
            who = one.held.who
            yield v.SharedFunctionView(
                role=role,
                label=info.label,
                name=who.name,
                title=who.title,
                agency=who.agency,
                since=one.held.since,
            )


def request_views(state: State, seat: Seat) -> Iterator[v.SharedRequestView]:
    """What the incident asked for, who follows it up, and how far it is."""
    for one in state.requests.values():
        if one.incident == seat.incident:
            own = one.asker is not None and one.asker == seat.agency
            yield v.SharedRequestView(
                id=one.id if own and one.status not in REQUEST_ENDS else None,
                what=text_view(one.what, seat.readable),
                count=one.count,
                resource_kind=one.resource_kind,
                where=text_view(one.where, seat.readable),
                asker=one.asker,
                agency=one.agency,
                owner=one.owner,
                status=one.status,
                since=one.times.get(one.status.value, one.said.at),
                due=one.due,
                note=text_view(one.note, seat.readable) if own else None,
            )


def patients_view(state: State, seat: Seat) -> v.SharedPatientsView | None:
    """Patients by severity, if counts of the hurt are shared."""
    one = state.patients.get(seat.incident)
    if one is None or ShareClass.MEDICAL not in seat.shares:
        return None
    return v.SharedPatientsView(red=one.red, yellow=one.yellow, green=one.green, black=one.black, at=one.at)


def benchmark_views(incident: Incident) -> Iterator[v.SharedBenchmarkView]:
    """What command has said of the standard times, in their order. The other times are the district's own measures."""
    for one in Benchmark:
        if one.value in incident.times:
            yield v.SharedBenchmarkView(benchmark=one, at=incident.times[one.value])
