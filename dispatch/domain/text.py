"""Text that people wrote, and the class that says who may read it.

Every free text of the product is a ``Protected`` value from its first event: the log stores its salted hash, the value stands beside the
log and can be erased without breaking a proof. A text is shown whole or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TextClass(StrEnum):
    """Who a text is for. Set when it is written, never widened later: to show more, write a new line."""

    OPERATIONAL = "operational"
    MEDICAL = "medical"
    STUDENT = "student"
    SECURITY_PLAN = "security_plan"
    THREAT = "threat"
    PERSONNEL = "personnel"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Protected:
    """A text with its class. The log keeps ``sha256(salt ‖ value)`` in its place."""

    value: str
    text_class: TextClass = TextClass.OPERATIONAL


@dataclass(frozen=True, slots=True)
class Erased:
    """A text that stood here and has been erased; its hash in the log still proves that it did."""

    text_class: TextClass = TextClass.OPERATIONAL


Secret = Protected | Erased
"""What a reader of the log gets for a protected field."""


def protect(value: str | None, text_class: TextClass = TextClass.OPERATIONAL) -> Protected | None:
    """The protected form of a text that a command carried; nothing for nothing."""
    return None if value is None or value == "" else Protected(value, text_class)
