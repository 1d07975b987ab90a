"""Commands about panic devices: what the intake brings in, and test windows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.devices import ALSO_MAX, AlarmCategory, Heard, Percent, PressTrust
from dispatch.domain.limits import Bounds, Code, Count, Id, Items, LatE7, LonE7, LongText, ShortText
from dispatch.domain.vocabulary import PanicLevel

TestMinutes = Annotated[int, Bounds(1, 240)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivePress:
    """A press of a panic device or an alarm of a panel came in. Never refused for what it lacks.

    Only the intake gives it: it says what the bytes claimed and whether they are known to come from the device. ``received_at`` is when
    they came, by our clock; ``pressed_at`` by the clock of the device.
    """

    kind: ClassVar[str] = "ReceivePress"
    trust: PressTrust
    received_at: datetime
    device: Id | None = None
    level: PanicLevel = PanicLevel.OTHER
    source: CallSource | None = None
    """What kind of device it says to be, for one that is not registered."""
    category: AlarmCategory | None = None
    site: ShortText | None = None
    building: ShortText | None = None
    floor: ShortText | None = None
    room: ShortText | None = None
    lat_e7: LatE7 | None = None
    lon_e7: LonE7 | None = None
    holder: ShortText | None = None
    text: LongText | None = None
    counter: int | None = None
    press_count: Count | None = None
    pressed_at: datetime | None = None
    gateway_at: datetime | None = None
    battery: Percent | None = None
    signal: int | None = None
    test: bool = False
    more: Count = 0
    also: Annotated[tuple[ShortText, ...], Items(ALSO_MAX)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HearDevices:
    """Signs of life of devices. Recorded only as far as they say something new. Only the intake gives it."""

    kind: ClassVar[str] = "HearDevices"
    heard: Annotated[tuple[Heard, ...], Items(1000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTestWindow:
    """A device, or all devices of a site, is tested for so long: presses are logged as TEST, answered, and ring nowhere."""

    kind: ClassVar[str] = "OpenTestWindow"
    site: Code
    minutes: TestMinutes
    device: Id | None = None
    reason: LongText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndTestWindow:
    """The test is over: from here on every press is real."""

    kind: ClassVar[str] = "EndTestWindow"
    window: Id
