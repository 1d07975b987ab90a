"""Reports of calls: one in full, or a list. Everything in them has gone through the reader's lens already.

CSV is RFC 4180: CRLF, every field quoted, one header line. A field that a spreadsheet would take for a formula begins with
an apostrophe; control characters are shown as signs. A list ends with a line that says whether it is whole.
"""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

from dispatch.desk.desk import Desk
from dispatch.domain.lens.text_view import TextView
from dispatch.domain.lens.views import AssignmentView, CallView, HeadlineView, LineView
from dispatch.domain.vocabulary import LinkKind, TimeSource
from dispatch.log.archive import BEGINNING, LinesWanted
from dispatch.log.faults import LogUnavailable
from dispatch.log.finding import CallsWanted, FoundCall
from dispatch.web.answers import json_bytes
from dispatch.web.archive import Archive, Page, place_of
from dispatch.web.messages import CallReport

BEING_MADE: Final = "History is still being made; calls may be missing."
SIGNED_OUT: Final = "The session has ended; the rest is missing."
NO_DATABASE: Final = "The database did not answer; the rest is missing."

PAGE: Final = 200
"""Calls of a list that are looked for at once."""

_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")
_SIGNS: Final = {code: chr(0x2400 + code) for code in range(0x20) if code != 0x0A} | {0x7F: "␡"}
_LINES: Final = 500
_ONE_MATTER: Final = frozenset({LinkKind.REPLACED, LinkKind.REPLACING, LinkKind.SPLIT})
_MATTER_MAX: Final = 50
"""Calls in one report; a storm of duplicates has more, and each has a report of its own."""
_COLUMNS: Final = (
    "number",
    "type",
    "priority",
    "mode",
    "status",
    "source",
    "site",
    "building",
    "zone",
    "room",
    "address",
    "units",
    "t_received",
    "t_entered",
    "t_dispatched",
    "t_enroute",
    "t_onscene",
    "t_closed",
    "disposition",
    "secondary",
    "caller",
    "callback",
    "text",
    "outcome",
    "id",
)


@dataclass(frozen=True, slots=True)
class End:
    """The end of a list: the head of the log then, or why the list is not whole."""

    head: str | None
    missing: str | None


Listed = Sequence[FoundCall] | End


async def call_report(
    archive: Archive, desk: Desk, parts: tuple[str, ...], call_id: str, now: datetime
) -> CallReport | None:
    """One call with its units' times, its protective actions and its lines; None if it is not the reader's to see.

    What was merged into it, and what was split from it, is one matter: the lines of all of them stand in the order of time, each with the
    number of its call.
    """
    # Taken first: what the report says is at least as new.
    head = desk.head.hash.hex()
    found = await archive.call(parts, call_id)
    if found is None:
        return None
    ids = found.view.actions if isinstance(found.view, CallView) else ()
    return {
        "call": found.view,
        "assignments": list(found.assignments),
        "actions": await archive.actions(parts, ids),
        "lines": await _told(archive, parts, found.view),
        "made_at": now,
        "head": head,
    }


async def _told(archive: Archive, parts: tuple[str, ...], call: CallView | HeadlineView) -> list[LineView]:
    """The lines of one matter in the order of time. Of a call that the reader may not see there are none."""
    lines: dict[str, LineView] = {}
    for one in await _one_matter(archive, parts, call):
        async for line in _lines(archive, parts, one):
            lines.setdefault(line.id, line)
    return sorted(lines.values(), key=lambda line: (_when(line), line.at))


async def _one_matter(archive: Archive, parts: tuple[str, ...], call: CallView | HeadlineView) -> list[str]:
    """The call and those that are one with it by merging and splitting, however many steps away."""
    known, to_ask = [call.id], _ties(call)
    while to_ask and len(known) < _MATTER_MAX:
        other = to_ask.pop(0)
        found = await archive.call(parts, other) if other not in known else None
        if found is not None:
            known.append(other)
            to_ask += _ties(found.view)
    return known


def _ties(call: CallView | HeadlineView) -> list[str]:
    return [one.call for one in call.links if one.kind in _ONE_MATTER] if isinstance(call, CallView) else []


async def _lines(archive: Archive, parts: tuple[str, ...], call_id: str) -> AsyncIterator[LineView]:
    after: str | None = BEGINNING
    while True:
        wanted = LinesWanted(parts=parts, limit=_LINES, after=after, incident=call_id)
        lines, after = await archive.lines(wanted)
        for line in lines:
            yield line
        if len(lines) < _LINES:
            return


def call_csv(report: CallReport) -> bytes:
    """One row for each fact, time, unit's status, action and line."""
    rows: list[list[Any]] = [["record", "at", "by", "unit", "what", "text", "call"]]
    call = report["call"]
    for name, value in _facts(call, report["assignments"]).items():
        if name.startswith("t_"):
            if value is not None:
                rows.append(["time", value, None, None, name, None])
        elif value not in (None, ""):
            rows.append(["call", None, None, None, name, value])
    for one in report["assignments"]:
        rows += [
            ["unit", at, None, one.unit, name, None] for name, at in sorted(one.times.items(), key=_by_time)
        ]
    for action in report["actions"]:
        rows.append(["action", action.started_at, action.started_by_name, None, "started", action.type])
        rows += [
            ["action", at, by, None, what, action.type]
            for what, at, by in (
                ("announced", action.announced_at, action.announced_by),
                ("release requested", action.release_requested_at, action.release_requested_by),
                ("ended", action.ended_at, action.released_by),
            )
            if at is not None
        ]
    if isinstance(call, CallView):
        rows += [
            ["file", one.at, one.by, one.unit, what, f"{copy.sha256} {copy.media_type} {copy.size} bytes"]
            for one in call.files
            for what, copy in ((_said(one.name), one.evidence), ("shared copy", one.shared))
            if copy is not None
        ]
    for line in report["lines"]:
        detail = " · ".join(filter(None, (_said(line.detail), _said(line.reason))))
        rows.append(["line", _when(line), line.actor, line.unit, line.title, detail, line.number])
    rows.append(["head", report["made_at"], None, None, "log", report["head"]])
    wide = len(rows[0])
    return _csv([[*row, *(None,) * (wide - len(row))] for row in rows])


async def list_pages(
    archive: Archive,
    desk: Desk,
    wanted: CallsWanted,
    parts_now: Callable[[], tuple[str, ...] | None],
    first: Page,
) -> AsyncIterator[Listed]:
    """Page after page, each through the lens that the reader has by then; says how it ended."""
    page = first
    while True:
        yield page.calls
        if page.following is None:
            yield End(desk.head.hash.hex(), None if page.complete else BEING_MADE)
            return
        parts = parts_now()
        if parts is None:
            yield End(None, SIGNED_OUT)
            return
        try:
            page = await archive.find(replace(wanted, parts=parts, after=place_of(page.following)))
        except LogUnavailable:
            yield End(None, NO_DATABASE)
            return


async def list_csv(pages: AsyncIterator[Listed]) -> AsyncIterator[bytes]:
    """A list as CSV, piece by piece."""
    yield _csv([_COLUMNS])
    async for listed in pages:
        if isinstance(listed, End):
            last = listed.missing or f"head {listed.head}"
            yield _csv([["end" if listed.missing is None else "incomplete", last]])
        else:
            every = (_facts(one.view, one.assignments) for one in listed)
            yield _csv([[facts.get(name) for name in _COLUMNS] for facts in every])


async def list_json(pages: AsyncIterator[Listed]) -> AsyncIterator[bytes]:
    """A list as one JSON object, piece by piece."""
    yield b'{"calls":['
    before = b""
    async for listed in pages:
        if isinstance(listed, End):
            end = {"complete": listed.missing is None, "missing": listed.missing, "head": listed.head}
            yield b"]," + json_bytes(end)[1:]
        else:
            for one in listed:
                yield before + json_bytes(one.view)
                before = b","


def _facts(call: CallView | HeadlineView, sent: Iterable[AssignmentView]) -> dict[str, Any]:
    """The columns of a call; a headline has fewer. Its units are all that were sent, as far as the reader is told."""
    facts: dict[str, Any] = {
        name: getattr(call, name) for name in ("number", "type", "priority", "mode", "status", "id")
    }
    facts["units"] = " ".join(dict.fromkeys((*call.units, *(one.unit for one in sent))))
    if isinstance(call, HeadlineView):
        places: Any = call
        facts["t_received"] = call.received_at
    else:
        places = call.place
        facts |= {"source": call.source, "address": _said(call.place.address)}
        facts |= {"disposition": call.disposition, "secondary": call.secondary}
        facts |= {name: _said(getattr(call, name)) for name in ("caller", "callback", "text", "outcome")}
        facts |= dict(sorted(call.times.items(), key=_by_time))
    return facts | {name: getattr(places, name) for name in ("site", "building", "zone", "room")}


def _by_time(one: tuple[str, datetime]) -> datetime:
    return one[1]


def _when(line: LineView) -> datetime:
    """When it happened; when it was recorded, if a clock that was wrong is all that says so."""
    return line.at if line.occurred_source is TimeSource.UNTRUSTED else line.occurred_at


def _said(shown: TextView | None) -> str | None:
    if shown is None:
        return None
    return "(erased)" if shown.text is None else shown.text


def _csv(rows: Sequence[Sequence[Any]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(map(_cells, rows))
    return out.getvalue().encode()


def _cells(row: Sequence[Any]) -> Iterator[str]:
    for value in row:
        yield cell(value)


def cell(value: Any) -> str:
    """One field: a time as RFC 3339, and nothing that a spreadsheet runs or a terminal obeys."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    said = str(value)
    harmless = f"'{said}" if said.lstrip(" ").startswith(_FORMULA) else said
    return harmless.translate(_SIGNS)
