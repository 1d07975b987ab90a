"""What was and what is, as one lens may read it: log lines in order, and calls found in history and live state together.

History knows every call; of those that are still live the live record decides and is shown. Nothing here decides who sees
what.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import orjson

from dispatch.desk.desk import Desk
from dispatch.domain.alert_load import MonthCount
from dispatch.domain.incidents import Incident, IncidentCall
from dispatch.domain.lens.project import project
from dispatch.domain.lens.sought import Sought, sought, words_of
from dispatch.domain.lens.views import ActionView, CallView, HeadlineView, LineView
from dispatch.domain.records import Assignment
from dispatch.domain.state import State
from dispatch.domain.vocabulary import ENDED
from dispatch.log.alert_months import MonthsWanted
from dispatch.log.archive import LinesWanted, LogArchive
from dispatch.log.closed import ClosedIncidents, IncidentsWanted
from dispatch.log.figures import Case, Figures, FiguresWanted
from dispatch.log.finding import CallsWanted, Findings, FoundCall, Place, assignments_for
from dispatch.log.incident_lines import IncidentLog
from dispatch.log.tracks import Point

_CAUGHT_UP_SECONDS: Final = 0.1
"""A search waits so long for history to have what was just written; live calls are found without it."""


@dataclass(frozen=True, slots=True)
class Page:
    """Calls, newest first, the place behind them if there are more, and whether history is all there."""

    calls: list[FoundCall]
    following: str | None
    complete: bool
    oldest: datetime | None = None
    """When the first call was opened that the reader may find; with the first page only."""


class Archive:
    """The lines and calls of one log."""

    def __init__(self, desk: Desk, past: LogArchive) -> None:
        self._desk = desk
        self._past = past

    async def lines(self, wanted: LinesWanted) -> tuple[list[LineView], str | None]:
        """Lines in order, and the cursor behind them. Raises ``ValueError`` for a cursor that is not ours."""
        return await self._past.lines(wanted)

    async def incident(
        self, incident: str, parts: Sequence[str], calls: Sequence[IncidentCall]
    ) -> IncidentLog | None:
        """All lines of an incident that these parts may read, and its own events. Raises ``LogUnavailable``."""
        return await self._past.incident(incident, parts, calls)

    async def as_it_ended(self, incident: str) -> Incident | None:
        """An incident that is over, as it last was. Raises ``LogUnavailable``."""
        return await self._past.as_it_ended(incident)

    async def closed(self, wanted: IncidentsWanted) -> ClosedIncidents:
        """Incidents that are over, newest first. Raises ``LogUnavailable``."""
        return await self._past.closed(wanted)

    async def way(self, unit: str, since: datetime, until: datetime, limit: int) -> list[Point]:
        """Where a unit has been, as far as it is kept. Raises ``LogUnavailable``."""
        return await self._past.way(unit, since, until, limit)

    async def find(self, wanted: CallsWanted) -> Page:
        """Calls of history and of the live state together. Raises ``LogUnavailable``."""
        await self._past.caught_up(_CAUGHT_UP_SECONDS)
        asked = replace(wanted, limit=wanted.limit + 1)
        found: list[FoundCall] = []
        while True:
            findings = await self._past.find(asked)
            live = _Live(self._desk.state, wanted)
            found += live.put_right(findings.calls)
            if len(findings.calls) < asked.limit or len(found) > wanted.limit:
                break
            asked = replace(asked, after=findings.calls[-1].place)
        found += live.besides(findings, {one.id for one in found})
        found.sort(key=lambda one: one.place, reverse=True)
        page = found[: wanted.limit]
        following = place_text(page[-1].place) if len(found) > wanted.limit else None
        return Page(page, following, findings.complete, findings.oldest)

    async def figures(self, wanted: FiguresWanted) -> Figures:
        """Key figures and volume. Raises ``LogUnavailable``."""
        await self._past.caught_up(_CAUGHT_UP_SECONDS)
        return await self._past.figures(wanted)

    async def alert_months(self, wanted: MonthsWanted) -> tuple[list[MonthCount], bool]:
        """Alerts and orders by site and month, and whether history was all there. Raises ``LogUnavailable``."""
        await self._past.caught_up(_CAUGHT_UP_SECONDS)
        return await self._past.alert_months(wanted)

    async def cases(self, kpi: str, wanted: FiguresWanted, which: str, limit: int) -> tuple[list[Case], int]:
        """The cases behind one figure. Raises ``LogUnavailable``."""
        await self._past.caught_up(_CAUGHT_UP_SECONDS)
        return await self._past.cases(kpi, wanted, which, limit)

    async def call(self, parts: Sequence[str], call_id: str) -> FoundCall | None:
        """One call, live or past. Raises ``LogUnavailable``."""
        past = None
        if call_id not in self._desk.state.calls:
            past = await self._past.call(parts, call_id)
        if call_id in self._desk.state.calls:
            found = _Live(self._desk.state, CallsWanted(parts=parts, limit=1)).call(call_id)
            return found[0] if found is not None else None
        return past if past is not None and past.view.status in ENDED else None

    async def actions(self, parts: Sequence[str], ids: Sequence[str]) -> list[ActionView]:
        """Protective actions, live or past. Raises ``LogUnavailable``."""
        past = {one.id: one for one in await self._past.actions(parts, ids)}
        state = self._desk.state
        for action_id in ids:
            if action_id in state.actions:
                past.pop(action_id, None)
                past.update((one.id, one) for one in _live_actions(state, parts, action_id))
        return sorted(past.values(), key=lambda one: (one.started_at, one.id))


def _live_actions(state: State, parts: Sequence[str], action_id: str) -> list[ActionView]:
    for part in reversed(parts):
        views = [view for _, view in project(state, ("actions", action_id), part)]
        shown = [view for view in views if isinstance(view, ActionView)]
        if shown:
            return shown[:1]
    return []


class _Live:
    """The live calls of one moment, looked at for one search."""

    def __init__(self, state: State, wanted: CallsWanted) -> None:
        self._state = state
        self._wanted = wanted
        self._sent: dict[str, list[Assignment]] = {}
        for one in state.assignments.values():
            self._sent.setdefault(one.call, []).append(one)

    def put_right(self, past: Sequence[FoundCall]) -> Iterator[FoundCall]:
        """What history found; of live calls those that still fit, as they are now."""
        for one in past:
            if one.id not in self._state.calls:
                # Not live and not ended: history is not yet where the call ended, and others were told of it then.
                if one.view.status in ENDED:
                    yield one
                continue
            now = self.call(one.id)
            if now is not None:
                yield now[0]

    def besides(self, findings: Findings, known: set[str]) -> Iterator[FoundCall]:
        """Live calls that history does not name: it had not reached them, or not as they are now.

        By words only those that are newer than history: for others history knows which words are still there.
        """
        terms = words_of(self._wanted.words or "")
        for call_id in self._state.calls:
            if call_id in known:
                continue
            if terms and not self._is_newer(call_id, findings.at):
                continue
            now = self.call(call_id)
            if now is None or not _says_all(now[1], terms):
                continue
            if self._wanted.after is None or now[0].place < self._wanted.after:
                yield now[0]

    def _is_newer(self, call_id: str, at: datetime | None) -> bool:
        return at is None or self._state.calls[call_id].times["t_entered"] > at

    def call(self, call_id: str) -> tuple[FoundCall, Sought] | None:
        """A live call as its reader may see it, if it is one that he looks for."""
        # The part with the most to say first.
        for part in reversed(self._wanted.parts):
            sent = self._sent.get(call_id, [])
            found_by = sought(self._state, call_id, part, sent)
            if found_by is None:
                continue
            if not self._wanted.which.fits(found_by):
                return None
            ((_, view),) = project(self._state, ("calls", call_id), part)
            assert isinstance(view, CallView | HeadlineView)
            shown = assignments_for(self._state, sent, part)
            return FoundCall((found_by.opened_at, call_id), part, view, shown), found_by
        return None


def _says_all(call: Sought, terms: Sequence[str]) -> bool:
    words = set(words_of(call.text)) if terms else set()
    return all(any(word.startswith(term) for word in words) for term in terms)


def place_text(place: Place) -> str:
    """A place as a caller carries it: opaque, and with nothing in it that he has not been shown."""
    return base64.urlsafe_b64encode(orjson.dumps([place[0], place[1]])).decode().rstrip("=")


def place_of(text: str) -> Place:
    """The place that such a text names. Raises ``ValueError``."""
    try:
        at, call_id = orjson.loads(base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True))
        place = datetime.fromisoformat(at), str(call_id)
    except (binascii.Error, ValueError, TypeError) as wrong:
        raise ValueError("This place in the list is unknown; begin again without `after`.") from wrong
    if place[0].tzinfo is None or not isinstance(call_id, str) or "\0" in call_id:
        raise ValueError("This place in the list is unknown; begin again without `after`.")
    return place
