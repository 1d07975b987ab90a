"""Who has signed out, or whose session has ended, sits at no position any more.

Looked for in the table of sessions and not in what this node remembers: a node that starts finds out too what ended while none ran. Each
node looks; the command's id is derived from the seat and since when it is taken, so it is freed once. Who never had a browser (a program
that plays a dispatcher) keeps its seat until it leaves it.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Final, Protocol

from dispatch.desk.clock import Clock
from dispatch.desk.desk import Desk
from dispatch.desk.results import Envelope, Refused
from dispatch.domain.actor import SYSTEM
from dispatch.domain.commands import FreePosition
from dispatch.domain.ids import derive
from dispatch.domain.records import DeskPositionState
from dispatch.domain.vocabulary import LeaveCause
from dispatch.people.database import Unavailable
from dispatch.people.session_store import SIGNED_OUT, LastSession

_log = logging.getLogger(__name__)

LOOK_SECONDS: Final = 10.0
"""What ended on another node is found after so long; what ended here at once."""


class LastSessions(Protocol):
    """What must be known of the sessions."""

    async def last_of(self, persons: Iterable[str]) -> dict[str, LastSession]:
        """The last session in a browser of each of these, open or ended."""


class Seats:
    """Frees the positions of one log. ``run`` until cancelled."""

    def __init__(self, desk: Desk, sessions: LastSessions, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock
        self._sessions = sessions
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """A session has ended here."""
        self._woken.set()

    async def run(self) -> None:
        """Look, and again when a session has ended or after a while; until cancelled."""
        while True:
            self._woken.clear()
            try:
                await self.look()
            except Unavailable:
                # Nothing can be written either; seats are freed when the database is back.
                pass
            except Exception:  # noqa: BLE001 a watcher that ended would leave every seat taken
                _log.exception("The seats could not be compared with the sessions; they are in a moment.")
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):
                    await self._woken.wait()

    async def look(self) -> None:
        """Free the seats whose person has gone."""
        taken = [one for one in self._desk.state.desk_positions.values() if one.person is not None]
        if not taken:
            return
        last = await self._sessions.last_of({one.person for one in taken if one.person is not None})
        for seat in taken:
            command = left(seat, last.get(seat.person or ""), self._clock.now())
            if command is None:
                continue
            since = seat.since.isoformat() if seat.since is not None else ""
            envelope = Envelope(id=derive(seat.id, f"free/{command.person}/{since}"), command=command)
            result = await self._desk.submit(SYSTEM, envelope)
            if isinstance(result, Refused) and result.refusal.code != "seat_changed":
                _log.warning("Position %s could not be freed: %s", seat.id, result.refusal.code)


def left(seat: DeskPositionState, last: LastSession | None, now: datetime) -> FreePosition | None:
    """What frees a seat: its person had a session when it was taken or since, and has none now."""
    if seat.person is None or last is None or last.until > now:
        return None
    if seat.since is not None and last.until < seat.since:
        return None
    cause = LeaveCause.SIGNED_OUT if last.because == SIGNED_OUT else LeaveCause.SESSION_ENDED
    return FreePosition(position=seat.id, person=seat.person, cause=cause)
