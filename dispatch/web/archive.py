"""What was, as one lens may read it: log lines in order, and calls by words.

Every line is projected by the lens that also makes frames. Nothing here decides who sees what.
"""

from __future__ import annotations

import base64
import binascii
from typing import Final

from dispatch.desk.desk import Desk
from dispatch.domain.lens.lines import audiences, line_of
from dispatch.domain.lens.project import snapshot
from dispatch.domain.lens.views import CallView, HeadlineView, LineView
from dispatch.log.codec import decode
from dispatch.log.store import LogStore
from dispatch.web.services import LinePage, LineQuery

_CHUNK: Final = 2_000
_CHUNKS: Final = 5
"""Events read for one answer at most; the next page goes on from there."""


class RecordArchive:
    """Reads the record itself."""

    def __init__(self, desk: Desk, store: LogStore) -> None:
        self._desk = desk
        self._store = store

    async def lines(self, query: LineQuery) -> LinePage:
        """Lines in order. Raises ``ValueError`` for a cursor that is not ours."""
        at = _read_cursor(query.after)
        head = self._desk.head.seq
        found: list[LineView] = []
        for _ in range(_CHUNKS):
            if at >= head or len(found) >= query.limit:
                break
            for stored in await self._store.read(self._desk.log, at, _CHUNK):
                if stored.seq > head or len(found) >= query.limit:
                    break
                at = stored.seq
                recorded = decode(stored)
                readers = audiences(self._desk.state, recorded)
                part = next((one for one in query.parts if one in readers), None)
                line = None if part is None else line_of(recorded, part)
                if line is not None and _matches(line, query):
                    found.append(line)
        return LinePage(found, _cursor(at) if at < head else None)

    async def search(self, parts: tuple[str, ...], words: str, limit: int) -> list[CallView | HeadlineView]:
        """Calls that are open, by words of what this lens may read of them."""
        wanted = words.casefold().split()
        found: list[CallView | HeadlineView] = []
        for part in parts:
            state = snapshot(self._desk.state, part)
            for view in (*state.get("calls", ()), *state.get("headlines", ())):
                if isinstance(view, CallView | HeadlineView):
                    text = _text_of(view).casefold()
                    if all(word in text for word in wanted):
                        found.append(view)
        return found[:limit]


def _matches(line: LineView, query: LineQuery) -> bool:
    if query.incident is not None and query.incident not in (line.call, line.number):
        return False
    if query.site is not None and line.site != query.site:
        return False
    if query.unit is not None and line.unit != query.unit:
        return False
    if query.words is None:
        return True
    text = (
        f"{line.title} {line.detail.text if line.detail else ''} {line.actor} {line.number or ''}".casefold()
    )
    return all(word in text for word in query.words.casefold().split())


def _text_of(view: CallView | HeadlineView) -> str:
    words: list[object] = [view.number, view.type, view.id, view.status, *view.units]
    if isinstance(view, CallView):
        place = view.place
        words += [place.site, place.building, place.room]
        words += [one.text for one in (place.address, view.caller, view.text) if one is not None]
    else:
        words += [view.site, view.building, view.room]
    return " ".join(str(word) for word in words if word is not None)


def _cursor(seq: int) -> str:
    return base64.urlsafe_b64encode(f"line {seq}".encode()).decode().rstrip("=")


def _read_cursor(given: str | None) -> int:
    if given is None:
        return 0
    try:
        raw = base64.urlsafe_b64decode(given.encode("ascii") + b"=" * (-len(given) % 4)).decode("ascii")
        word, _, number = raw.partition(" ")
        if word != "line" or not number.isdecimal() or len(number) > 18:
            raise ValueError
        return int(number)
    except (ValueError, binascii.Error):
        raise ValueError("The cursor is not one that this server gave.") from None
