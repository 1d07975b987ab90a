"""Which addresses a telephone may name as its push service. They are called from inside our network, so it is a short list."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

SERVICES: Final = (
    "fcm.googleapis.com",
    "push.services.mozilla.com",
    "push.apple.com",
    "notify.windows.com",
)
"""Those of the makers of browsers."""


def is_service(endpoint: str) -> bool:
    """Whether an address is one of a push service, over TLS and with nothing else in it."""
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    known = any(host == one or host.endswith(f".{one}") for one in SERVICES)
    return parts.scheme == "https" and known and port in (None, 443) and parts.username is None
