"""Chance that always falls the same: a throw depends on the seed and on what it is for, not on what was thrown before.

So a school keeps its name and place when another one is added, on every machine and with every version of Python.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Dice:
    """Throws by name."""

    seed: str

    def number(self, name: str, below: int) -> int:
        """A whole number from 0 up to, not including, ``below``."""
        return int.from_bytes(sha256(f"{self.seed}/{name}".encode()).digest()[:8], "big") % below

    def share(self, name: str) -> float:
        """A number from 0 to 1."""
        return self.number(name, 1_000_000) / 1_000_000

    def between(self, name: str, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return least + self.number(name, most - least + 1)

    def one_of(self, name: str, choices: Sequence[T]) -> T:
        """One of several."""
        return choices[self.number(name, len(choices))]

    def shuffled(self, name: str, items: Sequence[T]) -> list[T]:
        """All of them, in an order of their own."""
        order = sorted(range(len(items)), key=lambda place: self.number(f"{name}/{place}", 1 << 60))
        return [items[place] for place in order]
