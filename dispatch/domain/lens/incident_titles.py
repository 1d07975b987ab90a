"""What the lines of incidents and their command say."""

from __future__ import annotations

from typing import assert_never

from dispatch.domain import incident_events as i
from dispatch.domain.incidents import Commander, IncidentCause, SaidHow, Word

_CAUSES = {
    IncidentCause.P1_ACTION: "a P1 with a protective action",
    IncidentCause.ACTION: "a protective action that needs command",
    IncidentCause.SEVERAL_SITES: "several sites",
    IncidentCause.COMMAND: "command was taken",
    IncidentCause.PANIC_LOCKDOWN: "a panic press for a Lockdown",
    IncidentCause.BY_HAND: "promoted by hand",
}
_HOW = {
    SaidHow.SELF: "",
    SaidHow.RADIO: " by radio",
    SaidHow.PHONE: " by telephone",
    SaidHow.IN_PERSON: " in person",
}


def incident_title(event: i.IncidentEvent) -> str:
    """The sentence of a line about an incident."""
    if isinstance(event, i.CommandEvent):
        return f"{event.incident_no}: {_command(event)}"
    match event:
        case i.IncidentOpened():
            calls = ", ".join(one.number for one in event.calls)
            of = f" of call {calls}" if calls else f" at {', '.join(event.sites)}"
            return f"Incident {event.incident_no}{of}: {_CAUSES[event.cause]}"
        case i.IncidentJoined():
            return f"Call {', '.join(one.number for one in event.calls)} belongs to {event.incident_no}"
        case i.IncidentChanged():
            return f"{event.incident_no}: {_changed(event)}"
        case i.IncidentClosed():
            return f"Incident {event.incident_no} closed"
        case i.IncidentRetired():
            return f"Incident {event.incident_no} moved to history"
        case _:
            assert_never(event)


def _changed(event: i.IncidentChanged) -> str:
    said = [
        "named anew" if event.name is not None else "",
        f"Type {event.complexity.value}" if event.complexity is not None else "",
        "operational period" if event.period_from or event.period_to else "",
    ]
    return ", ".join(one for one in said if one)


def who_words(one: Commander) -> str:
    """Lt. Moreno (MPD), with the title that goes before."""
    return f"{one.called} ({one.agency})"


def said_words(word: Word) -> str:
    """Whose word it is, and how it came."""
    return f"said {word.said_by}{_HOW[word.how]}"


def _command(event: i.CommandEvent) -> str:
    match event:
        case i.CommandEstablished():
            return f"{who_words(event.commander)} is in command, {said_words(event.word)}"
        case i.TransferOffered():
            when = "" if event.effective_at is None else " at an agreed time"
            return (
                f"transfer of command from {who_words(event.outgoing)} to {who_words(event.incoming)}{when}"
            )
        case i.TransferConfirmed():
            briefed = " after the briefing" if event.briefed else ""
            return f"{event.who} confirms the transfer{briefed}, {said_words(event.word)}"
        case i.TransferCancelled():
            return f"no transfer: {who_words(event.outgoing)} remains in command"
        case i.CommandTransferred():
            return f"command transferred from {who_words(event.outgoing)} to {who_words(event.incoming)}"
        case i.CommandAssumed():
            return (
                f"{who_words(event.commander)} assumed command from {event.before}, {said_words(event.word)}"
            )
        case i.CommandRatified():
            return f"command of {event.who} ratified, {said_words(event.word)}"
        case i.CommandTerminated():
            return f"command of {event.who} terminated, {said_words(event.word)}"
        case i.SingleCommandKept():
            agencies = ", ".join(event.agencies)
            return f"{who_words(event.commander)} commands alone for {agencies}, {said_words(event.word)}"
        case i.CommandPlanned():
            return f"command has set {_planned(event)}"
        case i.UnifiedMemberAdded() | i.UnifiedMemberConfirmed() | i.UnifiedFormed() | i.UnifiedMemberLeft():
            return _unified(event)
        case _:
            assert_never(event)


def _unified(
    event: i.UnifiedMemberAdded | i.UnifiedMemberConfirmed | i.UnifiedFormed | i.UnifiedMemberLeft,
) -> str:
    match event:
        case i.UnifiedMemberAdded():
            said = f", {said_words(event.word)}" if event.word is not None else ", not confirmed yet"
            return f"{who_words(event.commander)} for unified command{said}"
        case i.UnifiedMemberConfirmed():
            return f"{who_words(event.commander)} confirms unified command, {said_words(event.word)}"
        case i.UnifiedFormed():
            return f"unified command of {' and '.join(who_words(one) for one in event.members)}"
        case i.UnifiedMemberLeft():
            alone = f"; {who_words(event.sole)} is in command alone" if event.sole is not None else ""
            return f"{who_words(event.commander)} leaves unified command{alone}"
        case _:
            assert_never(event)


def _planned(event: i.CommandPlanned) -> str:
    said = [
        ("the command post", event.post),
        ("objectives", event.objectives),
        ("priorities", event.priorities),
        ("the communications plan", event.channels),
        ("the next meeting", event.next_meeting),
        ("the spokesperson", event.spokesperson),
        ("the operations chief", event.operations),
    ]
    return ", ".join(name for name, value in said if value is not None)
