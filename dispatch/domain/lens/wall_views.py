"""What a wall display is shown, as screens get it: one record with all of it, made anew whenever any of it changes.

A ``version`` is a digest of what is shown. No person but those who command, speak or hold a function by name; no pupil, no caller, no
patient, no room, nothing of the radio log.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.catalog.modes import Mode, Nature
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.decision_records import FactKind
from dispatch.domain.incident_work import ObjectiveStatus
from dispatch.domain.incidents import Complexity, OpenKind
from dispatch.domain.lens.incident_views import InChargeView
from dispatch.domain.lens.outside_views import AccountabilityView
from dispatch.domain.lens.text_view import TextView
from dispatch.domain.seats import LineTag
from dispatch.domain.vocabulary import ActionStatus
from dispatch.domain.walls import WallShow


@dataclass(frozen=True, slots=True, kw_only=True)
class WallRecordView:
    """Collection ``walls``: a wall display as the desk and auditors have it."""

    id: str
    version: int
    name: str
    show: WallShow
    incident: str | None
    added_at: datetime
    added_by: str
    set_at: datetime
    set_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WallActionView:
    """In force. ``heard``: announced, or known at the site. ``released`` of its ``doors``, once they are opened one by one."""

    action_type: ActionType
    mode: Mode
    status: ActionStatus
    since: datetime
    heard: bool
    whole_site: bool
    released: int
    doors: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WallSiteView:
    """A site, its orders worst first, who is in charge there, and how it stands with its people (in numbers)."""

    code: str
    name: str
    actions: tuple[WallActionView, ...]
    charge: InChargeView | None
    accountability: AccountabilityView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WallHeadlineView:
    """An open incident in the district's list. ``owed``: how many decisions and functions nobody has taken."""

    number: str
    name: TextView | None
    mode: Mode
    opened_at: datetime
    complexity: Complexity
    sites: tuple[str, ...]
    charge: InChargeView
    owed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WallAlarmView:
    """An alarm that nobody has acknowledged; of a restricted call without its place."""

    label: str
    mode: Mode
    site: str | None
    unit: str | None
    since: datetime
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WallCountView:
    """How many units are in a status."""

    status: UnitStatus
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WallEmergencyView:
    """An officer emergency that is not over."""

    unit: str
    since: datetime
    site: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WallDistrictView:
    """The district: acting sites worst first, the codes of the others, incidents, alarms, units and calls in numbers."""

    acting: tuple[WallSiteView, ...]
    normal: tuple[str, ...]
    incidents: tuple[WallHeadlineView, ...]
    alarms: tuple[WallAlarmView, ...]
    emergencies: tuple[WallEmergencyView, ...]
    units: tuple[WallCountView, ...]
    calls_waiting: int
    waiting_since: datetime | None
    calls_active: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WallTransferView:
    """Command is to go from one to another."""

    outgoing: str
    incoming: str
    offered_at: datetime
    effective_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WallOpenView:
    """Something that nobody has decided or owns: what, the question in words, who may, since when."""

    open_kind: OpenKind
    label: str
    question: TextView | None
    may: tuple[str, ...]
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WallObjectiveView:
    """What command wants to reach."""

    text: TextView | None
    status: ObjectiveStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class WallFunctionView:
    """Who holds a function of the organisation."""

    label: str
    name: str
    agency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WallAgencyView:
    """An agency that is there, who stands for it, how many units it has there, and its PAR if it was said."""

    code: str
    name: str
    speaks: str | None
    units: int
    people: int | None
    missing: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WallParView:
    """PAR of the whole incident: how many of those asked have answered, and who has not; how many people there are, and are missing."""

    started_at: datetime
    asked: int
    answered: int
    people: int
    missing: int
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WallBenchmarkView:
    """A moment of the incident that command or the log marked."""

    label: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WallFactView:
    """A critical fact. Of the hurt and the dead only that command has to know something: no words and no number."""

    fact_kind: FactKind
    text: TextView | None
    count: int | None
    site: str | None
    at: datetime
    acknowledged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WallLineView:
    """A line of the log that is shared with every agency at the incident."""

    at: datetime
    tag: LineTag
    agency: str | None
    title: str
    text: TextView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WallIncidentView:
    """One incident. No number of the district: the room may be full of other agencies."""

    name: TextView | None
    mode: Mode
    complexity: Complexity
    opened_at: datetime
    terminated_at: datetime | None
    closed_at: datetime | None
    charge: InChargeView
    transfer: WallTransferView | None
    sites: tuple[WallSiteView, ...]
    open: tuple[WallOpenView, ...]
    objectives: tuple[WallObjectiveView, ...]
    functions: tuple[WallFunctionView, ...]
    agencies: tuple[WallAgencyView, ...]
    par: WallParView | None
    emergencies: tuple[WallEmergencyView, ...]
    units: tuple[WallCountView, ...]
    benchmarks: tuple[WallBenchmarkView, ...]
    facts: tuple[WallFactView, ...]
    lines: tuple[WallLineView, ...]
    next_meeting: datetime | None
    period_to: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WallPictureView:
    """Collection ``wall_pictures``: all that a wall display shows. Either ``incident``, or ``district``; ``show``: what it is set to."""

    id: str
    version: int
    show: WallShow
    home: str
    department: str
    nature: Nature
    demo: bool
    district: WallDistrictView | None
    incident: WallIncidentView | None


WallRecords = WallRecordView | WallPictureView
WALL_COLLECTIONS: dict[str, type] = {"walls": WallRecordView, "wall_pictures": WallPictureView}
"""The collections of wall displays, and of the desk about them."""
