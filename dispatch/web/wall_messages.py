"""The shapes of the door for wall displays."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, NotRequired

from pydantic import ConfigDict, StringConstraints, with_config
from typing_extensions import TypedDict

from dispatch.web.invite_messages import Camera

_STRICT = ConfigDict(extra="forbid", strict=True)


@with_config(_STRICT)
class WallEnterBody(TypedDict):
    """What the device keeps, and the code if it is to become a display, or another one."""

    device: Annotated[str, StringConstraints(min_length=32, max_length=128)]
    code: NotRequired[Annotated[str, StringConstraints(min_length=1, max_length=64)]]


@with_config(_STRICT)
class WallCodeRequest(TypedDict):
    """``address``: how the screen reaches this server; then the link comes whole, and as squares for a camera."""

    address: NotRequired[Annotated[str, StringConstraints(max_length=120, pattern=r"^https?://[^\s/?#]+$")]]


class WallCodeMade(TypedDict):
    """What lets the device in; shown this once. ``link`` is the path of the page with what stands behind its #."""

    code: str
    link: str
    camera: Camera | None
    expires_at: datetime


class WallDeviceInfo(TypedDict):
    """A display's device: since when it is in, when it was last heard of, and until when a code waits for one."""

    wall: str
    entered_at: datetime | None
    last_seen: datetime | None
    code_expires_at: datetime | None
