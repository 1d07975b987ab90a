"""A word of its own in every text field of every command that is given: found in the commands' own types, so that none is forgotten."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID, uuid5

import pytest

from dispatch.domain.actor import Actor
from dispatch.domain.commands import Command
from dispatch.domain.decide import Accepted
from dispatch.domain.fold import fold
from dispatch.domain.lens.changes import changes
from dispatch.domain.lens.lines import audiences, line_of
from dispatch.domain.lens.outside import PREFIX, outside, seat_behind
from dispatch.domain.lens.parts import parts_of_actor
from dispatch.domain.lens.project import snapshot
from dispatch.domain.limits import Limit
from dispatch.domain.record import Recorded
from dispatch.domain.refusals import Refusal
from dispatch.domain.state import EMPTY
from dispatch.domain.text import TextClass
from tests.domain.district import PEOPLE
from tests.domain.laws import secrets_in
from tests.domain.playbook import Playbook

MARK = "zqx"
"""Every planted word begins like this, and nothing else does."""
SPACE = UUID(int=9)
_PEOPLE = frozenset({"name", "missing", "extra", "said_by", "word_of", "holder"})
"""Fields by which one command means somebody whom another has named: the same name gets the same word."""

_OURS = frozenset(one.name for one in PEOPLE)
"""Whom the district knows by name acts under that name."""
_SPEAKS = frozenset({"word_of"})
"""Fields that say that somebody else speaks, and so change who does: they are not filled."""


@dataclass
class Planted:
    """What was planted, by word, and the class in which the record keeps it."""

    words: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    """The fields (kind of command, name) in which a word stands."""
    classes: dict[str, set[TextClass]] = field(default_factory=dict)
    """Of a word that no event protects: nothing."""
    open: set[str] = field(default_factory=set)
    """Words that stand in an event unprotected: names of places, people on duty, agencies."""
    batches: list[tuple[Recorded, ...]] = field(default_factory=list)
    """What each command led to."""

    def fields(self) -> set[tuple[str, str]]:
        """The fields that hold a word in a command that was saved."""
        return {one for fields in self.words.values() for one in fields}

    def in_text(self, text: str) -> set[str]:
        """The words in a text."""
        return {one for one in self.words if one in text} if MARK in text else set()


def text_fields(kind: type) -> list[tuple[str, Any]]:
    """The fields of a command, or of what is in one, that people write in words."""
    return [(name, hint) for name, hint in _hints(kind).items() if _texts(hint)]


@cache
def _hints(kind: type) -> dict[str, Any]:
    named = {one.name for one in fields(kind)}
    return {name: hint for name, hint in get_type_hints(kind, include_extras=True).items() if name in named}


def _limit(hint: Any) -> Limit | None:
    """How long a text may be; None: no text."""
    if get_origin(hint) is Annotated:
        inner, *marks = get_args(hint)
        found = next((one for one in marks if isinstance(one, Limit)), None)
        if found is not None:
            return found if found.pattern is None else None
        return _limit(inner)
    for one in get_args(hint) if get_origin(hint) in (Union, types.UnionType, tuple) else ():
        limit = _limit(one)
        if limit is not None:
            return limit
    return None


def _texts(hint: Any) -> bool:
    return _limit(hint) is not None


class Planter:
    """Plants words in the commands of a playbook."""

    def __init__(self) -> None:
        self.planted = Planted()
        self._named: dict[tuple[str, ...], str] = {}
        self._given = 0

    def over(self, patch: pytest.MonkeyPatch) -> None:
        """From now on every command of every playbook has words in it: in every field, or where one must be empty in those that are set."""
        ask = Playbook._ask

        def planting(book: Playbook, command: Command, by: Actor, **more: Any) -> Accepted | Refusal:
            self._given += 1
            more.setdefault("command_id", str(uuid5(SPACE, str(self._given))))
            before = len(book.log)
            for empty_too in (True, False):
                words: dict[str, set[tuple[str, str]]] = {}
                answer = ask(book, self._with_words(command, words, empty_too=empty_too), by, **more)
                if isinstance(answer, Accepted):
                    for word, where in words.items():
                        self.planted.words.setdefault(word, set()).update(where)
                    break
            else:
                answer = ask(book, command, by, **more)
            self._note(tuple(book.log[before:]))
            return answer

        patch.setattr(Playbook, "_ask", planting)

    def _note(self, recorded: tuple[Recorded, ...]) -> None:
        if recorded:
            self.planted.batches.append(recorded)
        for one in recorded:
            said = repr(one.event)
            for secret in secrets_in(one.event):
                said = said.replace(repr(secret), "")
                for word in self.planted.in_text(getattr(secret, "value", "")):
                    self.planted.classes.setdefault(word, set()).add(secret.text_class)
            self.planted.open |= self.planted.in_text(said)

    def _with_words(self, given: Any, words: dict[str, set[tuple[str, str]]], *, empty_too: bool) -> Any:
        new: dict[str, Any] = {}
        for name, hint in _hints(given.__class__).items():
            value, limit = getattr(given, name), _limit(hint)
            if limit is not None and isinstance(value, tuple):
                new[name] = tuple(self._word(given, name, one, limit, words) for one in value)
            elif limit is not None and (value is not None or (empty_too and name not in _SPEAKS)):
                new[name] = self._word(given, name, value or "", limit, words)
            elif isinstance(value, tuple):
                new[name] = tuple(
                    self._with_words(one, words, empty_too=empty_too) if is_dataclass(one) else one
                    for one in value
                )
            elif is_dataclass(value) and not isinstance(value, type):
                new[name] = self._with_words(value, words, empty_too=empty_too)
        return replace(given, **new)

    def _word(
        self, given: Any, name: str, value: str, limit: Limit, words: dict[str, set[tuple[str, str]]]
    ) -> str:
        kind = type(given).__name__
        if MARK in value or value in _OURS:
            return value
        key = (value,) if name in _PEOPLE and value else (kind, name, value)
        word = self._named.setdefault(key, MARK + _letters(len(self._named)))
        words.setdefault(word, set()).add((kind, name))
        said = f"{value} {word}".strip()
        return said if len(said) <= limit.max_chars else word


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + number // 26**place % 26) for place in (2, 1, 0)) + "k"


@dataclass
class Reach:
    """What the lens ever showed to each part, and which parts each person ever held."""

    words: dict[str, set[str]] = field(default_factory=dict)
    parts: dict[str, set[str]] = field(default_factory=dict)
    readable: dict[str, set[TextClass]] = field(default_factory=dict)
    """By outside part: the classes that were ever shared with it."""

    def of(self, person: str) -> set[str]:
        """The words that somebody may ever have been shown."""
        return {word for part in self.parts.get(person, ()) for word in self.words.get(part, ())}


def reach(planted: Planted, people: tuple[Actor, ...]) -> Iterator[Reach]:
    """What may be known after each command, by the pure lens; the same object, which grows."""
    found, state = Reach(), EMPTY
    for batch in planted.batches:
        before = state
        folded = fold(state, batch)
        state = folded.state
        for part, change in changes(before, state, folded.touched).items():
            for views in change.upserts.values():
                for view in views:
                    found.words.setdefault(part, set()).update(planted.in_text(repr(view)))
        for one in batch:
            for part in audiences(state, one):
                found.words.setdefault(part, set()).update(planted.in_text(repr(line_of(one, part))))
        for actor in people:
            for part in parts_of_actor(state, actor):
                fresh = part not in found.parts.setdefault(actor.person, set())
                found.parts[actor.person].add(part)
                if part.startswith(PREFIX):
                    shown = repr(outside(state, part))
                    seat = seat_behind(state, part)
                    found.readable.setdefault(part, set()).update(seat.readable if seat is not None else ())
                    found.words.setdefault(part, set()).update(planted.in_text(shown))
                elif fresh:
                    found.words.setdefault(part, set()).update(planted.in_text(repr(snapshot(state, part))))
        yield found
