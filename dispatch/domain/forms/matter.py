"""What a form is made of: one incident as its reader may see it, with its lines, and the words for names and times.

A text that the reader may not read is not left out without a word where a form has a block for it: it is marked as redacted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Literal, TypeVar
from zoneinfo import ZoneInfo

from dispatch.domain.catalog.modes import Mode
from dispatch.domain.decision_records import Decision, Fact
from dispatch.domain.forms.sheet import Cell, Words, cell, plain
from dispatch.domain.incident_work import CheckIn, Objective, Patients, ResourceRequest
from dispatch.domain.incidents import Commander, Incident, Said, SaidHow, Tenure
from dispatch.domain.lens.classes import readable_classes
from dispatch.domain.lens.parts import parts_of
from dispatch.domain.lens.text_view import TextView
from dispatch.domain.lens.views import ActionView, AssignmentView, CallView
from dispatch.domain.organisation import FunctionState
from dispatch.domain.record import Recorded
from dispatch.domain.seats import Guest
from dispatch.domain.state import State
from dispatch.domain.text import Erased, Secret, TextClass

ERASED: Final = Words("[erased by order]", withheld=True)
REASONS: Final = {
    TextClass.OPERATIONAL: "operational",
    TextClass.MEDICAL: "medical information",
    TextClass.STUDENT: "student data",
    TextClass.SECURITY_PLAN: "security plan",
    TextClass.THREAT: "threat assessment",
    TextClass.PERSONNEL: "personnel",
    TextClass.PUBLIC: "public",
}
"""Why a text is withheld: what it is."""
_HOW: Final = {
    SaidHow.SELF: "from their own screen",
    SaidHow.RADIO: "by radio",
    SaidHow.PHONE: "by telephone",
    SaidHow.IN_PERSON: "in person",
}
_RELEASED: Final = frozenset({TextClass.OPERATIONAL, TextClass.PUBLIC})

T = TypeVar("T", Decision, Fact, FunctionState, Objective, ResourceRequest, CheckIn, Patients)
Work = Literal["decisions", "facts", "functions", "objectives", "requests", "check_ins", "patients"]


class Copy(StrEnum):
    """For whom a paper is."""

    FULL = "full"
    """All that its reader may read."""
    RELEASE = "release"
    """To be handed on: medical, student and security texts are redacted, whoever prints it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """When, by whom, from which head of the log, and in whose time."""

    at: datetime
    who: str
    title: str
    head: str
    zone: ZoneInfo
    copy: Copy = Copy.FULL


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One incident in a state, for one part. ``lines`` are those of the incident and its calls that the part may read, in order."""

    state: State
    incident: Incident
    part: str
    made: Made
    lines: Sequence[Recorded] = ()
    calls: Sequence[CallView] = ()
    sent: Sequence[AssignmentView] = ()
    actions: Sequence[ActionView] = ()
    without: frozenset[TextClass] = frozenset()
    """Classes of text that are withheld besides, to see what would be missing."""
    omitted: int = 0
    """Lines that were too many for one paper."""

    # --- what the reader is given ------------------------------------------------------------------

    @property
    def readable(self) -> frozenset[TextClass]:
        """The classes of text that this copy has."""
        mine = readable_classes(self.part) - self.without
        return mine & _RELEASED if self.made.copy is Copy.RELEASE else mine

    @property
    def decisions(self) -> list[Decision]:
        """By their place."""
        return sorted(self._mine("decisions", self.state.decisions.values()), key=lambda one: one.place)

    @property
    def facts(self) -> list[Fact]:
        """In the order in which they became known."""
        return sorted(self._mine("facts", self.state.facts.values()), key=lambda one: one.at)

    @property
    def functions(self) -> list[FunctionState]:
        """Those that somebody holds or has held."""
        return self._mine("functions", self.state.functions.values())

    @property
    def objectives(self) -> list[Objective]:
        """By their place."""
        return sorted(self._mine("objectives", self.state.objectives.values()), key=lambda one: one.place)

    @property
    def requests(self) -> list[ResourceRequest]:
        """By their place."""
        return sorted(self._mine("requests", self.state.requests.values()), key=lambda one: one.place)

    @property
    def check_ins(self) -> list[CheckIn]:
        """In the order in which they came."""
        return sorted(self._mine("check_ins", self.state.check_ins.values()), key=lambda one: one.arrived_at)

    @property
    def guests(self) -> list[tuple[str, Guest]]:
        """Who came in from a partner agency by invitation, in the order in which they did, each with the agency's code."""
        seats = [one for one in self.state.seats.values() if one.incident == self.incident.id]
        seen = [one for one in seats if self.part in parts_of(self.state, ("seats", one.id))]
        came = [(one.agency, guest) for one in seen for guest in one.guests if guest.entered_at is not None]
        return sorted(came, key=lambda one: one[1].entered_at or self.made.at)

    @property
    def patients(self) -> Patients | None:
        """The last count."""
        if TextClass.MEDICAL not in self.readable:
            return None
        return next(iter(self._mine("patients", self.state.patients.values())), None)

    def _mine(self, table: Work, records: Iterable[T]) -> list[T]:
        return [
            one
            for one in records
            if one.incident == self.incident.id and self.part in parts_of(self.state, (table, one.id))
        ]

    # --- words -------------------------------------------------------------------------------------

    def words(self, secret: Secret | None) -> Cell:
        """A person's text, or the mark in its place."""
        if secret is None:
            return ()
        if secret.text_class not in self.readable:
            return (redacted(secret.text_class),)
        return (ERASED,) if isinstance(secret, Erased) else cell(secret.value)

    def shown(self, text: TextView | None) -> Cell:
        """The same of a text that has gone through the lens already."""
        if text is None:
            return ()
        if text.text_class not in self.readable:
            return (redacted(text.text_class),)
        return (ERASED,) if text.text is None else cell(text.text)

    def when(self, at: datetime | None) -> str:
        """Day and time to the second; in the hour that a clock shows twice also which of the two it is."""
        if at is None:
            return ""
        local = at.astimezone(self.made.zone)
        twice = local.replace(fold=1 - local.fold).utcoffset() != local.utcoffset()
        return f"{local:%Y-%m-%d %H:%M:%S %Z}" if twice else f"{local:%Y-%m-%d %H:%M:%S}"

    def site(self, code: str | None) -> str:
        """A site by name and code."""
        known = self.state.sites.get(code or "")
        return f"{plain(known.roster.name)} ({known.id})" if known is not None else code or ""

    def agency(self, code: str) -> str:
        """An agency by name."""
        known = self.state.agencies.get(code)
        return plain(known.name) if known is not None else plain(code)

    # --- command -----------------------------------------------------------------------------------

    @property
    def command(self) -> Tenure | None:
        """Who is in command; of an incident that is over, who was last."""
        past = self.incident.history
        return self.incident.command or (past[-1] if past and self.incident.closed_at is not None else None)

    @property
    def commanders(self) -> tuple[Commander, ...]:
        """The commander, or the members of unified command."""
        held = self.command
        if held is None:
            return ()
        return held.members if held.commander is None else (held.commander,)

    @property
    def started(self) -> datetime:
        """When it began: its first call, if that came before the incident was opened."""
        received = [one.times["t_received"] for one in self.calls if "t_received" in one.times]
        return min((self.incident.opened_at, *received))


def redacted(text_class: TextClass) -> Words:
    """The mark of a text that is withheld."""
    return Words(f"[redacted: {REASONS[text_class]}]", withheld=True)


def person(one: Commander) -> str:
    """Somebody with title and agency."""
    return plain(f"{one.called}, {one.agency}")


def said(one: Said) -> str:
    """Whose word it is, how it came and who entered it."""
    entered = "" if one.by == one.said_by else f", entered by {one.by}"
    return plain(f"said by {one.said_by} {_HOW[one.how]}{entered}")


def mode_mark(mode: Mode) -> str:
    """What stands over a paper of something that was none."""
    return "" if mode is Mode.ACTUAL else mode.value
