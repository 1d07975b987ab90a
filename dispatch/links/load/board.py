"""What screens know, shared: those that got the same bytes on top of the same picture have the same picture.

A frame is parsed once for all who get it, and applied once to each different picture, so that hundreds of screens fit in one process
and are still checked each for itself: a screen that got other bytes gets a picture of its own.
"""

from __future__ import annotations

import weakref
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson

Key = tuple[str, str]
Rows = dict[Key, Any]

UNCOMPARED: Final = frozenset({"unsaved"})
"""Collections that a fresh state does not carry."""
_KEPT: Final = 512
_KEPT_BYTES: Final = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Message:
    """One message from the server, as it was parsed; shared by everybody who got the same bytes."""

    kind: str
    part: str
    n: int
    seq: int
    body: Mapping[str, Any]
    rows: Rows
    removed: tuple[Key, ...]


class Decoder:
    """Parses each different text once, as long as it is among the last ones."""

    def __init__(self) -> None:
        self._known: OrderedDict[bytes, Message] = OrderedDict()
        self._bytes = 0
        self.parsed = 0

    def read(self, raw: bytes) -> Message:
        """The message of a text. Raises ``ValueError`` for what is none."""
        found = self._known.get(raw)
        if found is None:
            found = _message(raw)
            self.parsed += 1
            self._known[raw] = found
            self._bytes += len(raw)
            while len(self._known) > _KEPT or (self._bytes > _KEPT_BYTES and len(self._known) > 1):
                old, _ = self._known.popitem(last=False)
                self._bytes -= len(old)
        return found


def _message(raw: bytes) -> Message:
    body = orjson.loads(raw)
    try:
        body["type"].encode()
        upserts = body["upserts"] if body["type"] == "frame" else body.get("state") or {}
        removed = body.get("removed") or {}
        return Message(
            kind=body["type"],
            part=body.get("part", ""),
            n=body.get("n", 0),
            seq=body.get("seq") or 0,
            body=body,
            rows=rows_of(upserts),
            removed=tuple((name, one) for name, ids in removed.items() for one in ids),
        )
    except (KeyError, TypeError, AttributeError) as problem:
        raise ValueError("a message does not have its form") from problem


def rows_of(collections: Mapping[str, Any]) -> Rows:
    """Records by collection and id."""
    return {(name, view["id"]): view for name, views in collections.items() for view in views}


class Picture:
    """The records of one part. Never changed: a frame makes the next one, once for all who stand here."""

    __slots__ = ("__weakref__", "_by", "_next", "rows", "same")

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.same: Picture | None = None
        self._by: Message | None = None
        self._next: weakref.ref[Picture] | None = None

    def after(self, message: Message) -> Picture:
        """The picture behind a frame."""
        if self._by is message and self._next is not None:
            found = self._next()
            if found is not None:
                return found
        rows = self.rows | message.rows
        for key in message.removed:
            rows.pop(key, None)
        made = Picture(rows)
        self._by, self._next = message, weakref.ref(made)
        return made


class Gallery:
    """Where a picture is looked for that another screen has already: snapshots by their bytes, parts by their newest frame."""

    def __init__(self) -> None:
        self._whole: weakref.WeakKeyDictionary[Message, Picture] = weakref.WeakKeyDictionary()
        self._newest: dict[str, tuple[int, weakref.ref[Picture]]] = {}

    def whole(self, message: Message) -> Picture:
        """The picture of a snapshot."""
        found = self._whole.get(message)
        if found is None:
            found = self._whole[message] = Picture(message.rows)
        return found

    def shared(self, part: str, n: int, picture: Picture) -> Picture:
        """The picture that others have of this part at this frame, if it says the same; one who came back joins them so."""
        known = self._newest.get(part)
        other = None if known is None else known[1]()
        if known is None or other is None or n > known[0]:
            self._newest[part] = (n, weakref.ref(picture))
            return picture
        if other is picture or n < known[0]:
            return picture
        if picture.same is not other and other.rows == picture.rows:
            # Found out once for all who stand here.
            picture.same = other
        return other if picture.same is other else picture


def differences(here: Rows, there: Rows) -> list[str]:
    """What two pictures say differently, as sentences; empty when they are the same."""
    found = []
    for key in sorted({*here, *there}):
        if key[0] in UNCOMPARED:
            continue
        mine, theirs = here.get(key), there.get(key)
        name = f"{key[0]} {key[1]}"
        if mine is None:
            found.append(f"{name} is missing on the screen")
        elif theirs is None:
            found.append(f"{name} is on the screen only")
        elif mine != theirs:
            fields = [one for one in {**mine, **theirs} if mine.get(one) != theirs.get(one)]
            found.append(f"{name} differs in {', '.join(fields)}")
    return found
