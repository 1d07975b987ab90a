"""How failed sign-ins slow down the next one: per account and source, on the password path only.

Open sessions never feel it, and nobody can lock a dispatcher out from somewhere else.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

LIMIT = 5
LOCKED_FOR = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Failures:
    """How often in a row one source got one account's password wrong, and when last."""

    bad: int
    last_at: datetime


def locked_for(failures: Failures | None, now: datetime) -> timedelta | None:
    """How long this source must still wait for this account, or None."""
    if failures is None or failures.bad < LIMIT:
        return None
    left = failures.last_at + LOCKED_FOR - now
    return left if left > timedelta(0) else None


def delay(failures: Failures | None, now: datetime, first: float) -> float:
    """Seconds that the next answer is held back: doubling from ``first``, whatever the answer is."""
    if failures is None or now - failures.last_at >= LOCKED_FOR:
        return 0.0
    return float(first * 2 ** min(failures.bad - 1, LIMIT - 2))


def source_of(address: str) -> str:
    """The source that an address counts as: an IPv6 customer has a whole /64."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
