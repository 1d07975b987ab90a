"""What events about the shift make of a state."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from dispatch.domain.draft import Draft
from dispatch.domain.folds.unrelieved import desk_is_held
from dispatch.domain.handover import SHIFT
from dispatch.domain.record import Recorded
from dispatch.domain.shift_events import (
    HandoverAccepted,
    HandoverPrepared,
    HandoverSigned,
    LeftUnrelieved,
    ShiftEntryCleared,
    ShiftEntryWritten,
    ShiftEvent,
)
from dispatch.domain.shifts import Handover, ShiftEntry


def fold_shift(draft: Draft, recorded: Recorded, event: ShiftEvent) -> None:
    """Entries written and cleared; checklists made, signed and accepted."""
    match event:
        case ShiftEntryWritten():
            _written(draft, recorded, event)
        case ShiftEntryCleared():
            draft.change(
                "shift_entries",
                event.entry,
                carry_forward=False,
                cleared_at=recorded.recorded_at,
                cleared_by=recorded.actor.name,
            )
            _forget_old(draft, recorded.recorded_at)
        case HandoverPrepared():
            _prepared(draft, recorded, event)
        case HandoverSigned():
            draft.change("handovers", event.handover, signed_at=recorded.recorded_at, note=event.note)
        case HandoverAccepted():
            draft.change(
                "handovers",
                event.handover,
                accepted_at=recorded.recorded_at,
                accepted_by=recorded.actor.name,
            )
            desk_is_held(draft)
        case LeftUnrelieved():
            # The position is left by an event of its own, which follows.
            pass
        case _:
            assert_never(event)


def _written(draft: Draft, recorded: Recorded, event: ShiftEntryWritten) -> None:
    _forget_old(draft, recorded.recorded_at)
    draft.put(
        "shift_entries",
        ShiftEntry(
            id=event.entry,
            category=event.category,
            text=event.text,
            by=recorded.actor.name,
            desk_position=recorded.actor.position,
            at=recorded.happened_at,
            carry_forward=event.carry_forward,
            site=event.site,
            unit=event.unit,
            call=event.call,
            call_number=event.number,
            version=recorded.seq,
        ),
    )


def _forget_old(draft: Draft, now: datetime) -> None:
    """What is half a day old and not carried forward is in the log alone. Looked at whenever the book is written in."""
    old = [
        one.id
        for one in draft.table("shift_entries").values()
        if not one.carry_forward and max(one.at, one.cleared_at or one.at) < now - SHIFT
    ]
    for entry in old:
        draft.drop("shift_entries", entry)


def _prepared(draft: Draft, recorded: Recorded, event: HandoverPrepared) -> None:
    """A new one in the place of one's own that was never signed, and of those that were accepted in an earlier shift."""
    person, now = recorded.actor.person, recorded.recorded_at
    for old in list(draft.table("handovers").values()):
        unsigned = old.signed_at is None and (old.person == person or old.prepared_at < now - SHIFT)
        past = old.signed_at is not None and old.signed_at < now - SHIFT
        if unsigned or past:
            draft.drop("handovers", old.id)
    draft.put(
        "handovers",
        Handover(
            id=event.handover,
            prepared_at=now,
            prepared_by=recorded.actor.name,
            person=person,
            items=event.items,
            version=recorded.seq,
        ),
    )
