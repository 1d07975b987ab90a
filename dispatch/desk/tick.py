"""What leaves for all screens in one go: one write a screen, and one object for all screens of one lens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dispatch.desk.receipts import Carried


@dataclass(slots=True)
class Sheaf:
    """What one part sends with one tick: its counted frames, and after them what is not counted."""

    frames: list[tuple[int, bytes]]
    loose: bytes = b""
    carries: list[tuple[int, Carried]] = field(default_factory=list)
    """The notices that its frames carry, by the number of the frame."""

    def after(self, n: int) -> bytes:
        """The bytes for somebody who already has frame ``n``."""
        return b"".join(data for number, data in self.frames if number > n) + self.loose

    def overlaps(self, n: int) -> bool:
        """Whether somebody who has frame ``n`` has some of these already."""
        return bool(self.frames) and self.frames[0][0] <= n

    @property
    def last(self) -> int:
        """The number of the last frame, or 0 when there is none."""
        return self.frames[-1][0] if self.frames else 0


@dataclass(slots=True)
class Tick:
    """Everything that was waiting at one moment. ``pulse`` makes the beat of a lens; None: no beat is due."""

    sheaves: Mapping[str, Sheaf]
    pulse: Callable[[tuple[str, ...]], bytes] | None = None
    _joined: dict[tuple[str, ...], bytes] = field(default_factory=dict)

    @property
    def carries(self) -> bool:
        """Whether there is a notice in it that somebody must know."""
        return any(sheaf.carries for sheaf in self.sheaves.values())

    def for_lens(self, parts: tuple[str, ...]) -> bytes:
        """The bytes for every screen of this lens; the same object for each."""
        data = self._joined.get(parts)
        if data is None:
            data = self._joined[parts] = self._make(parts, {})
        return data

    def for_fresh(self, parts: tuple[str, ...], fresh: dict[str, int]) -> bytes:
        """The bytes for one screen that got snapshots since the last tick, in place of some of these frames.

        Forgets from ``fresh`` what the frames of this tick have overtaken.
        """
        had = {part: n for part, n in fresh.items() if part in self.sheaves}
        for part, n in had.items():
            if self.sheaves[part].last >= n:
                del fresh[part]
        if any(self.sheaves[part].overlaps(n) for part, n in had.items()):
            return self._make(parts, had)
        return self.for_lens(parts)

    def _make(self, parts: tuple[str, ...], had: Mapping[str, int]) -> bytes:
        waiting = [self.sheaves[part].after(had.get(part, 0)) for part in parts if part in self.sheaves]
        if self.pulse is not None:
            waiting.append(self.pulse(parts))
        return waiting[0] if len(waiting) == 1 else b"".join(waiting)
