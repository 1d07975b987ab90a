"""Whether two names may be the same person's: pure, without regard to case, accents and order. It proposes; a person confirms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import permutations
from typing import Final
from unicodedata import combining, normalize


class Likeness(StrEnum):
    """Why two names may be the same person's, the surest first."""

    SAME = "same"
    NICKNAME = "nickname"
    INITIALS = "initials"
    SPELLING = "spelling"
    PART = "part"


_ORDER: Final = list(Likeness)
_LONGEST: Final = 5
"""Names of more words than these are compared by their first ones: nobody is written down so."""

_NICKNAMES: Final = tuple(
    frozenset(group.split())
    for group in (
        "alexander alex xander sasha",
        "alexandra alex sasha lexi",
        "andrew andy drew",
        "anthony tony",
        "antonio tony tono",
        "benjamin ben benny",
        "catherine katherine kathryn cathy kathy kate katie kat",
        "charles charlie chuck",
        "christina tina chris",
        "christopher chris topher",
        "daniel dan danny",
        "david dave davey",
        "deborah deb debbie",
        "edward ed eddie ted",
        "elizabeth liz lizzie beth eliza betsy",
        "francisco paco pancho frank",
        "gabriel gabe",
        "gabriela gabby gaby",
        "guadalupe lupe lupita",
        "gregory greg",
        "isabella isabel bella izzy",
        "jacob jake",
        "james jim jimmy jamie",
        "jennifer jen jenny",
        "jessica jess jessie",
        "jesus chuy",
        "john jack johnny",
        "jonathan jon johnny",
        "jose pepe",
        "joseph joe joey",
        "joshua josh",
        "kenneth ken kenny",
        "leonardo leo",
        "madeline maddie maddy",
        "margaret maggie meg peggy",
        "matthew matt",
        "megan meg",
        "michael mike mikey",
        "nathaniel nathan nate",
        "nicholas nick nico",
        "patricia pat patty trish",
        "patrick pat",
        "peter pete",
        "rebecca becky becca",
        "richard rick ricky dick rich",
        "robert bob bobby rob robbie",
        "roberto beto",
        "samantha sam",
        "samuel sam sammy",
        "stephen steven steve",
        "susan sue suzie",
        "theodore theo ted teddy",
        "thomas tom tommy",
        "timothy tim timmy",
        "victoria vicky tori",
        "william bill billy will willie",
        "zachary zach zack",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody whom a missing person may be. ``strength``: which list counts more when the names are equally alike."""

    id: str
    name: str
    strength: int = 0


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared."""
    plain = "".join(one for one in normalize("NFKD", name.casefold()) if not combining(one))
    return tuple(re.findall(r"[^\W\d_]+", plain.replace("'", "").replace("\u2019", "")))[:_LONGEST]


def likeness(one: str, other: str) -> Likeness | None:
    """How alike two names are; None: they are not."""
    short, long = sorted((words_of(one), words_of(other)), key=len)
    if not short:
        return None
    if len(short) == len(long) and sorted(short) == sorted(long):
        return Likeness.SAME
    best: Likeness | None = None
    for chosen in permutations(long, len(short)):
        found = _worst(short, chosen)
        if found is not None and (best is None or _ORDER.index(found) < _ORDER.index(best)):
            best = found
    if best is None:
        return None
    # One word of several is a hint; two words of three (a middle name left out) are a name.
    return Likeness.PART if len(short) < 2 <= len(long) else best


def _worst(words: Iterable[str], others: Iterable[str]) -> Likeness | None:
    pairs = [_alike(one, other) for one, other in zip(words, others, strict=True)]
    known = [one for one in pairs if one is not None]
    if len(known) < len(pairs) or not known:
        return None
    initials = [one is Likeness.INITIALS for one in known]
    if all(initials) and len(initials) < 2:
        return None
    return max(known, key=_ORDER.index)


def _alike(one: str, other: str) -> Likeness | None:
    if one == other:
        return Likeness.SAME
    if any(one in group and other in group for group in _NICKNAMES):
        return Likeness.NICKNAME
    if 1 in (len(one), len(other)) and one[0] == other[0]:
        return Likeness.INITIALS
    if min(len(one), len(other)) >= 4 and _one_slip(one, other):
        return Likeness.SPELLING
    return None


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter was left out, added, changed, or two beside each other were swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    if len(a) == len(b):
        return a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
    return a[1:] == b if len(a) > len(b) else a == b[1:]


def proposals(name: str, candidates: Iterable[Candidate]) -> list[tuple[Candidate, Likeness]]:
    """Whom a missing person may be, the likeliest first."""
    found = [(one, like) for one in candidates if (like := likeness(name, one.name)) is not None]
    return sorted(found, key=lambda pair: (_ORDER.index(pair[1]), -pair[0].strength, pair[0].id))
