"""The rows of the history tables that a stretch of the log leads to. Pure: a fold with a notebook.

Knows the fold and the lens: what may be found and by what is kept apart for each part. Knows no table and no
connection.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import orjson

from dispatch.domain.events import Recalled
from dispatch.domain.figures import Measure, of_call, of_event
from dispatch.domain.fold import fold
from dispatch.domain.incidents import Incident
from dispatch.domain.lens.lines import audiences, line_of
from dispatch.domain.lens.parts import parts_of
from dispatch.domain.lens.sought import Sought, SoughtIncident, sought, sought_incident, words_of
from dispatch.domain.lens.views import LineView
from dispatch.domain.record import Recorded
from dispatch.domain.records import Action, Assignment
from dispatch.domain.roster import AgencyKind
from dispatch.domain.state import Key, State
from dispatch.log.shapes import shape_of
from dispatch.log.snapshots import IN_PLACE

CALLS, ACTIONS, INCIDENTS = "calls", "actions", "incidents"

FORM: Final = 3
"""Raised whenever the same log leads to other rows (the lens, the words, the columns): history is then made again, beside
the one that is read meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """A call or an action as it last was."""

    collection: str
    id: str
    last_seq: int
    parts: list[str]
    body: bytes


@dataclass(frozen=True, slots=True)
class CallRow:
    """What a part may find a call by."""

    id: str
    part: str
    found_by: Sought


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """What a part may find a closed incident by."""

    id: str
    part: str
    found_by: SoughtIncident


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
    """What these parts may search a line by, and the call that they are told it belongs to."""

    line: str
    n: int
    call: str | None
    parts: list[str]
    words: str


@dataclass(slots=True)
class Ledger:
    """Folds events and keeps what history needs of them."""

    state: State
    lines: list[LineRow] = field(default_factory=list)
    words: list[WordsRow] = field(default_factory=list)
    at: datetime | None = None
    """When the last event was recorded."""
    _records: dict[tuple[str, str], RecordRow] = field(default_factory=dict)
    _calls: dict[str, list[CallRow]] = field(default_factory=dict)
    _incidents: dict[str, list[IncidentRow]] = field(default_factory=dict)
    _measured: dict[str, tuple[Measure, ...]] = field(default_factory=dict)
    _cases: dict[tuple[str, str], Measure] = field(default_factory=dict)
    _dirty: set[tuple[str, str]] = field(default_factory=set)

    def take(self, recorded: Recorded) -> None:
        """Folds one event and notes its line and what it touched."""
        before = self.state
        folded = fold(before, (recorded,))
        self.state, self.at = folded.state, recorded.recorded_at
        for case in of_event(before, self.state, recorded, folded.touched):
            self.note_case(case)
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

    def calls(self) -> list[CallRow]:
        """What the calls among them may be found by. Ask for the records first."""
        return [row for rows in self._calls.values() for row in rows]

    def incidents(self) -> list[IncidentRow]:
        """What the closed incidents among them may be found by. Ask for the records first."""
        return [row for rows in self._incidents.values() for row in rows]

    def note_case(self, case: Measure) -> None:
        """Something that an event measured. What has its value keeps it."""
        known = self._cases.get((case.kpi, case.subject))
        if known is None or known.ms is None:
            self._cases[case.kpi, case.subject] = case

    def measures(self) -> list[Measure]:
        """What was measured, of the calls among the records anew. Ask for the records first."""
        return [*self._cases.values(), *(one for measured in self._measured.values() for one in measured)]

    def _note_record(self, state: State, collection: str, record_id: str) -> None:
        if collection == ACTIONS:
            self._records[collection, record_id] = _action_row(state, record_id)
            return
        if collection == INCIDENTS:
            self._note_incident(state, record_id)
            return
        sent = [one for one in state.assignments.values() if one.call == record_id]
        row = _call_row(state, record_id, sent)
        self._measured[record_id] = of_call(
            state.calls[record_id], sent, lambda unit: _agency_kind(state, unit)
        )
        self._records[collection, record_id] = row
        found_by = ((part, sought(state, record_id, part, sent)) for part in row.parts)
        self._calls[record_id] = [CallRow(record_id, part, one) for part, one in found_by if one is not None]

    def _note_incident(self, state: State, incident_id: str) -> None:
        """One that is over; whatever is not is on the board, and not looked for here."""
        incident = state.incidents[incident_id]
        if incident.closed_at is None:
            return
        row = RecordRow(
            collection=INCIDENTS,
            id=incident_id,
            last_seq=state.seq,
            parts=sorted(parts_of(state, ("incidents", incident_id))),
            body=orjson.dumps(shape_of(Incident).encode(incident, IN_PLACE, ""), option=orjson.OPT_SORT_KEYS),
        )
        self._records[INCIDENTS, incident_id] = row
        # Whoever searches incidents is of the desk or an auditor.
        readers = [part for part in row.parts if part in ("desk", "auditor")]
        found_by = ((part, sought_incident(state, incident_id, part)) for part in readers)
        self._incidents[incident_id] = [
            IncidentRow(incident_id, part, one) for part, one in found_by if one is not None
        ]

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
        self.words += _words(shown.id, {part: view for part, view in views.items() if view is not None})
        if shown.call is not None and shown.call in self.state.calls:
            # A call is found by what its lines say.
            self._dirty.add((CALLS, shown.call))


def _subjects(before: State, after: State, touched: Iterable[Key]) -> set[tuple[str, str]]:
    found = set()
    for table, record_id in touched:
        if table in {CALLS, ACTIONS, INCIDENTS}:
            found.add((str(table), record_id))
        elif table == "assignments":
            assignment = after.assignments.get(record_id) or before.assignments.get(record_id)
            if assignment is not None:
                found.add((CALLS, assignment.call))
    return found


def _agency_kind(state: State, unit_id: str) -> AgencyKind | None:
    unit = state.units.get(unit_id)
    agency = state.agencies.get(unit.roster.agency) if unit is not None else None
    return None if agency is None else agency.agency_kind


def _call_row(state: State, call_id: str, sent: Iterable[Assignment]) -> RecordRow:
    """A call with all that brings it back: its assignments and the people's lines that can be corrected."""
    call = state.calls[call_id]
    whole = Recalled(
        call=call,
        assignments=tuple(sent),
        lines=tuple(one for one in state.lines.values() if one.call == call_id),
    )
    return RecordRow(
        collection=CALLS,
        id=call_id,
        last_seq=state.seq,
        parts=sorted(parts_of(state, ("calls", call_id))),
        body=orjson.dumps(shape_of(Recalled).encode(whole, IN_PLACE, ""), option=orjson.OPT_SORT_KEYS),
    )


def _action_row(state: State, action_id: str) -> RecordRow:
    action = state.actions[action_id]
    return RecordRow(
        collection=ACTIONS,
        id=action_id,
        last_seq=state.seq,
        parts=sorted(parts_of(state, ("actions", action_id))),
        body=orjson.dumps(shape_of(Action).encode(action, IN_PLACE, ""), option=orjson.OPT_SORT_KEYS),
    )


def _words(line_id: str, views: dict[str, LineView]) -> list[WordsRow]:
    """One row for all parts that read the same."""
    groups: dict[tuple[str, str | None], list[str]] = {}
    for part, view in views.items():
        groups.setdefault((_line_text(view), view.call), []).append(part)
    return [
        WordsRow(line_id, n, call, parts, searchable(text))
        for n, ((text, call), parts) in enumerate(groups.items())
    ]


def _line_text(view: LineView) -> str:
    texts = (view.detail.text if view.detail else None, view.reason.text if view.reason else None)
    return " ".join(one for one in (view.title, view.actor, view.number, view.site, view.unit, *texts) if one)


def searchable(text: str) -> str:
    """Words and nothing else: the database's parser would read ``26-000123`` as a negative number."""
    return " ".join(words_of(text))


def recalled(body: bytes) -> Recalled:
    """A call as a row keeps it."""
    whole = shape_of(Recalled).decode(orjson.loads(body), IN_PLACE, "")
    assert isinstance(whole, Recalled)
    return whole


def action_of(body: bytes) -> Action:
    """An action as a row keeps it."""
    action = shape_of(Action).decode(orjson.loads(body), IN_PLACE, "")
    assert isinstance(action, Action)
    return action


def incident_of(body: bytes) -> Incident:
    """An incident as a row keeps it."""
    incident = shape_of(Incident).decode(orjson.loads(body), IN_PLACE, "")
    assert isinstance(incident, Incident)
    return incident
