"""Plays about papers: who took which, and what is written down when names of students go out with one."""

from __future__ import annotations

from dataclasses import replace

from dispatch.domain import events as e
from dispatch.domain.disclosures import Basis
from dispatch.domain.form_orders import TakeForm
from dispatch.domain.text import Protected, TextClass
from tests.domain.district import ADAM7, MARIA
from tests.domain.playbook import Playbook, ev, play

REPORT = TakeForm(
    incident="long-in-history", incident_no="I26-0001", sites=("GRHS", "ELMS"), form="report", head="ab" * 32
)


@play
def who_takes_a_form_stands_in_the_log(p: Playbook) -> None:
    p.when(REPORT, by=MARIA)
    p.then(ev(e.FormTaken, incident_no="I26-0001", form="report", paper=True, head="ab" * 32, given_to=None))
    p.when(
        replace(REPORT, form="214", position="OPERATIONS", paper=False, release=True, recipient="Det. Ruiz")
    )
    p.then(ev(e.FormTaken, position="OPERATIONS", paper=False, release=True, given_to=Protected("Det. Ruiz")))
    p.when(REPORT, by=ADAM7)
    p.refused("forbidden")


@play
def data_of_students_goes_out_with_its_basis_or_not_at_all(p: Playbook) -> None:
    own = replace(REPORT, students=True)
    p.when(own)
    p.then(ev(e.FormTaken, students=True))
    out = replace(own, recipient="Det. Ruiz, MPD")
    p.when(out)
    p.refused("disclosure_needed", "basis")
    p.when(replace(out, basis=Basis.CONSENT))
    p.refused("disclosure_needed", "decided_by")
    law = replace(out, basis=Basis.HEALTH_OR_SAFETY_EMERGENCY, decided_by="Superintendent Vale")
    p.when(law)
    p.refused("threat_needed", "threat")
    p.when(replace(law, threat="an armed person in the building"))
    named = Protected("an armed person in the building", TextClass.STUDENT)
    p.then(
        ev(e.FormTaken, students=True, given_to=Protected("Det. Ruiz, MPD")),
        ev(e.DisclosureRecorded, site="GRHS", requester=Protected("Det. Ruiz, MPD"), reason=named),
        ev(e.DisclosureRecorded, site="ELMS", decided_by=Protected("Superintendent Vale")),
    )
