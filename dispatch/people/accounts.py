"""An account: who somebody is, what for, and how they are called when they sign in.

Knows nothing of storage, passwords or sessions.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from dispatch.domain.actor import Actor, Role

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


class BadAccount(ValueError):
    """What is wrong with an account, as a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person of one district. ``unit`` is a field role's unit, ``site`` a site team member's school."""

    log: str
    person: str
    username: str
    name: str
    role: Role
    agency: str
    unit: str | None = None
    site: str | None = None
    disabled: bool = False

    def actor(self, position: str) -> Actor:
        """The account as somebody who gives a command, at this position."""
        return Actor(
            person=self.person,
            name=self.name,
            role=self.role,
            agency=self.agency,
            position=position,
            unit=self.unit,
            site=self.site,
        )


def canonical(username: str) -> str:
    """One form of a name, whatever alphabet, case or blanks it was typed with."""
    return unicodedata.normalize("NFKC", username).strip().casefold()


def new_username(username: str) -> str:
    """The canonical form of a name for a new account; only plain letters, so that no two look alike."""
    name = canonical(username)
    if not _USERNAME.fullmatch(name):
        raise BadAccount(
            f"The user name {username!r} will not do: letters a-z, digits, dot, dash and underscore, "
            "starting with a letter or digit, 64 at most."
        )
    return name
