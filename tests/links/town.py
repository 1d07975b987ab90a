"""A district in which a scenario is played by telephones: a served demo, its clock, and who holds which phone."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dispatch import wiring
from dispatch.desk.health import Health
from dispatch.desk.recall import Recaller
from dispatch.desk.timers import Timers
from dispatch.domain.actor import Actor, Role
from dispatch.domain.vocabulary import TimerKind
from dispatch.links.demo.people import USERNAMES, account, password
from dispatch.links.play import mapping
from dispatch.links.play.expect import Fact
from dispatch.links.play.scenario import Moment, Scenario
from dispatch.links.play.stage import Ask, Stage
from dispatch.people.accounts import Account
from tests.links.phones import Phone, StandingClock
from tests.pg import Database
from tests.web.serving import Serving, serving, settings_for

DESK = ("dispatcher", "supervisor")
CODE_WORD = "phone of a scenario"
"""The password of those that the demo has no account for."""


@dataclass
class Town:
    """What is played on, and with whom."""

    served: Serving
    clock: StandingClock
    begin: datetime
    timers: Timers
    phones: dict[str, Phone] = field(default_factory=dict)

    async def come(self, t: float) -> None:
        """It is so many seconds since the scenario began; what fell due until then has fallen, each at its time."""
        now = self.begin + timedelta(seconds=t)
        while due := self._due(now):
            self.clock.wall = max(self.clock.wall, min(due))
            await self.timers.fire()
        self.clock.wall = now

    def _due(self, now: datetime) -> list[datetime]:
        known = self.served.node.desk.state.timers.values()
        return [one.due for one in known if one.due <= now and one.timer_kind is not TimerKind.RETIRE]

    def phone(self, who: Actor) -> Phone:
        """The device of whoever gives a command."""
        return self.phones[holder(who)]


def holder(who: Actor) -> str:
    """What an actor's device is called here: of a unit, of somebody at a school by name, or of the desk."""
    if who.role is Role.DISPATCHER:
        return DESK[0]
    if who.role is Role.SUPERVISOR:
        return DESK[1]
    return who.unit or f"{who.site}/{who.name}"


@contextlib.asynccontextmanager
async def town(
    database: Database, folder: Path, scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Town]:
    """The demo, served, with a phone for everybody of a scenario who has a seat."""
    clock = StandingClock()
    monkeypatch.setattr(wiring, "SystemClock", lambda: clock)
    # The database's clock cannot be set; that the two differ is what is wanted here.
    monkeypatch.setattr(Health, "compare", lambda *_: None)
    async with serving(settings_for(database, folder), furnished=False, timers=False) as served:
        node, desk = served.node, served.node.desk
        timers = Timers(desk._core, desk.submit, Recaller(node.store, desk.log))
        found = Town(served, clock, clock.wall + timedelta(seconds=1), timers)
        await found.come(-1)
        await _give_out(found, scenario)
        links = [asyncio.create_task(one.run(), name=f"phone-{name}") for name, one in found.phones.items()]
        try:
            yield found
        finally:
            for link in links:
                link.cancel()
            await asyncio.gather(*links, return_exceptions=True)


async def _give_out(found: Town, scenario: Scenario) -> None:
    """Accounts for whom the demo has none, and everybody in: units and desks by password, a school's people by code."""
    people = found.served.node.people
    wanted = {holder(one): one for one in _speakers(found, scenario)}
    named = {account(name, "").person: name for name in USERNAMES}
    fresh = {
        name: _account(found, who, f"phone{number}")
        for number, (name, who) in enumerate(wanted.items())
        if who.person not in named
    }
    schools = [one for one in fresh.values() if one.site is not None]
    units = [one for one in fresh.values() if one.site is None]
    await people.administration.take_over(
        [*((one, None) for one in schools), *((one, CODE_WORD) for one in units)], []
    )
    for name in DESK:
        phone = found.phones[name] = Phone(name, found.served.origin, found.clock, loses=False)
        await phone.sign_in(name, password(name, None), "CON1")
    async with found.phones["dispatcher"].http() as desk:
        asked = {"people": [{"username": one.username} for one in schools]}
        made = await desk.post("/api/invites", json=asked)
        assert made.status_code == 201, made.text
    codes = {one["username"]: one["code"] for one in made.json()}
    for name, who in wanted.items():
        phone = found.phones[name] = Phone(name, found.served.origin, found.clock)
        known = fresh.get(name)
        if known is None:
            await phone.sign_in(named[who.person], password(named[who.person], None))
        elif known.username in codes:
            await phone.enter(codes[known.username])
        else:
            await phone.sign_in(known.username, CODE_WORD)


def _account(found: Town, who: Actor, username: str) -> Account:
    return Account(
        log=found.served.node.desk.log,
        person="",
        username=username,
        name=who.name,
        role=who.role,
        agency=who.agency,
        unit=who.unit,
        site=who.site,
    )


def _speakers(found: Town, scenario: Scenario) -> Iterator[Actor]:
    stage = Stage(scenario, lambda: found.served.node.desk.state)
    for moment in scenario.moments:
        who = stage.speaker(moment)
        if who is not None and holder(who) not in DESK:
            yield who


@dataclass
class Play:
    """How a scenario went: who was given what answer."""

    stage: Stage
    answers: list[tuple[Moment, Ask, dict[str, Any]]] = field(default_factory=list)

    @property
    def refused(self) -> list[str]:
        """What was not done, and why."""
        return [
            f"{moment}: {ask.command.kind} {answer.get('code')}: {answer.get('message')}"
            for moment, ask, answer in self.answers
            if answer["outcome"] != "saved"
        ]


async def _nothing(_: Moment) -> None:
    """Nothing happens beside the scenario."""


async def play(
    found: Town,
    scenario: Scenario,
    *,
    until: float,
    silent: Callable[[Moment], bool] = lambda _: False,
    beside: Callable[[Moment], Awaitable[None]] = _nothing,
) -> Play:
    """Everybody says their part at its time from their own phone; whoever is silent says nothing."""
    told = Play(Stage(scenario, lambda: found.served.node.desk.state))
    for moment in scenario.moments:
        if moment.t > until:
            break
        await found.come(moment.t)
        if silent(moment):
            continue
        for ask in mapping.asks(told.stage, moment):
            answer = await found.phone(ask.who).give(ask.command, ask.expect, ask.content)
            told.answers.append((moment, ask, answer))
            if answer["outcome"] == "saved":
                told.stage.remember(moment, ask.command, answer.get("refs", {}))
        await beside(moment)
    return told


def measured(screen: Phone, begin: datetime, end: float) -> dict[str, Fact]:
    """What a console shows of a scenario afterwards, by the names that ``expect`` uses. Nothing of it is known from the play."""

    def t(at: str | None) -> float | None:
        return None if at is None else (datetime.fromisoformat(at) - begin).total_seconds()

    facts: dict[str, Fact] = {}

    def first(name: str, at: str | None) -> None:
        seconds = t(at)
        if seconds is not None and (name not in facts or seconds < float(facts[name].value)):
            facts[name] = Fact(seconds)

    started = [
        one for one in screen.table("actions").values() if datetime.fromisoformat(one["started_at"]) >= begin
    ]
    for one in started:
        first(f"action.{one['type']}.start_t", one["started_at"])
        first(f"action.{one['type']}.{one['site']}.start_t", one["started_at"])
        first(f"heard.{one['site']}.t", one["announced_at"])
        # Over the public address a Lockdown would have ended by now; door by door it is being released.
        facts[f"action.{one['type']}.released_by_pa"] = Fact(one["ended_at"] is not None)
    facts["sites_started"] = Fact(len({one["site"] for one in started}))
    for call in screen.table("calls").values():
        if datetime.fromisoformat(call["times"]["t_received"]) >= begin:
            first("psap_notify.t", call["times"].get("t_911_notified"))
    for incident in screen.table("incidents").values():
        if datetime.fromisoformat(incident["opened_at"]) >= begin:
            first("uc_form.t", incident["times"].get("t_uc_formed"))
            facts["command.gap_s_after_120s"] = Fact(_gap(incident, t, end))
    return facts


def _gap(incident: dict[str, Any], t: Callable[[str | None], float | None], end: float) -> float:
    """For how long nobody was in command, from two minutes after it began until ``end``."""
    held = [*incident["history"], *([incident["command"]] if incident["command"] is not None else [])]
    covered = sorted(
        (t(one["since"]) or 0.0, end if one["until"] is None else t(one["until"]) or 0.0) for one in held
    )
    gap, reached = 0.0, 120.0
    for since, until in covered:
        gap += max(0.0, since - reached)
        reached = max(reached, until)
    return gap + max(0.0, end - reached)
