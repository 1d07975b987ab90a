"""Who is told of a BOLO, and how much of it."""

from __future__ import annotations

from zlib import crc32

from dispatch.domain.bolos import HEALTH, Bolo, BoloAck, LastSeen, Vehicle
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.evolve import evolve
from dispatch.domain.lens import bolo_views as v
from dispatch.domain.lens.classes import readable_classes
from dispatch.domain.lens.files import copy_view
from dispatch.domain.lens.texts import text_view
from dispatch.domain.state import State
from dispatch.domain.text import TextClass

Readable = frozenset[TextClass]


def bolo_parts(state: State, bolo: Bolo) -> set[str]:
    """The units on duty that it is for, and the teams of its sites; the desk and auditors see all anyway."""
    named = state.units if not bolo.units else bolo.units
    units = {f"unit:{one}" for one in named if _on_duty(state, one)}
    return units | {f"site:{site}" for site in bolo.sites}


def ack_parts(state: State, ack: BoloAck) -> set[str]:
    """Whoever read it knows that it did."""
    if ack.unit is not None:
        return {f"unit:{ack.unit}"} if _on_duty(state, ack.unit) else set()
    return {f"site:{ack.site}"}


def _on_duty(state: State, unit: str) -> bool:
    return unit in state.units and state.units[unit].status is not UnitStatus.OFF


def bolo_view(bolo: Bolo, kind: str) -> v.BoloView:
    """A BOLO as this kind of part may read it."""
    readable = readable_classes(kind)
    view = v.BoloView(
        id=bolo.id,
        version=bolo.version,
        number=bolo.number,
        category=bolo.category,
        subject=text_view(bolo.subject, readable),
        vehicle=_vehicle(bolo.vehicle, readable),
        last_seen=_last_seen(bolo.last_seen, readable),
        reason=text_view(bolo.reason, readable),
        cautions=bolo.cautions,
        handling=bolo.handling,
        agency=bolo.agency,
        contact=text_view(bolo.contact, readable),
        sites=bolo.sites,
        units=bolo.units,
        agencies=bolo.agencies,
        call_number=bolo.call_number,
        effective=bolo.effective,
        expires=bolo.expires,
        issued_at=bolo.issued_at,
        issued_by=bolo.issued_by,
        approved_at=bolo.approved_at,
        approved_by=bolo.approved_by,
        photo=copy_view(bolo.photo),
        photo_evidence=copy_view(bolo.photo_evidence) if kind in ("desk", "auditor") else None,
    )
    return _for_site(view) if kind == "site" else view


def _for_site(view: v.BoloView) -> v.BoloView:
    """What a school's team needs to know somebody by, and nothing more. Its version is a digest of that."""
    shown = evolve(
        view,
        {
            "version": 0,
            "reason": None,
            "contact": None,
            "cautions": tuple(one for one in view.cautions if one not in HEALTH),
            "sites": (),
            "units": (),
            "agencies": (),
            "call_number": None,
            "issued_by": "",
            "approved_by": "",
        },
    )
    return evolve(shown, {"version": crc32(repr(shown).encode())})


def _vehicle(vehicle: Vehicle | None, readable: Readable) -> v.VehicleView | None:
    if vehicle is None:
        return None
    return v.VehicleView(
        plate=text_view(vehicle.plate, readable),
        state=text_view(vehicle.state, readable),
        make=text_view(vehicle.make, readable),
        model=text_view(vehicle.model, readable),
        colour=text_view(vehicle.colour, readable),
    )


def _last_seen(seen: LastSeen, readable: Readable) -> v.LastSeenView:
    return v.LastSeenView(
        at=seen.at,
        site=seen.site,
        place=text_view(seen.place, readable),
        direction=text_view(seen.direction, readable),
    )


def bolo_ack_view(ack: BoloAck) -> v.BoloAckView:
    """Who has read a BOLO."""
    return v.BoloAckView(
        id=ack.id,
        version=ack.version,
        bolo=ack.bolo,
        unit=ack.unit,
        site=ack.site,
        by=ack.by,
        at=ack.at,
    )
