"""An agency's seat as the desk and auditors see it."""

from __future__ import annotations

from dispatch.domain.lens.outside_views import GuestView, SeatView
from dispatch.domain.seats import Seat


def seat_view(seat: Seat) -> SeatView:
    """A seat and its guests. The name of its part stays inside."""
    return SeatView(
        id=seat.id,
        version=seat.version,
        incident=seat.incident,
        agency=seat.agency,
        shares=seat.shares,
        sites=seat.sites,
        opened_at=seat.opened_at,
        opened_by=seat.opened_by,
        until=seat.until,
        guests=tuple(
            GuestView(
                id=one.id,
                name=one.name,
                title=one.title,
                invited_at=one.invited_at,
                invited_by=one.invited_by,
                until=one.until,
                said_agency=one.said_agency,
                entered_at=one.entered_at,
                ended_at=one.ended_at,
            )
            for one in seat.guests
        ),
        ended_at=seat.ended_at,
        end=seat.end,
    )
