"""BOLOs: issued with an end, approved anew, cancelled, read. None is without an end, and none is silently longer than 30 days."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import assert_never

from dispatch.domain import bolo_events as e
from dispatch.domain import bolo_orders as c
from dispatch.domain.bolos import STANDING, Bolo, LastSeen, Vehicle, VehicleSaid
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.lens.classes import writable_classes
from dispatch.domain.refusals import NOT_FOUND, Refusal, bad_field, rule
from dispatch.domain.rules.common import the_call
from dispatch.domain.rules.files import NO_BYTES
from dispatch.domain.state import State
from dispatch.domain.text import Protected, protect

DEFAULT = timedelta(hours=72)
LONGEST = timedelta(days=30)
"""A BOLO that should hold longer is approved anew."""


def decide(state: State, command: c.BoloCommand, context: Context) -> Outcome:
    """Issue, extend, cancel, acknowledge."""
    match command:
        case c.IssueBolo():
            return _issue(state, command, context)
        case c.ExtendBolo():
            return _extend(state, command, context)
        case c.CancelBolo():
            bolo = _in_force(state, command.bolo)
            if isinstance(bolo, Refusal):
                return bolo
            reason = Protected(command.reason, bolo.reason.text_class)
            return Done((e.BoloCancelled(bolo=bolo.id, bolo_no=bolo.number, reason=reason),))
        case c.AcknowledgeBolo():
            return acknowledge(state, command)
        case c.AttachBoloPhoto():
            return _attach(state, command, context)
        case _:
            assert_never(command)


def expired(state: State, timer_id: str) -> tuple[e.BoloEvent, ...]:
    """What the fall of a BOLO's timer comes to."""
    bolo = state.bolos.get(timer_id.removeprefix("bolo:"))
    return () if bolo is None else (e.BoloExpired(bolo=bolo.id, bolo_no=bolo.number),)


def _in_force(state: State, bolo_id: str) -> Bolo | Refusal:
    return state.bolos.get(bolo_id) or rule(
        "no_such_bolo", "This BOLO has been cancelled, has expired, or never was.", "bolo"
    )


def _until(now: datetime, expires: datetime) -> Refusal | None:
    if expires <= now:
        return bad_field("expires", "That time is past.")
    if expires > now + LONGEST:
        return bad_field(
            "expires", "A BOLO holds 30 days at most; approve it anew before they are over.", "too_long"
        )
    return None


def _issue(state: State, command: c.IssueBolo, context: Context) -> Outcome:
    expires = command.expires or context.now + (LONGEST if command.category in STANDING else DEFAULT)
    refused = _not_to_issue(state, command, context) or _until(context.now, expires)
    if refused is not None:
        return refused
    call = the_call(state, command.call) if command.call is not None else None
    if isinstance(call, Refusal):
        return call
    issued = e.BoloIssued(
        bolo=context.id("bolo"),
        bolo_no=_next_number(state, context.now),
        category=command.category,
        subject=protect(command.subject),
        vehicle=_vehicle(command.vehicle),
        last_seen=LastSeen(
            at=command.last_seen_at,
            site=command.last_seen_site,
            place=protect(command.last_seen),
            direction=protect(command.direction),
        ),
        reason=Protected(command.reason, command.text_class),
        cautions=tuple(dict.fromkeys(command.cautions)),
        handling=command.handling,
        agency=command.agency,
        contact=protect(command.contact),
        sites=tuple(dict.fromkeys(command.sites)),
        units=tuple(dict.fromkeys(command.units)),
        agencies=tuple(dict.fromkeys(command.agencies)),
        call=command.call,
        number=call.number if call is not None else None,
        effective=command.effective or context.now,
        expires=expires,
    )
    return Done((issued,), {"bolo": issued.bolo, "number": issued.bolo_no})


def _not_to_issue(state: State, command: c.IssueBolo, context: Context) -> Refusal | None:
    if command.subject is None and _vehicle(command.vehicle) is None:
        return bad_field("subject", "Say whom or what to look for: a person, a vehicle or both.", "nobody")
    if command.category in STANDING and not command.sites:
        return bad_field("sites", "An order like this holds at a site: name at least one.", "site_needed")
    if command.text_class not in writable_classes(context.actor.role):
        return bad_field("text_class", "Your role may not write texts of this class.", "class_not_yours")
    if command.effective is not None and command.expires is not None and command.effective >= command.expires:
        return bad_field("effective", "It would be over before it begins.")
    for site in (*command.sites, *((command.last_seen_site,) if command.last_seen_site else ())):
        if site not in state.sites:
            return bad_field("sites", f"There is no site {site}.", "unknown_site")
    for unit in command.units:
        if unit not in state.units:
            return bad_field("units", f"There is no unit {unit}.", "unknown_unit")
    for agency in (*command.agencies, *((command.agency,) if command.agency else ())):
        if agency not in state.agencies:
            return bad_field("agencies", f"There is no agency {agency}.", "unknown_agency")
    return None


def _vehicle(said: VehicleSaid | None) -> Vehicle | None:
    if said is None or said == VehicleSaid():
        return None
    return Vehicle(
        plate=protect(said.plate),
        state=protect(said.state),
        make=protect(said.make),
        model=protect(said.model),
        colour=protect(said.colour),
    )


def _next_number(state: State, now: datetime) -> str:
    """BOLOs are counted beside calls, by year."""
    year = f"B{now.year % 100:02d}"
    return f"{year}-{state.numbers.get(year, 0) + 1:04d}"


def _extend(state: State, command: c.ExtendBolo, context: Context) -> Outcome:
    bolo = _in_force(state, command.bolo)
    if isinstance(bolo, Refusal):
        return bolo
    refused = _until(context.now, command.expires)
    if refused is not None:
        return refused
    reason = Protected(command.reason, bolo.reason.text_class)
    return Done((e.BoloExtended(bolo=bolo.id, bolo_no=bolo.number, expires=command.expires, reason=reason),))


def _attach(state: State, command: c.AttachBoloPhoto, context: Context) -> Outcome:
    """A photo that no copy can be made of would show nobody anything."""
    bolo = _in_force(state, command.bolo)
    if isinstance(bolo, Refusal):
        return bolo
    stored = context.files.get(command.sha256)
    if stored is None:
        return NO_BYTES
    if stored.shared is None:
        return bad_field(
            "sha256",
            "No copy to share can be made of this kind of file, so nobody could see it. The BOLO is as it was; "
            "send the photo as JPEG, PNG or WebP.",
            "no_shared_copy",
        )
    if bolo.photo_evidence == stored.evidence:
        return Done(warnings=("The BOLO shows this photo already.",))
    return Done(
        (
            e.BoloPhotoAttached(
                bolo=bolo.id, bolo_no=bolo.number, evidence=stored.evidence, shared=stored.shared
            ),
        )
    )


def acknowledge(state: State, command: c.AcknowledgeBolo) -> Outcome:
    """A unit or a site's team has read it; a second time says nothing new."""
    if (command.unit is None) == (command.site is None):
        return bad_field("unit", "Say which unit or which site has read it.", "who_missing")
    bolo = state.bolos.get(command.bolo)
    told_unit = command.unit is None or (
        command.unit in state.units and bolo is not None and (not bolo.units or command.unit in bolo.units)
    )
    told_site = command.site is None or (bolo is not None and command.site in bolo.sites)
    if bolo is None or not told_unit or not told_site:
        # Whoever was not told of it is not told either that it is there.
        return NOT_FOUND
    if ack_id(bolo.id, command.unit or command.site or "") in state.bolo_acks:
        return Done()
    return Done(
        (e.BoloAcknowledged(bolo=bolo.id, bolo_no=bolo.number, unit=command.unit, site=command.site),)
    )


def ack_id(bolo: str, reader: str) -> str:
    """The id of the record that this unit or site has read it."""
    return f"{bolo}:{reader}"
