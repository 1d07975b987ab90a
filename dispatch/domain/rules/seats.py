"""Partner agencies at an incident: what is shared, who is invited, who sits there, and what they do for their own agency."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import assert_never

from dispatch.domain import events as e
from dispatch.domain import seat_events as s
from dispatch.domain import seat_orders as c
from dispatch.domain.actor import Role
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.disclosures import Basis, DisclosedField
from dispatch.domain.incidents import Incident
from dispatch.domain.lens.classes import writable_classes
from dispatch.domain.records import Timer
from dispatch.domain.refusals import NOT_FOUND, Refusal, bad_field, forbidden, rule
from dispatch.domain.rules.incidents import head, lead, the_incident
from dispatch.domain.rules.partners import partner
from dispatch.domain.seats import (
    PARTNER_STATUSES,
    THERE,
    Guest,
    GuestEnd,
    Seat,
    SeatEnd,
    ShareClass,
    guest_person,
)
from dispatch.domain.state import State
from dispatch.domain.text import Protected, TextClass, protect

HOURS = 12
"""So long a seat lasts when nobody says otherwise."""
_STUDENT = ShareClass.STUDENT


def decide(state: State, command: c.SeatCommand, context: Context) -> Outcome:
    """Share, take back, invite, revoke, come in; and what is written, acknowledged and added."""
    if isinstance(command, c.TakeSeat):
        return _take(state, command, context)
    if isinstance(command, c.UnshareIncident | c.RevokeGuest):
        # Also of an incident that is closed: it can be seen a while longer.
        closed = state.incidents.get(command.incident)
        if closed is None:
            return NOT_FOUND
        return (
            _revoke(state, command, closed)
            if isinstance(command, c.RevokeGuest)
            else _unshare(state, command, closed, context)
        )
    incident = the_incident(state, command.incident)
    if isinstance(incident, Refusal):
        return incident
    match command:
        case c.ShareIncident():
            return _share(state, command, incident, context)
        case c.InviteGuest():
            return _invite(state, command, incident, context)
        case c.ShareLine():
            return _write(state, command, incident, context)
        case c.AcknowledgeShared():
            return _acknowledge(state, command, incident, context)
        case c.AddPartnerUnit():
            return _add(state, command, incident, context)
        case c.SetPartnerUnit():
            return _set(state, command, incident, context)
        case _:
            assert_never(command)


def seat_of(state: State, incident: str, agency: str) -> Seat | None:
    """The seat of an agency at an incident, while it lasts."""
    seats = state.seats.values()
    return next(
        (one for one in seats if (one.incident, one.agency) == (incident, agency) and one.ended_at is None),
        None,
    )


def over(state: State, timer: Timer) -> tuple[e.Event, ...]:
    """The time of a seat or of a guest is over."""
    kind, _, record_id = timer.id.partition(":")
    if kind == "seat":
        seat = state.seats.get(record_id)
        return () if seat is None or seat.ended_at is not None else (_ended(state, seat, SeatEnd.TIME, None),)
    found = find_guest(state, record_id)
    if found is None or found[1].ended_at is not None:
        return ()
    return (_gone(state, *found, GuestEnd.TIME, None),)


def find_guest(state: State, guest: str) -> tuple[Seat, Guest] | None:
    """An invitation and the seat that it is for, while the seat lasts."""
    pairs = ((seat, one) for seat in state.seats.values() if seat.ended_at is None for one in seat.guests)
    return next((pair for pair in pairs if pair[1].id == guest), None)


# --- shared -------------------------------------------------------------------------------------------------------


def _share(state: State, command: c.ShareIncident, incident: Incident, context: Context) -> Outcome:
    refused = partner(state, command.agency)
    if refused is not None:
        return refused
    seat = seat_of(state, incident.id, command.agency)
    until = _until(seat, command.hours, context)
    wanted = {*command.share, ShareClass.OPERATIONAL, *(seat.shares if seat is not None else ())}
    more = tuple(one for one in ShareClass if one in wanted and (seat is None or one not in seat.shares))
    new_sites: tuple[str, ...] = ()
    disclosed: tuple[e.Event, ...] = ()
    if _STUDENT in command.share:
        told = seat.sites if seat is not None else ()
        new_sites = tuple(one for one in incident.sites if one not in told)
        found = _disclosures(command, new_sites)
        if isinstance(found, Refusal):
            return found
        disclosed = found
    if seat is not None and not more and not new_sites and until == seat.until:
        return rule("shared_already", f"All of this is shared with {command.agency} already.", "share")
    event = _shared(state, incident, command.agency, seat, until, context, more=more, sites=new_sites)
    return Done((event, *disclosed), {"seat": event.seat, "until": until.isoformat()})


def _until(seat: Seat | None, hours: int | None, context: Context) -> datetime:
    """A seat is made longer and never shorter: to end it is to share nothing."""
    if hours is None:
        return seat.until if seat is not None else context.now + timedelta(hours=HOURS)
    wanted = context.now + timedelta(hours=hours)
    return wanted if seat is None else max(wanted, seat.until)


def _shared(
    state: State,
    incident: Incident,
    agency: str,
    seat: Seat | None,
    until: datetime,
    context: Context,
    *,
    more: tuple[ShareClass, ...],
    sites: tuple[str, ...] = (),
) -> s.SeatShared:
    had = seat.shares if seat is not None else ()
    # Only what changes the picture makes a new one: a longer time does not.
    keeps = seat is not None and not more and not sites
    return s.SeatShared(
        seat=seat.id if seat is not None else context.id("seat"),
        **head(state, incident),
        agency=agency,
        view=seat.view if seat is not None and keeps else context.id("view"),
        shares=tuple(one for one in ShareClass if one in {*had, *more}),
        more=more,
        sites=(*(seat.sites if seat is not None else ()), *sites),
        until=until,
    )


def _disclosures(command: c.ShareIncident, sites: tuple[str, ...]) -> tuple[e.Event, ...] | Refusal:
    """What the law asks to be written down before data of students is shown, for each site."""
    if command.basis is None or command.requester is None or command.decided_by is None:
        name = (
            "basis" if command.basis is None else "requester" if command.requester is None else "decided_by"
        )
        return bad_field(
            name,
            "Data of students is shared with the basis, who asks for it, and who decided it.",
            "disclosure_needed",
        )
    if command.basis is Basis.HEALTH_OR_SAFETY_EMERGENCY and command.threat is None:
        return bad_field(
            "threat", "Write down the threat that it rests on: the law asks for it.", "threat_needed"
        )
    return tuple(
        e.DisclosureRecorded(
            site=site,
            basis=command.basis,
            requester=Protected(command.requester),
            agency=command.agency,
            fields=(DisclosedField.NAME, DisclosedField.ROOM, DisclosedField.STATUS),
            decided_by=Protected(command.decided_by),
            reason=protect(command.threat, TextClass.STUDENT),
        )
        for site in sites
    )


def _unshare(state: State, command: c.UnshareIncident, incident: Incident, context: Context) -> Outcome:
    seat = seat_of(state, incident.id, command.agency)
    less = tuple(
        one for one in ShareClass if seat is not None and one in seat.shares and one in command.share
    )
    if seat is None or not less:
        return rule("not_shared", f"This is not shared with {command.agency}.", "share")
    if ShareClass.OPERATIONAL in less:
        return Done((_ended(state, seat, SeatEnd.UNSHARED, command.reason),))
    event = s.SeatUnshared(
        seat=seat.id,
        **head(state, incident),
        agency=seat.agency,
        view=context.id("view"),
        shares=tuple(one for one in seat.shares if one not in less),
        less=less,
        reason=protect(command.reason),
    )
    return Done((event,))


def _ended(state: State, seat: Seat, cause: SeatEnd, reason: str | None) -> s.SeatEnded:
    call, number = _lead(state, seat)
    return s.SeatEnded(
        seat=seat.id,
        incident=seat.incident,
        incident_no=seat.incident_no,
        call=call,
        number=number,
        agency=seat.agency,
        cause=cause,
        reason=protect(reason),
    )


def _lead(state: State, seat: Seat) -> tuple[str | None, str | None]:
    incident = state.incidents.get(seat.incident)
    return (None, None) if incident is None else lead(state, incident)


# --- guests -------------------------------------------------------------------------------------------------------


def _invite(state: State, command: c.InviteGuest, incident: Incident, context: Context) -> Outcome:
    refused = partner(state, command.agency)
    if refused is not None:
        return refused
    seat = seat_of(state, incident.id, command.agency)
    until = context.now + timedelta(hours=command.hours)
    events: list[e.Event] = []
    seat_id = seat.id if seat is not None else context.id("seat")
    if seat is None or seat.until < until:
        more = (ShareClass.OPERATIONAL,) if seat is None else ()
        events.append(_shared(state, incident, command.agency, seat, until, context, more=more))
    invited = s.GuestInvited(
        seat=seat_id,
        **head(state, incident),
        agency=command.agency,
        guest=context.id("guest"),
        name=command.name,
        title=command.title,
        until=until,
    )
    return Done((*events, invited), {"seat": seat_id, "guest": invited.guest, "until": until.isoformat()})


def _revoke(state: State, command: c.RevokeGuest, incident: Incident) -> Outcome:
    found = find_guest(state, command.guest)
    if found is None or found[0].incident != incident.id:
        return NOT_FOUND
    if found[1].ended_at is not None:
        return rule("guest_gone", f"{found[1].name} can't come in any more already.", "guest")
    return Done((_gone(state, *found, GuestEnd.REVOKED, command.reason),))


def _gone(state: State, seat: Seat, guest: Guest, cause: GuestEnd, reason: str | None) -> s.GuestEnded:
    call, number = _lead(state, seat)
    return s.GuestEnded(
        seat=seat.id,
        incident=seat.incident,
        incident_no=seat.incident_no,
        call=call,
        number=number,
        agency=seat.agency,
        guest=guest.id,
        name=guest.name,
        cause=cause,
        reason=protect(reason),
    )


def _take(state: State, command: c.TakeSeat, context: Context) -> Outcome:
    """The door has seen link and code; here it counts whether the invitation still holds."""
    person = context.actor.person
    found = find_guest(state, command.guest)
    if found is None or person != guest_person(command.guest) or found[1].ended_at is not None:
        return NOT_FOUND
    seat, guest = found
    refs = {"seat": seat.id}
    if guest.entered_at is not None:
        # Its answer was lost on the way, and the same device comes again.
        return Done((), refs)
    call, number = _lead(state, seat)
    event = s.GuestSeated(
        seat=seat.id,
        incident=seat.incident,
        incident_no=seat.incident_no,
        call=call,
        number=number,
        agency=seat.agency,
        guest=guest.id,
        person=person,
        name=command.name,
        title=command.title,
        said_agency=command.said_agency,
    )
    return Done((event,), refs)


# --- what is said and done there ----------------------------------------------------------------------------------


def _own(context: Context, named: str | None) -> str | Refusal | None:
    """For which agency somebody acts: whoever sits at a seat for their own; the desk for the one it names."""
    if context.actor.role is not Role.LIAISON:
        return named
    if named not in (None, context.actor.agency):
        return forbidden("You act for your own agency only.")
    return context.actor.agency


def _write(state: State, command: c.ShareLine, incident: Incident, context: Context) -> Outcome:
    actor = context.actor
    agency = actor.agency if actor.role is Role.LIAISON else None
    seat = seat_of(state, incident.id, agency) if agency is not None else None
    writable = seat.readable if seat is not None else writable_classes(actor.role)
    if command.text_class not in writable:
        return bad_field("text_class", "You may not write what you may not read.", "class_not_yours")
    event = s.LineShared(
        **head(state, incident),
        line=context.id("line"),
        tag=command.tag,
        agency=agency,
        text=Protected(command.text, command.text_class),
        asks=command.asks,
    )
    return Done((event,), {"line": event.line})


def _acknowledge(state: State, command: c.AcknowledgeShared, incident: Incident, context: Context) -> Outcome:
    agency = _own(context, command.agency)
    if isinstance(agency, Refusal):
        return agency
    seat = seat_of(state, incident.id, agency) if agency is not None else None
    if agency is None or seat is None:
        return bad_field("agency", "Name an agency that has a seat at this incident.", "unknown_agency")
    line = state.shared_lines.get(command.line)
    hidden = line is None or (line.text is not None and line.text.text_class not in seat.readable)
    if line is None or hidden or line.incident != incident.id:
        return NOT_FOUND
    if any(one.agency == agency for one in line.known):
        return rule("said_already", f"{agency} has acknowledged this already.", "line")
    event = s.SharedAcknowledged(
        **head(state, incident),
        line=line.id,
        agency=agency,
        said_by=context.actor.name
        if context.actor.role is Role.LIAISON
        else command.said_by or context.actor.name,
    )
    return Done((event,))


def _add(state: State, command: c.AddPartnerUnit, incident: Incident, context: Context) -> Outcome:
    agency = _own(context, command.agency)
    if isinstance(agency, Refusal):
        return agency
    refused = (
        partner(state, agency) if agency is not None else bad_field("agency", "Name the agency of the unit.")
    )
    if refused is not None or agency is None:
        return refused or NOT_FOUND
    if command.status not in PARTNER_STATUSES:
        return bad_field("status", "A partner's unit is on its way, there, or has left.", "not_a_status")
    known = state.partner_units.values()
    name = command.name.strip().upper()
    if any((one.incident, one.agency, one.name) == (incident.id, agency, name) for one in known):
        return bad_field("name", f"{name} of {agency} is there already.", "unit_there")
    if command.site not in (None, *incident.sites):
        return bad_field("site", "That is no site of this incident.", "unknown_site")
    event = s.PartnerUnitAdded(
        **head(state, incident),
        partner_unit=context.id("unit"),
        agency=agency,
        name=name,
        resource=command.what,
        partner_status=command.status,
        place=command.site if command.status in THERE else None,
    )
    return Done((event,), {"unit": event.partner_unit})


def _set(state: State, command: c.SetPartnerUnit, incident: Incident, context: Context) -> Outcome:
    unit = state.partner_units.get(command.unit_id)
    if unit is None or unit.incident != incident.id:
        return NOT_FOUND
    agency = _own(context, unit.agency)
    if isinstance(agency, Refusal):
        return agency
    if command.status not in PARTNER_STATUSES:
        return bad_field("status", "A partner's unit is on its way, there, or has left.", "not_a_status")
    if command.site not in (None, *incident.sites):
        return bad_field("site", "That is no site of this incident.", "unknown_site")
    place = (command.site or unit.site) if command.status in THERE else None
    if (command.status, place) == (unit.status, unit.site):
        return Done(())
    event = s.PartnerUnitChanged(
        **head(state, incident),
        partner_unit=unit.id,
        agency=unit.agency,
        name=unit.name,
        partner_status=command.status,
        place=place,
    )
    return Done((event,))
