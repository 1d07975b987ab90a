"""What a school may see of a call."""

from __future__ import annotations

from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.records import Call


def site_may_see(call: Call) -> bool:
    """A school sees that there is a call at its site, unless its type is restricted or it came from a confidential report."""
    return not INCIDENT_TYPES[call.type].restricted and call.source is not CallSource.SAFE2TELL
