"""Lets go, each hour, of files that nobody attached to anything."""

from __future__ import annotations

import logging
from typing import Final

from dispatch.desk.clock import Clock
from dispatch.log.faults import LogUnavailable
from dispatch.log.files import Files

_log = logging.getLogger(__name__)
_EVERY_SECONDS: Final = 3600.0


async def tidy_files(files: Files, clock: Clock) -> None:
    """Until cancelled. A database that does not answer is asked again in an hour: nothing hangs on it."""
    while True:
        try:
            gone = await files.let_go()
        except LogUnavailable as problem:
            _log.warning("Files that nobody attached wait for the database: %s", problem)
        else:
            if gone:
                _log.info("Let go of %d files that nobody attached to anything", gone)
        await clock.sleep(_EVERY_SECONDS)
