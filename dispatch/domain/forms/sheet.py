"""A form before it is drawn: its blocks by number as the official form has them, row by row, with every word already said.

One drawing for paper and one for the browser; neither knows anything of incidents. A row shares twelve columns among its blocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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


Block = Text | Table | Chart | Sign


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
