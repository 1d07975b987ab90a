"""Answers as they are kept with their commands, so that the same id brings the same answer, from any node."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Any, Final

import orjson

from dispatch.desk.results import Envelope, Refused, Result, Saved
from dispatch.domain.commands import ReceivePress
from dispatch.domain.refusals import Refusal, RefusalKind
from dispatch.log.rows import SavedAnswer

_OPTIONS: Final = orjson.OPT_UTC_Z | orjson.OPT_SORT_KEYS

REUSED: Final = Refusal(
    "command_id_reused",
    "This id was used for another command. Nothing was done; send it again with an id of its own.",
    RefusalKind.SHAPE,
    field="id",
)


def body_hash(envelope: Envelope) -> bytes:
    """What tells whether a command that comes again is the same one.

    The id of a press is made of what makes it this press; sent again, it comes at another time and may say more of its way here.
    """
    body: dict[str, Any] = {
        "kind": envelope.command.kind,
        "fields": envelope.command,
        "occurred_at": envelope.occurred_at,
        "expect": dict(envelope.expect),
    }
    if isinstance(envelope.command, ReceivePress):
        body = {"kind": envelope.command.kind, "id": envelope.id}
    return sha256(orjson.dumps(body, option=_OPTIONS)).digest()


def receipt_of(command_id: str, seq: int, chain: bytes) -> str:
    """A proof for the sender that its command is in the chain at this place; reveals nothing to others."""
    return sha256(b"receipt" + command_id.encode() + seq.to_bytes(8, "big") + chain).hexdigest()


def to_bytes(result: Saved | Refused) -> bytes:
    """The answer as it is kept."""
    if isinstance(result, Saved):
        kept: dict[str, Any] = {
            "outcome": "saved",
            "at": result.at,
            "refs": dict(result.refs),
            "warnings": result.warnings,
            "receipt": result.receipt,
        }
    else:
        refusal = result.refusal
        kept = {
            "outcome": "refused",
            "code": refusal.code,
            "message": refusal.message,
            "kind": refusal.kind,
            "field": refusal.field,
            "current": refusal.current,
        }
    return orjson.dumps(kept, option=_OPTIONS)


def from_saved(saved: SavedAnswer) -> Saved | Refused:
    """The answer that was kept, marked as a repetition."""
    kept = orjson.loads(saved.answer)
    if kept["outcome"] == "saved":
        return Saved(
            id=saved.id,
            at=datetime.fromisoformat(kept["at"]),
            receipt=kept["receipt"],
            refs=kept["refs"],
            warnings=tuple(kept["warnings"]),
            seq=saved.first_seq,
            duplicate=True,
        )
    refusal = Refusal(
        kept["code"], kept["message"], RefusalKind(kept["kind"]), field=kept["field"], current=kept["current"]
    )
    return Refused(id=saved.id, refusal=refusal, duplicate=True)


def answer_again(saved: SavedAnswer, person: str, hashed: bytes) -> Result:
    """What whoever sends a known id gets: his answer again, or a refusal when it is not his command."""
    if saved.person != person or saved.body_hash != hashed:
        return Refused(id=saved.id, refusal=REUSED)
    return from_saved(saved)
