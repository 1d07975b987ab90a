"""A link as squares that a telephone's camera reads: a QR code (ISO/IEC 18004), byte mode, error correction level M, versions 1 to 10.

Drawn here, so that no sheet of codes needs anything fetched, and no code leaves this machine for a picture of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

_BLOCKS: Final[tuple[tuple[int, tuple[int, ...]], ...]] = (
    (10, (16,)),
    (16, (28,)),
    (26, (44,)),
    (18, (32, 32)),
    (24, (43, 43)),
    (16, (27, 27, 27, 27)),
    (18, (31, 31, 31, 31)),
    (22, (38, 38, 39, 39)),
    (22, (36, 36, 36, 37, 37)),
    (26, (43, 43, 43, 43, 44)),
)
"""Of each version at level M: correction bytes of a block, and the data bytes of its blocks."""
_ALIGNED: Final[tuple[tuple[int, ...], ...]] = (
    (),
    (6, 18),
    (6, 22),
    (6, 26),
    (6, 30),
    (6, 34),
    (6, 22, 38),
    (6, 24, 42),
    (6, 26, 46),
    (6, 28, 50),
)
QUIET: Final = 4
"""White modules round it that a camera needs."""
_LONG_COUNT_FROM: Final = 10
_VERSION_SHOWN_FROM: Final = 7


class TooLong(ValueError):
    """More than a code of this kind holds."""


@dataclass(frozen=True, slots=True)
class Squares:
    """Dark modules, row by row; ``size`` of them each way, without the quiet zone."""

    size: int
    dark: frozenset[tuple[int, int]]
    """Row and column."""

    def path(self) -> str:
        """The dark modules as the path of an SVG, a module a unit, the quiet zone included in its place."""
        return "".join(
            f"M{column + QUIET} {row + QUIET}h{length}v1h-{length}z" for row, column, length in self._runs()
        )

    def svg(self, millimetres: int) -> str:
        """A picture of its own for a printed page."""
        side = self.size + 2 * QUIET
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{millimetres}mm" height="{millimetres}mm" '
            f'shape-rendering="crispEdges" role="img" aria-label="The same link for a camera">'
            f'<rect width="{side}" height="{side}" fill="#fff"/><path d="{self.path()}" fill="#000"/></svg>'
        )

    def _runs(self) -> Iterator[tuple[int, int, int]]:
        for row in range(self.size):
            column = 0
            while column < self.size:
                length = 0
                while (row, column + length) in self.dark:
                    length += 1
                if length:
                    yield row, column, length
                column += length + 1


def squares(said: str) -> Squares:
    """The smallest code that holds these words. Raises ``TooLong``."""
    data = said.encode()
    version = next((one for one in range(1, len(_BLOCKS) + 1) if _fits(len(data), one)), None)
    if version is None:
        raise TooLong(f"{len(data)} bytes are more than a code holds")
    grid = _Grid(version)
    grid.lay(_codewords(data, version))
    best = min(range(8), key=lambda mask: _penalty(grid.masked(mask), grid.size))
    return Squares(grid.size, frozenset(grid.masked(best)))


def _count_bits(version: int) -> int:
    return 16 if version >= _LONG_COUNT_FROM else 8


def _fits(length: int, version: int) -> bool:
    return 4 + _count_bits(version) + 8 * length <= 8 * sum(_BLOCKS[version - 1][1])


# --- bytes ---------------------------------------------------------------------------------------------------------------------------


def _codewords(data: bytes, version: int) -> list[int]:
    """Data and correction bytes as they stand in the drawing: block by block interleaved."""
    correction, sizes = _BLOCKS[version - 1]
    bits = f"0100{len(data):0{_count_bits(version)}b}" + "".join(f"{one:08b}" for one in data)
    room = 8 * sum(sizes)
    bits += "0" * min(4, room - len(bits))
    bits += "0" * (-len(bits) % 8)
    words = [int(bits[at : at + 8], 2) for at in range(0, len(bits), 8)]
    words += [(0xEC, 0x11)[at % 2] for at in range(sum(sizes) - len(words))]
    blocks, at = [], 0
    for size in sizes:
        blocks.append(words[at : at + size])
        at += size
    divisor = _divisor(correction)
    checks = [_remainder(block, divisor) for block in blocks]
    laid = [block[at] for at in range(max(sizes)) for block in blocks if at < len(block)]
    return laid + [check[at] for at in range(correction) for check in checks]


def _times(one: int, other: int) -> int:
    """In the field of 256 elements with x^8 + x^4 + x^3 + x^2 + 1."""
    product = 0
    for bit in range(7, -1, -1):
        product = (product << 1) ^ ((product >> 7) * 0x11D)
        product ^= ((other >> bit) & 1) * one
    return product


def _divisor(degree: int) -> list[int]:
    found = [0] * (degree - 1) + [1]
    root = 1
    for _ in range(degree):
        found = [
            _times(one, root) ^ (found[at + 1] if at + 1 < degree else 0) for at, one in enumerate(found)
        ]
        root = _times(root, 2)
    return found


def _remainder(block: list[int], divisor: list[int]) -> list[int]:
    left = [0] * len(divisor)
    for one in block:
        factor = one ^ left[0]
        left = [*left[1:], 0]
        left = [other ^ _times(coefficient, factor) for other, coefficient in zip(left, divisor, strict=True)]
    return left


# --- the drawing ---------------------------------------------------------------------------------------------------------------------


class _Grid:
    """Modules of one version: those that are always so, and where the bits go."""

    def __init__(self, version: int) -> None:
        self.size = 17 + 4 * version
        self._dark: set[tuple[int, int]] = set()
        self._fixed: set[tuple[int, int]] = set()
        self._bits: set[tuple[int, int]] = set()
        for at in range(self.size):
            self._fix(6, at, dark=at % 2 == 0)
            self._fix(at, 6, dark=at % 2 == 0)
        for row, column in ((3, 3), (3, self.size - 4), (self.size - 4, 3)):
            self._finder(row, column)
        spots = _ALIGNED[version - 1]
        corners = {(6, 6), (6, spots[-1]), (spots[-1], 6)} if spots else set()
        for row in spots:
            for column in spots:
                if (row, column) not in corners:
                    self._square(row, column, 2)
        self._format(0)
        if version >= _VERSION_SHOWN_FROM:
            self._version(version)

    def lay(self, words: list[int]) -> None:
        """Put the bits in their zigzag."""
        bits = [word >> bit & 1 for word in words for bit in range(7, -1, -1)]
        at = 0
        for right in range(self.size - 1, 0, -2):
            right_one = right - 1 if right <= 6 else right
            upward = (right_one + 1) & 2 == 0
            for step in range(self.size):
                row = self.size - 1 - step if upward else step
                for column in (right_one, right_one - 1):
                    if (row, column) not in self._fixed and at < len(bits):
                        if bits[at]:
                            self._bits.add((row, column))
                        at += 1

    def masked(self, mask: int) -> set[tuple[int, int]]:
        """The dark modules under one of the eight masks, with the format that says which."""
        self._format(mask)
        rule = _MASKS[mask]
        free = (
            (row, column)
            for row in range(self.size)
            for column in range(self.size)
            if (row, column) not in self._fixed
        )
        return self._dark | {place for place in free if (place in self._bits) != rule(*place)}

    def _fix(self, row: int, column: int, *, dark: bool) -> None:
        self._fixed.add((row, column))
        (self._dark.add if dark else self._dark.discard)((row, column))

    def _finder(self, row: int, column: int) -> None:
        for down in range(-4, 5):
            for across in range(-4, 5):
                if 0 <= row + down < self.size and 0 <= column + across < self.size:
                    far = max(abs(down), abs(across))
                    self._fix(row + down, column + across, dark=far not in (2, 4))

    def _square(self, row: int, column: int, half: int) -> None:
        for down in range(-half, half + 1):
            for across in range(-half, half + 1):
                self._fix(row + down, column + across, dark=max(abs(down), abs(across)) != 1)

    def _format(self, mask: int) -> None:
        # Level M is 00.
        left = mask
        for _ in range(10):
            left = (left << 1) ^ ((left >> 9) * 0x537)
        bits = (mask << 10 | left) ^ 0x5412
        first = [*((row, 8) for row in range(6)), (7, 8), (8, 8), (8, 7), *((8, 5 - at) for at in range(6))]
        last = self.size - 1
        second = [*((8, last - at) for at in range(8)), *((last - 6 + at, 8) for at in range(7))]
        for at in range(15):
            for row, column in (first[at], second[at]):
                self._fix(row, column, dark=bool(bits >> at & 1))
        self._fix(self.size - 8, 8, dark=True)

    def _version(self, version: int) -> None:
        left = version
        for _ in range(12):
            left = (left << 1) ^ ((left >> 11) * 0x1F25)
        bits = version << 12 | left
        for at in range(18):
            far, near = self.size - 11 + at % 3, at // 3
            self._fix(near, far, dark=bool(bits >> at & 1))
            self._fix(far, near, dark=bool(bits >> at & 1))


_MASKS: Final[tuple[Callable[[int, int], bool], ...]] = (
    lambda row, column: (row + column) % 2 == 0,
    lambda row, column: row % 2 == 0,
    lambda row, column: column % 3 == 0,
    lambda row, column: (row + column) % 3 == 0,
    lambda row, column: (row // 2 + column // 3) % 2 == 0,
    lambda row, column: row * column % 2 + row * column % 3 == 0,
    lambda row, column: (row * column % 2 + row * column % 3) % 2 == 0,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2 == 0,
)


def _penalty(dark: set[tuple[int, int]], size: int) -> int:
    """How hard a drawing is to read: long runs, full squares, what looks like a finder, too much of one colour."""
    rows = ["".join("1" if (row, column) in dark else "0" for column in range(size)) for row in range(size)]
    columns = ["".join(line) for line in zip(*rows, strict=True)]
    found = 0
    for line in (*rows, *columns):
        run, before = 0, ""
        for one in (*line, ""):
            if one == before:
                run += 1
                continue
            if run >= 5:
                found += run - 2
            run, before = 1, one
        found += 40 * sum(
            line.startswith(finder, at)
            for at in range(size - 10)
            for finder in ("10111010000", "00001011101")
        )
    for row in range(size - 1):
        for column in range(size - 1):
            four = {rows[row + down][column + across] for down in (0, 1) for across in (0, 1)}
            found += 3 * (len(four) == 1)
    share = 100 * len(dark) / (size * size)
    return found + 10 * int(abs(share - 50) // 5)
