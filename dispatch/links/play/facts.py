"""What a play measures: when things happened first, in seconds of the scenario, and how they stood at its end."""

from __future__ import annotations

from dataclasses import fields
from typing import Final

from dispatch.desk.results import Saved
from dispatch.domain import commands as c
from dispatch.domain import incident_orders as o
from dispatch.domain.catalog.protective_actions import ActionType, ReleaseMethod
from dispatch.domain.state import State
from dispatch.domain.text import Protected
from dispatch.domain.vocabulary import ActionEnd
from dispatch.links.play.expect import Fact
from dispatch.links.play.scenario import Moment
from dispatch.links.play.stage import Ask, Stage

NO_COMMAND_AFTER: Final = 120.0
"""So long an incident may be without a commander before it counts."""


class Facts(dict[str, Fact]):
    """Figures by the names that a scenario's ``expect`` uses."""

    def __init__(self) -> None:
        super().__init__()
        self._links = 0
        self._tips: list[str] = []
        self._stored: list[str] = []
        self._by_address: set[str] = set()

    def note(self, stage: Stage, moment: Moment, ask: Ask, result: Saved) -> None:
        """One command was saved."""
        self._first(f"{moment.do}.t", moment.t, by_entry=ask.entry)
        self._stored += [
            value for one in fields(ask.command) if isinstance(value := getattr(ask.command, one.name), str)
        ]
        if moment.do == "message_out":
            self._first("message.first_t", moment.t, by_entry=ask.entry)
        match ask.command:
            case c.StartAction(type=kind, sites=sites):
                self._first(f"action.{kind}.start_t", moment.t)
                for site in sites:
                    self._first(f"action.{kind}.{site}.start_t", moment.t)
            case c.AnnounceAction(action=action):
                heard = stage.state().actions[action]
                self._first(f"action.{heard.type}.heard_t", moment.t)
                self._first(f"action.{heard.type}.{heard.site}.heard_t", moment.t)
                self._first(f"heard.{heard.site}.t", moment.t)
            case c.ReleaseAction() if moment.says.get("method") == ReleaseMethod.PUBLIC_ADDRESS:
                self._by_address.add(moment.says["action"])
            case o.EstablishCommand():
                self._first("command.gap_s", moment.t)
                self._first("command.gap_s_after_120s", max(0.0, moment.t - NO_COMMAND_AFTER))
            case c.NotifyPsap() if moment.do != "psap_notify":
                # The record itself, once there is a call to put it to.
                self["psap_notify.t"] = Fact(moment.t)
            case c.LinkCalls():
                self._links += 1
                self["duplicate_links"] = Fact(self._links)
            case _:
                pass

    def tip(self, moment: Moment) -> None:
        """A report came whose text must not be stored here."""
        self._tips.append(moment.text)

    def finish(self, stage: Stage) -> None:
        """What can be said only at the end."""
        state: State = stage.state()
        started = [state.actions[one] for one in stage.started if one in state.actions]
        sites = {one.site for one in started}
        self["sites_started"] = Fact(len(sites))
        self["multi_site"] = Fact(len(sites) > 1)
        for kind in ActionType:
            mine = [one for one in started if one.type is kind]
            self[f"action.{kind}.started"] = Fact(bool(mine))
            if mine:
                self[f"action.{kind}.released_by_pa"] = Fact(kind in self._by_address)
                area = mine[-1].area
                if isinstance(area, Protected):
                    self[f"action.{kind}.zone"] = Fact(area.value)
        released = [one for one in started if one.type is ActionType.SECURE and one.end is ActionEnd.RELEASED]
        if released:
            self["release.requires_le_confirmation"] = Fact(all(one.confirmed_by for one in released))
        if self._tips:
            self["tip.text_stored"] = Fact(any(tip in text for tip in self._tips for text in self._stored))

    def _first(self, name: str, t: float, *, by_entry: bool = False) -> None:
        self.setdefault(name, Fact(t, by_entry))
