"""What events about panic devices make of a state: what is registered, presses of live calls, alarms, silences, tests."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from dispatch.domain.device_events import (
    DeviceDefined,
    DeviceEvent,
    DevicesChecked,
    DevicesHeard,
    PressReceived,
    TestWindowEnded,
    TestWindowOpened,
)
from dispatch.domain.devices import Device, DeviceState, Press, PressTrust, TestWindow
from dispatch.domain.draft import Draft
from dispatch.domain.folds.clock import drop_alarms, raise_alarm
from dispatch.domain.folds.timing import set_timer
from dispatch.domain.record import Recorded
from dispatch.domain.vocabulary import AlarmKind, PanicLevel, TimerKind


def fold_device(draft: Draft, recorded: Recorded, event: DeviceEvent) -> None:
    """Devices registered, pressed, heard, silent, in test."""
    at = recorded.recorded_at
    match event:
        case DeviceDefined():
            _defined(draft, event.device, at)
        case PressReceived():
            _pressed(draft, event, at)
        case DevicesHeard():
            for one in event.heard:
                _heard(draft, one.device, one.battery, at)
        case DevicesChecked():
            _checked(draft, event, at)
        case TestWindowOpened():
            draft.put(
                "test_windows",
                TestWindow(
                    id=event.window,
                    site=event.site,
                    device=event.device,
                    until=event.until,
                    opened_at=at,
                    opened_by=recorded.actor.name,
                    version=recorded.seq,
                ),
            )
            set_timer(
                draft, f"window:{event.window}", TimerKind.TEST_WINDOW, at, event.until, site=event.site
            )
        case TestWindowEnded():
            draft.drop("test_windows", event.window)
            draft.drop("timers", f"window:{event.window}")
        case _:
            assert_never(event)


def _defined(draft: Draft, device: Device, at: datetime) -> None:
    present = draft.devices.get(device.code)
    if present is None:
        # A new one is waited for from now on.
        draft.put("devices", DeviceState(id=device.code, roster=device, heard_at=at, version=draft.seq))
    else:
        draft.change("devices", device.code, roster=device, heard_at=at, silent_since=None)
        _calm(draft, present.roster.site)
        _calm(draft, device.site)
    _watch(draft, draft.devices[device.code], at)


# --- presses ------------------------------------------------------------------------------------------------------------------------


def _pressed(draft: Draft, event: PressReceived, at: datetime) -> None:
    facts = event.facts
    device = draft.devices.get(event.device or "")
    if facts.trust is PressTrust.VERIFIED and device is not None:
        if facts.counter is not None and facts.counter > (device.counter or -1):
            draft.change("devices", device.id, counter=facts.counter)
        if not facts.late:
            _heard(draft, device.id, facts.battery, at)
    if event.window is not None:
        window = draft.test_windows.get(event.window)
        if window is not None:
            draft.change("test_windows", window.id, presses=window.presses + 1 + facts.more)
    if event.call is None:
        return
    present = draft.presses.get(event.press)
    if present is None:
        draft.put(
            "presses",
            Press(
                id=event.press,
                call=event.call,
                site=event.site,
                device=event.device,
                place=event.place,
                facts=facts,
                claimed=event.text,
                holder=event.holder,
                count=1 + facts.more,
                first_at=at,
                last_at=at,
                first_pressed_at=facts.pressed_at,
                version=draft.seq,
            ),
        )
    else:
        draft.change(
            "presses",
            present.id,
            facts=facts,
            place=event.place,
            count=present.count + 1 + facts.more,
            last_at=at,
        )
    if event.alarms:
        _alarm(draft, event, at)


def _alarm(draft: Draft, event: PressReceived, at: datetime) -> None:
    """One alarm for each call. Late presses ring once, when they open it; one of now rings whatever rang before it."""
    alarm_id, facts = f"panic:{event.call}", event.facts
    present = draft.alarms.get(alarm_id)
    verified = facts.trust is PressTrust.VERIFIED
    if facts.late and present is None and not event.opens:
        return
    if present is not None and present.late and not facts.late:
        # What was old news has become the present.
        drop_alarms(draft, alarm_id)
    raise_alarm(
        draft,
        alarm_id,
        AlarmKind.PANIC,
        at,
        mode=event.mode,
        call=event.call,
        site=event.site,
        stage=1 if facts.level is PanicLevel.LOCKDOWN else 0,
    )
    alarm = draft.alarms[alarm_id]
    fresh = alarm.version == draft.seq and alarm.count == 1
    draft.change(
        "alarms",
        alarm_id,
        late=facts.late and (fresh or alarm.late),
        unverified=not verified and (fresh or alarm.unverified),
    )


# --- signs of life and silence --------------------------------------------------------------------------------------------------------


def _heard(draft: Draft, device_id: str, battery: int | None, at: datetime) -> None:
    device = draft.devices.get(device_id)
    if device is None:
        return
    was_low, was_silent = device.low, device.silent_since is not None
    draft.change(
        "devices",
        device_id,
        heard_at=at,
        silent_since=None,
        battery=device.battery if battery is None else battery,
    )
    device, site = draft.devices[device_id], device.roster.site
    if device.low and not was_low:
        raise_alarm(draft, f"battery:{site}", AlarmKind.DEVICE_BATTERY, at, site=site)
    if was_silent:
        _watch(draft, device, at)
    if was_silent or (was_low and not device.low):
        _calm(draft, site)


def _checked(draft: Draft, event: DevicesChecked, at: datetime) -> None:
    for device_id in event.silent:
        draft.change("devices", device_id, silent_since=at)
        raise_alarm(draft, f"silent:{event.site}", AlarmKind.DEVICE_SILENT, at, site=event.site)
    draft.drop("timers", f"devices:{event.site}")
    waited = [one for one in draft.devices.values() if one.roster.site == event.site and one.due is not None]
    if waited:
        _watch(draft, min(waited, key=lambda one: (one.due, one.id)), at)


def _watch(draft: Draft, device: DeviceState, at: datetime) -> None:
    """One timer for each site, at the time of the first device that may fall silent. That it was heard meanwhile shows when it falls."""
    due, site = device.due, device.roster.site
    timer = draft.timers.get(f"devices:{site}")
    if due is not None and (timer is None or due < timer.due):
        set_timer(draft, f"devices:{site}", TimerKind.DEVICES, at, due, site=site)


def _calm(draft: Draft, site: str) -> None:
    """The alarms of a site end when nothing of what they are about is left."""
    here = [one for one in draft.devices.values() if one.roster.site == site and one.roster.in_service]
    if not any(one.silent_since is not None for one in here):
        drop_alarms(draft, f"silent:{site}")
    if not any(one.low for one in here):
        drop_alarms(draft, f"battery:{site}")
