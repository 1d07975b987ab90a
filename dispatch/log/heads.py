"""Heads of the logs, written down outside the database: what shows that the end of a log was cut off.

A file in the data folder, one line a head, only ever added to. Knows nothing of events.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dispatch.log.chain import HASH_BYTES
from dispatch.log.rows import Head
from dispatch.log.shapes import moment_of, moment_text

FILE_NAME = "heads.log"
SHORTEST_BYTES = 8
"""What a console shows of a hash. Less could be hit by trying."""


@dataclass(frozen=True, slots=True)
class NotedHead:
    """A head as somebody wrote it down."""

    at: datetime
    log_id: str
    head: Head


def parse_head(text: str) -> Head:
    """``seq:hash``, as reports print it whole and consoles show its beginning. Raises ``ValueError`` with a sentence."""
    number, _, digits = text.strip().partition(":")
    try:
        head = Head(int(number), bytes.fromhex(digits))
    except ValueError:
        raise ValueError(
            f"{text!r} is not a head; one looks like 1042:9f86d081884c7d65 (number, colon, 16 to 64 hex digits)."
        ) from None
    if not SHORTEST_BYTES <= len(head.hash) <= HASH_BYTES or head.seq < 0:
        raise ValueError(f"{text!r} is not a head; its hash has 16 to 64 hex digits.")
    return head


class HeadsFile:
    """The file of heads of one data folder."""

    def __init__(self, data: Path) -> None:
        self.path = data / FILE_NAME
        self._last: dict[str, Head] = {}

    def note(self, at: datetime, heads: Iterable[tuple[str, Head]]) -> int:
        """Adds the heads that have moved since they were last noted here, and waits until they are on the disk."""
        moved = [(log_id, head) for log_id, head in heads if self._last.get(log_id) != head]
        if not moved:
            return 0
        lines = "".join(f"{moment_text(at)} {head} {log_id}\n" for log_id, head in moved)
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            # One write: a line is there as a whole or not at all, also when two nodes share the folder.
            os.write(descriptor, lines.encode())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        self._last.update(moved)
        return len(moved)

    def logs(self) -> set[str]:
        """The logs that heads were noted of. One that is not in the database any more was taken away."""
        try:
            lines = self.path.read_text().splitlines()
        except FileNotFoundError:
            return set()
        named = (line.split(" ", 2) for line in lines)
        return {fields[2] for fields in named if len(fields) == 3}

    def read(self, log_id: str) -> list[NotedHead]:
        """What was noted of one log, oldest first. A line cut short by a power failure is passed over."""
        noted = []
        try:
            lines = self.path.read_text().splitlines()
        except FileNotFoundError:
            return []
        for line in lines:
            at, _, rest = line.partition(" ")
            head, _, name = rest.partition(" ")
            if name != log_id:
                continue
            try:
                noted.append(NotedHead(moment_of(at), name, parse_head(head)))
            except ValueError:
                continue
        return noted
