"""What a scenario expects of its play, held against what was really saved. A figure that nobody measures yet is said to be none."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.links.play.vocabulary import KEYS

_FORM = re.compile(r"\s*([A-Za-z_][\w.]*)\s*(<=|>=|==|<|>)\s*(true|false|-?\d+(?:\.\d+)?|'[^']*')\s*")
_TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "==": operator.eq,
    "<": operator.lt,
    ">": operator.gt,
}
_ACTION = f"action\\.(?:{'|'.join(ActionType)})"
_WOULD_BE_KNOWN = re.compile(
    f"(?:{'|'.join(KEYS)}|heard\\.[A-Z0-9_-]+)\\.t"
    f"|{_ACTION}\\.(?:[A-Z0-9_-]+\\.)?(?:start_t|heard_t)|{_ACTION}\\.zone|message\\.first_t"
)
"""What is measured whenever it happens: without a value it did not happen."""


class Outcome(StrEnum):
    """What came of an expectation."""

    MET = "met"
    NOT_MET = "not met"
    NOT_MEASURABLE = "not yet measurable"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that was measured. ``by_entry``: only a marked entry of the log says so."""

    value: float | bool | str
    by_entry: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """An expectation, what came of it, and why."""

    line: str
    outcome: Outcome
    why: str
    value: float | bool | str | None = None

    def __str__(self) -> str:
        outcome = "NOT MET" if self.outcome is Outcome.NOT_MET else self.outcome
        return f"{self.line}: {outcome} ({self.why})"


def judge(line: str, facts: Mapping[str, Fact], *, whole: bool = True) -> Judgement:
    """Whether an expectation holds. ``whole``: the scenario was played to its end."""
    found = _FORM.fullmatch(line)
    if found is None:
        return Judgement(line, Outcome.NOT_MEASURABLE, "it is no comparison of one figure with one value")
    name, test, wanted = found[1], _TESTS[found[2]], _value(found[3])
    fact = facts.get(name)
    if fact is None:
        return _absent(line, name, whole=whole)
    why = f"it is {_told(fact.value)}{', by a marked entry only' if fact.by_entry else ''}"
    comparable = _kind(wanted) is _kind(fact.value) and (_kind(wanted) is float or found[2] == "==")
    held = comparable and test(fact.value, wanted)
    return Judgement(line, Outcome.MET if held else Outcome.NOT_MET, why, fact.value)


def _absent(line: str, name: str, *, whole: bool) -> Judgement:
    if _WOULD_BE_KNOWN.fullmatch(name) is None:
        return Judgement(line, Outcome.NOT_MEASURABLE, f"nothing measures {name} here yet")
    if not whole:
        return Judgement(line, Outcome.NOT_MEASURABLE, "the play ended before it happened")
    return Judgement(line, Outcome.NOT_MET, "it did not happen")


def _kind(value: float | bool | str) -> type:
    return type(value) if isinstance(value, bool | str) else float


def _told(value: float | bool | str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else f"{value:g}"


def _value(text: str) -> float | bool | str:
    if text in ("true", "false"):
        return text == "true"
    return text[1:-1] if text.startswith("'") else float(text)
