"""Who is in charge: established by name, handed over with both words, assumed with a reason, terminated.

A more senior arrival does not take command by arriving. Until a transfer is complete the outgoing commander remains; there is no
moment with nobody between the first establishment and the termination.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import assert_never

from dispatch.domain import incident_events as i
from dispatch.domain import incident_orders as c
from dispatch.domain.actor import DESK_ROLES, FIELD_ROLES, Role
from dispatch.domain.catalog.srt_roles import SrtRole
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.incidents import (
    Commander,
    CommandForm,
    Incident,
    IncidentCause,
    Post,
    Said,
    SaidHow,
    Transfer,
    TransferSide,
    Word,
)
from dispatch.domain.lens.incidents import incident_parts
from dispatch.domain.lens.sight import site_may_see
from dispatch.domain.records import Call, Timer
from dispatch.domain.refusals import NOT_FOUND, Refusal, bad_field, forbidden, rule
from dispatch.domain.rules.common import open_call
from dispatch.domain.rules.incidents import head, incident_at, incident_of, lead, opened, the_incident
from dispatch.domain.srt import fills, same_person
from dispatch.domain.standing import speaks_as
from dispatch.domain.state import State
from dispatch.domain.text import Protected, protect
from dispatch.domain.vocabulary import ENDED, ActionStatus, Priority

_TURN_TO = "Name somebody to take over instead."


def decide(
    state: State,
    command: (
        c.EstablishCommand
        | c.OfferTransfer
        | c.ConfirmTransfer
        | c.CancelTransfer
        | c.AssumeCommand
        | c.RatifyCommand
        | c.TerminateCommand
    ),
    context: Context,
) -> Outcome:
    """Establish, transfer, assume, ratify, terminate."""
    if isinstance(command, c.EstablishCommand):
        return _establish(state, command, context)
    incident = the_incident(state, command.incident)
    if isinstance(incident, Refusal):
        return incident
    match command:
        case c.OfferTransfer():
            return _offer(state, command, incident, context)
        case c.ConfirmTransfer():
            return _confirm(state, command, incident, context)
        case c.CancelTransfer():
            return _cancel(state, command, incident)
        case c.AssumeCommand():
            return _assume(state, command, incident, context)
        case c.RatifyCommand():
            return _ratify(state, command, incident)
        case c.TerminateCommand():
            return _terminate(state, command, incident, context)
        case _:
            assert_never(command)


def in_command(incident: Incident) -> str:
    """Who commands, in words; empty when nobody does."""
    command = incident.command
    if command is None:
        return ""
    if command.commander is not None:
        return f"{command.commander.name} ({command.commander.agency})"
    return "unified command (" + ", ".join(one.agency for one in command.members) + ")"


def word_of(command_how: SaidHow, said_by: str | None, who: Commander, context: Context) -> Word | Refusal:
    """A person's own word from their own unit, or what the dispatcher heard, and from whom."""
    if command_how is SaidHow.SELF and context.actor.role is Role.LIAISON:
        # Their agency's own person at the incident; whether it is theirs to say has been looked at (rules/outside).
        return Word(said_by=context.actor.name, how=SaidHow.SELF)
    if command_how is SaidHow.SELF:
        if not speaks_as(context.actor, who):
            return bad_field("how", f"Only {who.name} can say so without the dispatcher.", "not_yours_to_say")
        return Word(said_by=who.name, how=SaidHow.SELF)
    if context.actor.role not in DESK_ROLES:
        return forbidden("What was heard on the radio or the telephone is entered by the desk.")
    return Word(said_by=said_by or who.name, how=command_how)


def person_of(
    state: State, command: c.EstablishCommand | c.OfferTransfer | c.AssumeCommand | c.AddUnifiedMember
) -> Commander | Refusal:
    """Somebody as a command names them; the agency and the unit must be known."""
    if command.agency not in state.agencies:
        return bad_field("agency", f"There is no agency {command.agency}.", "unknown_agency")
    if command.unit is not None and command.unit not in state.units:
        return bad_field("unit", f"There is no unit {command.unit}.", "unknown_unit")
    name = command.name
    if command.person is not None:
        held = next(
            (one for team in state.srt.values() for one in team.held if one.person == command.person), None
        )
        if held is None:
            return bad_field(
                "person", "Nobody with that account holds a role of a school's team.", "unknown_person"
            )
        name = held.name
    return Commander(
        name=name, title=command.title, agency=command.agency, unit=command.unit, person=command.person
    )


def _themselves(
    state: State, command: c.EstablishCommand | c.OfferTransfer, context: Context
) -> Commander | Refusal:
    """Somebody as a command names them. A school's person speaks as themselves, and takes command only as who is in charge there."""
    actor = context.actor
    if actor.role in FIELD_ROLES and command.unit is not None and command.unit == actor.unit:
        # In a crew of two the call sign alone does not say who of them it is.
        return person_of(state, replace(command, name=actor.name, person=None))
    if actor.role is not Role.SITE_TEAM_MEMBER:
        return person_of(state, command)
    if isinstance(command, c.OfferTransfer) and not same_person(command.name, actor.name):
        return person_of(state, replace(command, person=None))
    team = state.srt.get(actor.site or "")
    if team is None or not fills(team, SrtRole.INCIDENT_COMMANDER, actor.person, actor.name):
        return rule(
            "not_in_charge",
            "Whoever is in charge of the building takes command for the school. Take the role SRT Incident Commander first.",
            "site",
        )
    return Commander(
        name=actor.name, title=command.title, agency=actor.agency, unit=None, person=actor.person
    )


def post_of(state: State, place: str, site: str | None) -> Post | Refusal:
    """Where the command post is; a site must be known."""
    if site is not None and site not in state.sites:
        return bad_field("post_site", f"There is no site {site}.", "unknown_site")
    return Post(place=Protected(place), site=site)


def waited(incident: Incident, context: Context) -> int | None:
    """How long the clock of NO COMMAND has run."""
    if incident.no_command_since is None:
        return None
    return max(timedelta(), context.now - incident.no_command_since) // timedelta(milliseconds=1)


# --- established --------------------------------------------------------------------------------------------------


def _establish(state: State, command: c.EstablishCommand, context: Context) -> Outcome:
    who = _themselves(state, command, context)
    if isinstance(who, Refusal):
        return who
    word = word_of(command.how, command.said_by, who, context)
    if isinstance(word, Refusal):
        return word
    found = _subject(state, command, context)
    if isinstance(found, Refusal):
        return found
    post = post_of(state, command.post, command.post_site or command.site)
    if isinstance(post, Refusal):
        return post
    incident, promoted = found
    if incident is not None and incident.command is not None:
        return rule(
            "command_held",
            f"{in_command(incident)} is in command of {incident.number}: transfer command, or let it be assumed.",
            "incident",
            commander=in_command(incident),
        )
    if incident is not None:
        call, number = lead(state, incident)
        incident_id, incident_no, gap = incident.id, incident.number, waited(incident, context)
    elif promoted is not None:
        call, number = promoted.call, promoted.number
        incident_id, incident_no, gap = promoted.incident, promoted.incident_no, None
    else:
        return NOT_FOUND
    event = i.CommandEstablished(
        incident=incident_id,
        incident_no=incident_no,
        call=call,
        number=number,
        commander=who,
        post=post,
        word=word,
        waited_ms=gap,
    )
    events = (event,) if promoted is None else (promoted, event)
    return Done(events, {"incident": incident_id, "number": incident_no})


def _subject(
    state: State, command: c.EstablishCommand, context: Context
) -> tuple[Incident | None, i.IncidentOpened | None] | Refusal:
    """What is commanded: an incident, or a call or site that becomes one by it."""
    if command.incident is not None:
        incident = the_incident(state, command.incident)
        return incident if isinstance(incident, Refusal) else (incident, None)
    if command.call is not None:
        call = open_call(state, command.call)
        if isinstance(call, Refusal):
            return call
        present = incident_of(state, call.id)
        if (
            present is None
            and context.actor.role not in DESK_ROLES
            and incident_at(state, call.place.site) is not None
        ):
            # Two commands at one school are what nobody can tell apart: the desk knows whether it is one matter.
            return rule(
                "incident_there",
                "There is an incident at this site already, with its own command. Say it on the radio: the desk ties this call to it, "
                "or enters a command of its own.",
                "call",
            )
        return (present, None) if present else (None, opened(state, context, (call,), IncidentCause.COMMAND))
    if command.site is None:
        return bad_field("incident", "Name the incident, a call or a site.", "what_missing")
    if command.site not in state.sites:
        return bad_field("site", f"There is no site {command.site}.", "unknown_site")
    school = context.actor.role is Role.SITE_TEAM_MEMBER
    there = incident_at(state, command.site)
    if there is not None and (not school or f"site:{command.site}" in incident_parts(state, there)):
        return there, None
    calls = _gravest_at(state, command.site, school=school)
    return None, opened(state, context, calls, IncidentCause.COMMAND, sites=(command.site,))


def _gravest_at(state: State, site: str, *, school: bool) -> tuple[Call, ...]:
    """The open call at a site that command is about: the most urgent one, P1 to P3; of equals the latest.

    A school's team commands nothing that it is not shown.
    """
    here = [
        one
        for one in state.calls.values()
        if one.place.site == site
        and one.status not in ENDED
        and one.priority <= Priority.P3
        and (not school or (site_may_see(one) and incident_of(state, one.id) is None))
    ]
    best = max(here, key=lambda one: (-one.priority, one.number), default=None)
    return () if best is None else (best,)


# --- handed over --------------------------------------------------------------------------------------------------


def _holder(incident: Incident) -> Commander | Refusal:
    command = incident.command
    if command is None:
        return rule("no_command", f"Nobody is in command of {incident.number}: establish it.", "incident")
    if command.form is CommandForm.UNIFIED or command.commander is None:
        return rule("unified_command", "Unified command is not handed over: change its members.", "incident")
    return command.commander


def _offer(state: State, command: c.OfferTransfer, incident: Incident, context: Context) -> Outcome:
    outgoing, incoming = _holder(incident), _themselves(state, command, context)
    if isinstance(outgoing, Refusal):
        return outgoing
    if isinstance(incoming, Refusal):
        return incoming
    if incident.transfer is not None:
        return rule(
            "transfer_pending",
            f"A transfer to {incident.transfer.incoming.name} is under way: complete or cancel it first.",
            "incident",
        )
    if incoming.agency == outgoing.agency and same_person(incoming.name, outgoing.name):
        return bad_field("name", f"{outgoing.name} is in command already.", "in_command")
    if command.effective_at is not None and command.effective_at <= context.now:
        return bad_field("effective_at", "That time is past; leave it out for at once.")
    gives = speaks_as(context.actor, outgoing)
    refused = None if gives else _not_to_ask(command, incoming, context)
    if refused is not None:
        return refused
    event = i.TransferOffered(
        **head(state, incident),
        transfer=context.id("transfer"),
        outgoing=outgoing,
        incoming=incoming,
        effective_at=command.effective_at,
        reason=protect(command.reason),
    )
    refs = {"incident": incident.id, "transfer": event.transfer}
    if not gives:
        return Done((event,), refs)
    confirmed = i.TransferConfirmed(
        **head(state, incident),
        transfer=event.transfer,
        side=TransferSide.OUTGOING,
        who=outgoing.name,
        word=Word(said_by=outgoing.name, how=SaidHow.SELF),
        briefed=False,
    )
    return Done((event, confirmed), refs)


def _not_to_ask(command: c.OfferTransfer, incoming: Commander, context: Context) -> Refusal | None:
    """Not at the desk one asks for oneself, and says why: a relief, or that the outgoing can't confirm."""
    if context.actor.role in DESK_ROLES:
        return None
    if not speaks_as(context.actor, incoming):
        return forbidden("Command is given by whoever is in command, or asked for by whoever is to take it.")
    if command.reason is None:
        return bad_field("reason", "Say why: the desk reads it out.", "reason_missing")
    return None


def _confirm(state: State, command: c.ConfirmTransfer, incident: Incident, context: Context) -> Outcome:
    transfer = incident.transfer
    if transfer is None:
        return rule("no_transfer", f"No transfer of command of {incident.number} is under way.", "incident")
    is_in = command.side is TransferSide.INCOMING
    who = transfer.incoming if is_in else transfer.outgoing
    if (transfer.incoming_said if is_in else transfer.outgoing_said) is not None:
        return rule("said_already", f"{who.name} has confirmed already.", "side")
    word = word_of(command.how, command.said_by, who, context)
    if isinstance(word, Refusal):
        return word
    if is_in and not command.briefed:
        return bad_field(
            "briefed", f"{who.name} confirms after the briefing: say that it was given.", "not_briefed"
        )
    confirmed = i.TransferConfirmed(
        **head(state, incident),
        transfer=transfer.id,
        side=command.side,
        who=who.name,
        word=word,
        briefed=is_in,
    )
    other = transfer.outgoing_said if is_in else transfer.incoming_said
    later = transfer.effective_at is not None and transfer.effective_at > context.now
    if other is None or later:
        return Done((confirmed,))
    words = (_word(other), word) if is_in else (word, _word(other))
    return Done((confirmed, _transferred(state, incident, transfer, words)))


def _word(said: Said) -> Word:
    return Word(said_by=said.said_by, how=said.how)


def _transferred(
    state: State, incident: Incident, transfer: Transfer, words: tuple[Word, Word]
) -> i.CommandTransferred:
    return i.CommandTransferred(
        **head(state, incident),
        transfer=transfer.id,
        outgoing=transfer.outgoing,
        incoming=transfer.incoming,
        outgoing_word=words[0],
        incoming_word=words[1],
    )


def agreed(state: State, timer: Timer) -> tuple[i.CommandTransferred, ...]:
    """The agreed time has come: command goes over if both have confirmed, and not before they have."""
    incident = state.incidents.get(timer.id.removeprefix("transfer:"))
    transfer = incident.transfer if incident is not None else None
    if incident is None or transfer is None:
        return ()
    if transfer.outgoing_said is None or transfer.incoming_said is None:
        return ()
    words = (_word(transfer.outgoing_said), _word(transfer.incoming_said))
    return (_transferred(state, incident, transfer, words),)


def _cancel(state: State, command: c.CancelTransfer, incident: Incident) -> Outcome:
    transfer = incident.transfer
    if transfer is None:
        return rule("no_transfer", f"No transfer of command of {incident.number} is under way.", "incident")
    return Done(
        (
            i.TransferCancelled(
                **head(state, incident),
                transfer=transfer.id,
                outgoing=transfer.outgoing,
                reason=protect(command.reason),
            ),
        )
    )


# --- assumed, ratified, terminated --------------------------------------------------------------------------------


def _assume(state: State, command: c.AssumeCommand, incident: Incident, context: Context) -> Outcome:
    if incident.command is None:
        return rule("no_command", f"Nobody is in command of {incident.number}: establish it.", "incident")
    who = person_of(state, command)
    if isinstance(who, Refusal):
        return who
    if command.how is SaidHow.SELF:
        return bad_field("how", "The dispatcher confirms it by voice: say how.", "by_voice")
    word = word_of(command.how, command.said_by, who, context)
    if isinstance(word, Refusal):
        return word
    return Done(
        (
            i.CommandAssumed(
                **head(state, incident),
                commander=who,
                before=in_command(incident),
                reason=Protected(command.reason),
                word=word,
            ),
        )
    )


def _ratify(state: State, command: c.RatifyCommand, incident: Incident) -> Outcome:
    held = incident.command
    if held is None or not held.assumed or held.ratified is not None or held.commander is None:
        return rule("not_assumed", "There is nothing to ratify: this command was not assumed.", "incident")
    if same_person(command.said_by, held.commander.name):
        return bad_field("said_by", "Nobody ratifies their own command.", "own_command")
    if command.how is SaidHow.SELF:
        return bad_field("how", "Say how the dispatcher heard it.", "by_voice")
    return Done(
        (
            i.CommandRatified(
                **head(state, incident),
                who=in_command(incident),
                word=Word(said_by=command.said_by, how=command.how),
            ),
        )
    )


def _terminate(state: State, command: c.TerminateCommand, incident: Incident, context: Context) -> Outcome:
    held = incident.command
    if held is None:
        return rule("no_command", f"Nobody is in command of {incident.number}.", "incident")
    at_desk = context.actor.role in DESK_ROLES
    if command.how is SaidHow.SELF and at_desk:
        return bad_field("how", "Say how the dispatcher heard it.", "by_voice")
    if held.commander is None and not at_desk:
        return rule(
            "unified_command", "Unified command is ended by the desk, on the word of its members.", "incident"
        )
    spoken = held.commander or Commander(name=in_command(incident), title="", agency="")
    word = word_of(command.how, command.said_by, spoken, context)
    if isinstance(word, Refusal):
        return word
    still = [
        f"{one.type.capitalize()} at {one.site}"
        for one in state.actions.values()
        if one.status is not ActionStatus.ENDED
        and one.mode is incident.mode
        and (one.call in incident.call_ids or (one.call is None and one.site in incident.sites))
    ]
    if still:
        return rule(
            "action_in_force",
            f"{', '.join(still)} is still in force: somebody must be in command. {_TURN_TO}",
            "incident",
            actions=still,
        )
    return Done(
        (
            i.CommandTerminated(
                **head(state, incident),
                who=in_command(incident),
                word=word,
                text=protect(command.text),
            ),
        )
    )
