"""A type's response plan as needs: the catalog writes ``911``, ``PAT*2``, ``PAT*all-near``, ``SRO``; here it is read."""

from __future__ import annotations

from dataclasses import dataclass

from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.recommend.views import NeedKind
from dispatch.domain.roster import UnitKind
from dispatch.domain.vocabulary import Priority

ALL_NEAR_LEAST = 2
"""Of "all that are near", so many are wanted even when nobody is."""
KIND_WORDS = {
    UnitKind.PATROL: "patrol",
    UnitKind.SUPERVISOR: "supervisor",
    UnitKind.CAMPUS_SECURITY: "campus security",
    UnitKind.SRO: "school resource officer",
    UnitKind.THREAT: "threat management",
    UnitKind.CRISIS: "crisis mental health",
    UnitKind.EMERGENCY_MANAGER: "emergency manager",
    UnitKind.PIO: "public information officer",
}
_BY_PHONE = {
    "SRT": "building team of the site",
    "FAC": "facilities on call",
    "TRN": "transportation",
    "EXEC": "duty executive",
}
BACKUP = frozenset({UnitKind.PATROL, UnitKind.SUPERVISOR, UnitKind.SRO, UnitKind.CAMPUS_SECURITY})
"""Who can be another's backup."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a plan. ``all_near``: everybody of the kind who is near, at least ``count``."""

    code: str
    need_kind: NeedKind
    label: str
    kinds: frozenset[UnitKind] = frozenset()
    count: int = 1
    all_near: bool = False


def plan_for(type_code: str, priority: Priority) -> tuple[Line, ...]:
    """The lines of a type's plan in the order they are wanted; a P1 or P2 always has a backup at the end."""
    known = INCIDENT_TYPES.get(type_code)
    lines = tuple(_line(one) for one in (known.units if known is not None else ()))
    if priority <= Priority.P2:
        lines = (*lines, Line("BACKUP", NeedKind.BACKUP, "backup", BACKUP))
    return lines


def _line(written: str) -> Line:
    code, _, many = written.partition("*")
    if code == "911":
        return Line(code, NeedKind.PSAP, "PSAP")
    if code in _BY_PHONE:
        return Line(code, NeedKind.CALL_OUT, _BY_PHONE[code])
    kind = UnitKind(code)
    near = many == "all-near"
    count = ALL_NEAR_LEAST if near else int(many or 1)
    return Line(code, NeedKind.UNIT, KIND_WORDS[kind], frozenset({kind}), count, near)
