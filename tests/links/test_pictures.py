"""What bytes of anybody are taken for, and that a shared picture says nothing but what can be seen on it."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from dispatch.domain.files import MediaType
from dispatch.links import pictures
from dispatch.links.pictures import Copyist, TooManyPoints, UnreadablePicture, redrawn, sniff

CANARY = b"canary"
GPS = 0x8825


def picture(kind: str, *, size: tuple[int, int] = (64, 48), mode: str = "RGB") -> bytes:
    """A photo that says where, when, with what and by whom it was taken, in every way that its kind knows."""
    image = Image.new(mode, size, (200, 30, 30) if mode == "RGB" else (200, 30, 30, 0))
    exif = Image.Exif()
    exif[0x010F] = "canary maker"
    exif[0x0112] = 6
    exif.get_ifd(GPS).update({1: "N", 2: (39.0, 44.0, 12.5), 3: "W", 4: (105.0, 6.0, 1.5)})
    out = BytesIO()
    more: dict[str, object] = {"exif": exif}
    if kind == "JPEG":
        more |= {"comment": b"canary comment", "icc_profile": b"canary profile", "xmp": b"<x>canary xmp</x>"}
    if kind == "PNG":
        said = PngImagePlugin.PngInfo()
        said.add_text("Author", "canary author")
        more |= {"pnginfo": said}
    if kind == "WEBP":
        more |= {"xmp": b"<x>canary xmp</x>"}
    image.save(out, kind, **more)
    return out.getvalue()


@pytest.mark.parametrize("media_type", [MediaType.JPEG, MediaType.PNG, MediaType.WEBP])
def test_a_shared_picture_has_no_place_and_no_words(media_type: MediaType) -> None:
    evidence = picture(media_type.name)
    assert sniff(evidence) is media_type
    with Image.open(BytesIO(evidence)) as planted:
        assert planted.getexif().get_ifd(GPS)[1] == "N", "the place was really in it"
    assert CANARY in evidence
    shared = redrawn(evidence, media_type)
    assert CANARY not in shared
    assert b"Exif" not in shared
    with Image.open(BytesIO(shared)) as left:
        assert left.format == "JPEG"
        assert not left.getexif()
        assert not left.getexif().get_ifd(GPS)
        assert set(left.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert left.size == (48, 64), "turned upright, as the camera said that it lay"
        red, green, blue = left.getpixel((5, 5))  # type: ignore[misc]
        assert red > 150
        assert green < 90
        assert blue < 90


def test_what_is_see_through_stands_on_white_and_nothing_is_larger_than_a_screen_needs() -> None:
    shared = redrawn(picture("PNG", size=(5000, 1000), mode="RGBA"), MediaType.PNG)
    with Image.open(BytesIO(shared)) as drawn:
        assert max(drawn.size) == pictures.SHARED_EDGE
        assert drawn.getpixel((3, 3)) == (255, 255, 255)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a" + b"\0" * 40,
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"MZ\x90\0" + b"\0" * 60,
        b"PK\x03\x04" + b"\0" * 40,
        b" %PDF-1.7",
        b"RIFF\0\0\0\0WAVE",
        b"\0\0\0\x18ftypisom",
        b"BM" + b"\0" * 60,
    ],
    ids=["nothing", "gif", "svg", "html", "program", "zip", "late pdf", "sound", "film", "bitmap"],
)
def test_other_kinds_are_not_taken(content: bytes) -> None:
    assert sniff(content) is None


def test_a_picture_that_is_also_a_page_is_shared_as_a_picture_only() -> None:
    page = b"<script>canary()</script>"
    polyglot = picture("JPEG") + page
    assert sniff(polyglot) is MediaType.JPEG
    assert page not in redrawn(polyglot, MediaType.JPEG)


def test_half_a_picture_is_none() -> None:
    noisy = Image.effect_noise((400, 300), 90).convert("RGB")
    for kind in (MediaType.JPEG, MediaType.PNG, MediaType.WEBP):
        out = BytesIO()
        noisy.save(out, kind.name)
        whole = out.getvalue()
        assert redrawn(whole, kind)
        with pytest.raises(UnreadablePicture):
            redrawn(whole[: len(whole) // 2], kind)


def test_a_bomb_is_not_taken_apart() -> None:
    """A head that promises two thousand million points, and a few bytes behind it."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 45_000, 45_000, 8, 2, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1_000)) + chunk(b"IEND", b"")
    assert len(bomb) < 1_000
    with pytest.raises(TooManyPoints):
        redrawn(bomb, MediaType.PNG)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["JPEG", "PNG", "WEBP"]), st.binary(max_size=200), st.integers(0, 400))
def test_whatever_comes_is_a_picture_or_a_plain_no(kind: str, noise: bytes, at: int) -> None:
    whole = picture(kind)
    content = whole[: 16 + at] + noise + whole[16 + at + len(noise) :]
    media_type = sniff(content)
    if media_type not in {MediaType.JPEG, MediaType.PNG, MediaType.WEBP}:
        return
    try:
        shared = redrawn(content, media_type)
    except (UnreadablePicture, TooManyPoints):
        return
    with Image.open(BytesIO(shared)) as drawn:
        assert not drawn.getexif()


async def test_a_paper_is_shared_as_it_is_and_of_some_kinds_there_is_no_copy() -> None:
    copyist = Copyist()
    paper = b"%PDF-1.7\n..."
    assert (await copyist.share(paper, MediaType.PDF)).content == paper
    apple = b"\0\0\0\x18ftypheic" + b"\0" * 40
    assert sniff(apple) is MediaType.HEIC
    assert (await copyist.share(apple, MediaType.HEIC)).content is None
