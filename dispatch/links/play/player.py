"""Plays a scenario on a desk: waits, gives each event's commands, says what came of them, and adds up.

An event is played when its time has come by the chosen pace. What is refused is said with its reason and the play goes on, as people would.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from dispatch.desk.clock import Clock
from dispatch.desk.desk import Desk
from dispatch.desk.results import Envelope, Refused, Saved
from dispatch.domain import commands as c
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.crews import DutyShift
from dispatch.domain.files import MediaType
from dispatch.domain.ids import derive
from dispatch.links.giving import Ungiven, give
from dispatch.links.pictures import Copyist
from dispatch.links.play import cast, mapping, words
from dispatch.links.play.district import check
from dispatch.links.play.pace import Pace
from dispatch.links.play.scenario import Moment, Scenario
from dispatch.links.play.stage import Ask, Stage
from dispatch.links.play.summary import RefusedCommand, Summary, told_time
from dispatch.log.files import FilesFull, Sent

Say = Callable[[str], None]


async def run(desk: Desk, scenario: Scenario, clock: Clock, pace: Pace, say: Say) -> Summary:
    """Play a scenario to its end, or until it is stopped. Raises ``ScenarioProblem`` before anything is given."""
    check(scenario, desk.state)
    player = _Player(desk, scenario, clock, say)
    say(f"{scenario.id}: {scenario.title} ({scenario.mode})")
    try:
        await player.sign_on()
        pace.begin()
        await player.play_all(pace)
    except Ungiven as unsure:
        player.summary.stopped = f"The log could not be written: {str(unsure).rstrip('.')}"
    player.finish()
    for line in player.summary.lines():
        say(line)
    return player.summary


class _Player:
    def __init__(self, desk: Desk, scenario: Scenario, clock: Clock, say: Say) -> None:
        self._desk = desk
        self._clock = clock
        self._say = say
        self._stage = Stage(scenario, lambda: desk.state)
        self._run = clock.new_id()
        self._given = 0
        self._copyist = Copyist()
        self.summary = Summary(scenario, desk.log)

    async def sign_on(self) -> None:
        """Units that the scenario speaks of must be on duty; those that are not sign on first, and it says so.

        Where somebody of the unit has a seat he does it himself; the others are put on duty by the desk.
        """
        wanted = dict.fromkeys(unit for moment in self._stage.scenario.moments for unit in moment.units)
        for unit in wanted:
            if self._desk.state.units[unit].status is not UnitStatus.OFF:
                continue
            crew = cast.crew(self._desk.state, unit)
            if crew is not None:
                command = c.SignOn(unit=unit, shift=DutyShift.DAY)
                await self._give(None, f"{unit} signs on", Ask(crew, command))
                continue
            for status in (UnitStatus.LOG, UnitStatus.AV):
                put = c.SetUnitStatus(unit=unit, status=status)
                await self._give(None, f"{unit} {status}", Ask(cast.DISPATCHER, put))

    async def play_all(self, pace: Pace) -> None:
        """Every event in its time."""
        for moment in self._stage.scenario.moments:

            def told(moment: Moment = moment) -> None:
                what = "held before" if pace.paused else "goes on with"
                self._say(f"{told_time(moment.t):>7}  {what} line {moment.line}, {moment}")

            pace.told = told
            if pace.paused:
                told()
            if not await pace.until(moment.t):
                self.summary.stopped = f"It was stopped before line {moment.line}, at {told_time(moment.t)}"
                return
            await self._play(moment)

    async def _play(self, moment: Moment) -> None:
        """One event. It gives something, or this is our mistake: nothing is left out in silence."""
        summary, first = self.summary, True
        for ask in mapping.asks(self._stage, moment):
            if first:
                summary.as_entries += ask.entry
                summary.as_commands += not ask.entry
            first = False
            summary.stopped_at = moment
            result = await self._give(moment, str(moment), ask)
            if isinstance(result, Saved):
                self._remember(moment, ask, result)
        assert not first, moment
        summary.stopped_at = None
        if words.confidential(moment):
            summary.facts.tip(moment)

    def finish(self) -> None:
        """What can be said only at the end."""
        self.summary.facts.finish(self._stage)

    async def _give(self, moment: Moment | None, event: str, ask: Ask) -> Saved | Refused:
        self._given += 1
        envelope = Envelope(id=derive(self._run, str(self._given)), command=ask.command, expect=ask.expect)
        if ask.content is not None:
            await self._send_file(ask.who.person, ask.content)
        began = self._clock.monotonic()
        result = await give(self._desk, ask.who, envelope)
        took = (self._clock.monotonic() - began) * 1000
        self.summary.latencies_ms.append(took)
        when = told_time(moment.t) if moment is not None else "before"
        kind = "(entry)" if ask.entry else ask.command.kind
        told = f"{when:>7}  {event:<40} {kind:<16} {ask.who.name:<18}"
        if isinstance(result, Refused):
            refusal = result.refusal
            self.summary.refused.append(
                RefusedCommand(
                    line=moment.line if moment is not None else 0,
                    t=moment.t if moment is not None else 0.0,
                    event=event,
                    command=ask.command.kind,
                    code=refusal.code,
                    field=refusal.field,
                    message=refusal.message,
                )
            )
            self._say(f"{told} REFUSED {refusal.code}: {refusal.message}")
            return result
        self.summary.entries += ask.entry
        self.summary.saved += not ask.entry
        warned = f"  ({' '.join(result.warnings)})" if result.warnings else ""
        self._say(f"{told} saved {took:4.0f} ms{warned}")
        return result

    async def _send_file(self, person: str, content: bytes) -> None:
        """As ``PUT /api/files`` does it; a file that finds no room is missed by the command that names it, which says so."""
        shared = await self._copyist.share(content, MediaType.JPEG)
        sent = Sent(
            content=content,
            media_type=MediaType.JPEG,
            shared=shared.content,
            shared_type=shared.media_type,
        )
        with contextlib.suppress(FilesFull):
            await self._desk.files.put(person, sent)

    def _remember(self, moment: Moment, ask: Ask, result: Saved) -> None:
        """What later events rest on, and what was measured."""
        self._stage.remember(moment, ask.command, result.refs)
        self.summary.facts.note(self._stage, moment, ask, result)
