"""HTTP bodies of where a unit has been."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, ConfigDict, StringConstraints, with_config
from typing_extensions import TypedDict


@with_config(ConfigDict(extra="forbid", strict=True))
class WayAsked(TypedDict):
    """Whose way, between which moments, and what for. The purpose stands in the log before anything is shown."""

    unit: Annotated[str, StringConstraints(min_length=1, max_length=32)]
    since: AwareDatetime
    until: AwareDatetime
    purpose: Annotated[str, StringConstraints(strip_whitespace=True, min_length=8, max_length=300)]


class WayPoint(TypedDict):
    """Where it was at a moment; ``call``: the id of the call that it was on."""

    at: datetime
    lat_e7: int
    lon_e7: int
    accuracy_m: int | None
    speed_kmh: int | None
    call: str | None


class WayBody(TypedDict):
    """The way of a unit while it was on duty, as far as it is still kept. ``more``: it was longer than what is given."""

    unit: str
    points: list[WayPoint]
    more: bool
