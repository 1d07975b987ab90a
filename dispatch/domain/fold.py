"""What recorded events make of a state. Never refuses, never decides: what was recorded is true.

Live operation, start-up, other nodes, replay and exercises all come through here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, get_args

from dispatch.domain.conduct_events import ConductEvent
from dispatch.domain.decision_events import DecisionEvent
from dispatch.domain.draft import Draft
from dispatch.domain.events import (
    ActionEvent,
    AlarmEvent,
    BoloEvent,
    CallEvent,
    CrewEvent,
    DeskEvent,
    DeviceEvent,
    DistrictEvent,
    FileEvent,
    FormEvent,
    NetEvent,
    NoticeEvent,
    PanicEvent,
    RoomEvent,
    SeatEvent,
    ShiftEvent,
    SrtEvent,
    UnitEvent,
)
from dispatch.domain.folds import shared_log
from dispatch.domain.folds.actions import fold_action
from dispatch.domain.folds.alarms import fold_alarm
from dispatch.domain.folds.bolos import fold_bolo
from dispatch.domain.folds.calls import fold_call
from dispatch.domain.folds.conduct import fold_conduct
from dispatch.domain.folds.crews import fold_crew
from dispatch.domain.folds.decisions import fold_decision
from dispatch.domain.folds.devices import fold_device
from dispatch.domain.folds.district import fold_district
from dispatch.domain.folds.files import fold_file
from dispatch.domain.folds.incidents import fold_incident, follow
from dispatch.domain.folds.net import fold_net
from dispatch.domain.folds.notices import fold_notice
from dispatch.domain.folds.panics import fold_panic
from dispatch.domain.folds.positions import fold_desk
from dispatch.domain.folds.rooms import fold_room
from dispatch.domain.folds.seats import fold_seat
from dispatch.domain.folds.shifts import fold_shift
from dispatch.domain.folds.srt import fold_srt
from dispatch.domain.folds.threats import fold_verify
from dispatch.domain.folds.units import fold_unit
from dispatch.domain.folds.walls import fold_wall
from dispatch.domain.incident_events import IncidentEvent
from dispatch.domain.record import Recorded
from dispatch.domain.state import Key, State, Table
from dispatch.domain.verify_events import VerifyEvent
from dispatch.domain.wall_events import WallEvent


@dataclass(frozen=True, slots=True)
class Folded:
    """The state after some events, and the keys of the records that they touched."""

    state: State
    touched: frozenset[Key]


def fold(state: State, recorded: Iterable[Recorded]) -> Folded:
    """Fold events, in order, each the successor of the last; asserts that no number is skipped or repeated."""
    draft = Draft(state)
    _take(draft, recorded)
    return Folded(draft.seal(), frozenset(draft.touched))


class Folding:
    """Events folded a few at a time on one working copy, for whoever must look at the state in between.

    A table is copied at most once for all of them, not once each time. So a ``state`` is good until the next ``add``, and only
    the last one may be kept. ``add`` that fails leaves a copy that is of no use any more; the first state is never changed.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self._draft = Draft(state)

    def add(self, recorded: Iterable[Recorded]) -> None:
        """Fold the next events."""
        _take(self._draft, recorded)
        self.state = self._draft.seal()

    def done(self) -> Folded:
        """What became of all of them."""
        return Folded(self.state, frozenset(self._draft.touched))


def _take(draft: Draft, recorded: Iterable[Recorded]) -> None:
    for one in recorded:
        assert one.seq == draft.seq + 1, f"event {one.seq} after {draft.seq}: the log has a gap"
        draft.seq = one.seq
        draft.at = one.recorded_at
        event = one.event
        kind: Any = type(event)
        draft.owed = {
            (table, subject)
            for table, name in _subjects(kind)
            if isinstance(subject := getattr(event, name), str)
        }
        _FOLDS[kind](draft, one, event)
        if draft.incidents:
            follow(draft, one, event)
            shared_log.follow(draft, one, event)
        for table, subject in tuple(draft.owed):
            draft.change(table, subject)


Fold = Callable[[Draft, Recorded, Any], None]


def _stands_in_the_log(_draft: Draft, _recorded: Recorded, _event: Any) -> None:
    """What changes nothing of what is."""


def _folds() -> dict[type, Fold]:
    """The fold of each kind of event."""
    topics: tuple[tuple[Any, Fold], ...] = (
        (DistrictEvent, fold_district),
        (DeskEvent, fold_desk),
        (CallEvent, fold_call),
        (UnitEvent, fold_unit),
        (ActionEvent, fold_action),
        (NetEvent, fold_net),
        (AlarmEvent, fold_alarm),
        (BoloEvent, fold_bolo),
        (ShiftEvent, fold_shift),
        (NoticeEvent, fold_notice),
        (DeviceEvent, fold_device),
        (RoomEvent, fold_room),
        (FileEvent, fold_file),
        (CrewEvent, fold_crew),
        (IncidentEvent, fold_incident),
        (DecisionEvent, fold_decision),
        (ConductEvent, fold_conduct),
        (PanicEvent, fold_panic),
        (SrtEvent, fold_srt),
        (SeatEvent, fold_seat),
        (VerifyEvent, fold_verify),
        (WallEvent, fold_wall),
        (FormEvent, _stands_in_the_log),
    )
    return {kind: fold_topic for union, fold_topic in topics for kind in get_args(union) or (union,)}


_FOLDS = _folds()


@cache
def _subjects(kind: Any) -> tuple[tuple[Table, str], ...]:
    """Every event is a line about the records it names: their tables, and the fields that name them."""
    names = {one.name for one in fields(kind)}
    subjects: tuple[tuple[Table, str], ...] = (("calls", "call"), ("units", "unit"), ("actions", "action"))
    return tuple((table, name) for table, name in subjects if name in names)
