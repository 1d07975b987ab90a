"""A batch being decided: commands in order, each against the state that those before it have made.

Pure but for asking who the senders are at this moment. Deciding again, after a lost race, starts from here.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from dispatch.desk.answers import receipt_of, to_bytes
from dispatch.desk.recall import absent_calls
from dispatch.desk.requests import Request, actor_of
from dispatch.desk.results import NotSaved, Refused, Result, Saved
from dispatch.desk.timeline import Entry, Prepared
from dispatch.domain.actor import Actor
from dispatch.domain.decide import Accepted, Context, LastPosition, decide, recall
from dispatch.domain.decision import ReceiptsOf
from dispatch.domain.fold import Folded, Folding, fold
from dispatch.domain.ids import derive
from dispatch.domain.record import Recorded
from dispatch.domain.refusals import Refusal, RefusalKind, rule
from dispatch.domain.state import State
from dispatch.domain.vocabulary import TimeSource
from dispatch.log.codec import Encoded, encode
from dispatch.log.rows import Batch, CommandRow, Head

_log = logging.getLogger(__name__)

EVENTS_MAX: Final = 256
"""A batch is closed when it holds so many events; a command's events are never split over two."""

SESSION_ENDED: Final = Refusal(
    "session_ended", "Your session has ended. Nothing was saved; sign in again.", RefusalKind.AUTHORITY
)
_NOT_KEPT: Final = frozenset({RefusalKind.AUTHORITY, RefusalKind.SHAPE})
"""Refusals that rest on the sender, not on the state: they are not stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desktop:
    """What deciding needs beside the state."""

    log: str
    now: datetime
    salts: Callable[[], bytes]
    positions: Mapping[str, LastPosition] = field(default_factory=dict)
    receipts: ReceiptsOf = lambda notice: ()


@dataclass(slots=True)
class Draft:
    """What a batch will write, make of the state, and answer."""

    batch: Batch
    prepared: Prepared
    entries: list[Entry]
    kept: list[tuple[Request, Result]]
    """Answers that are stored with the batch."""
    unkept: list[tuple[Request, Result]]
    """Answers that are not; the same ids may still have been answered otherwise before."""
    undecided: list[Request]
    """The batch was full before these."""

    @property
    def writes(self) -> bool:
        """Whether there is anything to write at all."""
        return bool(self.batch.commands)


@dataclass(frozen=True, slots=True)
class _Decided:
    """One command's share of a batch."""

    request: Request
    actor: Actor
    outcome: Accepted | Refusal
    recalled: tuple[Recorded, ...] = ()

    @property
    def events(self) -> tuple[Recorded, ...]:
        return (*self.recalled, *self.outcome.recorded) if isinstance(self.outcome, Accepted) else ()

    @property
    def kept(self) -> bool:
        return isinstance(self.outcome, Accepted) or self.outcome.kind not in _NOT_KEPT


class _Working:
    """The state as the batch goes on."""

    def __init__(self, state: State) -> None:
        self._base = state
        self._folding = Folding(state)
        self.events: list[Recorded] = []
        self.encoded: list[Encoded] = []

    @property
    def state(self) -> State:
        """What is true after the commands so far."""
        return self._folding.state

    @property
    def folded(self) -> Folded:
        """What the batch has made."""
        return self._folding.done()

    def decide(self, request: Request, actor: Actor, desktop: Desktop) -> _Decided:
        """Decide one command and go on to the state that it makes; all of it or, at an error, nothing."""
        one = _decide(self.state, request, actor, desktop)
        if one.events:
            encoded = [encode(event, desktop.salts) for event in one.events]
            try:
                self._folding.add(one.events)
            except Exception:
                # The copy may hold half of it: begin again with what was whole.
                self._folding = Folding(self._base)
                self._folding.add(self.events)
                raise
            self.events += one.events
            self.encoded += encoded
        return one


def make_draft(state: State, head: Head, requests: Sequence[Request], desktop: Desktop) -> Draft:
    """Decide requests in order until the batch is full."""
    working = _Working(state)
    decided: list[_Decided] = []
    unkept: list[tuple[Request, Result]] = []
    undecided: list[Request] = []
    for place, request in enumerate(requests):
        if len(working.events) >= EVENTS_MAX:
            undecided = list(requests[place:])
            break
        actor = actor_of(request.who)
        if actor is None:
            unkept.append((request, Refused(id=request.envelope.id, refusal=SESSION_ENDED)))
            continue
        request.person = actor.person
        if absent_calls(working.state, request.envelope.command) - request.retirees.keys():
            unkept.append((request, _just_retired(request.envelope.id)))
            continue
        try:
            decided.append(working.decide(request, actor, desktop))
        except Exception:  # noqa: BLE001 whatever it is, it is logged and answered
            # One command that meets a mistake of ours must not stop everybody else's.
            _log.exception("Deciding %s %s failed", request.envelope.command.kind, request.envelope.id)
            unkept.append((request, _mistake(request.envelope.id)))
    commands: list[CommandRow] = []
    at = desktop.now if state.at is None else max(state.at, desktop.now)
    batch = Batch(
        log_id=desktop.log,
        expected=head,
        at=at,
        events=[one.event for one in working.encoded],
        protected=[row for one in working.encoded for row in one.protected],
        commands=commands,
    )
    entries = [Entry(event, *links) for event, links in zip(working.events, batch.links, strict=True)]
    kept: list[tuple[Request, Result]] = []
    for one in decided:
        result = _result(one, head, entries, at)
        if one.kept:
            kept.append((one.request, result))
            commands.extend(_command_rows(one, result))
        else:
            unkept.append((one.request, result))
    prepared = Prepared(state, working.folded)
    return Draft(batch, prepared, entries, kept, unkept, undecided)


def _decide(state: State, request: Request, actor: Actor, desktop: Desktop) -> _Decided:
    envelope = request.envelope
    if envelope.valid_until is not None and envelope.valid_until < desktop.now:
        return _Decided(request, actor, _stale(envelope.valid_until))
    context = Context(
        actor=actor,
        command_id=envelope.id,
        log=desktop.log,
        now=desktop.now,
        occurred_at=envelope.occurred_at,
        occurred_source=envelope.occurred_source,
        expect=envelope.expect,
        positions=desktop.positions,
        receipts=desktop.receipts,
        files=request.files,
    )
    recalled: tuple[Recorded, ...] = ()
    for call_id, retiree in request.retirees.items():
        if retiree is not None and call_id not in state.calls:
            # A command of its own, so that its event never shares an id with those of the one that needs it.
            own = replace(
                context,
                command_id=derive(envelope.id, f"recall/{call_id}"),
                occurred_at=None,
                occurred_source=TimeSource.SERVER,
            )
            events = recall(state, retiree.call, retiree.assignments, retiree.lines, own)
            state = fold(state, events).state
            recalled += events
    return _Decided(request, actor, decide(state, envelope.command, context), recalled)


def _stale(valid_until: datetime) -> Refusal:
    return rule(
        "stale_command",
        "This order came after the time until which it made sense. Nothing was done; look and order anew.",
        "valid_until",
        valid_until=valid_until.isoformat(),
    )


def _mistake(command_id: str) -> NotSaved:
    return NotSaved(
        id=command_id,
        code="internal_error",
        message="This command met a mistake of this program. Nothing was saved; its log says where.",
    )


def _just_retired(command_id: str) -> NotSaved:
    return NotSaved(
        id=command_id,
        code="not_saved",
        message="The call has just been moved to history. Nothing was saved; send it again to bring it back.",
    )


def _result(one: _Decided, head: Head, entries: Sequence[Entry], at: datetime) -> Saved | Refused:
    command_id = one.request.envelope.id
    if isinstance(one.outcome, Refusal):
        return Refused(id=command_id, refusal=one.outcome)
    refs, warnings, recorded = one.outcome.refs, one.outcome.warnings, one.outcome.recorded
    if not recorded:
        receipt = receipt_of(command_id, head.seq, head.hash)
        return Saved(id=command_id, at=at, receipt=receipt, refs=refs, warnings=warnings)
    first = recorded[0]
    receipt = receipt_of(command_id, first.seq, entries[first.seq - head.seq - 1].chain)
    return Saved(
        id=command_id, at=first.recorded_at, receipt=receipt, refs=refs, warnings=warnings, seq=first.seq
    )


def _command_rows(one: _Decided, result: Saved | Refused) -> list[CommandRow]:
    request, person = one.request, one.actor.person
    seq = result.seq if isinstance(result, Saved) else None
    rows = [CommandRow(request.envelope.id, person, request.body_hash, to_bytes(result), seq)]
    if isinstance(one.outcome, Refusal):
        return rows
    for event in one.recalled:
        receipt = receipt_of(event.command, event.seq, b"")
        answer = to_bytes(Saved(id=event.command, at=event.recorded_at, receipt=receipt))
        rows.append(CommandRow(event.command, person, request.body_hash, answer, event.seq))
    return rows
