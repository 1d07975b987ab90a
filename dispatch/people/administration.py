"""What the operator of the machine does with accounts: add, list, disable, new password. No network leads
here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from dispatch.people.account_store import AccountStore
from dispatch.people.accounts import Account, BadAccount, canonical, new_username
from dispatch.people.passwords import Passwords
from dispatch.people.session_store import SessionStore


class Administration:
    """Changes accounts and ends the sessions that a change makes void."""

    def __init__(
        self,
        store: AccountStore,
        sessions: SessionStore,
        passwords: Passwords,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._store = store
        self._sessions = sessions
        self._passwords = passwords
        self._now = now
        self._new_id = new_id

    async def add(self, account: Account, password: str) -> Account:
        """A new account; its ``person`` may be empty and is given then."""
        account = replace(
            account, username=new_username(account.username), person=account.person or self._new_id()
        )
        await self._store.add_account(account, await self._passwords.hash(password), self._now())
        return account

    async def ensure(self, account: Account, password: str) -> bool:
        """An account that is like this and has this password. True: something had to be changed."""
        found = await self._store.find_account(new_username(account.username))
        if found is None:
            await self.add(account, password)
            return True
        known, secret = found
        wanted = replace(account, person=known.person, username=known.username)
        if known != wanted:
            await self._store.change_account(wanted, self._now())
        if secret is not None and await self._passwords.fits(secret, password):
            return known != wanted
        await self.set_password(known.username, password)
        return True

    async def ensure_all(self, wanted: Sequence[tuple[Account, str]]) -> int:
        """Several accounts at once; how many had to be changed.

        A password takes long to check on purpose. They are set in order, so when the last one is right the others
        are too, and one check is enough.
        """
        known = {account.username: account for account in await self._store.accounts()}
        last, password = wanted[-1]
        found = await self._store.find_account(new_username(last.username))
        same = all(
            account.username in known
            and replace(account, person=known[account.username].person) == known[account.username]
            for account, _ in wanted
        )
        if same and found is not None and found[1] and await self._passwords.fits(found[1], password):
            return 0
        return sum([await self.ensure(account, one) for account, one in wanted])

    async def take_over(self, new: Sequence[tuple[Account, str | None]], changed: Sequence[Account]) -> None:
        """Many accounts at once, all or none. Without a password nobody can sign in until there is one."""
        made = [
            replace(account, username=new_username(account.username), person=account.person or self._new_id())
            for account, _ in new
        ]
        hashes = iter(await asyncio.gather(*(self._passwords.hash(one) for _, one in new if one is not None)))
        with_hash = [
            (account, None if password is None else next(hashes))
            for account, (_, password) in zip(made, new, strict=True)
        ]
        await self._store.take_over(with_hash, changed, self._now())

    async def accounts(self) -> list[Account]:
        """Everybody, by user name."""
        return await self._store.accounts()

    async def disable(self, username: str) -> int:
        """Nobody comes in with this account any more; how many open sessions were ended."""
        account = await self._existing(username)
        await self._store.change_account(replace(account, disabled=True), self._now())
        return await self._sessions.end_sessions_of(account.person, "disabled", self._now())

    async def set_password(self, username: str, password: str) -> int:
        """A new password; how many open sessions were ended."""
        account = await self._existing(username)
        await self._store.set_password(account.person, await self._passwords.hash(password), self._now())
        return await self._sessions.end_sessions_of(account.person, "new password", self._now())

    async def _existing(self, username: str) -> Account:
        found = await self._store.find_account(canonical(username))
        if found is None:
            raise BadAccount(f"There is no account {username!r}. See: dispatch user list")
        return found[0]
