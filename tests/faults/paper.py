"""A district on paper: decides and folds in memory, with no database, no process and no socket.

What the checks are tried on, and what says which scenes of the playbook are valid.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from dispatch.domain.actor import Actor
from dispatch.domain.commands import Command
from dispatch.domain.decide import Accepted, Context, decide
from dispatch.domain.files import FileCopy, StoredFile
from dispatch.domain.fold import fold
from dispatch.domain.lens.changes import changes
from dispatch.domain.lens.lines import line_of
from dispatch.domain.record import Recorded
from dispatch.domain.refusals import Refusal
from dispatch.domain.state import EMPTY, State
from tests.faults.history import History, KeptCommand, LogCopy, Received
from tests.faults.stage import PAPER

LOG = "paper"
RECEIPT = "r"


class Paper:
    """A stage of the playbook, a history of one client called ``ana``, and the log that belongs to it."""

    def __init__(self) -> None:
        self._state = EMPTY
        self._files: Mapping[str, StoredFile] = {}
        self.events: list[Recorded] = []
        self.commands: dict[str, KeptCommand] = {}
        self.history = History()
        self.screen = self.history.screens.setdefault("ana", [])
        self.screen.append(Received(1, "welcome", parts={"desk": 0}))

    @property
    def state(self) -> State:
        """What is true now."""
        return self._state

    @property
    def log(self) -> LogCopy:
        """The record as it would stand in the database."""
        return LogCopy(LOG, tuple(self.events), dict(self.commands))

    async def do(self, actor: Actor, command: Command) -> Mapping[str, Any]:
        """Give an order that must be saved."""
        accepted = self.give(actor, command, {}, None)
        assert isinstance(accepted, Accepted), f"{command.kind}: {accepted}"
        return accepted.refs

    async def send_file(self, actor: Actor) -> str:
        """Send the bytes of a file."""
        address = sha256(PAPER.content).hexdigest()
        evidence = FileCopy(sha256=address, size=len(PAPER.content), media_type=PAPER.media_type)
        self._files = {address: StoredFile(evidence=evidence, shared=evidence)}
        return address

    def give(
        self, actor: Actor, command: Command, expect: Mapping[str, int], mark: str | None
    ) -> Accepted | Refusal:
        """Decide, fold, answer and show, as a server would."""
        command_id = str(uuid.uuid4())
        context = Context(
            actor=actor,
            command_id=command_id,
            log=LOG,
            now=datetime.now(UTC),
            expect=dict(expect),
            files=self._files,
        )
        op = self.history.op("ana", command_id, command.kind, mark)
        op.sent = 1
        outcome = decide(self._state, command, context)
        if isinstance(outcome, Refusal):
            op.answered({"outcome": "refused", "id": command_id, "code": outcome.code}, 0.01)
            return outcome
        seq = outcome.recorded[0].seq if outcome.recorded else None
        self.commands[command_id] = KeptCommand("saved", seq, RECEIPT)
        self._show(outcome.recorded)
        self.events += outcome.recorded
        op.answered(
            {"outcome": "saved", "id": command_id, "seq": seq, "duplicate": False, "receipt": RECEIPT}, 0.01
        )
        return outcome

    def _show(self, recorded: tuple[Recorded, ...]) -> None:
        folded = fold(self._state, recorded)
        change = changes(self._state, folded.state, folded.touched).get("desk")
        lines = [line for one in recorded if (line := line_of(one, "desk")) is not None]
        self._state = folded.state
        if change is None and not lines:
            return
        upserts = change.upserts if change else {}
        self.screen.append(
            Received(
                1,
                "frame",
                part="desk",
                n=self.screen[-1].n + 1 if self.screen[-1].n is not None else 1,
                seq=folded.state.seq,
                records=frozenset(
                    (name, view.id, view.version) for name, views in upserts.items() for view in views
                ),
                lines=tuple(line.id for line in lines),
            )
        )
