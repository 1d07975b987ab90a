"""What the line of a message or of who knows something says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from dispatch.domain import events as e

NAMED_MOST = 6
"""More recipients than this are counted, not named."""


def notice_title(event: e.NoticeEvent) -> str:
    """The sentence of such an event's line."""
    match event:
        case e.MessageSent():
            return _message(event)
        case e.NoticeAcknowledged():
            return f"{called(event.recipient)} acknowledged: {event.about}"
        case e.RecipientReached():
            who = f", spoke to {event.spoken_to}" if event.spoken_to else ""
            way = event.way.replace("_", " ")
            return f"{called(event.recipient)} told ({way}{who}): {event.about}"
        case e.SilenceFound():
            silent, unreached = len(event.missing), len(event.unreached)
            beyond = f", {unreached} not reached" if unreached else ""
            return f"{silent} of {event.expected} have not acknowledged{beyond}: {event.about}"
        case _:
            assert_never(event)


def called(recipient: str) -> str:
    """A recipient as people call him."""
    return "Desk" if recipient == "desk" else recipient.partition(":")[2] or recipient


def _message(event: e.MessageSent) -> str:
    urgent = "Critical message" if event.critical else "Message"
    if event.everyone:
        return "All-call"
    if event.unit or event.site:
        return f"{urgent} from {event.unit or event.site} to the desk"
    named = [
        *event.groups,
        *_some("units", () if event.groups else event.to_units),
        *_some("sites", event.to_sites),
        *event.to_positions,
        *(("the desk",) if event.desk else ()),
    ]
    return f"{urgent} to {', '.join(named)}"


def _some(word: str, codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(codes) if len(codes) <= NAMED_MOST else (f"{len(codes)} {word}",)
