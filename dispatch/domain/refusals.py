"""Why a command was not done: a stable code, a sentence for a person, the field, and what is true instead.

Expected refusals are values, never exceptions. The kind decides the answer's class at the edges: ``shape`` (422), ``rule`` (409),
``absent`` (404, the same bytes whether it does not exist or is not yours to see), ``authority`` (403).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class RefusalKind(StrEnum):
    """Class of a refusal."""

    SHAPE = "shape"
    RULE = "rule"
    ABSENT = "absent"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True)
class Refusal:
    """The reason a command was not done. ``current`` shows what is true now, as plain JSON values."""

    code: str
    message: str
    kind: RefusalKind = RefusalKind.RULE
    field: str | None = None
    current: dict[str, Any] | None = None


NOT_FOUND = Refusal("not_found", "There is no such record, or it is not yours to see.", RefusalKind.ABSENT)


def forbidden(message: str) -> Refusal:
    """The role may not do this."""
    return Refusal("forbidden", message, RefusalKind.AUTHORITY)


def bad_field(name: str, message: str, code: str = "bad_value") -> Refusal:
    """A field of the command does not fit."""
    return Refusal(code, message, RefusalKind.SHAPE, field=name)


def rule(code: str, message: str, field_name: str | None = None, **current: Any) -> Refusal:
    """A rule of the work says no; ``current`` carries what it rests on."""
    return Refusal(code, message, RefusalKind.RULE, field=field_name, current=current or None)
