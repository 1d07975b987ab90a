"""Incidents: what is larger than a call. One incident links calls at many sites and has one command.

Who is in charge is a ``Tenure``: one incident commander or one unified command, since when, by whose word. From the first
establishment until command is terminated there is always exactly one; those before stay as its history.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from dispatch.domain.catalog.ics_roles import IcsRole
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.text import Secret


class Complexity(IntEnum):
    """The all-hazards ladder: the lower the number, the larger the incident. Setting it is the commander's act."""

    TYPE_1 = 1
    TYPE_2 = 2
    TYPE_3 = 3
    TYPE_4 = 4
    TYPE_5 = 5


class IncidentCause(StrEnum):
    """Why a call became an incident."""

    P1_ACTION = "p1_action"
    """A P1 with a protective action other than Hold."""
    ACTION = "action"
    """A Lockdown, Evacuate or Shelter is in force, whatever call there is, or none: somebody must be in command of it."""
    SEVERAL_SITES = "several_sites"
    COMMAND = "command"
    """Somebody took command of it."""
    PANIC_LOCKDOWN = "panic_lockdown"
    BY_HAND = "by_hand"


class SaidHow(StrEnum):
    """How it is known that somebody said so: from their own screen, or heard and entered by the dispatcher."""

    SELF = "self"
    RADIO = "radio"
    PHONE = "phone"
    IN_PERSON = "in_person"


class TransferSide(StrEnum):
    """Whose confirmation of a transfer of command it is."""

    OUTGOING = "outgoing"
    INCOMING = "incoming"


class CommandForm(StrEnum):
    """One incident commander, or a unified command."""

    SINGLE = "single"
    UNIFIED = "unified"


class CommandEnd(StrEnum):
    """How somebody's command ended."""

    TRANSFERRED = "transferred"
    ASSUMED = "assumed"
    """Somebody else took over who could not be given it."""
    UNIFIED = "unified"
    """It went into a unified command."""
    ONE_LEFT = "one_left"
    """A unified command of which one member is left goes on as that one's command."""
    TERMINATED = "terminated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commander:
    """Somebody by name, with title and agency. ``unit``: the unit that they belong to, if it is one of the roster.

    ``person``: the account of somebody of a school, when it is known: then a name that is spelled otherwise changes nothing.
    """

    name: str
    title: str
    agency: str
    unit: str | None = None
    person: str | None = None

    @property
    def called(self) -> str:
        """Title and name; a title that the name was written with is not said twice."""
        first = self.title.strip().casefold()
        said = self.name.casefold()
        return (
            self.name
            if not first or said == first or said.startswith(f"{first} ")
            else f"{self.title} {self.name}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Who said it, and how: themselves, or somebody whom the dispatcher heard."""

    said_by: str
    how: SaidHow


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A word as it was recorded: also by whom, and when."""

    said_by: str
    how: SaidHow
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Where the command post is: words that are said on the air, at a site or not."""

    place: Secret
    site: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """Who was or is in command, since when, by whose word. ``members`` are those of a unified command."""

    form: CommandForm
    commander: Commander | None
    since: datetime
    said: Said
    members: tuple[Commander, ...] = ()
    assumed: bool = False
    """Taken without the outgoing's word; stands as assumed until somebody ratifies it."""
    reason: Secret | None = None
    ratified: Said | None = None
    until: datetime | None = None
    end: CommandEnd | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """Command is to go to somebody. Until both have confirmed and the agreed time has come, the outgoing commander remains."""

    id: str
    incoming: Commander
    outgoing: Commander
    offered_at: datetime
    offered_by: str
    effective_at: datetime | None = None
    reason: Secret | None = None
    outgoing_said: Said | None = None
    incoming_said: Said | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnifiedMember:
    """Who stands for an agency in unified command, and by what authority. Counts once confirmed."""

    id: str
    commander: Commander
    authority: str
    joined_at: datetime
    confirmed: Said | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandPlan:
    """What command has agreed on beside its objectives: one spokesperson, one operations chief."""

    priorities: tuple[Secret, ...] = ()
    channels: Secret | None = None
    """The communications plan."""
    next_meeting: datetime | None = None
    spokesperson: str | None = None
    operations: str | None = None
    """The operations section chief."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """An agency that has people on scene, since when."""

    agency: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleCommand:
    """Command has said that one commander stands for these agencies, and why: no unified command is asked for."""

    agencies: tuple[str, ...]
    said: Said
    reason: Secret


class OpenKind(StrEnum):
    """What nobody has taken: a decision that an order calls for, or a function."""

    DECISION = "decision"
    FUNCTION = "function"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """Something that the orders in force call for and that nobody has decided or owns, since when."""

    open_kind: OpenKind
    code: str
    label: str
    """What it is called, in the district's matrix or in the organisation."""
    school: bool
    """The school may decide it, is asked or is told of it, or a role of its own team does it."""
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """How many report to one; ``role`` None: to command."""

    role: IcsRole | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadCount:
    """PAR: an agency's people are all accounted for, or so many are not."""

    agency: str
    people: int
    missing: int
    said: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class ParAsk:
    """Whom the PAR of an incident asks: an agency, or a group with its leader's agency. ``answer`` None: has not answered."""

    agency: str
    role: IcsRole | None = None
    answer: HeadCount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Par:
    """PAR of a whole incident, the last one: agencies and groups here, our units in the roll calls of its calls."""

    started_at: datetime
    started_by: str
    due: datetime
    asks: tuple[ParAsk, ...]
    ended_at: datetime | None = None
    """When the last of these answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentCall:
    """A call of an incident; it stays named here when the call itself has gone to history."""

    id: str
    number: str
    site: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The complexity that the counts speak for, and the sentence of the same counts."""

    complexity: Complexity
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """An incident that has not gone to history. ``times``: t_command_established, t_uc_formed, t_second_agency, each set once."""

    id: str
    number: str
    name: Secret
    cause: IncidentCause
    mode: Mode
    calls: tuple[IncidentCall, ...]
    sites: tuple[str, ...]
    opened_at: datetime
    opened_by: str
    complexity: Complexity | None = None
    proposed: Proposal
    period_from: datetime
    period_to: datetime | None = None
    """None: until the incident is over."""
    post: Post | None = None
    command: Tenure | None = None
    history: tuple[Tenure, ...] = ()
    transfer: Transfer | None = None
    members: tuple[UnifiedMember, ...] = ()
    plan: CommandPlan = CommandPlan()
    times: Mapping[str, datetime]
    no_command_since: datetime | None = None
    """Since when units are on scene or a protective action is in force and nobody is in command."""
    owed: tuple[Owed, ...] = ()
    """What the orders in force call for and nobody has decided or owns, the longest first."""
    spans: tuple[Span, ...] = ()
    """Who has six or more reporting to them."""
    head_counts: tuple[HeadCount, ...] = ()
    """PAR of agencies that do not answer our roll calls."""
    par: Par | None = None
    reassessed_at: datetime | None = None
    present: tuple[Presence, ...] = ()
    """Agencies with people on scene, the first arrived first."""
    apart_since: datetime | None = None
    """Since when there are several agencies and no unified command, nor anybody's word that one commander stands."""
    single: SingleCommand | None = None
    gap_ms: int = 0
    """How long that was altogether, without the time that still runs."""
    terminated_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: Secret | None = None
    version: int = 0

    @property
    def confirmed(self) -> tuple[UnifiedMember, ...]:
        """Members of unified command who have confirmed."""
        return tuple(one for one in self.members if one.confirmed is not None)

    @property
    def parties(self) -> tuple[Commander, ...]:
        """Whoever is in command, is to be, or stands for an agency: each must be able to confirm it."""
        held, transfer = self.command, self.transfer
        return (
            *((held.commander,) if held is not None and held.commander is not None else ()),
            *((transfer.incoming,) if transfer is not None else ()),
            *(one.commander for one in self.members),
        )

    @property
    def call_ids(self) -> frozenset[str]:
        """Ids of its calls."""
        return frozenset(one.id for one in self.calls)
