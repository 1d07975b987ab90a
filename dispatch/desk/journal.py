"""Panic presses and officer emergencies that came while the log could not be written: kept on this node's disk.

The one exception from "nothing is shown that is not saved", and always marked. They enter the log later as the
same commands. Knows files and commands; nothing of the log.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import orjson
from pydantic import TypeAdapter

from dispatch.desk.crash import crash_point
from dispatch.desk.results import Envelope
from dispatch.domain.actor import Actor
from dispatch.domain.commands import Command, DeclareEmergency, RaisePanic, ReceivePress
from dispatch.domain.lens.views import UnsavedView
from dispatch.domain.vocabulary import TimeSource

_log = logging.getLogger(__name__)

URGENT: Final = (RaisePanic, DeclareEmergency, ReceivePress)
"""The commands that are shown before they are saved when they cannot be saved."""

_COMMANDS: Final[Mapping[str, TypeAdapter[Any]]] = {kind.kind: TypeAdapter(kind) for kind in URGENT}
_ACTOR: Final = TypeAdapter(Actor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One command in the journal: as it was sent, by whom, when it came, and the hash of what was sent."""

    envelope: Envelope
    actor: Actor
    at: datetime
    body_hash: bytes

    @property
    def view(self) -> UnsavedView:
        """As the desk is shown it, marked UNSAVED."""
        command = self.envelope.command
        return UnsavedView(
            id=self.envelope.id,
            version=1,
            kind=command.kind,
            at=self.at,
            unit=getattr(command, "unit", None),
            # A device seldom says where it is: it is registered at a site.
            site=getattr(command, "site", None) or self.actor.site,
            room=getattr(command, "room", None),
            actor=self.actor.name,
        )

    @property
    def late(self) -> Envelope:
        """The same command as it enters the log: it happened when it came here."""
        happened = self.envelope.occurred_at or self.at
        source = self.envelope.occurred_source if self.envelope.occurred_at else TimeSource.SERVER
        return Envelope(
            id=self.envelope.id,
            command=self.envelope.command,
            occurred_at=happened,
            occurred_source=source,
            expect=self.envelope.expect,
        )


class Journal:
    """A file of lines: one for each command that is kept, one more when it has been saved."""

    def __init__(self, folder: Path, log: str) -> None:
        self._path = folder / f"unsaved-{log}.jsonl"
        self._file = asyncio.Lock()
        self.kept: dict[str, Kept] = {}

    def open(self) -> None:
        """Read what an earlier run left. A line that was cut by a crash was never answered."""
        if not self._path.exists():
            return
        for line in filter(None, self._path.read_bytes().splitlines()):
            try:
                self._read(orjson.loads(line))
            except ValueError:
                _log.warning("A line of %s cannot be read and is left out", self._path.name)

    async def keep(self, kept: Kept) -> bool:
        """Keep a command; true when it is on the disk. One that cannot be written there is kept in memory."""
        self.kept[kept.envelope.id] = kept
        crash_point("before_journal")
        try:
            await self._append(_line(kept))
        except OSError:
            _log.exception("An unsaved command could not be written to the journal")
            return False
        crash_point("after_journal")
        return True

    async def done(self, command_id: str) -> Kept | None:
        """It is in the log, or refused: the journal lets it go."""
        kept = self.kept.pop(command_id, None)
        if kept is not None:
            try:
                await self._append({"done": command_id})
                if not self.kept:
                    await self._empty()
            except OSError:
                # It is sent again after a restart, and found to be saved.
                _log.exception("The journal could not be brought up to date")
        return kept

    def _read(self, line: dict[str, Any]) -> None:
        if "done" in line:
            self.kept.pop(line["done"], None)
            return
        command: Command = _COMMANDS[line["kind"]].validate_python(line["fields"])
        occurred_at = line["occurred_at"]
        kept = Kept(
            envelope=Envelope(
                id=line["id"],
                command=command,
                occurred_at=datetime.fromisoformat(occurred_at) if occurred_at else None,
                occurred_source=TimeSource(line["occurred_source"]),
                expect=line["expect"],
            ),
            actor=_ACTOR.validate_python(line["actor"]),
            at=datetime.fromisoformat(line["at"]),
            body_hash=bytes.fromhex(line["body_hash"]),
        )
        self.kept[kept.envelope.id] = kept

    async def _append(self, line: Mapping[str, Any]) -> None:
        async with self._file:
            # A line begins with its end of line too: it must not become part of one that a crash has cut.
            await asyncio.to_thread(_append_durably, self._path, b"\n" + orjson.dumps(line) + b"\n")

    async def _empty(self) -> None:
        async with self._file:
            if not self.kept:
                await asyncio.to_thread(self._path.unlink, missing_ok=True)


def _line(kept: Kept) -> dict[str, Any]:
    envelope = kept.envelope
    return {
        "id": envelope.id,
        "kind": envelope.command.kind,
        "fields": asdict(envelope.command),
        "occurred_at": envelope.occurred_at,
        "occurred_source": envelope.occurred_source,
        "expect": dict(envelope.expect),
        "actor": asdict(kept.actor),
        "at": kept.at,
        "body_hash": kept.body_hash.hex(),
    }


def _append_durably(path: Path, data: bytes) -> None:
    """Returns when the bytes are on the disk, and the file's name too."""
    new = not path.exists()
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        if os.write(file, data) != len(data):
            raise OSError(errno.ENOSPC, f"only a part of a line fitted into {path.name}")
        os.fsync(file)
    finally:
        os.close(file)
    if new:
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
