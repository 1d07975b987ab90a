"""An incident as one partner agency sees it: all that a part ``incident:…`` is ever given comes from here. Default deny.

The whole of it is made anew from the state, and what changed is what differs. So what is sent depends on what is shown and on nothing
else: two districts that differ in something that is not shared send the same frames.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from zlib import crc32

from dispatch.domain.actor import Actor, Role
from dispatch.domain.evolve import evolve
from dispatch.domain.incidents import Incident
from dispatch.domain.lens import outside_views as v
from dispatch.domain.lens.incident_views import CommanderView, TenureView
from dispatch.domain.lens.incidents import incident_view
from dispatch.domain.lens.outside_decisions import decision_views, fact_views, matrix_views, undecided_views
from dispatch.domain.lens.outside_sites import person_views, plan_views, site_views
from dispatch.domain.lens.outside_work import (
    benchmark_views,
    function_views,
    objective_views,
    patients_view,
    request_views,
)
from dispatch.domain.lens.shared_titles import shared_title
from dispatch.domain.lens.texts import text_view
from dispatch.domain.seats import Seat, SharedLine
from dispatch.domain.state import Key, State
from dispatch.domain.text import TextClass

PREFIX = "incident:"
Shown = Mapping[tuple[str, str], v.OutsideView]
"""All that a part shows, by collection and id."""
_OF_ALL = frozenset(
    {
        "district",
        "incidents",
        "seats",
        "partner_units",
        "shared_lines",
        "agencies",
        "objectives",
        "functions",
        "requests",
        "decisions",
        "facts",
        "patients",
    }
)
_AT_SITES = frozenset({"actions", "rooms"})


def outside_parts(state: State, actor: Actor) -> tuple[str, ...]:
    """The parts of somebody who sits at seats: one for each incident that is shared with them now."""
    if actor.role is not Role.LIAISON:
        return ()
    mine = [one for one in state.seats.values() if one.seats(actor.person, actor.agency)]
    return tuple(f"{PREFIX}{one.view}" for one in sorted(mine, key=lambda one: (one.opened_at, one.id)))


def seat_behind(state: State, part: str) -> Seat | None:
    """The seat whose picture a part is, while it lasts."""
    view = part.removeprefix(PREFIX)
    found = (one for one in state.seats.values() if one.view == view and one.ended_at is None)
    return next(found, None) if part.startswith(PREFIX) else None


def concerns(before: State, after: State, part: str, touched: frozenset[Key]) -> bool:
    """Whether anything of what was touched may stand in the picture: looked at first, because looking is cheap."""
    seat = seat_behind(after, part)
    incident = after.incidents.get(seat.incident) if seat is not None else None
    if incident is None:
        return True
    sites, calls = frozenset(incident.sites), incident.call_ids
    for table, record_id in touched:
        if table in _OF_ALL:
            return True
        if table in ("sites", "accountings") and record_id in sites:
            return True
        if table == "calls" and record_id in calls:
            return True
        if table == "units" and any(
            one is not None and one.call in calls
            for one in (before.units.get(record_id), after.units.get(record_id))
        ):
            return True
        if table in _AT_SITES:
            found = getattr(after, table).get(record_id) or getattr(before, table).get(record_id)
            if found is None or found.site in sites:
                return True
    return False


def outside(state: State, part: str) -> Shown:
    """All that a part shows now; nothing when it is shared no more."""
    seat = seat_behind(state, part)
    incident = state.incidents.get(seat.incident) if seat is not None else None
    if seat is None or incident is None:
        return {}
    return {
        (collection, view.id): _digested(view)
        for collection, views in (
            ("pictures", (_picture(state, seat, incident),)),
            ("shared_matrix", matrix_views(state, seat, incident)),
            ("shared_sites", site_views(state, seat, incident)),
            ("shared_plans", plan_views(state, seat, incident)),
            ("shared_people", person_views(state, seat)),
            ("shared_units", _units(state, incident)),
            ("shared_log", _lines(state, seat)),
        )
        for view in views
    }


def _digested(view: v.OutsideView) -> v.OutsideView:
    # Nobody else has seen this view yet.
    object.__setattr__(view, "version", crc32(repr(view).encode()))
    return view


def _picture(state: State, seat: Seat, incident: Incident) -> v.PictureView:
    whole = incident_view(incident, "incident", seat.readable)
    return v.PictureView(
        id=seat.id,
        version=0,
        agency=seat.agency,
        shares=seat.shares,
        until=seat.until,
        name=whole.name,
        mode=whole.mode,
        opened_at=whole.opened_at,
        terminated_at=whole.terminated_at,
        closed_at=whole.closed_at,
        outcome=whole.outcome,
        post=whole.post if whole.post is None or whole.post.site in (None, *incident.sites) else None,
        command=_tenure(whole.command) if whole.command is not None else None,
        history=tuple(_tenure(one) for one in whole.history),
        transfer=evolve(
            whole.transfer,
            {"incoming": _bare(whole.transfer.incoming), "outgoing": _bare(whole.transfer.outgoing)},
        )
        if whole.transfer is not None
        else None,
        members=tuple(evolve(one, {"commander": _bare(one.commander)}) for one in whole.members),
        plan=whole.plan,
        no_command_since=whole.no_command_since,
        agencies=tuple(_present(state, incident)),
        objectives=tuple(objective_views(state, seat)),
        functions=tuple(function_views(state, seat)),
        requests=tuple(request_views(state, seat)),
        decisions=tuple(decision_views(state, seat)),
        undecided=tuple(undecided_views(incident)),
        facts=tuple(fact_views(state, seat, incident)),
        patients=patients_view(state, seat),
        benchmarks=tuple(benchmark_views(incident)),
    )


def _bare(one: CommanderView) -> CommanderView:
    """Without the unit of the roster, which is shown elsewhere if it is shown."""
    return evolve(one, {"unit": None})


def _tenure(one: TenureView) -> TenureView:
    commander = _bare(one.commander) if one.commander is not None else None
    return evolve(one, {"commander": commander, "members": tuple(_bare(each) for each in one.members)})


def _present(state: State, incident: Incident) -> Iterator[v.PresentView]:
    """The agencies at the incident by their names: who speaks for each, and its units."""
    people: dict[str, dict[tuple[str, str], str]] = {}
    for party in incident.parties:
        people.setdefault(party.agency, {})[party.name, party.title] = "unified command"
    held = incident.command
    if held is not None and held.commander is not None:
        people.setdefault(held.commander.agency, {})[held.commander.name, held.commander.title] = "command"
    for seat in state.seats.values():
        if seat.incident == incident.id and seat.ended_at is None:
            there = people.setdefault(seat.agency, {})
            for guest in seat.guests:
                if guest.entered_at is not None and guest.ended_at is None:
                    there.setdefault((guest.name, guest.title), "liaison")
    units: dict[str, int] = {}
    for unit in _units(state, incident):
        units[unit.agency] = units.get(unit.agency, 0) + 1
    for code in sorted({*people, *units}):
        agency = state.agencies.get(code)
        if agency is not None:
            yield v.PresentView(
                code=code,
                name=agency.name,
                agency_kind=agency.agency_kind,
                people=tuple(
                    v.PresentPersonView(name=name, title=title, what=what)
                    for (name, title), what in people.get(code, {}).items()
                ),
                units=units.get(code, 0),
            )


def _units(state: State, incident: Incident) -> Iterator[v.SharedUnitView]:
    """The district's units on its calls, and the partners' own."""
    calls = [state.calls[one.id] for one in incident.calls if one.id in state.calls]
    for unit_id in sorted({unit for call in calls for unit in call.units}):
        unit = state.units.get(unit_id)
        if unit is not None:
            yield v.SharedUnitView(
                id=unit.id,
                version=0,
                name=unit.id,
                agency=unit.roster.agency,
                what=unit.roster.unit_kind,
                status=unit.status,
                since=unit.since,
                site=unit.site if unit.site in incident.sites else None,
                emergency=unit.emergency is not None,
                partner=False,
            )
    for one in state.partner_units.values():
        if one.incident == incident.id:
            yield v.SharedUnitView(
                id=one.id,
                version=0,
                name=one.name,
                agency=one.agency,
                what=one.what,
                status=one.status,
                since=one.since,
                site=one.site if one.site in incident.sites else None,
                emergency=False,
                partner=True,
            )


def _lines(state: State, seat: Seat) -> Iterator[v.SharedLineView]:
    for line in state.shared_lines.values():
        hidden = line.text is not None and line.text.text_class not in seat.readable
        if line.incident == seat.incident and not hidden:
            yield evolve(line_view(state, line, seat.readable, seat), {"incident": seat.id})


def line_view(
    state: State, line: SharedLine, readable: frozenset[TextClass], seat: Seat | None = None
) -> v.SharedLineView:
    """A line of the shared log; without a seat as the desk has it."""
    return v.SharedLineView(
        id=line.id,
        version=line.version if seat is None else 0,
        incident=line.incident,
        at=line.at,
        tag=line.tag,
        by=line.by,
        agency=line.agency,
        title=shared_title(state, line),
        text=text_view(line.text, readable),
        asks=line.asks,
        known=tuple(v.AcknowledgedView(agency=one.agency, by=one.by, at=one.at) for one in line.known),
    )
