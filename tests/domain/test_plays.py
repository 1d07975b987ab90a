"""Runs every play; and sees that together they reach every refusal and every command."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

import dispatch.domain
from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.commands import Command
from tests.domain.playbook import PLAYS, Playbook, ev, perform
from tests.domain.plays import (
    actions,
    apart,
    bolos,
    calls,
    command,
    conduct,
    crews,
    decisions,
    devices,
    endings,
    field,
    files,
    forms,
    incidents,
    late,
    ledger,
    messages,
    net,
    panic,
    panic_answers,
    people,
    positions,
    premise,
    psap,
    release,
    ringing,
    rooms,
    seat_asks,
    seats,
    shifts,
    srt,
    stepping,
    threats,
    ties,
    timers,
    units,
    walls,
)

MODULES = (
    actions,
    apart,
    bolos,
    calls,
    crews,
    command,
    conduct,
    decisions,
    devices,
    endings,
    field,
    files,
    forms,
    incidents,
    late,
    ledger,
    messages,
    net,
    panic,
    panic_answers,
    people,
    positions,
    premise,
    psap,
    release,
    ringing,
    rooms,
    seat_asks,
    seats,
    shifts,
    srt,
    stepping,
    threats,
    ties,
    timers,
    units,
    walls,
)
"""Imported, so that their plays are known."""

DOMAIN = Path(next(iter(dispatch.domain.__path__)))
NEVER_BY_A_RULE = {"PrepareHandover", "SuspendDrills", "ReceivePress", "HearDevices"}
"""Commands that no rule ever refuses: only somebody's lack of authority."""


@pytest.mark.parametrize("name", sorted(PLAYS))
def test_play(name: str) -> None:
    perform(name)


@cache
def everything_performed() -> list[Playbook]:
    return [perform(name, lawful=False) for name in sorted(PLAYS)]


def codes_in(source: str) -> Iterator[str]:
    """The codes of the refusals that are made in a source text."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            words = {word.arg: word.value for word in node.keywords}
            match node.func.id:
                case "rule" | "Refusal":
                    code = node.args[0] if node.args else words.get("code")
                case "bad_field":
                    code = (
                        node.args[2] if len(node.args) > 2 else words.get("code", ast.Constant("bad_value"))
                    )
                case "forbidden":
                    code = ast.Constant("forbidden")
                case _:
                    continue
            if isinstance(code, ast.Constant):
                yield str(code.value)


def test_codes_are_found_however_they_are_given() -> None:
    source = 'rule("a", "m"); bad_field("f", "m"); bad_field("f", "m", "b"); bad_field("f", "m", code="c"); forbidden("m")'
    assert list(codes_in(source)) == ["a", "bad_value", "b", "c", "forbidden"]


def test_every_refusal_is_reached_by_a_play() -> None:
    known = {code for path in DOMAIN.rglob("*.py") for code in codes_in(path.read_text())}
    reached = {code for book in everything_performed() for _, code in book.refusals}
    assert len(known) > 40
    assert known == reached


def test_every_command_is_saved_in_a_play_and_refused_in_a_play() -> None:
    kinds = {one.kind for one in get_args(Command)}
    saved = {kind for book in everything_performed() for kind in book.saved}
    by_a_rule = {
        kind for book in everything_performed() for kind, code in book.refusals if code != "forbidden"
    }
    assert saved == kinds
    assert kinds - by_a_rule == NEVER_BY_A_RULE
    assert {kind for book in everything_performed() for kind, _ in book.refusals} == kinds


def test_a_play_that_judges_nothing_is_an_error() -> None:
    silent = Playbook.opened(lawful=False)
    silent.when(c.AddNote(text="who answers?"))
    with pytest.raises(AssertionError, match="never judged"):
        silent.unjudged()
    with pytest.raises(AssertionError, match="never judged"):
        silent.when(c.AddNote(text="and this?"))


def test_a_difference_can_be_read() -> None:
    book = Playbook.opened(lawful=False)
    book.when(c.AddNote(text="north door is open", site="GRHS"))
    with pytest.raises(
        AssertionError, match=r"- LineWritten site='ELMS'\n(\?.*\n+)*\+ LineWritten site='GRHS'"
    ):
        book.then(ev(e.LineWritten, site="ELMS"))
    book.when(c.AddNote(text="north door is open", site="NOSUCH"))
    with pytest.raises(AssertionError, match="was refused"):
        book.then(ev(e.LineWritten))
