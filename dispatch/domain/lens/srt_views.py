"""A school's team as screens get it: the same for its own people, the desk, the auditor and units that are sent there."""

from __future__ import annotations

from dataclasses import dataclass

from dispatch.domain.srt import SrtAway, SrtExpected, SrtHeld, SrtSeat, SrtState, SrtTick, expected


@dataclass(frozen=True, slots=True, kw_only=True)
class SrtView:
    """Collection ``srt``: the team of a site, whose id it has.

    ``held``: who said, or is said, to hold a role. ``expected``: whose each other role is until somebody says so; never show that as if
    it had been said. ``ticks``: what is done of the cards in actions that are in force.
    """

    id: str
    version: int
    seats: tuple[SrtSeat, ...]
    held: tuple[SrtHeld, ...]
    expected: tuple[SrtExpected, ...]
    away: tuple[SrtAway, ...]
    ticks: tuple[SrtTick, ...]


def srt_view(team: SrtState, kind: str) -> SrtView:
    """The team with whose every role is."""
    return SrtView(
        id=team.id,
        version=team.version if kind in ("desk", "auditor") else 0,
        seats=team.seats,
        held=team.held,
        expected=expected(team),
        away=team.away,
        ticks=team.ticks,
    )
