"""What the district's own lines about partner agencies say."""

from __future__ import annotations

from typing import assert_never

from dispatch.domain import seat_events as s
from dispatch.domain.catalog.unit_statuses import STATUS_INFO
from dispatch.domain.seats import GuestEnd, SeatEnd, ShareClass

SHARES = {
    ShareClass.OPERATIONAL: "the common picture",
    ShareClass.MEDICAL: "counts of the hurt",
    ShareClass.STUDENT: "names of the missing",
    ShareClass.FLOOR_PLANS: "floor plans",
}


def seat_title(event: s.SeatEvent) -> str:
    """The sentence of such a line."""
    return f"{event.incident_no}: {_said(event)}"


def _said(event: s.SeatEvent) -> str:
    match event:
        case s.SeatShared():
            shared = f"{_named(event.more)} shared with {event.agency}"
            return shared if event.more else f"shared with {event.agency} for longer"
        case s.SeatUnshared():
            return f"{_named(event.less)} shared with {event.agency} no more"
        case s.SeatEnded():
            over = "its time is over" if event.cause is SeatEnd.TIME else "shared no more"
            return f"{event.agency} sees nothing of it any more, {over}"
        case s.GuestInvited():
            return f"{event.title} {event.name} ({event.agency}) invited"
        case s.GuestSeated():
            return f"{event.title} {event.name} ({event.agency}) came in, saying {event.said_agency}"
        case s.GuestEnded():
            over = "time is over" if event.cause is GuestEnd.TIME else "invitation revoked"
            return f"{event.name} ({event.agency}): {over}"
        case s.LineShared():
            return f"Shared log, {event.tag}, {event.agency or 'the district'}"
        case s.SharedAcknowledged():
            return f"{event.agency} acknowledged a line of the shared log ({event.said_by})"
        case s.PartnerUnitAdded():
            return f"{event.agency} {event.name} {STATUS_INFO[event.partner_status].label.lower()}"
        case s.PartnerUnitChanged():
            return f"{event.agency} {event.name} {STATUS_INFO[event.partner_status].label.lower()}"
        case _:
            assert_never(event)


def _named(shares: tuple[ShareClass, ...]) -> str:
    return ", ".join(SHARES[one] for one in shares)
