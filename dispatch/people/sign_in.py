"""Signing in: what has to be proved, how failures slow the next try, and what everybody is told alike.

A name that nobody has, a wrong password and a disabled account cost the same time and give the same answer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Protocol

from dispatch.people.account_store import AccountStore
from dispatch.people.accounts import Account, canonical
from dispatch.people.passwords import Busy, Passwords
from dispatch.people.sessions import BROWSER_HOURS, Session, Sessions
from dispatch.people.throttle import delay, locked_for, source_of

_FIRST_DELAY_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The new session and its token."""

    token: str
    session: Session


@dataclass(frozen=True, slots=True)
class Denied:
    """Nobody came in. ``code``: ``bad_credentials``, ``too_many_attempts`` or ``busy``."""

    code: str
    retry_after: int = 0


class Step(Protocol):
    """One thing that has to be proved. A second factor is one more step in the list."""

    async def passes(self, account: Account | None, secret: str | None, given: Mapping[str, str]) -> bool:
        """Whether what was given proves it. Does the same work for a name that nobody has."""


class PasswordStep:
    """The password."""

    def __init__(self, passwords: Passwords) -> None:
        self._passwords = passwords

    async def passes(self, account: Account | None, secret: str | None, given: Mapping[str, str]) -> bool:
        """Whether the password fits."""
        right = await self._passwords.fits(secret, given.get("password", ""))
        return right and account is not None


class SignIn:
    """Lets people in through a list of steps; all must pass."""

    def __init__(
        self,
        store: AccountStore,
        sessions: Sessions,
        steps: tuple[Step, ...],
        now: Callable[[], datetime],
        first_delay: float = _FIRST_DELAY_SECONDS,
    ) -> None:
        self._store = store
        self._sessions = sessions
        self._steps = steps
        self._now = now
        self._first_delay = first_delay

    async def attempt(
        self, username: str, given: Mapping[str, str], *, address: str, position: str
    ) -> SignedIn | Denied:
        """A session, or why not. Raises ``Unavailable`` when the database does not answer."""
        name, source = canonical(username), source_of(address)
        key = sha256(name.encode(errors="replace")).digest()
        failures = await self._store.failures(key, source)
        locked = locked_for(failures, self._now())
        if locked is not None:
            return Denied("too_many_attempts", int(locked.total_seconds()) + 1)
        await asyncio.sleep(delay(failures, self._now(), self._first_delay))
        found = await self._store.find_account(name)
        account, secret = (None, None) if found is None else found
        try:
            passed = [await step.passes(account, secret, given) for step in self._steps]
        except Busy:
            return Denied("busy", 1)
        if account is None or account.disabled or not all(passed):
            await self._store.add_failure(key, source, self._now())
            return Denied("bad_credentials")
        if failures is not None:
            await self._store.forget_failures(key, source)
        token, session = await self._sessions.open(
            account, kind="browser", name=position, source=source, lifetime=timedelta(hours=BROWSER_HOURS)
        )
        return SignedIn(token, session)
