"""What each field of an event may hold: checked before anything is played, so that no value turns out to mean nothing half-way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from dispatch.domain.catalog.dispositions import DISPOSITIONS
from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.catalog.protective_actions import (
    NOT_SRP,
    ActionType,
    EntryMode,
    Hazard,
    RoomClear,
)
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.vocabulary import PanicLevel
from dispatch.links.play.faults import Fault, nearest, shown
from dispatch.links.play.vocabulary import KEYS, NEEDED, ONE_SITE, ONLY_AT_START, PARAMS

Check = Callable[[Any], str | None]
"""What is wrong with a value, or nothing."""

TEXT_MAX = 3000
"""The log's line holds 4000; the rest is for what the line begins with."""
SHORT_MAX = 200
_CODE = re.compile(r"[A-Z0-9][A-Z0-9_-]{0,31}")

ROOM_STATES = (
    "NO_REPORT",
    "ALL_ACCOUNTED",
    "MISSING",
    "EXTRA",
    "INJURED",
    "THREAT_HERE",
    "NOT_OCCUPIED",
    *RoomClear,
)
_CASE_LEVELS = ("CONCERN", "TRANSIENT", "SERIOUS_SUBSTANTIVE", "VERY_SERIOUS_SUBSTANTIVE", "IMMINENT")
_REUNIFICATION = (
    "NOT_ACTIVATED",
    "ACTIVATED",
    "STAFFING",
    "READY",
    "RECEIVING_STUDENTS",
    "RELEASING",
    "RECONCILING",
    "CLOSED",
)
_SEVERITIES = ("RED_immediate", "YELLOW_delayed", "GREEN_minor", "BLACK_expectant_or_deceased")
_METHODS = ("public_address", "room_by_room", "room_by_room_in_person", "in_person_at_assembly")


def _one_of(values: Iterable[str]) -> Check:
    known = frozenset(values)

    def check(value: Any) -> str | None:
        if isinstance(value, str) and value in known:
            return None
        return f"there is no {shown(value)}; {nearest(value, known)}"

    return check


def _words(most: int) -> Check:
    def check(value: Any) -> str | None:
        if isinstance(value, bool) or not isinstance(value, str | int):
            return f"this is words, not {shown(value)} (put them in quotes)"
        return f"it has {len(str(value))} characters; {most} are room for" if len(str(value)) > most else None

    return check


def _code(value: Any) -> str | None:
    if not isinstance(value, bool) and _CODE.fullmatch(str(value)):
        return None
    return f"a code is of capitals, digits, - and _, at most 32, not {shown(value)}"


def _list_of(check: Check) -> Check:
    def checked(value: Any) -> str | None:
        if not isinstance(value, list) or not value:
            return f"this is a list with at least one entry, not {shown(value)}"
        return next((wrong for one in value if (wrong := check(one)) is not None), None)

    return checked


def _priority(value: Any) -> str | None:
    right = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 5
    return None if right else f"a priority is a number from 1 to 5, not {shown(value)}"


def _yes_or_no(value: Any) -> str | None:
    return None if isinstance(value, bool) else f"this is true or false, not {shown(value)}"


def _action(value: Any) -> str | None:
    if str(value) in NOT_SRP:
        return f"{value} is no SRP term today; it is {NOT_SRP[str(value)]}"
    return _one_of(ActionType)(value)


_SHORT = _words(SHORT_MAX)
_CHECKS: dict[str, Check] = {
    "text": _words(TEXT_MAX),
    "site": _code,
    "sites": _list_of(_code),
    "unit": _code,
    "units": _list_of(_code),
    "agency": _code,
    "members": _list_of(_SHORT),
    "type": _one_of(INCIDENT_TYPES),
    "pri": _priority,
    "source": _one_of(CallSource),
    "disposition": _one_of(DISPOSITIONS),
    "status": _one_of(UnitStatus),
    "action": _action,
    "method": _one_of(_METHODS),
    "severity": _one_of(_SEVERITIES),
}
"""By name; whatever is not here or below is words."""
_OF_A_KIND: dict[tuple[str, str], Check] = {
    ("panic_alert", "level"): _one_of(PanicLevel),
    ("panic_alert", "room"): _code,
    ("call_created", "room"): _code,
    ("case_open", "level"): _one_of(_CASE_LEVELS),
    ("case_update", "level"): _one_of(_CASE_LEVELS),
    ("room_status", "state"): _one_of(ROOM_STATES),
    ("reunif_state", "state"): _one_of(_REUNIFICATION),
    ("action_start", "text"): _SHORT,
    ("action_change", "text"): _SHORT,
    ("unit_status", "text"): _SHORT,
    ("alarm", "source"): _one_of(source for source in CallSource if source.startswith("ALARM_")),
}
_IN_PARAMS: dict[str, Check] = {
    "entry_mode": _one_of(EntryMode),
    "hazard": _one_of(Hazard),
    "police_led": _yes_or_no,
}


def faults(kind: str, says: dict[str, Any], line: int) -> Iterator[Fault]:
    """What is wrong with what an event of a known kind says."""
    for name in sorted(set(says) - KEYS[kind]):
        yield Fault(line, name, f"{kind} does not say this; {nearest(name, KEYS[kind])}")
    for name in NEEDED.get(kind, ()):
        if says.get(name) in (None, "", []):
            yield Fault(line, name, f"{kind} needs it")
    for name in sorted(set(says) & KEYS[kind] - {"params"}):
        check = _OF_A_KIND.get((kind, name)) or _CHECKS.get(name, _SHORT)
        if says[name] not in (None, "", []) and (wrong := check(says[name])) is not None:
            yield Fault(line, name, wrong)
    if "params" in says:
        yield from _params(kind, says["params"], line)
    yield from _together(kind, says, line)


def _params(kind: str, params: Any, line: int) -> Iterator[Fault]:
    if not isinstance(params, dict):
        yield Fault(line, "params", f"this is a mapping like {{hazard: tornado}}, not {shown(params)}")
        return
    allowed = PARAMS - ONLY_AT_START if kind == "action_change" else PARAMS
    for name in sorted(map(str, params)):
        if name not in allowed:
            yield Fault(line, f"params.{name}", f"{kind} does not say this; {nearest(name, allowed)}")
        elif (wrong := _IN_PARAMS.get(name, _SHORT)(params[name])) is not None:
            yield Fault(line, f"params.{name}", wrong)
    if {"zone_scope", "last_known_location"} <= params.keys():
        message = "an order names one area: this, or zone_scope"
        yield Fault(line, "params.last_known_location", message)


def _together(kind: str, says: dict[str, Any], line: int) -> Iterator[Fault]:
    if says.get("site") and says.get("sites"):
        yield Fault(line, "sites", "an event names its site or its sites, not both")
    if kind in ONE_SITE and len(says.get("sites") or ()) > 1:
        yield Fault(line, "sites", f"{kind} is about one site")
    if kind == "unit_status" and says.get("unit") and not says.get("status"):
        yield Fault(line, "status", "unit_status of a unit needs it")
