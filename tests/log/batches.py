"""Batches of meaningless bytes: the log package does not know what they mean, and neither do its tests."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import orjson

from dispatch.log.rows import Batch, CommandRow, EventRow, Head, ProtectedRow

LOG = "district"
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def command_id(number: int) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"command {number}"))


def moment(seq: int) -> datetime:
    return START + timedelta(milliseconds=seq)


def text_of(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def body(log_id: str, seq: int, command: str, at: datetime, **extra: object) -> bytes:
    return orjson.dumps(
        {"log": log_id, "seq": seq, "kind": "Noted", "command": command, "recorded_at": text_of(at), **extra},
        option=orjson.OPT_SORT_KEYS,
    )


def event(seq: int, command: str, log_id: str = LOG, **extra: object) -> EventRow:
    at = moment(seq)
    return EventRow(seq, "Noted", command, at, body(log_id, seq, command, at, **extra))


def answered(command: str, first_seq: int | None, said: bytes = b"saved") -> CommandRow:
    return CommandRow(command, "ana", b"h" * 32, said, first_seq)


def batch(
    expected: Head,
    *commands: str,
    per_command: int = 1,
    log_id: str = LOG,
    protected: tuple[ProtectedRow, ...] = (),
) -> Batch:
    """Each command with so many events."""
    events, rows, seq = [], [], expected.seq
    for command in commands:
        rows.append(answered(command, seq + 1))
        for _ in range(per_command):
            seq += 1
            events.append(event(seq, command, log_id))
    return Batch(
        log_id=log_id,
        expected=expected,
        at=moment(seq),
        events=events,
        protected=protected,
        commands=rows,
    )


def refusals(expected: Head, *commands: str) -> Batch:
    """Commands that were refused by a rule: answers without events."""
    return Batch(
        log_id=LOG,
        expected=expected,
        at=moment(expected.seq),
        commands=[answered(command, None, b"refused") for command in commands],
    )
