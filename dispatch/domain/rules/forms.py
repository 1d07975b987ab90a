"""Papers: that one was taken, and what must be written down when data of students goes out of the district with it."""

from __future__ import annotations

from dispatch.domain import events as e
from dispatch.domain.decision import Done, Outcome
from dispatch.domain.disclosures import Basis, DisclosedField
from dispatch.domain.form_events import FormTaken
from dispatch.domain.form_orders import TakeForm
from dispatch.domain.refusals import bad_field
from dispatch.domain.text import Protected, TextClass, protect


def decide(command: TakeForm) -> Outcome:
    """Whoever takes a form for somebody with data of students in it says on what basis, and who decided it."""
    taken = FormTaken(
        incident=command.incident,
        incident_no=command.incident_no,
        form=command.form,
        position=command.position,
        paper=command.paper,
        release=command.release,
        head=command.head,
        students=command.students,
        given_to=protect(command.recipient),
    )
    if command.recipient is None or not command.students:
        return Done((taken,))
    if command.basis is None or command.decided_by is None:
        return bad_field(
            "basis" if command.basis is None else "decided_by",
            "Data of students stands in this form: it goes out with the basis and who decided it, or as a copy for release.",
            "disclosure_needed",
        )
    if command.basis is Basis.HEALTH_OR_SAFETY_EMERGENCY and command.threat is None:
        return bad_field(
            "threat", "Write down the threat that it rests on: the law asks for it.", "threat_needed"
        )
    disclosed = tuple(
        e.DisclosureRecorded(
            site=site,
            basis=command.basis,
            requester=Protected(command.recipient),
            agency=None,
            fields=(DisclosedField.NAME, DisclosedField.ROOM, DisclosedField.STATUS, DisclosedField.INJURY),
            decided_by=Protected(command.decided_by),
            reason=protect(command.threat, TextClass.STUDENT),
        )
        for site in command.sites
    )
    return Done((taken, *disclosed))
