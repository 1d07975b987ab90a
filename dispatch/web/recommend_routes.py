"""Whom to send: computed when it is asked for, from what is true now and the last positions that this node has heard."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.crews import Equipment
from dispatch.domain.lens.parts import parts_of_actor
from dispatch.domain.recommend import Wanted, recommend
from dispatch.domain.state import State
from dispatch.domain.vocabulary import ENDED, Priority
from dispatch.web.access import Caller
from dispatch.web.answers import json_answer
from dispatch.web.errors import Problem
from dispatch.web.given import number, only_this_log, text
from dispatch.web.services import Services

QUERY: Final = ("log", "call", "type", "priority", "site", "lat_e7", "lon_e7", "skills", "equipment")

LISTED_MAX: Final = 10


async def recommendation(request: Request, services: Services, caller: Caller) -> Response:
    """Candidates for a call, or for one that is not entered yet. The desk's alone: it names everybody's place and workload."""
    only_this_log(request, services)
    state = services.desk.state
    if "desk" not in parts_of_actor(state, caller.session.actor()):
        raise Problem("not_permitted")
    wanted = _wanted(request, state)
    return json_answer(recommend(state, services.desk.positions.for_deciding(), wanted, services.clock.now()))


def _wanted(request: Request, state: State) -> Wanted:
    given = request.query_params
    for name in given:
        if name not in QUERY:
            raise Problem("unknown_field", f"{name[:40]} is not known here.", name[:40])
    call_id = text(given.get("call"), "call")
    level = (
        Priority(number(given.get("priority"), "priority", 1, len(Priority))) if "priority" in given else None
    )
    skills, equipment = _listed(given.get("skills"), "skills"), _equipment(given.get("equipment"))
    if call_id is not None:
        call = state.calls.get(call_id)
        if call is None or call.status in ENDED:
            raise Problem("not_found")
        return Wanted(
            call=call.id,
            type=call.type,
            priority=level or call.priority,
            site=call.place.site,
            lat_e7=call.place.lat_e7,
            lon_e7=call.place.lon_e7,
            skills=skills,
            equipment=equipment,
        )
    kind = INCIDENT_TYPES.get(text(given.get("type"), "type") or "")
    if kind is None:
        raise Problem("bad_value", "Name a call, or the type of one, such as FIGHT.", "type")
    site = text(given.get("site"), "site")
    if site is not None and site not in state.sites:
        raise Problem("bad_value", f"There is no site {site[:40]}.", "site")
    lat, lon = _degrees(given.get("lat_e7"), "lat_e7", 90), _degrees(given.get("lon_e7"), "lon_e7", 180)
    if (lat is None) != (lon is None):
        raise Problem("bad_value", "Latitude and longitude belong together.", "lat_e7")
    return Wanted(
        type=kind.code,
        priority=level or Priority(kind.priority),
        site=site,
        lat_e7=lat,
        lon_e7=lon,
        skills=skills,
        equipment=equipment,
    )


def _listed(given: str | None, name: str) -> tuple[str, ...]:
    """Words between commas."""
    listed = tuple(dict.fromkeys(one.strip() for one in (text(given, name) or "").split(",") if one.strip()))
    if len(listed) > LISTED_MAX:
        raise Problem("bad_value", f"At most {LISTED_MAX} can be asked for.", name)
    return listed


def _equipment(given: str | None) -> tuple[Equipment, ...]:
    listed = _listed(given, "equipment")
    for one in listed:
        if one not in set(Equipment):
            raise Problem(
                "bad_value", f"Equipment is one of {', '.join(Equipment)}, not {one[:40]}.", "equipment"
            )
    return tuple(Equipment(one) for one in listed)


def _degrees(given: str | None, name: str, most: int) -> int | None:
    if given is None:
        return None
    digits = given.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 10 and int(digits) <= most * 10**7):
        raise Problem("bad_value", f"{name} is a whole number of 1e-7 degree.", name)
    return int(given)
