"""What events of the radio net make of a state: roll calls, and emergency traffic only."""

from __future__ import annotations

from typing import assert_never

from dispatch.domain.draft import Draft
from dispatch.domain.events import (
    NetEvent,
    RollCallAnswered,
    RollCallEnded,
    RollCallStarted,
    TrafficHeld,
    TrafficReleased,
)
from dispatch.domain.folds import rolls
from dispatch.domain.record import Recorded
from dispatch.domain.records import TrafficHold


def fold_net(draft: Draft, recorded: Recorded, event: NetEvent) -> None:
    """A roll call begun, answered, ended; the channel held and free again."""
    match event:
        case RollCallStarted():
            rolls.start(draft, recorded, event)
        case RollCallAnswered():
            rolls.answered(draft, recorded, event)
        case RollCallEnded():
            rolls.end(draft, event.roll_call, recorded.recorded_at, complete=False, reason=event.reason)
        case TrafficHeld():
            hold = TrafficHold(
                since=recorded.recorded_at,
                by=recorded.actor.name,
                channel=event.channel,
                unit=event.unit,
            )
            _traffic(draft, hold)
        case TrafficReleased():
            _traffic(draft, None)
        case _:
            assert_never(event)


def _traffic(draft: Draft, hold: TrafficHold | None) -> None:
    for district in list(draft.table("district")):
        draft.change("district", district, traffic=hold)
