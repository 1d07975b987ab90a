"""What the bytes of a press, of an alarm or of a heartbeat mean.

Lenient on purpose: somebody pressed a button. What can be made out is taken, what cannot is named in the answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson

from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.devices import AlarmCategory, Heard
from dispatch.domain.vocabulary import PanicLevel
from dispatch.links.panic.fields import FieldProblem, Fields

LONG_PRESS: Final = 8
"""Presses in a row that mean a Lockdown where the device names no level."""
HEARD_MAX: Final = 1_000
_LEVELS: Final = {
    "LOCKDOWN": PanicLevel.LOCKDOWN,
    "STAFF_ASSIST": PanicLevel.STAFF_ASSIST,
    "ASSIST": PanicLevel.STAFF_ASSIST,
    "OTHER": PanicLevel.OTHER,
}
_KINDS: Final = {
    "wearable": CallSource.PANIC_WEARABLE,
    "fixed_button": CallSource.PANIC_FIXED,
    "app": CallSource.PANIC_APP,
    "alarm_panel": CallSource.PANIC_FIXED,
}
_FOUND = re.compile(rb'"(device_id|site|building|room)"\s*:\s*"([^"\\]{1,64})"')
_PANEL: Final = ("event_id", "response", "location", "zone", "description", "callback", "permit")
_KNOWN: Final = frozenset(
    {
        *("device_id", "device_kind", "holder", "site", "building", "floor", "room", "zone", "x", "y"),
        *("lat", "lon", "alert_level", "press_count", "counter", "ts_device", "ts_gateway", "battery"),
        *("signal", "test_mode", "vendor", "alarm"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PressSaid:
    """What a press says. ``given``: fields of the command as they were made out."""

    device: str | None
    counter: int | None
    pressed_at: datetime | None
    given: Mapping[str, Any]
    problems: tuple[FieldProblem, ...]

    @property
    def has_place(self) -> bool:
        """Whether anybody could tell where it is: a device that may be registered, or a place in words or degrees."""
        return self.device is not None or any(self.given.get(one) is not None for one in ("site", "lat_e7"))


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardSaid:
    """Signs of life: ``vendor`` is who signs for more than one device."""

    vendor: str | None
    sent_at: datetime | None
    heard: tuple[Heard, ...]
    problems: tuple[FieldProblem, ...]


def read_press(raw: bytes) -> PressSaid:
    """A press, as far as it can be made out."""
    fields = Fields(*_object(raw))
    body_problems = list(fields.problems)
    panel = fields.given.get("alarm")
    alarm = Fields(panel if isinstance(panel, dict) else {}, "alarm.")
    if panel is not None and not isinstance(panel, dict):
        fields.wrong("alarm", "An object is wanted, with the category of the alarm.")
    press_count = fields.whole("press_count", 0, 1_000_000)
    counter, pressed_at = fields.whole("counter", 0), fields.moment("ts_device")
    device = fields.id("device_id")
    claimed = None if device is not None else fields.text("device_id")
    words = [*([f"device {claimed}"] if claimed else []), *_words(fields), *_panel_words(alarm)]
    given: dict[str, Any] = {
        "level": _level(fields, press_count, words),
        "source": _KINDS.get(fields.text("device_kind") or ""),
        "category": _category(alarm),
        "holder": fields.text("holder"),
        **{name: fields.text(name) for name in ("site", "building", "floor", "room")},
        "lat_e7": fields.degrees("lat", 90),
        "lon_e7": fields.degrees("lon", 180),
        "text": "; ".join(words)[:2000] or None,
        "press_count": press_count,
        "gateway_at": fields.moment("ts_gateway"),
        "battery": fields.whole("battery", 0, 100),
        "signal": fields.whole("signal", -1_000, 1_000),
        "test": fields.flag("test_mode"),
    }
    for name in fields.given:
        if name not in _KNOWN and not body_problems:
            fields.wrong(str(name), "This field is not known here; it was left out.")
    return PressSaid(
        device=device,
        counter=counter,
        pressed_at=pressed_at,
        given=given,
        problems=(*fields.problems, *alarm.problems)[:40],
    )


def read_heartbeat(raw: bytes) -> HeardSaid:
    """Signs of life of one device, or of many of a vendor."""
    fields = Fields(*_object(raw))
    sent_at = fields.moment("sent_at")
    several = fields.given.get("devices")
    problems: list[FieldProblem] = []
    heard: list[Heard] = []
    if several is None:
        heard = _heard(fields)
    elif not isinstance(several, list) or len(several) > HEARD_MAX:
        fields.wrong("devices", f"A list of at most {HEARD_MAX} devices is wanted.")
    else:
        for place, one in enumerate(several):
            inner = Fields(one if isinstance(one, dict) else {}, f"devices.{place}.")
            heard += _heard(inner)
            problems += inner.problems
    return HeardSaid(
        vendor=fields.text("vendor") if several is not None else None,
        sent_at=sent_at,
        heard=tuple(heard),
        problems=(*fields.problems, *problems)[:40],
    )


def _heard(fields: Fields) -> list[Heard]:
    device, battery = fields.id("device_id"), fields.whole("battery", 0, 100)
    if device is None:
        if fields.given.get("device_id") in (None, ""):
            fields.wrong("device_id", "Missing: whose sign of life is it?")
        return []
    return [Heard(device=device, battery=battery)]


def _object(raw: bytes) -> tuple[dict[str, Any], str, list[FieldProblem]]:
    """The object in the body. Of a body that is broken, what can still be seen of device and place."""
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError:
        value = None
    if isinstance(value, dict):
        return value, "", []
    seen: dict[str, Any] = {}
    for name, text in _FOUND.findall(raw[:65_536]):
        seen.setdefault(name.decode(), text.decode("utf-8", "replace"))
    return seen, "", [FieldProblem("", "The body cannot be read as a JSON object.")]


def _level(fields: Fields, press_count: int | None, words: list[str]) -> PanicLevel:
    said = fields.text("alert_level")
    if said is None:
        if press_count is None:
            return PanicLevel.OTHER
        return PanicLevel.LOCKDOWN if press_count >= LONG_PRESS else PanicLevel.STAFF_ASSIST
    level = _LEVELS.get(said.upper().replace(" ", "_").replace("-", "_"))
    if level is None:
        words.append(f"level {said}")
        return PanicLevel.OTHER
    return level


def _category(alarm: Fields) -> AlarmCategory | None:
    said = alarm.text("category")
    if said is None:
        if alarm.given:
            alarm.wrong("category", f"Missing: one of {', '.join(AlarmCategory)}.")
        return None
    try:
        return AlarmCategory(said.upper().replace(" ", ""))
    except ValueError:
        alarm.wrong("category", f"One of {', '.join(AlarmCategory)} is wanted; it is taken as a hold-up.")
        return None


def _words(fields: Fields) -> list[str]:
    """What has no field of its own at the desk, as words."""
    zone, x, y = fields.text("zone"), fields.given.get("x"), fields.given.get("y")
    spot = all(isinstance(one, int | float) and not isinstance(one, bool) for one in (x, y))
    return [*([f"zone {zone}"] if zone else []), *([f"x {x}, y {y}"] if spot else [])]


def _panel_words(alarm: Fields) -> list[str]:
    return [f"{name.replace('_', ' ')} {said}" for name in _PANEL if (said := alarm.text(name)) is not None]
