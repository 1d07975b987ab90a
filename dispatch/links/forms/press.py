"""Has forms set by a process of their own, one at a time. Whatever happens there, the desk goes on."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import orjson

from dispatch.domain.forms.sheet import Sheet

SECONDS: Final = 60.0
WAITING_MAX: Final = 8
WORD_MAX: Final = 24
"""A word that is longer may be broken on paper."""
_COMMAND: Final = (sys.executable, "-I", str(Path(__file__).with_name("worker.py")))
_TOLD: Final = 2_000
_log = logging.getLogger(__name__)


class NotSet(Exception):
    """The paper could not be made. Nothing else is concerned."""


class PressBusy(Exception):
    """So many papers wait that another one would only be late."""


class Press:
    """Sets sheets on paper. ``command`` is the process that does it."""

    def __init__(self, command: Sequence[str] = _COMMAND, seconds: float = SECONDS) -> None:
        self._command = tuple(command)
        self._seconds = seconds
        self._one = asyncio.Semaphore(1)
        self._waiting = 0

    async def paper(self, sheet: Sheet) -> bytes:
        """A form as PDF. Raises ``NotSet``, ``PressBusy``."""
        if self._waiting >= WAITING_MAX:
            raise PressBusy
        self._waiting += 1
        try:
            async with self._one:
                return await self._set(await asyncio.to_thread(breakable, sheet))
        finally:
            self._waiting -= 1

    async def _set(self, sheet: bytes) -> bytes:
        # Nothing of this process's surroundings: no address of a database, no secret.
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT", "LANG")}
        try:
            process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                env=kept,
            )
        except OSError as problem:
            raise NotSet(str(problem)) from problem
        try:
            async with asyncio.timeout(self._seconds):
                out, told = await process.communicate(sheet)
        except TimeoutError:
            raise NotSet(f"It took more than {self._seconds:.0f} s.") from None
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode != 0 or not out.startswith(b"%PDF-"):
            said = told.decode(errors="replace")[-_TOLD:]
            _log.error("A form could not be set (%s): %s", process.returncode, said)
            raise NotSet(f"The process ended with {process.returncode}.")
        return out


def breakable(sheet: Sheet) -> bytes:
    """The sheet as JSON, with places in long words where a line may end: a word of a thousand signs must not leave its box."""
    return orjson.dumps(_broken(orjson.loads(orjson.dumps(sheet))))


def _broken(value: object) -> object:
    if isinstance(value, str):
        if len(value) <= WORD_MAX:
            return value
        return " ".join(_split(word) for word in value.split(" "))
    if isinstance(value, list):
        return [_broken(one) for one in value]
    return (
        {key: _broken(one) if key != "head" else one for key, one in value.items()}
        if isinstance(value, dict)
        else value
    )


def _split(word: str) -> str:
    if len(word) <= WORD_MAX:
        return word
    return "\u200b".join(word[at : at + WORD_MAX] for at in range(0, len(word), WORD_MAX))
