"""What somebody of another agency may say and is answered: incidents by the ids of their seats, their own agency only, and no number.

An answer to an outside lens says nothing that rests on what it may not see: neither a district number nor another's version.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, assert_never

from dispatch.domain import incident_orders as o
from dispatch.domain import seat_orders as s
from dispatch.domain.actor import Actor, Role
from dispatch.domain.commands import Command
from dispatch.domain.conduct_orders import MoveRequest, RequestResource
from dispatch.domain.decision import Accepted, Context
from dispatch.domain.decision_orders import RaiseQuestion, WithdrawDecision
from dispatch.domain.decision_records import DecisionStatus
from dispatch.domain.incident_work import REQUEST_ENDS, RequestStatus
from dispatch.domain.incidents import SaidHow, TransferSide
from dispatch.domain.refusals import NOT_FOUND, Refusal, RefusalKind, bad_field, forbidden, rule
from dispatch.domain.standing import in_the_matter
from dispatch.domain.state import State

_REFS = frozenset({"member", "line", "unit", "seat", "decision", "request"})
"""What a sender outside is told of what came of it."""
_SAID = {
    "incident_closed": "This incident is closed.",
    "no_transfer": "No transfer of command is under way.",
    "no_command": "Nobody is in command of this incident.",
    "said_already": "This has been confirmed already.",
    "agency_has_member": "Somebody stands for your agency already: one member for each agency.",
    "not_briefed": "The incoming confirms after the briefing: say that it was given.",
    "transfer_pending": "A transfer of command is under way: complete or cancel it first.",
    "not_yours_to_say": "You confirm for your own agency only.",
    "class_not_yours": "You may not write what you may not read.",
    "question_missing": "Say what is to be decided.",
    "answered": "Command has answered this already. Write what has changed since into the shared log.",
    "unknown_site": "That is no site of this incident.",
    "unit_there": "A unit of that name is there already.",
    "not_a_status": "A partner's unit is on its way, there, or has left.",
    "unknown_decision": "That is no decision of your list. Ask it in words, without a type.",
    "expect_not_here": "Nothing of this needs the version of a record.",
}
"""Refusals in words that name nothing. Every other one is answered with the sentence of its kind."""
_OTHERWISE = {
    RefusalKind.RULE: "It cannot be done as things stand.",
    RefusalKind.SHAPE: "This field does not fit.",
    RefusalKind.ABSENT: NOT_FOUND.message,
    RefusalKind.AUTHORITY: "You may do this for your own agency only.",
}


def inward(state: State, command: Command, context: Context) -> Command | Refusal:
    """The command of somebody outside with the incident that their seat stands for; others stay as they are."""
    actor = context.actor
    if actor.role is not Role.LIAISON or isinstance(command, s.TakeSeat):
        return command
    if context.expect:
        return bad_field("expect", _SAID["expect_not_here"], "expect_not_here")
    named: Any = getattr(command, "incident", None)
    if named is None:
        return command
    seat = state.seats.get(named)
    if seat is None or not seat.seats(actor.person, actor.agency):
        return NOT_FOUND
    named_inside: Any = command
    changed: Command = replace(named_inside, incident=seat.incident)
    if isinstance(changed, RaiseQuestion | RequestResource):
        return _asked(state, changed, actor)
    if isinstance(changed, WithdrawDecision | MoveRequest):
        return _taken_back(state, changed, actor) or changed
    return _own_agency(state, changed, actor) or changed


def _asked(state: State, command: RaiseQuestion | RequestResource, actor: Actor) -> Command | Refusal:
    """A proposal or a request of one's own agency, by one's own word. Of whom a thing is asked and who sees to it is command's."""
    if command.asker not in (None, actor.agency):
        return forbidden("You act for your own agency only.")
    if isinstance(command, RaiseQuestion):
        if command.decision_type is not None and not _listed(state, command, actor):
            return bad_field("decision_type", _SAID["unknown_decision"], "unknown_decision")
        return replace(command, asker=actor.agency, site=None)
    if command.how is not SaidHow.SELF or command.said_by is not None:
        return forbidden("What was heard on the radio or the telephone is entered by the desk.")
    if command.agency is not None or command.owner is not None:
        return forbidden("Command says whom it is asked of and who follows it up.")
    return replace(command, asker=actor.agency, site=None)


def _listed(state: State, command: RaiseQuestion, actor: Actor) -> bool:
    """Whether a type stands in what the agency is shown of the matrix: another one is not there to be named."""
    incident = state.incidents.get(command.incident)
    rows = in_the_matter(state, incident, actor.agency) if incident is not None else ()
    return any(one.code == command.decision_type for one in rows)


def _taken_back(state: State, command: WithdrawDecision | MoveRequest, actor: Actor) -> Refusal | None:
    """An agency takes back what it proposed or asked for itself, until it is answered. What is another's is not there to be named."""
    own = (command.incident, actor.agency)
    match command:
        case WithdrawDecision():
            proposal = state.decisions.get(command.decision)
            if proposal is None or (proposal.incident, proposal.asker) != own:
                return NOT_FOUND
            if proposal.status is not DecisionStatus.OPEN:
                return rule("answered", _SAID["answered"], "decision")
        case MoveRequest():
            request = state.requests.get(command.request)
            if request is None or (request.incident, request.asker) != own:
                return NOT_FOUND
            if request.status in REQUEST_ENDS:
                return rule("answered", _SAID["answered"], "request")
            others = (command.owner, command.agency, command.due)
            if command.status is not RequestStatus.CANCELLED or others != (None, None, None):
                return forbidden("You say that you need it no more; how far it is, command says.")
        case _:
            assert_never(command)
    return None


def _own_agency(state: State, command: Command, actor: Actor) -> Refusal | None:
    """In command one speaks for one's own agency, and with one's own word."""
    incident = state.incidents.get(getattr(command, "incident", ""))
    if incident is None:
        return NOT_FOUND
    agency: str | None
    match command:
        case o.AddUnifiedMember():
            agency = command.agency
            if command.how not in (None, SaidHow.SELF) or command.unit is not None:
                return forbidden("What was heard on the radio or the telephone is entered by the desk.")
        case o.ConfirmUnifiedMember() | o.LeaveUnified():
            member = next((one for one in incident.members if one.id == command.member), None)
            if member is None:
                return NOT_FOUND
            agency = member.commander.agency
        case o.ConfirmTransfer():
            transfer = incident.transfer
            if transfer is None:
                return None
            incoming = command.side is TransferSide.INCOMING
            agency = (transfer.incoming if incoming else transfer.outgoing).agency
        case _:
            return None
    return None if agency == actor.agency else forbidden("You act for your own agency only.")


def outward(answer: Accepted | Refusal, actor: Actor) -> Accepted | Refusal:
    """The answer as its sender may have it."""
    if actor.role is not Role.LIAISON:
        return answer
    if isinstance(answer, Refusal):
        if answer is NOT_FOUND or answer.kind is RefusalKind.AUTHORITY:
            return answer
        message = _SAID.get(answer.code, _OTHERWISE[answer.kind])
        return Refusal(answer.code, message, answer.kind, answer.field)
    refs = {name: value for name, value in answer.refs.items() if name in _REFS}
    return replace(answer, refs=refs, warnings=())
