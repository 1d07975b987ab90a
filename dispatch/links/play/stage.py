"""What a play remembers from one event to the next, and who gives which command."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from dispatch.domain.actor import Actor
from dispatch.domain.commands import Command, CreateCall, RaisePanic, StartAction
from dispatch.domain.incidents import Incident
from dispatch.domain.records import Action, Call
from dispatch.domain.state import State
from dispatch.domain.vocabulary import ENDED, ActionStatus
from dispatch.links.play import cast
from dispatch.links.play.scenario import Moment, Scenario

NOT_THERE: Final = "none-in-force"
"""Named where the scenario speaks of a call or an order that is not there; the desk refuses it and the play says so."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One command, by whom, and what the sender has seen of the record.

    ``entry``: a marked line of the log that stands for what the product has no command for yet.
    """

    who: Actor
    command: Command
    expect: Mapping[str, int] = field(default_factory=dict)
    entry: bool = False
    content: bytes | None = None
    """The bytes of the file that the command names: they go first, from the same person."""


@dataclass(slots=True)
class Stage:
    """What the play remembers."""

    scenario: Scenario
    state: Callable[[], State]
    calls: list[str] = field(default_factory=list)
    """The calls of this play, the newest last."""
    received: Moment | None = None
    """The last report that has no call yet."""
    notified: Moment | None = None
    """The PSAP was told before there was a call."""
    decisions: list[Moment] = field(default_factory=list)
    started: dict[str, float] = field(default_factory=dict)
    """The actions of this play, and when they were ordered."""

    def ask(
        self,
        moment: Moment,
        command: Command,
        expect: Mapping[str, int] | None = None,
        *,
        entry: bool = False,
        content: bytes | None = None,
    ) -> Ask:
        """The command given by whoever the event names, or by the dispatcher for him."""
        who = cast.giver(self.state(), command, self.speaker(moment))
        return Ask(who, command, expect or {}, entry, content)

    def speaker(self, moment: Moment) -> Actor | None:
        """The person that the event speaks of, if he has a seat."""
        return cast.person(self.state(), moment.by, self.place(moment), moment.says.get("unit"))

    def place(self, moment: Moment) -> str | None:
        """The site of an event: its own, else where the call is, else the scenario's first."""
        if moment.sites:
            return moment.sites[0]
        call = self.call(moment)
        if call is not None and call.place.site is not None:
            return call.place.site
        return self.scenario.sites[0] if self.scenario.sites else None

    def places(self, moment: Moment) -> tuple[str, ...]:
        """All sites of an event."""
        place = self.place(moment)
        return moment.sites or ((place,) if place is not None else ())

    def call(self, moment: Moment) -> Call | None:
        """The play's call that an event is about: the newest open one at its site, else the newest."""
        known = [call for one in self.calls if (call := self.state().calls.get(one)) is not None]
        here = [one for one in known if one.place.site in moment.sites and one.status not in ENDED]
        return next(reversed(here or known), None)

    def call_id(self, moment: Moment) -> str | None:
        """The id of that call."""
        call = self.call(moment)
        return call.id if call is not None else None

    def incident(self, moment: Moment) -> Incident | None:
        """The open incident that an event is about: of the play's call, else at its place."""
        call, place = self.call_id(moment), self.place(moment)
        known = [one for one in self.state().incidents.values() if one.closed_at is None]
        here = [one for one in known if place is not None and place in one.sites]
        return next((one for one in known if call in one.call_ids), None) or next(iter(here), None)

    def home(self) -> str:
        """The code of the district."""
        home = self.state().home
        return home.id if home is not None else ""

    def remember(self, moment: Moment, command: Command, refs: Mapping[str, Any]) -> None:
        """What later events rest on."""
        match command:
            case CreateCall():
                self.calls.append(refs["call"])
            case RaisePanic():
                # A press that opened a call of its own does not take the place of the one that is being worked.
                if refs["call"] not in self.calls:
                    self.calls.insert(0, refs["call"])
            case StartAction():
                self.started |= dict.fromkeys(refs["actions"], moment.t)
            case _:
                pass

    def in_force(self, site: str | None, kind: str | None) -> Action | None:
        """The action at a site that an event speaks of: the newest one that is in force."""
        found = [
            one
            for one in self.state().actions.values()
            if one.site == site and one.status is not ActionStatus.ENDED and kind in (None, one.type)
        ]
        return max(found, key=lambda one: one.started_at, default=None)
