"""Whether the log can be written, since when not, and why: what screens, probes and answers say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from dispatch.desk.clock import Clock
from dispatch.log.rows import Head

SLOW_SECONDS: Final = 0.5
DOWN_SECONDS: Final = 1.2
"""The database has not answered for so long: it counts as down."""
STUCK_SECONDS: Final = 5.0
"""A commit that takes longer is stuck; new commands are not queued behind it."""
SKEW_MAX: Final = timedelta(seconds=2)

Db = Literal["ok", "slow", "down"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskStatus:
    """How the desk is. ``since`` is the time of the last truth when it cannot be written now."""

    db: Db
    writable: bool
    since: datetime | None
    code: str | None
    reason: str | None
    head: Head
    tail_age: float
    ended: bool


class Health:
    """What the desk's tasks have met lately. Nothing here asks the database."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._answered = clock.monotonic()
        self._asked: float | None = None
        self._appending: float | None = None
        self._tailed = clock.monotonic()
        self._truth = clock.now()
        self._lost: str | None = None
        self._skew: timedelta | None = None
        self._stopped: str | None = None
        self.ended = False

    # --- what was met ------------------------------------------------------------------------------------

    def asked(self) -> None:
        """A question left for the database."""
        if self._asked is None:
            self._asked = self._clock.monotonic()

    def answered(self) -> None:
        """The database answered."""
        self._answered = self._clock.monotonic()
        self._asked = None
        self._lost = None
        self._truth = self._clock.now()

    def lost(self, reason: str) -> None:
        """The database cannot be reached or refuses."""
        self._asked = None
        self._lost = reason

    def tailed(self) -> None:
        """The end of the log has been read."""
        self._tailed = self._clock.monotonic()
        self.answered()

    def append_begins(self) -> None:
        """A batch leaves for the database."""
        self._appending = self._clock.monotonic()

    def append_ends(self) -> None:
        """The batch was answered, one way or another."""
        self._appending = None

    def compare(self, earliest: datetime, db_now: datetime, latest: datetime) -> None:
        """Our clock around a question, and the database's in its answer."""
        if db_now < earliest - SKEW_MAX:
            self._skew = earliest - db_now
        elif db_now > latest + SKEW_MAX:
            self._skew = db_now - latest
        else:
            self._skew = None

    def stop(self, reason: str) -> None:
        """For good: the log contradicts what this node has folded."""
        if self._stopped is None:
            self._stopped = reason

    # --- what it means -----------------------------------------------------------------------------------

    @property
    def stopped(self) -> bool:
        """Whether writing has ended for good."""
        return self._stopped is not None

    @property
    def db(self) -> Db:
        """How the database answers."""
        if self._lost is not None:
            # One connection may be lost without the others; whoever tries to write meets what is true.
            silent = self._clock.monotonic() - self._answered
            return "down" if silent > SLOW_SECONDS else "slow"
        waiting = 0.0 if self._asked is None else self._clock.monotonic() - self._asked
        if waiting > DOWN_SECONDS:
            return "down"
        return "slow" if waiting > SLOW_SECONDS or self._stuck(SLOW_SECONDS) else "ok"

    def blocked(self) -> tuple[str, str] | None:
        """Why nothing can be written now (code and sentence); None when it can."""
        if self._stopped is not None:
            return "read_only", f"This node has stopped writing: {self._stopped} Nothing was saved."
        if self.ended:
            return "ending", "This node is ending. Nothing was saved; send it again to another."
        if self._skew is not None:
            seconds = self._skew.total_seconds()
            return "clock_differs", (
                f"The clocks of this node and of the database differ by {seconds:.1f} s, so nothing is written. "
                "Nothing was saved; set the clock."
            )
        if self._stuck(STUCK_SECONDS):
            return "storage_not_confirming", "The database does not confirm what is saved. Nothing was saved."
        if self.db == "down":
            reason = self._lost or "It does not answer."
            return "database_down", f"The database cannot be written. {reason} Nothing was saved."
        return None

    def status(self, head: Head) -> DeskStatus:
        """Everything at once."""
        blocked = self.blocked()
        return DeskStatus(
            db=self.db,
            writable=blocked is None,
            since=None if blocked is None else self._truth,
            code=None if blocked is None else blocked[0],
            reason=None if blocked is None else blocked[1],
            head=head,
            tail_age=self._clock.monotonic() - self._tailed,
            ended=self.ended,
        )

    def _stuck(self, seconds: float) -> bool:
        return self._appending is not None and self._clock.monotonic() - self._appending > seconds
