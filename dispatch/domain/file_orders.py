"""What somebody may ask for about files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from dispatch.domain.limits import Id, Limit, ShortText
from dispatch.domain.text import TextClass

Sha256 = Annotated[str, Limit(64, 64, pattern=r"^[0-9a-f]{64}$")]
"""The address of a file's bytes, as ``PUT /api/files`` answered it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachFile:
    """Put a file to a call. Its bytes were sent before, by the same person; ``text_class`` is that of the file and its name."""

    kind: ClassVar[str] = "AttachFile"
    call: Id
    sha256: Sha256
    name: ShortText | None = None
    text_class: TextClass = TextClass.OPERATIONAL


FileCommand = AttachFile
