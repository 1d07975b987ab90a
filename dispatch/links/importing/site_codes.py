"""Codes for sites that come without one: the initials that people would use, unique, and the same every time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Mapping, Sequence

_LEVEL_WORDS = (
    (("ELEMENTARY", "SCHOOL"), "ES"),
    (("MIDDLE", "SCHOOL"), "MS"),
    (("HIGH", "SCHOOL"), "HS"),
    (("ELEMENTARY",), "ES"),
    (("ES",), "ES"),
    (("MS",), "MS"),
    (("HS",), "HS"),
    (("K", "8"), "K8"),
    (("K8",), "K8"),
)
_SMALL_WORDS = frozenset({"A", "AND", "AT", "FOR", "IN", "OF", "ON", "THE"})
_INITIALS_MAX = 6


def spoken(name: str) -> tuple[tuple[str, ...], str]:
    """A name as its words and what kind of school it is: the same for CASTLE ROCK ES and Castle Rock Elementary."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
    words = re.findall(r"[A-Z0-9]+", plain.replace("'", ""))
    for ending, short in _LEVEL_WORDS:
        if len(words) > len(ending) and tuple(words[-len(ending) :]) == ending:
            return tuple(words[: -len(ending)]), short
    return tuple(words), ""


def base_code(name: str) -> str:
    """The code that a name asks for: initials, then what kind of school it is."""
    words, suffix = spoken(name)
    told = [word for word in words if word not in _SMALL_WORDS] or list(words)
    return ("".join(word[0] for word in told)[:_INITIALS_MAX] + suffix) or "SITE"


def unique_codes(
    names: Sequence[str],
    given: Mapping[int, str],
    order: Sequence[int],
    taken: Container[str],
) -> list[str]:
    """A code for each name. ``given`` are those that have theirs already (by place in ``names``); the others are numbered in ``order``,
    which rests on what the sites are and not on where they stand in the file.
    """
    codes = dict(given)
    used = set(given.values())
    for place in order:
        if place in codes:
            continue
        base = base_code(names[place])
        code, number = base, 1
        while code in used or code in taken:
            number += 1
            code = f"{base}-{number}"
        used.add(code)
        codes[place] = code
    return [codes[place] for place in range(len(names))]
