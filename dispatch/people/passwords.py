"""Passwords: hashed with argon2id by few workers behind a short queue, so that guessing cannot take the
machine.

Knows no account: a name that nobody has costs the same work and gives the same answer.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MAX_BYTES = 1024
MIN_CHARACTERS = 8
_WORKERS = 2
_QUEUE = 20

_MEMORY_KIB, _PASSES, _LANES = 65_536, 3, 4


class Busy(Exception):
    """More sign-ins are waiting than may wait."""


class BadPassword(ValueError):
    """Why a new password will not do, as a sentence."""


class Passwords:
    """Hashes and checks passwords. argon2 gives the interpreter's lock back while it works, so threads do."""

    def __init__(self, *, memory_kib: int = _MEMORY_KIB, passes: int = _PASSES, lanes: int = _LANES) -> None:
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=lanes)
        self._workers = ThreadPoolExecutor(_WORKERS, thread_name_prefix="argon2")
        self._waiting = 0
        # What a name without an account is checked against: the same work, and no password fits.
        self._nobody: str | None = None

    async def hash(self, password: str) -> str:
        """The hash of a new password, or ``BadPassword``."""
        if len(password) < MIN_CHARACTERS:
            raise BadPassword(f"A password needs at least {MIN_CHARACTERS} characters.")
        if len(password.encode()) > MAX_BYTES:
            raise BadPassword(f"A password has at most {MAX_BYTES} bytes.")
        return await asyncio.get_running_loop().run_in_executor(self._workers, self._hasher.hash, password)

    async def fits(self, known: str | None, password: str) -> bool:
        """Whether the password is the one of this hash; None: nobody has that name. Raises ``Busy``."""
        if len(password.encode()) > MAX_BYTES:
            return False
        if self._waiting >= _WORKERS + _QUEUE:
            raise Busy
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._workers, self._check, known, password)
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """End the workers."""
        self._workers.shutdown(wait=True, cancel_futures=True)

    def _check(self, known: str | None, password: str) -> bool:
        if self._nobody is None:
            self._nobody = self._hasher.hash("nobody has this password")
        try:
            self._hasher.verify(known or self._nobody, password)
        except (VerificationError, InvalidHashError):
            return False
        return known is not None
