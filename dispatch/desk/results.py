"""What a command is answered: saved, refused, not saved or unknown. Each carries the command's id.

The shapes of the wire are made here, once for both doors (websocket and HTTP).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, assert_never

from dispatch.domain.commands import Command
from dispatch.domain.refusals import Refusal
from dispatch.domain.vocabulary import TimeSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """A command as its sender gave it: its id, when it happened by whose clock, what it rests on, until when
    it makes sense.
    """

    id: str
    command: Command
    occurred_at: datetime | None = None
    occurred_source: TimeSource = TimeSource.CLAIMED
    expect: Mapping[str, int] = field(default_factory=dict)
    valid_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """Done, and durable. ``receipt`` proves it to whoever keeps it.

    ``seq`` is the first event, None when nothing had to change.
    """

    id: str
    at: datetime
    receipt: str
    refs: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    seq: int | None = None
    duplicate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Not done, for this reason."""

    id: str
    refusal: Refusal
    duplicate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSaved:
    """Nothing was written; the same id may be sent again."""

    id: str
    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """The log has not confirmed it in time: saved or not. The same id, sent again, brings the answer.

    ``journalled``: it is kept on this node's disk, shown as UNSAVED, and enters the log as soon as it can.
    """

    id: str
    message: str
    journalled: bool = False


Result = Saved | Refused | NotSaved | Unknown


def unconfirmed(command_id: str, *, journalled: bool = False) -> Unknown:
    """Nobody can say yet whether it is saved."""
    message = "The log has not confirmed this yet; it may be saved or not. The same id, sent again, tells."
    if journalled:
        message = "The log cannot be written. This is kept on this node, shown as UNSAVED, and will be saved."
    return Unknown(id=command_id, message=message, journalled=journalled)


def to_wire(result: Result, *, internal: bool = True) -> dict[str, Any]:
    """The answer as both doors send it; absent fields are left out. ``seq`` is for internal lenses only."""
    match result:
        case Saved():
            wire: dict[str, Any] = {
                "id": result.id,
                "outcome": "saved",
                "at": result.at,
                "duplicate": result.duplicate,
                "refs": dict(result.refs),
                "warnings": list(result.warnings),
            }
            if internal:
                # Both rest on what the rest of the log holds.
                wire["receipt"] = result.receipt
                if result.seq is not None:
                    wire["seq"] = result.seq
            return wire
        case Refused(refusal=refusal):
            wire = {"id": result.id, "outcome": "refused", "code": refusal.code, "message": refusal.message}
            if refusal.field is not None:
                wire["field"] = refusal.field
            if refusal.current is not None:
                wire["current"] = refusal.current
            return wire
        case NotSaved():
            return {"id": result.id, "outcome": "not_saved", "code": result.code, "message": result.message}
        case Unknown():
            return {
                "id": result.id,
                "outcome": "unknown",
                "retry": "same id",
                "message": result.message,
                "journalled": result.journalled,
            }
        case _:
            assert_never(result)
