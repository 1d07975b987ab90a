"""How long and of what form the strings of a command may be.

The markers are plain data inside ``Annotated``; the edges (``web/protocol``) turn them into validation and documentation, so the
domain needs no framework for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True, slots=True)
class Limit:
    """Bounds of one string: characters at most, characters at least, and the pattern that all of it must match."""

    max_chars: int
    min_chars: int = 1
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """Bounds of one whole number, both included."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Items:
    """How many items a list of a command may have."""

    most: int
    least: int = 0


LongText = Annotated[str, Limit(4000)]
"""Free text: a note, an outcome, a radio summary."""
ShortText = Annotated[str, Limit(200)]
"""A name, a place in words, a reason."""
Code = Annotated[str, Limit(32, pattern=r"^[A-Z0-9][A-Z0-9_-]*$")]
"""A code that people speak and type: site, unit, agency, incident type."""
Id = Annotated[str, Limit(64, pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:-]*$")]
"""The id of a record that a command made."""
LatE7 = Annotated[int, Bounds(-900_000_000, 900_000_000)]
"""Latitude, WGS 84, in 1e-7 degree."""
LonE7 = Annotated[int, Bounds(-1_800_000_000, 1_800_000_000)]
"""Longitude, WGS 84, in 1e-7 degree."""
Count = Annotated[int, Bounds(0, 1_000_000)]
ReportIndex = Annotated[int, Bounds(0, 9_999)]
"""Which of a call's reports, counted from 0."""
Minutes = Annotated[int, Bounds(1, 1440)]
Metres = Annotated[int, Bounds(0, 100_000)]
