"""The file itself: opened without being fooled by what it is, and what format its first bytes show."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Final

from dispatch.links.importing.problems import BadFile, ImportProblem
from dispatch.links.importing.table import cells_of_first_line, heading_names

BYTES_MAX: Final = 256 * 1024 * 1024
"""The whole country's school directory has 60 MB. Tables are read line by line, so this bounds time, not memory."""
_HEAD_BYTES = 64 * 1024
_ZIP = b"PK\x03\x04"
_OTHERS = {
    b"\xd0\xcf\x11\xe0": "an old Excel file (.xls)",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a gzip file",
    b"SQLite format 3": "a database",
    b"<!DOCTYPE": "a web page",
    b"<html": "a web page",
    b"<?xml": "an XML file",
}


class Format(StrEnum):
    """What a file can be."""

    GEOJSON = "geojson"
    EDGE = "nces-edge"
    CCD = "nces-ccd"
    CSV = "csv"
    ONEROSTER = "oneroster"


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A file to read. A pipe, a device or a folder is no file: it has no end that is known beforehand."""
    try:
        # Without waiting: opening a pipe that nobody writes to would never come back.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as problem:
        raise ImportProblem(f"{path} cannot be read ({problem.strerror}); nothing was imported.") from None
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            what = "a folder" if stat.S_ISDIR(found.st_mode) else "a pipe or a device"
            raise ImportProblem(f"{path} is {what}, not a file; nothing was imported.")
        if found.st_size > BYTES_MAX:
            raise ImportProblem(
                f"{path} is larger than {BYTES_MAX // 1_048_576} MB; nothing was imported. "
                "Take out what is not of this district."
            )
    except ImportProblem:
        os.close(descriptor)
        raise
    with os.fdopen(descriptor, "rb") as stream:
        yield stream


def recognise(stream: BinaryIO) -> Format:
    """What the first bytes are. The stream stands at its beginning again. Raises ``BadFile`` for what is nothing of ours."""
    stream.seek(0)
    head = stream.read(_HEAD_BYTES)
    stream.seek(0)
    if not head:
        raise BadFile("the file", "size", "is empty")
    if head.startswith(_ZIP):
        return Format.ONEROSTER
    for magic, what in _OTHERS.items():
        if head.lstrip()[: len(magic)].lower() == magic.lower():
            raise BadFile("the file", "format", f"is {what}; save it as CSV (UTF-8)")
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        return Format.GEOJSON
    first = cells_of_first_line(head)
    names = heading_names(first)
    if {"ncessch", "schname"} <= names:
        return Format.CCD
    if {"ncessch", "lat", "lon"} <= names:
        return Format.EDGE
    if len(first) > 20 and first[0].isascii() and first[0].isdigit() and len(first[0]) == 12:
        return Format.EDGE
    return Format.CSV
