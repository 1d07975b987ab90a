"""Plays a scenario on a desk: waits, gives each event's commands, says what came of them, and adds up.

An event is played when its time has come at the chosen speed; at speed 0 at once. What is refused is said with its reason and the
play goes on, as people would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from dispatch.desk.clock import Clock
from dispatch.desk.desk import Desk
from dispatch.desk.results import Envelope, Refused, Saved
from dispatch.domain import commands as c
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.ids import derive
from dispatch.domain.state import State
from dispatch.domain.vocabulary import ActionEnd
from dispatch.links.giving import give
from dispatch.links.play import cast
from dispatch.links.play.expect import judge
from dispatch.links.play.mapping import Ask, Stage
from dispatch.links.play.scenario import Moment, Scenario, ScenarioProblem

Say = Callable[[str], None]


@dataclass(slots=True)
class Summary:
    """What came of a play. ``facts`` are times in seconds of the scenario, and what was saved."""

    scenario: Scenario
    events: int = 0
    saved: int = 0
    refused: list[str] = field(default_factory=list)
    latencies_ms: list[float] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)

    def expectations(self) -> dict[str, bool | None]:
        """Each line of ``expect``: held, not held, or nothing that was measured."""
        return {line: judge(line, self.facts) for line in self.scenario.expect}

    def lines(self) -> Iterator[str]:
        """The summary for a person."""
        took = sorted(self.latencies_ms)
        yield (
            f"{self.events} events, {self.saved} commands saved, {len(self.refused)} refused; "
            f"median {_at(took, 0.5):.0f} ms, slowest {_at(took, 1.0):.0f} ms."
        )
        yield from (f"  refused: {one}" for one in self.refused)
        for line, held in self.expectations().items():
            yield f"  expected {line}: {'not measured here' if held is None else 'yes' if held else 'NO'}"


def _at(ordered: list[float], share: float) -> float:
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else 0.0


async def run(desk: Desk, scenario: Scenario, clock: Clock, speed: float, say: Say) -> Summary:
    """Play a scenario to its end. Raises ``ScenarioProblem`` before anything is given, or ``Ungiven`` when the log cannot be written."""
    check(scenario, desk.state)
    player = _Player(desk, scenario, clock, say)
    say(f"{scenario.id}: {scenario.title} ({scenario.mode})")
    await player.sign_on()
    began = clock.monotonic()
    for moment in scenario.moments:
        if speed > 0:
            await clock.sleep(max(moment.t / speed - (clock.monotonic() - began), 0))
        await player.play(moment)
    player.finish()
    for line in player.summary.lines():
        say(line)
    return player.summary


def check(scenario: Scenario, state: State) -> None:
    """Raises ``ScenarioProblem`` when a scenario speaks of what a district does not have."""
    for moment in scenario.moments:
        for site in moment.sites:
            if site not in state.sites:
                raise ScenarioProblem(f"line {moment.line}: this district has no site {site}")
        units = [*moment.says.get("units", ()), *([moment.says["unit"]] if moment.says.get("unit") else ())]
        for unit in units:
            if unit not in state.units:
                raise ScenarioProblem(f"line {moment.line}: this district has no unit {unit}")


class _Player:
    def __init__(self, desk: Desk, scenario: Scenario, clock: Clock, say: Say) -> None:
        self._desk = desk
        self._clock = clock
        self._say = say
        self._stage = Stage(scenario, lambda: desk.state)
        self._run = clock.new_id()
        self._given = 0
        self._started: set[str] = set()
        self.summary = Summary(scenario)

    async def sign_on(self) -> None:
        """Units that the scenario speaks of must be on duty; those that are not log on first, and it says so."""
        wanted: dict[str, None] = {}
        for moment in self._stage.scenario.moments:
            wanted |= dict.fromkeys(moment.says.get("units", ()))
            if moment.says.get("unit"):
                wanted[moment.says["unit"]] = None
        for unit in wanted:
            if self._desk.state.units[unit].status is not UnitStatus.OFF:
                continue
            for status in (UnitStatus.LOG, UnitStatus.AV):
                await self._give(
                    "before", f"{unit} {status}", _dispatcher(c.SetUnitStatus(unit=unit, status=status))
                )

    async def play(self, moment: Moment) -> None:
        """One event."""
        self.summary.events += 1
        for ask in self._stage.asks(moment):
            result = await self._give(_time(moment.t), f"{moment.by}: {moment.do}", ask)
            if isinstance(result, Saved):
                self._note(moment, ask, result)

    def finish(self) -> None:
        """What can be said only at the end."""
        facts, state = self.summary.facts, self._desk.state
        sites = {state.actions[one].site for one in self._started if one in state.actions}
        facts["sites_started"] = len(sites)
        facts["multi_site"] = len(sites) > 1
        released = [
            one
            for one in (state.actions.get(action) for action in self._started)
            if one is not None and one.type == "SECURE" and one.end is ActionEnd.RELEASED
        ]
        if released:
            facts["release.requires_le_confirmation"] = all(one.confirmed_by for one in released)

    async def _give(self, when: str, what: str, ask: Ask) -> Saved | Refused:
        self._given += 1
        envelope = Envelope(id=derive(self._run, str(self._given)), command=ask.command, expect=ask.expect)
        began = self._clock.monotonic()
        result = await give(self._desk, ask.who, envelope)
        took = (self._clock.monotonic() - began) * 1000
        self.summary.latencies_ms.append(took)
        told = f"{when:>7}  {what:<36} {ask.command.kind:<16} {ask.who.name:<18}"
        if isinstance(result, Refused):
            reason = f"{what} at {when}: {result.refusal.message}"
            self.summary.refused.append(reason)
            self._say(f"{told} REFUSED {result.refusal.code}: {result.refusal.message}")
        else:
            self.summary.saved += 1
            warned = f"  ({' '.join(result.warnings)})" if result.warnings else ""
            self._say(f"{told} saved {took:4.0f} ms{warned}")
        return result

    def _note(self, moment: Moment, ask: Ask, result: Saved) -> None:
        """Remember what later events rest on, and when things happened first."""
        facts, t = self.summary.facts, moment.t
        match ask.command:
            case c.CreateCall():
                self._stage.call = result.refs["call"]
                facts.setdefault("call_created.t", t)
            case c.RaisePanic() if self._stage.call is None:
                self._stage.call = result.refs["call"]
            case c.StartAction(type=kind, sites=sites):
                self._started.update(result.refs["actions"])
                facts.setdefault(f"action.{kind}.start_t", t)
                for site in sites:
                    facts.setdefault(f"action.{kind}.{site}.start_t", t)
            case c.AnnounceAction(action=action):
                heard = self._desk.state.actions[action]
                facts.setdefault(f"action.{heard.type}.{heard.site}.heard_t", t)
                facts.setdefault(f"heard.{heard.site}.t", t)
            case c.NotifyPsap():
                facts.setdefault("psap_notify.t", t)
            case c.AddNote() if moment.do == "message_out":
                facts.setdefault("message.first_t", t)
            case _:
                facts.setdefault(f"{moment.do}.t", t)


def _dispatcher(command: c.SetUnitStatus) -> Ask:
    return Ask(cast.DISPATCHER, command)


def _time(seconds: float) -> str:
    hours, rest = divmod(int(seconds), 3600)
    minutes = f"{rest // 60:02d}:{rest % 60:02d}"
    return f"{hours}:{minutes}" if hours else minutes
