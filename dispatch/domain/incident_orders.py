"""What somebody may ask for about incidents and their command.

``how`` says how the word came: ``self`` from the person's own unit, else heard by the dispatcher, who then says from whom (``said_by``).
``site``: a school's team speaks for itself from its own page. ``person``: the account of whoever holds a role of a school's team, when
the desk has picked them from it; the name is then the team's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from dispatch.domain.incidents import Complexity, SaidHow, TransferSide
from dispatch.domain.limits import Code, Id, Items, LongText, ShortText


@dataclass(frozen=True, slots=True, kw_only=True)
class PromoteCall:
    """Make a call an incident, by hand. Without a name it is called after its site."""

    kind: ClassVar[str] = "PromoteCall"
    call: Id
    name: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinIncident:
    """A call belongs to an incident."""

    kind: ClassVar[str] = "JoinIncident"
    incident: Id
    call: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeIncident:
    """Set an incident's name, complexity or operational period (24 hours at most)."""

    kind: ClassVar[str] = "ChangeIncident"
    incident: Id
    name: ShortText | None = None
    complexity: Complexity | None = None
    period_from: datetime | None = None
    period_to: datetime | None = None
    reason: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseIncident:
    """The incident is over, with its calls and without a commander."""

    kind: ClassVar[str] = "CloseIncident"
    incident: Id
    outcome: LongText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EstablishCommand:
    """Somebody is in command by name, at a command post that is said on the air. Of an incident, a call, or a site's call."""

    kind: ClassVar[str] = "EstablishCommand"
    name: ShortText
    agency: Code
    title: ShortText
    post: ShortText
    post_site: Code | None = None
    how: SaidHow = SaidHow.RADIO
    said_by: ShortText | None = None
    unit: Code | None = None
    person: Id | None = None
    incident: Id | None = None
    call: Id | None = None
    site: Code | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferTransfer:
    """Command is to go to somebody else, now or at an agreed time. Takes effect when both have confirmed.

    From their own phone: whoever is in command gives it, and has confirmed by that; or somebody asks for it, and says why.
    """

    kind: ClassVar[str] = "OfferTransfer"
    incident: Id
    name: ShortText
    agency: Code
    title: ShortText
    unit: Code | None = None
    person: Id | None = None
    effective_at: datetime | None = None
    reason: ShortText | None = None
    site: Code | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmTransfer:
    """One side confirms. The incoming has been briefed, and says so."""

    kind: ClassVar[str] = "ConfirmTransfer"
    incident: Id
    side: TransferSide
    how: SaidHow
    said_by: ShortText | None = None
    briefed: bool = False
    site: Code | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelTransfer:
    """It does not come to a transfer."""

    kind: ClassVar[str] = "CancelTransfer"
    incident: Id
    reason: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumeCommand:
    """Somebody takes command because the outgoing can't confirm: the incoming says why, the dispatcher confirms by voice."""

    kind: ClassVar[str] = "AssumeCommand"
    incident: Id
    name: ShortText
    agency: Code
    title: ShortText
    reason: LongText
    how: SaidHow
    said_by: ShortText | None = None
    unit: Code | None = None
    person: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RatifyCommand:
    """Somebody with the say agrees to a command that was assumed."""

    kind: ClassVar[str] = "RatifyCommand"
    incident: Id
    said_by: ShortText
    how: SaidHow = SaidHow.RADIO


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminateCommand:
    """Command is over. Not while a protective action is in force."""

    kind: ClassVar[str] = "TerminateCommand"
    incident: Id
    how: SaidHow = SaidHow.RADIO
    said_by: ShortText | None = None
    text: LongText | None = None
    site: Code | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddUnifiedMember:
    """Somebody stands for an agency in unified command. ``how``: they have confirmed it in this way; None: not yet."""

    kind: ClassVar[str] = "AddUnifiedMember"
    incident: Id
    name: ShortText
    agency: Code
    title: ShortText
    authority: ShortText
    unit: Code | None = None
    person: Id | None = None
    how: SaidHow | None = None
    said_by: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmUnifiedMember:
    """A member confirms; with the second, unified command is formed."""

    kind: ClassVar[str] = "ConfirmUnifiedMember"
    incident: Id
    member: Id
    how: SaidHow
    said_by: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveUnified:
    """A member leaves unified command."""

    kind: ClassVar[str] = "LeaveUnified"
    incident: Id
    member: Id
    how: SaidHow = SaidHow.RADIO
    said_by: ShortText | None = None
    reason: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepSingleCommand:
    """Who is in command says that they command alone for all agencies on scene, and why. A further agency is asked about anew."""

    kind: ClassVar[str] = "KeepSingleCommand"
    incident: Id
    reason: ShortText
    how: SaidHow = SaidHow.RADIO
    said_by: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCommand:
    """What command has agreed on. What is not given stays as it was; an empty list clears one."""

    kind: ClassVar[str] = "PlanCommand"
    incident: Id
    post: ShortText | None = None
    post_site: Code | None = None
    priorities: Annotated[tuple[ShortText, ...], Items(20)] | None = None
    channels: ShortText | None = None
    next_meeting: datetime | None = None
    spokesperson: ShortText | None = None
    operations: ShortText | None = None


IncidentCommand = (
    PromoteCall
    | JoinIncident
    | ChangeIncident
    | CloseIncident
    | EstablishCommand
    | OfferTransfer
    | ConfirmTransfer
    | CancelTransfer
    | AssumeCommand
    | RatifyCommand
    | TerminateCommand
    | AddUnifiedMember
    | ConfirmUnifiedMember
    | LeaveUnified
    | KeepSingleCommand
    | PlanCommand
)
