"""The shapes of the door for guests of partner agencies, and of what is shared with them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import ConfigDict, StringConstraints, with_config
from typing_extensions import TypedDict

from dispatch.domain.lens.outside_views import (
    PartnerUnitView,
    PictureView,
    SeatView,
    SharedLineView,
    SharedPersonView,
    SharedPlanView,
    SharedSiteView,
    SharedUnitView,
)

_STRICT = ConfigDict(extra="forbid", strict=True)
_Short = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class SeatCollections(TypedDict, total=False):
    """Records of partner agencies by collection."""

    pictures: list[PictureView]
    shared_sites: list[SharedSiteView]
    shared_plans: list[SharedPlanView]
    shared_people: list[SharedPersonView]
    shared_units: list[SharedUnitView]
    shared_log: list[SharedLineView]
    seats: list[SeatView]
    partner_units: list[PartnerUnitView]


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


class TicketMade(TypedDict):
    """What lets a guest in; shown this once. ``link`` is the path of the page with what stands behind its #."""

    link: str | None
    code: str
    expires_at: datetime
