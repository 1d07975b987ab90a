"""Panic devices, presses and tests as they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.devices import AlarmCategory, DeviceKind, DeviceState, Press, PressTrust
from dispatch.domain.lens.place_view import PlaceView, place_view
from dispatch.domain.lens.text_view import TextView
from dispatch.domain.lens.texts import text_view
from dispatch.domain.text import TextClass
from dispatch.domain.vocabulary import PanicLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class PanicDeviceView:
    """Collection ``devices``: a panic device that somebody has to look after. One that is well is not shown."""

    id: str
    version: int
    device_kind: DeviceKind
    name: str
    vendor: str
    site: str
    building: str | None
    floor: str
    room: str | None
    battery: int | None
    low: bool
    heard_at: datetime
    silent_since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PressView:
    """Collection ``presses``: presses of one device at one place for a call, ``count`` of them. What else is said is of the last one.

    ``trust``: whether it is known to come from this device. ``late``: it came long after it was made (``pressed_at``, by the device's
    clock). ``more`` were gathered in a flood, of the devices ``also`` and perhaps others.
    """

    id: str
    version: int
    call: str
    site: str | None
    device: str | None
    place: PlaceView
    floor: str
    trust: PressTrust
    level: PanicLevel
    late: bool
    unordered: bool
    count: int
    first_at: datetime
    last_at: datetime
    first_pressed_at: datetime | None
    pressed_at: datetime | None
    press_count: int | None
    battery: int | None
    signal: int | None
    category: AlarmCategory | None
    more: int
    also: tuple[str, ...]
    claimed: TextView | None
    holder: TextView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TestWindowView:
    """Collection ``test_windows``: a device, or all of a site, is in test until then; so many presses came meanwhile."""

    id: str
    version: int
    site: str
    device: str | None
    until: datetime
    opened_at: datetime
    opened_by: str
    presses: int


def device_view(device: DeviceState) -> PanicDeviceView:
    """A device in trouble."""
    roster = device.roster
    return PanicDeviceView(
        id=device.id,
        version=device.version,
        device_kind=roster.device_kind,
        name=roster.name,
        vendor=roster.vendor,
        site=roster.site,
        building=roster.building,
        floor=roster.floor,
        room=roster.room,
        battery=device.battery,
        low=device.low,
        heard_at=device.heard_at,
        silent_since=device.silent_since,
    )


def press_view(press: Press, readable: frozenset[TextClass]) -> PressView:
    """Presses of one device at one place."""
    facts = press.facts
    return PressView(
        id=press.id,
        version=press.version,
        call=press.call,
        site=press.site,
        device=press.device,
        place=place_view(press.place, readable),
        floor=facts.floor,
        trust=facts.trust,
        level=facts.level,
        late=facts.late,
        unordered=facts.unordered,
        count=press.count,
        first_at=press.first_at,
        last_at=press.last_at,
        first_pressed_at=press.first_pressed_at,
        pressed_at=facts.pressed_at,
        press_count=facts.press_count,
        battery=facts.battery,
        signal=facts.signal,
        category=facts.category,
        more=facts.more,
        also=facts.also,
        claimed=text_view(press.claimed, readable),
        holder=text_view(press.holder, readable),
    )
