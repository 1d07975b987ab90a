"""Files that people send: what their bytes are, and the copy of a picture that may be shared.

A camera writes into a picture where it was taken, with which device and when; an editor writes who worked on it. The shared copy is
drawn anew from the points of the picture alone, so that nothing of this can be in it. What is asked of bytes that came from
anybody is bounded: which decoders may look at them, how many points, one at a time.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps

from dispatch.domain.files import MediaType

POINTS_MAX: Final = 52_000_000
"""A photo of a telephone has up to 50 million points; a bomb has thousands of millions in a few bytes."""
SHARED_EDGE: Final = 2_048
"""Enough to read a licence plate on a screen, and small enough for a telephone with a weak signal."""
_QUALITY: Final = 85
_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_DECODERS: Final = {MediaType.JPEG: "JPEG", MediaType.PNG: "PNG", MediaType.WEBP: "WEBP"}


class UnreadablePicture(Exception):
    """It begins like a picture and is none, or not a whole one."""


class TooManyPoints(Exception):
    """Taking this picture apart would need more memory than any photo does."""


@dataclass(frozen=True, slots=True)
class Shared:
    """The copy that may be shared; no content: none can be made of this kind."""

    content: bytes | None
    media_type: MediaType = MediaType.JPEG


def sniff(content: bytes) -> MediaType | None:
    """What the bytes are, if that may be stored at all. A name or a header of the sender says nothing here."""
    if content.startswith(b"\xff\xd8\xff"):
        return MediaType.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return MediaType.PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return MediaType.WEBP
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return MediaType.HEIC
    return MediaType.PDF if content.startswith(b"%PDF-") else None


class Copyist:
    """Makes shared copies beside the event loop, one at a time: a picture taken apart is large."""

    def __init__(self) -> None:
        self._one = asyncio.Semaphore(1)

    async def share(self, content: bytes, media_type: MediaType) -> Shared:
        """The copy of a file. Raises ``UnreadablePicture``, ``TooManyPoints``."""
        if media_type is MediaType.PDF:
            # A paper is shared as it is: what it says of its author is part of it.
            return Shared(content, MediaType.PDF)
        if media_type is MediaType.HEIC:
            return Shared(None)
        async with self._one:
            return Shared(await asyncio.to_thread(redrawn, content, media_type))


def redrawn(content: bytes, media_type: MediaType) -> bytes:
    """A picture drawn anew, upright, on white, no larger than a screen needs, as JPEG, with nothing beside its points."""
    try:
        with Image.open(BytesIO(content), formats=(_DECODERS[media_type],)) as found:
            width, height = found.size
            if width * height > POINTS_MAX:
                raise TooManyPoints
            # A JPEG can be read at a half or a quarter of its size, which saves most of the memory.
            found.draft("RGB", (SHARED_EDGE, SHARED_EDGE))
            found.load()
            upright = ImageOps.exif_transpose(found)
            upright.thumbnail((SHARED_EDGE, SHARED_EDGE))
            drawn = Image.new("RGB", upright.size, "white")
            shown = upright.convert("RGBA") if upright.has_transparency_data else upright.convert("RGB")
            # Only points cross over: what the file said beside them stays with the one that is let go here.
            drawn.paste(shown, mask=shown if shown.mode == "RGBA" else None)
    except TooManyPoints:
        raise
    except Image.DecompressionBombError:
        raise TooManyPoints from None
    except Exception as problem:  # decoders of foreign bytes raise whatever they like
        raise UnreadablePicture from problem
    out = BytesIO()
    drawn.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()
