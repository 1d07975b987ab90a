"""Calls that have left the live state and are needed again: read back from history before the command is decided.

And the other way: a call may leave only when history has it as it last was. Looking is done for each sender by
himself, at the front door, so that nobody else waits for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dispatch.domain.actor import Actor
from dispatch.domain.authority import may
from dispatch.domain.commands import Command, CorrectLine
from dispatch.domain.records import Assignment, Call, LineMeta
from dispatch.domain.state import State
from dispatch.log.archive import LogArchive
from dispatch.log.builds import cursor
from dispatch.log.store import LogStore

_FIELDS: Final = ("call", "other", "into")
"""The fields in which commands name calls."""


@dataclass(frozen=True, slots=True)
class Retiree:
    """A retired call, read back."""

    call: Call
    assignments: tuple[Assignment, ...]
    lines: tuple[LineMeta, ...]


def absent_calls(state: State, command: Command) -> frozenset[str]:
    """The calls that a command names and that are not in the live state."""
    named = (getattr(command, name, None) for name in _FIELDS)
    return frozenset(call for call in named if call is not None and call not in state.calls)


class Recaller:
    """Reads retired calls of one log."""

    def __init__(self, store: LogStore, log: str) -> None:
        self._store = store
        self._log = log
        self._archive = LogArchive(store, log)

    async def find(self, state: State, command: Command, actor: Actor) -> Mapping[str, Retiree | None]:
        """What history has of the calls that a command needs; None for one that it does not know.

        Raises ``LogUnavailable``. Nothing is looked up for somebody who may not give such a command anyway.
        """
        wanted = set(absent_calls(state, command))
        if not may(actor, type(command)):
            return dict.fromkeys(wanted)
        if isinstance(command, CorrectLine) and command.line not in state.lines:
            call = await self._archive.call_of(command.line)
            if call is not None and call not in state.calls:
                wanted.add(call)
        return {call: await self._retiree(call) for call in wanted}

    async def passed(self) -> int:
        """Up to which event history has the log. Raises ``LogUnavailable``."""
        return await self._store.run(lambda connection: cursor(connection, self._log))

    async def _retiree(self, call: str) -> Retiree | None:
        whole = await self._archive.whole(call)
        return None if whole is None else Retiree(whole.call, whole.assignments, whole.lines)
