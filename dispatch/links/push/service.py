"""Web Push as the rest of the program has it: the key to subscribe with, those who did, and the task that wakes them.

The only module that the wiring names, and only when it is on: a server without Web Push loads no cryptography for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx

from dispatch.desk.clock import Clock
from dispatch.desk.desk import Desk
from dispatch.links.push.following import Pusher
from dispatch.links.push.sealing import BadKeys, Signer, check_keys, signer
from dispatch.links.push.sender import SECONDS, Pushed, Sender
from dispatch.people.database import Database
from dispatch.people.push_subscriptions import PushSubscriptions

KEY_FILE = "push.key"


@dataclass(slots=True)
class Push:
    """Web Push of one node."""

    signer: Signer
    subscriptions: PushSubscriptions
    clock: Clock
    count: Callable[[Pushed], None] = lambda pushed: None
    """Told what came of each push."""

    @property
    def public(self) -> str:
        """What browsers subscribe with."""
        return self.signer.public

    def wrong(self, p256dh: str, auth: str) -> str | None:
        """The field that is no key of a subscription."""
        try:
            check_keys(p256dh, auth)
        except BadKeys as bad:
            return str(bad)
        return None

    async def run(self, desk: Desk) -> None:
        """Wake telephones until cancelled."""
        async with httpx.AsyncClient(timeout=SECONDS, follow_redirects=False) as client:
            sender = Sender(client, self.signer, self.clock.now)
            await Pusher(desk, self.subscriptions, sender, self.clock, self._counted).run()

    def _counted(self, pushed: Pushed) -> None:
        # Looked up each time: whoever counts comes after this has begun.
        self.count(pushed)


def push(path: Path, contact: str, database: Database, clock: Clock) -> Push:
    """With the key in this file. Raises ``OSError`` and ``ValueError``."""
    made = signer(path, contact)
    return Push(made, PushSubscriptions(database, made.public, clock.now, clock.new_id), clock)
