"""Who should know something, from roster and duty: pure, and the same on every node.

Default deny: whoever is not named here is not asked, and is not shown anything by being asked. Somebody off duty is not listed. A
person without an open screen is, because duty is what counts and not the link.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, assert_never

from dispatch.domain.actor import DESK_ROLES, FIELD_ROLES, Actor, Role
from dispatch.domain.bolos import Bolo
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.receipts import Receipt
from dispatch.domain.records import Action, Call, DeskPositionState, Message, Notice, SiteState, UnitState
from dispatch.domain.roster import Contact
from dispatch.domain.vocabulary import NoticeKind

DESK = "desk"
"""The desk as one recipient: whoever sits there."""
POSITION = "position:"
"""One position of the desk: whoever sits at it now."""


class Roll(Protocol):
    """What must be known to say who should know: a state, or one that is being folded."""

    @property
    def units(self) -> Mapping[str, UnitState]:
        """Units."""

    @property
    def sites(self) -> Mapping[str, SiteState]:
        """Sites."""

    @property
    def calls(self) -> Mapping[str, Call]:
        """Calls."""

    @property
    def actions(self) -> Mapping[str, Action]:
        """Protective actions."""

    @property
    def messages(self) -> Mapping[str, Message]:
        """Messages."""

    @property
    def desk_positions(self) -> Mapping[str, DeskPositionState]:
        """Positions of the desk."""

    @property
    def bolos(self) -> Mapping[str, Bolo]:
        """BOLOs in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody who should know it, and how to reach him when his screen is silent."""

    id: str
    name: str
    people: tuple[str, ...] = ()
    phones: tuple[Contact, ...] = ()
    radio: bool = False
    person: str | None = None
    """Who sits at a position of the desk; nobody else's screen counts for it."""

    def had(self, receipt: Receipt) -> bool:
        """Whether this is a device of theirs."""
        if self.id.startswith(POSITION):
            return receipt.recipient == DESK and receipt.person == self.person
        return receipt.recipient == self.id


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Somebody with an account of a school's team, with an open screen or without."""

    person: str
    name: str


Teams = Mapping[str, tuple[TeamMember, ...]]
"""The teams by site."""
NO_TEAMS: Teams = {}


def recipient_of(actor: Actor) -> str | None:
    """For whom a person speaks when he says that he knows: his unit, his site's team, or the desk."""
    if actor.role in DESK_ROLES:
        return DESK
    if actor.role in FIELD_ROLES and actor.unit is not None:
        return f"unit:{actor.unit}"
    if actor.role is Role.SITE_TEAM_MEMBER and actor.site is not None:
        return f"site:{actor.site}"
    return None


def speaks_for(roll: Roll, notice: Notice, actor: Actor) -> tuple[str, ...]:
    """For whom his word counts about this notice: at the desk for the positions that he holds, and for the desk where that is asked."""
    own = recipient_of(actor)
    if own != DESK:
        return () if own is None else (own,)
    asked = expected(roll, notice)
    positions = tuple(one for one in asked if one.startswith(POSITION))
    held = tuple(one for one in positions if holder_of(roll, one) == actor.person)
    return held if positions and DESK not in asked else (*held, DESK)


def holder_of(roll: Roll, recipient: str) -> str | None:
    """Who sits at a position that is a recipient."""
    seat = roll.desk_positions.get(recipient.removeprefix(POSITION))
    return seat.person if seat is not None else None


def expected(roll: Roll, notice: Notice) -> tuple[str, ...]:
    """The ids of those who should know it, each once: sites, then units, then the desk."""
    match notice.notice_kind:
        case NoticeKind.ACTION:
            found = _of_action(roll, notice.record)
        case NoticeKind.EMERGENCY:
            found = _of_emergency(roll, notice.record)
        case NoticeKind.MESSAGE | NoticeKind.ALL_CALL:
            found = _of_message(roll, notice.record)
        case NoticeKind.BOLO:
            found = _of_bolo(roll, notice.record)
        case _:
            assert_never(notice.notice_kind)
    return tuple(dict.fromkeys(found))


def missing(roll: Roll, notice: Notice) -> tuple[str, ...]:
    """Those of them who are not known to know it."""
    known = {one.recipient for one in notice.known}
    return tuple(one for one in expected(roll, notice) if one not in known)


def audience(roll: Roll, notice: Notice) -> tuple[Recipient, ...]:
    """Those who should know it, with the ways to reach them."""
    return tuple(_recipient(roll, one) for one in expected(roll, notice))


def on_duty(unit: UnitState) -> bool:
    """Whether anybody is there to be told."""
    return unit.status is not UnitStatus.OFF


def _of_action(roll: Roll, action_id: str) -> Iterator[str]:
    """The site's team; the units that belong there, are there or go there; a Lockdown's sector too; the desk."""
    action = roll.actions.get(action_id)
    site = roll.sites.get(action.site) if action is not None else None
    if action is None or site is None:
        return
    yield f"site:{site.id}"
    here = {*site.roster.sros, *site.roster.csos}
    for unit in roll.units.values():
        call = roll.calls.get(unit.call or "")
        concerned = (
            unit.id in here
            or site.id in (unit.site, unit.roster.home_site)
            or (call is not None and call.place.site == site.id)
            or (action.type is ActionType.LOCKDOWN and unit.roster.sector == site.roster.sector != "")
        )
        if concerned and on_duty(unit):
            yield f"unit:{unit.id}"
    yield DESK


def _of_emergency(roll: Roll, unit_id: str) -> Iterator[str]:
    """Every other unit on duty, and the desk. A school is not told of an officer's emergency."""
    for unit in roll.units.values():
        if unit.id != unit_id and on_duty(unit):
            yield f"unit:{unit.id}"
    yield DESK


def _of_message(roll: Roll, message_id: str) -> Iterator[str]:
    message = roll.messages.get(message_id)
    if message is None:
        return
    for site in message.sites:
        if site in roll.sites:
            yield f"site:{site}"
    for unit_id in message.units:
        unit = roll.units.get(unit_id)
        if unit is not None and on_duty(unit):
            yield f"unit:{unit.id}"
    for position in message.positions:
        # What was written to a position before there were any is for the desk.
        yield f"{POSITION}{position}" if position in roll.desk_positions else DESK
    if message.desk:
        yield DESK


def _of_bolo(roll: Roll, bolo_id: str) -> Iterator[str]:
    """The teams of the sites it names, and the units on duty that it is for; the desk wrote it."""
    bolo = roll.bolos.get(bolo_id)
    if bolo is None:
        return
    for site in bolo.sites:
        if site in roll.sites:
            yield f"site:{site}"
    for unit_id in bolo.units or roll.units:
        unit = roll.units.get(unit_id)
        if unit is not None and on_duty(unit):
            yield f"unit:{unit_id}"


def _recipient(roll: Roll, recipient: str) -> Recipient:
    kind, _, code = recipient.partition(":")
    if kind == "unit":
        unit = roll.units[code]
        phone = unit.roster.phone
        who = ", ".join(unit.members) or unit.roster.name or code
        return Recipient(
            id=recipient,
            name=code,
            people=unit.members,
            phones=(Contact(name=who, title="Unit telephone", phone=phone),) if phone else (),
            radio=True,
        )
    if kind == "site":
        site = roll.sites[code]
        return Recipient(id=recipient, name=site.roster.name, phones=site.roster.contacts)
    if kind == "position":
        seat = roll.desk_positions[code]
        there = (seat.person_name,) if seat.person_name else ()
        return Recipient(id=recipient, name=seat.roster.name, people=there, person=seat.person)
    return Recipient(id=recipient, name="Desk")
