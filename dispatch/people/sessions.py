"""Open sessions on one node: found by token, watched each second, ended everywhere within two.

A session is a row; the token itself is kept nowhere, only its hash. With the database down the sessions
that this node knows go on, and no new one starts.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

import asyncpg

from dispatch.domain.actor import Actor
from dispatch.people.accounts import Account
from dispatch.people.database import CHANNEL, Database, Unavailable
from dispatch.people.session_store import LastSession, SessionRow, SessionStore

_log = logging.getLogger(__name__)

BROWSER_HOURS = 12
_POLL_SECONDS = 1.0
_TOUCH_SECONDS = 60.0
_KNOWN_MAX = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """An open session."""

    id: str
    kind: str
    name: str
    account: Account
    created_at: datetime
    expires_at: datetime

    def actor(self) -> Actor:
        """Who gives the commands of this session."""
        return self.account.actor(self.name)


Ended = Callable[[str, str], None]
"""Called with the session's id and why, once, when it has ended."""
Changed = Callable[[str], None]
"""Called with the session's id when its account's role, unit or site changed."""


class Sessions:
    """The sessions that this node has met."""

    def __init__(
        self,
        database: Database,
        store: SessionStore,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._database = database
        self._store = store
        self._now = now
        self._new_id = new_id
        self._known: dict[str, Session] = {}
        self._by_token: dict[bytes, str] = {}
        self._tokens: dict[str, bytes] = {}
        self._used: dict[str, datetime] = {}
        self._woken = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._ended: list[Ended] = []
        self._changed: list[Changed] = []
        self._touched_at: datetime | None = None

    def start(self, ended: Ended, changed: Changed) -> None:
        """Watch from now on and tell these two."""
        self._ended.append(ended)
        self._changed.append(changed)
        self._tasks = [
            asyncio.create_task(self._watch(), name="sessions-watch"),
            asyncio.create_task(self._listen(), name="sessions-listen"),
        ]

    async def stop(self) -> None:
        """Stop watching."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []

    async def open(
        self, account: Account, *, kind: str, name: str, source: str, lifetime: timedelta
    ) -> tuple[str, Session]:
        """A new session and its token, which is shown this once. Never reuses what the caller came with."""
        token = secrets.token_urlsafe(32)
        now = self._now()
        row = SessionRow(
            id=self._new_id(),
            kind=kind,
            name=name,
            account=account,
            created_at=now,
            expires_at=now + lifetime,
            last_seen=now,
            ended_at=None,
        )
        digest = _digest(token)
        await self._store.open_session(row, digest, source)
        return token, self._remember(row, digest)

    async def tokens_of(self, person: str) -> list[SessionRow]:
        """A person's API tokens that are open."""
        now = self._now()
        return [one for one in await self._store.sessions_of(person, "api") if one.expires_at > now]

    async def find(self, token: str) -> Session | None:
        """The open session of a token. Raises ``Unavailable`` when only the database could tell."""
        digest = _digest(token)
        known = self._by_token.get(digest)
        if known is not None:
            return self.current(known)
        row = await self._store.find_session(digest)
        if row is None or not self._is_open(row):
            return None
        self._remember(row, digest)
        return self.current(row.id)

    def current(self, session: str) -> Session | None:
        """The session as it is now, None when it has ended. Waits for nothing: commands are decided with
        it.
        """
        known = self._known.get(session)
        if known is None or known.expires_at <= self._now():
            return None
        self._used[session] = self._now()
        return known

    async def end(self, session: str, person: str, because: str) -> bool:
        """End one session of a person, on every node."""
        ended = await self._store.end_session(session, person, because, self._now())
        self._forget(session, because)
        return ended

    async def last_of(self, persons: Iterable[str]) -> dict[str, LastSession]:
        """The last session in a browser of each of these, open or ended."""
        return await self._store.last_of(persons)

    async def check(self) -> None:
        """Compare with the database once; ``Unavailable`` when that is not possible."""
        self._end_expired()
        if not self._known:
            return
        asked = list(self._known)
        rows = await self._store.sessions_now(asked)
        for session in asked:
            row = rows.get(session)
            if row is None or not self._is_open(row):
                self._forget(session, "ended")
            else:
                self._update(row)
        await self._touch()

    def _remember(self, row: SessionRow, digest: bytes) -> Session:
        while len(self._known) >= _KNOWN_MAX:
            # Forgotten, not ended: its next request finds the row again.
            oldest = min(self._used, key=self._used.__getitem__, default=next(iter(self._known)))
            self._drop(oldest)
        session = Session(
            id=row.id,
            kind=row.kind,
            name=row.name,
            account=row.account,
            created_at=row.created_at,
            expires_at=row.expires_at,
        )
        self._known[row.id] = session
        self._by_token[digest] = row.id
        self._tokens[row.id] = digest
        self._used[row.id] = self._now()
        return session

    def _update(self, row: SessionRow) -> None:
        known = self._known.get(row.id)
        if known is None or known.account == row.account:
            return
        self._known[row.id] = Session(
            id=known.id,
            kind=known.kind,
            name=known.name,
            account=row.account,
            created_at=known.created_at,
            expires_at=known.expires_at,
        )
        for changed in self._changed:
            changed(row.id)

    def _is_open(self, row: SessionRow) -> bool:
        return row.ended_at is None and row.expires_at > self._now() and not row.account.disabled

    def _end_expired(self) -> None:
        now = self._now()
        for session in [one.id for one in self._known.values() if one.expires_at <= now]:
            self._forget(session, "expired")

    def _forget(self, session: str, because: str) -> None:
        if self._drop(session):
            for ended in self._ended:
                ended(session, because)

    def _drop(self, session: str) -> bool:
        self._used.pop(session, None)
        self._by_token.pop(self._tokens.pop(session, b""), None)
        return self._known.pop(session, None) is not None

    async def _touch(self) -> None:
        now = self._now()
        if self._touched_at is not None and (now - self._touched_at).total_seconds() < _TOUCH_SECONDS:
            return
        since = self._touched_at
        recent = [one for one, used in self._used.items() if since is None or used > since]
        self._touched_at = now
        if recent:
            await self._store.touch_sessions(recent, now)

    async def _watch(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_POLL_SECONDS):
                    await self._woken.wait()
            self._woken.clear()
            try:
                await self.check()
            except Unavailable:
                # What is open stays open; the desk is read-only meanwhile.
                continue
            except Exception:  # noqa: BLE001 a watcher that ended would leave every session open
                _log.exception("The sessions could not be compared with the database; they are in a second.")

    async def _listen(self) -> None:
        while True:
            with contextlib.suppress(Unavailable, OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                await self._hear()
            await asyncio.sleep(_POLL_SECONDS)

    async def _hear(self) -> None:
        connection = await self._database.connect()
        gone = asyncio.Event()
        try:
            connection.add_termination_listener(lambda _connection: gone.set())
            await connection.add_listener(CHANNEL, lambda *_heard: self._woken.set())
            self._woken.set()
            await gone.wait()
        finally:
            connection.terminate()


def _digest(token: str) -> bytes:
    return sha256(token.encode()).digest()
