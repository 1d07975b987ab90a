"""The questions that every fault test ends with. Each answers with what it looked at and what is wrong.

Pure functions of a history and a copy of the record, so that each has a negative control: a doctored history in
which it must find the fault (``test_checks``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dispatch.domain.actor import Role
from dispatch.domain.fold import fold
from dispatch.domain.ids import derive
from dispatch.domain.lens.changes import changes
from dispatch.domain.lens.lines import line_of
from dispatch.domain.record import Recorded
from dispatch.domain.state import EMPTY
from tests.faults.history import History, LogCopy, Op, Received, texts_of

ANSWER_SECONDS = 6.0
"""Every sending is answered within 5 s; a noisy machine may add one."""
Board = Mapping[str, Mapping[str, Any]]
"""Collection, then id, then the record as it came."""


@dataclass(frozen=True, slots=True)
class Check:
    """One question's answer. ``wrong`` names each thing found, most useful first."""

    question: str
    looked_at: int
    wrong: tuple[str, ...]


def require(*checks: Check) -> None:
    """Print what was checked, one line a question; fail with the first few things found wrong."""
    looked_at: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for check in checks:
        looked_at[check.question] += check.looked_at
        wrong[check.question] += len(check.wrong)
    for question, count in looked_at.items():
        print(f"    {question}: {count:,} looked at, {wrong[question]} wrong")
    found = [f"{check.question}: {one}" for check in checks for one in check.wrong[:5]]
    assert not found, "\n".join(found)


def summary(history: History, log: LogCopy) -> str:
    """The line that a reader of the test's output looks for."""
    lost = len(nothing_lost(history.ops, log).wrong)
    twice = len(nothing_twice(history.ops, log).wrong)
    outcomes = Counter(answer.outcome for op in history.ops for answer in op.answers)
    met = ", ".join(f"{outcome} {count:,}" for outcome, count in sorted(outcomes.items()))
    return (
        f"commands {len(history.ops):,} (answers: {met}); "
        f"acknowledged {len(history.acknowledged):,}, lost {lost}, duplicates {twice}"
    )


# --- commands ---------------------------------------------------------------------------------------------------


def nothing_lost(ops: Iterable[Op], log: LogCopy) -> Check:
    """What was acknowledged is in the log, where the answer said, with its text; what was refused is not."""
    wrong = []
    looked_at = 0
    by_command = _by_command(log)
    for op in ops:
        if op.final is None:
            continue
        looked_at += 1
        kept = log.commands.get(op.id)
        events = by_command.get(op.id, [])
        for answer in op.answers:
            if answer.outcome == "refused" and events:
                wrong.append(f"{op.kind} {op.id} was refused and is in the log")
            if answer.outcome != "ok":
                continue
            if kept is None or kept.outcome != "saved":
                wrong.append(f"{op.kind} {op.id} was acknowledged and the log does not know it")
            elif answer.seq != kept.first_seq:
                wrong.append(
                    f"{op.kind} {op.id}: the answer says event {answer.seq}, the log {kept.first_seq}"
                )
            elif answer.seq is not None and (not events or events[0].seq != answer.seq):
                wrong.append(f"{op.kind} {op.id} was acknowledged at event {answer.seq}, which is not there")
            elif op.mark is not None and not _holds(events, op.mark):
                wrong.append(f"{op.kind} {op.id}: its text {op.mark!r} is not in its events")
            else:
                continue
            break
    return Check("acknowledged is in the log", looked_at, tuple(wrong))


def nothing_twice(ops: Iterable[Op], log: LogCopy) -> Check:
    """A command has one effect: its events stand together, each once, and its text is written once."""
    wrong = []
    for command, events in _by_command(log).items():
        expected = [derive(command, f"event/{place}") for place in range(1, len(events) + 1)]
        if [one.id for one in events] != expected:
            wrong.append(
                f"command {command} has events that are not one effect: {[one.seq for one in events]}"
            )
        elif events[-1].seq - events[0].seq != len(events) - 1:
            wrong.append(f"command {command} was split: {[one.seq for one in events]}")
    marks = {op.mark: op for op in ops if op.mark is not None}
    # By command: one order may be several events, at several sites, each with the words of the order.
    pairs = {(one.command, text) for one in log.events for text in texts_of(one.event) if text in marks}
    written = Counter(text for _, text in pairs)
    wrong += [
        f"{marks[mark].kind} wrote {mark!r} {count} times" for mark, count in written.items() if count > 1
    ]
    return Check("one effect a command", len(log.commands), tuple(wrong))


def nothing_unasked(ops: Iterable[Op], log: LogCopy, after: int = 0) -> Check:
    """Every event after ``after`` was asked for by one of the clients, or by the clock."""
    asked = {op.id for op in ops}
    later = [one for one in log.events if one.seq > after]
    wrong = [
        f"event {one.seq} ({one.event.kind}) by {one.actor.person}: nobody sent command {one.command}"
        for one in later
        if one.command not in asked and one.actor.role is not Role.SYSTEM
    ]
    return Check("everything in the log was asked for", len(later), tuple(wrong))


def all_answered(ops: Iterable[Op], *, within: float = ANSWER_SECONDS) -> Check:
    """Every command came to a final answer, and every sending was answered in time or cut off."""
    wrong = []
    looked_at = 0
    for op in ops:
        looked_at += 1
        if op.final is None:
            wrong.append(f"{op.kind} {op.id} of {op.client} never got its answer ({op.sent} times sent)")
        if len(op.answers) < op.sent:
            wrong.append(f"{op.kind} {op.id} of {op.client}: {op.sent} times sent, {len(op.answers)} answers")
        slow = [one.after for one in op.answers if one.after > within and one.outcome != "lost"]
        if slow:
            wrong.append(f"{op.kind} {op.id} of {op.client} was answered after {max(slow):.1f} s")
    return Check("every request was answered", looked_at, tuple(wrong))


def answers_agree(ops: Iterable[Op]) -> Check:
    """All final answers to one id are the same answer, but for the word that it is a repetition."""
    wrong = []
    looked_at = 0
    for op in ops:
        told = [_without_duplicate(one.body) for one in op.answers if one.outcome in {"ok", "refused"}]
        looked_at += len(told)
        if any(one != told[0] for one in told):
            wrong.append(f"{op.kind} {op.id} got different answers: {told}")
        first_times = [one for one in op.answers if one.outcome == "ok" and not one.body["duplicate"]]
        if len(first_times) > 1:
            wrong.append(f"{op.kind} {op.id} was saved for the first time {len(first_times)} times")
    return Check("all answers to one id agree", looked_at, tuple(wrong))


# --- screens ----------------------------------------------------------------------------------------------------


def in_order(messages: Sequence[Received]) -> Check:
    """Each part's frames came one after another, no line twice, and time never ran backwards."""
    wrong: list[str] = []
    last: dict[str, int] = {}
    lines: set[str] = set()
    highest = 0
    for one in messages:
        if one.type == "welcome":
            last = dict(one.parts)
        elif one.type == "beat":
            behind = [part for part, n in one.parts.items() if part in last and n > last[part]]
            wrong += [
                f"link {one.link}: a beat names frame {one.parts[part]} of {part}, which never came"
                for part in behind
            ]
        elif one.type == "drop" and one.part is not None:
            last.pop(one.part, None)
        elif one.type in {"snapshot", "frame"} and one.part is not None and one.n is not None:
            expected = last.get(one.part, -1) + 1
            if one.type == "frame" and one.n != expected:
                what = "repeats" if one.n < expected else "skips"
                wrong.append(f"link {one.link}: frame {one.n} of {one.part} {what} (expected {expected})")
            last[one.part] = one.n
            again = lines.intersection(one.lines)
            wrong += [f"link {one.link}: line {line} came twice" for line in again]
            lines.update(one.lines)
        if one.seq is not None:
            if one.seq < highest:
                wrong.append(f"link {one.link}: after event {highest} came {one.type} at event {one.seq}")
            highest = max(highest, one.seq)
    return Check("frames in order, no gap, no repeat", len(messages), tuple(wrong))


def boards_equal(board: Board, fresh: Board) -> Check:
    """A screen's board is what a fresh load shows."""
    wrong = []
    looked_at = 0
    for collection in sorted({*board, *fresh}):
        held, true = board.get(collection, {}), fresh.get(collection, {})
        looked_at += len(true)
        wrong += [f"{collection} {one} is missing on the screen" for one in true.keys() - held.keys()]
        wrong += [f"{collection} {one} is on the screen only" for one in held.keys() - true.keys()]
        wrong += [
            f"{collection} {one}: the screen has {_difference(held[one], true[one])}"
            for one in held.keys() & true.keys()
            if held[one] != true[one]
        ]
    return Check("the screen is what a fresh load shows", looked_at, tuple(wrong))


def nothing_imagined(messages: Sequence[Received], log: LogCopy, part: str) -> Check:
    """Every record and line that a screen ever showed of a part is in the log as it ended."""
    records, lines = _shown_by(log, part)
    head = log.events[-1].seq if log.events else 0
    wrong = []
    seen = {record for one in messages if one.part == part for record in one.records}
    shown = {record for record in seen if record[0] != "unsaved"}
    wrong += [
        f"{what} {one} of version {version} never was" for what, one, version in sorted(shown - records)
    ]
    said = {line for one in messages if one.part == part for line in one.lines}
    wrong += [f"line {one} is in no event" for one in sorted(said - lines)]
    wrong += [
        f"event {one.seq} was shown, the log ends at {head}" for one in messages if (one.seq or 0) > head
    ]
    return Check("everything shown is in the log", len(seen) + len(said), tuple(wrong))


# --- inside -----------------------------------------------------------------------------------------------------


def _by_command(log: LogCopy) -> dict[str, list[Recorded]]:
    found: dict[str, list[Recorded]] = defaultdict(list)
    for one in log.events:
        found[one.command].append(one)
    return found


def _holds(events: Iterable[Recorded], mark: str) -> bool:
    return any(mark == text for one in events for text in texts_of(one.event))


def _without_duplicate(body: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name not in {"duplicate", "type"}}


def _difference(held: Any, true: Any) -> str:
    if not isinstance(held, Mapping) or not isinstance(true, Mapping):
        return f"{held!r}, not {true!r}"
    names = sorted(name for name in {*held, *true} if held.get(name) != true.get(name))
    return "; ".join(f"{name} {held.get(name)!r}, not {true.get(name)!r}" for name in names)


def _shown_by(log: LogCopy, part: str) -> tuple[set[tuple[str, str, int]], set[str]]:
    """Every form that every record of a part ever had, event by event, and every line."""
    records: set[tuple[str, str, int]] = set()
    lines: set[str] = set()
    state = EMPTY
    for one in log.events:
        folded = fold(state, [one])
        change = changes(state, folded.state, folded.touched).get(part)
        for collection, views in (change.upserts if change else {}).items():
            records |= {(collection, view.id, view.version) for view in views}
        line = line_of(one, part)
        if line is not None:
            lines.add(line.id)
        state = folded.state
    return records, lines
