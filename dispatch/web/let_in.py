"""Whether a guest or a wall display, whom the log lets in, is here: also on a node that is a moment behind the one that let them in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, Protocol

from dispatch.domain.lens.parts import parts_of_actor
from dispatch.domain.seats import GUEST
from dispatch.domain.state import State
from dispatch.domain.walls import let_in_by_the_log
from dispatch.people.sessions import Session

JUST_NOW: Final = timedelta(seconds=30)
"""A session as young as this may be known here before what let its holder in is folded."""
WITHIN: Final = 3.0
"""So long this node waits for it, in seconds."""


class Reads(Protocol):
    """A log as this node has folded it."""

    @property
    def state(self) -> State:
        """The state now."""

    async def folded(self, seq: int, seconds: float) -> bool:
        """Whether this event is folded, waiting for it that long."""


async def let_in(desk: Reads, session: Session, now: datetime) -> bool:
    """Whether there is anything to see for them. Waits a moment for what lets in a guest who has only just come by another node."""
    actor = session.actor()
    if not let_in_by_the_log(actor.person) or parts_of_actor(desk.state, actor):
        return True
    while now - session.created_at < JUST_NOW and _may_yet_be(desk.state, actor.person):
        if not await desk.folded(desk.state.seq + 1, WITHIN):
            return False
        if parts_of_actor(desk.state, actor):
            return True
    return False


def _may_yet_be(state: State, person: str) -> bool:
    """A guest whose coming in is not folded yet; one who has come in and sees nothing has been sent away."""
    if not person.startswith(GUEST):
        return False
    guest = person.removeprefix(GUEST)
    known = [(seat, one) for seat in state.seats.values() for one in seat.guests if one.id == guest]
    return all(
        seat.ended_at is None and one.ended_at is None and one.entered_at is None for seat, one in known
    )
