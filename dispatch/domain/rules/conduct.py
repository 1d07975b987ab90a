"""An incident's organisation and work: functions assigned and relieved, objectives, requests, check-in, benchmarks, counts.

Who has arrived and was not sent for goes to staging: nobody goes to work by coming.
"""

from __future__ import annotations

from typing import assert_never

from dispatch.domain import conduct_events as e
from dispatch.domain import conduct_orders as c
from dispatch.domain.actor import DESK_ROLES, Actor
from dispatch.domain.catalog.ics_roles import ICS_ROLES
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.incident_work import (
    REQUEST_ENDS,
    CheckIn,
    CheckInStatus,
    ObjectiveStatus,
    RequestStatus,
)
from dispatch.domain.incidents import Commander, Incident, SaidHow, Word
from dispatch.domain.lens.incidents import incident_parts
from dispatch.domain.organisation import FunctionState, function_id
from dispatch.domain.refusals import Refusal, bad_field, forbidden, rule
from dispatch.domain.rules.incidents import head, the_incident
from dispatch.domain.rules.par import start_par
from dispatch.domain.rules.partners import asks_for
from dispatch.domain.rules.words import word_for
from dispatch.domain.standing import in_command_now, speaks_as
from dispatch.domain.state import State
from dispatch.domain.text import Protected, protect


def decide(state: State, command: c.ConductCommand, context: Context) -> Outcome:
    """Whatever is done in an incident that somebody may command."""
    if isinstance(command, c.StageUnit):
        return _stage(state, command, context)
    incident = the_incident(state, command.incident)
    if isinstance(incident, Refusal):
        return incident
    refused = _unknown(state, command)
    if refused is not None:
        return refused
    match command:
        case c.AssignFunction():
            return _assign(state, command, incident, context)
        case c.RelieveFunction():
            return _relieve(state, command, incident)
        case c.SetObjective() | c.EndObjective() | c.MarkBenchmark() | c.CountPatients():
            return _said_by_command(state, command, incident, context)
        case c.RequestResource() | c.ReportHeadCount() | c.CheckInResource():
            return _said_by_anybody(state, command, incident, context)
        case c.StartPar():
            return start_par(state, incident, context)
        case c.MoveRequest():
            return _move_request(state, command, incident)
        case c.MoveCheckIn():
            return _move_check_in(state, command, incident, context)
        case _:
            assert_never(command)


def _unknown(state: State, command: c.ConductCommand) -> Refusal | None:
    agency, unit = getattr(command, "agency", None), getattr(command, "unit", None)
    if agency is not None and agency not in state.agencies:
        return bad_field("agency", f"There is no agency {agency}.", "unknown_agency")
    if unit is not None and unit not in state.units:
        return bad_field("unit", f"There is no unit {unit}.", "unknown_unit")
    return None


# --- functions ----------------------------------------------------------------------------------------------------


def _assign(state: State, command: c.AssignFunction, incident: Incident, context: Context) -> Outcome:
    if incident.command is None:
        return rule(
            "no_command",
            f"Nobody is in command of {incident.number}: establish command, then assign functions.",
            "incident",
        )
    who = Commander(name=command.name, title=command.title, agency=command.agency, unit=command.unit)
    in_command = in_command_now(incident)
    word = word_for(command.how, command.said_by or _spoken(in_command), in_command, context)
    if isinstance(word, Refusal):
        return word
    present = state.functions.get(function_id(incident.id, command.role))
    old = None if present is None else present.deputy if command.deputy else present.held
    if old is not None and (old.who.name, old.who.agency) == (who.name, who.agency):
        return bad_field("name", f"{who.name} has this function already.", "holds_already")
    event = e.FunctionAssigned(
        **head(state, incident),
        role=command.role,
        who=who,
        deputy=command.deputy,
        before=old.who.name if old is not None else None,
        word=word,
    )
    return Done((event,), {"function": function_id(incident.id, command.role)})


def _relieve(state: State, command: c.RelieveFunction, incident: Incident) -> Outcome:
    present = state.functions.get(function_id(incident.id, command.role))
    held = None if present is None else present.deputy if command.deputy else present.held
    if held is None:
        return rule("not_held", f"Nobody holds {ICS_ROLES[command.role].label}.", "role")
    event = e.FunctionRelieved(
        **head(state, incident),
        role=command.role,
        who=held.who,
        deputy=command.deputy,
        reason=protect(command.reason),
    )
    return Done((event,))


# --- what command says --------------------------------------------------------------------------------------------


def _said_by_command(
    state: State,
    command: c.SetObjective | c.EndObjective | c.MarkBenchmark | c.CountPatients,
    incident: Incident,
    context: Context,
) -> Outcome:
    who = in_command_now(incident)
    if not who:
        return rule("no_command", f"Nobody is in command of {incident.number}: establish it.", "incident")
    word = word_for(command.how, command.said_by or _spoken(who), who, context)
    if isinstance(word, Refusal):
        return word
    begins = head(state, incident)
    match command:
        case c.SetObjective():
            set_ = e.ObjectiveSet(
                **begins, objective=context.id("objective"), text=Protected(command.text), word=word
            )
            return Done((set_,), {"objective": set_.objective})
        case c.EndObjective():
            return _end_objective(state, command, incident, word)
        case c.MarkBenchmark():
            if command.benchmark.value in incident.times:
                return rule("marked_already", "That has been said; a time is set once.", "benchmark")
            return Done((e.BenchmarkReached(**begins, benchmark=command.benchmark, word=word),))
        case c.CountPatients():
            counted = e.PatientsCounted(
                **begins,
                red=command.red,
                yellow=command.yellow,
                green=command.green,
                black=command.black,
                word=word,
            )
            return Done((counted,))
        case _:
            assert_never(command)


def _spoken(who: tuple[Commander, ...]) -> str | None:
    """Of unified command the desk need not say which of its members spoke."""
    return "Unified command" if len(who) > 1 else None


def _end_objective(state: State, command: c.EndObjective, incident: Incident, word: Word) -> Outcome:
    found = state.objectives.get(command.objective)
    if found is None or found.incident != incident.id:
        return bad_field("objective", "There is no such objective of this incident.", "unknown_objective")
    if found.status is not ObjectiveStatus.OPEN:
        return rule("objective_over", f"That objective is {found.status} already.", "objective")
    event = e.ObjectiveEnded(
        **head(state, incident), objective=found.id, place=found.place, met=command.met, word=word
    )
    return Done((event,))


# --- what anybody says --------------------------------------------------------------------------------------------


def _said_by_anybody(
    state: State,
    command: c.RequestResource | c.ReportHeadCount | c.CheckInResource,
    incident: Incident,
    context: Context,
) -> Outcome:
    asker = command.asker if isinstance(command, c.RequestResource) else None
    word = _heard(command.how, command.said_by or asker, incident, context)
    if isinstance(word, Refusal):
        return word
    begins = head(state, incident)
    match command:
        case c.RequestResource():
            return _request(state, command, incident, word, context)
        case c.ReportHeadCount():
            if command.missing > command.people:
                return bad_field("missing", "More are missing than there are.", "too_many")
            present = state.functions.get(function_id(incident.id, command.role)) if command.role else None
            if command.role is not None and (present is None or present.held is None):
                return rule("not_held", f"Nobody holds {ICS_ROLES[command.role].label}.", "role")
            if not _counts(present, command, context.actor):
                return bad_field(
                    "agency", "Whoever leads them counts them, or the desk hears it.", "not_yours_to_say"
                )
            counted = e.HeadCountReported(
                **begins,
                agency=command.agency,
                people=command.people,
                missing=command.missing,
                word=word,
                role=command.role,
            )
            return Done((counted,))
        case c.CheckInResource():
            return _check_in(state, command, incident, word, context)
        case _:
            assert_never(command)


def _counts(present: FunctionState | None, command: c.ReportHeadCount, actor: Actor) -> bool:
    """Whether it is theirs to say who is accounted for: of a group its leader, of an agency its own people."""
    if actor.role in DESK_ROLES:
        return True
    if command.role is None:
        return command.agency == actor.agency
    held = present.held if present is not None else None
    return held is not None and held.who.agency == command.agency and speaks_as(actor, held.who)


def _request(
    state: State, command: c.RequestResource, incident: Incident, word: Word, context: Context
) -> Outcome:
    refused = asks_for(state, command.asker, context.actor)
    if refused is not None:
        return refused
    asked = e.ResourceRequested(
        **head(state, incident),
        request=context.id("request"),
        what=Protected(command.what),
        count=max(1, command.count),
        agency=command.agency,
        owner=command.owner,
        due=command.due,
        word=word,
        asker=command.asker,
        resource_kind=command.resource_kind,
        where=protect(command.where),
    )
    warned = () if command.owner else ("Nobody follows this up yet: name an owner.",)
    return Done((asked,), {"request": asked.request}, warned)


def _heard(how: SaidHow, said_by: str | None, incident: Incident, context: Context) -> Word | Refusal:
    """Anybody's word: from their own screen, or heard by the desk from whom it says, else from command."""
    if how is SaidHow.SELF:
        return Word(said_by=context.actor.name, how=SaidHow.SELF)
    who = in_command_now(incident)
    usual = _spoken(who) or (who[0].name if who else context.actor.name)
    return word_for(how, said_by or usual, who, context)


def _check_in(
    state: State, command: c.CheckInResource, incident: Incident, word: Word, context: Context
) -> Outcome:
    here = [one for one in state.check_ins.values() if one.incident == incident.id]
    known = next(
        (
            one
            for one in here
            if one.status is not CheckInStatus.OUT
            and one.agency == command.agency
            and one.name.casefold() == command.name.casefold()
        ),
        None,
    )
    if known is not None:
        return rule("checked_in", f"{known.name} ({known.agency}) is checked in already.", "name")
    if command.departed_at is not None and command.departed_at > context.now:
        return bad_field("departed_at", "That time has not come yet: give when they left.")
    # Self-dispatched arrivals go to staging whatever they came for: command assigns.
    sent_for = command.sent_for
    if context.actor.role not in DESK_ROLES:
        sent_for = any(
            command.unit in state.calls[one].units for one in incident.call_ids if one in state.calls
        )
    working = sent_for and command.assignment is not None and context.actor.role in DESK_ROLES
    event = e.ResourceCheckedIn(
        **head(state, incident),
        check_in=context.id("check_in"),
        name=command.name,
        agency=command.agency,
        of_unit=command.unit,
        resource=command.resource,
        people=max(1, command.people),
        sent_for=sent_for,
        status=CheckInStatus.ASSIGNED if working else CheckInStatus.STAGED,
        assignment=command.assignment if working else None,
        contact=protect(command.contact),
        qualifications=command.qualifications,
        word=word,
        departed_from=protect(command.departed_from),
        departed_at=command.departed_at,
        travel=protect(command.travel),
    )
    warned = () if sent_for else (f"{command.name} was not sent for: staging.",)
    return Done((event,), {"check_in": event.check_in}, warned)


def _stage(state: State, command: c.StageUnit, context: Context) -> Outcome:
    """Who comes without being sent names the site: the incident there is not theirs to see before."""
    unit = state.units.get(command.unit)
    if unit is None or command.site not in state.sites:
        field = "unit" if unit is None else "site"
        return bad_field(field, f"There is no {field} {getattr(command, field)}.", f"unknown_{field}")
    incident = _open_to(state, command.site)
    if incident is None:
        return rule(
            "no_incident_there",
            f"No incident is open at {command.site} that a unit may join unasked. Say on the radio where you are.",
            "site",
        )
    order = c.CheckInResource(
        incident=incident.id,
        name=unit.id,
        agency=unit.roster.agency,
        resource=unit.roster.name,
        unit=unit.id,
        people=command.people,
        how=SaidHow.SELF,
    )
    return _check_in(state, order, incident, Word(said_by=context.actor.name, how=SaidHow.SELF), context)


def _open_to(state: State, site: str) -> Incident | None:
    """The incident at a site of which its school is told too; nobody learns of another by saying that they are there."""
    here = (one for one in state.incidents.values() if one.closed_at is None and site in one.sites)
    return next((one for one in here if f"site:{site}" in incident_parts(state, one)), None)


def _not_to_move(
    command: c.MoveCheckIn, found: CheckIn, incident: Incident, context: Context
) -> Refusal | None:
    """The desk and command move anybody; a unit says of itself that it stages, rests or leaves. To work one is assigned."""
    actor = context.actor
    if actor.role in DESK_ROLES or any(speaks_as(actor, one) for one in in_command_now(incident)):
        return None
    if found.unit is None or found.unit != actor.unit:
        return forbidden("You may do this for the unit you are signed on to only.")
    if command.status is CheckInStatus.ASSIGNED:
        return forbidden("Command assigns. Say on the radio that you are ready.")
    return None


def _move_request(state: State, command: c.MoveRequest, incident: Incident) -> Outcome:
    found = state.requests.get(command.request)
    if found is None or found.incident != incident.id:
        return bad_field("request", "There is no such request of this incident.", "unknown_request")
    if found.status in REQUEST_ENDS:
        return rule("request_over", f"That request is {found.status.replace('_', ' ')}.", "request")
    given = (command.status, command.owner, command.agency, command.due, command.note)
    if given == (None,) * 5 or command.status is RequestStatus.ASKED:
        return bad_field("status", "Nothing to change was given.", "empty_change")
    event = e.RequestMoved(
        **head(state, incident),
        request=found.id,
        place=found.place,
        status=command.status,
        owner=command.owner,
        agency=command.agency,
        due=command.due,
        note=protect(command.note),
    )
    return Done((event,))


def _move_check_in(state: State, command: c.MoveCheckIn, incident: Incident, context: Context) -> Outcome:
    found = state.check_ins.get(command.check_in)
    if found is None or found.incident != incident.id:
        return bad_field("check_in", "Nobody is checked in by this.", "unknown_check_in")
    refused = _not_to_move(command, found, incident, context)
    if refused is not None:
        return refused
    if found.status is CheckInStatus.OUT:
        return rule("checked_out", f"{found.name} has left.", "check_in")
    if command.status is CheckInStatus.ASSIGNED and command.assignment is None:
        return bad_field("assignment", "Say what they are assigned to.", "assignment_missing")
    event = e.CheckInMoved(
        **head(state, incident),
        check_in=found.id,
        name=found.name,
        agency=found.agency,
        status=command.status,
        assignment=command.assignment if command.status is CheckInStatus.ASSIGNED else None,
    )
    return Done((event,))
