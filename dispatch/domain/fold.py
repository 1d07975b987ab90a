"""What recorded events make of a state. Never refuses, never decides: what was recorded is true.

Live operation, start-up, other nodes, replay and exercises all come through here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from dispatch.domain.draft import Draft
from dispatch.domain.events import ActionEvent, AlarmEvent, CallEvent, DistrictEvent, Event, UnitEvent
from dispatch.domain.folds.actions import fold_action
from dispatch.domain.folds.alarms import fold_alarm
from dispatch.domain.folds.calls import fold_call
from dispatch.domain.folds.district import fold_district
from dispatch.domain.folds.units import fold_unit
from dispatch.domain.record import Recorded
from dispatch.domain.state import Key, State


@dataclass(frozen=True, slots=True)
class Folded:
    """The state after some events, and the keys of the records that they touched."""

    state: State
    touched: frozenset[Key]


def fold(state: State, recorded: Iterable[Recorded]) -> Folded:
    """Fold events, in order, each the successor of the last; asserts that no number is skipped or repeated."""
    draft = Draft(state)
    for one in recorded:
        assert one.seq == draft.seq + 1, f"event {one.seq} after {draft.seq}: the log has a gap"
        draft.seq = one.seq
        draft.at = one.recorded_at
        _fold_one(draft, one, one.event)
        _count_line(draft, one.event)
    return Folded(draft.seal(), frozenset(draft.touched))


def _fold_one(draft: Draft, recorded: Recorded, event: Event) -> None:
    if isinstance(event, UnitEvent):
        fold_unit(draft, recorded, event)
    elif isinstance(event, CallEvent):
        fold_call(draft, recorded, event)
    elif isinstance(event, ActionEvent):
        fold_action(draft, recorded, event)
    elif isinstance(event, AlarmEvent):
        fold_alarm(draft, recorded, event)
    elif isinstance(event, DistrictEvent):
        fold_district(draft, recorded, event)
    else:
        assert_never(event)


def _count_line(draft: Draft, event: Event) -> None:
    """Every event is a line about the records it names; each such record carries the count."""
    for table, name in (("calls", "call"), ("units", "unit"), ("actions", "action")):
        subject = getattr(event, name, None)
        if isinstance(subject, str) and subject in draft.table(table):
            draft.change(table, subject, lines=draft.table(table)[subject].lines + 1)  # type: ignore[arg-type]
