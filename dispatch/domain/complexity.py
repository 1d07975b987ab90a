"""How large an incident is: the type that its counts speak for, and why, in a sentence of the same counts. Pure.

Type 5 is the smallest. The console only proposes; setting it is the commander's act.
"""

from __future__ import annotations

from dataclasses import dataclass

from dispatch.domain.incidents import Complexity, Proposal

_FEW_UNITS = 6
"""A commander and fewer than six: Type 5."""
_REGIONAL, _NATIONAL = 200, 500
_SITES_OF_A_REGION = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What an incident is made of. ``grave``: sites in Lockdown or Evacuate; ``acting``: sites with any action but Hold."""

    sites: int = 0
    units: int = 0
    agencies: int = 0
    grave: int = 0
    acting: int = 0
    periods: int = 1
    usual: int | None = None
    """The type that its kind of call usually is."""


def propose(counts: Counts) -> Proposal:
    """The largest type that any of the counts speaks for, with those that do."""
    for complexity, reasons in _ladder(counts):
        if reasons:
            return Proposal(complexity=complexity, reason=f"{_sentence(reasons)}.")
    return Proposal(complexity=Complexity.TYPE_5, reason=f"{_sentence([_units(counts), _sites(counts)])}.")


def _ladder(n: Counts) -> tuple[tuple[Complexity, list[str]], ...]:
    several = n.units >= _FEW_UNITS and n.agencies > 1
    return (
        (Complexity.TYPE_1, [_units(n)] if n.units >= _NATIONAL else []),
        (
            Complexity.TYPE_2,
            [
                *([_units(n)] if n.units >= _REGIONAL else []),
                *([_grave(n)] if n.grave >= _SITES_OF_A_REGION else []),
            ],
        ),
        (
            Complexity.TYPE_3,
            [
                *([_grave(n), _units(n), _agencies(n)] if n.grave and several else []),
                *([_grave(n)] if n.grave > 1 and not several else []),
                *(["a kind of call that is Type 3"] if n.usual is not None and n.usual <= 3 else []),
                *([f"{n.periods} operational periods"] if n.periods > 1 else []),
            ],
        ),
        (
            Complexity.TYPE_4,
            [
                *([f"a protective action at {_many(n.acting, 'site')}"] if n.acting else []),
                *([_sites(n)] if n.sites > 1 else []),
                *([_units(n)] if n.units >= _FEW_UNITS else []),
                *([_agencies(n)] if n.agencies > 1 else []),
                *(["a kind of call that is Type 4"] if n.usual == 4 else []),
            ],
        ),
    )


def _sentence(reasons: list[str]) -> str:
    said = ", ".join(dict.fromkeys(reasons))
    return said[:1].upper() + said[1:]


def _many(count: int, noun: str) -> str:
    plural = "agencies" if noun == "agency" else f"{noun}s"
    return f"{count} {noun if count == 1 else plural}"


def _units(n: Counts) -> str:
    return _many(n.units, "unit")


def _sites(n: Counts) -> str:
    return _many(n.sites, "site")


def _agencies(n: Counts) -> str:
    return _many(n.agencies, "agency")


def _grave(n: Counts) -> str:
    return f"Lockdown or Evacuate at {_many(n.grave, 'site')}"
