"""Signs of life of panic devices, those that have been silent for too long, and test windows."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import assert_never

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.devices import BATTERY_LOW, DeviceState, Heard
from dispatch.domain.records import Timer
from dispatch.domain.refusals import NOT_FOUND, bad_field, rule
from dispatch.domain.state import State
from dispatch.domain.text import protect


def decide(
    state: State, command: c.HearDevices | c.OpenTestWindow | c.EndTestWindow, context: Context
) -> Outcome:
    """A device gave a sign of life; a test begins; a test is over."""
    match command:
        case c.HearDevices():
            return _heard(state, command, context)
        case c.OpenTestWindow():
            return _open(state, command, context)
        case c.EndTestWindow():
            if command.window not in state.test_windows:
                return NOT_FOUND
            return Done((_ended(state, command.window, by_timer=False),))
        case _:
            assert_never(command)


# --- signs of life ----------------------------------------------------------------------------------------------------------------


def is_news(device: DeviceState, heard: Heard, now: datetime) -> bool:
    """Whether a sign of life has to be recorded: it says something new, or half of the time is over in which one is waited for.

    So a device that reports each minute fills no log, and what is recorded is enough to know on every node when it falls silent.
    """
    if not device.roster.in_service:
        return False
    if device.silent_since is not None or _band(heard.battery, device) != _band(device.battery, device):
        return True
    allowed = device.roster.silence
    return allowed is not None and now - device.heard_at >= allowed / 2


def _band(battery: int | None, device: DeviceState) -> str:
    """Low, good or not known. One that says nothing of its battery leaves it as it was."""
    known = device.battery if battery is None else battery
    return "" if known is None else "low" if known <= BATTERY_LOW else "good"


def _heard(state: State, command: c.HearDevices, context: Context) -> Outcome:
    last = {one.device: one for one in command.heard}
    news = [
        one
        for one in last.values()
        if (device := state.devices.get(one.device)) is not None and is_news(device, one, context.now)
    ]
    if not news:
        return Done(refs={"recorded": 0})
    known = [(state.devices[one.device], one) for one in news]
    event = e.DevicesHeard(
        heard=tuple(news),
        low=tuple(
            device.id
            for device, one in known
            if one.battery is not None and one.battery <= BATTERY_LOW and not device.low
        ),
        back=tuple(device.id for device, _ in known if device.silent_since is not None),
    )
    return Done((event,), {"recorded": len(news)})


def checked(state: State, timer: Timer, context: Context) -> Outcome:
    """The time of a site's device may be over: which have been silent for too long. One that was heard meanwhile has not."""
    silent = [
        one.id
        for one in state.devices.values()
        if one.roster.site == timer.site and one.due is not None and one.due <= context.now
    ]
    return Done((e.DevicesChecked(site=timer.site or "", silent=tuple(sorted(silent))),))


# --- tests --------------------------------------------------------------------------------------------------------------------------


def _open(state: State, command: c.OpenTestWindow, context: Context) -> Outcome:
    if command.site not in state.sites:
        return bad_field("site", f"There is no site {command.site}.", "unknown_site")
    if command.device is not None:
        device = state.devices.get(command.device)
        if device is None or device.roster.site != command.site:
            return bad_field(
                "device", f"{command.site} has no registered device {command.device}.", "unknown_device"
            )
    for window in state.test_windows.values():
        if (window.site, window.device) == (command.site, command.device):
            return rule(
                "in_test_already",
                f"This is in test already, until {window.until:%H:%M} UTC. End that test first.",
                "device" if command.device is not None else "site",
                window=window.id,
            )
    window_id = context.id("window")
    event = e.TestWindowOpened(
        window=window_id,
        site=command.site,
        device=command.device,
        until=context.now + timedelta(minutes=command.minutes),
        reason=protect(command.reason),
    )
    return Done((event,), {"window": window_id})


def test_over(state: State, timer: str) -> tuple[e.Event, ...]:
    """The time of a test is over."""
    window = timer.partition(":")[2]
    return (_ended(state, window, by_timer=True),) if window in state.test_windows else ()


def _ended(state: State, window_id: str, *, by_timer: bool) -> e.TestWindowEnded:
    window = state.test_windows[window_id]
    return e.TestWindowEnded(
        window=window.id,
        site=window.site,
        device=window.device,
        presses=window.presses,
        by_timer=by_timer,
    )
