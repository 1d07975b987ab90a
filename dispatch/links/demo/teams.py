"""The schools' own teams in the demo: who is meant for which role, and who stands in for them. Invented, like everything here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dispatch.domain.catalog.srt_roles import SrtRole
from dispatch.domain.roster import Contact, Site
from dispatch.domain.srt import SrtPerson, SrtSeat, SrtTeam

Person = Callable[[str], str]
"""An invented name for somebody; the same each time."""

_WHOLE = frozenset({"GRHS", "LKES", "BSK8", "AHES"})
"""Schools whose whole team is known; of the others those that the office is called for."""
_TITLES: dict[SrtRole, tuple[str, ...]] = {
    SrtRole.INCIDENT_COMMANDER: ("Principal", "Assistant principal", "Dean of students"),
    SrtRole.COMMUNICATIONS: ("Secretary", "Registrar", "Attendance clerk"),
    SrtRole.ACCOUNTABILITY: ("Assistant principal", "Registrar", "Librarian"),
    SrtRole.FIRST_AID: ("Nurse", "Health aide", "Athletic trainer"),
    SrtRole.FACILITIES: ("Facility manager", "Custodian", "Kitchen manager"),
    SrtRole.SECURITY_PERIMETER: ("Campus security officer", "Dean of students", "Coach"),
    SrtRole.STUDENT_SUPERVISION: ("Teacher lead", "Teacher", "Teacher"),
    SrtRole.FAMILY_LIAISON: ("Counselor", "Counselor", "Social worker"),
    SrtRole.BUS_TRANSPORT: ("Coach", "Assistant principal", "Teacher"),
    SrtRole.RUNNER_SCRIBE: ("Office staff", "Paraprofessional", "Office staff"),
}
_OFFICE = (SrtRole.INCIDENT_COMMANDER, SrtRole.COMMUNICATIONS, SrtRole.FACILITIES)


def teams(sites: Sequence[Site], person: Person) -> tuple[SrtTeam, ...]:
    """The teams of all schools."""
    return tuple(
        SrtTeam(site=site.code, seats=tuple(_seats(site, person)))
        for site in sites
        if any(one.title == "Principal" for one in site.contacts)
    )


def _seats(site: Site, person: Person) -> Iterator[SrtSeat]:
    known = {one.title: one for one in site.contacts}
    for role in SrtRole if site.code in _WHOLE else _OFFICE:
        yield SrtSeat(
            role=role,
            people=tuple(
                _one(site, known, title, place, person) for place, title in enumerate(_TITLES[role])
            ),
        )


def _one(site: Site, known: dict[str, Contact], title: str, place: int, person: Person) -> SrtPerson:
    contact = known.get(title)
    if contact is not None:
        return SrtPerson(name=contact.name, title=title, phone=contact.phone)
    # Somebody of this title is one person in every role, but two of a kind in one role are two.
    return SrtPerson(name=person(f"team/{site.code}/{title}/{place if title in _MANY else 0}"), title=title)


_MANY = frozenset({"Teacher", "Counselor", "Office staff"})
