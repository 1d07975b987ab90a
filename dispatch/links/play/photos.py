"""Photos of a scenario: a picture drawn here that says what it stands for, sent and attached as a phone does it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO

from PIL import Image, ImageDraw

from dispatch.domain import commands as c
from dispatch.links.play import words
from dispatch.links.play.scenario import Moment
from dispatch.links.play.stage import Ask, Stage

_SIZE = (960, 720)


def of(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """The photo that an event speaks of, put to its call; without a call nobody could see it."""
    told, call = moment.says.get("photo"), stage.call_id(moment)
    if told is None or call is None:
        return
    content = drawn(str(told))
    command = c.AttachFile(
        call=call,
        sha256=sha256(content).hexdigest(),
        name=f"{str(told)[:60]}.jpg",
        text_class=words.text_class(moment),
    )
    yield stage.ask(moment, command, content=content)


def drawn(told: str) -> bytes:
    """A picture of these words: nobody takes it for a real one."""
    picture = Image.new("RGB", _SIZE, "#26323a")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((24, 24, _SIZE[0] - 24, _SIZE[1] - 24), outline="#8fa3ad", width=4)
    said = "\n".join(["PICTURE OF A SCENARIO", "", *textwrap.wrap(told, 34)])
    draw.multiline_text((64, 80), said, fill="#e8eef1", spacing=14, font_size=40)
    out = BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()
