"""HTTP bodies about files. The bytes of a file itself are no JSON and have no shape here."""

from __future__ import annotations

from typing_extensions import TypedDict

from dispatch.domain.files import MediaType


class StoredFileBody(TypedDict):
    """A file that was stored. ``sha256`` is what AttachFile names; ``shared``: whether there is a copy that others may have."""

    sha256: str
    size: int
    media_type: MediaType
    shared: bool
