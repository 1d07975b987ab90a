"""The sites of a shared incident: what is ordered there, how they stand with their people; plans and names if these are shared."""

from __future__ import annotations

from collections.abc import Iterator

from dispatch.domain.incidents import Incident
from dispatch.domain.lens import outside_views as v
from dispatch.domain.lens.room_views import hurt_as_told, told
from dispatch.domain.lens.texts import text_view
from dispatch.domain.premise import PremiseKind
from dispatch.domain.rooms import OPEN, Hurt, RoomState, RoomStatus, Severity, Side, is_settled, open_of
from dispatch.domain.seats import Seat, ShareClass
from dispatch.domain.state import State
from dispatch.domain.vocabulary import ActionStatus


def site_views(state: State, seat: Seat, incident: Incident) -> Iterator[v.SharedSiteView]:
    """The incident's sites."""
    for code in incident.sites:
        site = state.sites.get(code)
        if site is None:
            continue
        rooms = _fresh(state, code)
        yield v.SharedSiteView(
            id=code,
            version=0,
            name=site.roster.name,
            address=site.roster.address,
            lat_e7=site.roster.lat_e7,
            lon_e7=site.roster.lon_e7,
            students=site.roster.students,
            staff=site.roster.staff,
            orders=tuple(_orders(state, code)),
            accountability=_accountability(state, code, rooms),
            hurt=_hurt(rooms) if ShareClass.MEDICAL in seat.shares else None,
        )


def plan_views(state: State, seat: Seat, incident: Incident) -> Iterator[v.SharedPlanView]:
    """Their plans, if these are shared."""
    if ShareClass.FLOOR_PLANS not in seat.shares:
        return
    for code in incident.sites:
        site = state.sites.get(code)
        if site is not None:
            roster = site.roster
            yield v.SharedPlanView(
                id=code,
                version=0,
                buildings=roster.buildings,
                rooms=roster.rooms,
                items=tuple(one for one in roster.premise if one.item_kind is not PremiseKind.RADIO),
                floors=roster.floors,
            )


def person_views(state: State, seat: Seat) -> Iterator[v.SharedPersonView]:
    """Who is missing by name, at the sites for which a disclosure is on record. A death is told by others, never by this product."""
    if ShareClass.STUDENT not in seat.shares:
        return
    for code in seat.sites:
        for room in _fresh(state, code):
            for one in room.people:
                if one.side is Side.MISSING and one.told_status in OPEN:
                    yield v.SharedPersonView(
                        id=one.id,
                        version=0,
                        site=code,
                        room=room.room,
                        name=text_view(one.name, seat.readable),
                        status=one.told_status,
                    )


def accountability(state: State, site: str) -> v.AccountabilityView | None:
    """How a site stands with its people, in numbers; nothing where nobody has been asked."""
    return _accountability(state, site, _fresh(state, site))


def _orders(state: State, site: str) -> Iterator[v.OrderView]:
    for action in state.actions.values():
        if action.site == site and action.status is not ActionStatus.ENDED:
            yield v.OrderView(
                action_type=action.type, mode=action.mode, status=action.status, since=action.started_at
            )


def _fresh(state: State, site: str) -> list[RoomState]:
    """The rooms that have reported in the present round."""
    asked = state.accountings.get(site)
    if asked is None:
        return []
    rooms = (state.rooms[one] for one in state.rooms_at.get(site, ()))
    return [one for one in rooms if one.round == asked.round and one.status is not RoomStatus.NO_REPORT]


def _accountability(state: State, site: str, rooms: list[RoomState]) -> v.AccountabilityView | None:
    asked = state.accountings.get(site)
    if asked is None:
        return None
    known = [told(one) for one in rooms]
    return v.AccountabilityView(
        since=asked.since,
        rooms=len(state.sites[site].roster.rooms),
        reported=len(rooms),
        settled=sum(is_settled(one) for one in known),
        missing=sum(max(0, open_of(one, Side.MISSING)) for one in known),
        extra=sum(max(0, open_of(one, Side.EXTRA)) for one in known),
    )


def _hurt(rooms: list[RoomState]) -> tuple[Hurt, ...]:
    counts: dict[Severity, int] = {}
    for room in rooms:
        for one in hurt_as_told(room.injured):
            counts[one.severity] = counts.get(one.severity, 0) + one.count
    return tuple(Hurt(severity=one, count=counts[one]) for one in Severity if one in counts)
