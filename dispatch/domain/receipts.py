"""How far something got to a device: sent to it, and shown by it. Telemetry; that somebody knows it is another matter, and a command."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """How far one edition of a notice has got to one device of one person.

    ``recipient`` is whom the device belongs to (``unit:A7``, ``site:GRHS``, ``desk``). Written to the device's link is not yet seen by
    anybody; painted means that a visible page has drawn it.
    """

    notice: str
    edition: int
    recipient: str
    person: str
    name: str
    device: str
    delivered_at: datetime | None = None
    painted_at: datetime | None = None
    push_failed_at: datetime | None = None
    """A push that should have woken the telephone was not taken, or its subscription is dead: nothing has reached it by that way."""
