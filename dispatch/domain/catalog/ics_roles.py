"""The functions of an incident's organisation: command staff, general staff, and the groups that a school's incident needs.

Each stands under another one; what nobody is named for falls to the next above that is filled, in the end to command.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dispatch.domain.catalog.srt_roles import SrtRole


class IcsRole(StrEnum):
    """A function of the organisation below command."""

    PIO = "PIO"
    SAFETY = "SAFETY"
    LIAISON = "LIAISON"
    INTELLIGENCE = "INTELLIGENCE"
    OPERATIONS = "OPERATIONS"
    PLANNING = "PLANNING"
    LOGISTICS = "LOGISTICS"
    FINANCE = "FINANCE"
    STAGING = "STAGING"
    ACCOUNTABILITY = "ACCOUNTABILITY"
    REUNIFICATION = "REUNIFICATION"
    MEDICAL = "MEDICAL"
    PERIMETER = "PERIMETER"
    SEARCH = "SEARCH"
    FACILITIES = "FACILITIES"
    FAMILY = "FAMILY"
    TRANSPORT = "TRANSPORT"
    EVIDENCE = "EVIDENCE"
    RESOURCES = "RESOURCES"
    SITUATION = "SITUATION"
    DOCUMENTATION = "DOCUMENTATION"
    DEMOBILIZATION = "DEMOBILIZATION"
    SERVICE = "SERVICE"
    SUPPORT = "SUPPORT"


class IcsPart(StrEnum):
    """Which part of the organisation a function belongs to."""

    COMMAND_STAFF = "command_staff"
    GENERAL_STAFF = "general_staff"
    SCHOOL_GROUP = "school_group"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class IcsRoleInfo:
    """``title`` is what its holder is called, ``label`` the function itself. ``under``: None is command itself.

    ``srt``: the role of a school's own team that does the same in the building; who holds that owns the function there.
    """

    label: str
    title: str
    part: IcsPart
    under: IcsRole | None = None
    srt: SrtRole | None = None


_R, _STAFF, _GENERAL = IcsRole, IcsPart.COMMAND_STAFF, IcsPart.GENERAL_STAFF
_GROUP, _UNIT = IcsPart.SCHOOL_GROUP, IcsPart.UNIT

ICS_ROLES: Mapping[IcsRole, IcsRoleInfo] = {
    _R.PIO: IcsRoleInfo("Public information", "Public Information Officer", _STAFF),
    _R.SAFETY: IcsRoleInfo("Safety", "Safety Officer", _STAFF),
    _R.LIAISON: IcsRoleInfo("Liaison", "Liaison Officer", _STAFF),
    _R.INTELLIGENCE: IcsRoleInfo("Intelligence", "Intelligence Officer", _STAFF),
    _R.OPERATIONS: IcsRoleInfo("Operations", "Operations Section Chief", _GENERAL),
    _R.PLANNING: IcsRoleInfo("Planning", "Planning Section Chief", _GENERAL),
    _R.LOGISTICS: IcsRoleInfo("Logistics", "Logistics Section Chief", _GENERAL),
    _R.FINANCE: IcsRoleInfo("Finance and administration", "Finance/Admin Section Chief", _GENERAL),
    _R.STAGING: IcsRoleInfo("Staging", "Staging Area Manager", _UNIT, _R.OPERATIONS),
    _R.ACCOUNTABILITY: IcsRoleInfo(
        "Accountability", "Accountability Group Supervisor", _GROUP, _R.OPERATIONS, SrtRole.ACCOUNTABILITY
    ),
    _R.REUNIFICATION: IcsRoleInfo("Reunification", "Reunification Branch Director", _GROUP, _R.OPERATIONS),
    _R.MEDICAL: IcsRoleInfo("Medical", "Medical Group Supervisor", _GROUP, _R.OPERATIONS, SrtRole.FIRST_AID),
    _R.PERIMETER: IcsRoleInfo(
        "Perimeter and traffic",
        "Perimeter/Traffic Group Supervisor",
        _GROUP,
        _R.OPERATIONS,
        SrtRole.SECURITY_PERIMETER,
    ),
    _R.SEARCH: IcsRoleInfo("Search and clear", "Search & Clear Group Supervisor", _GROUP, _R.OPERATIONS),
    _R.FACILITIES: IcsRoleInfo(
        "Facilities", "Facilities Group Supervisor", _GROUP, _R.OPERATIONS, SrtRole.FACILITIES
    ),
    _R.FAMILY: IcsRoleInfo(
        "Parent notification and family support",
        "Family Support Group Supervisor",
        _GROUP,
        _R.OPERATIONS,
        SrtRole.FAMILY_LIAISON,
    ),
    _R.TRANSPORT: IcsRoleInfo(
        "Student transportation",
        "Student Transportation Group Supervisor",
        _GROUP,
        _R.OPERATIONS,
        SrtRole.BUS_TRANSPORT,
    ),
    _R.EVIDENCE: IcsRoleInfo("Evidence", "Evidence Group Supervisor", _GROUP, _R.OPERATIONS),
    _R.RESOURCES: IcsRoleInfo("Resources", "Resources Unit Leader", _UNIT, _R.PLANNING),
    _R.SITUATION: IcsRoleInfo("Situation", "Situation Unit Leader", _UNIT, _R.PLANNING),
    _R.DOCUMENTATION: IcsRoleInfo(
        "Documentation", "Documentation Unit Leader", _UNIT, _R.PLANNING, SrtRole.RUNNER_SCRIBE
    ),
    _R.DEMOBILIZATION: IcsRoleInfo("Demobilization", "Demobilization Unit Leader", _UNIT, _R.PLANNING),
    _R.SERVICE: IcsRoleInfo("Service", "Service Branch Director", _UNIT, _R.LOGISTICS),
    _R.SUPPORT: IcsRoleInfo("Support", "Support Branch Director", _UNIT, _R.LOGISTICS),
}
"""In the order in which they are shown."""
