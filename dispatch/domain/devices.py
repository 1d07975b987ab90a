"""Panic devices: what is registered, what a press of one says, how far it can be believed, and when one is in test.

The secret key of a device is no part of this: it is a credential, and never in the log.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated

from dispatch.domain.limits import Bounds, Code, Id, ShortText
from dispatch.domain.records import Place
from dispatch.domain.text import Secret
from dispatch.domain.vocabulary import PanicLevel

LATE_AFTER = timedelta(minutes=5)
"""A press that came in longer than this after it was made is late: shown as late, and it starts no Lockdown by itself."""
BATTERY_LOW = 20
"""Percent; at this and below it somebody has to change the battery."""
ALSO_MAX = 50
"""Devices that are named of those whose presses were gathered into one."""

Percent = Annotated[int, Bounds(0, 100)]
Hours = Annotated[int, Bounds(0, 2_160)]


class DeviceKind(StrEnum):
    """What a panic device is."""

    WEARABLE = "wearable"
    FIXED_BUTTON = "fixed_button"
    APP = "app"
    ALARM_PANEL = "alarm_panel"


class PressTrust(StrEnum):
    """Whether a press is known to come from the device it names, and why not. Nothing is dropped for it: it is shown."""

    VERIFIED = "verified"
    WRONG_SIGNATURE = "wrong_signature"
    NO_SIGNATURE = "no_signature"
    NO_COUNTER = "no_counter"
    """Signed, but anybody who once saw it could send it again."""
    NO_KEY = "no_key"
    """Registered, and no key was issued for it or could be read."""
    UNKNOWN_DEVICE = "unknown_device"
    OUT_OF_SERVICE = "out_of_service"


class AlarmCategory(StrEnum):
    """What an alarm panel says that it is, in the words of ASAP."""

    BURG = "BURG"
    COMM = "COMM"
    FIRE = "FIRE"
    HOLDUP = "HOLDUP"
    MEDICAL = "MEDICAL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A panic device of the roster. ``vendor`` names who supervises it, and whose key may sign for it.

    ``silence_hours``: after so long without any sign of it the desk is told; 0: nobody waits for it. ``name`` says what it is called, not
    who wears it: this stays in the log for ever.
    """

    code: Id
    device_kind: DeviceKind
    site: Code
    building: Code | None = None
    floor: ShortText = ""
    room: Code | None = None
    name: ShortText = ""
    vendor: ShortText = ""
    silence_hours: Hours = 0
    in_service: bool = True

    @property
    def silence(self) -> timedelta | None:
        """How long it may be silent; None: nobody waits for it."""
        return timedelta(hours=self.silence_hours) if self.silence_hours and self.in_service else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A sign of life of one device, with its battery in percent if it said so."""

    device: Id
    battery: Percent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PressFacts:
    """What one press said of itself, and what was found of it."""

    trust: PressTrust
    level: PanicLevel
    late: bool = False
    unordered: bool = False
    """Its counter is not above the last one: it overtook another, or the device began to count anew."""
    floor: str = ""
    pressed_at: datetime | None = None
    """By the clock of the device."""
    gateway_at: datetime | None = None
    counter: int | None = None
    press_count: int | None = None
    battery: int | None = None
    signal: int | None = None
    category: AlarmCategory | None = None
    more: int = 0
    """Further presses that came in a flood and were gathered into this one."""
    also: tuple[str, ...] = ()
    """Devices of those, as far as they are named."""


# --- records of the live state ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceState:
    """A device now. ``heard_at``: its last sign that was recorded; not each one is."""

    id: str
    roster: Device
    heard_at: datetime
    battery: int | None = None
    counter: int | None = None
    """The highest of a verified press."""
    silent_since: datetime | None = None
    version: int = 0

    @property
    def low(self) -> bool:
        """Whether its battery has to be changed."""
        return self.battery is not None and self.battery <= BATTERY_LOW and self.roster.in_service

    @property
    def due(self) -> datetime | None:
        """When it will have been silent for too long; None: nobody waits for it, or it is known to be silent."""
        allowed = self.roster.silence
        return None if allowed is None or self.silent_since is not None else self.heard_at + allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Presses of one device at one place for one call, alike in whether they are verified. ``facts`` are those of the last one."""

    id: str
    call: str
    site: str | None
    device: str | None
    place: Place
    facts: PressFacts
    claimed: Secret | None = None
    """What it said of itself and its place, in words."""
    holder: Secret | None = None
    count: int = 1
    first_at: datetime
    last_at: datetime
    first_pressed_at: datetime | None = None
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TestWindow:
    """A device, or all of a site, is in test until a time: its presses are logged as TEST and ring nowhere."""

    id: str
    site: str
    device: str | None
    until: datetime
    opened_at: datetime
    opened_by: str
    presses: int = 0
    version: int = 0
