"""Unified command: one member for each agency with authority in the matter; formed when two have confirmed, never before.

Until then whoever was in command remains, and screens say "separate commands". Also what command has agreed on.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import assert_never

from dispatch.domain import incident_events as i
from dispatch.domain import incident_orders as c
from dispatch.domain.actor import DESK_ROLES
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.events import Event
from dispatch.domain.incidents import Commander, CommandForm, Incident, Said, SaidHow, UnifiedMember, Word
from dispatch.domain.refusals import Refusal, bad_field, rule
from dispatch.domain.rules.command import in_command, person_of, post_of, waited, word_of
from dispatch.domain.rules.incidents import head, the_incident
from dispatch.domain.state import State
from dispatch.domain.text import Protected, protect

LEAST = 2
"""Unified command exists when this many have confirmed."""


def decide(
    state: State,
    command: c.AddUnifiedMember
    | c.ConfirmUnifiedMember
    | c.LeaveUnified
    | c.KeepSingleCommand
    | c.PlanCommand,
    context: Context,
) -> Outcome:
    """Add a member, confirm, leave; agree on priorities and the rest."""
    incident = the_incident(state, command.incident)
    if isinstance(incident, Refusal):
        return incident
    match command:
        case c.AddUnifiedMember():
            return _add(state, command, incident, context)
        case c.ConfirmUnifiedMember():
            return _confirm(state, command, incident, context)
        case c.LeaveUnified():
            return _leave(state, command, incident, context)
        case c.KeepSingleCommand():
            return _keep_single(state, command, incident, context)
        case c.PlanCommand():
            return _plan(state, command, incident, context)
        case _:
            assert_never(command)


def _same(one: Commander, other: Commander) -> bool:
    return (one.name.casefold(), one.agency) == (other.name.casefold(), other.agency)


def _sole(incident: Incident) -> Commander | None:
    """Who commands alone now."""
    return incident.command.commander if incident.command is not None else None


def _add(state: State, command: c.AddUnifiedMember, incident: Incident, context: Context) -> Outcome:
    # Accounts of the district's schools are the desk's to know.
    at_desk = context.actor.role in DESK_ROLES
    who = person_of(state, command if at_desk else replace(command, person=None))
    if isinstance(who, Refusal):
        return who
    word = word_of(command.how, command.said_by, who, context) if command.how is not None else None
    if isinstance(word, Refusal):
        return word
    commander = _sole(incident)
    standing = [one.commander for one in incident.members]
    if commander is not None and not any(_same(one, commander) for one in standing):
        standing.append(commander)
    taken = next((one for one in standing if one.agency == who.agency), None)
    is_commander = commander is not None and _same(who, commander) and not incident.members
    if taken is not None and not is_commander:
        return rule(
            "agency_has_member",
            f"{taken.name} stands for {taken.agency}: one member for each agency.",
            "agency",
            member=taken.name,
        )
    events: list[Event] = []
    members = list(incident.members)
    if commander is not None and not members and not is_commander:
        # Whoever is in command is the first to share it, and confirms it like everybody else.
        members.append(_member(state, incident, commander, "In command", None, "commander", events, context))
    members.append(
        _member(state, incident, who, command.authority, word, f"member/{who.agency}", events, context)
    )
    refused = _forms(state, incident, members, word, events, context)
    return refused or Done(tuple(events), {"member": members[-1].id}, _warned(incident, events))


def _member(
    state: State,
    incident: Incident,
    who: Commander,
    authority: str,
    word: Word | None,
    label: str,
    events: list[Event],
    context: Context,
) -> UnifiedMember:
    event = i.UnifiedMemberAdded(
        **head(state, incident),
        member=context.id(label),
        commander=who,
        authority=authority,
        word=word,
    )
    events.append(event)
    return _counted(event.member, who, authority, word, context)


def _counted(
    member: str, who: Commander, authority: str, word: Word | None, context: Context
) -> UnifiedMember:
    said = None
    if word is not None:
        said = Said(said_by=word.said_by, how=word.how, by=context.actor.name, at=context.now)
    return UnifiedMember(id=member, commander=who, authority=authority, joined_at=context.now, confirmed=said)


def _forms(
    state: State,
    incident: Incident,
    members: list[UnifiedMember],
    word: Word | None,
    events: list[Event],
    context: Context,
) -> Refusal | None:
    """With the second confirmation it is formed; whoever commands alone must be one of those who have confirmed."""
    if incident.command is not None and incident.command.form is CommandForm.UNIFIED:
        return None
    named = tuple(one.commander for one in members if one.confirmed is not None)
    commander = _sole(incident)
    if word is None or len(named) < LEAST:
        return None
    if commander is not None and not any(_same(one, commander) for one in named):
        return None
    if incident.transfer is not None:
        return rule(
            "transfer_pending",
            f"A transfer to {incident.transfer.incoming.name} is under way: complete or cancel it first.",
            "incident",
        )
    second = incident.times.get("t_second_agency")
    after = None if second is None else max(timedelta(), context.now - second) // timedelta(milliseconds=1)
    events.append(
        i.UnifiedFormed(
            **head(state, incident),
            members=named,
            word=word,
            after_ms=after,
            waited_ms=waited(incident, context),
        )
    )
    return None


def _warned(incident: Incident, events: list[Event]) -> tuple[str, ...]:
    formed = any(isinstance(one, i.UnifiedFormed) for one in events)
    if formed and incident.post is None:
        return ("No command post is named yet: say where it is.",)
    return ()


def _the_member(incident: Incident, member_id: str) -> UnifiedMember | Refusal:
    found = next((one for one in incident.members if one.id == member_id), None)
    return found or bad_field("member", "There is no such member of unified command.", "unknown_member")


def _confirm(state: State, command: c.ConfirmUnifiedMember, incident: Incident, context: Context) -> Outcome:
    member = _the_member(incident, command.member)
    if isinstance(member, Refusal):
        return member
    if member.confirmed is not None:
        return rule("said_already", f"{member.commander.name} has confirmed already.", "member")
    word = word_of(command.how, command.said_by, member.commander, context)
    if isinstance(word, Refusal):
        return word
    events: list[Event] = [
        i.UnifiedMemberConfirmed(
            **head(state, incident),
            member=member.id,
            commander=member.commander,
            word=word,
        )
    ]
    counted = _counted(member.id, member.commander, member.authority, word, context)
    members = [counted if one.id == member.id else one for one in incident.members]
    refused = _forms(state, incident, members, word, events, context)
    return refused or Done(tuple(events), {}, _warned(incident, events))


def _leave(state: State, command: c.LeaveUnified, incident: Incident, context: Context) -> Outcome:
    member = _the_member(incident, command.member)
    if isinstance(member, Refusal):
        return member
    if command.how is SaidHow.SELF:
        return bad_field("how", "Say how the dispatcher heard it.", "by_voice")
    left = [one for one in incident.members if one.id != member.id]
    confirmed = [one for one in left if one.confirmed is not None]
    unified = incident.command is not None and incident.command.form is CommandForm.UNIFIED
    sole = None
    if unified and member.confirmed is not None and len(confirmed) < LEAST:
        # Of two one leaves: the other one commands alone, from this moment on.
        sole = confirmed[0].commander
    event = i.UnifiedMemberLeft(
        **head(state, incident),
        member=member.id,
        commander=member.commander,
        sole=sole,
        word=Word(said_by=command.said_by or member.commander.name, how=command.how),
        reason=protect(command.reason),
    )
    warned = () if sole is None else (f"{sole.name} ({sole.agency}) is in command alone now.",)
    return Done((event,), {}, warned)


def _keep_single(state: State, command: c.KeepSingleCommand, incident: Incident, context: Context) -> Outcome:
    commander = _sole(incident)
    if incident.command is None:
        return rule("no_command", f"Nobody is in command of {incident.number}: establish it.", "incident")
    if commander is None:
        return rule("unified_command", "Unified command is formed already.", "incident")
    if incident.apart_since is None:
        return rule(
            "not_apart",
            f"Nobody waits for unified command of {incident.number}: no further agency is on scene.",
            "incident",
        )
    word = word_of(command.how, command.said_by, commander, context)
    if isinstance(word, Refusal):
        return word
    event = i.SingleCommandKept(
        **head(state, incident),
        commander=commander,
        agencies=tuple(one.agency for one in incident.present),
        word=word,
        reason=Protected(command.reason),
    )
    return Done((event,))


def _plan(state: State, command: c.PlanCommand, incident: Incident, context: Context) -> Outcome:
    if incident.command is None:
        return rule("no_command", f"Nobody is in command of {incident.number}: establish it.", "incident")
    post = None
    if command.post is not None:
        said = post_of(state, command.post, command.post_site)
        if isinstance(said, Refusal):
            return said
        post = said
    elif command.post_site is not None:
        return bad_field("post", "Say in words where the command post is.", "post_missing")
    if command.next_meeting is not None and command.next_meeting <= context.now:
        return bad_field("next_meeting", "That time is past.")
    event = i.CommandPlanned(
        **head(state, incident),
        post=post,
        priorities=_texts(command.priorities),
        channels=protect(command.channels),
        next_meeting=command.next_meeting,
        spokesperson=command.spokesperson,
        operations=command.operations,
    )
    given = (
        event.post,
        event.priorities,
        event.channels,
        event.next_meeting,
        event.spokesperson,
        event.operations,
    )
    if all(one is None for one in given):
        return bad_field("incident", f"Nothing was given for {in_command(incident)}.", "empty_change")
    return Done((event,))


def _texts(given: tuple[str, ...] | None) -> tuple[Protected, ...] | None:
    return None if given is None else tuple(Protected(one) for one in given)
