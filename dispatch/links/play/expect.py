"""What a scenario expects of its play, held against what was really saved. A figure that nobody measured is said to be unknown."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from typing import Any

_FORM = re.compile(r"^\s*([A-Za-z_][\w.]*)\s*(<=|>=|==|<|>)\s*(true|false|-?\d+(?:\.\d+)?|'[^']*')\s*$")
_TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "==": operator.eq,
    "<": operator.lt,
    ">": operator.gt,
}


def judge(line: str, facts: Mapping[str, Any]) -> bool | None:
    """Whether an expectation holds; nothing when it speaks of something that was not measured."""
    found = _FORM.match(line)
    if found is None or found[1] not in facts:
        return None
    value, known = _value(found[3]), facts[found[1]]
    if isinstance(value, str) is not isinstance(known, str):
        return False
    return _TESTS[found[2]](known, value)


def _value(text: str) -> Any:
    if text in ("true", "false"):
        return text == "true"
    return text[1:-1] if text.startswith("'") else float(text)
