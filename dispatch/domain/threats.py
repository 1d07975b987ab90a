"""Violent threats at several sites, and what was found out about one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.verification import Finding, VerifyPoint
from dispatch.domain.text import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Threat:
    """A call that says a violent threat at a site; remembered when the call itself has gone to history."""

    call: str
    number: str
    type: str
    site: str
    mode: Mode
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was found out about a point, by whom and when. The last word stands; those before are in the log."""

    point: VerifyPoint
    finding: Finding
    by: str
    at: datetime
    note: Secret | None = None
