"""Which class of information a record of an incident is, when it is shared outside the district.

One table. What has no row is not shared: who adds a table to the state and wants it shared says here as what.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import assert_never

from dispatch.domain.decision_records import Fact, FactKind
from dispatch.domain.state import State, Table


class SharingClass(StrEnum):
    """What an incident's command may share with an agency, each by itself."""

    OPERATIONAL = "operational"
    MEDICAL_COUNTS = "medical_counts"
    """How many are hurt and how badly; never who."""
    STUDENT_DATA = "student_data"
    """Names: each disclosure is recorded."""
    FLOOR_PLANS = "floor_plans"


_OF_TABLE: Mapping[Table, SharingClass] = {
    "incidents": SharingClass.OPERATIONAL,
    "decisions": SharingClass.OPERATIONAL,
    "facts": SharingClass.OPERATIONAL,
    "functions": SharingClass.OPERATIONAL,
    "objectives": SharingClass.OPERATIONAL,
    "requests": SharingClass.OPERATIONAL,
    "check_ins": SharingClass.OPERATIONAL,
    "patients": SharingClass.MEDICAL_COUNTS,
}


def sharing_class(state: State, table: Table, record_id: str) -> SharingClass | None:
    """The class of a record; None: it is not shared outside. Of critical facts those of victims and patients count people."""
    found = _OF_TABLE.get(table)
    fact = state.facts.get(record_id) if table == "facts" else None
    return _of_fact(fact) if fact is not None else found


def _of_fact(fact: Fact) -> SharingClass:
    match fact.fact_kind:
        case FactKind.VICTIMS:
            return SharingClass.MEDICAL_COUNTS
        case FactKind.SHOTS | FactKind.CALL_INSIDE | FactKind.THREAT | FactKind.OTHER:
            return SharingClass.OPERATIONAL
        case _:
            assert_never(fact.fact_kind)
