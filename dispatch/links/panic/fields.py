"""The fields of a press, each read for itself: one that will not do is named and left out, and the press goes on without it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

TEXT_MAX: Final = 200
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}")
_WHOLE_MAX: Final = 2**53 - 1
"""Larger numbers are not the same in every program."""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with a field, and what to do, in a sentence."""

    field: str
    message: str


@dataclass(slots=True)
class Fields:
    """An object's fields as they are taken one after another; what is wrong is collected."""

    given: Mapping[str, Any]
    inside: str = ""
    problems: list[FieldProblem] = field(default_factory=list)

    def wrong(self, name: str, message: str) -> None:
        """This field will not do."""
        self.problems.append(FieldProblem(f"{self.inside}{name}"[:80], message))

    def text(self, name: str) -> str | None:
        """A short text; a number is taken for its digits, as some gateways send rooms."""
        value = self.given.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            self.wrong(name, "A text is wanted.")
            return None
        whole = " ".join("".join(one if one.isprintable() else " " for one in value).split())
        if len(whole) > TEXT_MAX:
            self.wrong(name, f"At most {TEXT_MAX} characters; what is longer was cut off.")
        return whole[:TEXT_MAX] or None

    def id(self, name: str) -> str | None:
        """An id of letters, digits and ``_ . : -``."""
        said = self.text(name)
        if said is None or _ID.fullmatch(said):
            return said
        self.wrong(name, "An id has letters, digits, _ . : - and at most 64 of them.")
        return None

    def whole(self, name: str, least: int, most: int = _WHOLE_MAX) -> int | None:
        """A whole number."""
        value = self.given.get(name)
        if value is None:
            return None
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.wrong(name, f"A whole number from {least} to {most} is wanted.")
            return None
        return value

    def degrees(self, name: str, most: int) -> int | None:
        """Degrees as a number, in 1e-7 degree."""
        value = self.given.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            self.wrong(name, "Degrees are wanted, as a number.")
            return None
        if abs(value) > most:
            self.wrong(name, f"Degrees from -{most} to {most} are wanted.")
            return None
        return round(value * 10_000_000)

    def moment(self, name: str) -> datetime | None:
        """A time with its offset, or seconds since 1970."""
        value = self.given.get(name)
        if value is None:
            return None
        try:
            if isinstance(value, int | float) and not isinstance(value, bool):
                return datetime.fromtimestamp(value, UTC)
            found = datetime.fromisoformat(value) if isinstance(value, str) else None
            if found is not None and found.tzinfo is not None:
                return found.astimezone(UTC)
        except (ValueError, OverflowError, OSError):
            pass
        self.wrong(name, "A time with its offset is wanted (2026-03-02T08:00:00Z), or seconds since 1970.")
        return None

    def flag(self, name: str) -> bool:
        """Yes or no."""
        value = self.given.get(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.wrong(name, "true or false is wanted.")
        return False
