"""Files that belong to calls: photos and papers. Their bytes are stored apart; here is what the record says of them.

A file exists as evidence, byte for byte as it came, and as a copy to share, made without the places, names and serial numbers that
a camera writes into a picture. A kind of file that no copy can be made of has none, and stays with the desk.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dispatch.domain.text import Secret

FILES_OF_A_CALL_MAX = 200


class MediaType(StrEnum):
    """What may be stored, found from the bytes themselves and never from a name."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    HEIC = "image/heic"
    PDF = "application/pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCopy:
    """Bytes: what they are and how many. ``sha256`` is their address and their proof, in hexadecimal."""

    sha256: str
    size: int
    media_type: MediaType


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file that somebody has sent and that a command may name."""

    evidence: FileCopy
    shared: FileCopy | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFile:
    """A file of a call. The class of its name is that of the whole file: who may not read it is not told of it."""

    id: str
    evidence: FileCopy
    shared: FileCopy | None
    name: Secret
    by: str
    by_name: str
    unit: str | None
    at: datetime
    """When it was taken or sent, as far as the sender's clock can be believed."""
