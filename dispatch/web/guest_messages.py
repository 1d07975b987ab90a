"""The shapes of the door for guests of partner agencies."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, NotRequired

from pydantic import ConfigDict, StringConstraints, with_config
from typing_extensions import TypedDict

from dispatch.web.invite_messages import Camera

_STRICT = ConfigDict(extra="forbid", strict=True)
_Short = Annotated[str, StringConstraints(min_length=1, max_length=200)]


@with_config(_STRICT)
class GuestEnterBody(TypedDict):
    """Link and code together, what the page calls this device, and who comes in: name, role and agency as they say it."""

    link: Annotated[str, StringConstraints(min_length=16, max_length=128)]
    code: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    device: Annotated[str, StringConstraints(min_length=16, max_length=128)]
    name: _Short
    title: _Short
    agency: _Short


@with_config(_STRICT)
class TicketRequest(TypedDict):
    """``new_link`` false: a new code for the link that the guest has."""

    new_link: bool
    address: NotRequired[Annotated[str, StringConstraints(max_length=120, pattern=r"^https?://[^\s/?#]+$")]]
    """How the guest reaches this server: then the link comes whole, and as squares for a camera."""


class TicketMade(TypedDict):
    """What lets a guest in; shown this once. ``link`` is the path of the page with what stands behind its #."""

    link: str | None
    camera: Camera | None
    code: str
    expires_at: datetime
