"""Panic devices: presses that are verified, not verified, late, in test; silences and batteries."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.actor import SYSTEM, Actor, Role
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.devices import AlarmCategory, Device, DeviceKind, Heard, PressTrust
from dispatch.domain.incident_events import IncidentOpened
from dispatch.domain.rules.presses import DOUBTFUL_MAX
from dispatch.domain.text import Protected
from dispatch.domain.vocabulary import ActionSource, AlarmKind, PanicLevel, Priority
from tests.domain.district import ADAM7, ANA, MARIA
from tests.domain.playbook import Playbook, ev, exercise_play, play

INTAKE = Actor(person="device:W-101", name="Panic intake", role=Role.DEVICE, agency="PMSD", position="intake")
DEVICES = (
    Device(
        code="W-101",
        device_kind=DeviceKind.WEARABLE,
        site="GRHS",
        building="MAIN",
        floor="1",
        room="101",
        vendor="ACME",
        silence_hours=24,
    ),
    Device(code="B-GYM", device_kind=DeviceKind.FIXED_BUTTON, site="GRHS", building="GYM", silence_hours=48),
    Device(code="P-1", device_kind=DeviceKind.ALARM_PANEL, site="ELMS", building="EAST"),
    Device(code="OLD-1", device_kind=DeviceKind.FIXED_BUTTON, site="ELMS", in_service=False),
)


def registered(p: Playbook) -> None:
    p.given(c.DefineRoster(devices=DEVICES), by=SYSTEM)


def press(p: Playbook, device: str | None = "W-101", **said: Any) -> c.ReceivePress:
    """A verified press of now, unless it is said otherwise."""
    age = timedelta(minutes=said.pop("minutes_old", 0))
    given = {
        "trust": PressTrust.VERIFIED,
        "level": PanicLevel.STAFF_ASSIST,
        "received_at": p.now,
        "pressed_at": p.now - age,
        "device": device,
    }
    return c.ReceivePress(**{**given, **said})


@play
def devices_are_taken_over_once(p: Playbook) -> None:
    p.when(c.DefineRoster(devices=DEVICES[:2]), by=SYSTEM)
    p.then(ev(e.DeviceDefined, device=DEVICES[0]), ev(e.DeviceDefined, device=DEVICES[1]))
    p.when(c.DefineRoster(devices=DEVICES[:2]), by=SYSTEM)
    p.then()
    stray = Device(code="X", device_kind=DeviceKind.APP, site="NOSUCH")
    p.when(c.DefineRoster(devices=(stray,)), by=SYSTEM)
    p.refused("unknown_site", "devices.0.site")


@play
def a_lockdown_press_of_a_device_locks_down(p: Playbook) -> None:
    registered(p)
    p.when(press(p, level=PanicLevel.LOCKDOWN, holder="M. Otis", battery=81), by=INTAKE)
    answer = p.then(
        ev(
            e.CallCreated,
            type="PANIC",
            priority=Priority.P1,
            source=CallSource.PANIC_WEARABLE,
            device="W-101",
        ),
        ev(e.PressReceived, site="GRHS", opens=True, alarms=True, mode=Mode.ACTUAL),
        ev(e.ActionStarted, type=ActionType.LOCKDOWN, mode=Mode.ACTUAL, source=ActionSource.PANIC),
        ev(IncidentOpened),
    )
    call = answer.refs["call"]
    assert p.the_action(answer.refs["action"]).call == call
    shown = next(iter(p.state.presses.values()))
    assert (shown.place.building, shown.place.room, shown.facts.floor) == ("MAIN", "101", "1")
    assert shown.holder == Protected("M. Otis")
    alarm = p.state.alarms[f"panic:{call}"]
    assert (alarm.alarm_kind, alarm.late, alarm.unverified) == (AlarmKind.PANIC, False, False)
    # The second one finds the Lockdown in force.
    p.when(press(p, level=PanicLevel.LOCKDOWN, counter=2), by=INTAKE)
    p.then(ev(e.PressReceived, call=call, opens=False, press=shown.id))
    assert p.state.presses[shown.id].count == 2


@play
def a_press_raises_what_the_desk_had_lowered(p: Playbook) -> None:
    registered(p)
    call = p.given(press(p), by=INTAKE)["call"]
    version = p.the_call(call).version
    p.given(c.UpdateCall(call=call, priority=Priority.P3), expect={call: version})
    p.when(press(p, trust=PressTrust.NO_SIGNATURE), by=INTAKE)
    p.then(ev(e.PressReceived), warned="unverified")
    p.when(press(p), by=INTAKE)
    p.then(ev(e.CallUpdated, priority=Priority.P1), ev(e.PressReceived, call=call))


@play
def an_unverified_press_is_shown_and_locks_nothing_down(p: Playbook) -> None:
    registered(p)
    wrong = press(p, trust=PressTrust.WRONG_SIGNATURE, level=PanicLevel.LOCKDOWN, site="ELMS", room="GYM 2")
    p.when(wrong, by=INTAKE)
    call = p.then(
        ev(e.CallCreated, type="PANIC"), ev(e.PressReceived, site="GRHS"), warned="started no Lockdown"
    ).refs["call"]
    shown = next(iter(p.state.presses.values()))
    assert shown.claimed == Protected("site ELMS, room GYM 2"), "what it claimed is kept"
    assert shown.place.room == "101", "and it is shown where the device is registered"
    assert p.state.alarms[f"panic:{call}"].unverified
    p.when(press(p), by=INTAKE)
    p.then(ev(e.PressReceived, call=call))
    assert not p.state.alarms[f"panic:{call}"].unverified
    assert len(p.state.presses) == 2, "a press that is not verified is never mixed up with one that is"


@play
def an_unknown_device_is_shown_with_what_it_claims(p: Playbook) -> None:
    registered(p)
    p.when(
        press(p, "NEW-9", site="Elm Street Elementary", building="west wing", room="the small kitchen"),
        by=INTAKE,
    )
    p.then(ev(e.CallCreated), ev(e.PressReceived, site="ELMS", device="NEW-9"), warned="unknown device")
    shown = next(iter(p.state.presses.values()))
    assert (shown.facts.trust, shown.place.building, shown.place.room) == (
        PressTrust.UNKNOWN_DEVICE,
        "WEST",
        None,
    )
    assert shown.claimed is not None
    nowhere = press(p, "NEW-9", site="Mars", lat_e7=1, lon_e7=2)
    p.when(nowhere, by=INTAKE)
    call = p.then(ev(e.CallCreated), ev(e.PressReceived, site=None), warned="unknown device").refs["call"]
    assert p.the_call(call).place.address == Protected("site Mars")
    p.when(press(p, "NEW-9", site="Mars", lat_e7=1, lon_e7=3), by=INTAKE)
    p.then(ev(e.PressReceived, call=call), warned="unknown device")
    p.when(press(p, None), by=INTAKE)
    p.then(ev(e.PressReceived, device=None, call=call), warned="unknown device")
    p.when(press(p, "OLD-1"), by=INTAKE)
    p.then(ev(e.PressReceived, site="ELMS", opens=False), warned="out of service")


@play
def made_up_presses_make_few_incidents_and_few_records(p: Playbook) -> None:
    registered(p)
    for number in range(DOUBTFUL_MAX + 20):
        site = ("GRHS", "Mars", f"Venus {number}")[number % 3]
        made_up = press(p, f"X-{number}", site=site, building=f"B{number}", room=f"R{number}")
        p.given(made_up, by=INTAKE)
    assert len(p.state.calls) == 2, "one of the school, one of places that nobody knows"
    for _ in range(DOUBTFUL_MAX):
        p.given(press(p, f"Y-{p.state.seq}", site="GRHS"), by=INTAKE)
    school = next(one.id for one in p.state.calls.values() if one.place.site == "GRHS")
    mine = [one for one in p.state.presses.values() if one.call == school]
    assert len(mine) == DOUBTFUL_MAX
    assert sum(one.count for one in p.state.presses.values()) == 2 * DOUBTFUL_MAX + 20, "each counts"
    p.given(press(p), by=INTAKE)
    assert len([one for one in p.state.presses.values() if one.call == school]) == DOUBTFUL_MAX + 1
    p.when(press(p, level=PanicLevel.LOCKDOWN), by=MARIA)
    p.refused("forbidden")


@play
def a_badge_says_where_it_is_now(p: Playbook) -> None:
    registered(p)
    first = p.given(press(p), by=INTAKE)["call"]
    p.when(press(p, room="Room 201", floor="2"), by=INTAKE)
    p.then(ev(e.PressReceived, call=first))
    p.when(press(p, room="GYM"), by=INTAKE)
    gym = p.then(ev(e.CallCreated), ev(e.PressReceived)).refs["call"]
    p.when(press(p, "B-GYM"), by=INTAKE)
    p.then(ev(e.PressReceived, call=gym))
    p.when(press(p, site="ELMS", building="EAST"), by=INTAKE)
    p.then(ev(e.CallCreated), ev(e.PressReceived, site="ELMS"))
    spots = [(one.place.building, one.place.room, one.facts.floor) for one in p.state.presses.values()]
    assert spots == [
        ("MAIN", "101", "1"),
        ("MAIN", "201", "2"),
        ("GYM", "GYM", "1"),
        ("GYM", None, ""),
        ("EAST", None, "1"),
    ]


@play
def presses_that_were_queued_for_hours_ring_once(p: Playbook) -> None:
    registered(p)
    p.when(press(p, counter=1, minutes_old=240, level=PanicLevel.LOCKDOWN), by=INTAKE)
    call = p.then(ev(e.CallCreated), ev(e.PressReceived, opens=True), warned="started no Lockdown").refs[
        "call"
    ]
    alarm = f"panic:{call}"
    assert p.state.alarms[alarm].late
    for number in range(2, 6):
        p.given(press(p, counter=number, minutes_old=240 - number), by=INTAKE)
    assert p.state.alarms[alarm].count == 5
    p.given(c.AcknowledgeAlarm(alarm=alarm))
    p.given(press(p, counter=6, minutes_old=200), by=INTAKE)
    assert alarm not in p.state.alarms, "no late press rings again"
    shown = next(iter(p.state.presses.values()))
    assert (shown.count, shown.facts.late) == (6, True)
    p.when(press(p, counter=7), by=INTAKE)
    p.then(ev(e.PressReceived, call=call))
    assert not p.state.alarms[alarm].late, "one of now does"


@play
def a_press_of_now_makes_a_late_alarm_a_present_one(p: Playbook) -> None:
    registered(p)
    call = p.given(press(p, minutes_old=90), by=INTAKE)["call"]
    p.wait(seconds=40)
    p.when(press(p), by=INTAKE)
    p.then(ev(e.PressReceived, call=call))
    alarm = p.state.alarms[f"panic:{call}"]
    assert (alarm.late, alarm.rung_at, alarm.count) == (False, p.now, 1)


@play
def a_press_after_the_incident_opens_a_new_one(p: Playbook) -> None:
    registered(p)
    call = p.given(press(p), by=INTAKE)["call"]
    p.given(c.CloseCall(call=call, disposition="NRPT", outcome="Pressed by mistake"))
    p.when(press(p, counter=9), by=INTAKE)
    p.then(ev(e.CallCreated), ev(e.PressReceived, opens=True))
    p.until(hours=1)
    assert call not in p.state.calls, "the closed one has left"
    assert call not in {one.call for one in p.state.presses.values()}, "and its presses with it"
    assert len(p.state.presses) == 1


@play
def presses_go_with_the_call_they_belong_to(p: Playbook) -> None:
    registered(p)
    main = p.given(press(p), by=INTAKE)["call"]
    gym = p.given(press(p, "B-GYM"), by=INTAKE)["call"]
    p.sent(main, "A7")
    p.given(c.MergeCall(call=gym, into=main))
    assert {one.call for one in p.state.presses.values()} == {main}
    p.when(press(p, counter=3), by=ADAM7)
    p.refused("forbidden")


@play
def an_old_counter_is_kept_and_marked(p: Playbook) -> None:
    registered(p)
    p.given(press(p, counter=41), by=INTAKE)
    p.when(press(p, counter=40), by=INTAKE)
    event = p.then(ev(e.PressReceived)).recorded[0].event
    assert isinstance(event, e.PressReceived)
    assert event.facts.unordered
    assert p.state.devices["W-101"].counter == 41
    p.given(press(p, counter=99, trust=PressTrust.WRONG_SIGNATURE), by=INTAKE)
    assert p.state.devices["W-101"].counter == 41, "nobody else moves its counter"


@play
def a_panel_says_what_kind_of_alarm_it_is(p: Playbook) -> None:
    registered(p)
    for category, kind in (("FIRE", "FIRALM"), ("BURG", "INTALM"), ("MEDICAL", "MEDLIF"), ("COMM", "INFO")):
        p.when(press(p, "P-1", category=AlarmCategory(category)), by=INTAKE)
        p.then(ev(e.CallCreated, type=kind), ev(e.PressReceived, alarms=False))
    p.when(press(p, "P-1", category=AlarmCategory.HOLDUP), by=INTAKE)
    p.then(ev(e.CallCreated, type="PANIC"), ev(e.PressReceived, alarms=True))
    p.when(press(p, "P-1", category=AlarmCategory.FIRE), by=INTAKE)
    p.then(ev(e.PressReceived, opens=False))


@play
def a_test_window_is_open_for_a_while(p: Playbook) -> None:
    registered(p)
    p.when(c.OpenTestWindow(site="GRHS", minutes=30, device="W-101", reason="Yearly test"))
    window = p.then(ev(e.TestWindowOpened, device="W-101")).refs["window"]
    p.when(c.OpenTestWindow(site="GRHS", minutes=30, device="W-101"))
    p.refused("in_test_already", "device")
    p.when(press(p, level=PanicLevel.LOCKDOWN), by=INTAKE)
    p.then(ev(e.PressReceived, mode=Mode.TEST, call=None, window=window, alarms=False))
    assert not p.state.calls
    assert not p.state.alarms
    assert not p.state.actions
    assert p.state.test_windows[window].presses == 1
    p.when(press(p, "B-GYM", test=True), by=INTAKE)
    p.then(ev(e.CallCreated, mode=Mode.ACTUAL), ev(e.PressReceived), warned="only a test window")
    p.until(minutes=31)
    assert not p.state.test_windows
    p.when(press(p), by=INTAKE)
    p.then(ev(e.CallCreated, mode=Mode.ACTUAL), ev(e.PressReceived))


@play
def a_site_is_in_test_and_the_test_ended(p: Playbook) -> None:
    registered(p)
    window = p.given(c.OpenTestWindow(site="GRHS", minutes=60))["window"]
    p.when(c.OpenTestWindow(site="GRHS", minutes=60))
    p.refused("in_test_already", "site")
    p.when(press(p, "B-GYM"), by=INTAKE)
    p.then(ev(e.PressReceived, mode=Mode.TEST))
    p.when(press(p, "P-1"), by=INTAKE)
    p.then(ev(e.CallCreated, mode=Mode.ACTUAL), ev(e.PressReceived))
    p.when(c.EndTestWindow(window=window))
    p.then(ev(e.TestWindowEnded, presses=1, by_timer=False))
    p.when(c.EndTestWindow(window=window))
    p.refused("not_found")
    p.when(c.OpenTestWindow(site="NOSUCH", minutes=5))
    p.refused("unknown_site", "site")
    p.when(c.OpenTestWindow(site="GRHS", minutes=5, device="P-1"))
    p.refused("unknown_device", "device")
    p.when(c.OpenTestWindow(site="GRHS", minutes=5), by=ANA)
    p.refused("forbidden")
    p.when(c.EndTestWindow(window="x"), by=ANA)
    p.refused("forbidden")


@exercise_play
def a_press_in_an_exercise_is_an_exercise(p: Playbook) -> None:
    registered(p)
    p.when(press(p), by=INTAKE)
    p.then(ev(e.CallCreated, mode=Mode.EXERCISE), ev(e.PressReceived, mode=Mode.EXERCISE))


@play
def a_silent_device_is_found(p: Playbook) -> None:
    registered(p)
    p.until(hours=25)
    assert p.state.devices["W-101"].silent_since is not None
    assert p.state.alarms["silent:GRHS"].alarm_kind is AlarmKind.DEVICE_SILENT
    assert p.state.alarms["silent:GRHS"].count == 1
    p.until(hours=25)
    assert p.state.alarms["silent:GRHS"].count == 2, "two devices of one site are one alarm"
    p.when(c.HearDevices(heard=(Heard(device="W-101"),)), by=INTAKE)
    p.then(ev(e.DevicesHeard, back=("W-101",)))
    assert "silent:GRHS" in p.state.alarms
    p.when(c.HearDevices(heard=(Heard(device="B-GYM"),)), by=INTAKE)
    p.then(ev(e.DevicesHeard, back=("B-GYM",)))
    assert "silent:GRHS" not in p.state.alarms
    p.until(hours=23)
    assert "silent:GRHS" not in p.state.alarms
    p.until(hours=2)
    assert p.state.devices["W-101"].silent_since is not None, "it is waited for anew"


@play
def signs_of_life_fill_no_log(p: Playbook) -> None:
    registered(p)
    written = len(p.log)
    for _ in range(100):
        p.until(minutes=14)
        p.given(c.HearDevices(heard=(Heard(device="W-101"), Heard(device="NOBODY"))), by=INTAKE)
    assert len(p.log) - written < 6
    assert "silent:GRHS" not in p.state.alarms
    p.when(c.HearDevices(heard=(Heard(device="W-101"),)), by=MARIA)
    p.refused("forbidden")


@play
def a_low_battery_is_work_for_today(p: Playbook) -> None:
    registered(p)
    p.when(c.HearDevices(heard=(Heard(device="W-101", battery=80),)), by=INTAKE)
    p.then(ev(e.DevicesHeard, low=()))
    p.when(
        c.HearDevices(heard=(Heard(device="W-101", battery=20), Heard(device="B-GYM", battery=7))), by=INTAKE
    )
    p.then(ev(e.DevicesHeard, low=("W-101", "B-GYM")))
    assert p.state.alarms["battery:GRHS"].count == 2
    p.when(c.HearDevices(heard=(Heard(device="W-101", battery=12),)), by=INTAKE)
    p.then()
    p.given(c.DefineRoster(devices=(Device(**{**_fields(DEVICES[1]), "in_service": False}),)), by=SYSTEM)
    p.given(c.HearDevices(heard=(Heard(device="W-101", battery=100),)), by=INTAKE)
    assert "battery:GRHS" not in p.state.alarms
    p.given(press(p, battery=4), by=INTAKE)
    assert p.state.alarms["battery:GRHS"].count == 1, "a press says it too"


def _fields(device: Device) -> dict[str, Any]:
    return {name: getattr(device, name) for name in Device.__dataclass_fields__}
