"""What belongs to an incident has a class for sharing, and what counts people has its own."""

from __future__ import annotations

from dispatch.domain.folds.conduct import TABLES
from dispatch.domain.sharing_class import SharingClass, sharing_class
from tests.domain.conducted import conducted
from tests.domain.playbook import Playbook
from tests.domain.plays.decisions import commanded


def test_every_record_of_an_incident_has_a_class() -> None:
    p = Playbook.opened(lawful=False)
    conducted(p, commanded(p))
    found = {
        (table, sharing_class(p.state, table, one)) for table in TABLES for one in getattr(p.state, table)
    }
    assert {table for table, _ in found} == set(TABLES)
    counted = {table for table, kind in found if kind is SharingClass.MEDICAL_COUNTS}
    assert counted == {"facts", "patients"}, "of facts those of victims"
    assert None not in {kind for _, kind in found}
    assert sharing_class(p.state, "calls", "any") is None
