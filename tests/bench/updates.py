"""Updates as a busy desk makes them: 55 % status, 20 % position, 20 % edits of calls, 5 % a call closed and another opened.

``Board`` is what a screen knows from its messages; ``Updates`` makes the next update from it, as the wire carries it.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final
from uuid import uuid4

import orjson

from tests.bench.busy import TYPES

Body = dict[str, Any]

_CYCLE: Final = ("status",) * 11 + ("position",) * 4 + ("edit",) * 4 + ("turn",)
_NEXT: Final = {
    "DP": "AK",
    "AK": "ER",
    "ER": "OS",
    "OS": "AI",
    "AI": "OS",
    "AV": "RW",
    "RW": "AV",
}


@dataclass(slots=True)
class Board:
    """Units and calls as the messages of the live link tell them. ``shown``: told of each unit's status that came."""

    units: dict[str, Body] = field(default_factory=dict)
    calls: dict[str, Body] = field(default_factory=dict)
    shown: Callable[[str, str], None] = lambda unit, status: None

    def take(self, text: bytes) -> None:
        """One message."""
        if text.startswith(b'{"type":"snapshot"'):
            state = orjson.loads(text)["state"]
            self.units.update({one["id"]: one for one in state.get("units", ())})
            self.calls.update({one["id"]: one for one in state.get("calls", ())})
        elif text.startswith(b'{"type":"frame"'):
            message = orjson.loads(text)
            for one in message["upserts"].get("units", ()):
                if self.units.get(one["id"], one)["status"] != one["status"]:
                    self.shown(one["id"], one["status"])
                self.units[one["id"]] = one
            self.calls.update({one["id"]: one for one in message["upserts"].get("calls", ())})
            for gone in message["removed"].get("calls", ()):
                self.calls.pop(gone, None)


@dataclass(frozen=True, slots=True)
class Update:
    """What happens next: the commands that make it, or the position of a unit."""

    kind: str
    commands: tuple[Body, ...] = ()
    unit: str = ""
    position: Body | None = None


class Updates:
    """An endless row of updates. ``movers``: the units that report where they are."""

    def __init__(self, board: Board, movers: list[str], seed: int = 1) -> None:
        self._board = board
        self._chance = random.Random(seed)
        self._units = itertools.cycle(sorted(board.units))
        self._movers = itertools.cycle(movers)
        self._status = {name: str(one["status"]) for name, one in board.units.items()}
        self._ended: set[str] = set()
        self._edited: dict[str, int] = {}
        self._calls: Iterator[str] = iter(())
        self._kinds: list[str] = []

    def next(self) -> Update:
        """The next one."""
        if not self._kinds:
            self._kinds = self._chance.sample(_CYCLE, len(_CYCLE))
        kind = self._kinds.pop()
        if kind == "position":
            return self._position()
        if kind == "status":
            unit = next(self._units)
            status = self._status[unit] = _NEXT.get(self._status[unit], "AV")
            return Update(kind, (_command("SetUnitStatus", unit=unit, status=status),), unit)
        call = self._pending()
        if call is None:
            note = _command(
                "AddNote", unit=next(self._units), text="Nothing to change: all edits are under way."
            )
            return Update(kind, (note,))
        if kind == "edit":
            return Update(kind, (self._edit(call),))
        self._ended.add(call["id"])
        ended = _command("EndCall", call=call["id"], end="CANCELLED_BY_CALLER")
        entered = _command(
            "CreateCall",
            call_type=call["type"],
            priority=call["priority"],
            site=call["place"]["site"],
            text="Reported again from another place.",
            distinct=True,
        )
        return Update(kind, (ended, entered))

    def _position(self) -> Update:
        body = {
            "type": "position",
            "at": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "lat_e7": 396_000_000 + self._chance.randrange(2_500_000),
            "lon_e7": -1_052_000_000 + self._chance.randrange(3_000_000),
            "accuracy_m": 8,
            "heading_deg": self._chance.randrange(360),
            "speed_kmh": 40,
        }
        return Update("position", unit=next(self._movers), position=body)

    def _pending(self) -> Body | None:
        """A call that waits, another one each time, and none whose last edit has not come back yet; None: there is none."""
        for _ in range(2 * len(self._board.calls) + 2):
            name = next(self._calls, None)
            if name is None:
                self._calls = iter(list(self._board.calls))
                continue
            call = self._board.calls.get(name)
            waits = call is not None and call["status"] == "PENDING" and name not in self._ended
            if call is not None and waits and self._edited.get(name) != call["version"]:
                return call
        return None

    def _edit(self, call: Body) -> Body:
        self._edited[call["id"]] = call["version"]
        others = [one for one in TYPES if one != call["type"]]
        return _command(
            "UpdateCall",
            call=call["id"],
            call_type=self._chance.choice(others),
            expect={call["id"]: call["version"]},
        )


def _command(kind: str, **fields: Any) -> Body:
    return {"type": "command", "id": str(uuid4()), "kind": kind, **fields}
