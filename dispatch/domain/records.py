"""The records of the live state: what is true now of one call, unit, site, action, alarm or timer.

Frozen; a change makes a new record. ``version`` is the seq of the event that last touched a record: what ``expect`` compares.
``lines`` counts the log lines about it, so that a screen knows what it lacks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.actor import Role
from dispatch.domain.catalog.alarm_plans import AlarmStep
from dispatch.domain.catalog.decision_matrix import MatrixRow
from dispatch.domain.catalog.modes import Mode, Nature
from dispatch.domain.catalog.protective_actions import ActionType, EntryMode, Hazard, RoomClear
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.files import CallFile
from dispatch.domain.roster import AgencyKind, Alias, DeskPosition, Site, Unit
from dispatch.domain.text import Secret, TextClass
from dispatch.domain.threats import Threat, Verified
from dispatch.domain.vocabulary import (
    ActionEnd,
    ActionSource,
    ActionStatus,
    AlarmKind,
    AssignmentStatus,
    CallStatus,
    EmergencySource,
    KnownWay,
    LinkKind,
    NoticeKind,
    Priority,
    RollCallCause,
    TimerKind,
    WorkOrderSource,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrafficHold:
    """Emergency traffic only: since when, by whom, on which channel (None: all), for which unit."""

    since: datetime
    by: str
    channel: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """Whose log this is."""

    id: str
    name: str
    department: str
    callsign: str
    nature: Nature
    demo: bool
    drills_suspended: bool = False
    traffic: TrafficHold | None = None
    aliases: tuple[Alias, ...] = ()
    """What its people say for the words of the command line."""
    decisions: tuple[MatrixRow, ...] = ()
    """Its own decision matrix; empty: the one that is built in."""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where: a site first, then building, zone or room; words and coordinates (1e-7 degree, WGS 84) for anywhere else."""

    site: str | None = None
    building: str | None = None
    zone: str | None = None
    room: str | None = None
    address: Secret | None = None
    lat_e7: int | None = None
    lon_e7: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report of a call: how and from where it came."""

    source: CallSource
    place: Place
    at: datetime
    caller: Secret | None = None
    callback: Secret | None = None
    device: str | None = None
    split_to: str | None = None
    """The number of the call that was made of it; it counts there, and is kept here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Who of the desk works a call, from which position, since when."""

    person: str
    name: str
    position: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Link:
    """A call's tie to another."""

    kind: LinkKind
    call: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call for service. ``times`` holds the standard timestamps (t_received, t_dispatched …), each set once."""

    id: str
    number: str
    type: str
    priority: Priority
    mode: Mode
    status: CallStatus
    source: CallSource
    place: Place
    caller: Secret | None = None
    callback: Secret | None = None
    text: Secret | None = None
    reports: tuple[Report, ...] = ()
    units: tuple[str, ...] = ()
    """Units at work on it now, in the order they were sent."""
    stacked: tuple[str, ...] = ()
    """Units for which it waits behind another call."""
    actions: tuple[str, ...] = ()
    """Protective actions started for it."""
    times: Mapping[str, datetime]
    links: tuple[Link, ...] = ()
    until: datetime | None = None
    """Held or scheduled until then."""
    preempted: bool = False
    """Its units were pulled for a higher call: it stands at the top of its class."""
    disposition: str | None = None
    secondary: str | None = None
    outcome: Secret | None = None
    created_by: str
    owner: Owner | None = None
    files: tuple[CallFile, ...] = ()
    pattern: tuple[Threat, ...] = ()
    """Threats at several sites to which this one belongs, the first first; itself among them."""
    verified: tuple[Verified, ...] = ()
    """What was found out about it as a threat, the last answer last."""
    lines: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """One unit's work on one call. Status and times belong to it alone and never bleed into another."""

    id: str
    unit: str
    call: str
    status: AssignmentStatus
    unit_status: UnitStatus
    times: Mapping[str, datetime]
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency:
    """An officer emergency that is not over."""

    since: datetime
    source: EmergencySource
    lat_e7: int | None = None
    lon_e7: int | None = None
    accuracy_m: int | None = None
    position_at: datetime | None = None
    before: UnitStatus = UnitStatus.AV


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitState:
    """A unit now: its roster entry and what it is doing. ``members`` are the people in it this shift."""

    id: str
    roster: Unit
    status: UnitStatus
    since: datetime
    assignment: str | None = None
    call: str | None = None
    call_number: str | None = None
    site: str | None = None
    """The site it is at or going to."""
    stack: tuple[str, ...] = ()
    """Assignments waiting behind the present one, oldest first."""
    members: tuple[str, ...] = ()
    check_minutes: int | None = None
    """Set by hand for this assignment; None: the rule's default."""
    check_due: datetime | None = None
    emergency: Emergency | None = None
    calls_this_shift: int = 0
    """How often it was sent to a call since it came on duty."""
    lines: int = 0
    told_at: datetime | None = None
    """When its status was true, as claimed or, without a claim, as recorded. What was true before this comes too late."""
    capabilities: tuple[str, ...] | None = None
    """What its crew can do, as they signed on; None: as the roster says."""
    on_duty_since: datetime | None = None
    """None: off duty. Where it was before this is nobody's business."""
    version: int = 0

    @property
    def can(self) -> tuple[str, ...]:
        """What it can do this shift."""
        return self.roster.capabilities if self.capabilities is None else self.capabilities


@dataclass(frozen=True, slots=True, kw_only=True)
class RollMark:
    """One unit of a roll call: when it answered and who says so, or when it left the call without."""

    unit: str
    answered_at: datetime | None = None
    by: str | None = None
    text: Secret | None = None
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RollCall:
    """A roll call (PAR) of the units on a call. Complete when each has answered or has left the call."""

    id: str
    call: str
    number: str
    site: str | None = None
    cause: RollCallCause
    started_at: datetime
    started_by: str
    due: datetime
    """Who has not answered by then is missing."""
    marks: tuple[RollMark, ...] = ()
    ended_at: datetime | None = None
    complete: bool = False
    reason: Secret | None = None
    version: int = 0

    @property
    def missing(self) -> tuple[str, ...]:
        """Units that are still to answer."""
        return tuple(one.unit for one in self.marks if one.answered_at is None and one.left_at is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteState:
    """A site now: its roster entry. What is in force there are ``Action`` records."""

    id: str
    roster: Site
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPositionState:
    """A position of the desk now: its roster entry and who sits there. ``since`` is when that last changed."""

    id: str
    roster: DeskPosition
    person: str | None = None
    person_name: str | None = None
    role: Role | None = None
    since: datetime | None = None
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyState:
    """An agency."""

    id: str
    name: str
    agency_kind: AgencyKind
    phone: str = ""
    channel: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOrder:
    """A defect at a site that is not put right yet."""

    id: str
    site: str
    building: str | None
    room: str | None
    source: WorkOrderSource
    text: Secret
    opened_at: datetime
    opened_by: str
    due: datetime | None = None
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A protective action at one site. In force until ``status`` is ENDED."""

    id: str
    site: str
    type: ActionType
    mode: Mode
    status: ActionStatus
    source: ActionSource
    call: str | None = None
    zones: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    entry_mode: EntryMode | None = None
    hazard: Hazard | None = None
    police_led: bool = False
    strategy: Secret | None = None
    location: Secret | None = None
    area: Secret | None = None
    reason: Secret | None = None
    started_at: datetime
    started_by: str
    started_by_name: str
    started_by_role: str
    desk_at: datetime | None = None
    """When the desk was first known to have it: ordered there, or acknowledged there."""
    announced_at: datetime | None = None
    announced_by: str | None = None
    heard_due: datetime | None = None
    """When it should have been announced or heard; past it, an alarm."""
    release_requested_at: datetime | None = None
    release_requested_by: str | None = None
    release_authority: str | None = None
    release_begun_at: datetime | None = None
    board: Mapping[str, RoomClear] | None = None
    """The room-release board of a Lockdown, once opened."""
    ended_at: datetime | None = None
    end: ActionEnd | None = None
    released_by: str | None = None
    confirmed_by: str | None = None
    superseded_by: str | None = None
    lines: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something that a person must see. Stays until acknowledged and its cause is gone."""

    id: str
    alarm_kind: AlarmKind
    raised_at: datetime
    mode: Mode = Mode.ACTUAL
    call: str | None = None
    site: str | None = None
    unit: str | None = None
    action: str | None = None
    count: int = 1
    """How many times it was raised again before anybody answered."""
    stage: int = 0
    step: AlarmStep = AlarmStep.RAISED
    rung_at: datetime
    """From when its steps are counted: when it was raised, or raised again as something graver."""
    next_at: datetime | None = None
    """When its next step comes; None: it has gone as far as it goes."""
    ring: tuple[str, ...] = ()
    """Positions where it rings; none: at every console."""
    late: bool = False
    """A panic of presses that came long after they were made, and of no others."""
    unverified: bool = False
    """A panic of presses of which none is known to come from the device it names."""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """Something that falls due. ``generation`` is the seq that set it: firing an older generation does nothing."""

    id: str
    timer_kind: TimerKind
    due: datetime
    started: datetime
    generation: int
    stage: int = 0
    call: str | None = None
    site: str | None = None
    unit: str | None = None
    action: str | None = None
    alarm: str | None = None
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What somebody wrote to units, sites, the desk or everybody. Groups are resolved when it is sent and kept as they were said."""

    id: str
    text: Secret
    sent_at: datetime
    sender: str
    sender_name: str
    sender_role: str
    unit: str | None = None
    """The unit that wrote it."""
    site: str | None = None
    """The site whose team wrote it."""
    units: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    desk: bool = False
    everyone: bool = False
    groups: tuple[str, ...] = ()
    critical: bool = False
    template: str | None = None
    call: str | None = None
    call_number: str | None = None
    reply_to: str | None = None
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """That a recipient knows, by whose word, since when and how."""

    recipient: str
    person: str
    name: str
    at: datetime
    way: KnownWay


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that certain people must know, and who of them is known to know it.

    It is about the record ``record`` of ``collection``; ``edition`` is the seq at which what must be known was last said anew.
    Who should know is computed from roster and duty (``audience``) and stands nowhere.
    """

    id: str
    notice_kind: NoticeKind
    collection: str
    record: str
    edition: int
    since: datetime
    mode: Mode = Mode.ACTUAL
    urgent: bool = True
    """Whether silence raises an alarm."""
    known: tuple[Known, ...] = ()
    missing: int = 0
    """How many were not known to know it when that was last asked for."""
    unreached: int = 0
    """How many of these it had not even reached."""
    asked: int = 0
    """How many should have known it then."""
    stage: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LineMeta:
    """What must be remembered of a person's line while its subject is live: enough to correct it, none of its text."""

    id: str
    seq: int
    text_class: TextClass
    author: str
    call: str | None = None
    site: str | None = None
    unit: str | None = None
    superseded_by: str | None = None
