"""PAR of a whole incident, begun as one act: agencies that are there, groups of the organisation, and our units by roll call."""

from __future__ import annotations

from dispatch.domain import conduct_events as e
from dispatch.domain import events as ev
from dispatch.domain.catalog.ics_roles import ICS_ROLES, IcsPart
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.incident_work import not_left
from dispatch.domain.incidents import Incident
from dispatch.domain.refusals import rule
from dispatch.domain.roster import AgencyKind
from dispatch.domain.rules.incidents import head
from dispatch.domain.rules.net import running
from dispatch.domain.standing import in_command_now
from dispatch.domain.state import State
from dispatch.domain.vocabulary import RollCallCause


def start_par(state: State, incident: Incident, context: Context) -> Outcome:
    """Everybody is asked at once. One that runs is not begun again before its time to answer is over."""
    present = incident.par
    if present is not None and present.ended_at is None and context.now < present.due:
        silent = [
            one.agency if one.role is None else ICS_ROLES[one.role].label
            for one in present.asks
            if one.answer is None
        ]
        return rule(
            "par_running",
            f"A PAR of {incident.number} runs; {', '.join(silent)} still to answer.",
            "incident",
            missing=silent,
        )
    agencies, groups = _agencies(state, incident), _groups(state, incident)
    rolls = _rolls(state, incident, context)
    running_now = any(running(state, one.id) is not None for one in incident.calls)
    if not (agencies or groups or rolls or running_now):
        return rule("nobody_there", f"Nobody is at {incident.number} who could be asked.", "incident")
    event = e.ParStarted(**head(state, incident), agencies=agencies, groups=groups)
    return Done((event, *rolls))


def _agencies(state: State, incident: Incident) -> tuple[str, ...]:
    """Those with people there: in command, in functions, checked in. The district's own are asked as units, but for who was not sent."""
    home = state.home.id if state.home is not None else ""
    here = [one.agency for one in in_command_now(incident)]
    here += [
        one.held.who.agency
        for one in state.functions.values()
        if one.incident == incident.id and one.held is not None
    ]
    there = list(not_left(state.check_ins.values(), incident.id))
    here += [one.agency for one in there]
    # A unit that came by itself is on no call, so no roll call asks it.
    sent = {unit for one in incident.call_ids if one in state.calls for unit in state.calls[one].units}
    unsent = {one.agency for one in there if one.unit is not None and one.unit not in sent}
    own = {one.id for one in state.agencies.values() if one.agency_kind is AgencyKind.DISTRICT} | {home}
    return tuple(dict.fromkeys(one for one in here if one not in own or one in unsent))


def _groups(state: State, incident: Incident) -> tuple[e.ParGroup, ...]:
    """Groups of the organisation that somebody leads, in the order of the chart."""
    held = {one.role: one.held for one in state.functions.values() if one.incident == incident.id}
    return tuple(
        e.ParGroup(role=role, agency=leads.who.agency)
        for role, info in ICS_ROLES.items()
        if info.part is IcsPart.SCHOOL_GROUP and (leads := held.get(role)) is not None
    )


def _rolls(state: State, incident: Incident, context: Context) -> tuple[ev.Event, ...]:
    """A roll call of each of its calls with units, unless one runs."""
    calls = [state.calls[one.id] for one in incident.calls if one.id in state.calls]
    return tuple(
        ev.RollCallStarted(
            roll_call=context.id(f"roll-call/{call.id}"),
            call=call.id,
            number=call.number,
            site=call.place.site,
            units=call.units,
            cause=RollCallCause.ASKED,
        )
        for call in calls
        if call.units and running(state, call.id) is None
    )
