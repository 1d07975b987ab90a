"""What happened to panic devices and their presses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from dispatch.domain.catalog.modes import Mode
from dispatch.domain.devices import Device, Heard, PressFacts
from dispatch.domain.records import Place
from dispatch.domain.text import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceDefined:
    """A panic device of the roster is new or changed. Its key is no part of it."""

    kind: ClassVar[str] = "DeviceDefined"
    version: ClassVar[int] = 1
    device: Device


@dataclass(frozen=True, slots=True, kw_only=True)
class PressReceived:
    """A press of a device. ``call`` gathers those of one building; a press within a test window has none.

    ``press`` is the record in which presses of this device at this place are counted. ``alarms``: whether it is a panic for the desk to
    hear, or an alarm of another kind whose call says what it is.
    """

    kind: ClassVar[str] = "PressReceived"
    version: ClassVar[int] = 1
    press: str
    call: str | None
    number: str | None
    site: str | None
    device: str | None
    place: Place
    mode: Mode
    facts: PressFacts
    alarms: bool
    opens: bool
    """It is the first of its call."""
    window: str | None
    holder: Secret | None
    text: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DevicesHeard:
    """Signs of life that said something new. ``low``: their battery has just become low; ``back``: they had been silent."""

    kind: ClassVar[str] = "DevicesHeard"
    version: ClassVar[int] = 1
    heard: tuple[Heard, ...]
    low: tuple[str, ...]
    back: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DevicesChecked:
    """The clock looked at a site's devices: these have been silent for too long. Often none."""

    kind: ClassVar[str] = "DevicesChecked"
    version: ClassVar[int] = 1
    site: str
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TestWindowOpened:
    """A device, or all of a site, is in test until then."""

    kind: ClassVar[str] = "TestWindowOpened"
    version: ClassVar[int] = 1
    window: str
    site: str
    device: str | None
    until: datetime
    reason: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TestWindowEnded:
    """A test is over, by hand or because its time was. ``presses``: how many came meanwhile."""

    kind: ClassVar[str] = "TestWindowEnded"
    version: ClassVar[int] = 1
    window: str
    site: str
    device: str | None
    presses: int
    by_timer: bool


DeviceEvent = (
    DeviceDefined | PressReceived | DevicesHeard | DevicesChecked | TestWindowOpened | TestWindowEnded
)
