"""What events about command make of an incident: established, handed over, assumed, shared, terminated.

A command ends only where the next one begins, or where it is terminated: there is no moment between two.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from dispatch.domain.draft import Draft
from dispatch.domain.evolve import evolve
from dispatch.domain.folds.asked import asked_heard, drop_asked, ring_asked
from dispatch.domain.folds.times import once
from dispatch.domain.folds.timing import set_timer
from dispatch.domain.incident_events import (
    CommandAssumed,
    CommandEstablished,
    CommandEvent,
    CommandPlanned,
    CommandRatified,
    CommandTerminated,
    CommandTransferred,
    SingleCommandKept,
    TransferCancelled,
    TransferConfirmed,
    TransferOffered,
    UnifiedFormed,
    UnifiedMemberAdded,
    UnifiedMemberConfirmed,
    UnifiedMemberLeft,
)
from dispatch.domain.incident_work import Objective, ObjectiveStatus
from dispatch.domain.incidents import (
    CommandEnd,
    Commander,
    CommandForm,
    Incident,
    Said,
    SaidHow,
    SingleCommand,
    Tenure,
    Transfer,
    TransferSide,
    UnifiedMember,
    Word,
)
from dispatch.domain.record import Recorded
from dispatch.domain.text import Secret
from dispatch.domain.vocabulary import TimerKind


def fold_command(draft: Draft, recorded: Recorded, event: CommandEvent) -> None:
    """Who is in command, and who is to be."""
    incident = draft.incidents.get(event.incident)
    if incident is None:
        return
    match event:
        case CommandEstablished():
            draft.change("incidents", incident.id, post=event.post, terminated_at=None)
            _begin(draft, recorded, incident.id, event.commander, event.word)
        case TransferOffered():
            _offered(draft, recorded, event)
        case TransferConfirmed():
            _confirmed(draft, recorded, incident, event)
        case TransferCancelled():
            _drop_transfer(draft, incident.id)
        case CommandTransferred():
            end_command(draft, incident, recorded.recorded_at, CommandEnd.TRANSFERRED)
            _begin(draft, recorded, incident.id, event.incoming, event.incoming_word)
        case CommandAssumed():
            end_command(draft, incident, recorded.recorded_at, CommandEnd.ASSUMED)
            draft.change("incidents", incident.id, members=())
            _begin(draft, recorded, incident.id, event.commander, event.word, reason=event.reason)
        case CommandRatified():
            if incident.command is not None:
                ratified = replace(incident.command, ratified=said(recorded, event.word))
                draft.change("incidents", incident.id, command=ratified)
        case CommandTerminated():
            end_command(draft, incident, recorded.recorded_at, CommandEnd.TERMINATED)
            draft.change("incidents", incident.id, members=(), terminated_at=recorded.recorded_at)
        case UnifiedMemberAdded() | UnifiedMemberConfirmed() | UnifiedFormed() | UnifiedMemberLeft():
            _unified(draft, recorded, incident, event)
        case SingleCommandKept():
            single = SingleCommand(
                agencies=event.agencies, said=said(recorded, event.word), reason=event.reason
            )
            draft.change("incidents", incident.id, single=single)
        case CommandPlanned():
            _planned(draft, recorded, incident, event)
        case _:
            assert_never(event)


def said(recorded: Recorded, word: Word) -> Said:
    """A word with who entered it, and when."""
    return Said(said_by=word.said_by, how=word.how, by=recorded.actor.name, at=recorded.recorded_at)


def end_command(draft: Draft, incident: Incident, at: datetime, end: CommandEnd) -> None:
    """Whoever is in command is so no longer, and stands in the history."""
    _drop_transfer(draft, incident.id)
    if incident.command is not None:
        ended = replace(incident.command, until=at, end=end)
        draft.change("incidents", incident.id, command=None, history=(*incident.history, ended))


def _drop_transfer(draft: Draft, incident_id: str) -> None:
    draft.drop("timers", f"transfer:{incident_id}")
    drop_asked(draft, incident_id)
    if draft.incidents[incident_id].transfer is not None:
        draft.change("incidents", incident_id, transfer=None)


def _begin(
    draft: Draft,
    recorded: Recorded,
    incident_id: str,
    commander: Commander,
    word: Word,
    *,
    reason: Secret | None = None,
) -> None:
    """One commander, from now on. ``reason``: why it was assumed."""
    tenure = Tenure(
        form=CommandForm.SINGLE,
        commander=commander,
        since=recorded.recorded_at,
        said=said(recorded, word),
        assumed=reason is not None,
        reason=reason,
    )
    draft.change("incidents", incident_id, command=tenure)
    _stamp(draft, incident_id, "t_command_established", recorded.happened_at)


def _stamp(draft: Draft, incident_id: str, name: str, at: datetime) -> None:
    """A standard timestamp of the incident, and of each of its calls."""
    incident = draft.incidents[incident_id]
    if name not in incident.times:
        draft.change("incidents", incident_id, times=once(incident.times, name, at))
    for one in incident.calls:
        call = draft.calls.get(one.id)
        if call is not None and name not in call.times:
            draft.change("calls", call.id, times=once(call.times, name, at))


def _offered(draft: Draft, recorded: Recorded, event: TransferOffered) -> None:
    draft.change(
        "incidents",
        event.incident,
        transfer=Transfer(
            id=event.transfer,
            incoming=event.incoming,
            outgoing=event.outgoing,
            offered_at=recorded.recorded_at,
            offered_by=recorded.actor.name,
            effective_at=event.effective_at,
            reason=event.reason,
        ),
    )
    ring_asked(draft, recorded, draft.incidents[event.incident])


def _confirmed(draft: Draft, recorded: Recorded, incident: Incident, event: TransferConfirmed) -> None:
    transfer = incident.transfer
    if transfer is None:
        return
    name = "outgoing_said" if event.side is TransferSide.OUTGOING else "incoming_said"
    transfer = evolve(transfer, {name: said(recorded, event.word)})
    draft.change("incidents", incident.id, transfer=transfer)
    asked_heard(draft, recorded, incident.id)
    both = transfer.outgoing_said is not None and transfer.incoming_said is not None
    if both and transfer.effective_at is not None:
        # Agreed: command goes over at that time, by the clock of every node alike.
        at = recorded.recorded_at
        due = max(at, transfer.effective_at)
        set_timer(draft, f"transfer:{incident.id}", TimerKind.COMMAND_TRANSFER, at, due)


def _unified(
    draft: Draft,
    recorded: Recorded,
    incident: Incident,
    event: UnifiedMemberAdded | UnifiedMemberConfirmed | UnifiedFormed | UnifiedMemberLeft,
) -> None:
    match event:
        case UnifiedMemberAdded():
            member = UnifiedMember(
                id=event.member,
                commander=event.commander,
                authority=event.authority,
                joined_at=recorded.recorded_at,
                confirmed=said(recorded, event.word) if event.word is not None else None,
            )
            _members(draft, incident, (*incident.members, member))
        case UnifiedMemberConfirmed():
            members = tuple(
                replace(one, confirmed=said(recorded, event.word)) if one.id == event.member else one
                for one in incident.members
            )
            _members(draft, incident, members)
        case UnifiedFormed():
            _formed(draft, recorded, incident, event)
        case UnifiedMemberLeft():
            _left(draft, recorded, incident, event)
        case _:
            assert_never(event)


def _members(draft: Draft, incident: Incident, members: tuple[UnifiedMember, ...]) -> None:
    """Who is in unified command; once it is formed its tenure names those who have confirmed."""
    draft.change("incidents", incident.id, members=members)
    command = incident.command
    if command is not None and command.form is CommandForm.UNIFIED:
        named = tuple(one.commander for one in members if one.confirmed is not None)
        draft.change("incidents", incident.id, command=replace(command, members=named))


def _formed(draft: Draft, recorded: Recorded, incident: Incident, event: UnifiedFormed) -> None:
    end_command(draft, incident, recorded.recorded_at, CommandEnd.UNIFIED)
    tenure = Tenure(
        form=CommandForm.UNIFIED,
        commander=None,
        since=recorded.recorded_at,
        said=said(recorded, event.word),
        members=event.members,
    )
    draft.change("incidents", incident.id, command=tenure, terminated_at=None)
    _stamp(draft, incident.id, "t_command_established", recorded.happened_at)
    _stamp(draft, incident.id, "t_uc_formed", recorded.happened_at)


def _left(draft: Draft, recorded: Recorded, incident: Incident, event: UnifiedMemberLeft) -> None:
    members = tuple(one for one in incident.members if one.id != event.member)
    if event.sole is None:
        _members(draft, incident, members)
        return
    end_command(draft, incident, recorded.recorded_at, CommandEnd.ONE_LEFT)
    draft.change("incidents", incident.id, members=())
    _begin(draft, recorded, incident.id, event.sole, event.word)


def _planned(draft: Draft, recorded: Recorded, incident: Incident, event: CommandPlanned) -> None:
    names = ("priorities", "channels", "next_meeting", "spokesperson", "operations")
    changes = {name: value for name in names if (value := getattr(event, name)) is not None}
    draft.change("incidents", incident.id, plan=evolve(incident.plan, changes))
    if event.post is not None:
        draft.change("incidents", incident.id, post=event.post)
    if event.objectives is not None:
        _planned_objectives(draft, recorded, incident.id, event.objectives)


def _planned_objectives(
    draft: Draft, recorded: Recorded, incident_id: str, texts: tuple[Secret, ...]
) -> None:
    """Objectives of a plan of before there was a table of them: each plan's list took the place of the one before."""
    word = Said(
        said_by=recorded.actor.name,
        how=SaidHow.RADIO,
        by=recorded.actor.name,
        at=recorded.recorded_at,
    )
    before = {one.id: one for one in draft.objectives.values() if one.id.startswith(f"{incident_id}:plan:")}
    kept = {one.text for one in before.values() if one.status is ObjectiveStatus.OPEN and one.text in texts}
    for one in before.values():
        if one.status is ObjectiveStatus.OPEN and one.text not in kept:
            draft.change("objectives", one.id, status=ObjectiveStatus.DROPPED, ended=word)
    for text in texts:
        if text in kept:
            continue
        place = 1 + sum(one.incident == incident_id for one in draft.objectives.values())
        draft.put(
            "objectives",
            Objective(
                id=f"{incident_id}:plan:{place}",
                incident=incident_id,
                place=place,
                text=text,
                status=ObjectiveStatus.OPEN,
                set_at=recorded.recorded_at,
                said=word,
                version=recorded.seq,
            ),
        )
