"""What happened to files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dispatch.domain.files import FileCopy
from dispatch.domain.text import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAttached:
    """A file belongs to a call. What it weighs and is stays provable when its bytes, or its name, have been erased."""

    kind: ClassVar[str] = "FileAttached"
    version: ClassVar[int] = 1
    file: str
    call: str
    number: str
    evidence: FileCopy
    shared: FileCopy | None
    name: Secret
    unit: str | None


FileEvent = FileAttached
