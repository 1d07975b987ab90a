"""The shapes of codes with which people of a school's team sign in."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, NotRequired

from pydantic import ConfigDict, Field, StringConstraints, with_config
from typing_extensions import TypedDict

from dispatch.web.messages import Session

_STRICT = ConfigDict(extra="forbid", strict=True)


@with_config(_STRICT)
class EnterBody(TypedDict):
    """The code from the sheet or the link, and what the page calls this device: a chance of its own, the same when it asks again."""

    code: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    device: Annotated[str, StringConstraints(min_length=16, max_length=128)]


class Entered(TypedDict):
    """Somebody is in. ``room``: where the sheet says that they are; they may be elsewhere."""

    session: Session
    room: str | None


@with_config(_STRICT)
class InviteFor(TypedDict):
    """Whom a code is for, and in which room they are."""

    username: Annotated[str, StringConstraints(min_length=1, max_length=128)]
    room: NotRequired[Annotated[str, StringConstraints(min_length=1, max_length=32)]]


@with_config(_STRICT)
class InviteRequest(TypedDict):
    """Codes for these people, or for a whole school's team."""

    people: NotRequired[Annotated[list[InviteFor], Field(min_length=1, max_length=1000)]]
    site: NotRequired[Annotated[str, StringConstraints(min_length=1, max_length=32)]]
    address: NotRequired[Annotated[str, StringConstraints(max_length=120, pattern=r"^https?://[^\s/?#]+$")]]
    """How phones reach this server: then each code comes with its link and the link as squares for a camera."""


class Camera(TypedDict):
    """A link as a QR code: an SVG path of dark modules, each a unit, on a white square of ``side`` units."""

    path: str
    side: int


class InviteMade(TypedDict):
    """A new code; shown this once."""

    username: str
    name: str
    site: str | None
    room: str | None
    code: str
    link: str | None
    camera: Camera | None


class InviteInfo(TypedDict):
    """The last code of a person and what became of it, without the code."""

    id: str
    username: str
    name: str
    site: str | None
    room: str | None
    made_at: datetime
    made_by: str
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None
