"""What a partner agency is shown of an incident: the common picture, its sites, units and people, and the shared log.

Nothing here counts: no number of the district, no ``seq``, no version of a record. A ``version`` is a digest of what is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.catalog.ics_roles import IcsRole
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.decision_records import DecisionStatus, FactKind
from dispatch.domain.incident_work import Benchmark, ObjectiveStatus, RequestStatus, ResourceKind
from dispatch.domain.incidents import OpenKind
from dispatch.domain.lens.incident_views import (
    CommanderView,
    CommandPlanView,
    PostView,
    TenureView,
    TransferView,
    UnifiedMemberView,
)
from dispatch.domain.lens.text_view import TextView
from dispatch.domain.premise import Floor, PremiseItem
from dispatch.domain.rooms import Hurt, PersonStatus
from dispatch.domain.roster import AgencyKind, Building, Room
from dispatch.domain.seats import LineTag, SeatEnd, ShareClass
from dispatch.domain.vocabulary import ActionStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentPersonView:
    """Somebody of an agency, and what they are here."""

    name: str
    title: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentView:
    """An agency at the incident: who speaks for it, and how many units it has there."""

    code: str
    name: str
    agency_kind: AgencyKind
    people: tuple[PresentPersonView, ...]
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedObjectiveView:
    """What command wants to reach."""

    text: TextView | None
    status: ObjectiveStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFunctionView:
    """Who holds a function of the incident's organisation."""

    role: IcsRole
    label: str
    name: str
    title: str
    agency: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedRequestView:
    """Something that the incident needs, who follows it up (nobody: None), how far it is and since when.

    ``asker``: the partner agency that asks; it alone is shown ``note``, what it is answered, and ``id``, to take it back until it is over.
    """

    id: str | None
    what: TextView | None
    count: int
    resource_kind: ResourceKind | None
    where: TextView | None
    asker: str | None
    agency: str | None
    owner: str | None
    status: RequestStatus
    since: datetime
    due: datetime | None
    note: TextView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedDecisionView:
    """A question and what was decided, by whom and when. ``label``: what the district's matrix calls it.

    ``asker``: the partner agency that proposed it; of a proposal also its options, why, and why it was declined or (``taken_back``) not
    wanted any more. ``id``: for that agency alone, to take it back until it is answered.
    """

    id: str | None
    label: str | None
    question: TextView | None
    status: DecisionStatus
    since: datetime
    may: tuple[str, ...]
    text: TextView | None
    made_by: CommanderView | None
    decided_at: datetime | None
    asker: str | None
    options: tuple[TextView | None, ...]
    rationale: TextView | None
    ended: TextView | None
    taken_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedOpenView:
    """A decision that the orders in force call for and nobody has made, or a function that nobody owns, since when."""

    open_kind: OpenKind
    label: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFactView:
    """What command must know at once, and whether it is known to."""

    fact_kind: FactKind
    text: TextView | None
    count: int | None
    site: str | None
    at: datetime
    acknowledged: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPatientsView:
    """How many patients of each severity, as command counted them. Never who."""

    red: int
    yellow: int
    green: int
    black: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedBenchmarkView:
    """What command said once, and when."""

    benchmark: Benchmark
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureView:
    """Collection ``pictures``: an incident as it is shared with one agency. Its id is the seat's, by which a guest names it."""

    id: str
    version: int
    agency: str
    shares: tuple[ShareClass, ...]
    until: datetime
    name: TextView | None
    mode: Mode
    opened_at: datetime
    terminated_at: datetime | None
    closed_at: datetime | None
    outcome: TextView | None
    post: PostView | None
    command: TenureView | None
    history: tuple[TenureView, ...]
    transfer: TransferView | None
    members: tuple[UnifiedMemberView, ...]
    plan: CommandPlanView
    no_command_since: datetime | None
    agencies: tuple[PresentView, ...]
    objectives: tuple[SharedObjectiveView, ...]
    functions: tuple[SharedFunctionView, ...]
    requests: tuple[SharedRequestView, ...]
    decisions: tuple[SharedDecisionView, ...]
    undecided: tuple[SharedOpenView, ...]
    facts: tuple[SharedFactView, ...]
    patients: SharedPatientsView | None
    """None: not counted yet, or counts of the hurt are not shared."""
    benchmarks: tuple[SharedBenchmarkView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderView:
    """A protective action that is in force."""

    action_type: ActionType
    mode: Mode
    status: ActionStatus
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountabilityView:
    """How a site stands with its people, in numbers."""

    since: datetime
    rooms: int
    reported: int
    settled: int
    missing: int
    extra: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedSiteView:
    """Collection ``shared_sites``. ``hurt`` None: counts of the hurt are not shared."""

    id: str
    version: int
    name: str
    address: str
    lat_e7: int
    lon_e7: int
    students: int
    staff: int
    orders: tuple[OrderView, ...]
    accountability: AccountabilityView | None
    hurt: tuple[Hurt, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPlanView:
    """Collection ``shared_plans``: plans, rooms, keys and dangers of a site (its id)."""

    id: str
    version: int
    buildings: tuple[Building, ...]
    rooms: tuple[Room, ...]
    items: tuple[PremiseItem, ...]
    floors: tuple[Floor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedMatrixView:
    """Collection ``shared_matrix``: a decision that concerns the agency at an incident, and who may make it as command stands.

    Whom the district asks and tells, and when it must be decided, stays with the district.
    """

    id: str
    version: int
    incident: str
    code: str
    label: str
    question: str
    may: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPersonView:
    """Collection ``shared_people``: somebody who is missing. Shown with a disclosure on record only."""

    id: str
    version: int
    site: str
    room: str
    name: TextView | None
    status: PersonStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedUnitView:
    """Collection ``shared_units``: a unit at work on the incident. ``partner``: of an agency that has a seat, by its own word."""

    id: str
    version: int
    name: str
    agency: str
    what: str
    status: UnitStatus
    since: datetime
    site: str | None
    emergency: bool
    partner: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgedView:
    """An agency has read a line."""

    agency: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedLineView:
    """Collection ``shared_log``: a line that every agency at the incident may read. ``agency`` None: the district's."""

    id: str
    version: int
    incident: str
    at: datetime
    tag: LineTag
    by: str
    agency: str | None
    title: str
    text: TextView | None
    asks: bool
    known: tuple[AcknowledgedView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestView:
    """Somebody invited; for the desk."""

    id: str
    name: str
    title: str
    invited_at: datetime
    invited_by: str
    until: datetime
    said_agency: str | None
    entered_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatView:
    """Collection ``seats``: what the desk and auditors see of an agency's seat."""

    id: str
    version: int
    incident: str
    agency: str
    shares: tuple[ShareClass, ...]
    sites: tuple[str, ...]
    opened_at: datetime
    opened_by: str
    until: datetime
    guests: tuple[GuestView, ...]
    ended_at: datetime | None
    end: SeatEnd | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerUnitView:
    """Collection ``partner_units``: a partner's unit as the desk sees it."""

    id: str
    version: int
    incident: str
    agency: str
    name: str
    what: str
    status: UnitStatus
    since: datetime
    by: str
    site: str | None


OutsideView = (
    PictureView
    | SharedMatrixView
    | SharedSiteView
    | SharedPlanView
    | SharedPersonView
    | SharedUnitView
    | SharedLineView
)
SeatRecordView = OutsideView | SeatView | PartnerUnitView
SEAT_COLLECTIONS: dict[str, type] = {
    "pictures": PictureView,
    "shared_matrix": SharedMatrixView,
    "shared_sites": SharedSiteView,
    "shared_plans": SharedPlanView,
    "shared_people": SharedPersonView,
    "shared_units": SharedUnitView,
    "shared_log": SharedLineView,
    "seats": SeatView,
    "partner_units": PartnerUnitView,
}
"""The collections of partner agencies, and of the desk about them."""
