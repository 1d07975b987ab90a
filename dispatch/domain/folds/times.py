"""The standard timestamps of a call or an assignment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime


def once(times: Mapping[str, datetime], name: str, at: datetime) -> Mapping[str, datetime]:
    """Set a standard timestamp that is not set yet; one that is never changes."""
    return times if name in times else {**times, name: at}
