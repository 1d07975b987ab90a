"""The screens of a load run: each a real websocket of a person who is signed in, which is cut now and then and comes back."""

from __future__ import annotations

import asyncio
from bisect import bisect_left, insort
from collections.abc import Callable, Mapping
from typing import Any, Final

import orjson

from dispatch.desk.clock import Clock
from dispatch.links.demo.dice import Dice
from dispatch.links.load import wire
from dispatch.links.load.board import Decoder, Gallery
from dispatch.links.load.figures import Both, Findings
from dispatch.links.load.records import LoadProblem
from dispatch.links.load.sessions import Server, Session
from dispatch.links.load.watch import Watch

PAINT_SECONDS: Final = 0.1
"""A page paints what came in steps of this, and says so."""
SILENCE_SECONDS: Final = 5.0
"""A link that says nothing for so long is given up: each second has its beat."""
_BACK_FIRST, _BACK_MAX = 0.2, 5.0
_BACK_AFTER_CUT: Final = 2.0
_SESSION_OVER: Final = frozenset({4401, 4403})
_RESULT: Final = b'{"type":"result"'

Answered = Callable[[Mapping[str, Any]], None]


class Arrivals:
    """When the last of the screens had each event."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._seqs: list[int] = []
        self._last: dict[int, float] = {}

    def reached(self, seq: int) -> None:
        """A screen got a frame up to this event."""
        if seq not in self._last:
            insort(self._seqs, seq)
        self._last[seq] = self._clock.monotonic()

    def last(self, seq: int) -> float | None:
        """When the last screen had this event."""
        place = bisect_left(self._seqs, seq)
        return self._last[self._seqs[place]] if place < len(self._seqs) else None

    def forget(self, before: int) -> None:
        """These are not asked for any more."""
        place = bisect_left(self._seqs, before)
        for seq in self._seqs[:place]:
            del self._last[seq]
        del self._seqs[:place]


class Screen:
    """One page of one person."""

    def __init__(self, crowd: Crowd, username: str, watch: Watch, number: int) -> None:
        self.username = username
        self.watch = watch
        self.trouble = "nothing came"
        """Why it could not be opened last."""
        self._crowd = crowd
        self._number = number
        self._socket: wire.Socket | None = None
        self._session: Session | None = None
        self._over = asyncio.Event()
        self._gone_at: float | None = None
        self._heard_at = 0.0
        self._cuts = 0
        self._on_purpose = False
        self._wait = 0.0

    @property
    def ready(self) -> bool:
        """Whether it is there and shows everything."""
        return self._socket is not None and self.watch.ready

    def send(self, payload: bytes) -> bool:
        """A message; false when the link is down."""
        return self._socket is not None and self._socket.send(payload)

    async def keep(self) -> None:
        """Hold a link, and come back, until cancelled."""
        failures = 0
        try:
            while True:
                try:
                    await self._one_link()
                    failures = 0
                except (OSError, TimeoutError, LoadProblem) as problem:
                    self.trouble = str(problem) or type(problem).__name__
                    failures += 1
                    self._wait = min(_BACK_FIRST * 2 ** (failures - 1), _BACK_MAX)
                await asyncio.sleep(self._wait * (0.5 + self._chance("back")))
                if self._on_purpose:
                    # The pause of one who was cut on purpose is not the server's doing.
                    self._on_purpose, self._gone_at = False, self._crowd.clock.monotonic()
        finally:
            if self._socket is not None:
                socket, self._socket = self._socket, None
                socket.close()

    def cut(self) -> None:
        """Break the link as a pulled cable does."""
        if self._socket is not None:
            self._crowd.figures.add("cut")
            self._cuts += 1
            self._on_purpose = True
            self._wait = _BACK_AFTER_CUT * self._chance("pause")
            self._drop()

    def check_alive(self, now: float) -> None:
        """Give up a link on which nothing comes."""
        if self._socket is not None and now - self._heard_at > SILENCE_SECONDS:
            self._crowd.figures.add("disconnects")
            self._drop()

    def paint(self) -> None:
        """Tell the server which frames were painted."""
        if self._socket is not None:
            for part, n in self.watch.painted.items():
                self._socket.send(self._crowd.seen(part, n))
            self.watch.painted.clear()

    def _drop(self) -> None:
        assert self._socket is not None
        socket, self._socket = self._socket, None
        socket.abort()
        self._gone()

    async def _one_link(self) -> None:
        crowd = self._crowd
        session = await crowd.server.session(self.username)
        session.links += 1
        self._session = session
        try:
            self._over.clear()
            headers = {"Cookie": session.cookie, "Origin": crowd.server.address.origin}
            socket = await wire.connect(crowd.server.address, "/live", headers, self._text, self._ended)
            self._socket, self._heard_at = socket, crowd.clock.monotonic()
            hello: dict[str, Any] = {"type": "hello", "protocol": 1}
            if self.watch.since is not None:
                hello["since"] = self.watch.since
            socket.send(orjson.dumps(hello))
            await self._over.wait()
        finally:
            session.links -= 1

    def _text(self, raw: bytes) -> None:
        crowd = self._crowd
        if self._socket is None:
            return
        self._heard_at = crowd.clock.monotonic()
        crowd.figures.add("bytes_read", len(raw))
        if raw.startswith(_RESULT):
            crowd.answered(orjson.loads(raw))
            return
        try:
            message = crowd.decoder.read(raw)
        except ValueError as problem:
            crowd.findings.add("bad_message", f"{self.watch.name}: {problem}")
            return
        if message.kind == "bye":
            self._sent_away(message.body)
            return
        was_ready = self.watch.ready
        for say in self.watch.take(message):
            self._socket.send(orjson.dumps(say))
        if self.watch.ready and not was_ready:
            if self._gone_at is not None:
                crowd.figures.took("reconnect", crowd.clock.monotonic() - self._gone_at)
                self._gone_at = None
            crowd.came_back(self)

    def _sent_away(self, body: Mapping[str, Any]) -> None:
        after = body.get("retry_after_ms")
        self._wait = _BACK_FIRST if after is None else after / 1000
        if after is None and self._session is not None:
            self._session.ended = True

    def _ended(self, code: int | None, reason: str) -> None:
        if self._socket is None:
            return
        self._socket = None
        self._crowd.figures.add("disconnects")
        if code in _SESSION_OVER and self._session is not None:
            self._session.ended = True
        self._crowd.said(f"{self.watch.name} was disconnected ({code or 'broken'} {reason})".strip())
        self._gone()

    def _gone(self) -> None:
        self._gone_at = self._crowd.clock.monotonic()
        self.watch.cut()
        self._over.set()

    def _chance(self, what: str) -> float:
        return self._crowd.dice.share(f"{what}/{self._number}/{self._cuts}")


class Crowd:
    """All screens, and what they share."""

    def __init__(
        self, server: Server, clock: Clock, figures: Both, findings: Findings, *, seed: str, churn: float
    ) -> None:
        self.server = server
        self.clock = clock
        self.figures = figures
        self.findings = findings
        self.dice = Dice(f"crowd/{seed}")
        self.decoder = Decoder()
        self.gallery = Gallery()
        self.arrivals = Arrivals(clock)
        self.answered: Answered = lambda _: None
        self.came_back: Callable[[Screen], None] = lambda _: None
        self.said: Callable[[str], None] = lambda _: None
        self.churn = churn
        """Per cent of the links that are cut each second."""
        self.screens: list[Screen] = []
        self._tasks: list[asyncio.Task[None]] = []
        self._seen: dict[tuple[str, int], bytes] = {}

    def open(self, username: str, name: str, *, measured: bool) -> Screen:
        """A screen of a person. ``measured``: its frames count as events on screens."""
        reached = self.arrivals.reached if measured else None
        watch = Watch(name, self.gallery, self.figures, self.findings, reached)
        screen = Screen(self, username, watch, len(self.screens))
        self.screens.append(screen)
        self._tasks.append(asyncio.create_task(screen.keep(), name=f"load-{name}"))
        return screen

    async def all_ready(self, seconds: float) -> bool:
        """Wait until every screen is there."""
        until = self.clock.monotonic() + seconds
        while not all(one.ready for one in self.screens):
            if self.clock.monotonic() > until:
                return False
            await asyncio.sleep(0.05)
        return True

    async def live(self) -> None:
        """Paint, cut and look after the links until cancelled."""
        second = 0
        next_second = self.clock.monotonic() + 1
        while True:
            await asyncio.sleep(PAINT_SECONDS)
            for screen in self.screens:
                screen.paint()
            now = self.clock.monotonic()
            if now >= next_second:
                next_second, second = now + 1, second + 1
                self._seen.clear()
                for place, screen in enumerate(self.screens):
                    screen.check_alive(now)
                    if self.churn and self.dice.share(f"cut/{second}/{place}") * 100 < self.churn:
                        screen.cut()

    def seen(self, part: str, n: int) -> bytes:
        """What a screen says of a painted frame; the same bytes for all."""
        found = self._seen.get((part, n))
        if found is None:
            found = self._seen[part, n] = orjson.dumps({"type": "seen", "part": part, "n": n})
        return found

    async def close(self) -> None:
        """Close every link."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        # What was written last leaves with the loop's next turn.
        await asyncio.sleep(0.05)
