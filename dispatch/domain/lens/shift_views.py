"""The desk's own book as the desk gets it; nobody else does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.lens.text_view import TextView
from dispatch.domain.lens.texts import text_view
from dispatch.domain.shifts import Handover, ShiftCategory, ShiftEntry, Topic
from dispatch.domain.text import TextClass


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftEntryView:
    """Collection ``shift_entries``: carried forward, or of the last half day."""

    id: str
    version: int
    category: ShiftCategory
    text: TextView | None
    by: str
    desk_position: str
    at: datetime
    carry_forward: bool
    site: str | None
    unit: str | None
    call: str | None
    call_number: str | None
    cleared_at: datetime | None
    cleared_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverItemView:
    """One thing of a checklist."""

    topic: Topic
    subject: str
    text: TextView | None
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverView:
    """Collection ``handovers``: made, signed, accepted."""

    id: str
    version: int
    prepared_at: datetime
    prepared_by: str
    person: str
    items: tuple[HandoverItemView, ...]
    note: TextView | None
    signed_at: datetime | None
    accepted_at: datetime | None
    accepted_by: str | None


def shift_entry_view(entry: ShiftEntry, readable: frozenset[TextClass]) -> ShiftEntryView:
    """An entry with its words."""
    return ShiftEntryView(
        id=entry.id,
        version=entry.version,
        category=entry.category,
        text=text_view(entry.text, readable),
        by=entry.by,
        desk_position=entry.desk_position,
        at=entry.at,
        carry_forward=entry.carry_forward,
        site=entry.site,
        unit=entry.unit,
        call=entry.call,
        call_number=entry.call_number,
        cleared_at=entry.cleared_at,
        cleared_by=entry.cleared_by,
    )


def handover_view(handover: Handover, readable: frozenset[TextClass]) -> HandoverView:
    """A checklist with the words of each item."""
    return HandoverView(
        id=handover.id,
        version=handover.version,
        prepared_at=handover.prepared_at,
        prepared_by=handover.prepared_by,
        person=handover.person,
        items=tuple(
            HandoverItemView(
                topic=one.topic, subject=one.subject, text=text_view(one.text, readable), at=one.at
            )
            for one in handover.items
        ),
        note=text_view(handover.note, readable),
        signed_at=handover.signed_at,
        accepted_at=handover.accepted_at,
        accepted_by=handover.accepted_by,
    )
