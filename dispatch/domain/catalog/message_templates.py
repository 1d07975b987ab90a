"""Messages that are written again and again. Those about a protective action carry the protocol's own words, and these stay as they are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dispatch.domain.catalog.protective_actions import ACTIONS, ActionType

_BLANK = re.compile(r"\{[a-z]+\}")


@dataclass(frozen=True, slots=True)
class MessageTemplate:
    """A text to begin with. ``action``: its words are the protocol's and may be added to, never changed."""

    id: str
    label: str
    text: str
    critical: bool = False
    action: ActionType | None = None


def protocol_words(kind: ActionType) -> str:
    """The protocol's words for an order: term and directive, or the phrase whose ``{…}`` the sender fills in."""
    info = ACTIONS[kind]
    return info.start_phrase if "{" in info.start_phrase else f"{info.term}. {info.directive}"


def keeps_the_words(kind: ActionType, text: str) -> bool:
    """Whether a text says the protocol's words unchanged, with every blank filled in."""
    first, *rest = _BLANK.split(protocol_words(kind))
    place = text.find(first)
    for piece in rest:
        if place < 0:
            return False
        # A blank is at least one character long.
        place = text.find(piece, place + len(first) + 1)
        first = piece
    return place >= 0 and not _BLANK.search(text)


MESSAGE_TEMPLATES: dict[str, MessageTemplate] = {
    one.id: one
    for one in (
        *(
            MessageTemplate(
                f"SRP-{kind}", ACTIONS[kind].term, protocol_words(kind), critical=True, action=kind
            )
            for kind in ActionType
        ),
        MessageTemplate("CALL-DESK", "Call the desk", "Call the desk by phone when you can."),
        MessageTemplate("CALL-NOW", "Call the desk now", "Call the desk by phone now.", critical=True),
        MessageTemplate("STATUS", "Say your status", "Say your status and where you are."),
        MessageTemplate(
            "AVOID", "Stay away", "Stay away from this place until the desk says otherwise.", critical=True
        ),
        MessageTemplate(
            "RADIO-CLEAR",
            "Emergency traffic only",
            "Emergency traffic only. Stay off the air.",
            critical=True,
        ),
        MessageTemplate("STAFFING", "Staffing", "Staffing: answer whether you can stay on."),
    )
}
"""By id, in the order that screens show them."""
