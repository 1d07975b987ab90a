"""Incidents and their command as screens get them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.catalog.ics_roles import IcsRole
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.incidents import (
    CommandEnd,
    CommandForm,
    Complexity,
    IncidentCause,
    OpenKind,
    SaidHow,
)
from dispatch.domain.lens.text_view import TextView


@dataclass(frozen=True, slots=True, kw_only=True)
class CommanderView:
    """Somebody by name, with title and agency."""

    name: str
    title: str
    agency: str
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidView:
    """Who said it and how, who entered it, and when."""

    said_by: str
    how: SaidHow
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PostView:
    """Where the command post is."""

    place: TextView | None
    site: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TenureView:
    """Who is or was in command, since when, by whose word. ``assumed`` and not ``ratified``: taken without the outgoing's word."""

    form: CommandForm
    commander: CommanderView | None
    members: tuple[CommanderView, ...]
    since: datetime
    said: SaidView
    assumed: bool
    reason: TextView | None
    ratified: SaidView | None
    until: datetime | None
    end: CommandEnd | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferView:
    """A transfer of command that is not complete."""

    id: str
    incoming: CommanderView
    outgoing: CommanderView
    offered_at: datetime
    offered_by: str
    effective_at: datetime | None
    reason: TextView | None
    outgoing_said: SaidView | None
    incoming_said: SaidView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnifiedMemberView:
    """Who stands for an agency, by what authority; ``confirmed`` None: not yet."""

    id: str
    commander: CommanderView
    authority: str
    joined_at: datetime
    confirmed: SaidView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandPlanView:
    """What command has agreed on."""

    priorities: tuple[TextView | None, ...]
    channels: TextView | None
    next_meeting: datetime | None
    spokesperson: str | None
    operations: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentCallView:
    """A call of an incident."""

    id: str
    number: str
    site: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedView:
    """A decision or a function that nobody has taken, since when."""

    open_kind: OpenKind
    code: str
    label: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanView:
    """How many report to one; ``role`` None: to command."""

    role: IcsRole | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadCountView:
    """PAR of an agency."""

    agency: str
    people: int
    missing: int
    said: SaidView


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceView:
    """An agency that has people on scene, since when."""

    agency: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleCommandView:
    """One commander stands for these agencies: who said so, and why."""

    agencies: tuple[str, ...]
    said: SaidView
    reason: TextView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParAskView:
    """An agency or a group that is asked; ``answer`` null: has not answered."""

    agency: str
    role: IcsRole | None
    answer: HeadCountView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParView:
    """PAR of the whole incident. Our units answer in the roll calls of its calls."""

    started_at: datetime
    started_by: str
    due: datetime
    asks: tuple[ParAskView, ...]
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentView:
    """Collection ``incidents``: the desk, auditors and the units on its calls. ``proposed``: the complexity its counts speak for."""

    id: str
    version: int
    number: str
    name: TextView | None
    cause: IncidentCause
    mode: Mode
    calls: tuple[IncidentCallView, ...]
    sites: tuple[str, ...]
    opened_at: datetime
    opened_by: str
    complexity: Complexity | None
    proposed: Complexity
    proposed_reason: str
    period_from: datetime
    period_to: datetime | None
    post: PostView | None
    command: TenureView | None
    history: tuple[TenureView, ...]
    transfer: TransferView | None
    members: tuple[UnifiedMemberView, ...]
    plan: CommandPlanView
    times: Mapping[str, datetime]
    no_command_since: datetime | None
    owed: tuple[OwedView, ...]
    """What the orders in force call for and nobody has decided or owns, the longest first."""
    spans: tuple[SpanView, ...]
    """Who has six or more reporting to them."""
    head_counts: tuple[HeadCountView, ...]
    present: tuple[PresenceView, ...]
    """Agencies with people on scene, the first arrived first."""
    apart_since: datetime | None
    """Since when there are several and no unified command, nor anybody's word that one commander stands."""
    single: SingleCommandView | None
    par: ParView | None
    reassessed_at: datetime | None
    gap_ms: int
    terminated_at: datetime | None
    closed_at: datetime | None
    outcome: TextView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InTransferView:
    """Command is to go to somebody, and who of the two has confirmed."""

    incoming: CommanderView
    outgoing: CommanderView
    incoming_said: bool
    outgoing_said: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InChargeView:
    """Collection ``in_charge``: what a site's team is shown of an incident at its site: who is in command, since when, where.

    Nothing that counts, no number, no other site and nothing of how it came about.
    """

    id: str
    version: int
    form: CommandForm | None
    names: tuple[CommanderView, ...]
    """Nobody: no command is established."""
    since: datetime | None
    said: SaidView | None
    assumed: bool
    post: PostView | None
    no_command_since: datetime | None
    transfer: InTransferView | None
    owed: tuple[OwedView, ...]
    """What nobody has decided or owns, as far as it is the school's to decide, to know, or to do."""
