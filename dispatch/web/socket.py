"""``GET /live``: one browser's link. Says hello, passes commands on, and keeps misuse away from everybody
else.

Knows the protocol's messages and its limits. What a screen gets to see is the hub's business.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from starlette.websockets import WebSocket

from dispatch.desk.connection import Connection
from dispatch.desk.frames import bye
from dispatch.desk.hub import Since
from dispatch.desk.results import to_wire
from dispatch.domain.vocabulary import TimeSource
from dispatch.web import closing
from dispatch.web.access import Caller, caller_of, check_page
from dispatch.web.closing import Closing
from dispatch.web.errors import Problem
from dispatch.web.fanout import Way, way_to
from dispatch.web.flood import Bucket, Verdict
from dispatch.web.messages import PROTOCOL
from dispatch.web.protocol import Submission, command_id, read_message
from dispatch.web.services import Services
from dispatch.web.work_routes import internal, report_position, submit

HELLO_SECONDS: Final = 5.0
LINKS_MAX: Final = 20
"""Windows that one session may have open."""
CLOCK_WRONG: Final = timedelta(minutes=2)
"""A device whose clock differs by more than this is not believed."""
IN_FLIGHT_MAX: Final = 64
"""Commands of one screen that wait for their answers; more wait unread in its socket."""
_URGENT = ("RaisePanic", "DeclareEmergency")


@dataclass(eq=False)
class _Ended(Exception):
    """The link is over; ``how`` None: the peer went away."""

    how: Closing | None


async def live(websocket: WebSocket, services: Services) -> None:
    """One link from upgrade to end. A foreign page is refused before the upgrade."""
    caller = await _admitted(websocket, services)
    session = "" if isinstance(caller, Closing) else caller.session.id
    if session and services.links[session] >= LINKS_MAX:
        caller = closing.TOO_MANY_LINKS
    services.links[session] += 1
    services.metrics.sockets.inc()
    try:
        await websocket.accept()
        link = Link(websocket, services, caller)
        try:
            await link.run()
        finally:
            await link.finish()
    finally:
        services.metrics.sockets.dec()
        services.links[session] -= 1
        if services.links[session] <= 0:
            del services.links[session]


async def _admitted(websocket: WebSocket, services: Services) -> Caller | Closing:
    """Whose link it is, or how it will be closed at once: a browser cannot read an answer before the upgrade."""
    bearer = "authorization" in websocket.headers
    check_page(websocket, services.site, required=not bearer)
    try:
        return await caller_of(websocket, services) or closing.NOT_SIGNED_IN
    except Problem:
        return closing.NOT_READY


class Link:
    """An accepted websocket."""

    def __init__(self, websocket: WebSocket, services: Services, caller: Caller | Closing) -> None:
        self._websocket = websocket
        self._services = services
        self._caller = caller
        self._connection: Connection | None = None
        self._way: Way = way_to(websocket, drained=self._drained)
        self._flood = Bucket(services.clock.monotonic)
        self._commands: set[asyncio.Task[None]] = set()
        self._room = asyncio.Semaphore(IN_FLIGHT_MAX)
        self._source = TimeSource.CLAIMED

    async def run(self) -> None:
        """Until one side ends it."""
        try:
            if isinstance(self._caller, Closing):
                raise _Ended(self._caller)
            connection = await self._greet(self._caller)
            reader = asyncio.create_task(self._read(connection, self._caller), name="socket-read")
            ended = asyncio.create_task(connection.ended(), name="socket-ended")
            try:
                done, _ = await asyncio.wait({reader, ended}, return_when=asyncio.FIRST_COMPLETED)
                if reader in done:
                    reader.result()
            finally:
                for task in (reader, ended):
                    task.cancel()
                await asyncio.gather(reader, ended, return_exceptions=True)
        except _Ended as end:
            if end.how is not None:
                self._part(end.how)

    async def finish(self) -> None:
        """Forget the screen, then wait for a close that is under way. Its commands go on without it."""
        if self._connection is not None:
            self._connection.detach()
        await self._way.finish()

    # --- hello -------------------------------------------------------------------------------------------

    async def _greet(self, caller: Caller) -> Connection:
        try:
            async with asyncio.timeout(HELLO_SECONDS):
                raw = await self._text()
        except TimeoutError:
            raise _Ended(closing.NO_HELLO) from None
        try:
            hello = read_message(raw)
        except Problem as problem:
            raise _Ended(closing.bad_hello(problem.body()["message"])) from None
        if isinstance(hello, Submission) or hello["type"] != "hello":
            raise _Ended(closing.HELLO_FIRST)
        if hello["protocol"] != PROTOCOL:
            raise _Ended(closing.OTHER_PROTOCOL)
        desk = self._services.desk
        if hello.get("log") not in (None, desk.log):
            raise _Ended(closing.NO_SUCH_LOG)
        self._source = self._judged(hello.get("device_time"))
        since = hello.get("since")
        connection = await desk.hub.attach(
            self._way,
            who=caller.who(self._services.sessions),
            session=caller.session.id,
            since=None if since is None else Since(since["epoch"], since["seq"]),
        )
        if connection is None:
            raise _Ended(closing.NOT_SIGNED_IN)
        self._connection = connection
        return connection

    def _judged(self, device_time: datetime | None) -> TimeSource:
        """Whether what this device says of when something happened can be believed."""
        if device_time is None or abs(device_time - self._services.clock.now()) <= CLOCK_WRONG:
            return TimeSource.CLAIMED
        return TimeSource.UNTRUSTED

    # --- after hello -------------------------------------------------------------------------------------

    async def _read(self, connection: Connection, caller: Caller) -> None:
        while True:
            raw = await self._text()
            if not self._may_pass(raw, connection):
                continue
            try:
                await self._take(read_message(raw), connection, caller)
            except Problem as problem:
                self._services.metrics.bad_messages.labels(problem.code).inc()
                self._tell(connection, raw, problem)

    async def _take(
        self, message: Submission | dict[str, Any], connection: Connection, caller: Caller
    ) -> None:
        if isinstance(message, Submission):
            if message.log not in (None, self._services.desk.log):
                raise Problem("not_found")
            await self._room.acquire()
            task = asyncio.create_task(self._command(message, connection, caller), name="command")
            # Kept by the services too: the command goes on when its sender has gone.
            for keeper in (self._commands, self._services.under_way):
                keeper.add(task)
                task.add_done_callback(keeper.discard)
            return
        match message["type"]:
            case "hello":
                raise _Ended(closing.HELLO_TWICE)
            case "seen":
                connection.seen(message["part"], message["n"])
            case "resync":
                connection.resync(message["part"])
            case "position":
                report_position(self._services, caller, message)  # type: ignore[arg-type]
            case _:  # "beat": being read is all it wants
                pass

    async def _command(self, submission: Submission, connection: Connection, caller: Caller) -> None:
        try:
            envelope = replace(submission.envelope, occurred_source=self._source)
            result = await submit(self._services, connection.who, replace(submission, envelope=envelope))
            connection.send({"type": "result", **to_wire(result, internal=internal(caller))})
        finally:
            self._room.release()

    def _may_pass(self, raw: str, connection: Connection) -> bool:
        """Whether this message may be read. A panic always may, within bounds of its own."""
        verdict = self._flood.take(urgent=any(kind in raw for kind in _URGENT))
        if verdict is Verdict.END:
            raise _Ended(closing.FLOOD)
        if verdict is Verdict.PASS:
            return True
        if verdict is Verdict.WARN or command_id(raw) is not None:
            # Somebody waits for each command's answer; the rest of a flood is told now and then.
            self._tell(connection, raw, Problem("too_many"))
        return False

    @staticmethod
    def _tell(connection: Connection, raw: str, problem: Problem) -> None:
        """A command that could not be read is still answered by its id: somebody waits for it."""
        body = problem.body()
        found = command_id(raw)
        if found is not None:
            connection.send({"type": "result", "id": found, **body})
        else:
            connection.send({"type": "error", **{key: body[key] for key in body if key != "outcome"}})

    async def _text(self) -> str:
        """The next text. Anything else ends the link."""
        message = await self._websocket.receive()
        if message["type"] == "websocket.disconnect":
            raise _Ended(None)
        text = message.get("text")
        if text is None:
            raise _Ended(closing.BINARY)
        return str(text)

    def _part(self, how: Closing) -> None:
        """Say why in a ``bye``, then close."""
        with contextlib.suppress(RuntimeError, OSError):
            self._way.write(bye(how.name, how.said, how.retry_after_ms))
        self._way.close(how.code, how.name)

    def _drained(self) -> None:
        if self._connection is not None:
            self._connection.drained()
