"""What somebody may ask for about an incident's organisation and work: functions, objectives, requests, check-in, counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from dispatch.domain.catalog.ics_roles import IcsRole
from dispatch.domain.incident_work import Benchmark, CheckInStatus, RequestStatus, ResourceKind
from dispatch.domain.incidents import SaidHow
from dispatch.domain.limits import Code, Count, Id, ShortText


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignFunction:
    """Somebody holds a function of the organisation, or is its deputy. Who held it before is relieved by it."""

    kind: ClassVar[str] = "AssignFunction"
    incident: Id
    role: IcsRole
    name: ShortText
    title: ShortText
    agency: Code
    unit: Code | None = None
    deputy: bool = False
    how: SaidHow = SaidHow.RADIO
    said_by: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelieveFunction:
    """Nobody holds a function any more; it falls to the next above."""

    kind: ClassVar[str] = "RelieveFunction"
    incident: Id
    role: IcsRole
    deputy: bool = False
    reason: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetObjective:
    """Command wants to reach this."""

    kind: ClassVar[str] = "SetObjective"
    incident: Id
    text: ShortText
    how: SaidHow = SaidHow.RADIO
    said_by: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndObjective:
    """An objective is met, or no longer one."""

    kind: ClassVar[str] = "EndObjective"
    incident: Id
    objective: Id
    met: bool
    how: SaidHow = SaidHow.RADIO
    said_by: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestResource:
    """The incident needs something. ``owner`` follows it up. ``asker``: the partner agency that asks; ``agency``: whom it is asked of."""

    kind: ClassVar[str] = "RequestResource"
    incident: Id
    what: ShortText
    count: Count = 1
    agency: Code | None = None
    owner: ShortText | None = None
    due: datetime | None = None
    asker: Code | None = None
    resource_kind: ResourceKind | None = None
    where: ShortText | None = None
    how: SaidHow = SaidHow.RADIO
    said_by: ShortText | None = None
    site: Code | None = None
    """A school's team asks for its school."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveRequest:
    """What was asked for has got further, or somebody else follows it up."""

    kind: ClassVar[str] = "MoveRequest"
    incident: Id
    request: Id
    status: RequestStatus | None = None
    owner: ShortText | None = None
    agency: Code | None = None
    due: datetime | None = None
    note: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInResource:
    """Somebody has arrived. Who was not sent for goes to staging.

    ``departed_from``, ``departed_at``, ``travel``: where they left, when, and in what.
    """

    kind: ClassVar[str] = "CheckInResource"
    incident: Id
    name: ShortText
    agency: Code
    resource: ShortText
    unit: Code | None = None
    people: Count = 1
    sent_for: bool = False
    assignment: ShortText | None = None
    contact: ShortText | None = None
    qualifications: ShortText | None = None
    departed_from: ShortText | None = None
    departed_at: datetime | None = None
    travel: ShortText | None = None
    how: SaidHow = SaidHow.RADIO
    said_by: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageUnit:
    """A unit that nobody sent says that it is at a site with an incident. It goes to staging there, and is shown the incident."""

    kind: ClassVar[str] = "StageUnit"
    unit: Code
    site: Code
    people: Count = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveCheckIn:
    """Somebody who is checked in is assigned, stages, rests or has left."""

    kind: ClassVar[str] = "MoveCheckIn"
    incident: Id
    check_in: Id
    status: CheckInStatus
    assignment: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkBenchmark:
    """Command says it once: contained, threat neutralised, fire under control."""

    kind: ClassVar[str] = "MarkBenchmark"
    incident: Id
    benchmark: Benchmark
    how: SaidHow = SaidHow.RADIO
    said_by: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountPatients:
    """How many patients there are of each severity, now. Counts only."""

    kind: ClassVar[str] = "CountPatients"
    incident: Id
    red: Count
    yellow: Count
    green: Count
    black: Count
    how: SaidHow = SaidHow.RADIO
    said_by: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHeadCount:
    """PAR of an agency, or of a group of the organisation: so many people, so many of them missing."""

    kind: ClassVar[str] = "ReportHeadCount"
    incident: Id
    agency: Code
    people: Count
    missing: Count = 0
    role: IcsRole | None = None
    how: SaidHow = SaidHow.RADIO
    said_by: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPar:
    """PAR of the whole incident: every agency that is there, every group, and by roll call every unit of ours is asked."""

    kind: ClassVar[str] = "StartPar"
    incident: Id


ConductCommand = (
    AssignFunction
    | RelieveFunction
    | SetObjective
    | EndObjective
    | RequestResource
    | MoveRequest
    | CheckInResource
    | StageUnit
    | MoveCheckIn
    | MarkBenchmark
    | CountPatients
    | ReportHeadCount
    | StartPar
)
