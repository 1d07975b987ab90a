"""Messages, and who knows what, as screens get them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dispatch.domain.catalog.modes import Mode
from dispatch.domain.lens.text_view import TextView
from dispatch.domain.roster import Contact
from dispatch.domain.vocabulary import KnownWay, NoticeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageView:
    """Collection ``messages``: desk and auditor all; a unit and a site those that they wrote or that are for them.

    A site is not told who else got it.
    """

    id: str
    version: int
    text: TextView | None
    sent_at: datetime
    sender_name: str
    sender_role: str
    unit: str | None
    site: str | None
    units: tuple[str, ...]
    sites: tuple[str, ...]
    positions: tuple[str, ...]
    desk: bool
    everyone: bool
    groups: tuple[str, ...]
    critical: bool
    template: str | None
    call: str | None
    call_number: str | None
    reply_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """Collection ``notices``: what the record ``record`` of ``collection`` asks people to know, and which recipients are known to.

    The desk and the auditor see all of them, the field the units, a site itself. A screen that has painted a frame or snapshot
    with notices in it says so (``seen``).
    """

    id: str
    version: int
    notice_kind: NoticeKind
    collection: str
    record: str
    since: datetime
    mode: Mode
    urgent: bool
    known: tuple[str, ...]
    missing: int
    unreached: int
    asked: int
    stage: int


class Progress(StrEnum):
    """How far something is known to have got to somebody."""

    NOT_REACHED = "not_reached"
    DELIVERED = "delivered"
    """Sent to a device of theirs."""
    PAINTED = "painted"
    """Shown on a visible page of theirs."""
    KNOWN = "known"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceView:
    """How far it got to one device of one person."""

    person: str
    device: str
    delivered_at: datetime | None
    painted_at: datetime | None
    push_failed_at: datetime | None
    """It could not be woken by Web Push, for this notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamMemberView:
    """How far it got to one person of a school's team: without any open screen, not at all. ``phone``: of the contact of that name."""

    name: str
    progress: Progress
    at: datetime | None
    phone: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One recipient who should know it: how far it got, since when, and how else to reach them."""

    recipient: str
    name: str
    people: tuple[str, ...]
    progress: Progress
    at: datetime | None
    way: KnownWay | None
    by: str | None
    """Whose word it is that they know."""
    radio: bool
    phones: tuple[Contact, ...]
    devices: tuple[DeviceView, ...]
    team: tuple[TeamMemberView, ...]
    """Of a site: everybody with an account of its team, who has not got it first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomPersonReachView:
    """Somebody whose device is in a room. ``phone``: of the contact or team member of that name."""

    name: str
    phone: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomWithoutView:
    """A room that is not known to have an order. ``people`` empty: nobody is rostered there. ``at``: when it was sent there."""

    room: str
    progress: Progress
    at: datetime | None
    people: tuple[RoomPersonReachView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomsReachedView:
    """An order room by room: ``had`` of ``asked`` have it, shown on a screen there or answered by the room itself.

    ``empty`` rooms, where nobody has a class, are not asked.
    """

    asked: int
    had: int
    empty: int
    without: tuple[RoomWithoutView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerView:
    """Who knows one notice. Telemetry for desk and auditor: computed from the log, the duty and the receipts as they now are."""

    notice: str
    asked: int
    known: int
    painted: int
    delivered: int
    not_reached: int
    rows: tuple[LedgerRow, ...]
    rooms: RoomsReachedView | None
    """Of an order at a site with rooms on record."""
