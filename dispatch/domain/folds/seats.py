"""What events about partner agencies make of a state: seats and their guests, their lines and their units."""

from __future__ import annotations

from typing import assert_never

from dispatch.domain import seat_events as s
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.draft import Draft
from dispatch.domain.evolve import evolve
from dispatch.domain.folds.shared_log import put_line
from dispatch.domain.folds.timing import set_timer
from dispatch.domain.record import Recorded
from dispatch.domain.seats import Acknowledged, Guest, PartnerUnit, Seat, ShareClass, SharedLine
from dispatch.domain.vocabulary import TimerKind


def fold_seat(draft: Draft, recorded: Recorded, event: s.SeatEvent) -> None:
    """Seats, guests, lines and units of partner agencies."""
    match event:
        case s.SeatShared():
            _shared(draft, recorded, event)
        case s.SeatUnshared():
            sites = () if ShareClass.STUDENT in event.less else _seat_sites(draft, event.seat)
            draft.change("seats", event.seat, view=event.view, shares=event.shares, sites=sites)
        case s.SeatEnded():
            _ended(draft, recorded, event)
        case s.GuestInvited() | s.GuestSeated() | s.GuestEnded():
            _guest(draft, recorded, event)
        case s.LineShared():
            put_line(
                draft,
                SharedLine(
                    id=event.line,
                    incident=event.incident,
                    at=recorded.recorded_at,
                    tag=event.tag,
                    by=recorded.actor.name,
                    agency=event.agency,
                    text=event.text,
                    asks=event.asks,
                    version=recorded.seq,
                ),
            )
        case s.SharedAcknowledged():
            line = draft.table("shared_lines").get(event.line)
            if line is not None:
                said = Acknowledged(agency=event.agency, by=event.said_by, at=recorded.recorded_at)
                draft.change("shared_lines", line.id, known=(*line.known, said))
        case s.PartnerUnitAdded():
            draft.put(
                "partner_units",
                PartnerUnit(
                    id=event.partner_unit,
                    incident=event.incident,
                    agency=event.agency,
                    name=event.name,
                    what=event.resource,
                    status=event.partner_status,
                    since=recorded.recorded_at,
                    by=recorded.actor.name,
                    site=event.place,
                    version=recorded.seq,
                ),
            )
        case s.PartnerUnitChanged():
            if event.partner_status is UnitStatus.AV:
                # It has left; its lines stay.
                draft.drop("partner_units", event.partner_unit)
                return
            draft.change(
                "partner_units",
                event.partner_unit,
                status=event.partner_status,
                since=recorded.recorded_at,
                by=recorded.actor.name,
                site=event.place,
            )
        case _:
            assert_never(event)


def forget_seats(draft: Draft, incident: str) -> None:
    """The incident has gone to history, and what was shared of it with it."""
    for table in ("seats", "shared_lines", "partner_units"):
        for one in tuple(draft.table(table).values()):
            if one.incident == incident:
                draft.drop(table, one.id)
                if isinstance(one, Seat):
                    _drop_timers(draft, one)


def _seat_sites(draft: Draft, seat: str) -> tuple[str, ...]:
    known = draft.table("seats").get(seat)
    return known.sites if known is not None else ()


def _shared(draft: Draft, recorded: Recorded, event: s.SeatShared) -> None:
    at = recorded.recorded_at
    if event.seat in draft.table("seats"):
        draft.change(
            "seats", event.seat, view=event.view, shares=event.shares, sites=event.sites, until=event.until
        )
    else:
        draft.put(
            "seats",
            Seat(
                id=event.seat,
                incident=event.incident,
                incident_no=event.incident_no,
                agency=event.agency,
                view=event.view,
                shares=event.shares,
                sites=event.sites,
                opened_at=at,
                opened_by=recorded.actor.name,
                until=event.until,
                version=recorded.seq,
            ),
        )
    set_timer(draft, f"seat:{event.seat}", TimerKind.SEAT, at, event.until)


def _ended(draft: Draft, recorded: Recorded, event: s.SeatEnded) -> None:
    seat = draft.table("seats").get(event.seat)
    if seat is not None:
        draft.change("seats", seat.id, ended_at=recorded.recorded_at, end=event.cause)
        _drop_timers(draft, seat)


def _drop_timers(draft: Draft, seat: Seat) -> None:
    draft.drop("timers", f"seat:{seat.id}")
    for one in seat.guests:
        draft.drop("timers", f"guest:{one.id}")


def _guest(draft: Draft, recorded: Recorded, event: s.GuestInvited | s.GuestSeated | s.GuestEnded) -> None:
    seat = draft.table("seats").get(event.seat)
    if seat is None:
        return
    at = recorded.recorded_at
    if isinstance(event, s.GuestInvited):
        guest = Guest(
            id=event.guest,
            name=event.name,
            title=event.title,
            invited_at=at,
            invited_by=recorded.actor.name,
            until=event.until,
        )
        draft.change("seats", seat.id, guests=(*seat.guests, guest))
        set_timer(draft, f"guest:{guest.id}", TimerKind.SEAT, at, event.until)
        return
    changes: dict[str, object]
    if isinstance(event, s.GuestSeated):
        changes = {
            "person": event.person,
            "name": event.name,
            "title": event.title,
            "said_agency": event.said_agency,
            "entered_at": at,
        }
    else:
        changes = {"ended_at": at, "end": event.cause}
        draft.drop("timers", f"guest:{event.guest}")
    guests = tuple(evolve(one, changes) if one.id == event.guest else one for one in seat.guests)
    draft.change("seats", seat.id, guests=guests)
