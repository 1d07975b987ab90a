"""Who has an account of which school's team: told to the ledgers, so that a person without an open screen is listed as not reached."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from typing import Final, Protocol

from dispatch.desk.clock import Clock
from dispatch.desk.desk import Desk
from dispatch.domain.actor import Role
from dispatch.domain.audience import TeamMember, Teams
from dispatch.people.accounts import Account
from dispatch.people.database import Unavailable

LOOK_SECONDS: Final = 15.0
"""An account that was made, closed or moved shows after so long."""


class Accounts(Protocol):
    """What must be known of the accounts."""

    async def accounts(self) -> list[Account]:
        """Everybody."""


async def tell_teams(desk: Desk, accounts: Accounts, clock: Clock) -> None:
    """Keep the ledgers' teams as the accounts are, until cancelled."""
    while True:
        # Without the database the teams that are known go on.
        with contextlib.suppress(Unavailable):
            desk.hub.ledgers.know_teams(teams_of(await accounts.accounts(), desk.log))
        await clock.sleep(LOOK_SECONDS)


def teams_of(accounts: Iterable[Account], log: str) -> Teams:
    """The teams of one log's sites; a closed account is nobody to be reached."""
    found: dict[str, list[TeamMember]] = {}
    for one in accounts:
        if one.role is Role.SITE_TEAM_MEMBER and one.site is not None and one.log == log and not one.disabled:
            found.setdefault(one.site, []).append(TeamMember(one.person, one.name))
    return {site: tuple(team) for site, team in found.items()}
