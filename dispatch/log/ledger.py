"""The rows of the history tables that a stretch of the log leads to. Pure: a fold with a notebook.

Knows the fold and the lens: each row carries the parts that may read it, and the words that may be searched are kept
apart for each audience. Knows no table and no connection.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import datetime
from typing import Any

import orjson

from dispatch.domain.events import Recalled
from dispatch.domain.fold import fold
from dispatch.domain.lens.lines import audiences, line_of
from dispatch.domain.lens.parts import parts_of
from dispatch.domain.lens.project import project
from dispatch.domain.lens.views import LineView
from dispatch.domain.record import Recorded
from dispatch.domain.records import Action
from dispatch.domain.state import Key, State
from dispatch.log.shapes import shape_of
from dispatch.log.snapshots import IN_PLACE

CALLS, ACTIONS, LINES = "calls", "actions", "lines"

_UNSEARCHABLE = re.compile(r"\W+")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """A call or an action as it last was."""

    collection: str
    id: str
    number: str | None
    site: str | None
    opened_at: datetime
    ended_at: datetime | None
    last_seq: int
    parts: list[str]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """One line of the log: where it belongs and who may read it. Its words are read from the event."""

    seq: int
    id: str
    at: datetime
    call: str | None
    site: str | None
    unit: str | None
    action: str | None
    parts: list[str]


@dataclass(frozen=True, slots=True)
class WordsRow:
    """What these parts may search a record or line by."""

    collection: str
    id: str
    n: int
    parts: list[str]
    words: str


@dataclass(slots=True)
class Ledger:
    """Folds events and keeps what history needs of them."""

    state: State
    lines: list[LineRow] = field(default_factory=list)
    _words: dict[tuple[str, str], list[WordsRow]] = field(default_factory=dict)
    _records: dict[tuple[str, str], RecordRow] = field(default_factory=dict)
    _dirty: set[tuple[str, str]] = field(default_factory=set)

    def take(self, recorded: Recorded) -> None:
        """Folds one event and notes its line and what it touched."""
        before = self.state
        folded = fold(before, (recorded,))
        self.state = folded.state
        for collection, record_id in _subjects(before, self.state, folded.touched):
            key = (collection, record_id)
            if record_id in getattr(self.state, collection):
                self._dirty.add(key)
            elif record_id in getattr(before, collection):
                # It leaves the live state here: what it was just before is what history keeps.
                self._dirty.discard(key)
                self._note_record(before, collection, record_id)
        self._note_line(recorded)

    def records(self) -> list[RecordRow]:
        """The rows of everything that was touched, as it is now."""
        for collection, record_id in sorted(self._dirty):
            self._note_record(self.state, collection, record_id)
        self._dirty.clear()
        return list(self._records.values())

    def words(self) -> list[WordsRow]:
        """What the lines and records noted so far may be searched by."""
        return [row for rows in self._words.values() for row in rows]

    def _note_record(self, state: State, collection: str, record_id: str) -> None:
        row = _call_row(state, record_id) if collection == CALLS else _action_row(state, record_id)
        key: Key = ("calls" if collection == CALLS else "actions", record_id)
        self._records[collection, record_id] = row
        said = {part: " ".join(_texts([view for _, view in project(state, key, part)])) for part in row.parts}
        self._words[collection, record_id] = _words(collection, record_id, said)

    def _note_line(self, recorded: Recorded) -> None:
        parts = sorted(audiences(self.state, recorded))
        views = {part: line_of(recorded, part) for part in parts}
        shown = next((view for view in views.values() if view is not None), None)
        if shown is None:
            return
        self.lines.append(
            LineRow(
                seq=recorded.seq,
                id=shown.id,
                at=recorded.recorded_at,
                call=shown.call,
                site=shown.site,
                unit=shown.unit,
                action=shown.action,
                parts=parts,
            )
        )
        said = {part: _line_text(view) for part, view in views.items() if view is not None}
        self._words[LINES, shown.id] = _words(LINES, shown.id, said)


def _subjects(before: State, after: State, touched: Iterable[Key]) -> set[tuple[str, str]]:
    found = set()
    for table, record_id in touched:
        if table in {CALLS, ACTIONS}:
            found.add((str(table), record_id))
        elif table == "assignments":
            assignment = after.assignments.get(record_id) or before.assignments.get(record_id)
            if assignment is not None:
                found.add((CALLS, assignment.call))
    return found


def _call_row(state: State, call_id: str) -> RecordRow:
    """A call with all that brings it back: its assignments and the people's lines that can be corrected."""
    call = state.calls[call_id]
    whole = Recalled(
        call=call,
        assignments=tuple(one for one in state.assignments.values() if one.call == call_id),
        lines=tuple(one for one in state.lines.values() if one.call == call_id),
    )
    return RecordRow(
        collection=CALLS,
        id=call_id,
        number=call.number,
        site=call.place.site,
        opened_at=call.times["t_received"],
        ended_at=call.times.get("t_closed"),
        last_seq=state.seq,
        parts=sorted(parts_of(state, ("calls", call_id))),
        body=orjson.dumps(shape_of(Recalled).encode(whole, IN_PLACE, ""), option=orjson.OPT_SORT_KEYS),
    )


def _action_row(state: State, action_id: str) -> RecordRow:
    action = state.actions[action_id]
    return RecordRow(
        collection=ACTIONS,
        id=action_id,
        number=None,
        site=action.site,
        opened_at=action.started_at,
        ended_at=action.ended_at,
        last_seq=state.seq,
        parts=sorted(parts_of(state, ("actions", action_id))),
        body=orjson.dumps(shape_of(Action).encode(action, IN_PLACE, ""), option=orjson.OPT_SORT_KEYS),
    )


def _words(collection: str, record_id: str, said: dict[str, str]) -> list[WordsRow]:
    """One row for all parts that read the same."""
    groups: dict[str, list[str]] = {}
    for part, text in said.items():
        groups.setdefault(text, []).append(part)
    return [
        WordsRow(collection, record_id, n, parts, searchable(text))
        for n, (text, parts) in enumerate(groups.items())
    ]


def _line_text(view: LineView) -> str:
    texts = (view.detail.text if view.detail else None, view.reason.text if view.reason else None)
    return " ".join(one for one in (view.title, view.actor, view.number, view.site, view.unit, *texts) if one)


def searchable(text: str) -> str:
    """Words and nothing else: the database's parser would read ``26-000123`` as a negative number."""
    return _UNSEARCHABLE.sub(" ", text)


def _texts(shown: Any) -> Iterator[str]:
    if isinstance(shown, str):
        yield shown
    elif is_dataclass(shown):
        for one in fields(shown):
            yield from _texts(getattr(shown, one.name))
    elif isinstance(shown, (list, tuple)):
        for item in shown:
            yield from _texts(item)
