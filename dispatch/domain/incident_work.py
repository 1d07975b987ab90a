"""What an incident's command works with: objectives, what was asked for, who is there, patients by severity, and head counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dispatch.domain.incidents import Said
from dispatch.domain.text import Secret


class ObjectiveStatus(StrEnum):
    """How an objective stands."""

    OPEN = "open"
    MET = "met"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """What command wants to reach."""

    id: str
    incident: str
    place: int
    text: Secret
    status: ObjectiveStatus
    set_at: datetime
    said: Said
    ended: Said | None = None
    version: int = 0


class RequestStatus(StrEnum):
    """How far something that was asked for has come."""

    ASKED = "asked"
    ORDERED = "ordered"
    EN_ROUTE = "en_route"
    ARRIVED = "arrived"
    DECLINED = "declined"
    CANCELLED = "cancelled"


class ResourceKind(StrEnum):
    """What kind of thing is asked for, in the terms of resource management."""

    PERSONNEL = "personnel"
    TEAM = "team"
    EQUIPMENT = "equipment"
    SUPPLIES = "supplies"
    FACILITY = "facility"


REQUEST_ENDS = frozenset({RequestStatus.ARRIVED, RequestStatus.DECLINED, RequestStatus.CANCELLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceRequest:
    """Something that an incident needs. ``owner`` follows it up; None: nobody does, and the board says so."""

    id: str
    incident: str
    place: int
    what: Secret
    count: int
    agency: str | None
    owner: str | None
    status: RequestStatus
    said: Said
    times: Mapping[str, datetime]
    """When it got to each state."""
    due: datetime | None = None
    note: Secret | None = None
    of_site: str | None = None
    """The school whose team asked for it."""
    asker: str | None = None
    """The partner agency that asks for it; None: the district's own."""
    resource_kind: ResourceKind | None = None
    where: Secret | None = None
    version: int = 0


class CheckInStatus(StrEnum):
    """What somebody who is checked in does now."""

    STAGED = "staged"
    ASSIGNED = "assigned"
    RESTING = "resting"
    OUT = "out"
    """Demobilised: has left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """A resource that has arrived. Nobody works an incident without being on this list."""

    id: str
    incident: str
    name: str
    agency: str
    unit: str | None
    resource: str
    """Its kind: engine company, K-9, chaplain."""
    people: int
    status: CheckInStatus
    arrived_at: datetime
    since: datetime
    said: Said
    sent_for: bool
    """Not sent for: came on their own, and stage."""
    assignment: str | None = None
    contact: Secret | None = None
    qualifications: str | None = None
    departed_from: Secret | None = None
    departed_at: datetime | None = None
    travel: Secret | None = None
    """In what they came: patrol car, on foot."""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Patients:
    """How many patients of each severity (START triage), never who; its id is the incident's."""

    id: str
    incident: str
    red: int
    yellow: int
    green: int
    black: int
    at: datetime
    said: Said
    version: int = 0


class Benchmark(StrEnum):
    """What command says once, as a standard timestamp of the incident."""

    CONTAINED = "t_contained"
    THREAT_NEUTRALISED = "t_threat_neutralised"
    FIRE_CONTROL = "t_fire_control"


def not_left(check_ins: Iterable[CheckIn], incident: str) -> Iterator[CheckIn]:
    """Who has checked in at an incident and has not left."""
    return (one for one in check_ins if one.incident == incident and one.status is not CheckInStatus.OUT)


def checked_in(check_ins: Iterable[CheckIn], incident: str) -> set[str]:
    """Units that are there, sent or not."""
    return {one.unit for one in not_left(check_ins, incident) if one.unit is not None}
