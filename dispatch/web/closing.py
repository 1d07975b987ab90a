"""Every way in which we close a websocket: its code, its name (the close reason), and what is said before.

Codes 4000 to 4399: come back. 4400 to 4499: do not, something has to change first. The others are those of
RFC 6455.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Closing:
    """One way to end. ``retry_after_ms`` None: not with this session."""

    code: int
    name: str
    said: str
    retry_after_ms: int | None = None


RESTART = Closing(4000, "restart", "This server is being stopped. Come back in a moment.", 1000)
NOT_READY = Closing(
    4001, "not_ready", "The database does not answer, so your session cannot be checked.", 1000
)
FLOOD = Closing(4029, "flood", "Far too many messages came from here.", 5000)
BINARY = Closing(1003, "binary", "Messages are JSON text; this one was binary.")
NOT_UTF8 = Closing(1007, "not UTF-8", "A message was not UTF-8.")
TOO_BIG = Closing(1009, "too big", "A message was larger than 64 kB.")
BAD_HELLO = Closing(4400, "bad_hello", "The first message has to be hello.")
HELLO_FIRST = replace(BAD_HELLO, name="hello_first")
HELLO_TWICE = replace(BAD_HELLO, name="hello_twice", said="There was a hello already.")
NOT_SIGNED_IN = Closing(4401, "not_signed_in", "You are not signed in, or your session has ended. Sign in.")
REVOKED = Closing(4403, "session ended", "This session has ended. Sign in again.")
NO_SUCH_LOG = Closing(4404, "no_such_log", "There is no such log, or it is not yours to see.")
NO_HELLO = Closing(4408, "no_hello", "No hello came within five seconds.")
TOO_MANY_LINKS = Closing(
    4429, "too_many_links", "This session has too many open windows. Close some of them."
)
OTHER_PROTOCOL = Closing(4426, "upgrade", "This page is older than the server. Load it again.")

ALL = (
    RESTART,
    NOT_READY,
    FLOOD,
    BINARY,
    NOT_UTF8,
    TOO_BIG,
    BAD_HELLO,
    HELLO_FIRST,
    HELLO_TWICE,
    NOT_SIGNED_IN,
    REVOKED,
    NO_SUCH_LOG,
    NO_HELLO,
    TOO_MANY_LINKS,
    OTHER_PROTOCOL,
)


def bad_hello(said: str) -> Closing:
    """A hello that could not be read, and why."""
    return replace(BAD_HELLO, said=said)
