"""A realistic log of any length: one day of the demo district is decided by the rules and encoded by the codec, then told again.

Each repetition has its own date, its own ids and its own numbers; its chain is computed over the bytes as they are. So a log of a
million events is made in seconds and is in every other respect what the product would have written.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Final

from dispatch.domain.actor import SYSTEM, Actor, Role
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import (
    AddNote,
    AnnounceAction,
    AssignUnits,
    ClearUnit,
    CloseCall,
    Command,
    CreateCall,
    LogRadio,
    ReleaseAction,
    SetUnitStatus,
    StartAction,
)
from dispatch.domain.decide import Accepted, Context, decide
from dispatch.domain.fold import fold
from dispatch.domain.ids import derive
from dispatch.domain.record import Recorded
from dispatch.domain.state import EMPTY, State
from dispatch.domain.text import TextClass
from dispatch.domain.timers import due_command, due_timers
from dispatch.domain.vocabulary import TimerKind
from dispatch.links.demo.district import opening, roster
from dispatch.log.chain import genesis, leaf_of, link
from dispatch.log.codec import encode
from dispatch.log.rows import Head, ProtectedRow

LOG: Final = "bench"
WAVES: Final = 20
CALLS_A_WAVE: Final = 12
_ANSWER: Final = (
    b'{"at":"2026-03-02T06:27:05.200000Z","outcome":"saved","receipt":"'
    + b"7" * 64
    + b'","refs":{},"warnings":[]}'
)
"""As an answer is kept: what it says is nobody's affair here, its length is."""
_FIRST_DAY: Final = date(2026, 3, 2)
_DISPATCHER = Actor(person="p-disp", name="D. Reyes", role=Role.DISPATCHER, agency="PMSD", position="CON1")
_TYPES = ("FIGHT", "DOOR", "MEDNON", "VANDAL", "TRAFIC", "WELFAR")
_CHANGES = re.compile(
    rb'(?<=")(\d{4}-\d\d-\d\d)(?=T\d\d:)|(?<=["/:])([0-9a-f]{8})(?=-[0-9a-f]{4}-[0-9a-f]{4}-)'
)


class Telling:
    """Commands as people give them, decided one after another. ``now`` moves on with each."""

    def __init__(self) -> None:
        self.state: State = EMPTY
        self.given: list[tuple[str, tuple[Recorded, ...]]] = []
        self.now = datetime.combine(_FIRST_DAY, datetime.min.time(), UTC)
        self._numbers = itertools.count(1)

    def give(self, actor: Actor, command: Command, command_id: str = "") -> dict[str, object]:
        """One command; the references of its answer."""
        self.now += timedelta(milliseconds=700)
        command_id = command_id or derive(f"telling/{next(self._numbers)}", "command")
        context = Context(actor=actor, command_id=command_id, log=LOG, now=self.now)
        outcome = decide(self.state, command, context)
        assert isinstance(outcome, Accepted), (command, outcome)
        self.state = fold(self.state, outcome.recorded).state
        if outcome.recorded:
            self.given.append((command_id, outcome.recorded))
        return dict(outcome.refs)

    def retire(self) -> None:
        """Let go what ended long enough ago."""
        for timer in due_timers(self.state, self.now):
            if timer.timer_kind is TimerKind.RETIRE:
                command_id, command = due_command(timer)
                self.give(SYSTEM, command, command_id)


def opened() -> Telling:
    """A district with its roster and its units on duty."""
    telling = Telling()
    telling.give(SYSTEM, opening())
    telling.give(SYSTEM, roster())
    for unit in telling.state.units:
        telling.give(_DISPATCHER, SetUnitStatus(unit=unit, status=UnitStatus.AV))
    return telling


def work_a_day(telling: Telling) -> None:
    """Some calls a quarter of an hour, each worked from ring to disposition; at the end all are in history."""
    units = itertools.cycle(sorted(telling.state.units))
    sites = itertools.cycle(sorted(telling.state.sites))
    for wave in range(WAVES):
        telling.now += timedelta(minutes=15)
        telling.retire()
        calls = [
            (_enter(telling, place, next(sites)), (next(units), next(units))) for place in range(CALLS_A_WAVE)
        ]
        for call, pair in calls:
            _work(telling, call, pair)
        for place, (call, pair) in enumerate(calls):
            _finish(telling, call, pair, drilled=(wave + place) % 6 == 0)
    telling.now += timedelta(minutes=40)
    telling.retire()


def _enter(telling: Telling, place: int, site: str) -> str:
    call = CreateCall(
        type=_TYPES[place % len(_TYPES)],
        site=site,
        caller="Ana Novak",
        callback="555-0117",
        text="two boys behind the gym, one of them has a cut above the eye",
        distinct=True,
    )
    return str(telling.give(_DISPATCHER, call)["call"])


def _work(telling: Telling, call: str, pair: tuple[str, str]) -> None:
    telling.give(_DISPATCHER, AssignUnits(call=call, units=pair))
    for unit in pair:
        telling.give(_officer(unit), SetUnitStatus(unit=unit, status=UnitStatus.ER))
        telling.give(_DISPATCHER, LogRadio(text=f"{unit} en route from the depot", unit=unit, call=call))
    for unit in pair:
        telling.give(_officer(unit), SetUnitStatus(unit=unit, status=UnitStatus.OS))
    telling.give(_officer(pair[0]), AddNote(text="both separated, nurse is with them", call=call))


def _finish(telling: Telling, call: str, pair: tuple[str, str], *, drilled: bool) -> None:
    site = telling.state.calls[call].place.site
    assert site is not None
    if drilled:
        telling.give(
            _DISPATCHER, StartAction(sites=(site,), type=ActionType.SECURE, call=call, reason="fight")
        )
        action = next(
            one.id for one in telling.state.actions.values() if one.site == site and one.ended_at is None
        )
        telling.give(_DISPATCHER, AnnounceAction(action=action, announced_by="Principal Okafor"))
        released = ReleaseAction(
            action=action, released_by=pair[0], confirmed_by="Sgt Lee", confirmed_agency="PMSD"
        )
        telling.give(_DISPATCHER, released)
    note = AddNote(text="asthma inhaler in the locker", text_class=TextClass.MEDICAL, call=call)
    telling.give(_DISPATCHER, note)
    telling.give(_DISPATCHER, LogRadio(text=f"{pair[1]} clear, returning", unit=pair[1], call=call))
    telling.give(_DISPATCHER, AddNote(text="front office told by phone", site=site))
    for unit in pair:
        telling.give(_officer(unit), ClearUnit(unit=unit))
    telling.give(_DISPATCHER, CloseCall(call=call, disposition="RPT", outcome="parents called"))


def _officer(unit: str) -> Actor:
    return Actor(
        person=f"p-{unit}", name=f"Officer {unit}", role=Role.PATROL_OFFICER, agency="PMSD", unit=unit
    )


@dataclass(frozen=True, slots=True)
class _Template:
    """One event of the day with its changing places cut out."""

    kind: str
    before: bytes
    """The body up to its number, in the form of ``%`` for bytes."""
    changes: tuple[bytes, ...]
    """What stands in the changing places on the first day: dates and the first digits of ids."""
    command: str
    first: bool
    """Whether it is the first event of its command."""
    recorded_at: datetime
    protected: tuple[ProtectedRow, ...]


@dataclass(slots=True)
class Rows:
    """Rows as the tables have them, column by column in the order of the tables."""

    events: list[tuple[str, int, str, str, datetime, bytes, bytes, bytes]] = field(default_factory=list)
    commands: list[tuple[str, str, str, bytes, bytes, int, datetime]] = field(default_factory=list)
    protected: list[tuple[str, int, str, str, bytes, bytes]] = field(default_factory=list)


class Log:
    """A log of the district, as many days long as it is asked for. ``head`` is that of the rows given out so far."""

    def __init__(self) -> None:
        telling = opened()
        opening_day = len(telling.given)
        work_a_day(telling)
        self._roster = [_template(*one) for one in _events(telling.given[:opening_day])]
        self._day = [_template(*one) for one in _events(telling.given[opening_day:])]
        self._places = {one for template in self._day for one in template.changes}
        self._days = itertools.count()
        self.head = Head(0, genesis(LOG))

    def days(self, events: int) -> Iterator[Rows]:
        """Up to so many events in all, a day at a time; the last day ends where it must."""
        if not self.head.seq:
            yield self._tell(self._roster, 0, events)
        while self.head.seq < events:
            yield self._tell(self._day, next(self._days), events)

    def _tell(self, templates: Sequence[_Template], day: int, events: int) -> Rows:
        rows = Rows()
        told = {one: _retold(one, day) for one in self._places}
        seq, chain = self.head.seq, self.head.hash
        for template in templates[: events - seq]:
            seq += 1
            body = template.before % (*[told.get(one, one) for one in template.changes], seq)
            leaf = leaf_of(body)
            chain = link(chain, leaf)
            at = template.recorded_at + timedelta(days=day)
            command = _retold(template.command[:8].encode(), day).decode() + template.command[8:]
            rows.events.append((LOG, seq, template.kind, command, at, body, leaf, chain))
            if template.first:
                rows.commands.append((LOG, command, "p-disp", leaf, _ANSWER, seq, at))
            for one in template.protected:
                assert one.salt is not None
                assert one.value is not None
                rows.protected.append((LOG, seq, one.field, one.text_class, one.salt, one.value))
        self.head = Head(seq, chain)
        return rows


def _events(given: Sequence[tuple[str, tuple[Recorded, ...]]]) -> Iterator[tuple[Recorded, bool]]:
    for _, recorded in given:
        for place, one in enumerate(recorded):
            yield one, place == 0


def _template(recorded: Recorded, first: bool) -> _Template:
    salts = itertools.count(recorded.seq * 100)
    encoded = encode(recorded, lambda: next(salts).to_bytes(32, "big"))
    body, number = encoded.event.body, b'"seq":%d,' % recorded.seq
    # The number comes after the event in the order of keys, and nothing that changes comes after the number.
    head, found, rest = body.replace(b"%", b"%%").partition(number)
    assert found
    assert _CHANGES.search(rest) is None
    changes = tuple(one.group(0) for one in _CHANGES.finditer(head))
    cut = _CHANGES.sub(b"%b", head) + b'"seq":%d,' + rest
    return _Template(
        recorded.event.kind, cut, changes, recorded.command, first, recorded.recorded_at, encoded.protected
    )


def _retold(place: bytes, day: int) -> bytes:
    """A changing place on a later day."""
    if b"-" in place:
        return (date.fromisoformat(place.decode()) + timedelta(days=day)).isoformat().encode()
    return b"%08x" % (int(place, 16) ^ day)
