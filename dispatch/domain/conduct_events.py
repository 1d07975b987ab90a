"""What happened to an incident's organisation and work. Each names the incident's first call, as its other events do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from dispatch.domain.catalog.ics_roles import IcsRole
from dispatch.domain.incident_work import Benchmark, CheckInStatus, RequestStatus, ResourceKind
from dispatch.domain.incidents import Commander, Word
from dispatch.domain.text import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class ParGroup:
    """A group that is asked, and the agency of whoever leads it."""

    role: IcsRole
    agency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionAssigned:
    """Somebody holds a function, or is its deputy. ``before``: who is relieved by it."""

    kind: ClassVar[str] = "FunctionAssigned"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    role: IcsRole
    who: Commander
    deputy: bool
    before: str | None
    word: Word


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionRelieved:
    """Nobody holds a function any more."""

    kind: ClassVar[str] = "FunctionRelieved"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    role: IcsRole
    who: Commander
    deputy: bool
    reason: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveSet:
    """Command wants to reach this."""

    kind: ClassVar[str] = "ObjectiveSet"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    objective: str
    text: Secret
    word: Word


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveEnded:
    """An objective is met, or no longer one."""

    kind: ClassVar[str] = "ObjectiveEnded"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    objective: str
    place: int
    met: bool
    word: Word


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceRequested:
    """The incident needs something. ``asker``: the partner agency that asks for it."""

    kind: ClassVar[str] = "ResourceRequested"
    version: ClassVar[int] = 2
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    request: str
    what: Secret
    count: int
    agency: str | None
    owner: str | None
    due: datetime | None
    word: Word
    asker: str | None
    resource_kind: ResourceKind | None
    where: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestMoved:
    """What was asked for has got further; None: as it was."""

    kind: ClassVar[str] = "RequestMoved"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    request: str
    place: int
    status: RequestStatus | None
    owner: str | None
    agency: str | None
    due: datetime | None
    note: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceCheckedIn:
    """Somebody has arrived, is on the list, and stages or works."""

    kind: ClassVar[str] = "ResourceCheckedIn"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    check_in: str
    name: str
    agency: str
    of_unit: str | None
    resource: str
    people: int
    sent_for: bool
    status: CheckInStatus
    assignment: str | None
    contact: Secret | None
    qualifications: str | None
    word: Word
    departed_from: Secret | None = None
    departed_at: datetime | None = None
    travel: Secret | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInMoved:
    """Somebody who is checked in does something else now."""

    kind: ClassVar[str] = "CheckInMoved"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    check_in: str
    name: str
    agency: str
    status: CheckInStatus
    assignment: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkReached:
    """Command said it: a standard timestamp of the incident."""

    kind: ClassVar[str] = "BenchmarkReached"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    benchmark: Benchmark
    word: Word


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientsCounted:
    """How many patients there are of each severity."""

    kind: ClassVar[str] = "PatientsCounted"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    red: int
    yellow: int
    green: int
    black: int
    word: Word


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadCountReported:
    """An agency's people are accounted for, or so many are not."""

    kind: ClassVar[str] = "HeadCountReported"
    version: ClassVar[int] = 2
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    agency: str
    people: int
    missing: int
    word: Word
    role: IcsRole | None = None
    """Of a group, not of all people of its agency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParStarted:
    """PAR of a whole incident. Our units are asked by roll calls, which are events of their own."""

    kind: ClassVar[str] = "ParStarted"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    agencies: tuple[str, ...]
    groups: tuple[ParGroup, ...]


ConductEvent = (
    FunctionAssigned
    | FunctionRelieved
    | ObjectiveSet
    | ObjectiveEnded
    | ResourceRequested
    | RequestMoved
    | ResourceCheckedIn
    | CheckInMoved
    | BenchmarkReached
    | PatientsCounted
    | HeadCountReported
    | ParStarted
)
