"""What a partner agency is shown of an incident's work: objectives, who holds which function, and what was asked for."""

from __future__ import annotations

from collections.abc import Iterator

from dispatch.domain.catalog.ics_roles import ICS_ROLES
from dispatch.domain.lens import outside_views as v
from dispatch.domain.lens.texts import text_view
from dispatch.domain.seats import Seat
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
            yield v.SharedRequestView(
                what=text_view(one.what, seat.readable),
                count=one.count,
                agency=one.agency,
                owner=one.owner,
                status=one.status,
                due=one.due,
            )
