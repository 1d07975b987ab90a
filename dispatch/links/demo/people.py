"""Who works in the demo: accounts with known passwords, and the actors that stand behind its commands."""

from __future__ import annotations

from dispatch.domain.actor import Actor, Role
from dispatch.domain.ids import derive
from dispatch.people.accounts import Account

NAMESPACE = "pine-mesa-demo"
"""Every id of the demo is derived from this, so that loading it again names the same things."""
DISTRICT = "PMSD"

# user name: (name, role, agency, unit, site)
_PEOPLE: dict[str, tuple[str, Role, str, str | None, str | None]] = {
    "dispatcher": ("Dana Reyes", Role.DISPATCHER, DISTRICT, None, None),
    "dispatcher2": ("Sam Lindgren", Role.DISPATCHER, DISTRICT, None, None),
    "supervisor": ("Ruth Calloway", Role.SUPERVISOR, DISTRICT, None, None),
    "officer": ("Jo Marsh", Role.PATROL_OFFICER, DISTRICT, "A7", None),
    "officer2": ("Ty Benally", Role.PATROL_OFFICER, DISTRICT, "A3", None),
    "cso": ("Maya Ortiz", Role.CAMPUS_SECURITY_OFFICER, DISTRICT, "C12", None),
    "principal": ("Renata Vance", Role.SITE_TEAM_MEMBER, DISTRICT, None, "GRHS"),
    "liaison": ("Lt. Ana Moreno", Role.LIAISON, "MPD", None, None),
    "auditor": ("Noel Fitch", Role.AUDITOR, DISTRICT, None, None),
    "admin": ("Kit Sandahl", Role.ADMINISTRATOR, DISTRICT, None, None),
}
USERNAMES = tuple(_PEOPLE)


def account(username: str, log: str) -> Account:
    """The demo's account of this name."""
    name, role, agency, unit, site = _PEOPLE[username]
    return Account(
        log=log,
        person=derive(NAMESPACE, f"person/{username}"),
        username=username,
        name=name,
        role=role,
        agency=agency,
        unit=unit,
        site=site,
    )


def accounts(log: str) -> list[Account]:
    """Everybody who can sign in to the demo."""
    return [account(username, log) for username in USERNAMES]


def password(username: str, chosen: str | None) -> str:
    """The known password of a demo account; one chosen by the operator replaces them all."""
    return chosen or f"demo-{username}"


def actor(username: str, position: str = "demo") -> Actor:
    """A person of the demo as somebody who gives a command."""
    return account(username, DISTRICT).actor(position)


def crew() -> dict[str, str]:
    """Who of those that can sign in sits in which unit."""
    return {unit: name for name, _, _, unit, _ in _PEOPLE.values() if unit is not None}
