"""Each check passes a true history and finds the fault in one that was doctored: a check that cannot fail proves nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from dispatch.domain import commands as c
from dispatch.domain.ids import derive
from tests.faults import checks
from tests.faults.checks import Check
from tests.faults.history import KeptCommand, LogCopy, Op
from tests.faults.paper import Paper
from tests.faults.playbook import KINDS, SCENES
from tests.faults.roster import DISPATCHER
from tests.faults.stage import open_district

NOTES = 20


@pytest.fixture
async def day() -> Paper:
    """Twenty notes and their calls, on an open district."""
    paper = Paper()
    await open_district(paper)
    for number in range(NOTES):
        mark = f"ana {number}"
        paper.give(DISPATCHER, c.AddNote(text=mark), {}, mark)
    return paper


def note(paper: Paper, number: int) -> Op:
    return next(op for op in paper.history.ops if op.mark == f"ana {number}")


def without(log: LogCopy, op: Op) -> LogCopy:
    """The log after somebody took one command's events out and moved the later ones up."""
    gone = [one for one in log.events if one.command == op.id]
    kept = [
        replace(one, seq=one.seq - len(gone)) if one.seq > gone[-1].seq else one
        for one in log.events
        if one.command != op.id
    ]
    return replace(log, events=tuple(kept))


def found(check: Check) -> str:
    assert check.looked_at > 0
    assert check.wrong, f"{check.question}: found nothing in a doctored history"
    return " ".join(check.wrong)


# --- the true history ---------------------------------------------------------------------------------------------


async def test_a_true_history_passes_every_check(day: Paper) -> None:
    log, ops = day.log, day.history.ops
    checks.require(
        checks.nothing_lost(ops, log),
        checks.nothing_twice(ops, log),
        checks.nothing_unasked(ops, log),
        checks.all_answered(ops),
        checks.answers_agree(ops),
        checks.in_order(day.screen),
        checks.nothing_imagined(day.screen, log, "desk"),
    )
    assert "acknowledged 25, lost 0, duplicates 0" in checks.summary(day.history, log)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
async def test_every_kind_of_command_has_a_scene_in_which_it_is_valid(kind: type[c.Command]) -> None:
    paper = Paper()
    if kind is not c.OpenDistrict:
        await open_district(paper)
    ask = await SCENES[kind](paper)
    assert type(ask.command) is kind
    before = len(paper.events)
    outcome = paper.give(ask.actor, ask.command, ask.expect, None)
    assert len(paper.events) > before, f"{kind.__name__} changed nothing: {outcome}"


# --- lost -----------------------------------------------------------------------------------------------------------


async def test_an_acknowledged_command_that_is_not_in_the_log_is_found(day: Paper) -> None:
    lost = note(day, 7)
    assert lost.id in found(checks.nothing_lost(day.history.ops, without(day.log, lost)))


async def test_an_acknowledged_command_whose_row_is_gone_is_found(day: Paper) -> None:
    lost = note(day, 3)
    commands = {one: kept for one, kept in day.log.commands.items() if one != lost.id}
    assert lost.id in found(checks.nothing_lost(day.history.ops, replace(day.log, commands=commands)))


async def test_an_answer_that_names_another_event_is_found(day: Paper) -> None:
    op = note(day, 3)
    op.answers[0] = replace(op.answers[0], body={**op.answers[0].body, "seq": 2})
    assert op.id in found(checks.nothing_lost(day.history.ops, day.log))


async def test_a_saved_command_whose_words_are_others_is_found(day: Paper) -> None:
    note(day, 4).mark = "what she really wrote"
    assert "really" in found(checks.nothing_lost(day.history.ops, day.log))


async def test_a_refused_command_that_is_in_the_log_is_found(day: Paper) -> None:
    op = note(day, 5)
    op.answers[0] = replace(op.answers[0], outcome="refused")
    assert "refused and is in the log" in found(checks.nothing_lost(day.history.ops, day.log))


# --- twice ----------------------------------------------------------------------------------------------------------


async def test_an_effect_repeated_under_another_id_is_found(day: Paper) -> None:
    first = day.log.of(note(day, 2).id)[0]
    other = "5c8f9d1e-0000-7000-8000-000000000000"
    again = replace(first, seq=day.events[-1].seq + 1, command=other, id=derive(other, "event/1"))
    log = replace(
        day.log,
        events=(*day.log.events, again),
        commands={**day.log.commands, other: KeptCommand("saved", again.seq, "r")},
    )
    assert "2 times" in found(checks.nothing_twice(day.history.ops, log))
    assert other in found(checks.nothing_unasked(day.history.ops, log))


async def test_an_effect_repeated_under_the_same_id_is_found(day: Paper) -> None:
    op = note(day, 2)
    again = replace(day.log.of(op.id)[0], seq=day.events[-1].seq + 1)
    log = replace(day.log, events=(*day.log.events, again))
    assert op.id in found(checks.nothing_twice(day.history.ops, log))


# --- answers ----------------------------------------------------------------------------------------------------------


async def test_a_command_that_was_never_answered_is_found(day: Paper) -> None:
    note(day, 9).answers.clear()
    assert "never got its answer" in found(checks.all_answered(day.history.ops))


async def test_a_late_answer_is_found(day: Paper) -> None:
    op = note(day, 9)
    op.answers[0] = replace(op.answers[0], after=7.5)
    assert "7.5 s" in found(checks.all_answered(day.history.ops))


@pytest.mark.parametrize(
    "change",
    [
        lambda body: {**body, "seq": body["seq"] + 1, "duplicate": True},
        lambda body: {**body, "receipt": "another", "duplicate": True},
        lambda body: body,
    ],
    ids=["another event", "another receipt", "saved first twice"],
)
async def test_answers_to_one_id_that_differ_are_found(
    day: Paper, change: Callable[[dict[str, object]], dict[str, object]]
) -> None:
    op = note(day, 9)
    op.sent = 2
    op.answered(change(dict(op.answers[0].body)), 0.01)
    assert op.id in found(checks.answers_agree(day.history.ops))


# --- screens ----------------------------------------------------------------------------------------------------------


async def test_a_missing_frame_is_found(day: Paper) -> None:
    del day.screen[10]
    assert "skips" in found(checks.in_order(day.screen))


async def test_a_missing_last_frame_is_found_by_the_beat(day: Paper) -> None:
    last = day.screen.pop()
    assert last.n is not None
    day.screen.append(replace(last, type="beat", part=None, n=None, lines=(), parts={"desk": last.n}))
    assert "never came" in found(checks.in_order(day.screen))


async def test_a_repeated_frame_is_found(day: Paper) -> None:
    day.screen.append(day.screen[-1])
    assert "repeats" in found(checks.in_order(day.screen))


async def test_frames_that_changed_places_are_found(day: Paper) -> None:
    day.screen[10], day.screen[11] = day.screen[11], day.screen[10]
    assert "skips" in found(checks.in_order(day.screen))


async def test_a_line_that_is_shown_twice_is_found(day: Paper) -> None:
    last = day.screen[-1]
    assert last.n is not None
    day.screen.append(replace(last, n=last.n + 1))
    assert "came twice" in found(checks.in_order(day.screen))


async def test_a_screen_that_is_thrown_back_is_found(day: Paper) -> None:
    day.screen.append(replace(day.screen[0], link=2, type="snapshot", part="desk", n=1, seq=3))
    assert "after event" in found(checks.in_order(day.screen))


async def test_a_record_that_never_was_is_found(day: Paper) -> None:
    day.screen[10] = replace(day.screen[10], records=frozenset({("calls", "nobody-made-it", 12)}))
    assert "nobody-made-it" in found(checks.nothing_imagined(day.screen, day.log, "desk"))


async def test_what_was_shown_and_then_lost_is_found(day: Paper) -> None:
    phantom = without(day.log, note(day, NOTES - 1))
    said = found(checks.nothing_imagined(day.screen, phantom, "desk"))
    assert "is in no event" in said
    assert "the log ends at" in said


def test_boards_that_differ_are_found() -> None:
    true = {"calls": {"a": {"id": "a", "version": 2}, "b": {"id": "b", "version": 1}}}
    assert not checks.boards_equal(true, true).wrong
    old = {"calls": {"a": {"id": "a", "version": 1}, "c": {"id": "c", "version": 1}}}
    said = found(checks.boards_equal(old, true))
    for piece in ("b is missing", "c is on the screen only", "version 1, not 2"):
        assert piece in said


async def test_requiring_fails_when_something_is_wrong(day: Paper) -> None:
    with pytest.raises(AssertionError, match="the log does not know it"):
        checks.require(checks.nothing_lost(day.history.ops, replace(day.log, commands={})))
