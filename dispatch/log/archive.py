"""What was, as one lens may read it: lines in order, and calls in full. Looking for calls is ``finding``'s affair.

Every query is narrowed to the reader's parts before anything is counted, ordered or cut off, and what it returns has
gone through the same lens as the live screens. Brings nothing that the history tables do not say.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dispatch.domain.alert_load import MonthCount
from dispatch.domain.events import Recalled
from dispatch.domain.incidents import Incident, IncidentCall
from dispatch.domain.lens.lines import line_of
from dispatch.domain.lens.views import ActionView, LineView
from dispatch.log import builds, reading, tracks
from dispatch.log.alert_months import MonthsWanted, count_months
from dispatch.log.closed import ClosedIncidents, IncidentsWanted, as_it_ended, find_closed
from dispatch.log.codec import decode
from dispatch.log.faults import LogUnavailable
from dispatch.log.figures import Case, Figures, FiguresWanted, count_figures, find_cases
from dispatch.log.finding import (
    CallsWanted,
    Findings,
    FoundCall,
    find_actions,
    find_call,
    find_calls,
    words_query,
)
from dispatch.log.incident_lines import READ_SECONDS, IncidentLog, incident_log
from dispatch.log.ledger import recalled
from dispatch.log.sql import Connection
from dispatch.log.store import LogStore

BEGINNING: Final = ""
"""As ``after``: from the first line on."""

_CAUGHT_UP_SECONDS = 1.0
_CAUGHT_UP_EVERY_SECONDS = 0.02

_BUILD = "(SELECT build FROM history_builds WHERE log_id = $1 AND serving)"
# A school is not told which call is behind an order: nor may it find the order by the call.
_LINES_WHERE = f"""
FROM history_lines l
WHERE l.log_id = $1 AND l.build = {_BUILD} AND l.parts && $2
  AND ($3::text IS NULL OR l.action = $3 OR l.call = $3 AND EXISTS (
    SELECT FROM history_words w
    WHERE w.log_id = $1 AND w.build = l.build AND w.line = l.id AND w.parts && $2 AND w.call = $3
  ))
  AND ($4::text IS NULL OR l.site = $4)
  AND ($5::text IS NULL OR l.unit = $5)
  AND ($6::text IS NULL OR EXISTS (
    SELECT FROM history_words w
    WHERE w.log_id = $1 AND w.build = l.build AND w.line = l.id
      AND w.parts && $2 AND w.words @@ to_tsquery('simple', $6)
  ))
"""  # noqa: S608
_LINES_AFTER = f"SELECT l.seq, l.parts {_LINES_WHERE} AND l.seq > $7 ORDER BY l.seq LIMIT $8"
_LINES_LAST = f"SELECT l.seq, l.parts {_LINES_WHERE} ORDER BY l.seq DESC LIMIT $7"
_WHOLE = f"""
SELECT body FROM history_records
WHERE log_id = $1 AND build = {_BUILD} AND collection = 'calls' AND id = $2
"""  # noqa: S608
_CALL_OF = f"SELECT call FROM history_lines WHERE log_id = $1 AND build = {_BUILD} AND id = $2"  # noqa: S608
_PLACE = f"""
SELECT seq FROM history_lines WHERE log_id = $1 AND build = {_BUILD} AND id = $2 AND parts && $3
"""  # noqa: S608


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesWanted:
    """Which lines. ``after``: behind this line; nothing: the newest ones; ``BEGINNING``: from the first on."""

    parts: Sequence[str]
    limit: int
    after: str | None = None
    incident: str | None = None
    site: str | None = None
    unit: str | None = None
    words: str | None = None


class LogArchive:
    """The past of one log."""

    def __init__(self, store: LogStore, log_id: str) -> None:
        self._store = store
        self._log_id = log_id

    async def lines(self, wanted: LinesWanted) -> tuple[list[LineView], str | None]:
        """Lines in order, and what to give as ``after`` for the next ones. Raises ``ValueError`` for a foreign one."""
        await self.caught_up(_CAUGHT_UP_SECONDS)
        return await self._store.run(lambda connection: self._lines(connection, wanted))

    async def incident(
        self, incident: str, parts: Sequence[str], calls: Sequence[IncidentCall]
    ) -> IncidentLog | None:
        """All lines of an incident that these parts may read, in order, and its own events. Raises ``LogUnavailable``."""
        await self.caught_up(_CAUGHT_UP_SECONDS)
        return await self._store.run(
            lambda connection: incident_log(connection, self._log_id, incident, parts, calls), READ_SECONDS
        )

    async def as_it_ended(self, incident: str) -> Incident | None:
        """An incident that is over, as it last was. Raises ``LogUnavailable``."""
        return await self._store.run(lambda connection: as_it_ended(connection, self._log_id, incident))

    async def closed(self, wanted: IncidentsWanted) -> ClosedIncidents:
        """Incidents that are over, newest first. Raises ``LogUnavailable``."""
        await self.caught_up(_CAUGHT_UP_SECONDS)
        return await self._store.run(lambda connection: find_closed(connection, self._log_id, wanted))

    async def way(self, unit: str, since: datetime, until: datetime, limit: int) -> list[tracks.Point]:
        """Where a unit has been, in order, so many points at most. Raises ``LogUnavailable``."""
        return await self._store.run(
            lambda connection: tracks.of_unit(connection, self._log_id, unit, since, until, limit)
        )

    async def find(self, wanted: CallsWanted) -> Findings:
        """Calls of history, newest first. Raises ``TooWide`` or another ``LogUnavailable``."""
        return await find_calls(self._store, self._log_id, wanted)

    async def figures(self, wanted: FiguresWanted) -> Figures:
        """Key figures and volume, for whoever may see every call. Raises ``TooWide`` or another ``LogUnavailable``."""
        return await count_figures(self._store, self._log_id, wanted)

    async def alert_months(self, wanted: MonthsWanted) -> tuple[list[MonthCount], bool]:
        """Alerts and orders by site and month, and whether history was all there. Raises ``TooWide`` or another ``LogUnavailable``."""
        return await count_months(self._store, self._log_id, wanted)

    async def cases(self, kpi: str, wanted: FiguresWanted, which: str, limit: int) -> tuple[list[Case], int]:
        """The cases behind one figure, and how many there are."""
        return await find_cases(self._store, self._log_id, kpi, wanted, which, limit)

    async def call(self, parts: Sequence[str], call_id: str) -> FoundCall | None:
        """One call as these parts may read it, as it last was in history."""
        return await self._store.run(lambda connection: find_call(connection, self._log_id, parts, call_id))

    async def actions(self, parts: Sequence[str], ids: Sequence[str]) -> list[ActionView]:
        """Protective actions as these parts may read them, in the order they were started."""
        return await self._store.run(lambda connection: find_actions(connection, self._log_id, parts, ids))

    async def whole(self, call: str) -> Recalled | None:
        """A call with its assignments and lines as they last were; for bringing a retired one back.

        A call is not retired before history has it as it last was; but history may just be made for the first time.
        """

        async def work(connection: Connection) -> Recalled | None:
            body = await connection.fetchval(_WHOLE, self._log_id, call)
            if body is None:
                await self._sure_that_it_is_not_there(connection)
            return None if body is None else recalled(body)

        return await self._store.run(work)

    async def call_of(self, line: str) -> str | None:
        """The call that a line is about; for correcting a line of a retired one."""

        async def work(connection: Connection) -> str | None:
            found: str | None = await connection.fetchval(_CALL_OF, self._log_id, line)
            if found is None:
                await self._sure_that_it_is_not_there(connection)
            return found

        return await self._store.run(work)

    async def _sure_that_it_is_not_there(self, connection: Connection) -> None:
        build = await builds.serving(connection, self._log_id)
        if not await builds.is_complete(connection, self._log_id, build):
            raise LogUnavailable("History is being made; this call may not be in it yet.")

    async def _lines(self, connection: Connection, wanted: LinesWanted) -> tuple[list[LineView], str | None]:
        parts = list(wanted.parts)
        filters = (self._log_id, parts, wanted.incident, wanted.site, wanted.unit, words_query(wanted.words))
        if wanted.after is None:
            rows = (await connection.fetch(_LINES_LAST, *filters, wanted.limit))[::-1]
        else:
            start = await self._place(connection, wanted.after, parts)
            rows = await connection.fetch(_LINES_AFTER, *filters, start, wanted.limit)
        readers = {row["seq"]: row["parts"] for row in rows}
        views = []
        for stored in await reading.some(connection, self._log_id, list(readers)):
            recorded = decode(stored)
            for part in _mine(parts, readers[stored.seq]):
                view = line_of(recorded, part)
                if view is not None:
                    views.append(view)
                    break
        return views, views[-1].id if views else wanted.after

    async def _place(self, connection: Connection, after: str, parts: list[str]) -> int:
        if after == BEGINNING:
            return 0
        seq: int | None = await connection.fetchval(_PLACE, self._log_id, after, parts)
        if seq is None:
            raise ValueError("This place in the log is unknown; begin again without `after`.")
        return seq

    async def caught_up(self, seconds: float) -> None:
        """Gives history a moment to reach what the reader may have on screen already. Holds no connection meanwhile."""
        row = await self._store.log(self._log_id)
        wanted = row.head.seq if row else 0
        for _ in range(int(seconds / _CAUGHT_UP_EVERY_SECONDS)):
            if await self._store.run(lambda connection: builds.cursor(connection, self._log_id)) >= wanted:
                return
            await asyncio.sleep(_CAUGHT_UP_EVERY_SECONDS)


def _mine(parts: Sequence[str], readers: Sequence[str]) -> list[str]:
    """Of the reader's parts those that may read the row, the one with the most to say first."""
    return [part for part in reversed(parts) if part in readers]
