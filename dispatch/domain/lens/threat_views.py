"""Violent threats at several sites, and what was found out about one, as screens get them with their call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.catalog.verification import Finding, VerifyPoint
from dispatch.domain.lens.text_view import TextView


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreatView:
    """A threat of a pattern; its call may have gone to history."""

    call: str
    number: str
    type: str
    site: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternView:
    """Threats at several sites: at how many, within how many minutes, which."""

    sites: int
    minutes: int
    threats: tuple[ThreatView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedView:
    """What was found out about a point, by whom and when."""

    point: VerifyPoint
    finding: Finding
    by: str
    at: datetime
    note: TextView | None
