"""The records as screens get them. One frozen class a collection; what a part may not see is not in its class or is None.

Shapes of the wire: the edges encode these as they stand (times RFC 3339 UTC, coordinates 1e-7 degree) and the browser's types are
generated from them. ``version`` of a full record is its own; that of a reduced one is a digest of what is shown, so that a change
that the reader may not see does not even move a number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.catalog.decision_matrix import MatrixRow
from dispatch.domain.catalog.modes import Mode, Nature
from dispatch.domain.catalog.protective_actions import ActionType, EntryMode, Hazard, RoomClear
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.lens.bolo_views import BoloAckView, BoloView
from dispatch.domain.lens.conduct_views import (
    CheckInView,
    DecisionView,
    FactView,
    FunctionView,
    ObjectiveView,
    PatientsView,
    RequestView,
)
from dispatch.domain.lens.crew_views import CrewView
from dispatch.domain.lens.desk_views import AlarmView, DeskPositionView, TimerView, UnsavedView
from dispatch.domain.lens.device_views import PanicDeviceView, PressView, TestWindowView
from dispatch.domain.lens.files import FileView
from dispatch.domain.lens.incident_views import InChargeView, IncidentView
from dispatch.domain.lens.notice_views import MessageView, NoticeView
from dispatch.domain.lens.outside_views import SEAT_COLLECTIONS, SeatRecordView
from dispatch.domain.lens.panic_views import AppPanicView
from dispatch.domain.lens.place_view import PlaceView
from dispatch.domain.lens.room_views import AccountingView, DayListView, MatchesView, RoomNamesView, RoomView
from dispatch.domain.lens.shift_views import HandoverView, ShiftEntryView
from dispatch.domain.lens.site_views import AgencyView, PlanView, PremiseView, SiteView, WorkOrderView
from dispatch.domain.lens.srt_views import SrtView
from dispatch.domain.lens.text_view import TextView
from dispatch.domain.lens.threat_views import PatternView, VerifiedView
from dispatch.domain.lens.wall_views import WALL_COLLECTIONS, WallRecords
from dispatch.domain.rooms import RoomStatus
from dispatch.domain.roster import Alias, UnitKind
from dispatch.domain.vocabulary import (
    ActionEnd,
    ActionSource,
    ActionStatus,
    AssignmentStatus,
    CallStatus,
    EmergencySource,
    LinkKind,
    Priority,
    RollCallCause,
    TimeSource,
)

__all__ = [
    "AccountingView",
    "AgencyView",
    "AlarmView",
    "AppPanicView",
    "BoloAckView",
    "BoloView",
    "CheckInView",
    "DayListView",
    "DecisionView",
    "DeskPositionView",
    "FactView",
    "FileView",
    "FunctionView",
    "HandoverView",
    "InChargeView",
    "IncidentView",
    "MatchesView",
    "ObjectiveView",
    "PanicDeviceView",
    "PatientsView",
    "PlaceView",
    "PlanView",
    "PremiseView",
    "PressView",
    "RequestView",
    "RoomNamesView",
    "RoomView",
    "ShiftEntryView",
    "SiteView",
    "SrtView",
    "TestWindowView",
    "TextView",
    "TimerView",
    "UnsavedView",
    "WorkOrderView",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrafficView:
    """Emergency traffic only: since when, by whom, on which channel (None: all), for which unit."""

    since: datetime
    by: str
    channel: str | None
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictView:
    """Collection ``district``, every part. ``traffic`` is told to those on the radio, not to a site."""

    id: str
    version: int
    name: str
    department: str
    callsign: str
    nature: Nature
    demo: bool
    drills_suspended: bool
    traffic: TrafficView | None
    aliases: tuple[Alias, ...]
    """The desk's own words for the command line; nobody else types there."""
    decisions: tuple[MatrixRow, ...]
    """The district's own decision matrix, for those who may have to decide; empty: the one that is built in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyView:
    """An officer emergency that is not over."""

    since: datetime
    source: EmergencySource
    lat_e7: int | None
    lon_e7: int | None
    accuracy_m: int | None
    position_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitView:
    """Collections ``units`` (desk, field, auditor) and ``me`` (the unit's own part). ``lines`` is 0 outside the desk."""

    id: str
    version: int
    unit_kind: UnitKind
    agency: str
    name: str
    home_site: str | None
    sector: str
    capabilities: tuple[str, ...]
    status: UnitStatus
    since: datetime
    call: str | None
    call_number: str | None
    site: str | None
    members: tuple[str, ...]
    check_due: datetime | None
    emergency: EmergencyView | None
    assignment: str | None
    stack: tuple[str, ...]
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """One report of a call."""

    source: CallSource
    place: PlaceView
    at: datetime
    caller: TextView | None
    callback: TextView | None
    device: str | None
    split_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerView:
    """Who of the desk works a call."""

    person: str
    name: str
    position: str
    since: datetime


@dataclass(frozen=True, slots=True)
class LinkView:
    """A tie to another call."""

    kind: LinkKind
    call: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallView:
    """Collection ``calls``: a call in full (desk, auditor, and the part of a unit assigned to it)."""

    id: str
    version: int
    number: str
    type: str
    priority: Priority
    mode: Mode
    status: CallStatus
    source: CallSource
    place: PlaceView
    caller: TextView | None
    callback: TextView | None
    text: TextView | None
    reports: tuple[ReportView, ...]
    units: tuple[str, ...]
    stacked: tuple[str, ...]
    actions: tuple[str, ...]
    times: Mapping[str, datetime]
    links: tuple[LinkView, ...]
    until: datetime | None
    preempted: bool
    disposition: str | None
    secondary: str | None
    outcome: TextView | None
    owner: OwnerView | None
    files: tuple[FileView, ...]
    pattern: PatternView | None
    """Threats at several sites to which it belongs."""
    verified: tuple[VerifiedView, ...]
    """What was found out about it as a threat."""
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineView:
    """Collection ``headlines``: an open call as the field and its own site see it. ``type`` None: restricted."""

    id: str
    version: int
    number: str
    type: str | None
    priority: Priority
    mode: Mode
    status: CallStatus
    site: str | None
    building: str | None
    zone: str | None
    room: str | None
    lat_e7: int | None
    lon_e7: int | None
    units: tuple[str, ...]
    received_at: datetime
    desk_at: datetime | None
    """When somebody at the desk first answered an alarm of it. None: nobody did, or it raised none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentView:
    """Collection ``assignments``: desk, auditor, and the unit's own part."""

    id: str
    version: int
    unit: str
    call: str
    status: AssignmentStatus
    unit_status: UnitStatus
    times: Mapping[str, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionView:
    """Collection ``actions``: a protective action without its texts. ``lines`` is 0 outside the desk."""

    id: str
    version: int
    site: str
    type: ActionType
    mode: Mode
    status: ActionStatus
    source: ActionSource
    call: str | None
    zones: tuple[str, ...]
    rooms: tuple[str, ...]
    entry_mode: EntryMode | None
    hazard: Hazard | None
    police_led: bool
    started_at: datetime
    started_by: str
    started_by_name: str
    started_by_role: str
    desk_at: datetime | None
    announced_at: datetime | None
    announced_by: str | None
    heard_due: datetime | None
    release_requested_at: datetime | None
    release_requested_by: str | None
    release_authority: str | None
    release_begun_at: datetime | None
    board: Mapping[str, RoomClear] | None
    ended_at: datetime | None
    end: ActionEnd | None
    released_by: str | None
    confirmed_by: str | None
    superseded_by: str | None
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionTextView:
    """Collection ``action_texts``: what was said with the order; same id as its action. Desk, site, units sent there."""

    id: str
    version: int
    strategy: TextView | None
    location: TextView | None
    area: TextView | None
    reason: TextView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RollMarkView:
    """One unit of a roll call: when it answered and who says so, or when it left the call without."""

    unit: str
    answered_at: datetime | None
    by: str | None
    text: TextView | None
    left_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RollCallView:
    """Collection ``roll_calls``: the last roll call of a call. Desk, auditor, and the units that are asked."""

    id: str
    version: int
    call: str
    number: str
    site: str | None
    cause: RollCallCause
    started_at: datetime
    started_by: str
    due: datetime
    marks: tuple[RollMarkView, ...]
    ended_at: datetime | None
    complete: bool
    reason: TextView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """A line of the log as one part may read it.

    ``title`` is rendered from the event for this part; ``detail`` is the person's text, whole or None. ``kind`` is the event's kind.
    ``supersedes`` names the line that this one corrects.
    """

    id: str
    kind: str
    at: datetime
    occurred_at: datetime
    occurred_source: TimeSource
    actor: str
    role: str
    position: str
    title: str
    detail: TextView | None
    call: str | None
    number: str | None
    site: str | None
    unit: str | None
    to: str | None
    channel: str | None
    """Of a radio transmission: whom it was for, and where it was heard. ``unit`` is who was heard."""
    action: str | None
    action_type: ActionType | None
    file: str | None
    """The file of the call that this line says was attached."""
    unit_status: UnitStatus | None
    room: str | None
    room_status: RoomStatus | None
    """Which room of the site reported what, if it was in time."""
    mode: Mode | None
    warning: str | None
    supersedes: str | None
    reason: TextView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionView:
    """Where a unit last was, by its own report. Telemetry: never in the log, latest wins, its age always shown."""

    unit: str
    at: datetime
    lat_e7: int
    lon_e7: int
    accuracy_m: int | None
    heading_deg: int | None
    speed_kmh: int | None
    battery_pct: int | None


RecordView = (
    DistrictView
    | AgencyView
    | SiteView
    | PremiseView
    | PlanView
    | UnitView
    | CallView
    | HeadlineView
    | AssignmentView
    | ActionView
    | ActionTextView
    | AlarmView
    | TimerView
    | WorkOrderView
    | RollCallView
    | BoloView
    | BoloAckView
    | DeskPositionView
    | ShiftEntryView
    | HandoverView
    | MessageView
    | NoticeView
    | PanicDeviceView
    | PressView
    | TestWindowView
    | CrewView
    | IncidentView
    | InChargeView
    | DecisionView
    | FactView
    | FunctionView
    | ObjectiveView
    | RequestView
    | CheckInView
    | PatientsView
    | AppPanicView
    | SrtView
    | AccountingView
    | RoomView
    | RoomNamesView
    | MatchesView
    | DayListView
    | SeatRecordView
    | WallRecords
    | UnsavedView
)

COLLECTIONS: dict[str, type] = {
    "district": DistrictView,
    "agencies": AgencyView,
    "sites": SiteView,
    "premises": PremiseView,
    "plans": PlanView,
    "units": UnitView,
    "me": UnitView,
    "calls": CallView,
    "headlines": HeadlineView,
    "assignments": AssignmentView,
    "actions": ActionView,
    "action_texts": ActionTextView,
    "alarms": AlarmView,
    "timers": TimerView,
    "desk_positions": DeskPositionView,
    "work_orders": WorkOrderView,
    "roll_calls": RollCallView,
    "bolos": BoloView,
    "bolo_acks": BoloAckView,
    "shift_entries": ShiftEntryView,
    "handovers": HandoverView,
    "messages": MessageView,
    "notices": NoticeView,
    "devices": PanicDeviceView,
    "presses": PressView,
    "test_windows": TestWindowView,
    "crews": CrewView,
    "incidents": IncidentView,
    "in_charge": InChargeView,
    "decisions": DecisionView,
    "facts": FactView,
    "functions": FunctionView,
    "objectives": ObjectiveView,
    "requests": RequestView,
    "check_ins": CheckInView,
    "patients": PatientsView,
    "panics": AppPanicView,
    "srt": SrtView,
    "accountings": AccountingView,
    "rooms": RoomView,
    "room_names": RoomNamesView,
    "matches": MatchesView,
    "day_lists": DayListView,
    **SEAT_COLLECTIONS,
    **WALL_COLLECTIONS,
    "unsaved": UnsavedView,
}
"""Every collection that a snapshot or frame may carry, and the shape of its records."""
