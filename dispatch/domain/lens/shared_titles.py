"""What the lines of the shared log say that nobody wrote: no number of the district, and no site but the incident's."""

from __future__ import annotations

from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.protective_actions import ACTIONS
from dispatch.domain.seats import SharedLine
from dispatch.domain.state import State


def shared_title(state: State, line: SharedLine) -> str:
    """The sentence of such a line."""
    if line.action is not None:
        term = ACTIONS[line.action].term
        words = term if line.mode in (Mode.ACTUAL, None) else f"{line.mode}: {term}"
        site = state.sites.get(line.site or "")
        place = site.roster.name if site is not None else line.site
        return f"{words} at {place}{' ended' if line.event == 'ActionEnded' else ''}"
    first, second = (*line.names, "", "")[:2]
    match line.event:
        case "IncidentOpened":
            return "Incident opened"
        case "IncidentClosed":
            return "Incident closed"
        case "CommandEstablished":
            return f"{first} has command"
        case "TransferOffered":
            return f"Command is to go from {second} to {first}"
        case "CommandTransferred":
            return f"Command has gone from {second} to {first}"
        case "CommandAssumed":
            return f"{first} has assumed command"
        case "CommandRatified":
            return f"Command of {first} is ratified"
        case "CommandTerminated":
            return f"Command terminated by {first}"
        case "UnifiedMemberAdded":
            return f"{first} is to join unified command"
        case "UnifiedFormed":
            return f"Unified command: {', '.join(line.names)}"
        case "QuestionRaised":
            return f"{first} proposes a decision"
        case "DecisionMade":
            return f"Command has decided what {first} proposed"
        case "DecisionWithdrawn" if line.agency is not None:
            return f"{first} takes its proposal back"
        case "DecisionWithdrawn":
            return f"What {first} proposed is not decided, or stands no longer"
        case "ResourceRequested":
            return f"{first} asks for resources"
        case "RequestMoved" if line.agency is not None:
            return f"{first} does not need any more what it asked for"
        case "RequestMoved":
            return f"What {first} asked for: {second.replace('_', ' ')}"
        case _:
            return ""
