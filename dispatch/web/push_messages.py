"""The shapes of telephones that want to be woken."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, StringConstraints, with_config
from typing_extensions import TypedDict

_STRICT = ConfigDict(extra="forbid", strict=True)


@with_config(_STRICT)
class PushBody(TypedDict):
    """A telephone that wants to be woken: where its push service takes messages for it, and its keys."""

    endpoint: Annotated[str, StringConstraints(max_length=1000)]
    p256dh: Annotated[str, StringConstraints(max_length=200)]
    auth: Annotated[str, StringConstraints(max_length=100)]


@with_config(_STRICT)
class PushEnd(TypedDict):
    """A telephone that does not want to be woken any more."""

    endpoint: Annotated[str, StringConstraints(max_length=1000)]


class PushState(TypedDict):
    """The key to subscribe with; none: notifications are off here."""

    key: str | None
