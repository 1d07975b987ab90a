"""The roles of a school's team and their cards as one JSON list for the browser. A file of its own: consoles do not load it."""

from __future__ import annotations

from typing_extensions import TypedDict

from dispatch.domain.catalog.srt_roles import SRT_ROLES, SrtRole


class CatalogSrtItem(TypedDict):
    """A line of a card. ``instead``: its words in certain actions."""

    code: str
    words: str
    instead: dict[str, str]


class CatalogSrtRole(TypedDict):
    """A role of a school's team: what it is called, whose it usually is, and its card for the first ten minutes."""

    role: SrtRole
    label: str
    default: str
    card: list[CatalogSrtItem]


def srt_roles() -> list[CatalogSrtRole]:
    """All roles, who is in charge first."""
    return [
        {
            "role": role,
            "label": info.label,
            "default": info.default,
            "card": [
                {
                    "code": one.code,
                    "words": one.words,
                    "instead": {kind.value: said for kind, said in one.instead.items()},
                }
                for one in info.card
            ],
        }
        for role, info in SRT_ROLES.items()
    ]
