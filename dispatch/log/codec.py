"""Domain events as canonical bytes, and back. One event has one form, on every machine, for ever.

The body holds everything about an event but the protected texts: those stand in it as ``sha256(salt ‖
value)`` and lie in rows beside it, where they can be emptied. Knows the envelope; the fields are
``shapes``' affair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, get_args

import orjson

from dispatch.domain.actor import Actor
from dispatch.domain.events import Event
from dispatch.domain.evolve import open_twin
from dispatch.domain.record import Recorded
from dispatch.domain.text import Erased, Protected, TextClass
from dispatch.domain.vocabulary import TimeSource
from dispatch.log.chain import protected_hash
from dispatch.log.rows import EventRow, ProtectedRow, StoredEvent
from dispatch.log.shapes import Shape, moment_of, moment_text, shape_of
from dispatch.log.upcast import UnknownEvent, upcast

SALT_BYTES = 32

_KINDS: dict[str, tuple[int, Shape]] = {cls.kind: (cls.version, shape_of(cls)) for cls in get_args(Event)}
_ACTOR = shape_of(Actor)
_RECORDED = open_twin(Recorded)
_CLASSES = {one.value: one for one in TextClass}
_SOURCES = {one.value: one for one in TimeSource}

Salts = Callable[[], bytes]
"""Draws 32 random bytes. An argument: chance is nobody's here."""


class BadBody(Exception):
    """Bytes of the record that are not an event."""


class Encoded(NamedTuple):
    """One event as rows."""

    event: EventRow
    protected: tuple[ProtectedRow, ...]


class _Hiding:
    """Takes the texts out of an event that is being written."""

    __slots__ = ("_salts", "_seq", "rows")

    def __init__(self, seq: int, salts: Salts) -> None:
        self._seq = seq
        self._salts = salts
        self.rows: list[ProtectedRow] = []

    def put(self, path: str, secret: Protected | Erased) -> dict[str, str]:
        text_class = secret.text_class._value_
        if isinstance(secret, Erased):
            # A recalled record whose text is gone: there is nothing left to prove.
            return {"class": text_class}
        salt, value = self._salts(), secret.value.encode()
        self.rows.append(ProtectedRow(self._seq, path, text_class, salt, value))
        return {"class": text_class, "sha256": protected_hash(salt, value).hex()}


class _Finding:
    """Puts the texts back into an event that is being read."""

    __slots__ = ("_values",)

    def __init__(self, rows: Iterable[ProtectedRow]) -> None:
        self._values = {row.field: row.value for row in rows}

    def take(self, path: str, stood: Any) -> Protected | Erased:
        value = self._values.get(path)
        text_class = _CLASSES[stood["class"]]
        return Erased(text_class) if value is None else Protected(value.decode(), text_class)


def encode(recorded: Recorded, salts: Salts) -> Encoded:
    """The rows of one event."""
    event = recorded.event
    version, shape = _KINDS[event.kind]
    hiding = _Hiding(recorded.seq, salts)
    body = orjson.dumps(
        {
            "log": recorded.log,
            "seq": recorded.seq,
            "id": recorded.id,
            "kind": event.kind,
            "version": version,
            "command": recorded.command,
            "actor": _ACTOR.encode(recorded.actor, None, ""),
            "recorded_at": moment_text(recorded.recorded_at),
            "occurred_at": moment_text(recorded.occurred_at),
            "occurred_source": recorded.occurred_source._value_,
            "event": shape.encode(event, hiding, ""),
        },
        option=orjson.OPT_SORT_KEYS,
    )
    row = EventRow(recorded.seq, event.kind, recorded.command, recorded.recorded_at, body)
    return Encoded(row, tuple(hiding.rows))


def decode(stored: StoredEvent) -> Recorded:
    """One event as it is understood today. Raises ``UnknownEvent`` for one that a newer program wrote."""
    try:
        body = orjson.loads(stored.body)
        kind = body["kind"]
        if kind not in _KINDS:
            raise UnknownEvent(
                f"Event {stored.seq} is a {kind}, which this program does not know. Update it."
            )
        today, shape = _KINDS[kind]
        fields = body["event"]
        if body["version"] != today:
            fields = upcast(kind, body["version"], fields, today)
        recorded = _RECORDED(
            log=body["log"],
            seq=body["seq"],
            id=body["id"],
            command=body["command"],
            actor=_ACTOR.decode(body["actor"], None, ""),
            recorded_at=moment_of(body["recorded_at"]),
            occurred_at=moment_of(body["occurred_at"]),
            occurred_source=_SOURCES[body["occurred_source"]],
            event=shape.decode(fields, _Finding(stored.protected), ""),
        )
        recorded.__class__ = Recorded
        return recorded  # type: ignore[no-any-return]
    except (KeyError, TypeError, ValueError) as problem:
        raise BadBody(
            f"Event {stored.seq} cannot be read ({type(problem).__name__}: {problem})."
        ) from problem
