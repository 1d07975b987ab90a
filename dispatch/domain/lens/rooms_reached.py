"""Which rooms of a site have an order: by the screens of the devices that are in them, or because the room itself has answered it.

A room that nobody is rostered in, or whose devices have no open screen, is not reached. It is never counted as having it.
"""

from __future__ import annotations

from collections.abc import Iterable

from dispatch.domain.lens import notice_views as v
from dispatch.domain.receipts import Receipt
from dispatch.domain.records import Action, Notice
from dispatch.domain.rooms import ReportWay, RoomHolder, RoomState, RoomStatus, room_key
from dispatch.domain.roster import Site
from dispatch.domain.state import State
from dispatch.domain.vocabulary import NoticeKind

_ITS_OWN_WORD = frozenset({ReportWay.OWN, ReportWay.PHONE, ReportWay.RADIO})
"""Somebody in the room spoke. What somebody else saw of it does not say that anybody there knows."""


def rooms_reached(state: State, notice: Notice, receipts: Iterable[Receipt]) -> v.RoomsReachedView | None:
    """How far an order got, room by room; None: it is no order, or its site has no rooms on record."""
    action = state.actions.get(notice.record) if notice.notice_kind is NoticeKind.ACTION else None
    site = state.sites.get(action.site) if action is not None else None
    if action is None or site is None:
        return None
    codes = rooms_in_scope(site.roster, action)
    if not codes:
        return None
    by: dict[str, list[Receipt]] = {}
    for receipt in receipts:
        if receipt.edition >= notice.edition:
            by.setdefault(receipt.person, []).append(receipt)
    phones = _phones(state, site.roster)
    had = empty = 0
    without: list[v.RoomWithoutView] = []
    for code in codes:
        room = state.rooms.get(room_key(site.id, code))
        answered = room is not None and _answered(state, room, action)
        if room is not None and answered and room.status is RoomStatus.NOT_OCCUPIED:
            empty += 1
        elif room is not None and answered and room.way in _ITS_OWN_WORD:
            had += 1
        else:
            one = _without(code, room.holders if room is not None else (), by, phones)
            had += one is None
            without += [one] if one is not None else []
    return v.RoomsReachedView(asked=len(codes) - empty, had=had, empty=empty, without=tuple(without))


def rooms_in_scope(site: Site, action: Action) -> tuple[str, ...]:
    """The rooms that an order is for."""
    whole = not action.zones and not action.rooms
    return tuple(
        one.code for one in site.rooms if whole or one.code in action.rooms or one.zone in action.zones
    )


def _answered(state: State, room: RoomState, action: Action) -> bool:
    """Whether the room's present report was given after this order."""
    asked = state.accountings.get(room.site)
    at = room.recorded_at
    return asked is not None and room.round == asked.round and at is not None and at >= action.started_at


def _without(
    code: str, holders: tuple[RoomHolder, ...], by: dict[str, list[Receipt]], phones: dict[str, str]
) -> v.RoomWithoutView | None:
    """Who is there and how far it got to them; None: a screen in the room has shown it."""
    found = [
        receipt
        for holder in holders
        for receipt in by.get(holder.person, ())
        if holder.device in ("", receipt.device)
    ]
    if any(one.painted_at is not None for one in found):
        return None
    sent = [one.delivered_at for one in found if one.delivered_at is not None]
    return v.RoomWithoutView(
        room=code,
        progress=v.Progress.DELIVERED if sent else v.Progress.NOT_REACHED,
        at=min(sent, default=None),
        people=tuple(
            v.RoomPersonReachView(name=name, phone=phones.get(name.casefold()))
            for name in dict.fromkeys(one.name for one in holders)
        ),
    )


def _phones(state: State, site: Site) -> dict[str, str]:
    """Telephones by name: of the site's contacts, and of its team."""
    team = state.srt.get(site.code)
    found = {
        one.name.casefold(): one.phone
        for seat in (team.seats if team is not None else ())
        for one in seat.people
        if one.phone
    }
    return found | {one.name.casefold(): one.phone for one in site.contacts if one.phone}
