"""One screen's link held against the protocol: every frame in its order, none twice, none of a part that is not its own.

Knows no socket: messages come in, what is to be said to the server goes out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dispatch.links.load.board import Gallery, Message, Picture, Rows
from dispatch.links.load.figures import Both, Findings

Say = dict[str, Any]
Seen = Callable[[int], None]
"""Called with the event that a frame reached."""
_OTHERS = frozenset({"positions", "ledgers", "result", "error", "bye"})


@dataclass(slots=True)
class _Part:
    n: int
    picture: Picture | None


class Watch:
    """What one screen holds, and whether it came about as it should."""

    def __init__(
        self, name: str, gallery: Gallery, figures: Both, findings: Findings, reached: Seen | None = None
    ) -> None:
        self.name = name
        self.epoch: str | None = None
        self.seq = 0
        self.ready = False
        """It has been welcomed and has a picture of each of its parts."""
        self.painted: dict[str, int] = {}
        """The last frame of each part that the server has not been told of yet."""
        self._gallery = gallery
        self._figures = figures
        self._findings = findings
        self._reached = reached
        self._parts: dict[str, _Part] = {}
        self._asked: set[str] = set()
        self._back = False
        """The next frame of a part may tell all that was missed."""

    @property
    def since(self) -> Say | None:
        """Where to go on: the epoch, and the highest event that any message named."""
        return None if self.epoch is None else {"epoch": self.epoch, "seq": self.seq}

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that it holds."""
        return tuple(self._parts)

    @property
    def pictures(self) -> tuple[tuple[str, Picture], ...]:
        """What it shows of each part."""
        return tuple((part, held.picture) for part, held in self._parts.items() if held.picture is not None)

    def rows(self) -> Rows:
        """All that it shows."""
        found: Rows = {}
        for _, picture in self.pictures:
            found |= picture.rows
        return found

    def cut(self) -> None:
        """The link is gone; what was shown stays until the next one."""
        self.ready = False
        self._asked.clear()
        self.painted.clear()

    def take(self, message: Message) -> list[Say]:
        """One message; returns what is to be answered."""
        self.seq = max(self.seq, message.seq) if message.kind != "result" else self.seq
        match message.kind:
            case "frame":
                return self._frame(message)
            case "beat":
                return self._beat(message)
            case "snapshot":
                self._snapshot(message)
            case "welcome":
                return self._welcome(message)
            case "drop":
                if self._parts.pop(message.part, None) is None:
                    self._wrong("unknown_part", f"a drop of {message.part}, which it never had")
            case kind if kind not in _OTHERS:
                self._wrong("unknown_type", f"a message of the unknown type {kind}")
        return []

    def _welcome(self, message: Message) -> list[Say]:
        body = message.body
        resumes = body["mode"] == "resume"
        if self.epoch is not None:
            self._figures.add("resumed" if resumes else "snapshots")
        if body["epoch"] != self.epoch:
            self.epoch, self.seq = body["epoch"], 0
        held = self._parts if resumes else {}
        self._parts = {
            part: _Part(n, held[part].picture if part in held else None) for part, n in body["parts"].items()
        }
        self._back = resumes
        self._check_ready()
        missing = [part for part, one in self._parts.items() if one.picture is None and resumes]
        return [self._resync(part) for part in missing]

    def _snapshot(self, message: Message) -> None:
        held = self._parts.get(message.part)
        # A part that is not held comes to a person whose unit was signed on: its snapshot is how it comes.
        if held is not None and held.picture is not None and message.part not in self._asked:
            self._figures.add("replaced")
        self._asked.discard(message.part)
        picture = self._gallery.shared(message.part, message.n, self._gallery.whole(message))
        self._parts[message.part] = _Part(message.n, picture)
        self.painted[message.part] = message.n
        self._check_ready()

    def _frame(self, message: Message) -> list[Say]:
        self._figures.add("frames")
        held = self._parts.get(message.part)
        if held is None:
            self._wrong("unknown_part", f"a frame of {message.part}, which is not its own")
            return []
        if message.n <= held.n:
            self._wrong("repeated", f"frame {message.n} of {message.part} after frame {held.n}")
            return []
        if message.n > held.n + 1 or held.picture is None:
            missed = message.n - held.n - 1
            if message.part in self._asked:
                return []
            self._wrong("lost", f"frame {message.n} of {message.part} after frame {held.n}", max(missed, 1))
            return [self._resync(message.part)]
        picture = held.picture.after(message)
        held.n, held.picture = message.n, self._gallery.shared(message.part, message.n, picture)
        self.painted[message.part] = message.n
        if self._reached is not None and not self._back:
            self._reached(message.seq)
        return []

    def _beat(self, message: Message) -> list[Say]:
        """The pulse names the last frame of each part: a frame that never came is noticed here."""
        self._back = False
        said = []
        for part, n in message.body["parts"].items():
            held = self._parts.get(part)
            if held is None:
                self._wrong("unknown_part", f"a beat of {part}, which is not its own")
            elif n > held.n and part not in self._asked:
                self._wrong(
                    "lost", f"the beat names frame {n} of {part}, frame {held.n} came last", n - held.n
                )
                said.append(self._resync(part))
        return said

    def _resync(self, part: str) -> Say:
        self._asked.add(part)
        self._figures.add("resyncs")
        return {"type": "resync", "part": part}

    def _check_ready(self) -> None:
        self.ready = all(one.picture is not None for one in self._parts.values())

    def _wrong(self, kind: str, what: str, count: int = 1) -> None:
        self._findings.add(kind, f"{self.name}: {what}", count)
