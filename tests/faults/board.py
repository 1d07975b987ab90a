"""What a screen knows: the generic upsert of the protocol, as small as it can be, in Python.

Written from the protocol and not from the browser's code, so that the two check each other. Knows no socket.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Rows = dict[tuple[str, str], Any]
Said = dict[str, Any]


class Board:
    """The parts that a screen holds, each with its rows and the number of its last frame."""

    def __init__(self) -> None:
        self.epoch: str | None = None
        self.seq = 0
        self.last: dict[str, int] = {}
        self.rows: dict[str, Rows] = {}

    @property
    def since(self) -> Said | None:
        """Where to resume: the epoch, and the highest event that anything here has named."""
        return None if self.epoch is None else {"epoch": self.epoch, "seq": self.seq}

    @property
    def collections(self) -> dict[str, dict[str, Any]]:
        """Collection, then id, then record, over all parts; empty collections are left out."""
        found: dict[str, dict[str, Any]] = {}
        for rows in self.rows.values():
            for (collection, record_id), view in rows.items():
                found.setdefault(collection, {})[record_id] = view
        return found

    def take(self, message: Said) -> list[Said]:
        """Apply one message; returns what is to be said to the server about it."""
        self.seq = max(self.seq, message.get("seq") or 0)
        match message["type"]:
            case "welcome":
                return self.welcomed(message)
            case "snapshot":
                self.last[message["part"]] = message["n"]
                self.rows[message["part"]] = _rows(message["state"])
            case "frame":
                return self._frame(message)
            case "drop":
                self.last.pop(message["part"], None)
                self.rows.pop(message["part"], None)
            case "beat":
                behind = [part for part, n in message["parts"].items() if n > self.last.get(part, n)]
                return [{"type": "resync", "part": part} for part in behind]
        return []

    def welcomed(self, message: Said) -> list[Said]:
        """Keep what is still ours, ask for what is new, and count from where the server says."""
        if message["mode"] == "snapshot":
            self.rows.clear()
        if message["epoch"] != self.epoch:
            self.epoch, self.seq = message["epoch"], 0
        for part in set(self.rows) - set(message["parts"]):
            del self.rows[part]
        for rows in self.rows.values():
            for key in [key for key in rows if key[0] == "unsaved"]:
                del rows[key]
        new = [part for part in message["parts"] if part not in self.rows and message["mode"] == "resume"]
        self.last = dict(message["parts"])
        return [{"type": "resync", "part": part} for part in new]

    def _frame(self, message: Said) -> list[Said]:
        part, n = message["part"], message["n"]
        last = self.last.get(part)
        if last is None or n > last + 1:
            return [{"type": "resync", "part": part}]
        if n <= last:
            return []
        self.last[part] = n
        rows = self.rows.setdefault(part, {})
        rows |= _rows(message["upserts"])
        for collection, ids in message["removed"].items():
            for record_id in ids:
                rows.pop((collection, record_id), None)
        return []


def _rows(collections: Mapping[str, list[Said]]) -> Rows:
    return {(collection, view["id"]): view for collection, views in collections.items() for view in views}


def fresh(state: Mapping[str, list[Said]]) -> dict[str, dict[str, Any]]:
    """``/api/state`` in the form of ``Board.collections``."""
    return {name: {view["id"]: view for view in views} for name, views in state.items() if views}
