"""What is found out about a violent threat that nobody has seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dispatch.domain.catalog.verification import Finding, VerifyPoint
from dispatch.domain.limits import Id, ShortText


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyThreat:
    """An answer to a point of the list. It changes neither priority nor response."""

    kind: ClassVar[str] = "VerifyThreat"
    call: Id
    point: VerifyPoint
    finding: Finding
    note: ShortText | None = None


VerifyCommand = VerifyThreat
