"""Who may see data of students, and what must be written down when somebody outside the district does.

Whoever is not named here sees numbers only, or nothing: default deny.
"""

from __future__ import annotations

from enum import StrEnum, auto

from dispatch.domain.actor import DESK_ROLES, FIELD_ROLES, Role


class Basis(StrEnum):
    """Why data of students may be shown to somebody outside the district."""

    HEALTH_OR_SAFETY_EMERGENCY = "health_or_safety_emergency"
    """An articulable and significant threat (34 CFR 99.31(a)(10), 99.36): the school decides, and writes down which."""
    SCHOOL_OFFICIAL = "school_official"
    """A legitimate educational interest under the district's control."""
    CONSENT = "consent"
    COURT_ORDER = "court_order"


class DisclosedField(StrEnum):
    """What of a student's data was shown."""

    NAME = "name"
    ROOM = "room"
    STATUS = "status"
    INJURY = "injury"
    ABSENCE = "absence"


class Names(StrEnum):
    """How much of a list of people somebody is shown."""

    NAMES = auto()
    """The names: his work needs them, and he is of the district."""
    BY_DUTY = auto()
    """The names that his role in the building needs (``naming``): of his own room, or all; numbers of the others."""
    AFTER_DISCLOSURE = auto()
    """The names, once a disclosure with its basis has been recorded; numbers until then."""
    COUNTS = auto()
    NOTHING = auto()


def names_for(role: Role) -> Names:
    """How much this role may be shown of the people of a site that it sees at all."""
    if role in DESK_ROLES or role is Role.AUDITOR:
        return Names.NAMES
    if role is Role.SITE_TEAM_MEMBER:
        return Names.BY_DUTY
    if role is Role.LIAISON:
        return Names.AFTER_DISCLOSURE
    return Names.COUNTS if role in FIELD_ROLES else Names.NOTHING


NAMED_PARTS = frozenset({"desk", "auditor", "names", "room"})
"""The kinds of parts that carry names: ``names:GRHS`` all of a site, ``room:GRHS/214`` those of one room. Each is held by those alone
whose work needs them."""
