"""Which classes of text each part may read and each role may write. Text is shown whole or not at all; default nothing."""

from __future__ import annotations

from dispatch.domain.actor import DESK_ROLES, FIELD_ROLES, Role
from dispatch.domain.text import TextClass as T

_DESK = frozenset({T.OPERATIONAL, T.MEDICAL, T.STUDENT, T.SECURITY_PLAN, T.PUBLIC})
_READ: dict[str, frozenset[T]] = {
    "desk": _DESK,
    "auditor": _DESK | {T.PERSONNEL},
    "unit": _DESK,
    "site": frozenset({T.OPERATIONAL, T.PUBLIC}),
    # Of rooms these read students' names besides (``readable_in_rooms``).
    "names": frozenset({T.OPERATIONAL, T.PUBLIC}),
    "room": frozenset({T.OPERATIONAL, T.PUBLIC}),
    # It hangs where anybody may look at it.
    "wall": frozenset({T.OPERATIONAL, T.PUBLIC}),
    "field": frozenset(),
    # A case is the threat team's alone: not the desk's, not an auditor's, and of everything else the team reads nothing here.
    "threat": frozenset({T.THREAT}),
}


def kind_of(part: str) -> str:
    """What kind of part this is: ``unit:A7`` is a ``unit``."""
    return part.partition(":")[0]


def readable_classes(part: str) -> frozenset[T]:
    """The classes of text that a part may read."""
    return _READ.get(kind_of(part), frozenset())


def writable_classes(role: Role) -> frozenset[T]:
    """The classes of text that a role may write: what it can read back."""
    if role in DESK_ROLES:
        return _DESK
    if role in FIELD_ROLES:
        return _DESK
    if role is Role.THREAT_TEAM:
        return _READ["threat"]
    return _READ["site"] if role is Role.SITE_TEAM_MEMBER else frozenset()
