"""A form before it is drawn: its blocks by number as the official form has them, row by row, with every word already said.

One drawing for paper and one for the browser; neither knows anything of incidents. A row shares twelve columns among its blocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

COLUMNS: Final = 12
TEXT_MAX: Final = 20_000
"""Signs of one text; what is longer is cut, and says so."""

# What would be obeyed instead of read: control signs, and those that turn the direction of what stands around them.
_OBEYED: Final = {
    **{code: 0xFFFD for code in (*range(0x20), 0x7F, *range(0x80, 0xA0)) if code != 0x0A},
    **dict.fromkeys(
        (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0x2028, 0x2029), 0xFFFD
    ),
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),
}


@dataclass(frozen=True, slots=True)
class Words:
    """Some words; ``withheld``: they stand for what this reader, or this copy, is not given."""

    text: str
    withheld: bool = False


Cell = tuple[Words, ...]
"""Lines of words, one under the other."""
NONE: Final[Cell] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A block of words."""

    no: str
    label: str
    lines: Cell
    span: int = COLUMNS
    strong: bool = False
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its share of the width."""

    label: str
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A block of rows; ``nothing`` stands there when there are none."""

    no: str
    label: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    nothing: str = "None recorded."
    span: int = COLUMNS
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A function in a chart. ``own``: somebody is named for it; else ``names`` are those who hold it from above."""

    title: str
    names: tuple[str, ...]
    own: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section chief and what stands below."""

    head: Box
    below: tuple[Box, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The organisation: command, its staff, and the sections."""

    no: str
    label: str
    top: Box
    staff: tuple[Box, ...]
    sections: tuple[Section, ...]
    span: int = COLUMNS
    kind: Literal["chart"] = "chart"


class Drawn(StrEnum):
    """What a line of a sketch stands for."""

    OUTLINE = "outline"
    ROOM = "room"
    WAY = "way"
    """Corridors and stairs."""
    OUTSIDE = "outside"
    """Where people assemble."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A closed line through whole-numbered points: across from the left, down from the top."""

    drawn: Drawn
    points: tuple[tuple[int, int], ...]
    label: str = ""
    fits: bool = False
    """Its label can be read within it."""


LETTER: Final = 7
"""A letter of a label is so wide in a drawing, and twice as high."""


def outline(drawn: Drawn, points: tuple[tuple[int, int], ...], label: str) -> Outline:
    """A shape, and whether its label can be read within it."""
    across = max(x for x, _ in points) - min(x for x, _ in points)
    down = max(y for _, y in points) - min(y for _, y in points)
    fits = drawn is not Drawn.OUTLINE and 0 < len(label) * LETTER <= across and down >= 2 * LETTER
    return Outline(drawn, points, label, fits)


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered place; what it is, the line with its number says."""

    x: int
    y: int
    no: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A block with a drawing, north up, and what is marked in it. ``wide``, ``high``: of the drawing; nothing high: none can be drawn.

    ``bar``: so long is ``metres``.
    """

    no: str
    label: str
    lines: Cell
    what: str
    """The drawing in words."""
    outlines: tuple[Outline, ...] = ()
    marks: tuple[Mark, ...] = ()
    wide: int = 1000
    high: int = 0
    bar: int = 0
    metres: int = 0
    span: int = COLUMNS
    kind: Literal["sketch"] = "sketch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Somebody who signs: what for, and what is known of them already."""

    role: str
    name: str = ""
    title: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A block with lines to sign on."""

    no: str
    label: str
    who: tuple[Signature, ...]
    span: int = COLUMNS
    kind: Literal["sign"] = "sign"


Block = Text | Table | Chart | Sketch | Sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A form of an incident. ``marks`` stand at the head of each page: DRILL, or what copy it is."""

    form: str
    code: str
    """As it is called: ICS 214; the district's own have none."""
    title: str
    district: str
    incident: str
    number: str
    rows: tuple[tuple[Block, ...], ...]
    marks: tuple[str, ...]
    made: str
    """When and for whom."""
    zone: str
    head: str
    """The hash of the head of the log that it was made from."""
    landscape: bool = False


def plain(text: str) -> str:
    """A person's text as it may stand among others: nothing in it is obeyed."""
    cut = text if len(text) <= TEXT_MAX else f"{text[:TEXT_MAX]} [cut: {len(text):,} signs]"
    return cut.replace("\r\n", "\n").translate(_OBEYED)


def cell(*lines: str | Words | None) -> Cell:
    """Lines of words; what is empty is left out."""
    said = (one if isinstance(one, Words) else Words(plain(one)) for one in lines if one)
    return tuple(one for one in said if one.text)


def together(*cells: Iterable[Words]) -> Cell:
    """Cells one under the other."""
    return tuple(one for lines in cells for one in lines)


def led(before: str, lines: Sequence[Words], after: str = "") -> Cell:
    """Lines of which the first begins with these words, and the last ends with those; nothing for nothing."""
    if not lines:
        return ()
    first = Words(f"{before}{lines[0].text}", lines[0].withheld)
    said = [first, *lines[1:]]
    if after:
        said[-1] = Words(f"{said[-1].text}{after}", said[-1].withheld)
    return tuple(said)


def marks_in(sheet: Sheet) -> dict[str, int]:
    """The marks that stand where something is withheld, and how often."""
    counted: dict[str, int] = {}
    for block in (block for row in sheet.rows for block in row):
        cells = (
            (block.lines,)
            if isinstance(block, Text | Sketch)
            else (cell for row in block.rows for cell in row)
            if isinstance(block, Table)
            else ()
        )
        for one in (words for cell in cells for words in cell if words.withheld):
            mark = one.text[one.text.find("[") : one.text.find("]") + 1] or one.text
            counted[mark] = counted.get(mark, 0) + 1
    return counted
