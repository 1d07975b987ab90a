"""What was, as one lens may read it: lines in order, calls by words, and a retired call in full.

Every query is narrowed to the reader's parts before anything is counted, ordered or cut off, and what it returns has
gone through the same lens as the live screens. Brings nothing that the history tables do not say.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import orjson

from dispatch.domain.events import Recalled
from dispatch.domain.lens.lines import line_of
from dispatch.domain.lens.project import project
from dispatch.domain.lens.views import CallView, HeadlineView, LineView
from dispatch.domain.state import EMPTY
from dispatch.log import reading
from dispatch.log.codec import decode
from dispatch.log.history import cursor
from dispatch.log.ledger import CALLS, LINES, searchable
from dispatch.log.shapes import shape_of
from dispatch.log.snapshots import IN_PLACE
from dispatch.log.sql import Connection
from dispatch.log.store import LogStore

TERMS_MAX: Final = 8
BEGINNING: Final = ""
"""As ``after``: from the first line on."""

_CAUGHT_UP_SECONDS = 1.0
_CAUGHT_UP_EVERY_SECONDS = 0.02

_MATCHES = """
EXISTS (
    SELECT FROM history_words w
    WHERE w.log_id = $1 AND w.collection = '{collection}' AND w.id = {alias}.id
      AND w.parts && $2 AND w.words @@ to_tsquery('simple', ${query})
)
"""
_LINES_WHERE = f"""
FROM history_lines l
WHERE l.log_id = $1 AND l.parts && $2
  AND ($3::text IS NULL OR l.call = $3 OR l.action = $3)
  AND ($4::text IS NULL OR l.site = $4)
  AND ($5::text IS NULL OR l.unit = $5)
  AND ($6::text IS NULL OR {_MATCHES.format(collection=LINES, alias="l", query=6)})
"""
_LINES_AFTER = f"SELECT l.seq, l.parts {_LINES_WHERE} AND l.seq > $7 ORDER BY l.seq LIMIT $8"
_LINES_LAST = f"SELECT l.seq, l.parts {_LINES_WHERE} ORDER BY l.seq DESC LIMIT $7"
_SEARCH = f"""
SELECT r.body, r.parts FROM history_records r
WHERE r.log_id = $1 AND r.collection = '{CALLS}' AND r.parts && $2
  AND {_MATCHES.format(collection=CALLS, alias="r", query=3)}
ORDER BY r.opened_at DESC, r.id LIMIT $4
"""  # noqa: S608
_WHOLE = "SELECT body FROM history_records WHERE log_id = $1 AND collection = 'calls' AND id = $2"
_CALL_OF = "SELECT call FROM history_lines WHERE log_id = $1 AND id = $2"
_PLACE = "SELECT seq FROM history_lines WHERE log_id = $1 AND id = $2 AND parts && $3"


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
        await self._caught_up()
        return await self._store.run(lambda connection: self._lines(connection, wanted))

    async def search(self, parts: Sequence[str], words: str, limit: int) -> list[CallView | HeadlineView]:
        """Calls that have all these words, or words that begin so, among what these parts may read. Newest first."""
        query = _query(words)
        if query is None:
            return []
        await self._caught_up()
        return await self._store.run(lambda connection: self._search(connection, parts, query, limit))

    async def whole(self, call: str) -> Recalled | None:
        """A call with its assignments and lines as they last were; for bringing a retired one back.

        Waits for nothing: a call is not retired before history has it as it last was.
        """

        async def work(connection: Connection) -> Recalled | None:
            body = await connection.fetchval(_WHOLE, self._log_id, call)
            return None if body is None else _recalled(body)

        return await self._store.run(work)

    async def call_of(self, line: str) -> str | None:
        """The call that a line is about; for correcting a line of a retired one."""
        return await self._store.run(lambda connection: connection.fetchval(_CALL_OF, self._log_id, line))

    async def _lines(self, connection: Connection, wanted: LinesWanted) -> tuple[list[LineView], str | None]:
        parts = list(wanted.parts)
        filters = (self._log_id, parts, wanted.incident, wanted.site, wanted.unit, _query(wanted.words))
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

    async def _search(
        self, connection: Connection, parts: Sequence[str], query: str, limit: int
    ) -> list[CallView | HeadlineView]:
        found: list[CallView | HeadlineView] = []
        for row in await connection.fetch(_SEARCH, self._log_id, list(parts), query, limit):
            call = _recalled(row["body"]).call
            # The lens asks a state; for a call it asks nothing but the call itself.
            alone = replace(EMPTY, calls={call.id: call})
            for part in _mine(parts, row["parts"]):
                views = [view for _, view in project(alone, ("calls", call.id), part)]
                shown = [view for view in views if isinstance(view, CallView | HeadlineView)]
                if shown:
                    found.append(shown[0])
                    break
        return found

    async def _place(self, connection: Connection, after: str, parts: list[str]) -> int:
        if after == BEGINNING:
            return 0
        seq: int | None = await connection.fetchval(_PLACE, self._log_id, after, parts)
        if seq is None:
            raise ValueError("This place in the log is unknown; begin again without `after`.")
        return seq

    async def _caught_up(self) -> None:
        """Gives history a moment to reach what the reader may have on screen already. Holds no connection meanwhile."""
        row = await self._store.log(self._log_id)
        wanted = row.head.seq if row else 0
        for _ in range(int(_CAUGHT_UP_SECONDS / _CAUGHT_UP_EVERY_SECONDS)):
            if await self._store.run(lambda connection: cursor(connection, self._log_id)) >= wanted:
                return
            await asyncio.sleep(_CAUGHT_UP_EVERY_SECONDS)


def _mine(parts: Sequence[str], readers: Sequence[str]) -> list[str]:
    """Of the reader's parts those that may read the row, the one with the most to say first."""
    return [part for part in reversed(parts) if part in readers]


def _recalled(body: bytes) -> Recalled:
    whole = shape_of(Recalled).decode(orjson.loads(body), IN_PLACE, "")
    assert isinstance(whole, Recalled)
    return whole


def _query(words: str | None) -> str | None:
    """All of the words, each perhaps only begun. Nothing but letters and digits gets into the query's language."""
    terms = re.findall(r"\w+", searchable(words or ""))[:TERMS_MAX]
    return " & ".join(f"{term}:*" for term in terms) or None
