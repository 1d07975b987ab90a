"""One cell of a file as one value: text that can be shown, a code, a number, a word of a list. Knows no column and no line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final, TypeVar

from dispatch.links.importing.problems import Problems, shown

TEXT_MAX: Final = 200
_RAW_MAX = 10 * TEXT_MAX
"""Longer than this even before blanks are taken out, a text is not looked at letter by letter."""
COUNT_MAX: Final = 1_000_000
NOTHING: Final = "-"
"""What stands in a cell that says: there is none. An empty cell says nothing."""

_CODE = re.compile(r"[A-Z0-9][A-Z0-9_-]{0,31}")
_NUMBER = re.compile(r"[0-9]{1,9}")
_DEGREES = re.compile(r"[+-]?[0-9]{1,9}(\.[0-9]{0,20})?")
# The full-width forms too: some spreadsheets take them for the same.
_FORMULA = tuple("=+-@＝＋－＠")
_HIDDEN = ("Cc", "Cf", "Co", "Cs")

T = TypeVar("T")


class BadCell(ValueError):
    """What is wrong with a cell and what to do, as the end of a sentence."""


def text(value: str) -> str:
    """A text in one form: composed letters, single blanks. Anything that hides or turns text is refused."""
    if len(value) > _RAW_MAX:
        raise BadCell(f"longer than {TEXT_MAX} characters")
    for char in value:
        if unicodedata.category(char) in _HIDDEN and char not in "\t\r\n":
            raise BadCell(f"holds a character that cannot be seen (U+{ord(char):04X}); take it out")
    whole = " ".join(unicodedata.normalize("NFC", value).split())
    if len(whole) > TEXT_MAX:
        raise BadCell(f"longer than {TEXT_MAX} characters")
    if whole.startswith(_FORMULA):
        raise BadCell(
            f"begins with {whole[0]!r}: a spreadsheet would take it for a formula; take the sign away"
        )
    return whole


def phone(value: str) -> str:
    """A telephone number as people write it; it may begin with a plus sign."""
    sign = "+" if value.startswith("+") else ""
    return sign + text(value.removeprefix("+"))


def code(value: str) -> str:
    """A code that people speak and type. Small letters are taken for capital ones: on the radio they are the same."""
    found = value.upper()
    if not _CODE.fullmatch(found):
        raise BadCell(
            f"{shown(value)} is no code: letters A-Z, digits, - and _, 32 at most, beginning with a letter or digit"
        )
    return found


def count(value: str) -> int:
    """A number of people."""
    plain = value.replace(",", "")
    if not _NUMBER.fullmatch(plain) or int(plain) > COUNT_MAX:
        raise BadCell(f"a whole number from 0 to {COUNT_MAX} is wanted, not {shown(value)}")
    return int(plain)


def degrees(value: str) -> Decimal:
    """A coordinate in degrees, exactly as it is written."""
    if not _DEGREES.fullmatch(value):
        hint = "; write a decimal point" if "," in value else ""
        raise BadCell(f"degrees are wanted (39.5432 say), not {shown(value)}{hint}")
    return Decimal(value)


def word_of(words: Mapping[str, T]) -> Callable[[str], T]:
    """Reads one of these words, whatever its case and blanks."""

    def read(value: str) -> T:
        found = words.get(plain(value))
        if found is None:
            kinds = ", ".join(dict.fromkeys(str(one) for one in words.values()))
            raise BadCell(f"{shown(value)} is not known; there are: {kinds}")
        return found

    return read


def list_of(read: Callable[[str], T], most: int, separator: str = ";") -> Callable[[str], tuple[T, ...]]:
    """Reads several values with semicolons between them."""

    def read_all(value: str) -> tuple[T, ...]:
        found = tuple(read(one.strip()) for one in value.split(separator) if one.strip())
        if len(found) > most:
            raise BadCell(f"{len(found)} entries; at most {most} are taken")
        return found

    return read_all


def plain(value: str) -> str:
    """Letters and digits only, small: how the words of headings and lists are compared."""
    folded = unicodedata.normalize("NFKC", value).casefold()
    return re.sub(r"[^a-z0-9]", "", folded)


class Cells:
    """The cells of one line, taken one after another. What is wrong goes to the problems, with the line and the field."""

    __slots__ = ("_before", "_cells", "_problems", "told", "where")

    def __init__(self, where: str, cells: Mapping[str, str], problems: Problems) -> None:
        self.where = where
        self.told: dict[str, Any] = {}
        """What the line says, by field."""
        self._cells = cells
        self._problems = problems
        self._before = len(problems)

    @property
    def good(self) -> bool:
        """Whether nothing was wrong so far."""
        return len(self._problems) == self._before

    def wrong(self, field: str, message: str) -> None:
        """Something that only shows when cells are looked at together."""
        self._problems.add(self.where, field, message)

    def raw(self, field: str) -> str:
        """A cell as it stands, without blanks round it."""
        return self._cells.get(field, "").strip()

    def one(self, field: str, read: Callable[[str], T], *, needed: str = "") -> T | None:
        """The value of a cell, or nothing. ``needed``: why it may not be empty."""
        value = self.raw(field)
        if value in ("", NOTHING):
            if needed:
                self.wrong(field, f"missing: {needed}")
            return None
        try:
            return read(value)
        except BadCell as bad:
            self.wrong(field, str(bad))
            return None

    def tell(self, field: str, read: Callable[[str], Any], *, nothing: Any = None) -> None:
        """Take a cell over into what is told: an empty one says nothing, a dash that there is ``nothing``."""
        value = self.raw(field)
        if value == NOTHING:
            self.told[field] = nothing
        elif value:
            found = self.one(field, read)
            if found is not None:
                self.told[field] = found
