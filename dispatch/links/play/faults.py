"""What is wrong with a scenario: in which line, in which field, and what would have been right. Nothing is played then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

NAMED_MAX: Final = 60
"""A longer list of what is known helps nobody."""
SHOWN_CHARS: Final = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. ``line`` 0: it is of no line in particular."""

    line: int
    field: str
    message: str

    def __str__(self) -> str:
        where = [f"line {self.line}"] if self.line else []
        return ": ".join([*where, *([self.field] if self.field else []), self.message])


class ScenarioProblem(Exception):
    """A scenario that cannot be played, with everything that is wrong with it."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = tuple(sorted(faults, key=lambda one: one.line))
        more = len(faults) - 1
        others = f" (and {more} more fault{'s' if more > 1 else ''})" if more else ""
        super().__init__(f"{self.faults[0]}{others}")


def problem(message: str, line: int = 0, field: str = "") -> ScenarioProblem:
    """A problem of one fault."""
    return ScenarioProblem(Fault(line, field, message))


def shown(value: object) -> str:
    """What was found, short enough for one line."""
    text = repr(value)
    return text if len(text) <= SHOWN_CHARS else f"{text[:SHOWN_CHARS]}…"


def nearest(given: object, known: Iterable[str]) -> str:
    """What was probably meant; else all that is known, if that can be read."""
    names = sorted(known)
    folded = {name.casefold(): name for name in names}
    word = str(given)[:SHOWN_CHARS].casefold()
    close = [folded[one] for one in get_close_matches(word, folded, 3, 0.6)]
    if close:
        return f"did you mean {' or '.join(close)}?"
    if len(names) > NAMED_MAX:
        return f"there are {len(names)}, {names[0]} to {names[-1]}"
    return f"known: {', '.join(names) or 'none'}"
