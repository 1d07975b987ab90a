"""Who is to be woken by what the log has come to, and when: the open page first, a push for whom it has not reached.

Follows the log by a cursor that outlives the process, moved before anything is sent: after a crash in between a push is missing, and never
sent twice by two nodes. What is older than a minute is not pushed: it is no news. Nothing of a replay or an exercise comes here, because
only the live log's desk is followed.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

import orjson

from dispatch.desk.clock import Clock
from dispatch.desk.desk import Desk
from dispatch.desk.receipts import Carried
from dispatch.domain.audience import missing
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.records import Notice
from dispatch.domain.state import State
from dispatch.domain.vocabulary import AssignmentStatus
from dispatch.links.push.sender import Pushed, Sender
from dispatch.people.database import Unavailable
from dispatch.people.push_subscriptions import PushSubscriptions, Subscription

_log = logging.getLogger(__name__)

LOOK_SECONDS: Final = 1.0
GRACE_SECONDS: Final = 4.0
"""So long the open page has to show it by itself."""
NEWS: Final = timedelta(minutes=1)
AT_ONCE: Final = 20


@dataclass(frozen=True, slots=True)
class Wake:
    """Somebody is to be woken. ``urgent``: the telephone should not wait for a better moment."""

    person: str
    urgent: bool
    recipient: str = ""
    """Whose telephone it is, as the ledgers name it."""
    notices: Carried = field(default=(), compare=False)
    """What it is to be woken for, as far as there is a ledger of it."""


def wakes(
    state: State,
    people: Iterable[Subscription],
    shown: Callable[[Notice, str], bool],
    after: int,
    until: int,
    now: datetime,
) -> list[Wake]:
    """Whom the events after one and up to another concern who is on duty and whose page has not shown it."""
    news = list(_news(state, after, until, now))
    found: dict[str, Wake] = {}
    for one in people:
        unit = _unit_of(state, one)
        if unit is None or one.person in found:
            continue
        mine = [
            (notice, urgent)
            for units, notice, urgent in news
            if unit in units and not (notice is not None and shown(notice, one.person))
        ]
        if mine:
            found[one.person] = Wake(
                one.person,
                any(urgent for _, urgent in mine),
                f"unit:{unit}",
                tuple((notice.id, notice.edition) for notice, _ in mine if notice is not None),
            )
    return list(found.values())


def _unit_of(state: State, one: Subscription) -> str | None:
    """The unit that somebody is on duty with. In no crew, it is that of the account while nobody else is signed on to it."""
    for crew in state.crews.values():
        if crew.has(one.person):
            return crew.id
    unit = state.units.get(one.unit or "")
    if unit is None or unit.status is UnitStatus.OFF or unit.id in state.crews:
        return None
    return unit.id


def _news(
    state: State, after: int, until: int, now: datetime
) -> Iterator[tuple[frozenset[str], Notice | None, bool]]:
    """The units concerned, the notice if it is one, and whether it is urgent."""
    for notice in state.notices.values():
        if after < notice.edition <= until and now - notice.since <= NEWS:
            told = frozenset(
                one.removeprefix("unit:") for one in missing(state, notice) if one.startswith("unit:")
            )
            yield told, notice, notice.urgent
    for sent in state.assignments.values():
        at = sent.times.get("t_dispatched")
        is_new = after < sent.version <= until and at is not None and now - at <= NEWS
        if is_new and sent.status is AssignmentStatus.ACTIVE and sent.unit_status is UnitStatus.DP:
            yield frozenset({sent.unit}), None, True


@dataclass(slots=True)
class Pusher:
    """Wakes telephones of one live log, until cancelled."""

    desk: Desk
    subscriptions: PushSubscriptions
    sender: Sender
    clock: Clock
    count: Callable[[Pushed], None] = lambda pushed: None
    _seen: deque[tuple[float, int]] = field(default_factory=deque)
    _at_once: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def run(self) -> None:
        """Look each second. Without the database nothing is pushed, and the rest goes on."""
        while True:
            try:
                await self.look()
            except Unavailable:
                _log.debug("Nothing can be pushed: the database does not answer")
            await self.clock.sleep(LOOK_SECONDS)

    async def look(self) -> int:
        """Push what has waited long enough; how many telephones were woken."""
        until = self._waited_for()
        if until is None:
            return 0
        log = self.desk.log
        after = await self.subscriptions.told_up_to(log, until)
        if until <= after or not await self.subscriptions.move(log, after, until):
            return 0
        phones = await self.subscriptions.of_log(log)
        woken = {
            one.person: one
            for one in wakes(self.desk.state, phones, self._is_shown, after, until, self.clock.now())
        }
        return sum(
            await asyncio.gather(
                *(self._wake(one, woken[one.person]) for one in phones if one.person in woken)
            )
        )

    def _waited_for(self) -> int | None:
        """The last event that has had its time; events are not looked at, only how far the log was then."""
        now, seq = self.clock.monotonic(), self.desk.state.seq
        if not self._seen or self._seen[-1][1] != seq:
            self._seen.append((now, seq))
        ripe = None
        while self._seen and now - self._seen[0][0] >= GRACE_SECONDS:
            ripe = self._seen.popleft()[1]
        return ripe

    def _is_shown(self, notice: Notice, person: str) -> bool:
        return any(
            one.person == person and one.painted_at is not None and one.edition >= notice.edition
            for one in self.desk.hub.receipts.of(notice.id)
        )

    async def _wake(self, phone: Subscription, wake: Wake) -> bool:
        # That there is something, and not a word of what: it may lie on a desk with its screen up.
        message = orjson.dumps({"urgent": wake.urgent})
        async with self._at_once:
            pushed = await self.sender.send(phone, message, urgent=wake.urgent)
        self.count(pushed)
        if pushed is not Pushed.SENT:
            # Whoever looks at the ledger is not to think that somebody was woken.
            self.desk.hub.receipts.push_failed(wake.recipient, phone.person, phone.name, wake.notices)
        if pushed is Pushed.GONE:
            await self.subscriptions.gone(phone.id)
        return pushed is Pushed.SENT
