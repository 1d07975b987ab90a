"""For which partner agency something is asked: a known one, and another than the district."""

from __future__ import annotations

from dispatch.domain.actor import DESK_ROLES, Actor, Role
from dispatch.domain.refusals import Refusal, bad_field, forbidden
from dispatch.domain.roster import AgencyKind
from dispatch.domain.state import State


def partner(state: State, agency: str, field: str = "agency") -> Refusal | None:
    """Refused unless it is another agency that the district knows."""
    known = state.agencies.get(agency)
    if known is None:
        return bad_field(field, f"There is no agency {agency}.", "unknown_agency")
    if known.agency_kind is AgencyKind.DISTRICT:
        return bad_field(field, f"{known.name} is the district itself.", "own_district")
    return None


def asks_for(state: State, asker: str | None, actor: Actor) -> Refusal | None:
    """The agency that proposes or requests something; nobody: the district's own. What an agency said is entered by the desk."""
    if asker is None:
        return None
    if actor.role is not Role.LIAISON and actor.role not in DESK_ROLES:
        return forbidden("What another agency said is entered by the desk.")
    return partner(state, asker, "asker")
