"""What a scenario's roles are called where people read them, and a person's title and name without saying either twice."""

from __future__ import annotations

from typing import Final

_WORDS: Final = {
    "crt": "crisis response team",
    "cso": "campus security officer",
    "em": "emergency manager",
    "ems": "EMS",
    "fire_ic": "fire commander",
    "le_ic": "law-enforcement commander",
    "le_officer": "law-enforcement officer",
    "nws": "National Weather Service",
    "pio": "public information officer",
    "psap": "PSAP",
    "reunif_director": "reunification director",
    "sro": "SRO",
    "tm": "threat manager",
}
_BEFORE_NAMES: Final = ("Principal", "Assistant principal")
"""Titles that a scenario writes before a name."""


def spoken(by: str) -> str:
    """A role as it stands within a line."""
    return _WORDS.get(by) or by.replace("_", " ")


def called(by: str) -> str:
    """A role as it stands for a person."""
    said = spoken(by)
    return f"{said[:1].upper()}{said[1:]}"


def titled(name: str, title: str) -> tuple[str, str]:
    """Name and title: of "Principal Vance" the title is Principal, whatever his part here is, and the name Vance."""
    for one in _BEFORE_NAMES:
        if name.casefold().startswith(f"{one.casefold()} "):
            return name[len(one) + 1 :], one
    return name, title
