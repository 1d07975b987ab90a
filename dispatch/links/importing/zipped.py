"""A zip that somebody sends: looked at before anything of it is read, and never unpacked to the disk.

A small zip can claim to hold terabytes, a million names, paths that lead out of the folder, or links. All of that is refused by name.
"""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final, cast

from dispatch.links.importing.problems import BadFile, shown

ENTRIES_MAX: Final = 100
ONE_BYTES_MAX: Final = 256 * 1024 * 1024
ALL_BYTES_MAX: Final = 1024 * 1024 * 1024
RATIO_MAX: Final = 200
"""Text rosters shrink to a tenth or a twentieth; a bomb to a thousandth."""
_SMALL_BYTES = 1024 * 1024
_DIRECTORY_BYTES_MAX = 1024 * 1024
_END = b"PK\x05\x06"
_END_BYTES = 22
_COMMENT_MAX = 65_535
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError)
_WRONG = (*_DAMAGED, NotImplementedError, RuntimeError, struct.error, ValueError, OverflowError, IndexError)
"""What zipfile raises for headers that contradict themselves."""


class Zipped:
    """The files of a zip that has been looked at."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._infos = {one.filename: one for one in archive.infolist() if not one.is_dir()}

    @property
    def names(self) -> frozenset[str]:
        """The names of the files."""
        return frozenset(self._infos)

    @contextmanager
    def stream(self, name: str) -> Iterator[BinaryIO]:
        """One file, to be read from its beginning to its end. Damage shows as ``BadFile``."""
        try:
            found = self._archive.open(self._infos[name])
        except _WRONG as problem:
            raise BadFile(name, "zip", f"is damaged ({_words(problem)}); get the file again") from None
        try:
            with found, io.BufferedReader(cast("io.RawIOBase", found)) as stream:
                yield stream
        except _DAMAGED as problem:
            raise BadFile(name, "zip", f"is damaged ({_words(problem)}); get the file again") from None


@contextmanager
def looked_at(stream: BinaryIO) -> Iterator[Zipped]:
    """A zip without anything bad in it. Raises ``BadFile``."""
    _check_directory(stream)
    try:
        archive = zipfile.ZipFile(stream)
    except _WRONG as problem:
        raise BadFile("the file", "zip", f"is no whole zip ({_words(problem)}); get the file again") from None
    with archive:
        _check_entries(archive.infolist())
        yield Zipped(archive)


def _check_directory(stream: BinaryIO) -> None:
    """The list of names is read as a whole, so its length is looked at first."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - _END_BYTES - _COMMENT_MAX))
    tail = stream.read()
    stream.seek(0)
    found = False
    for place in {len(tail) - _END_BYTES, tail.rfind(_END)}:
        end = tail[place : place + _END_BYTES] if place >= 0 else b""
        if len(end) < _END_BYTES or not end.startswith(_END):
            continue
        found = True
        entries, length = struct.unpack("<HI", end[10:16])
        if (
            entries > ENTRIES_MAX
            or length > _DIRECTORY_BYTES_MAX
            or tail[max(0, place - 20) : place].startswith(b"PK\x06\x07")
        ):
            raise BadFile(
                "the file",
                "zip",
                f"holds more than {ENTRIES_MAX} files or is made for huge ones; a roster has some twenty",
            )
    if not found:
        raise BadFile("the file", "zip", "is cut off or no zip; get the file again")


def _check_entries(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > ENTRIES_MAX:
        raise BadFile("the file", "zip", f"holds {len(infos):,} files; at most {ENTRIES_MAX} are looked at")
    seen: set[str] = set()
    for one in infos:
        why = _why_not(one)
        if one.filename in seen:
            why = "stands twice in the zip"
        if why:
            raise BadFile(shown(one.filename), "zip", f"{why}; nothing of this zip is read")
        seen.add(one.filename)
    if sum(one.file_size for one in infos) > ALL_BYTES_MAX:
        raise BadFile(
            "the file",
            "zip",
            f"would unpack to more than {ALL_BYTES_MAX // 1_048_576:,} MB; nothing of it is read",
        )


def _why_not(one: zipfile.ZipInfo) -> str:
    # As it was written: zipfile cuts a name at a NUL and turns some separators round.
    name = one.orig_filename
    parts = name.replace("\\", "/").split("/")
    if "\x00" in name or "\\" in name or name.startswith("/") or ".." in parts or ":" in name:
        return "has a path that leads out of the zip"
    mode = one.external_attr >> 16
    if stat.S_ISLNK(mode):
        return "is a link"
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is no file"
    if one.flag_bits & 0x1:
        return "is encrypted; take the password off"
    if one.compress_type not in _METHODS:
        return "is compressed in a way that is not read here; zip it the ordinary way"
    if one.file_size > ONE_BYTES_MAX:
        return f"would unpack to {one.file_size // 1_048_576:,} MB"
    if one.file_size > _SMALL_BYTES and one.file_size > RATIO_MAX * max(1, one.compress_size):
        return f"would unpack to {one.file_size // max(1, one.compress_size):,} times its size"
    return ""


def _words(problem: BaseException) -> str:
    return shown(str(problem) or type(problem).__name__)
