"""What stands on the printed status board: the records that a part sees, reduced to what paper needs.

Paper lies about. Of a restricted call it names place and units and not what it is; of texts it has only operational ones; it has no
caller and no callback number, and of a BOLO's cautions none about somebody's health.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from dispatch.domain.bolos import HEALTH, Caution
from dispatch.domain.catalog.decision_matrix import DECISIONS
from dispatch.domain.catalog.ics_roles import ICS_ROLES, IcsRole
from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.decision_records import DecisionStatus
from dispatch.domain.incidents import OpenKind
from dispatch.domain.lens import bolo_views as b
from dispatch.domain.lens import conduct_views as d
from dispatch.domain.lens import incident_views as i
from dispatch.domain.lens import shift_views as s
from dispatch.domain.lens import views as v
from dispatch.domain.lens.project import project
from dispatch.domain.lens.text_view import TextView
from dispatch.domain.state import State, Table
from dispatch.domain.text import TextClass
from dispatch.domain.vocabulary import ENDED, ActionStatus

V = TypeVar("V", bound=v.RecordView)
_TABLES: tuple[Table, ...] = (
    "district",
    "sites",
    "calls",
    "units",
    "actions",
    "alarms",
    "timers",
    "incidents",
    "decisions",
    "bolos",
    "shift_entries",
)


@dataclass(frozen=True, slots=True)
class BoardCall:
    """An open call. ``label`` and ``text`` are None where paper may not say."""

    call: v.CallView
    label: str | None
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardIncident:
    """An open incident: its command, and what nobody has decided or owns, the longest first."""

    incident: i.IncidentView
    name: str | None
    post: str | None
    open: tuple[tuple[str, datetime], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardBolo:
    """A BOLO in force, and of its words those that paper may have."""

    bolo: b.BoloView
    subject: str | None
    vehicle: str | None
    seen: str | None
    reason: str | None
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, slots=True)
class BoardNote:
    """An entry of the shift log that nobody has cleared; ``text`` is None where paper may not say it."""

    entry: s.ShiftEntryView
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Everything on the board, each list in the order in which it is read."""

    district: v.DistrictView | None
    sites: Mapping[str, str]
    """Names by code."""
    actions: tuple[v.ActionView, ...]
    calls: tuple[BoardCall, ...]
    incidents: tuple[BoardIncident, ...]
    units: tuple[v.UnitView, ...]
    alarms: tuple[v.AlarmView, ...]
    timers: tuple[v.TimerView, ...]
    bolos: tuple[BoardBolo, ...]
    notes: tuple[BoardNote, ...]


def board(state: State, part: str) -> Board:
    """The board as a part may have it."""
    seen: dict[type, list[v.RecordView]] = {}
    for table in _TABLES:
        for record_id in getattr(state, table):
            for _, view in project(state, (table, record_id), part):
                seen.setdefault(type(view), []).append(view)
    districts, sites = _all(seen, v.DistrictView), _all(seen, v.SiteView)
    calls = [one for one in _all(seen, v.CallView) if one.status not in ENDED]
    actions = [one for one in _all(seen, v.ActionView) if one.status is not ActionStatus.ENDED]
    notes = [one for one in _all(seen, s.ShiftEntryView) if one.cleared_at is None]
    return Board(
        district=districts[0] if districts else None,
        sites={one.id: one.name for one in sites},
        actions=tuple(sorted(actions, key=lambda one: (one.mode != "ACTUAL", one.started_at, one.id))),
        calls=tuple(
            _call(one) for one in sorted(calls, key=lambda one: (one.priority, one.times["t_received"]))
        ),
        incidents=tuple(
            _incident(one, _all(seen, d.DecisionView))
            for one in sorted(_all(seen, i.IncidentView), key=lambda one: (one.mode != "ACTUAL", one.number))
            if one.closed_at is None
        ),
        units=tuple(sorted(_all(seen, v.UnitView), key=lambda one: one.id)),
        alarms=tuple(sorted(_all(seen, v.AlarmView), key=lambda one: (one.raised_at, one.id))),
        timers=tuple(sorted(_all(seen, v.TimerView), key=lambda one: (one.due, one.id))),
        bolos=tuple(_bolo(one) for one in sorted(_all(seen, b.BoloView), key=lambda one: one.number)),
        notes=tuple(
            BoardNote(one, _plain(one.text)) for one in sorted(notes, key=lambda one: (one.at, one.id))
        ),
    )


def _all(seen: Mapping[type, list[v.RecordView]], kind: type[V]) -> list[V]:
    return [one for one in seen.get(kind, []) if isinstance(one, kind)]


def _incident(incident: i.IncidentView, decisions: list[d.DecisionView]) -> BoardIncident:
    open_ = [one for one in decisions if one.incident == incident.id and one.status is DecisionStatus.OPEN]
    asked = {one.decision_type for one in open_}
    owed = [one for one in incident.owed if one.open_kind is OpenKind.FUNCTION or one.code not in asked]
    named = [
        *(
            (_decided(one.decision_type) or _plain(one.question) or "a question", one.raised_at)
            for one in open_
        ),
        *((_decided(one.code) or _function(one.code), one.since) for one in owed),
    ]
    return BoardIncident(
        incident=incident,
        name=_plain(incident.name),
        post=_plain(incident.post.place) if incident.post is not None else None,
        open=tuple(sorted(named, key=lambda one: (one[1], one[0]))),
    )


def _decided(code: str | None) -> str | None:
    row = DECISIONS.get(code or "")
    return row.label if row is not None else None


def _function(code: str) -> str:
    return ICS_ROLES[IcsRole(code)].label if code in ICS_ROLES else code


def _call(call: v.CallView) -> BoardCall:
    kind = INCIDENT_TYPES[call.type]
    if kind.restricted:
        return BoardCall(call, None, None)
    return BoardCall(call, kind.label, _plain(call.text))


def _bolo(bolo: b.BoloView) -> BoardBolo:
    vehicle, seen = bolo.vehicle, bolo.last_seen
    looks = (
        () if vehicle is None else (vehicle.colour, vehicle.make, vehicle.model, vehicle.state, vehicle.plate)
    )
    return BoardBolo(
        bolo=bolo,
        subject=_plain(bolo.subject),
        vehicle=_joined(" ", looks),
        seen=_joined(", ", (seen.place, seen.direction)),
        reason=_plain(bolo.reason),
        cautions=tuple(one for one in bolo.cautions if one not in HEALTH),
    )


def _joined(between: str, said: Iterable[TextView | None]) -> str | None:
    return between.join(filter(None, map(_plain, said))) or None


def _plain(said: TextView | None) -> str | None:
    """Words that may lie about."""
    return said.text if said is not None and said.text_class is TextClass.OPERATIONAL else None
