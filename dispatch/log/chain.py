"""The hash chain over the stored bytes: what makes any change of the record show.

Knows bytes and hashes. Knows nothing of what the bytes mean or where they lie.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

HASH_BYTES = 32


class ChainBroken(Exception):
    """Stored bytes contradict their hashes. Nothing may be written on top of them."""


def genesis(log_id: str) -> bytes:
    """What the first event of a log is chained to: two logs never share a chain."""
    return sha256(b"dispatch log" + log_id.encode()).digest()


def leaf_of(body: bytes) -> bytes:
    """The hash of one event's bytes. The leading zero keeps a leaf from being read as a node of a tree."""
    return sha256(b"\x00" + body).digest()


def link(previous: bytes, leaf: bytes) -> bytes:
    """The chain after one more event."""
    return sha256(previous + leaf).digest()


def extend(previous: bytes, bodies: Iterable[bytes]) -> list[tuple[bytes, bytes]]:
    """Leaf and chain of each body, in order, after ``previous``."""
    links = []
    for body in bodies:
        leaf = leaf_of(body)
        previous = link(previous, leaf)
        links.append((leaf, previous))
    return links


def protected_hash(salt: bytes, value: bytes) -> bytes:
    """What stands in an event's body in place of a protected value."""
    return sha256(salt + value).digest()
