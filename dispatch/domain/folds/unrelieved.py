"""Whether anybody is at the desk. When the last one has left and nobody has accepted the handover, the supervisor is alarmed.

It follows from who sits where, not from what was said on leaving: a browser that just goes is found out too.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from dispatch.domain.draft import Draft
from dispatch.domain.folds.clock import drop_alarms, raise_alarm
from dispatch.domain.vocabulary import AlarmKind

ALARM = "unrelieved"
"""There is one, however many left."""
JUST_ACCEPTED = timedelta(minutes=30)
"""Who has accepted a handover has the desk for so long, also before sitting down."""


def watch_desk(draft: Draft, at: datetime) -> None:
    """Somebody left a position."""
    if any(one.person is not None for one in draft.desk_positions.values()):
        return
    accepted = (one.accepted_at for one in draft.table("handovers").values())
    if not any(one is not None and one >= at - JUST_ACCEPTED for one in accepted):
        raise_alarm(draft, ALARM, AlarmKind.UNRELIEVED_DESK, at)


def desk_is_held(draft: Draft) -> None:
    """Somebody sat down, or has read and understood the handover."""
    drop_alarms(draft, ALARM)
