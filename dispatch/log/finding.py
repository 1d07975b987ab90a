"""Looks for calls in history: by words, number, site, type, unit and time, newest first, for one lens.

Each part has rows of its own, with no more in them than it may read; so nothing is found, counted or timed by what a
reader may not know. What comes back has gone through the same lens as the live screens.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

import asyncpg

from dispatch.domain.lens.project import project
from dispatch.domain.lens.sought import CallFilter, words_of
from dispatch.domain.lens.views import ActionView, AssignmentView, CallView, HeadlineView
from dispatch.domain.records import Assignment
from dispatch.domain.state import EMPTY, State
from dispatch.log import builds
from dispatch.log.faults import LogUnavailable
from dispatch.log.ledger import ACTIONS, CALLS, action_of, recalled
from dispatch.log.sql import Connection, Record
from dispatch.log.store import LogStore

TERMS_MAX: Final = 8
SEARCH_SECONDS: Final = 2.0
"""Then the database gives a search up: others want to search as well."""

AMONG_NEWEST: Final = 2000

Found = CallView | HeadlineView
Place = tuple[datetime, str]
"""When a call was opened, and its id: where it stands among all others."""

# The best plan depends on the words, one for all would be wrong for most; and an index always narrows more than none.
PLANNED: Final = f"""
SET LOCAL plan_cache_mode = force_custom_plan;
SET LOCAL enable_seqscan = off;
SET LOCAL statement_timeout = {int(SEARCH_SECONDS * 1000)}
"""
_BODIES = """
SELECT id, parts, body FROM history_records
WHERE log_id = $1 AND build = $2 AND collection = $3 AND id = ANY($4)
"""
_BODY = """
SELECT parts, body FROM history_records
WHERE log_id = $1 AND build = (SELECT build FROM history_builds WHERE log_id = $1 AND serving)
  AND collection = $2 AND id = ANY($3)
"""
_IN_ORDER = {"site": "site = {}", "type": "type = {}", "since": "opened_at >= {}", "until": "opened_at < {}"}
"""Conditions under which an index gives calls in the order of their time."""
_ORDER = "ORDER BY opened_at DESC, id DESC LIMIT {limit:d}"
_NEWEST = f"SELECT opened_at, id, part FROM history_calls WHERE {{where}} {_ORDER}"  # noqa: S608
# What is common is found among the newest at once. What is rare is not: then an index brings all of it, to be put in order.
# One query for both would leave it to the planner, who knows nothing of words begun and would now and then read everything.
_PICKED_OF_NEWEST = f"""
SELECT opened_at, id, part FROM (
    SELECT * FROM history_calls WHERE {{where}} ORDER BY opened_at DESC, id DESC LIMIT {{among:d}}
) newest WHERE {{picked}} {_ORDER}
"""  # noqa: S608
_PICKED = f"""
WITH fitting AS MATERIALIZED (
    SELECT opened_at, id, part FROM history_calls WHERE {{where}} AND {{picked}}
)
SELECT opened_at, id, part FROM fitting {_ORDER}
"""  # noqa: S608


_OLDEST: Final = """
SELECT opened_at FROM history_calls WHERE log_id = $1 AND build = $2 AND part = $3 ORDER BY opened_at, id LIMIT 1
"""


class TooWide(LogUnavailable):
    """The search took too long and was given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsWanted:
    """Which calls, for whom. ``words``: all of them, each perhaps only begun. ``after``: behind this one."""

    parts: Sequence[str]
    limit: int
    which: CallFilter = field(default_factory=CallFilter)
    words: str | None = None
    after: Place | None = None


@dataclass(frozen=True, slots=True)
class FoundCall:
    """A call as the part that found it may read it, as it last was in history."""

    place: Place
    part: str
    view: Found
    assignments: tuple[AssignmentView, ...]

    @property
    def id(self) -> str:
        return self.view.id


@dataclass(frozen=True, slots=True)
class Findings:
    """Calls in order, and how far history reaches."""

    calls: list[FoundCall]
    at: datetime | None = None
    """When the last event that history holds was recorded."""
    complete: bool = True
    """False while history is being made for the first time, or again after an erasure."""
    oldest: datetime | None = None
    """How far back it reaches for this reader."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A query and its arguments."""

    text: str
    arguments: list[Any]


@dataclass(slots=True)
class _Query:
    arguments: list[Any] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def add(self, condition: str, *values: Any) -> None:
        places = []
        for value in values:
            self.arguments.append(value)
            places.append(f"${len(self.arguments)}")
        self.said.append(condition.format(*places))

    def conditions(self) -> str:
        return " AND ".join(self.said)


async def find_calls(store: LogStore, log_id: str, wanted: CallsWanted) -> Findings:
    """Raises ``TooWide`` or another ``LogUnavailable``."""

    async def work(connection: Connection) -> Findings:
        try:
            # One snapshot for all of it: readers may be turned to another build in the middle.
            async with connection.transaction(isolation="repeatable_read", readonly=True):
                await connection.execute(PLANNED)
                return await _find(connection, log_id, wanted)
        except asyncpg.QueryCanceledError as given_up:
            raise TooWide("The search took too long.") from given_up

    return await store.run(work, SEARCH_SECONDS * 4)


async def find_call(
    connection: Connection, log_id: str, parts: Sequence[str], call_id: str
) -> FoundCall | None:
    """One call as the part with the most to say may read it."""
    row = await connection.fetchrow(_BODY, log_id, CALLS, [call_id])
    for part in reversed(parts):
        if row is not None and part in row["parts"]:
            for found in _as_shown(row["body"], part):
                return found
    return None


async def find_actions(
    connection: Connection, log_id: str, parts: Sequence[str], ids: Sequence[str]
) -> list[ActionView]:
    """Protective actions, each as one of these parts may read it."""
    found = []
    for row in await connection.fetch(_BODY, log_id, ACTIONS, list(ids)):
        action = action_of(row["body"])
        alone = replace(EMPTY, actions={action.id: action})
        for part in (one for one in reversed(parts) if one in row["parts"]):
            views = [view for _, view in project(alone, ("actions", action.id), part)]
            shown = [view for view in views if isinstance(view, ActionView)]
            if shown:
                found.append(shown[0])
                break
    return sorted(found, key=lambda one: (one.started_at, one.id))


def statements(log_id: str, build: int, part: str, wanted: CallsWanted) -> list[Statement]:
    """The queries for one part. The first that finds as many as are wanted has found the newest."""
    query = _Query()
    query.add("log_id = {}", log_id)
    query.add("build = {}", build)
    query.add("part = {}", part)
    for name, condition in _IN_ORDER.items():
        value = getattr(wanted.which, name)
        if value is not None:
            query.add(condition, value)
    if wanted.after is not None:
        query.add("(opened_at, id) < ({}, {})", *wanted.after)
    in_order = query.conditions()
    picked = _Query(query.arguments)
    if wanted.which.number is not None:
        picked.add("number LIKE {}", f"{literally(wanted.which.number)}%")
    if wanted.which.unit is not None:
        picked.add("units @> ARRAY[{}]", wanted.which.unit)
    words = words_query(wanted.words)
    if words is not None:
        picked.add("words @@ to_tsquery('simple', {})", words)
    if not picked.said:
        return [Statement(_NEWEST.format(where=in_order, limit=wanted.limit), query.arguments)]
    newest = _PICKED_OF_NEWEST.format(
        where=in_order, among=AMONG_NEWEST, picked=picked.conditions(), limit=wanted.limit
    )
    every = _PICKED.format(where=in_order, picked=picked.conditions(), limit=wanted.limit)
    # A number is one call's, or begins those of some days: looking at the newest first would seldom help.
    texts = [every] if wanted.which.number is not None else [newest, every]
    return [Statement(text, query.arguments) for text in texts]


def words_query(words: str | None) -> str | None:
    """All of the words, each perhaps only begun. Nothing but letters and digits gets into the query's language."""
    return " & ".join(f"{term}:*" for term in words_of(words or "")[:TERMS_MAX]) or None


async def _find(connection: Connection, log_id: str, wanted: CallsWanted) -> Findings:
    build = await builds.serving(connection, log_id)
    if build is None:
        return Findings([], None, await builds.is_complete(connection, log_id, None))
    rows: dict[str, tuple[Place, str]] = {}
    # The part with the most to say last: what it says of a call stands.
    for part in wanted.parts:
        for row in await _rows(connection, statements(log_id, build.number, part, wanted), wanted.limit):
            rows[row["id"]] = ((row["opened_at"], row["id"]), row["part"])
    chosen = heapq.nlargest(wanted.limit, rows.values())
    return Findings(
        await _shown(connection, log_id, build.number, chosen),
        build.at,
        await builds.is_complete(connection, log_id, build),
        await _oldest(connection, log_id, build.number, wanted) if wanted.after is None else None,
    )


async def _oldest(connection: Connection, log_id: str, build: int, wanted: CallsWanted) -> datetime | None:
    found = [await connection.fetchval(_OLDEST, log_id, build, part) for part in wanted.parts]
    return min((one for one in found if one is not None), default=None)


async def _rows(connection: Connection, ways: Sequence[Statement], limit: int) -> list[Record]:
    found: list[Record] = []
    for way in ways:
        found = await connection.fetch(way.text, *way.arguments)
        if len(found) >= limit:
            break
    return found


async def _shown(
    connection: Connection, log_id: str, build: int, chosen: Sequence[tuple[Place, str]]
) -> list[FoundCall]:
    ids = [place[1] for place, _ in chosen]
    bodies = {row["id"]: row for row in await connection.fetch(_BODIES, log_id, build, CALLS, ids)}
    found: list[FoundCall] = []
    for place, part in chosen:
        row = bodies.get(place[1])
        if row is not None and part in row["parts"]:
            found += _as_shown(row["body"], part)
    return found


def _as_shown(body: bytes, part: str) -> Iterator[FoundCall]:
    """A call through the lens. It asks a state; for a call nothing but the call and what was assigned to it."""
    whole = recalled(body)
    call, sent = whole.call, whole.assignments
    alone = replace(EMPTY, calls={call.id: call}, assignments={one.id: one for one in sent})
    for _, view in project(alone, ("calls", call.id), part):
        assert isinstance(view, CallView | HeadlineView)
        yield FoundCall((call.times["t_received"], call.id), part, view, assignments_for(alone, sent, part))


def assignments_for(state: State, sent: Iterable[Assignment], part: str) -> tuple[AssignmentView, ...]:
    """Of the assignments of a call those that a part may read, as it may."""
    views = (view for one in sent for _, view in project(state, ("assignments", one.id), part))
    return tuple(view for view in views if isinstance(view, AssignmentView))


def literally(begun: str) -> str:
    """A text that means itself in LIKE."""
    return begun.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
