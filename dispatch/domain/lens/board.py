"""What stands on the printed status board: the records that a part sees, reduced to what paper needs.

Paper lies about. Of a restricted call it names place and units and not what it is; of texts it has only operational ones; it has no
caller and no callback number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.lens import views as v
from dispatch.domain.lens.project import project
from dispatch.domain.state import State, Table
from dispatch.domain.text import TextClass
from dispatch.domain.vocabulary import ENDED, ActionStatus

V = TypeVar("V", bound=v.RecordView)
_TABLES: tuple[Table, ...] = ("district", "sites", "calls", "units", "actions", "alarms", "timers")


@dataclass(frozen=True, slots=True)
class BoardCall:
    """An open call. ``label`` and ``text`` are None where paper may not say."""

    call: v.CallView
    label: str | None
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Everything on the board, each list in the order in which it is read."""

    district: v.DistrictView | None
    sites: Mapping[str, str]
    """Names by code."""
    actions: tuple[v.ActionView, ...]
    calls: tuple[BoardCall, ...]
    units: tuple[v.UnitView, ...]
    alarms: tuple[v.AlarmView, ...]
    timers: tuple[v.TimerView, ...]


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
    return Board(
        district=districts[0] if districts else None,
        sites={one.id: one.name for one in sites},
        actions=tuple(sorted(actions, key=lambda one: (one.mode != "ACTUAL", one.started_at, one.id))),
        calls=tuple(
            _call(one) for one in sorted(calls, key=lambda one: (one.priority, one.times["t_received"]))
        ),
        units=tuple(sorted(_all(seen, v.UnitView), key=lambda one: one.id)),
        alarms=tuple(sorted(_all(seen, v.AlarmView), key=lambda one: (one.raised_at, one.id))),
        timers=tuple(sorted(_all(seen, v.TimerView), key=lambda one: (one.due, one.id))),
    )


def _all(seen: Mapping[type, list[v.RecordView]], kind: type[V]) -> list[V]:
    return [one for one in seen.get(kind, []) if isinstance(one, kind)]


def _call(call: v.CallView) -> BoardCall:
    kind = INCIDENT_TYPES[call.type]
    if kind.restricted:
        return BoardCall(call, None, None)
    said = call.text
    text = said.text if said is not None and said.text_class is TextClass.OPERATIONAL else None
    return BoardCall(call, kind.label, text)
