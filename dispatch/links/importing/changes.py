"""What one line of a file would change, in words."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import Enum, StrEnum
from typing import Any

from dispatch.links.importing.problems import shown

_PARTS_SHOWN = 3


class Verdict(StrEnum):
    """What would happen to the record that a line is about."""

    NEW = "new"
    CHANGED = "changed"
    LEFT = "left alone"


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a file: what it is about, and what it would do."""

    where: str
    what: str
    verdict: Verdict
    how: str = ""

    def __str__(self) -> str:
        how = f": {self.how}" if self.how else ""
        return f"{self.where}: {self.what}: {self.verdict.value}{how}"


def change(where: str, what: str, old: Any, new: Any) -> Change:
    """The change from one dataclass to another of its kind; ``old`` is None for something new."""
    if old is None:
        return Change(where, what, Verdict.NEW)
    how = "; ".join(
        f"{one.name} {_in_words(getattr(old, one.name))} → {_in_words(getattr(new, one.name))}"
        for one in fields(old)
        if getattr(old, one.name) != getattr(new, one.name)
    )
    return Change(where, what, Verdict.CHANGED if how else Verdict.LEFT, how)


def _in_words(value: Any) -> str:
    if value is None or value in ("", ()):
        return "nothing"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        some = ", ".join(_in_words(one) for one in value[:_PARTS_SHOWN])
        return some if len(value) <= _PARTS_SHOWN else f"{some} … ({len(value)})"
    return shown(value) if isinstance(value, str | int) else shown(getattr(value, "name", None))
