"""Accounts and failed sign-ins as rows. Knows SQL and no rule: who may sign in is decided elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import asyncpg

from dispatch.domain.actor import Role
from dispatch.people.accounts import Account, BadAccount
from dispatch.people.database import Database, tell
from dispatch.people.throttle import LOCKED_FOR, Failures

_INSERT = (
    "INSERT INTO accounts (log_id, person, username, name, role, agency, unit, site, password_hash, disabled, "
    "created_at, changed_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$11)"
)


class AccountStore:
    """The tables ``accounts`` and ``sign_in_failures``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add_account(self, account: Account, password_hash: str | None, now: datetime) -> None:
        """A new account; ``BadAccount`` when the name is taken."""
        async with self._database.lend() as connection:
            try:
                await connection.execute(_INSERT, *_values(account, password_hash, now))
            except asyncpg.UniqueViolationError:
                raise BadAccount(f"There is already an account {account.username}.") from None

    async def take_over(
        self, new: Sequence[tuple[Account, str | None]], changed: Sequence[Account], now: datetime
    ) -> None:
        """New accounts with their password's hash, and changed ones, all or none. Whether one is disabled is not changed."""
        async with self._database.lend() as connection, connection.transaction():
            try:
                await connection.executemany(_INSERT, [_values(one, secret, now) for one, secret in new])
            except asyncpg.UniqueViolationError:
                raise BadAccount(
                    "Somebody else made one of these accounts meanwhile; nothing was changed. Do it again."
                ) from None
            await connection.executemany(
                "UPDATE accounts SET name = $2, role = $3, agency = $4, unit = $5, site = $6, changed_at = $7 "
                "WHERE person = $1",
                [
                    (one.person, one.name, one.role.value, one.agency, one.unit, one.site, now)
                    for one in changed
                ],
            )
            for one in changed:
                await tell(connection, one.person)

    async def change_account(self, account: Account, now: datetime) -> None:
        """Everything of an account but its names for the machine."""
        async with self._database.lend() as connection:
            await connection.execute(
                "UPDATE accounts SET name = $2, role = $3, agency = $4, unit = $5, site = $6, disabled = $7, "
                "changed_at = $8 WHERE person = $1",
                account.person,
                account.name,
                account.role.value,
                account.agency,
                account.unit,
                account.site,
                account.disabled,
                now,
            )
            await tell(connection, account.person)

    async def set_password(self, person: str, password_hash: str, now: datetime) -> None:
        """A new password. Sessions are the caller's to end."""
        async with self._database.lend() as connection:
            await connection.execute(
                "UPDATE accounts SET password_hash = $2, changed_at = $3 WHERE person = $1",
                person,
                password_hash,
                now,
            )

    async def find_account(self, username: str) -> tuple[Account, str | None] | None:
        """The account of a canonical user name, and its password's hash."""
        async with self._database.lend() as connection:
            row = await connection.fetchrow("SELECT * FROM accounts WHERE username = $1", username)
        return None if row is None else (account_of(row), row["password_hash"])

    async def accounts(self) -> list[Account]:
        """Everybody, by user name."""
        async with self._database.lend() as connection:
            rows = await connection.fetch(
                "SELECT * FROM accounts WHERE person NOT LIKE 'guest:%' AND person NOT LIKE 'wall:%' ORDER BY username"
            )
        return [account_of(row) for row in rows]

    async def failures(self, account: bytes, source: str) -> Failures | None:
        """What this source got wrong about this account."""
        async with self._database.lend() as connection:
            row = await connection.fetchrow(
                "SELECT bad, last_at FROM sign_in_failures WHERE account = $1 AND source = $2",
                account,
                source,
            )
        return None if row is None else Failures(row["bad"], row["last_at"])

    async def add_failure(self, account: bytes, source: str, now: datetime) -> None:
        """One more. Counted by the database, so that guesses sent at once to several nodes all count."""
        async with self._database.lend() as connection:
            await connection.execute(
                "INSERT INTO sign_in_failures AS f VALUES ($1, $2, 1, $3) "
                "ON CONFLICT (account, source) DO UPDATE "
                "SET bad = CASE WHEN f.last_at <= $3 - $4::interval THEN 1 ELSE f.bad + 1 END, last_at = $3",
                account,
                source,
                now,
                LOCKED_FOR,
            )
            # Swept on the way, so that nobody has to.
            await connection.execute("DELETE FROM sign_in_failures WHERE last_at < $1", now - 2 * LOCKED_FOR)

    async def forget_failures(self, account: bytes, source: str) -> None:
        """The right password came."""
        async with self._database.lend() as connection:
            await connection.execute(
                "DELETE FROM sign_in_failures WHERE account = $1 AND source = $2", account, source
            )


def _values(account: Account, password_hash: str | None, now: datetime) -> tuple[object, ...]:
    return (
        account.log,
        account.person,
        account.username,
        account.name,
        account.role.value,
        account.agency,
        account.unit,
        account.site,
        password_hash,
        account.disabled,
        now,
    )


def account_of(row: asyncpg.Record) -> Account:
    return Account(
        log=row["log_id"],
        person=row["person"],
        username=row["username"],
        name=row["name"],
        role=Role(row["role"]),
        agency=row["agency"],
        unit=row["unit"],
        site=row["site"],
        disabled=row["disabled"],
    )
