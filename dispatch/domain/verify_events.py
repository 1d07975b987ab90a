"""What was found out about a violent threat that nobody has seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dispatch.domain.catalog.verification import Finding, VerifyPoint
from dispatch.domain.text import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreatVerified:
    """A point of the list was answered."""

    kind: ClassVar[str] = "ThreatVerified"
    version: ClassVar[int] = 1
    call: str
    number: str
    point: VerifyPoint
    finding: Finding
    note: Secret | None


VerifyEvent = ThreatVerified
