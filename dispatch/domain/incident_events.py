"""What happened to incidents and their command. Each names the incident's first call, so that its line stands in that call's log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from dispatch.domain.catalog.modes import Mode
from dispatch.domain.incidents import (
    Commander,
    Complexity,
    IncidentCall,
    IncidentCause,
    Post,
    TransferSide,
    Word,
)
from dispatch.domain.text import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentOpened:
    """Calls, or a site without any, became an incident."""

    kind: ClassVar[str] = "IncidentOpened"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    name: Secret
    cause: IncidentCause
    mode: Mode
    calls: tuple[IncidentCall, ...]
    sites: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentJoined:
    """More calls belong to an incident; ``call`` is the first of these."""

    kind: ClassVar[str] = "IncidentJoined"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    calls: tuple[IncidentCall, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentChanged:
    """Its name, complexity or operational period was set; None: as it was."""

    kind: ClassVar[str] = "IncidentChanged"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    name: Secret | None
    complexity: Complexity | None
    period_from: datetime | None
    period_to: datetime | None
    reason: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentClosed:
    """It is over. ``gap_ms``: how long units were on scene or an action in force and nobody was in command, altogether."""

    kind: ClassVar[str] = "IncidentClosed"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    gap_ms: int
    outcome: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRetired:
    """It leaves what is shown now; the log keeps it."""

    kind: ClassVar[str] = "IncidentRetired"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandEstablished:
    """Somebody is in command by name. ``waited_ms``: how long the clock of NO COMMAND had run; None: it did not run."""

    kind: ClassVar[str] = "CommandEstablished"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    commander: Commander
    post: Post
    word: Word
    waited_ms: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferOffered:
    """Command is to go to somebody, at once or at an agreed time. The outgoing commander remains."""

    kind: ClassVar[str] = "TransferOffered"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    transfer: str
    outgoing: Commander
    incoming: Commander
    effective_at: datetime | None
    reason: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferConfirmed:
    """One of the two confirmed it; the incoming after the briefing."""

    kind: ClassVar[str] = "TransferConfirmed"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    transfer: str
    side: TransferSide
    who: str
    word: Word
    briefed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferCancelled:
    """It does not come to it; the outgoing commander remains."""

    kind: ClassVar[str] = "TransferCancelled"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    transfer: str
    outgoing: Commander
    reason: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandTransferred:
    """Command went from one to the other, with both names and both confirmations."""

    kind: ClassVar[str] = "CommandTransferred"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    transfer: str
    outgoing: Commander
    incoming: Commander
    outgoing_word: Word
    incoming_word: Word


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandAssumed:
    """Somebody took command because the outgoing can't confirm; ``reason`` says why. Stands as assumed until ratified."""

    kind: ClassVar[str] = "CommandAssumed"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    commander: Commander
    before: str
    reason: Secret
    word: Word


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandRatified:
    """Somebody with the say has agreed to a command that was assumed."""

    kind: ClassVar[str] = "CommandRatified"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    who: str
    word: Word


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandTerminated:
    """Command is over."""

    kind: ClassVar[str] = "CommandTerminated"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    who: str
    word: Word
    text: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnifiedMemberAdded:
    """Somebody is to stand for an agency in unified command; counts once confirmed."""

    kind: ClassVar[str] = "UnifiedMemberAdded"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    member: str
    commander: Commander
    authority: str
    word: Word | None
    """Their confirmation, when it came with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnifiedMemberConfirmed:
    """A member has confirmed to be in unified command."""

    kind: ClassVar[str] = "UnifiedMemberConfirmed"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    member: str
    commander: Commander
    word: Word


@dataclass(frozen=True, slots=True, kw_only=True)
class UnifiedFormed:
    """Two have confirmed: unified command holds the incident. ``after_ms``: since the second agency was on scene, if it was."""

    kind: ClassVar[str] = "UnifiedFormed"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    members: tuple[Commander, ...]
    word: Word
    after_ms: int | None
    waited_ms: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnifiedMemberLeft:
    """A member has left. ``sole``: the one who is left of unified command and commands alone from now on."""

    kind: ClassVar[str] = "UnifiedMemberLeft"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    member: str
    commander: Commander
    sole: Commander | None
    word: Word
    reason: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleCommandKept:
    """One commander stands for these agencies on scene; unified command is not asked for."""

    kind: ClassVar[str] = "SingleCommandKept"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    commander: Commander
    agencies: tuple[str, ...]
    word: Word
    reason: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandPlanned:
    """What command has agreed on; None: as it was."""

    kind: ClassVar[str] = "CommandPlanned"
    version: ClassVar[int] = 2
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    post: Post | None
    priorities: tuple[Secret, ...] | None
    channels: Secret | None
    next_meeting: datetime | None
    spokesperson: str | None
    operations: str | None
    objectives: tuple[Secret, ...] | None = None
    """Read, never written: plans once carried the objectives. They are in the table of objectives now."""


CommandEvent = (
    CommandEstablished
    | TransferOffered
    | TransferConfirmed
    | TransferCancelled
    | CommandTransferred
    | CommandAssumed
    | CommandRatified
    | CommandTerminated
    | UnifiedMemberAdded
    | UnifiedMemberConfirmed
    | UnifiedFormed
    | UnifiedMemberLeft
    | SingleCommandKept
    | CommandPlanned
)
IncidentEvent = (
    IncidentOpened | IncidentJoined | IncidentChanged | IncidentClosed | IncidentRetired | CommandEvent
)
