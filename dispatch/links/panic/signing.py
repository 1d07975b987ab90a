"""Signatures of panic devices: HMAC-SHA256 over the bytes of the body as they were sent, with the key as it was printed."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from hashlib import sha256
from typing import Final

HEADER: Final = "dispatch-signature"
_PREFIX: Final = "sha256="


def sign(key: str, body: bytes) -> str:
    """The value of the header for a body."""
    return _PREFIX + hmac.new(key.encode(), body, sha256).hexdigest()


def is_signed(given: str, body: bytes, keys: Iterable[str]) -> bool:
    """Whether the header was made with one of these keys. Takes the same time whatever is wrong."""
    said = given.strip().lower()
    found = [hmac.compare_digest(sign(key, body).encode(), said.encode()) for key in keys]
    return any(found)
