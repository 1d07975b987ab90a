"""The schools that fill the fictional district up to its real scale: names, codes, places, sizes. Drawn, never real."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dispatch.domain.roster import SiteLevel
from dispatch.links.demo.dice import Dice
from dispatch.links.demo.ground import Spot, free_spot

SCHOOLS = 157
STUDENTS = 78_000
APART_KM = 0.75

# How many there are of each level among those that are drawn, and how large one is.
_LEVELS = {SiteLevel.HIGH: 16, SiteLevel.MIDDLE: 18, SiteLevel.K8: 8, SiteLevel.ELEMENTARY: 107}
_SIZES = {
    SiteLevel.HIGH: (950, 1750),
    SiteLevel.MIDDLE: (480, 820),
    SiteLevel.K8: (460, 760),
    SiteLevel.ELEMENTARY: (210, 440),
}
_SUFFIX = {
    SiteLevel.HIGH: ("High School", "HS"),
    SiteLevel.MIDDLE: ("Middle School", "MS"),
    SiteLevel.K8: ("K-8", "K8"),
    SiteLevel.ELEMENTARY: ("Elementary", "ES"),
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One drawn school."""

    code: str
    name: str
    level: SiteLevel
    town: str
    spot: Spot
    students: int


def draw_schools(
    dice: Dice, words: dict[str, Any], codes: set[str], spots: list[Spot], students: int
) -> list[Drawn]:
    """As many as fill up the district; ``codes`` and ``spots`` are those already there, ``students`` are left to share."""
    levels = dice.shuffled("levels", [level for level, count in _LEVELS.items() for _ in range(count)])
    places = _places(dice, words, list(spots), len(levels))
    names = _names(dice, words, levels, set(codes))
    sizes = _share_out(
        [
            dice.between(f"size/{code}", *_SIZES[level])
            for (code, _), level in zip(names, levels, strict=True)
        ],
        students,
    )
    return [
        Drawn(code, name, level, town, spot, size)
        for (code, name), level, (town, spot), size in zip(names, levels, places, sizes, strict=True)
    ]


def _places(dice: Dice, words: dict[str, Any], taken: list[Spot], wanted: int) -> list[tuple[str, Spot]]:
    places: list[tuple[str, Spot]] = []
    for number, area in enumerate(words["neighbourhoods"]):
        centre = Spot(*area["at"])
        for place in range(area["schools"]):
            spot = free_spot(dice, f"spot/{number}/{place}", centre, area["km"], taken, APART_KM)
            taken.append(spot)
            places.append((area["town"], spot))
    assert len(places) == wanted, f"the neighbourhoods hold {len(places)} schools, wanted are {wanted}"
    return places


def _names(
    dice: Dice, words: dict[str, Any], levels: list[SiteLevel], codes: set[str]
) -> list[tuple[str, str]]:
    """A name of two words each; its initials and the level make the code, which nobody else has."""
    firsts = dice.shuffled("first", words["first_words"])
    used: set[str] = set()
    names: list[tuple[str, str]] = []
    for place, level in enumerate(levels):
        long, short = _SUFFIX[level]
        for second in dice.shuffled(f"second/{place}", words["second_words"]):
            pair = f"{firsts[place % len(firsts)]} {second}"
            code = "".join(word[0] for word in pair.split()) + short
            if code not in codes and pair not in used:
                codes.add(code)
                used.add(pair)
                names.append((code, f"{pair} {long}"))
                break
        else:
            raise AssertionError(f"no name is left for school {place}")
    return names


def _share_out(sizes: list[int], total: int) -> list[int]:
    """The same sizes in proportion, adding up to exactly ``total``."""
    whole = sum(sizes)
    shares = [size * total // whole for size in sizes]
    for place in range(total - sum(shares)):
        shares[place] += 1
    return shares
