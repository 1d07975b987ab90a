"""Brings one sealed message to one push service, and says what came of it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol
from urllib.parse import urlsplit

import httpx

from dispatch.links.push.addresses import is_service
from dispatch.links.push.sealing import Signer, seal

_log = logging.getLogger(__name__)

TTL_SECONDS: Final = 300
"""What a telephone has not got by then is no news any more; it fetches what is true when it is opened."""
PAUSES: Final = (1.0, 4.0)
SECONDS: Final = 10.0


class Pushed(StrEnum):
    """What came of it. ``SENT`` is the service's word, and says nothing of the telephone."""

    SENT = "sent"
    GONE = "gone"
    FAILED = "failed"


class Target(Protocol):
    """A telephone's address and keys."""

    @property
    def endpoint(self) -> str:
        """Where its push service takes messages for it."""

    @property
    def p256dh(self) -> str:
        """Its public key."""

    @property
    def auth(self) -> str:
        """Its secret."""


class Sender:
    """Sends, with patience. ``client`` is closed by whoever made it."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        signer: Signer,
        now: Callable[[], datetime],
        *,
        accepts: Callable[[str], bool] = is_service,
        pauses: tuple[float, ...] = PAUSES,
    ) -> None:
        self._client = client
        self._signer = signer
        self._now = now
        self._accepts = accepts
        self._pauses = pauses

    async def send(self, target: Target, message: bytes, *, urgent: bool) -> Pushed:
        """Bring it there. Never raises for what the network does."""
        if not self._accepts(target.endpoint):
            return Pushed.GONE
        headers = {
            "authorization": self._signer.authorization(target.endpoint, self._now()),
            "content-encoding": "aes128gcm",
            "content-type": "application/octet-stream",
            "ttl": str(TTL_SECONDS),
            "urgency": "high" if urgent else "normal",
            # Several that wait for a telephone without a network become one.
            "topic": "dispatch",
        }
        body = seal(message, target.p256dh, target.auth)
        said = ""
        for pause in (*self._pauses, None):
            try:
                answer = await self._client.post(target.endpoint, content=body, headers=headers)
            except httpx.HTTPError as problem:
                said = type(problem).__name__
            else:
                if answer.is_success:
                    return Pushed.SENT
                if answer.status_code in (404, 410):
                    return Pushed.GONE
                said = str(answer.status_code)
                if answer.status_code not in (408, 429) and answer.status_code < 500:
                    break
            if pause is not None:
                await asyncio.sleep(pause)
        host = urlsplit(target.endpoint).hostname
        _log.warning(
            "A push through %s failed (%s). Who it was for is reached by the open page, or not.", host, said
        )
        return Pushed.FAILED
