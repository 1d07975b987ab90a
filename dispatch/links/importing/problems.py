"""What stands in the way of an import: where, in which field, and what to do. Bounded, whatever the file is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

Say = Callable[[str], None]

KEPT_MAX: Final = 1_000
"""More problems than these are counted, not kept: a file of a million wrong lines takes no more memory than one of a thousand."""
SHOWN_MAX: Final = 50
"""More lines than these are counted, not said; a dry run says all that are kept."""
_SHOWN_CHARS = 40


class ImportProblem(Exception):
    """Why nothing was imported: one line; the details have been said."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that stands in the way: where, in which field, and what."""

    where: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}, {self.field}: {self.message}"


class BadFile(Exception):
    """The rest of a file cannot be read, because of this."""

    def __init__(self, where: str, field: str, message: str) -> None:
        super().__init__(f"{where}, {field}: {message}")
        self.problem = Problem(where, field, message)


class Problems:
    """The problems of one file: the first ones, and how many there are."""

    __slots__ = ("count", "kept")

    def __init__(self, found: Iterable[Problem] = ()) -> None:
        self.kept: list[Problem] = []
        self.count = 0
        for one in found:
            self.add(one.where, one.field, one.message)

    def add(self, where: str, field: str, message: str) -> None:
        """One more."""
        self.count += 1
        if len(self.kept) < KEPT_MAX:
            self.kept.append(Problem(where, field, message))

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.kept)

    def __len__(self) -> int:
        return self.count


def shown(value: Any) -> str:
    """A value of a file as a message may show it: nothing that a terminal would act on, and not long."""
    if isinstance(value, str):
        text = repr(value[: _SHOWN_CHARS + 1])
        return text if len(value) <= _SHOWN_CHARS else f"{text[:_SHOWN_CHARS]}…"
    if value is None or isinstance(value, int | float):
        return repr(value)[:_SHOWN_CHARS]
    return "a list" if isinstance(value, list) else "an object"


def say_some(lines: Iterable[str], count: int, say: Say, *, all_of_them: bool) -> None:
    """Lines, and how many more there are."""
    most = KEPT_MAX if all_of_them else SHOWN_MAX
    said = 0
    for line in lines:
        if said == most:
            break
        say(line)
        said += 1
    if count > said:
        advice = "" if all_of_them else " (a dry run says more)"
        say(f"… and {count - said} more{advice}.")


def refuse(problems: Problems, say: Say, *, all_of_them: bool) -> None:
    """Say what is wrong and raise ``ImportProblem``; nothing wrong: nothing."""
    if problems:
        say_some((str(one) for one in problems), len(problems), say, all_of_them=all_of_them)
        several = "s" if len(problems) > 1 else ""
        raise ImportProblem(f"Nothing was imported: {len(problems)} problem{several}.")
