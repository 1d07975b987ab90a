"""A call's files as one part may see them. Also which bytes a reader of that view may ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.files import CallFile, FileCopy, MediaType
from dispatch.domain.lens.text_view import TextView
from dispatch.domain.lens.texts import text_view
from dispatch.domain.text import TextClass


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyView:
    """Bytes that the reader may ask for at ``/api/files/<sha256>``."""

    sha256: str
    size: int
    media_type: MediaType


@dataclass(frozen=True, slots=True, kw_only=True)
class FileView:
    """A file of a call. ``evidence``: as it came, for desk and auditor; ``shared``: without what a camera writes into it."""

    id: str
    name: TextView | None
    by: str
    unit: str | None
    at: datetime
    shared: CopyView | None
    evidence: CopyView | None


def file_views(
    files: tuple[CallFile, ...], readable: frozenset[TextClass], *, full: bool
) -> tuple[FileView, ...]:
    """The files whose class the part may read. The evidence, which may say where somebody lives, goes to who keeps the record."""
    return tuple(
        FileView(
            id=one.id,
            name=text_view(one.name, readable),
            by=one.by_name,
            unit=one.unit,
            at=one.at,
            shared=copy_view(one.shared),
            evidence=copy_view(one.evidence) if full else None,
        )
        for one in files
        if one.name.text_class in readable
    )


def copy_of(files: tuple[FileView, ...], sha256: str) -> CopyView | None:
    """The bytes of this address, if the reader of the view may have them."""
    copies = (copy for one in files for copy in (one.shared, one.evidence))
    return next((one for one in copies if one is not None and one.sha256 == sha256), None)


def copy_view(copy: FileCopy | None) -> CopyView | None:
    """What a reader needs to ask for the bytes."""
    return None if copy is None else CopyView(sha256=copy.sha256, size=copy.size, media_type=copy.media_type)
