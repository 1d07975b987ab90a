"""What the lines about panic devices say."""

from __future__ import annotations

from typing import assert_never

from dispatch.domain import device_events as e
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.devices import PressTrust
from dispatch.domain.vocabulary import PanicLevel

_LEVELS = {
    PanicLevel.LOCKDOWN: "Panic press, Lockdown asked for",
    PanicLevel.STAFF_ASSIST: "Panic press, staff assist",
    PanicLevel.OTHER: "Panic press",
}


def device_title(event: e.DeviceEvent) -> str:
    """The sentence of the line."""
    match event:
        case e.DeviceDefined():
            return f"Device {event.device.code} of {event.device.site}"
        case e.PressReceived():
            return _press(event)
        case e.DevicesHeard():
            low = f"Battery low: {_few(event.low)}" if event.low else ""
            back = f"Heard again: {_few(event.back)}" if event.back else ""
            return "; ".join(filter(None, (low, back))) or "Signs of life of panic devices"
        case e.DevicesChecked():
            return f"No sign of life of {_few(event.silent)} at {event.site}"
        case e.TestWindowOpened():
            return f"TEST of {_what(event)} until {event.until:%H:%M} UTC"
        case e.TestWindowEnded():
            why = "its time is over" if event.by_timer else "ended"
            return f"TEST of {_what(event)}: {why}, {event.presses} presses"
        case _:
            assert_never(event)


def _press(event: e.PressReceived) -> str:
    facts = event.facts
    what = _LEVELS[facts.level] if facts.category is None else f"Alarm panel, {facts.category.lower()}"
    spot = ", ".join(filter(None, (event.place.building, event.place.room)))
    where = f"{event.site}{f', {spot}' if spot else ''}" if event.site else "a place that is not known"
    marks = [
        f"device {event.device}" if event.device else "",
        "" if facts.trust is PressTrust.VERIFIED else f"UNVERIFIED, {facts.trust.replace('_', ' ')}",
        f"LATE, pressed {facts.pressed_at:%H:%M:%S} UTC" if facts.late and facts.pressed_at else "",
        "out of order" if facts.unordered else "",
        f"and {facts.more} more" if facts.more else "",
    ]
    test = "TEST: " if event.mode is Mode.TEST else ""
    return f"{test}{what} at {where} ({'; '.join(filter(None, marks))})".replace(" ()", "")


def _what(event: e.TestWindowOpened | e.TestWindowEnded) -> str:
    return f"device {event.device} at {event.site}" if event.device else f"the devices of {event.site}"


def _few(devices: tuple[str, ...]) -> str:
    shown = ", ".join(devices[:5])
    return shown if len(devices) <= 5 else f"{shown} and {len(devices) - 5} more"
